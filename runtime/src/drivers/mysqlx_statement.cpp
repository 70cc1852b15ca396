#include <fmt/format.h>

#include <charconv>

#include "drivers/drivers.h"
#include "drivers/mysqlx_driver.h"
#include "thriftorm/error.h"
#include "utf8.h"

namespace thriftorm::driver {

using Kind = MysqlxResult::Kind;

MysqlxStatement::MysqlxStatement(MysqlxConnection& connection, std::string_view sql)
    : connection_(connection), sql_(sql), effect_(effect_of(sql)) {
  if (!thriftorm::detail::is_utf8(sql)) throw InvalidData("the statement is not valid UTF-8");
}

void MysqlxStatement::execute(std::span<const Parameter> parameters) {
  finish();
  check_parameters(parameters, sql_.placeholder_count(), sql_.text());
  connection_.run(sql_, effect_, parameters, result_);
  affected_rows_ = result_.affected_rows();
  last_insert_id_ = static_cast<std::int64_t>(result_.last_insert_id());
  if (result_.columns().empty()) result_.clear();
}

bool MysqlxStatement::fetch() {
  if (next_row_ >= result_.row_count()) {
    finish();
    return false;
  }
  ++next_row_;
  return true;
}

void MysqlxStatement::finish() noexcept {
  result_.clear();
  next_row_ = 0;
}

MysqlxResult::Value MysqlxStatement::at(int column) const {
  if (column < 0 || column >= column_count() || next_row_ == 0) [[unlikely]]
    refuse_column(column);
  return result_.value(next_row_ - 1, static_cast<std::size_t>(column));
}

void MysqlxStatement::refuse_column(int column) const {
  throw UsageError(fmt::format("the result has no column {}: it has {}", column, column_count()));
}

std::string MysqlxStatement::column_name(int column) const {
  if (column < 0 || column >= column_count()) refuse_column(column);
  const MysqlxResult::Column& found = result_.columns()[static_cast<std::size_t>(column)];
  return found.is_stored || sql_.names(found.name) ? found.name : "?";
}

void MysqlxStatement::mismatch(int column, const char* wanted) const {
  constexpr const char* kKinds[] = {"an integer", "an unsigned integer", "a double",
                                    "text or bytes", "a decimal"};
  const MysqlxResult::Value found = at(column);
  ErrorDetails details;
  details.column = column_name(column);
  details.statement = sql_.text();
  const char* what = found.is_null ? "NULL" : kKinds[static_cast<std::size_t>(found.kind)];
  std::string message =
      fmt::format("column `{}` is {} where {} is expected", details.column, what, wanted);
  throw SchemaMismatch(std::move(message), std::move(details));
}

void MysqlxStatement::overflow(int column) const {
  ErrorDetails details;
  details.column = column_name(column);
  details.statement = sql_.text();
  throw InvalidData("a computed value is out of range", std::move(details));
}

std::int64_t MysqlxStatement::get_int64(int column) const {
  const MysqlxResult::Value found = at(column);
  if (found.is_null) mismatch(column, "an integer");
  if (found.kind == Kind::kInteger) return found.integer;
  if (found.kind == Kind::kUnsigned && found.integer >= 0) return found.integer;
  if (found.kind != Kind::kDecimal) mismatch(column, "an integer of 64 bits");
  std::int64_t value = 0;
  const char* end = found.bytes.data() + found.bytes.size();
  const auto [last, error] = std::from_chars(found.bytes.data(), end, value);
  if (error == std::errc::result_out_of_range && last == end) overflow(column);
  if (error != std::errc() || last != end) mismatch(column, "an integer of 64 bits");
  return value;
}

double MysqlxStatement::get_double(int column) const {
  const MysqlxResult::Value found = at(column);
  if (found.is_null) mismatch(column, "a double");
  if (found.kind == Kind::kDouble) return found.number;
  if (found.kind == Kind::kInteger) return static_cast<double>(found.integer);
  if (found.kind == Kind::kUnsigned)
    return static_cast<double>(static_cast<std::uint64_t>(found.integer));
  if (found.kind != Kind::kDecimal) mismatch(column, "a double");
  double value = 0;
  std::from_chars(found.bytes.data(), found.bytes.data() + found.bytes.size(), value);
  return value;
}

std::string_view MysqlxStatement::get_text(int column) const {
  const MysqlxResult::Value found = at(column);
  if (found.is_null || (found.kind != Kind::kBytes && found.kind != Kind::kDecimal))
    mismatch(column, "text or bytes");
  return found.bytes;
}

}  // namespace thriftorm::driver
