// One row by its primary key, against prepared statements of the C APIs that fill the same members.
#include <array>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>

#include <fmt/format.h>
#include <thriftorm/database.h>

#include "databases.h"
#include "game_db/models.h"
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
  session.transaction([&] {
    for (std::int64_t i = 1; i <= kPlayers; ++i) {
      game_db::PlayerModel player;
      player.set_full_name(fmt::format("Player Number {}", i))
          .set_what_we_call_you(fmt::format("P{}", i));
      player.set_security_token("4f1c0d8e9a7b6c5d4e3f2a1b0c9d8e7f")
          .set_email(fmt::format("player{}@example.com", i));
      player.set_year_of_birth(1980 + i % 30).save(session);
    }
  });
}

// --- ours

void find_with_model(benchmark::State& state, thriftorm::Session& session) {
  Ids ids;
  for (auto _ : state) {
    std::optional<game_db::PlayerModel> player = game_db::PlayerModel::find(session, ids.next());
    if (!player) throw std::runtime_error("a player is missing");
    benchmark::DoNotOptimize(player);
  }
}

// --- by hand, SQLite

std::string text(sqlite3_stmt* statement, int column) {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

std::optional<PlayerRow> find_by_hand(sqlite3_stmt* statement, std::int64_t id) {
  sqlite3_bind_int64(statement, 1, id);
  std::optional<PlayerRow> player;
  if (sqlite3_step(statement) == SQLITE_ROW) {
    player.emplace();
    player->id = sqlite3_column_int64(statement, 0);
    player->full_name = text(statement, 1);
    player->what_we_call_you = text(statement, 2);
    player->security_token = text(statement, 3);
    player->year_of_birth = sqlite3_column_int64(statement, 4);
    player->email = text(statement, 5);
  }
  sqlite3_reset(statement);
  return player;
}

void find_in_sqlite(benchmark::State& state, const std::string& path) {
  sqlite3* connection = open_sqlite(path);
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(connection, kSelect, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
      SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(connection));
  }
  Ids ids;
  for (auto _ : state) {
    std::optional<PlayerRow> player = find_by_hand(statement, ids.next());
    if (!player) throw std::runtime_error("a player is missing");
    benchmark::DoNotOptimize(player);
  }
  sqlite3_finalize(statement);
  sqlite3_close(connection);
}

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

void find_in_mysql(benchmark::State& state, const std::string& url) {
  MysqlPlayers players(url);
  Ids ids;
  for (auto _ : state) {
    std::optional<PlayerRow> player = players.find(ids.next());
    if (!player) throw std::runtime_error("a player is missing");
    benchmark::DoNotOptimize(player);
  }
}

// A filled database that stays until the program ends.
struct Filled {
  explicit Filled(const std::string& url) : database(url), session(database.session()) {
    fill(session);
  }
  thriftorm::Database database;
  thriftorm::Session session;
};

}  // namespace

void add_find_by_id() {
  static FileDatabase file("find_by_id");
  static Filled sqlite(file.url());
  compare(
      {"find_by_id", "sqlite", false, 1.05, 1.0},
      [](benchmark::State& state) { find_with_model(state, sqlite.session); },
      [](benchmark::State& state) { find_in_sqlite(state, file.path()); });

  const char* server = std::getenv("THRIFTORM_TEST_MYSQL_URL");
  if (server == nullptr) {
    fmt::print("skipped: find_by_id on mysql (THRIFTORM_TEST_MYSQL_URL is not set)\n");
    return;
  }
  static ServerDatabase database(server, "find_by_id");
  static Filled mysql(database.url());
  compare(
      {"find_by_id", "mysql", true, 1.05, 1.0},
      [](benchmark::State& state) { find_with_model(state, mysql.session); },
      [](benchmark::State& state) { find_in_mysql(state, database.url()); });
}

}  // namespace bench
