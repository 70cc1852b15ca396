#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <limits>

#include "drivers/drivers.h"
#include "drivers/mysql_driver.h"
#include "thriftorm/error.h"

namespace thriftorm::driver {
namespace {

constexpr unsigned kNeedsReprepare = 1615;
constexpr unsigned kUnknownStatement = 1243;
constexpr unsigned kNewMetadata = 2057;  // the client library's: the number of columns has changed
constexpr std::size_t kLargeBuffer = 1 << 20;

bool first_word_reads(std::string_view sql) {
  sql.remove_prefix(std::min(sql.find_first_not_of(" \t\r\n("), sql.size()));
  std::string word;
  for (const char c : sql.substr(0, sql.find_first_of(" \t\r\n("))) {
    word += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  constexpr std::array<std::string_view, 7> kReading = {"SELECT", "SHOW",   "EXPLAIN", "DESCRIBE",
                                                        "DESC",   "VALUES", "TABLE"};
  return std::find(kReading.begin(), kReading.end(), word) != kReading.end();
}

bool is_integer(enum_field_types type) {
  constexpr std::array kTypes = {MYSQL_TYPE_TINY, MYSQL_TYPE_SHORT,    MYSQL_TYPE_INT24,
                                 MYSQL_TYPE_LONG, MYSQL_TYPE_LONGLONG, MYSQL_TYPE_YEAR};
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

}  // namespace

MysqlStatement::MysqlStatement(MysqlConnection& connection, std::string_view sql)
    : connection_(connection), sql_(sql), reads_only_(first_word_reads(sql)) {
  prepare();
}

void MysqlStatement::prepare() {
  statement_.reset(mysql_stmt_init(connection_.handle()));
  if (!statement_) throw std::bad_alloc();
  if (mysql_stmt_prepare(statement_.get(), sql_.data(), static_cast<unsigned long>(sql_.size())) !=
      0) {
    fail(MysqlPhase::kPrepare);
  }
  const unsigned long placeholders = mysql_stmt_param_count(statement_.get());
  parameter_binds_.assign(placeholders, MYSQL_BIND());
  values_.assign(placeholders, Value());
  parameters_bound_ = false;
  describe_columns();
}

// Sets one parameter's value; true: the library has to be told where it lies or what it is.
bool MysqlStatement::bind_value(std::size_t index, const Parameter& parameter) {
  MYSQL_BIND& bind = parameter_binds_[index];
  Value& value = values_[index];
  const enum_field_types before = bind.buffer_type;
  switch (parameter.kind()) {
    case Parameter::Kind::kNull:
      bind.buffer_type = MYSQL_TYPE_NULL;
      break;
    case Parameter::Kind::kInteger:
      value.integer = parameter.integer();
      bind.buffer_type = MYSQL_TYPE_LONGLONG;
      bind.buffer = &value.integer;
      break;
    case Parameter::Kind::kDouble:
      value.number = parameter.number();
      bind.buffer_type = MYSQL_TYPE_DOUBLE;
      bind.buffer = &value.number;
      break;
    case Parameter::Kind::kText:
    case Parameter::Kind::kBytes: {
      const std::string_view text = parameter.text();
      value.length = static_cast<unsigned long>(text.size());
      bind.buffer_type =
          parameter.kind() == Parameter::Kind::kText ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
      bind.buffer = const_cast<char*>(text.data() == nullptr ? "" : text.data());
      bind.buffer_length = value.length;
      bind.length = &value.length;
      return true;
    }
  }
  return bind.buffer_type != before;
}

void MysqlStatement::bind(std::span<const Parameter> parameters) {
  bool changed = !parameters_bound_;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (bind_value(i, parameters[i])) changed = true;
  }
  if (!changed || parameters.empty()) return;
  if (mysql_stmt_bind_param(statement_.get(), parameter_binds_.data()) != 0) fail(phase());
  parameters_bound_ = true;
}

// False: the statement has to be prepared again, and nothing has been done. After a change of the
// columns' number a result is there, which only a reading statement may drop and ask for again.
bool MysqlStatement::run(MysqlPhase phase) {
  MYSQL_STMT* statement = statement_.get();
  if (mysql_stmt_execute(statement) == 0) return true;
  const unsigned code = mysql_stmt_errno(statement);
  if (code == kNeedsReprepare || code == kUnknownStatement) return false;
  open_ = code == kNewMetadata;
  if (!open_ || !reads_only_) fail(phase);
  finish();
  return false;
}

void MysqlStatement::execute(std::span<const Parameter> parameters) {
  finish();
  check_parameters(parameters, values_.size(), sql_);
  const MysqlPhase now = phase();
  bind(parameters);
  if (!run(now)) {
    prepare();
    bind(parameters);
    if (!run(now)) refuse_again();
  }
  if (statement_->field_count == 0) return;
  open_ = true;
  rows_fetched_ = 0;
  if (columns_changed() || has_large_buffer_) describe_columns();  // huge buffers are not kept
}

void MysqlStatement::refuse_again() const {
  ErrorDetails details;
  details.statement = sql_;
  details.retry = Retry::kRollback;
  throw Error("the server wants a statement prepared again that it has just prepared",
              std::move(details));
}

bool MysqlStatement::fetch() {
  if (!open_) return false;
  switch (mysql_stmt_fetch(statement_.get())) {
    case 0:
      break;
    case MYSQL_DATA_TRUNCATED:
      fetch_long_values();
      break;
    case MYSQL_NO_DATA:
      finish();
      return false;
    default:
      fail(phase());
  }
  ++rows_fetched_;
  return true;
}

void MysqlStatement::finish() noexcept {
  if (!open_) return;
  open_ = false;
  MYSQL_STMT* statement = statement_.get();
  if (mysql_stmt_free_result(statement) != 0) connection_.discard();
  while (mysql_more_results(connection_.handle())) {  // of a CALL
    if (mysql_stmt_next_result(statement) > 0 || mysql_stmt_free_result(statement) != 0) {
      connection_.discard();
      break;
    }
  }
}

// Outside a transaction a writing statement commits by itself.
MysqlPhase MysqlStatement::phase() const {
  return reads_only_ || connection_.in_transaction() ? MysqlPhase::kExecute
                                                     : MysqlPhase::kAutocommit;
}

void MysqlStatement::fail(MysqlPhase phase) {
  // The error is read before finish() can overwrite it; the result is closed on the way out.
  struct Finish {
    MysqlStatement& statement;
    ~Finish() { statement.finish(); }
  } finish{*this};
  connection_.fail(statement_.get(), sql_, phase);
}

// MariaDB gives no count along with the rows of a RETURNING; there is one for each row changed.
std::uint64_t MysqlStatement::affected_rows() const {
  if (!columns_.empty()) return reads_only_ ? 0 : rows_fetched_;
  const auto rows = static_cast<std::uint64_t>(mysql_stmt_affected_rows(statement_.get()));
  return rows == std::numeric_limits<std::uint64_t>::max() ? 0 : rows;  // of a failed statement
}

bool MysqlStatement::columns_changed() const {
  if (columns_.size() != statement_->field_count) return true;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const MYSQL_FIELD& field = statement_->fields[i];
    if (field.type != columns_[i].type) return true;
    if (((field.flags & UNSIGNED_FLAG) != 0) != columns_[i].is_unsigned) return true;
  }
  return false;
}

void MysqlStatement::describe_columns() {
  constexpr unsigned long kShortest = 64;  // dates, times and decimals, which come as text
  constexpr unsigned long kLongest = 1024;
  columns_ = std::vector<Column>(statement_->field_count);
  has_large_buffer_ = false;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const MYSQL_FIELD& field = statement_->fields[i];
    Column& column = columns_[i];
    column.type = field.type;
    column.is_unsigned = (field.flags & UNSIGNED_FLAG) != 0;
    if (is_integer(field.type)) {
      column.kind = column.is_unsigned ? Kind::kUnsigned : Kind::kInteger;
    } else if (field.type == MYSQL_TYPE_FLOAT || field.type == MYSQL_TYPE_DOUBLE) {
      column.kind = Kind::kDouble;
    } else {
      const bool decimal = field.type == MYSQL_TYPE_NEWDECIMAL || field.type == MYSQL_TYPE_DECIMAL;
      column.kind = decimal ? Kind::kDecimal : Kind::kBytes;
      column.bytes.resize(std::clamp<unsigned long>(field.length, kShortest, kLongest));
    }
  }
  bind_columns();
}

