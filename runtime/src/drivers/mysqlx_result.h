// A result of the X protocol, read whole and decoded from the bytes that came: the connector's own
// values lose digits of decimals and what follows a NUL.
#pragma once

#include <mysqlx/xdevapi.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace thriftorm::driver {

class MysqlxResult {
 public:
  enum class Kind : std::uint8_t { kInteger, kUnsigned, kDouble, kBytes, kDecimal };

  struct Column {
    std::string name;
    Kind kind = Kind::kBytes;
    mysqlx::Type type = mysqlx::Type::BYTES;
    unsigned long length = 0;  // as the server declares it
    bool is_stored = false;    // a table's column, not an expression
  };

  // One value of a row. Text and bytes are valid until the result is read again or cleared.
  struct Value {
    bool is_null = true;
    Kind kind = Kind::kBytes;
    std::int64_t integer = 0;  // of kInteger and kUnsigned
    double number = 0;
    std::string_view bytes;  // of kBytes and kDecimal
  };

  // Reads `from` to its end, and what further results follow it: those are dropped.
  void read(mysqlx::SqlResult& from);
  void clear();

  const std::vector<Column>& columns() const { return columns_; }
  std::size_t row_count() const { return columns_.empty() ? 0 : cells_.size() / columns_.size(); }
  Value value(std::size_t row, std::size_t column) const;
  // Of a statement that gives no rows.
  std::uint64_t affected_rows() const { return affected_rows_; }
  std::uint64_t last_insert_id() const { return last_insert_id_; }

 private:
  // An integer's or a double's bits, or where a value's bytes begin.
  struct Cell {
    std::uint64_t bits = 0;
    std::uint32_t length = 0;
    bool is_null = true;
  };

  void read_columns(mysqlx::SqlResult& from);
  void read_row(const mysqlx::Row& row);
  void read_value(const Column& column, std::string_view raw, Cell& cell);

  std::vector<Column> columns_;
  std::vector<Cell> cells_;  // row by row
  std::string bytes_;        // of all cells
  std::uint64_t affected_rows_ = 0;
  std::uint64_t last_insert_id_ = 0;
};

}  // namespace thriftorm::driver
