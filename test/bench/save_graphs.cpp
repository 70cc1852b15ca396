// New players, one by one, each with an avatar that has six attributes: four tables, one transaction
// for each player. Against prepared statements of the C APIs that send the same texts, and SOCI's.
#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "databases.h"
#include "game_db/models.h"
#include "graph_rows.h"
#include "hand_written.h"
#include "soci_graphs.h"
#include "soci_sessions.h"
#include "table.h"

namespace bench {
namespace {

// --- ours

void save_with_models(thriftorm::Session& session, const PlayerTexts& texts) {
  game_db::PlayerModel player;
  player.set_full_name(texts.full_name).set_what_we_call_you(texts.what_we_call_you);
  player.set_security_token(kToken).set_year_of_birth(1980).set_email(texts.email);
  game_db::MobileModel mobile;
  mobile.set_mobile_type(game::MobileType::PLAYER).set_what_we_call_you(texts.what_we_call_you);
  for (const AttributeTexts& attribute_texts : kAttributeTexts) {
    game_db::AttributeModel attribute;
    attribute.set_internal_name(attribute_texts.internal_name).set_visible(true);
    attribute.set_double_value(12.5).set_attribute_type(attribute_texts.type);
    mobile.add_attribute(std::move(attribute));
  }
  player.set_mobile(std::move(mobile));
  player.save(session);
  benchmark::DoNotOptimize(player);
}

// --- by hand: one program over what it needs of the two C APIs

constexpr std::string_view kInsertPlayer =
    "INSERT INTO `players` (`id`, `full_name`, `what_we_call_you`, `security_token`, "
    "`year_of_birth`, `email`) VALUES (?, ?, ?, ?, ?, ?)";
constexpr std::string_view kInsertMobile =
    "INSERT INTO `mobiles` (`id`, `mobile_type`, `owner_mobile_id`, `owner_player_id`, "
    "`what_we_call_you`) VALUES (?, ?, ?, ?, ?)";
constexpr std::string_view kInsertAttributes =
    "INSERT INTO `attributes` (`internal_name`, `visible`, `bool_value`, `double_value`, "
    "`vector3_x`, `vector3_y`, `vector3_z`, `asset_id`, `attribute_type`) VALUES "
    "(?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?), "
    "(?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kInsertLinks =
    "INSERT INTO `attribute_owners` (`attribute_id`, `mobile_id`) VALUES "
    "(?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?)";

template <class Statement>
void bind_attribute(Statement& statement, const AttributeRow& row) {
  statement.bind(row.internal_name);
  statement.bind(row.visible);
  statement.bind(row.bool_value);
  statement.bind(row.double_value);
  statement.bind(row.vector3_x);
  statement.bind(row.vector3_y);
  statement.bind(row.vector3_z);
  statement.bind(row.asset_id);
  statement.bind(row.attribute_type);
}

// The values are bound where they lie.
template <class Program>
void save_by_hand(Program& program, PlayerRow& player) {
  program.begin();
  auto& insert_player = program.insert_player;
  insert_player.bind(player.id);
  insert_player.bind(player.full_name);
  insert_player.bind(player.what_we_call_you);
  insert_player.bind(player.security_token);
  insert_player.bind(player.year_of_birth);
  insert_player.bind(player.email);
  player.id = insert_player.insert();

  MobileRow& mobile = player.mobile;
  mobile.owner_player_id = player.id;
  auto& insert_mobile = program.insert_mobile;
  insert_mobile.bind(mobile.id);
  insert_mobile.bind(mobile.mobile_type);
  insert_mobile.bind(mobile.owner_mobile_id);
  insert_mobile.bind(mobile.owner_player_id);
  insert_mobile.bind(mobile.what_we_call_you);
  mobile.id = insert_mobile.insert();

  for (const AttributeRow& row : mobile.attributes) bind_attribute(program.insert_attributes, row);
  const std::array<std::int64_t, kAttributes> ids = program.attribute_ids();
  for (std::size_t i = 0; i < kAttributes; ++i) mobile.attributes[i].id = ids[i];
  for (const AttributeRow& row : mobile.attributes) {
    program.insert_links.bind(row.id);
    program.insert_links.bind(mobile.id);
  }
  program.insert_links.insert();
  program.commit();
}

// --- by hand, SQLite

class SqliteProgram {
 public:
  explicit SqliteProgram(const FileDatabase& database)
      : connection_(open_sqlite(database.path())) {}
  SqliteProgram(const SqliteProgram&) = delete;
  SqliteProgram& operator=(const SqliteProgram&) = delete;

