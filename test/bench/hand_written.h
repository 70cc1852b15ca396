// Prepared statements of the C APIs as a hand-written program would wrap them: values are bound one
// after the other, where they lie.
#pragma once

#include <mysql.h>
#include <sqlite3.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <thriftorm/database.h>

#include "databases.h"

namespace bench {

// Texts that were sent, where somebody asked for them.
using Log = std::vector<std::string>;

// What the session sends for some work, transactions' own statements among it.
Log texts_of(thriftorm::Session& session, const std::function<void()>& work);

inline std::int64_t seconds_since_1970(int year, int month, int day, int hour, int minute,
                                       int second) {
  const std::chrono::sys_days days = std::chrono::year(year) / month / day;
  return std::chrono::sys_seconds(days).time_since_epoch().count() + hour * 3600 + minute * 60 +
         second;
}

class SqliteStatement {
 public:
  SqliteStatement(sqlite3* connection, std::string_view sql, Log*& log)
      : connection_(connection), sql_(sql), log_(log) {
    check(sqlite3_prepare_v3(connection, sql_.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement_,
                             nullptr) == SQLITE_OK);
  }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;
  ~SqliteStatement() { sqlite3_finalize(statement_); }

  void bind(std::int64_t value) { sqlite3_bind_int64(statement_, ++bound_, value); }
  void bind(bool value) { sqlite3_bind_int64(statement_, ++bound_, value ? 1 : 0); }
  void bind(double value) { sqlite3_bind_double(statement_, ++bound_, value); }
  void bind(std::string_view value) {
    sqlite3_bind_text64(statement_, ++bound_, value.data(), value.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
  }
  void bind(const std::string& value) { bind(std::string_view(value)); }
  template <class T>
  void bind(const std::optional<T>& value) {
    if (value) bind(*value);
    else sqlite3_bind_null(statement_, ++bound_);
  }

  bool step() {
    if (log_ != nullptr && bound_ >= 0) log_->push_back(sql_);
    bound_ = -1;
    const int result = sqlite3_step(statement_);
    check(result == SQLITE_ROW || result == SQLITE_DONE);
    return result == SQLITE_ROW;
  }
  bool is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::int64_t integer(int column = 0) const { return sqlite3_column_int64(statement_, column); }
  double number(int column) const { return sqlite3_column_double(statement_, column); }
  // Of a date and time, since 1970.
  std::int64_t seconds(int column) const {
    const std::string_view given = text(column);
    const auto digits = [&](std::size_t at, std::size_t length) {
      int value = 0;
      std::from_chars(given.data() + at, given.data() + at + length, value);
      return value;
    };
    return seconds_since_1970(digits(0, 4), digits(5, 2), digits(8, 2), digits(11, 2),
                              digits(14, 2), digits(17, 2));
  }
  std::string_view text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  void reset() {
    sqlite3_reset(statement_);
    bound_ = 0;
  }
  void run() {
    step();
    reset();
  }
  std::int64_t insert() {
    run();
    return sqlite3_last_insert_rowid(connection_);
  }

 private:
  void check(bool good) const {
    if (!good) throw std::runtime_error(sqlite3_errmsg(connection_));
  }

  sqlite3* connection_;
  std::string sql_;
  Log*& log_;
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;  // -1: while it runs
};

class MysqlStatement {
 public:
  // What a column of the result is fetched as.
  enum class As : std::uint8_t { kInteger, kNumber, kText, kTime };

  MysqlStatement(MYSQL* connection, std::string_view sql, Log*& log)
      : sql_(sql), log_(log), statement_(mysql_stmt_init(connection)) {
    check(mysql_stmt_prepare(statement_, sql_.data(), sql_.size()));
    binds_.resize(mysql_stmt_param_count(statement_));
  }
  MysqlStatement(const MysqlStatement&) = delete;
  MysqlStatement& operator=(const MysqlStatement&) = delete;
  ~MysqlStatement() { mysql_stmt_close(statement_); }

  void bind(const std::int64_t& value) { bind(MYSQL_TYPE_LONGLONG, &value); }
  void bind(const bool& value) { bind(MYSQL_TYPE_TINY, &value); }
  void bind(const double& value) { bind(MYSQL_TYPE_DOUBLE, &value); }
  void bind(std::string_view value) {
    MYSQL_BIND& bound = bind(MYSQL_TYPE_STRING, value.data());
    bound.buffer_length = value.size();
    bound.length = &bound.buffer_length;
  }
  void bind(const std::string& value) { bind(std::string_view(value)); }
  template <class T>
  void bind(const std::optional<T>& value) {
    if (value) bind(*value);
    else bind(MYSQL_TYPE_NULL, nullptr);
  }

