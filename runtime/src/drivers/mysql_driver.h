// The MySQL and MariaDB driver's own types, over the C API that both client libraries have.
#pragma once

#include <mysql.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "drivers/mysql_errors.h"
#include "drivers/mysql_options.h"
#include "thriftorm/driver.h"

namespace thriftorm::driver {

// bool or char, as the client library has it.
using MysqlFlag = std::remove_pointer_t<decltype(MYSQL_BIND::is_null)>;

struct CloseMysql {
  void operator()(MYSQL* mysql) const noexcept { mysql_close(mysql); }
  void operator()(MYSQL_STMT* statement) const noexcept { mysql_stmt_close(statement); }
};
using MysqlHandle = std::unique_ptr<MYSQL, CloseMysql>;
using MysqlStatementHandle = std::unique_ptr<MYSQL_STMT, CloseMysql>;

class MysqlConnection final : public Connection {
 public:
  explicit MysqlConnection(const MysqlOptions& options);

  Dialect dialect() const override { return dialect_; }
  std::pair<int, int> server_version() const override;
  std::unique_ptr<Statement> prepare(std::string_view sql) override;
  void execute_text(std::string_view sql) override;
  void commit() override;
  bool in_transaction() const override {
    return (mysql_->server_status & SERVER_STATUS_IN_TRANS) != 0;
  }
  bool usable() const noexcept override { return usable_; }
  bool alive() noexcept override;

  MYSQL* handle() const { return mysql_.get(); }
  void discard() noexcept { usable_ = false; }
  // Throws the current error of the connection, or of one of its statements.
  [[noreturn]] void fail(std::string_view sql, MysqlPhase phase);
  [[noreturn]] void fail(MYSQL_STMT* statement, std::string_view sql, MysqlPhase phase);

 private:
  void connect(const MysqlOptions& options);
  void set_up();
  void roll_back() noexcept;
  void run_text(std::string_view sql, MysqlPhase phase);
  [[noreturn]] void fail(unsigned code, std::string sqlstate, std::string text,
                         std::string_view sql, MysqlPhase phase, bool text_is_safe);

  MysqlHandle mysql_;
  std::string endpoint_;
  std::chrono::seconds connect_timeout_, read_timeout_;
  bool verifies_;  // the server's certificate has to be good
  Dialect dialect_ = Dialect::kMysql;
  bool usable_ = true;
};

// Rows are fetched as they arrive. Result buffers are bound once: integers, doubles, and for
// everything else bytes that grow to the longest value met.
class MysqlStatement final : public Statement {
 public:
  MysqlStatement(MysqlConnection& connection, std::string_view sql);

  void execute(std::span<const Parameter> parameters) override;
  bool fetch() override;
  void finish() noexcept override;
  int column_count() const override { return static_cast<int>(columns_.size()); }
  std::string column_name(int column) const override;
  bool is_null(int column) const override { return at(column).is_null != 0; }
  std::int64_t get_int64(int column) const override;
  double get_double(int column) const override;
  std::string_view get_text(int column) const override;
  std::string_view get_bytes(int column) const override { return get_text(column); }
  std::uint64_t affected_rows() const override;
  std::int64_t last_insert_id() const override {
    return static_cast<std::int64_t>(mysql_stmt_insert_id(statement_.get()));
  }

 private:
  enum class Kind : std::uint8_t { kInteger, kUnsigned, kDouble, kBytes, kDecimal };

  struct Column {
    Kind kind = Kind::kBytes;
    enum_field_types type = MYSQL_TYPE_NULL;  // as the server said when the buffer was bound
    bool is_unsigned = false;
    MysqlFlag is_null = 0;
    MysqlFlag truncated = 0;
    unsigned long length = 0;
    std::int64_t integer = 0;
    double number = 0;
    std::vector<char> bytes;
  };
  struct Value {
    std::int64_t integer = 0;
    double number = 0;
    unsigned long length = 0;
  };

  void prepare();
  bool run(MysqlPhase phase);
  [[noreturn]] void refuse_again() const;
  void bind(std::span<const Parameter> parameters);
  bool bind_value(std::size_t index, const Parameter& parameter);
  void describe_columns();
  void bind_columns();
  bool columns_changed() const;
  void fetch_long_values();
  const Column& at(int column) const {
    const auto index = static_cast<std::size_t>(column);
    if (index >= columns_.size()) [[unlikely]]
      refuse_column(column);
    return columns_[index];
  }
  [[noreturn]] void refuse_column(int column) const;
  MysqlPhase phase() const;
  [[noreturn]] void fail(MysqlPhase phase);
  [[noreturn]] void mismatch(int column, const char* wanted) const;
  [[noreturn]] void overflow(int column) const;

  MysqlConnection& connection_;
  std::string sql_;
  MysqlStatementHandle statement_;
  bool reads_only_;  // by its first word
  bool open_ = false;
  bool parameters_bound_ = false;
  std::uint64_t rows_fetched_ = 0;  // of the current result
  bool has_large_buffer_ = false;
  std::vector<MYSQL_BIND> parameter_binds_;
  std::vector<Value> values_;
  std::vector<Column> columns_;
  std::vector<MYSQL_BIND> column_binds_;
};

}  // namespace thriftorm::driver