  void begin() { begin_.run(); }
  void commit() { commit_.run(); }
  // RETURNING gives them in any order.
  std::array<std::int64_t, kAttributes> attribute_ids() {
    std::array<std::int64_t, kAttributes> ids{};
    std::size_t count = 0;
    while (insert_attributes.step()) ids.at(count++) = insert_attributes.integer();
    insert_attributes.reset();
    std::sort(ids.begin(), ids.end());
    return ids;
  }

 private:
  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close(connection); }
  };
  std::unique_ptr<sqlite3, Close> connection_;

 public:
  Log* log = nullptr;
  SqliteStatement insert_player{connection_.get(), kInsertPlayer, log};
  SqliteStatement insert_mobile{connection_.get(), kInsertMobile, log};
  SqliteStatement insert_attributes{connection_.get(),
                                    std::string(kInsertAttributes) + " RETURNING `id`", log};
  SqliteStatement insert_links{connection_.get(), kInsertLinks, log};

 private:
  SqliteStatement begin_{connection_.get(), "BEGIN IMMEDIATE", log};
  SqliteStatement commit_{connection_.get(), "COMMIT", log};
};

// --- by hand, MySQL

class MysqlProgram {
 public:
  explicit MysqlProgram(const ServerDatabase& database) : connection_(open_mysql(database.url())) {
    key_step_.fetch_into(step_);
  }
  MysqlProgram(const MysqlProgram&) = delete;
  MysqlProgram& operator=(const MysqlProgram&) = delete;

  void begin() { control("START TRANSACTION"); }
  void commit() { control("COMMIT"); }
  std::array<std::int64_t, kAttributes> attribute_ids() {
    std::array<std::int64_t, kAttributes> ids{};
    const std::int64_t first = insert_attributes.insert();
    key_step_.fetch();
    for (std::size_t i = 0; i < kAttributes; ++i)
      ids[i] = first + static_cast<std::int64_t>(i) * step_;
    return ids;
  }

 private:
  void control(const char* sql) {
    if (log != nullptr) log->push_back(sql);
    if (mysql_query(connection_.get(), sql) != 0)
      throw std::runtime_error(mysql_error(connection_.get()));
  }

  struct Close {
    void operator()(MYSQL* connection) const { mysql_close(connection); }
  };
  std::unique_ptr<MYSQL, Close> connection_;

 public:
  Log* log = nullptr;
  MysqlStatement insert_player{connection_.get(), kInsertPlayer, log};
  MysqlStatement insert_mobile{connection_.get(), kInsertMobile, log};
  MysqlStatement insert_attributes{connection_.get(), kInsertAttributes, log};
  MysqlStatement insert_links{connection_.get(), kInsertLinks, log};

 private:
  std::int64_t step_ = 1;
  MysqlStatement key_step_{connection_.get(), "SELECT @@auto_increment_increment", log};
};

// --- both

constexpr std::array<const char*, 4> kTables{"attribute_owners", "attributes", "mobiles",
                                             "players"};

// What a table holds, as text.
std::string dump(thriftorm::Session& session, const std::string& table) {
  std::string columns;
  {
    thriftorm::Rows rows = session.query("SELECT * FROM " + table);
    const thriftorm::Row* row = rows.next();
    for (int i = 0; row != nullptr && i < row->column_count(); ++i)
      columns += fmt::format("{}COALESCE(CAST(`{}` AS CHAR), 'NULL')", i == 0 ? "" : ", ",
                             row->column_name(i));
  }
  if (columns.empty()) return "";
  std::string text;
  thriftorm::Rows rows =
      session.query(fmt::format("SELECT {} FROM {} ORDER BY id", columns, table));
  while (const thriftorm::Row* row = rows.next()) {
    for (int i = 0; i < row->column_count(); ++i) text.append(row->get_text(i)).append("|");
    text += "\n";
  }
  return text;
}

