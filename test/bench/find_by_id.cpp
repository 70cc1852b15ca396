// One row by its primary key, against prepared statements of the C APIs and of SOCI that fill the same
// members.
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <thriftorm/database.h>

#include "databases.h"
#include "game_db/models.h"
#include "hand_written.h"
#include "soci_sessions.h"
#include "table.h"

namespace bench {
namespace {

constexpr std::int64_t kPlayers = 10'000;
constexpr const char* kSelect =
    "SELECT `id`, `full_name`, `what_we_call_you`, `security_token`, `year_of_birth`, `email` FROM "
    "`players` WHERE `id` = ?";

struct PlayerRow {
  std::optional<std::int64_t> id;
  std::string full_name;
  std::string what_we_call_you;
  std::string security_token;
  std::int64_t year_of_birth = 0;
  std::string email;

  bool operator==(const PlayerRow&) const = default;
};

// The same ids for both sides, in no order that a cache would like.
class Ids {
 public:
  std::int64_t next() { return static_cast<std::int64_t>(random_() % kPlayers) + 1; }

 private:
  std::minstd_rand random_{1};
};

void fill(thriftorm::Session& session) {
  game_db::create_schema(session);
  std::vector<game_db::PlayerModel> players(kPlayers);
  for (std::size_t i = 0; i < players.size(); ++i) {
    game_db::PlayerModel& player = players[i];
    player.set_full_name(fmt::format("Player Number {}", i))
        .set_what_we_call_you(fmt::format("P{}", i));
    player.set_security_token("4f1c0d8e9a7b6c5d4e3f2a1b0c9d8e7f")
        .set_email(fmt::format("player{}@example.com", i));
    player.set_year_of_birth(1980 + static_cast<std::int64_t>(i % 30));
  }
  game_db::PlayerModel::insert_all(session, players);
}

// --- ours

Side with_model(thriftorm::Session& session) {
  return {[&session, ids = Ids()]() mutable {
    std::optional<game_db::PlayerModel> player = game_db::PlayerModel::find(session, ids.next());
    if (!player) throw std::runtime_error("a player is missing");
    benchmark::DoNotOptimize(player);
  }};
}

// --- by hand, SQLite

class SqlitePlayers {
 public:
  explicit SqlitePlayers(const std::string& path) : connection_(open_sqlite(path)) {
    if (sqlite3_prepare_v3(connection_, kSelect, -1, SQLITE_PREPARE_PERSISTENT, &statement_,
                           nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(connection_));
  }
  SqlitePlayers(const SqlitePlayers&) = delete;
  SqlitePlayers& operator=(const SqlitePlayers&) = delete;
  ~SqlitePlayers() {
    sqlite3_finalize(statement_);
    sqlite3_close(connection_);
  }

  std::optional<PlayerRow> find(std::int64_t id) {
    sqlite3_bind_int64(statement_, 1, id);
    std::optional<PlayerRow> player;
    if (sqlite3_step(statement_) == SQLITE_ROW) {
      player.emplace();
      player->id = sqlite3_column_int64(statement_, 0);
      player->full_name = text(1);
      player->what_we_call_you = text(2);
      player->security_token = text(3);
      player->year_of_birth = sqlite3_column_int64(statement_, 4);
      player->email = text(5);
    }
    sqlite3_reset(statement_);
    return player;
  }

 private:
  std::string text(int column) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

  sqlite3* connection_;
  sqlite3_stmt* statement_ = nullptr;
};

// --- by hand, MySQL

class MysqlPlayers {
 public:
  explicit MysqlPlayers(const std::string& url) : connection_(open_mysql(url)) {
    statement_ = mysql_stmt_init(connection_);
    if (mysql_stmt_prepare(statement_, kSelect, std::strlen(kSelect)) != 0)
      throw std::runtime_error(mysql_stmt_error(statement_));
    bind();
  }
  MysqlPlayers(const MysqlPlayers&) = delete;
  MysqlPlayers& operator=(const MysqlPlayers&) = delete;
  ~MysqlPlayers() {
    mysql_stmt_close(statement_);
    mysql_close(connection_);
  }

  std::optional<PlayerRow> find(std::int64_t id) {
    parameter_ = id;
    if (mysql_stmt_execute(statement_) != 0) throw std::runtime_error(mysql_stmt_error(statement_));
    std::optional<PlayerRow> player;
    if (mysql_stmt_fetch(statement_) == 0) {
      player.emplace();
      player->id = id_;
      player->full_name.assign(texts_[0].data(), lengths_[0]);
      player->what_we_call_you.assign(texts_[1].data(), lengths_[1]);
      player->security_token.assign(texts_[2].data(), lengths_[2]);
      player->year_of_birth = year_of_birth_;
      player->email.assign(texts_[3].data(), lengths_[3]);
    }
    if (player) mysql_stmt_fetch(statement_);  // the end of the result
    mysql_stmt_free_result(statement_);
    return player;
  }

