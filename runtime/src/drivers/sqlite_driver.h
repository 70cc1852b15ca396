// The SQLite driver's own types. Connections are opened without SQLite's mutexes: a session is used
// by one thread at a time.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "thriftorm/driver.h"

namespace thriftorm::driver {

struct CloseSqlite {
  void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
  void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using SqliteHandle = std::unique_ptr<sqlite3, CloseSqlite>;
using SqliteStatementHandle = std::unique_ptr<sqlite3_stmt, CloseSqlite>;

class SqliteConnection final : public Connection {
 public:
  explicit SqliteConnection(SqliteHandle database) : database_(std::move(database)) {}

  Dialect dialect() const override { return Dialect::kSqlite; }
  std::pair<int, int> server_version() const override;
  std::unique_ptr<Statement> prepare(std::string_view sql) override;
  void execute_text(std::string_view sql) override;
  void commit() override { run_kept(commit_, "COMMIT"); }
  bool in_transaction() const override { return sqlite3_get_autocommit(database_.get()) == 0; }
  bool usable() const noexcept override { return usable_; }
  bool alive() noexcept override { return usable_; }
  void limit_statements(std::chrono::milliseconds timeout) override;
  bool interrupt() noexcept override {
    sqlite3_interrupt(handle());
    return true;
  }

  // A statement begins: its time runs from now on.
  void start_clock() noexcept {
    if (statement_timeout_.count() > 0)
      deadline_ = std::chrono::steady_clock::now() + statement_timeout_;
  }
  // Throws the database's current error. `text_is_safe`: no value can be in its message.
  [[noreturn]] void fail(std::string_view sql, bool text_is_safe);
  sqlite3* handle() const { return database_.get(); }

 private:
  SqliteStatementHandle compile(std::string_view sql);
  bool is_blank(std::string_view sql);
  void run_kept(SqliteStatementHandle& kept, std::string_view sql);

  SqliteHandle database_;
  SqliteStatementHandle begin_;  // compiled at their first use
  SqliteStatementHandle commit_;
  std::chrono::milliseconds statement_timeout_{0};  // 0: none
  std::chrono::steady_clock::time_point deadline_;  // of the statement that runs, if there is one
  bool usable_ = true;
};

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(SqliteConnection& connection, SqliteStatementHandle statement);

  void execute(std::span<const Parameter> parameters) override;
  bool fetch() override;
  void finish() noexcept override;
  int column_count() const override { return sqlite3_column_count(statement_.get()); }
  std::string column_name(int column) const override;
  bool is_null(int column) const override;
  std::int64_t get_int64(int column) const override;
  double get_double(int column) const override;
  std::string_view get_text(int column) const override;
  std::string_view get_bytes(int column) const override;
  std::uint64_t affected_rows() const override { return affected_rows_; }
  std::int64_t last_insert_id() const override {
    return sqlite3_last_insert_rowid(sqlite3_db_handle(statement_.get()));
  }

 private:
  enum class State : std::uint8_t { kIdle, kFirstRow, kReading };

  void bind(int index, const Parameter& parameter);
  void bind_text(int index, const Parameter& parameter);
  void complete() noexcept;
  [[noreturn]] void fail();
  [[noreturn]] void mismatch(int column, const char* wanted) const;

  SqliteConnection& connection_;
  SqliteStatementHandle statement_;
  std::string_view sql_;  // SQLite's copy
  std::size_t placeholders_;
  bool writes_;           // whether it may change rows
  bool ends_in_execute_;  // no later step reads what is bound, and text need not be copied
  State state_ = State::kIdle;
  std::uint64_t affected_rows_ = 0;
  sqlite3_int64 changes_before_ = 0;
  std::vector<std::string> copies_;  // of bound text, by parameter; capacity is kept
};

}  // namespace thriftorm::driver
