// The databases that live tests run on. SQLite is always there; servers are named by environment
// variables that hold URLs whose user may create databases:
//   THRIFTORM_TEST_MYSQL_URL, THRIFTORM_TEST_MARIADB_URL
// and THRIFTORM_TEST_MYSQLX_URL: MySQL once more, by its X protocol, where the build has that driver.
// An engine whose variable is not set is skipped, loudly; with THRIFTORM_REQUIRE_SERVERS set, its
// absence is a failure.
//
//   TEST_CASE("…") {
//     live::on_each_engine([](live::TestDatabase& test) {
//       thriftorm::Session session = test.database.session();
//       …
//     });
//   }
// or, where a case needs the loop itself:
//   for (const live::Engine& engine : live::engines()) { live::TestDatabase test(engine); … }
#pragma once

#include <doctest/doctest.h>
#include <thriftorm/database.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace live {

struct Engine {
  thriftorm::Dialect dialect = thriftorm::Dialect::kSqlite;
  std::string name;        // "SQLite"
  std::string server_url;  // empty: SQLite

  // Whether MySQL is spoken to by its X protocol.
  bool is_mysqlx() const { return server_url.starts_with("mysqlx:"); }
};

// All engines of this run.
inline const std::vector<Engine>& engines();

// `url` with `database` in place of the database that it names.
inline std::string with_database(std::string_view url, std::string_view database) {
  const std::size_t options = url.rfind('?');
  const std::string_view address = url.substr(0, options);
  const std::size_t at = address.rfind('@');
  const std::size_t host = at == std::string_view::npos ? address.find("//") + 2 : at + 1;
  std::string out(address.substr(0, address.find('/', host)));
  out.append("/").append(database);
  if (options != std::string_view::npos) out.append(url.substr(options));
  return out;
}

// `url` with one more option.
inline std::string with_option(std::string_view url, std::string_view option) {
  std::string out(url);
  out += url.find('?') == std::string_view::npos ? '?' : '&';
  return out.append(option);
}

// A fresh, empty database of its own (on servers `thriftorm_test_` and eight hexadecimal digits, on
// SQLite a file in a temporary folder), gone at the end of the scope.
class TestDatabase {
 public:
  explicit TestDatabase(const Engine& of)
      : engine(of), schema(new_name()), url(create(engine, schema)), database(url) {}
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;
  ~TestDatabase() {
    try {
      drop();
    } catch (const std::exception& error) {
      std::printf("cannot drop %s: %s\n", schema.c_str(), error.what());
    }
  }

  bool is_sqlite() const { return engine.dialect == thriftorm::Dialect::kSqlite; }

  const Engine engine;
  const std::string schema;  // the database's name
  const std::string url;
  thriftorm::Database database;

 private:
  static std::string new_name() {
    std::random_device random;
    char name[32];
    std::snprintf(name, sizeof name, "thriftorm_test_%08x", random());
    return name;
  }
  static std::filesystem::path folder(const std::string& name) {
    return std::filesystem::temp_directory_path() / name;
  }
  static std::string create(const Engine& engine, const std::string& name) {
    if (engine.server_url.empty()) {
      std::filesystem::create_directory(folder(name));
      return "sqlite:" + (folder(name) / "test.db").string();
    }
    thriftorm::Database server(engine.server_url);
    server.session().execute_ddl("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
    return with_database(engine.server_url, name);
  }
  void drop() {
    if (is_sqlite()) {
      std::filesystem::remove_all(folder(schema));
    } else {
      thriftorm::Database(engine.server_url).session().execute_ddl("DROP DATABASE " + schema);
    }
  }
};

namespace detail {

template <class Chosen, class Test>
void on_each(Chosen&& chosen, Test&& test) {
  for (const Engine& engine : engines()) {
    if (!chosen(engine)) continue;
    INFO("engine: ", engine.name);
    TestDatabase database(engine);
    test(database);
  }
}

}  // namespace detail

// Thrown by the tests' own work; nothing else throws it.
struct Failure {};

// Runs the work in a transaction, which then rolls back.
template <class Work>
void fail_in_transaction(thriftorm::Session& session, Work&& work) {
  CHECK_THROWS_AS(session.transaction([&] {
    work();
    throw Failure();
  }),
                  Failure);
}

// The rows of a table, or of a table with a condition behind it.
inline std::int64_t count_rows(thriftorm::Session& session, const std::string& table) {
  thriftorm::Rows rows = session.query("SELECT COUNT(*) FROM " + table);
  return rows.next()->get_int64(0);
}

template <class Test>
void on_each_engine(Test&& test) {
  detail::on_each([](const Engine&) { return true; }, test);
}

template <class Test>
void on_each_server(Test&& test) {
  detail::on_each([](const Engine& engine) { return !engine.server_url.empty(); }, test);
}

template <class Test>
void on_mysqlx(Test&& test) {
  detail::on_each([](const Engine& engine) { return engine.is_mysqlx(); }, test);
}

template <class Test>
void on_sqlite(Test&& test) {
  detail::on_each([](const Engine& engine) { return engine.server_url.empty(); }, test);
}

namespace detail {

inline void add_server(thriftorm::Dialect dialect, const char* name, const char* variable,
                       std::vector<Engine>& found) {
  const char* url = std::getenv(variable);
  if (url != nullptr && *url != '\0') {
    found.push_back({dialect, name, url});
    return;
  }
  std::printf("skipped: %s (%s is not set)\n", name, variable);
  std::fflush(stdout);
}

inline std::vector<Engine> find_engines() {
  std::vector<Engine> found;
#ifdef THRIFTORM_HAS_SQLITE
  found.push_back({thriftorm::Dialect::kSqlite, "SQLite", ""});
#endif
#ifdef THRIFTORM_HAS_MYSQL
  add_server(thriftorm::Dialect::kMysql, "MySQL", "THRIFTORM_TEST_MYSQL_URL", found);
  add_server(thriftorm::Dialect::kMariadb, "MariaDB", "THRIFTORM_TEST_MARIADB_URL", found);
#else
  std::printf("skipped: MySQL, MariaDB (this build has no driver for them)\n");
#endif
#ifdef THRIFTORM_HAS_MYSQLX
  add_server(thriftorm::Dialect::kMysql, "mysqlx", "THRIFTORM_TEST_MYSQLX_URL", found);
#endif
  return found;
}

// MySQL and MariaDB; the X protocol's driver is nowhere required.
inline std::ptrdiff_t servers_in(const std::vector<Engine>& found) {
  return std::count_if(found.begin(), found.end(),
                       [](const Engine& e) { return e.server_url.starts_with("mysql:"); });
}

}  // namespace detail

inline const std::vector<Engine>& engines() {
  static const std::vector<Engine> found = detail::find_engines();
  if (std::getenv("THRIFTORM_REQUIRE_SERVERS") != nullptr) {
    REQUIRE_MESSAGE(detail::servers_in(found) == 2,
                    "THRIFTORM_REQUIRE_SERVERS is set, and a server is missing");
  }
  return found;
}

}  // namespace live