 private:
  void bind() {
    MYSQL_BIND in{};
    in.buffer_type = MYSQL_TYPE_LONGLONG;
    in.buffer = &parameter_;
    mysql_stmt_bind_param(statement_, &in);
    std::array<MYSQL_BIND, 6> out{};
    const auto number = [&](std::size_t column, std::int64_t& value) {
      out[column].buffer_type = MYSQL_TYPE_LONGLONG;
      out[column].buffer = &value;
    };
    const auto string = [&](std::size_t column, std::size_t index) {
      out[column].buffer_type = MYSQL_TYPE_STRING;
      out[column].buffer = texts_[index].data();
      out[column].buffer_length = texts_[index].size();
      out[column].length = &lengths_[index];
    };
    number(0, id_);
    string(1, 0);
    string(2, 1);
    string(3, 2);
    number(4, year_of_birth_);
    string(5, 3);
    mysql_stmt_bind_result(statement_, out.data());
  }

  MYSQL* connection_;
  MYSQL_STMT* statement_ = nullptr;
  std::int64_t parameter_ = 0;
  std::int64_t id_ = 0;
  std::int64_t year_of_birth_ = 0;
  std::array<std::array<char, 1024>, 4> texts_{};
  std::array<unsigned long, 4> lengths_{};
};

// --- SOCI

class SociPlayers {
 public:
  explicit SociPlayers(std::unique_ptr<soci::session> session) : session_(std::move(session)) {}

  std::optional<PlayerRow> find(std::int64_t id) {
    id_ = id;
    std::optional<PlayerRow> player;
    if (!statement_.execute(true)) return player;
    player.emplace(row_);
    player->id = found_;
    statement_.fetch();  // the end of the result: until then the statement is open
    return player;
  }

 private:
  std::unique_ptr<soci::session> session_;
  long long id_ = 0;
  long long found_ = 0;
  PlayerRow row_;
  soci::statement statement_ =
      (session_->prepare << "SELECT `id`, `full_name`, `what_we_call_you`, `security_token`, "
                            "`year_of_birth`, `email` FROM `players` WHERE `id` = :id",
       soci::use(id_), soci::into(found_), soci::into(row_.full_name),
       soci::into(row_.what_we_call_you), soci::into(row_.security_token),
       soci::into(row_.year_of_birth), soci::into(row_.email));
};

// --- all

template <class Players>
Side by_hand(Players& players) {
  return {[&players, ids = Ids()]() mutable {
    std::optional<PlayerRow> player = players.find(ids.next());
    if (!player) throw std::runtime_error("a player is missing");
    benchmark::DoNotOptimize(player);
  }};
}

// One filled database, which stays until the program ends, and a connection of each side.
template <class Database, class Players>
class Sides {
 public:
  template <class Location, class... Arguments>
  explicit Sides(Location location, const Arguments&... arguments)
      : stored_(arguments..., "find_by_id"), database_(stored_.url()) {
    fill(session_);
    players_.emplace(location(stored_));
    soci_.emplace(open_soci(stored_));
    compare_once();
  }

  void add(const char* database, bool wall_time) {
    Comparison comparison{.name = "find_by_id", .database = database, .wall_time = wall_time};
    comparison.budget = 1.05;
    comparison.statements = 1;
    comparison.rows = 1;
    compare(comparison, with_model(session_), by_hand(*players_), by_hand(*soci_));
  }

 private:
  void compare_once() {
    std::optional<game_db::PlayerModel> ours;
    const Log texts = texts_of(session_, [&] { ours = game_db::PlayerModel::find(session_, 7); });
    if (texts != Log{kSelect}) throw std::runtime_error("find_by_id: another statement is sent");
    const PlayerRow expected{ours->get_id(),
                             ours->get_full_name(),
                             ours->get_what_we_call_you(),
                             ours->get_security_token(),
                             ours->get_year_of_birth(),
                             ours->get_email()};
    if (players_->find(7) != expected || soci_->find(7) != expected)
      throw std::runtime_error("find_by_id: the rows differ");
  }

  Database stored_;
  thriftorm::Database database_;
  thriftorm::Session session_ = database_.session();
  std::optional<Players> players_;
  std::optional<SociPlayers> soci_;
};

}  // namespace

void add_find_by_id() {
  static Sides<FileDatabase, SqlitePlayers> sqlite(
      [](const FileDatabase& stored) { return stored.path(); });
  sqlite.add("sqlite", false);
  const std::optional<std::string> server = server_for("find_by_id");
  if (!server) return;
  static Sides<ServerDatabase, MysqlPlayers> mysql(
      [](const ServerDatabase& stored) { return stored.url(); }, *server);
  mysql.add("mysql", true);
}

}  // namespace bench