void MysqlStatement::bind_columns() {
  if (columns_.empty()) return;
  column_binds_.assign(columns_.size(), MYSQL_BIND());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    MYSQL_BIND& bind = column_binds_[i];
    bind.is_null = &column.is_null;
    bind.length = &column.length;
    bind.error = &column.truncated;
    bind.is_unsigned = column.is_unsigned;
    if (column.kind == Kind::kInteger || column.kind == Kind::kUnsigned) {
      bind.buffer_type = MYSQL_TYPE_LONGLONG;
      bind.buffer = &column.integer;
    } else if (column.kind == Kind::kDouble) {
      bind.buffer_type = MYSQL_TYPE_DOUBLE;
      bind.buffer = &column.number;
    } else {
      bind.buffer_type = MYSQL_TYPE_STRING;
      bind.buffer = column.bytes.data();
      bind.buffer_length = static_cast<unsigned long>(column.bytes.size());
    }
  }
  if (mysql_stmt_bind_result(statement_.get(), column_binds_.data()) != 0) fail(phase());
}

// Values that are longer than their buffers are fetched again, all of them before the larger buffers
// are bound for the next rows: binding forgets where the row's values lie.
void MysqlStatement::fetch_long_values() {
  bool grown = false;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    if (column.is_null != 0 || column.bytes.empty() || column.length <= column.bytes.size())
      continue;
    column.bytes.resize(std::max<std::size_t>(column.length, 2 * column.bytes.size()));
    MYSQL_BIND bind = column_binds_[i];
    bind.buffer = column.bytes.data();
    bind.buffer_length = static_cast<unsigned long>(column.bytes.size());
    if (mysql_stmt_fetch_column(statement_.get(), &bind, static_cast<unsigned>(i), 0) != 0)
      fail(phase());
    has_large_buffer_ = has_large_buffer_ || column.bytes.size() > kLargeBuffer;
    grown = true;
  }
  if (grown) bind_columns();
}

