#include "query/groups.h"

#include <fmt/format.h>

#include <algorithm>

#include "query/scope.h"
#include "thriftorm/error.h"

namespace thriftorm::detail {
namespace {

using Kind = Expression::Kind;

bool has(const Expression& expression, Kind kind) {
  return expression.kind == kind ||
         std::any_of(expression.operands.begin(), expression.operands.end(),
                     [kind](const Expression& operand) { return has(operand, kind); });
}

bool aggregates(const Expression& expression) { return has(expression, Kind::kAggregate); }

// Whether groups are made, if only one of all rows.
bool makes_groups(const QueryState& state) {
  return !state.group.empty() || state.having ||
         std::any_of(state.items.begin(), state.items.end(), aggregates);
}

bool is_same(const Expression& a, const Expression& b) {
  return a.kind == b.kind && a.comparison == b.comparison && a.match == b.match &&
         a.function == b.function && a.folds == b.folds && a.distinct == b.distinct &&
         a.counts_rows == b.counts_rows && a.path == b.path && a.column == b.column &&
         a.values == b.values &&
         std::equal(a.operands.begin(), a.operands.end(), b.operands.begin(), b.operands.end(),
                    is_same);
}

bool holds(const std::vector<Expression>& list, const Expression& expression) {
  return std::any_of(list.begin(), list.end(),
                     [&](const Expression& other) { return is_same(other, expression); });
}

Expression make_column(const PathNode& path, std::size_t column) {
  Expression expression{.kind = Kind::kColumn};
  expression.path = &path;
  expression.column = column;
  return expression;
}

// The foreign key that the last step of a path to a parent goes by.
std::size_t reference_column(const PathNode& path, const TableInfo& root) {
  return table_at(*path.parent, root).find_column(path.relation->column);
}

void add_columns(const Expression& expression, const QueryState& state,
                 std::vector<Expression>& columns) {
  if (expression.kind == Kind::kAggregate || holds(state.group, expression)) return;
  if (expression.kind == Kind::kColumn && !holds(columns, expression))
    columns.push_back(expression);
  if (expression.kind == Kind::kSame) {
    const PathNode& path = *expression.path;
    add_columns(make_column(*path.parent, reference_column(path, *state.table)), state, columns);
  }
  for (const Expression& operand : expression.operands) add_columns(operand, state, columns);
}

// What has one value in each group of a query.
class Determined {
 public:
  explicit Determined(const QueryState& state) : state_(state) {}

  // UsageError if the expression may have several.
  void check(const Expression& expression) const {
    if (expression.kind == Kind::kAggregate || holds(state_.group, expression)) return;
    const bool same = expression.kind == Kind::kSame;
    if (expression.kind == Kind::kRelated || expression.kind == Kind::kAny ||
        (same && expression.path->relation->kind != RelationInfo::kParent)) {
      throw UsageError(
          "what is asked of a relation to many stands for each record, and these rows are groups");
    }
    if (expression.kind == Kind::kColumn) check_column(*expression.path, expression.column);
    if (same) check_column(*expression.path->parent, reference_in(*expression.path));
    for (const Expression& operand : expression.operands) check(operand);
  }

 private:
  void check_column(const PathNode& path, std::size_t column) const {
    if (has_row(path) || is_grouped_by(path, column)) return;
    const TableInfo& table = table_at(path, *state_.table);
    ErrorDetails details;
    details.table = table.name;
    details.column = table.columns[column].name;
    throw UsageError(fmt::format("`{}` may have several values in a group: group by it as well, or "
                                 "ask for its min() or max()",
                                 details.column),
                     details);
  }
  // Whether a group has one row, or none, of the table at the path.
  bool has_row(const PathNode& path) const {
    const TableInfo& table = table_at(path, *state_.table);
    if (is_grouped_by(path, table.key)) return true;
    if (path.parent == nullptr) return false;
    if (has_row(*path.parent)) return true;
    return path.relation->kind == RelationInfo::kParent &&
           is_grouped_by(*path.parent, reference_in(path));
  }
  bool is_grouped_by(const PathNode& path, std::size_t column) const {
    return holds(state_.group, make_column(path, column));
  }
  std::size_t reference_in(const PathNode& path) const {
    return reference_column(path, *state_.table);
  }

  const QueryState& state_;
};

void check_one_value_each(const QueryState& state) {
  const Determined determined(state);
  for (const Expression& item : state.items) determined.check(item);
  if (state.having) determined.check(*state.having);
  if (state.one_aggregate) return;  // has no order
  for (const OrderTerm& term : state.order) determined.check(term.expression);
}

}  // namespace

std::vector<Expression> columns_beside_group(const QueryState& state) {
  std::vector<Expression> columns;
  if (state.having) add_columns(*state.having, state, columns);
  return columns;
}

bool is_grouped(const QueryState& state) { return state.distinct || makes_groups(state); }

void check_groups(const QueryState& state) {
  if (state.one_aggregate && (!state.group.empty() || state.having))
    throw UsageError("each group has an aggregate of its own: select them");
  if (state.items.empty() && !state.group.empty())
    throw UsageError("grouped rows are no records: say what to select of each group");
  if (state.items.empty() && state.having)
    throw UsageError("`having` is about groups: say what to group by and to select");
  if (std::any_of(state.group.begin(), state.group.end(), aggregates))
    throw UsageError("an aggregate is one of a group: rows cannot be grouped by it");
  if (makes_groups(state)) return check_one_value_each(state);
  for (const OrderTerm& term : state.order) {
    if (aggregates(term.expression)) {
      throw UsageError(
          "an aggregate over the query's rows does not order them: only groups are ordered by "
          "theirs");
    }
    if (state.distinct && !holds(state.items, term.expression)) {
      throw UsageError(
          "rows that are each told once have no order but by what is selected: select it as well");
    }
  }
}

}  // namespace thriftorm::detail
