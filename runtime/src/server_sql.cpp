#include "server_sql.h"

#include <fmt/format.h>

#include <array>
#include <span>

namespace thriftorm::detail {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view kGaleraPosition = "galera:";  // tells its ids from MariaDB's own

// The first value of the first row as text.
std::string ask(driver::Connection& connection, std::string_view sql,
                std::span<const Parameter> parameters = {}) {
  const auto statement = connection.prepare(sql);
  statement->execute(parameters);
  std::string value;
  if (statement->fetch() && !statement->is_null(0)) value = statement->get_text(0);
  while (statement->fetch()) {
  }
  return value;
}

double seconds(milliseconds timeout) { return static_cast<double>(timeout.count()) / 1000; }

bool on_galera(driver::Connection& connection) {
  const auto statement = connection.prepare("SHOW VARIABLES LIKE 'wsrep_on'");
  statement->execute({});
  bool on = false;
  while (statement->fetch()) on = statement->get_text(1) == "ON";
  return on;
}

}  // namespace

void set_statement_timeout(driver::Connection& connection, milliseconds timeout) {
  switch (connection.dialect()) {
    case Dialect::kSqlite:
      return connection.limit_statements(timeout);
    case Dialect::kMysql:
      return connection.execute_text(
          fmt::format("SET SESSION max_execution_time = {}", timeout.count()));
    case Dialect::kMariadb:
      return connection.execute_text(
          fmt::format("SET SESSION max_statement_time = {:.3f}", seconds(timeout)));
  }
}

void set_isolation(driver::Connection& connection, const std::string& level) {
  connection.execute_text("SET SESSION TRANSACTION ISOLATION LEVEL " + level);
}

void set_read_only(driver::Connection& connection, bool read_only) {
  if (connection.dialect() == Dialect::kSqlite) {
    connection.execute_text(read_only ? "PRAGMA query_only = ON" : "PRAGMA query_only = OFF");
  } else {
    connection.execute_text(read_only ? "SET SESSION TRANSACTION READ ONLY"
                                      : "SET SESSION TRANSACTION READ WRITE");
  }
}

bool takes_writes(driver::Connection& connection) {
  if (connection.dialect() == Dialect::kSqlite) return true;
  const auto statement = connection.prepare("SELECT @@GLOBAL.read_only + 0");
  statement->execute({});
  const bool writes = statement->fetch() && statement->get_int64(0) == 0;
  while (statement->fetch()) {
  }
  return writes;
}

std::string position_of(driver::Connection& connection) {
  switch (connection.dialect()) {
    case Dialect::kSqlite:
      return "";
    case Dialect::kMysql:
      return ask(connection, "SELECT @@GLOBAL.gtid_executed");
    case Dialect::kMariadb:
      if (!on_galera(connection)) return ask(connection, "SELECT @@GLOBAL.gtid_binlog_pos");
      return std::string(kGaleraPosition) + ask(connection, "SELECT WSREP_LAST_SEEN_GTID()");
  }
  return "";
}

bool wait_for_position(driver::Connection& connection, const std::string& position,
                       milliseconds timeout) {
  std::string_view wanted = position;
  const char* sql = "SELECT CAST(WAIT_FOR_EXECUTED_GTID_SET(?, ?) AS CHAR)";
  if (connection.dialect() == Dialect::kMariadb) {
    sql = "SELECT CAST(MASTER_GTID_WAIT(?, ?) AS CHAR)";
    if (wanted.starts_with(kGaleraPosition)) {
      wanted.remove_prefix(kGaleraPosition.size());
      sql = "SELECT CAST(WSREP_SYNC_WAIT_UPTO_GTID(?, ?) AS CHAR)";
    }
  }
  const std::array parameters = {Parameter(wanted), Parameter(seconds(timeout))};
  return ask(connection, sql, parameters) == "0";
}

std::int64_t connection_id(driver::Connection& connection) {
  const auto statement = connection.prepare("SELECT CONNECTION_ID()");
  statement->execute({});
  const std::int64_t id = statement->fetch() ? statement->get_int64(0) : 0;
  while (statement->fetch()) {
  }
  return id;
}

void kill_query(driver::Connection& connection, std::int64_t id) {
  connection.execute_text(fmt::format("KILL QUERY {}", id));
}

}  // namespace thriftorm::detail