void MysqlStatement::refuse_column(int column) const {
  throw UsageError(fmt::format("the result has no column {}: it has {}", column, columns_.size()));
}

std::string MysqlStatement::column_name(int column) const {
  at(column);
  return statement_->fields[column].name;
}

void MysqlStatement::mismatch(int column, const char* wanted) const {
  constexpr const char* kKinds[] = {"an integer", "an unsigned integer", "a double",
                                    "text or bytes", "a decimal"};
  const Column& found = at(column);
  ErrorDetails details;
  details.column = column_name(column);
  details.statement = sql_;
  const char* what = found.is_null != 0 ? "NULL" : kKinds[static_cast<std::size_t>(found.kind)];
  std::string message =
      fmt::format("column `{}` is {} where {} is expected", details.column, what, wanted);
  throw SchemaMismatch(std::move(message), std::move(details));
}

void MysqlStatement::overflow(int column) const {
  ErrorDetails details;
  details.column = column_name(column);
  details.statement = sql_;
  throw InvalidData("a computed value is out of range", std::move(details));
}

std::int64_t MysqlStatement::get_int64(int column) const {
  const Column& found = at(column);
  if (found.is_null != 0) [[unlikely]]
    mismatch(column, "an integer");
  if (found.kind == Kind::kInteger) [[likely]]
    return found.integer;
  if (found.kind == Kind::kUnsigned && found.integer >= 0) return found.integer;
  std::int64_t value = 0;
  const char* end = found.bytes.data() + found.length;
  if (found.kind != Kind::kDecimal) mismatch(column, "an integer of 64 bits");
  const auto [last, error] = std::from_chars(found.bytes.data(), end, value);
  if (error == std::errc::result_out_of_range && last == end) overflow(column);
  if (error != std::errc() || last != end) mismatch(column, "an integer of 64 bits");
  return value;
}

double MysqlStatement::get_double(int column) const {
  const Column& found = at(column);
  if (found.is_null != 0) [[unlikely]]
    mismatch(column, "a double");
  if (found.kind == Kind::kDouble) [[likely]]
    return found.number;
  if (found.kind == Kind::kInteger) return static_cast<double>(found.integer);
  if (found.kind == Kind::kUnsigned)
    return static_cast<double>(static_cast<std::uint64_t>(found.integer));
  if (found.kind != Kind::kDecimal) mismatch(column, "a double");
  double value = 0;
  std::from_chars(found.bytes.data(), found.bytes.data() + found.length, value);
  return value;
}

std::string_view MysqlStatement::get_text(int column) const {
  const Column& found = at(column);
  if (found.is_null != 0 || found.bytes.empty()) [[unlikely]]
    mismatch(column, "text or bytes");
  return {found.bytes.data(), found.length};
}

}  // namespace thriftorm::driver