  void run() {
    if (log_ != nullptr) log_->push_back(sql_);
    if (!binds_.empty()) check(mysql_stmt_bind_param(statement_, binds_.data()));
    check(mysql_stmt_execute(statement_));
    bound_ = 0;
  }
  std::int64_t insert() {
    run();
    return static_cast<std::int64_t>(mysql_stmt_insert_id(statement_));
  }
  // Of a statement that gives rows: step() until there is none.
  void fetch_as(const std::vector<As>& types) {
    columns_ = std::vector<Column>(types.size());
    std::vector<MYSQL_BIND> binds(types.size());
    for (std::size_t i = 0; i < types.size(); ++i) columns_[i].bind_as(types[i], binds[i]);
    check(mysql_stmt_bind_result(statement_, binds.data()));
  }
  bool step() {
    if (!running_) run();
    running_ = true;
    const int result = mysql_stmt_fetch(statement_);
    if (result != MYSQL_NO_DATA) check(result);
    return result == 0;
  }
  void reset() {
    mysql_stmt_free_result(statement_);
    running_ = false;
  }
  bool is_null(int column) const { return at(column).is_null != 0; }
  std::int64_t integer(int column) const { return at(column).integer; }
  double number(int column) const { return at(column).number; }
  std::int64_t seconds(int column) const {
    const MYSQL_TIME& time = at(column).time;
    const auto part = [](unsigned value) { return static_cast<int>(value); };
    return seconds_since_1970(part(time.year), part(time.month), part(time.day), part(time.hour),
                              part(time.minute), part(time.second));
  }
  std::string_view text(int column) const { return {at(column).bytes.data(), at(column).length}; }

  // Of a statement that gives one row.
  void fetch_into(std::int64_t& value) {
    MYSQL_BIND out{};
    out.buffer_type = MYSQL_TYPE_LONGLONG;
    out.buffer = &value;
    check(mysql_stmt_bind_result(statement_, &out));
  }
  void fetch() {
    run();
    check(mysql_stmt_fetch(statement_));
    mysql_stmt_fetch(statement_);  // the end of the result
    mysql_stmt_free_result(statement_);
  }

 private:
  struct Column {
    void bind_as(As type, MYSQL_BIND& bind) {
      bind.is_null = &is_null;
      bind.length = &length;
      bind.buffer_type = type == As::kInteger  ? MYSQL_TYPE_LONGLONG
                         : type == As::kNumber ? MYSQL_TYPE_DOUBLE
                         : type == As::kTime   ? MYSQL_TYPE_DATETIME
                                               : MYSQL_TYPE_STRING;
      if (type == As::kInteger) bind.buffer = &integer;
      if (type == As::kNumber) bind.buffer = &number;
      if (type == As::kTime) bind.buffer = &time;
      if (type != As::kText) return;
      bind.buffer = bytes.data();
      bind.buffer_length = bytes.size();
    }

    my_bool is_null = 0;
    unsigned long length = 0;
    std::int64_t integer = 0;
    double number = 0;
    MYSQL_TIME time{};
    std::array<char, 4096> bytes{};  // longer than any of the columns
  };

  const Column& at(int column) const { return columns_[static_cast<std::size_t>(column)]; }
  MYSQL_BIND& bind(enum_field_types type, const void* value) {
    MYSQL_BIND& bound = binds_[bound_++];
    bound.buffer_type = type;
    bound.buffer = const_cast<void*>(value);
    return bound;
  }
  void check(int error) const {
    if (error != 0) throw std::runtime_error(mysql_stmt_error(statement_));
  }

  std::string sql_;
  Log*& log_;
  MYSQL_STMT* statement_;
  std::vector<MYSQL_BIND> binds_;
  std::size_t bound_ = 0;
  std::vector<Column> columns_;
  bool running_ = false;
};

// A connection, and statements prepared on it.
class SqliteApi {
 public:
  using Statement = SqliteStatement;
  using As = MysqlStatement::As;
  explicit SqliteApi(const FileDatabase& database) : connection_(open_sqlite(database.path())) {}
  std::unique_ptr<Statement> prepare(std::string_view sql, const std::vector<As>&) {
    return std::make_unique<Statement>(connection_.get(), sql, log);
  }
  void run(const char* sql) { sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr); }
  static constexpr const char* kBegin = "BEGIN IMMEDIATE";

  Log* log = nullptr;  // what prepared statements send is noted there

 private:
  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close(connection); }
  };
  std::unique_ptr<sqlite3, Close> connection_;
};

class MysqlApi {
 public:
  using Statement = MysqlStatement;
  using As = MysqlStatement::As;
  explicit MysqlApi(const ServerDatabase& database) : connection_(open_mysql(database.url())) {}
  std::unique_ptr<Statement> prepare(std::string_view sql, const std::vector<As>& types) {
    auto statement = std::make_unique<Statement>(connection_.get(), sql, log);
    if (!types.empty()) statement->fetch_as(types);
    return statement;
  }
  void run(const char* sql) { mysql_query(connection_.get(), sql); }
  static constexpr const char* kBegin = "START TRANSACTION";

  Log* log = nullptr;

 private:
  struct Close {
    void operator()(MYSQL* connection) const { mysql_close(connection); }
  };
  std::unique_ptr<MYSQL, Close> connection_;
};

}  // namespace bench
