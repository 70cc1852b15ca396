// Databases as plain rows, for the tests of queries: what is stored on each engine, and what queries
// are evaluated over without one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "thriftorm/session.h"
#include "thriftorm/table.h"

namespace queries {

// NULL, a whole number, a number, a text or bytes.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;
using PlainRow = std::vector<Value>;

inline bool is_null(const Value& value) { return value.index() == 0; }
// As it is compared and printed in tests: "NULL", "12", "'it''s'".
std::string to_text(const Value& value);

struct PlainTable {
  std::string name;
  std::vector<std::string> columns;
  std::string binary;  // the column with bytes; empty: there is none
  std::vector<PlainRow> rows;

  std::size_t column(std::string_view wanted) const;
};

class PlainDatabase {
 public:
  // A model's table, with its columns in their order, or an association's.
  PlainTable& add(const thriftorm::TableInfo& table, std::string binary = "");
  PlainTable& add(std::string name, std::vector<std::string> columns);
  const PlainTable& at(std::string_view name) const { return tables_.find(name)->second; }

  // Stores all rows. The tables are there and empty.
  void insert_into(thriftorm::Session& session) const;

 private:
  std::map<std::string, PlainTable, std::less<>> tables_;
};

// Rows with whatever is hard to get right: NULLs, empty texts, wildcards, quotes, NULs, accents,
// characters beyond the basic plane, keys without a row. The same for the same seed.
PlainDatabase random_library(std::uint64_t seed);
PlainDatabase random_game(std::uint64_t seed);

// The texts that stand in them.
const std::vector<std::string>& texts();

}  // namespace queries
