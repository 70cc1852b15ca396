#include "databases.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include <fmt/format.h>

namespace bench {

FileDatabase::FileDatabase(const std::string& name) {
  const char* folder = std::getenv("TMPDIR");
  path_ = fmt::format("{}/thriftorm_bench_{}_{}.db", folder != nullptr ? folder : "/tmp", getpid(),
                      name);
}

FileDatabase::~FileDatabase() {
  for (const char* suffix : {"", "-wal", "-shm"}) std::remove((path_ + suffix).c_str());
}

ServerDatabase::ServerDatabase(const std::string& server, const std::string& name)
    : server_(server), name_(fmt::format("thriftorm_bench_{}_{}", getpid(), name)) {
  server_.session().execute_ddl("CREATE DATABASE `" + name_ + "`");
  const thriftorm::DatabaseUrl parts = thriftorm::parse_url(server);
  url_ = fmt::format("mysql://{}:{}@{}:{}/{}", parts.user, parts.password, parts.host, parts.port,
                     name_);
}

ServerDatabase::~ServerDatabase() {
  server_.session().execute_ddl("DROP DATABASE `" + name_ + "`");
}

std::optional<std::string> server_for(const char* what) {
  const char* server = std::getenv("THRIFTORM_TEST_MYSQL_URL");
  if (server != nullptr) return server;
  fmt::print("skipped: {} on mysql (THRIFTORM_TEST_MYSQL_URL is not set)\n", what);
  return std::nullopt;
}

sqlite3* open_sqlite(const std::string& path) {
  sqlite3* connection = nullptr;
  if (sqlite3_open_v2(path.c_str(), &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                      nullptr) != SQLITE_OK ||
      sqlite3_exec(connection,
                   "PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; "
                   "PRAGMA synchronous = NORMAL",
                   nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(connection));
  }
  return connection;
}

MYSQL* open_mysql(const std::string& url) {
  const thriftorm::DatabaseUrl parts = thriftorm::parse_url(url);
  MYSQL* connection = mysql_init(nullptr);
  mysql_options(connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  // TLS as the driver has it on loopback: used, not verified.
  const my_bool use_tls = 1;
  const my_bool verify = 0;
  mysql_options(connection, MYSQL_OPT_SSL_ENFORCE, &use_tls);
  mysql_options(connection, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
  constexpr const char* kSettings =
      "SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,"
      "NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', "
      "autocommit = 1";
  if (mysql_real_connect(connection, parts.host.c_str(), parts.user.c_str(), parts.password.c_str(),
                         parts.path.c_str(), static_cast<unsigned>(parts.port), nullptr,
                         CLIENT_FOUND_ROWS) == nullptr ||
      mysql_query(connection, kSettings) != 0) {
    throw std::runtime_error(mysql_error(connection));
  }
  return connection;
}

}  // namespace bench