// Each side with a database of its own, which stay until the program ends.
template <class Database, class Program>
class Sides {
 public:
  template <class... Arguments>
  explicit Sides(const Arguments&... arguments)
      : ours_(arguments..., "ours"),
        theirs_(arguments..., "theirs"),
        with_soci_(arguments..., "soci") {
    for (thriftorm::Session* session : {&our_session_, &their_session_, &third_session_})
      game_db::create_schema(*session);
    program_.emplace(theirs_);
    soci_.emplace(open_soci(with_soci_));
    compare_once();
  }

  void add(const char* database, bool wall_time, double statements) {
    if (statements_ != static_cast<std::size_t>(statements))
      throw std::runtime_error(fmt::format("save_graphs: {} statements", statements_));
    Comparison comparison{.name = "save_graphs", .database = database, .wall_time = wall_time};
    comparison.budget = 1.10;
    comparison.statements = statements;
    comparison.operations = kPlayers;
    comparison.rows = 2 + 2 * kAttributes;
    comparison.note = "SOCI: a statement for each row, 14 and the transaction's";
    const auto save = [](auto one) {
      return [one] {
        for (const PlayerTexts& texts : players()) one(texts);
      };
    };
    compare(comparison,
            {save([this](const PlayerTexts& texts) { save_with_models(our_session_, texts); }),
             [this] { clear(our_session_); }},
            {save([this](const PlayerTexts& texts) {
               PlayerRow row = make_row(texts);
               save_by_hand(*program_, row);
               benchmark::DoNotOptimize(row);
             }),
             [this] { clear(their_session_); }},
            Side{save([this](const PlayerTexts& texts) {
                   PlayerRow row = make_row(texts);
                   soci_->save(row);
                   benchmark::DoNotOptimize(row);
                 }),
                 [this] { clear(third_session_); }});
  }

 private:
  static void clear(thriftorm::Session& session) {
    session.transaction([&] {
      for (const char* table : kTables) session.execute(std::string("DELETE FROM ") + table);
    });
  }

  // The rows of one player are the same on all sides, the statements on the first two.
  void compare_once() {
    const Log our_texts =
        texts_of(our_session_, [&] { save_with_models(our_session_, players().front()); });
    Log their_texts;
    program_->log = &their_texts;
    PlayerRow row = make_row(players().front());
    save_by_hand(*program_, row);
    program_->log = nullptr;
    PlayerRow third = make_row(players().front());
    soci_->save(third);
    if (our_texts != their_texts)
      throw std::runtime_error(fmt::format("save_graphs: {}\nagainst\n{}",
                                           fmt::join(our_texts, "\n"),
                                           fmt::join(their_texts, "\n")));
    for (const char* table : kTables) {
      const std::string rows = dump(our_session_, table);
      if (rows.empty() || rows != dump(their_session_, table) ||
          rows != dump(third_session_, table))
        throw std::runtime_error(fmt::format("save_graphs: the rows of {} differ", table));
    }
    statements_ = our_texts.size();
    for (thriftorm::Session* session : {&our_session_, &their_session_, &third_session_})
      clear(*session);
  }

  Database ours_;
  Database theirs_;
  Database with_soci_;
  thriftorm::Database our_database_{ours_.url()};
  thriftorm::Database their_database_{theirs_.url()};
  thriftorm::Database third_database_{with_soci_.url()};
  thriftorm::Session our_session_ = our_database_.session();
  thriftorm::Session their_session_ = their_database_.session();
  thriftorm::Session third_session_ = third_database_.session();
  std::optional<Program> program_;
  std::optional<SociGraphs> soci_;
  std::size_t statements_ = 0;
};

}  // namespace

void add_save_graphs() {
  static Sides<FileDatabase, SqliteProgram> sqlite;
  sqlite.add("sqlite", false, 6);
  const std::optional<std::string> server = server_for("save_graphs");
  if (!server) return;
  static Sides<ServerDatabase, MysqlProgram> mysql{*server};
  mysql.add("mysql", true, 7);
}

}  // namespace bench
