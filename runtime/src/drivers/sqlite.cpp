#include <fmt/format.h>

#include <array>
#include <thread>

#include "drivers/drivers.h"
#include "drivers/sqlite_driver.h"
#include "drivers/sqlite_errors.h"
#include "drivers/sqlite_functions.h"
#include "thriftorm/error.h"

namespace thriftorm::driver {
namespace {

using std::chrono::milliseconds;

struct SqliteOptions {
  std::string path;
  milliseconds busy_timeout;
  bool full_synchronous;
};

constexpr int kMinimumVersion = 3'037'000;  // STRICT tables
constexpr std::string_view kBegin = "BEGIN IMMEDIATE";

SqliteHandle open_file(const SqliteOptions& options) {
  sqlite3* opened = nullptr;
  const int result = sqlite3_open_v2(
      options.path.c_str(), &opened,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
      nullptr);
  SqliteHandle database(opened);
  if (result == SQLITE_OK) return database;
  ErrorDetails details;
  details.native_code = result;
  throw ConnectionLost(fmt::format("the database file `{}` cannot be opened: {}", options.path,
                                   sqlite3_errstr(result)),
                       std::move(details));
}

// Readers and a writer do not wait for each other in WAL mode. A database in memory keeps its own
// mode, as does one that cannot be written. SQLite does not wait for others that are just opening
// the file, so this does.
void enter_wal_mode(Connection& connection, milliseconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  for (;;) {
    try {
      connection.execute_text("PRAGMA journal_mode = WAL");
      return;
    } catch (const Deadlock&) {
      if (std::chrono::steady_clock::now() >= end) throw;
    }
    std::this_thread::sleep_for(milliseconds(5));
  }
}

std::unique_ptr<Connection> connect(const SqliteOptions& options) {
  if (sqlite3_libversion_number() < kMinimumVersion) {
    throw UsageError(
        fmt::format("SQLite {} is too old: 3.37 or later is needed", sqlite3_libversion()));
  }
  auto connection = std::make_unique<SqliteConnection>(open_file(options));
  sqlite3_busy_timeout(connection->handle(), static_cast<int>(options.busy_timeout.count()));
  connection->execute_text("PRAGMA foreign_keys = ON");
  add_functions(connection->handle());
  enter_wal_mode(*connection, options.busy_timeout);
  connection->execute_text(options.full_synchronous ? "PRAGMA synchronous = FULL"
                                                    : "PRAGMA synchronous = NORMAL");
  return connection;
}

// FULL is the default: what was committed is there after a power failure. NORMAL is faster and, in
// WAL mode, may lose the last commits then (the file stays whole).
bool full_synchronous(const DatabaseUrl& url) {
  const std::string* text = find_option(url, "synchronous");
  if (text == nullptr || *text == "full") return true;
  if (*text == "normal") return false;
  throw UsageError("the database URL's option `synchronous` is neither `full` nor `normal`");
}

}  // namespace

Connect sqlite_driver(const DatabaseUrl& url) {
  constexpr std::array<std::string_view, 2> kOptions = {"busy_timeout", "synchronous"};
  check_options(url, kOptions);
  const SqliteOptions options{url.path, duration_option(url, "busy_timeout", milliseconds(5000)),
                              full_synchronous(url)};
  return [options] { return connect(options); };
}

std::pair<int, int> SqliteConnection::server_version() const {
  const int version = sqlite3_libversion_number();
  return {version / 1'000'000, version / 1'000 % 1'000};
}

// Whether nothing but space, semicolons and comments is left.
bool SqliteConnection::is_blank(std::string_view sql) {
  if (sql.find_first_not_of(" \t\r\n;") == std::string_view::npos) return true;
  sqlite3_stmt* compiled = nullptr;
  const int result =
      sqlite3_prepare_v2(handle(), sql.data(), static_cast<int>(sql.size()), &compiled, nullptr);
  const SqliteStatementHandle statement(compiled);
  return result == SQLITE_OK && compiled == nullptr;
}

SqliteStatementHandle SqliteConnection::compile(std::string_view sql) {
  sqlite3_stmt* compiled = nullptr;
  const char* tail = nullptr;
  start_clock();
  if (sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &compiled, &tail) != SQLITE_OK) {
    fail(sql, /*text_is_safe=*/true);
  }
  SqliteStatementHandle statement(compiled);
  const std::string_view rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
  if (compiled == nullptr || !is_blank(rest)) {
    ErrorDetails details;
    details.statement = std::string(sql);
    throw UsageError("the text is not one statement", std::move(details));
  }
  return statement;
}

std::unique_ptr<Statement> SqliteConnection::prepare(std::string_view sql) {
  return std::make_unique<SqliteStatement>(*this, compile(sql));
}

// Every transaction begins and commits: compiling that again would cost more than running it.
void SqliteConnection::run_kept(SqliteStatementHandle& kept, std::string_view sql) {
  if (!kept) kept = compile(sql);
  start_clock();
  struct Reset {
    sqlite3_stmt* statement;
    ~Reset() { sqlite3_reset(statement); }
  } reset{kept.get()};
  if (sqlite3_step(kept.get()) != SQLITE_DONE) fail(sql, /*text_is_safe=*/true);
}

void SqliteConnection::execute_text(std::string_view sql) {
  if (sql == kBegin) return run_kept(begin_, sql);
  const SqliteStatementHandle statement = compile(sql);
  start_clock();
  int result = SQLITE_ROW;
  while (result == SQLITE_ROW) result = sqlite3_step(statement.get());
  if (result != SQLITE_DONE) fail(sql, /*text_is_safe=*/true);
}

// SQLite asks every so many of its virtual machine's instructions.
void SqliteConnection::limit_statements(milliseconds timeout) {
  constexpr int kInstructions = 10'000;
  statement_timeout_ = timeout;
  const auto is_late = [](void* connection) {
    const auto deadline = static_cast<SqliteConnection*>(connection)->deadline_;
    return std::chrono::steady_clock::now() > deadline ? 1 : 0;
  };
  sqlite3_progress_handler(handle(), kInstructions, is_late, this);
}

void SqliteConnection::fail(std::string_view sql, bool text_is_safe) {
  const int code = sqlite3_extended_errcode(handle());
  if (code == SQLITE_INTERRUPT && statement_timeout_.count() > 0 &&
      std::chrono::steady_clock::now() > deadline_) {
    ErrorDetails details;
    details.native_code = code;
    details.statement = std::string(sql);
    throw Timeout("the statement ran for too long", std::move(details));
  }
  for (const ErrorRule& rule : sqlite_error_rules()) {
    if (rule.discard && (rule.code == code || rule.code == (code & 0xFF))) usable_ = false;
  }
  const std::string text = sqlite3_errmsg(handle());
  ServerError error;
  error.code = code;
  error.text = text;
  error.text_is_safe = text_is_safe;
  error.statement = sql;
  throw_sqlite_error(error);
}

}  // namespace thriftorm::driver
