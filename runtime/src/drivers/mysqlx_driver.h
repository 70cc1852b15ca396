// The MySQL driver's own types over the X protocol (Connector/C++, X DevAPI). Errors are those of
// mysql_errors.h.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "drivers/mysql_options.h"
#include "drivers/mysqlx_result.h"
#include "drivers/mysqlx_session.h"
#include "drivers/mysqlx_sql.h"
#include "thriftorm/driver.h"

namespace thriftorm::driver {

// What was under way when an error came.
enum class MysqlxPhase : std::uint8_t {
  kConnect,
  kText,     // a statement without parameters
  kExecute,  // one that may have some
};

class MysqlxConnection final : public Connection {
 public:
  explicit MysqlxConnection(const MysqlOptions& options);

  Dialect dialect() const override { return Dialect::kMysql; }
  std::pair<int, int> server_version() const override { return version_; }
  std::unique_ptr<Statement> prepare(std::string_view sql) override;
  void execute_text(std::string_view sql) override;
  void commit() override;
  // The protocol does not tell: followed by what statements do, and asked for where that is
  // unclear.
  bool in_transaction() const override { return in_transaction_; }
  bool usable() const noexcept override { return usable_ && session_.stands(); }
  bool alive() noexcept override;

  // Runs a statement whose parameters have been checked.
  void run(const MysqlxSql& sql, MysqlxEffect effect, std::span<const Parameter> parameters,
           MysqlxResult& result);

 private:
  void connect(const MysqlOptions& options);
  void set_up(const MysqlOptions& options);
  void check_size(const MysqlxSql& sql, std::span<const Parameter> parameters) const;
  void run_text(std::string_view text, MysqlxEffect effect);
  bool leaves_unknown(const MysqlxFailure& failure, const MysqlxSql& sql,
                      MysqlxEffect effect) const;
  void follow(MysqlxEffect effect);
  void follow_failed(MysqlxEffect effect);
  bool ask_for_transaction();
  void roll_back();
  [[noreturn]] void fail(const MysqlxFailure& failure, const MysqlxSql& sql, MysqlxEffect effect,
                         MysqlxPhase phase);

  MysqlxSession session_;
  std::string endpoint_;
  std::pair<int, int> version_;
  std::uint64_t longest_message_ = 0;  // in bytes
  bool in_transaction_ = false;
  bool usable_ = true;
};

// Nothing is prepared on the server: an error in the text comes when it is executed.
class MysqlxStatement final : public Statement {
 public:
  MysqlxStatement(MysqlxConnection& connection, std::string_view sql);

  void execute(std::span<const Parameter> parameters) override;
  bool fetch() override;
  void finish() noexcept override;
  int column_count() const override { return static_cast<int>(result_.columns().size()); }
  std::string column_name(int column) const override;
  bool is_null(int column) const override { return at(column).is_null; }
  std::int64_t get_int64(int column) const override;
  double get_double(int column) const override;
  std::string_view get_text(int column) const override;
  std::string_view get_bytes(int column) const override { return get_text(column); }
  std::uint64_t affected_rows() const override { return affected_rows_; }
  std::int64_t last_insert_id() const override { return last_insert_id_; }

 private:
  MysqlxResult::Value at(int column) const;
  [[noreturn]] void refuse_column(int column) const;
  [[noreturn]] void mismatch(int column, const char* wanted) const;
  [[noreturn]] void overflow(int column) const;

  MysqlxConnection& connection_;
  MysqlxSql sql_;
  MysqlxEffect effect_;
  MysqlxResult result_;
  std::size_t next_row_ = 0;  // the current one is that before
  std::uint64_t affected_rows_ = 0;
  std::int64_t last_insert_id_ = 0;
};

}  // namespace thriftorm::driver
