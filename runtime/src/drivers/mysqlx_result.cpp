#include "drivers/mysqlx_result.h"

#include <algorithm>
#include <bit>
#include <stdexcept>

#include "drivers/mysqlx_values.h"

namespace thriftorm::driver {
namespace {

constexpr std::size_t kLargeResult = 1 << 20;  // bytes, or cells: not kept for the next one

MysqlxResult::Kind kind_of(const mysqlx::Column& column) {
  using Kind = MysqlxResult::Kind;
  switch (column.getType()) {
    case mysqlx::Type::TINYINT:
    case mysqlx::Type::SMALLINT:
    case mysqlx::Type::MEDIUMINT:
    case mysqlx::Type::INT:
    case mysqlx::Type::BIGINT:
      return column.isNumberSigned() ? Kind::kInteger : Kind::kUnsigned;
    case mysqlx::Type::FLOAT:
    case mysqlx::Type::DOUBLE:
      return Kind::kDouble;
    case mysqlx::Type::DECIMAL:
      return Kind::kDecimal;
    default:
      return Kind::kBytes;
  }
}

// The declared length is that of the longest text: a sign or a year's digits, and a point before a
// fraction. The connector gives no count of digits.
int fraction_digits(unsigned long length, unsigned long without_fraction) {
  return length > without_fraction + 1
             ? static_cast<int>(std::min(length - without_fraction - 1, 6ul))
             : 0;
}

constexpr unsigned long kDatetimeLength = 19;
constexpr unsigned long kTimeLength = 10;

void append_text(const MysqlxResult::Column& column, std::string_view raw, std::string& out) {
  switch (column.type) {
    case mysqlx::Type::DECIMAL:
      return decode_decimal(raw, out);
    case mysqlx::Type::DATE:
      return decode_date(raw, out);
    case mysqlx::Type::DATETIME:
    case mysqlx::Type::TIMESTAMP:
      return decode_datetime(raw, fraction_digits(column.length, kDatetimeLength), out);
    case mysqlx::Type::TIME:
      return decode_time(raw, fraction_digits(column.length, kTimeLength), out);
    case mysqlx::Type::SET:
      return decode_set(raw, out);
    case mysqlx::Type::BIT:
      return decode_bits(raw, column.length, out);
    default:
      out.append(raw.substr(0, raw.size() - 1));  // the protocol ends text with a NUL of its own
  }
}

}  // namespace

void MysqlxResult::read(mysqlx::SqlResult& from) {
  clear();
  if (from.hasData()) {
    read_columns(from);
    while (const mysqlx::Row row = from.fetchOne()) read_row(row);
  } else {
    affected_rows_ = from.getAffectedItemsCount();
    last_insert_id_ = from.getAutoIncrementValue();
  }
  while (from.nextResult()) {
    while (from.fetchOne()) {
    }
  }
}

void MysqlxResult::clear() {
  columns_.clear();
  cells_.clear();
  bytes_.clear();
  if (cells_.capacity() > kLargeResult) cells_ = {};
  if (bytes_.capacity() > kLargeResult) bytes_ = {};
  affected_rows_ = 0;
  last_insert_id_ = 0;
}

void MysqlxResult::read_columns(mysqlx::SqlResult& from) {
  for (const mysqlx::Column& column : from.getColumns()) {
    columns_.push_back({column.getColumnLabel(), kind_of(column), column.getType(),
                        column.getLength(), !std::string(column.getColumnName()).empty()});
  }
}

void MysqlxResult::read_row(const mysqlx::Row& row) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Cell& cell = cells_.emplace_back();
    try {
      const mysqlx::bytes raw = row.getBytes(static_cast<mysqlx::col_count_t>(i));
      read_value(columns_[i], {reinterpret_cast<const char*>(raw.begin()), raw.size()}, cell);
    } catch (const std::out_of_range&) {  // NULL has no bytes
    }
  }
}

void MysqlxResult::read_value(const Column& column, std::string_view raw, Cell& cell) {
  if (raw.empty()) return;
  cell.is_null = false;
  switch (column.kind) {
    case Kind::kInteger:
      cell.bits = static_cast<std::uint64_t>(decode_signed(raw));
      return;
    case Kind::kUnsigned:
      cell.bits = decode_unsigned(raw);
      return;
    case Kind::kDouble: {
      const bool single = column.type == mysqlx::Type::FLOAT;
      cell.bits = std::bit_cast<std::uint64_t>(single ? decode_float(raw) : decode_double(raw));
      return;
    }
    case Kind::kBytes:
    case Kind::kDecimal:
      cell.bits = bytes_.size();
      append_text(column, raw, bytes_);
      cell.length = static_cast<std::uint32_t>(bytes_.size() - cell.bits);
  }
}

MysqlxResult::Value MysqlxResult::value(std::size_t row, std::size_t column) const {
  const Cell& cell = cells_[row * columns_.size() + column];
  Value value;
  value.is_null = cell.is_null;
  value.kind = columns_[column].kind;
  if (value.kind == Kind::kDouble) {
    value.number = std::bit_cast<double>(cell.bits);
  } else if (value.kind == Kind::kInteger || value.kind == Kind::kUnsigned) {
    value.integer = static_cast<std::int64_t>(cell.bits);
  } else if (!cell.is_null) {
    value.bytes = std::string_view(bytes_).substr(cell.bits, cell.length);
  }
  return value;
}

}  // namespace thriftorm::driver
