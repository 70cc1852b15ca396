// What conditions and values of queries are for plain rows.
#pragma once

#include <utility>
#include <vector>

#include "test/live/queries/plain_tables.h"
#include "test/live/queries/plain_values.h"
#include "thriftorm/driver.h"
#include "thriftorm/expression.h"
#include "thriftorm/path.h"
#include "thriftorm/table.h"

namespace queries {

using RowList = std::vector<const PlainRow*>;

// Which row stands at each path, as far as one was chosen.
struct Environment {
  const thriftorm::TableInfo* root;
  std::vector<std::pair<const thriftorm::PathNode*, const PlainRow*>> rows;
  const RowList* group = nullptr;  // the rows that are put together, where they are

  const PlainRow* const* find(const thriftorm::PathNode& path) const {
    for (const auto& [known, row] : rows) {
      if (known == &path) return &row;
    }
    return nullptr;
  }
  Environment with(const thriftorm::PathNode& path, const PlainRow* row) const {
    Environment extended = *this;
    extended.rows.emplace_back(&path, row);
    return extended;
  }
};

// With this row of the table that paths begin at.
inline Environment at_row(const thriftorm::TableInfo& table, const PlainRow* row) {
  return {&table, {{&thriftorm::kRootPath, row}}, nullptr};
}

// Works out conditions and values over a database that it borrows.
class Evaluator {
 public:
  Evaluator(const PlainDatabase& database, thriftorm::Dialect dialect)
      : database_(database), dialect_(dialect) {}

  Truth holds(const thriftorm::detail::Expression& expression, const Environment& at) const;
  Value value(const thriftorm::detail::Expression& expression, const Environment& at) const;
  // The rows that a relation gives the record with this key, or with this foreign key.
  RowList related(const thriftorm::RelationInfo& relation, const Value& owner) const;

 private:
  const thriftorm::TableInfo& table_of(const thriftorm::PathNode& path,
                                       const Environment& at) const;
  // The step to many rows that comes first on the way and has no row yet.
  const thriftorm::PathNode* open_step(const thriftorm::PathNode& path,
                                       const Environment& at) const;
  const thriftorm::PathNode* open_step(const thriftorm::detail::Expression& expression,
                                       const Environment& at) const;
  // The rows of a step; where it starts from nothing there are none.
  RowList rows_of(const thriftorm::PathNode& step, const Environment& at) const;
  // The row at a path of single steps; null: there is none.
  const PlainRow* row_at(const thriftorm::PathNode& path, const Environment& at) const;
  // All rows at a path, once for each way there.
  RowList rows_at(const thriftorm::PathNode& path, const Environment& at) const;

  Truth compares(const thriftorm::detail::Expression& expression, const Environment& at) const;
  Truth is_in(const thriftorm::detail::Expression& expression, const Environment& at) const;
  Truth is_same(const thriftorm::detail::Expression& expression, const Environment& at) const;
  bool has_any(const thriftorm::detail::Expression& expression, const Environment& at) const;
  Value over_group(const thriftorm::detail::Expression& expression, const Environment& at) const;
  Value over_related(const thriftorm::detail::Expression& expression, const Environment& at) const;

  const PlainDatabase& database_;
  thriftorm::Dialect dialect_;
};

}  // namespace queries
