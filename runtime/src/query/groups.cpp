#include "query/groups.h"

#include <fmt/format.h>

#include <algorithm>

#include "query/scope.h"
#include "thriftorm/error.h"

namespace thriftorm::detail {
namespace {

using Kind = Expression::Kind;

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

// Whether columns and aggregates of a list are all that a value is computed from.
bool is_made_of(const std::vector<Expression>& list, const Expression& expression) {
  if (expression.kind == Kind::kColumn || expression.kind == Kind::kAggregate)
    return holds(list, expression);
  if (expression.kind == Kind::kRelated) return false;
  return std::all_of(expression.operands.begin(), expression.operands.end(),
                     [&](const Expression& operand) { return is_made_of(list, operand); });
}

Expression make_column(const PathNode& path, std::size_t column) {
  Expression expression{.kind = Kind::kColumn};
  expression.path = &path;
  expression.column = column;
  return expression;
}

// The column that the last step of a path starts from: the foreign key of a step to a parent, else the key.
std::size_t start_column(const PathNode& path, const TableInfo& root) {
  return table_at(*path.parent, root)
      .find_column(owner_column(*path.relation, table_at(*path.parent, root)));
}

// The first step on a path that leads to many rows; null: none does.
const PathNode* first_many(const PathNode& path) {
  const PathNode* found = nullptr;
  for (const PathNode* step = &path; step->relation != nullptr; step = step->parent) {
    if (step->relation->is_many()) found = step;
  }
  return found;
}

// What has one value in each group of a query.
class Determined {
 public:
  explicit Determined(const QueryState& state) : state_(state) {}

  // UsageError if the expression may have several. `beside`: it is compared with an aggregate.
  void check(const Expression& expression, bool beside = false) const {
    if (expression.kind == Kind::kAggregate || holds(state_.group, expression)) return;
    if (expression.path != nullptr) return check_path(expression, beside);
    const bool joins = expression.kind == Kind::kAnd || expression.kind == Kind::kOr ||
                       expression.kind == Kind::kNot;
    beside = beside || (!joins && aggregates(expression));
    for (const Expression& operand : expression.operands) check(operand, beside);
  }

 private:
  // What is asked of the rows at a path is known by the column that the way to them starts from.
  void check_path(const Expression& expression, bool beside) const {
    const PathNode& path = *expression.path;
    if (const PathNode* many = first_many(path)) {
      const bool related = expression.kind != Kind::kColumn || !beside;
      if (related && has_one_value(*many->parent, start_in(*many))) return;
      throw UsageError(
          "what is asked of a relation to many stands for each record, and these rows are groups");
    }
    if (expression.kind == Kind::kColumn) check_column(path, expression.column);
    else check_column(*path.parent, start_in(path));
  }
  void check_column(const PathNode& path, std::size_t column) const {
    if (has_one_value(path, column)) return;
    const TableInfo& table = table_at(path, *state_.table);
    ErrorDetails details;
    details.table = table.name;
    details.column = table.columns[column].name;
    throw UsageError(fmt::format("`{}` may have several values in a group: group by it as well, or "
                                 "ask for its min() or max()",
                                 details.column),
                     details);
  }
  bool has_one_value(const PathNode& path, std::size_t column) const {
    return has_row(path) || is_grouped_by(path, column);
  }
  // Whether a group has one row, or none, of the table at the path.
  bool has_row(const PathNode& path) const {
    if (is_grouped_by(path, table_at(path, *state_.table).key)) return true;
    return path.parent != nullptr && has_one_value(*path.parent, start_in(path));
  }
  bool is_grouped_by(const PathNode& path, std::size_t column) const {
    return holds(state_.group, make_column(path, column));
  }
  std::size_t start_in(const PathNode& path) const { return start_column(path, *state_.table); }

  const QueryState& state_;
};

void check_one_value_each(const QueryState& state) {
  const Determined determined(state);
  for (const Expression& item : state.items) determined.check(item);
  if (state.having) determined.check(*state.having);
  if (is_one_group(state)) return;
  for (const OrderTerm& term : state.order) determined.check(term.expression);
}

}  // namespace

bool aggregates(const Expression& expression) {
  return expression.kind == Kind::kAggregate ||
         std::any_of(expression.operands.begin(), expression.operands.end(), aggregates);
}

bool is_one_group(const QueryState& state) { return makes_groups(state) && state.group.empty(); }

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
  const bool groups = makes_groups(state);
  if (groups) check_one_value_each(state);
  if (is_one_group(state)) return;
  for (const OrderTerm& term : state.order) {
    if (!groups && aggregates(term.expression)) {
      throw UsageError(
          "an aggregate over the query's rows does not order them: only groups are ordered by "
          "theirs");
    }
    if (state.distinct && !holds(state.items, term.expression) &&
        !is_made_of(state.items, term.expression)) {
      throw UsageError(
          "rows that are each told once have no order but by what is selected: select it as well");
    }
  }
}

}  // namespace thriftorm::detail
