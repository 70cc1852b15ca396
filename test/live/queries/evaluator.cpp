#include "test/live/queries/evaluator.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "test/live/queries/matching.h"

namespace queries {

using thriftorm::PathNode;
using thriftorm::RelationInfo;
using thriftorm::TableInfo;
using namespace thriftorm::detail;
using Kind = Expression::Kind;

namespace {

Value owner_key(const RelationInfo& relation, const TableInfo& from, const PlainRow& owner) {
  const bool parent = relation.kind == RelationInfo::kParent;
  return owner[parent ? from.find_column(relation.column) : from.key];
}

Value of_values(const Expression& expression, std::vector<Value> values) {
  values.erase(std::remove_if(values.begin(), values.end(), is_null), values.end());
  if (expression.distinct) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
  }
  return aggregate(expression.function, values);
}

}  // namespace

const TableInfo& Evaluator::table_of(const PathNode& path, const Environment& at) const {
  return path.relation == nullptr ? *at.root : path.relation->target();
}

const PathNode* Evaluator::open_step(const PathNode& path, const Environment& at) const {
  const PathNode* found = nullptr;
  for (const PathNode* step = &path; at.find(*step) == nullptr; step = step->parent) {
    if (step->relation->is_many()) found = step;
  }
  return found;
}

const PathNode* Evaluator::open_step(const Expression& expression, const Environment& at) const {
  if (expression.kind == Kind::kColumn) return open_step(*expression.path, at);
  if (expression.kind == Kind::kRelated) return nullptr;
  for (const Expression& operand : expression.operands) {
    if (const PathNode* step = open_step(operand, at)) return step;
  }
  return nullptr;
}

RowList Evaluator::rows_of(const PathNode& step, const Environment& at) const {
  const PlainRow* owner = row_at(*step.parent, at);
  if (owner == nullptr) return {};
  const TableInfo& from = table_of(*step.parent, at);
  return related(*step.relation, owner_key(*step.relation, from, *owner));
}

const PlainRow* Evaluator::row_at(const PathNode& path, const Environment& at) const {
  if (const PlainRow* const* row = at.find(path)) return *row;
  const RowList rows = rows_of(path, at);
  return rows.empty() ? nullptr : rows.front();
}

RowList Evaluator::rows_at(const PathNode& path, const Environment& at) const {
  if (const PlainRow* const* row = at.find(path)) {
    if (*row == nullptr) return {};
    return {*row};
  }
  RowList all;
  for (const PlainRow* row : rows_at(*path.parent, at)) {
    const RowList some = rows_of(path, at.with(*path.parent, row));
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

RowList Evaluator::related(const RelationInfo& relation, const Value& owner) const {
  RowList found;
  if (is_null(owner)) return found;
  const TableInfo& target = relation.target();
  const PlainTable& rows = database_.at(target.name);
  const auto add_with = [&](std::size_t column, const Value& wanted) {
    for (const PlainRow& row : rows.rows) {
      if (row[column] == wanted) found.push_back(&row);
    }
  };
  if (relation.kind == RelationInfo::kParent) {
    add_with(target.key, owner);
  } else if (relation.link.empty()) {
    add_with(target.find_column(relation.column), owner);
  } else {
    const PlainTable& links = database_.at(relation.link);
    const std::size_t column = links.column(relation.column);
    const std::size_t target_column = links.column(relation.target_column);
    for (const PlainRow& link : links.rows) {
      if (link[column] == owner) add_with(target.key, link[target_column]);
    }
  }
  // The first is the one that counts.
  if (!relation.is_many() && found.size() > 1) found.resize(1);
  return found;
}

Truth Evaluator::holds(const Expression& expression, const Environment& at) const {
  switch (expression.kind) {
    case Kind::kAnd:
    case Kind::kOr: {
      const bool decides = expression.kind == Kind::kOr;
      Truth all = !decides;
      for (const Expression& operand : expression.operands) {
        const Truth one = holds(operand, at);
        if (one == decides) return decides;
        if (!one) all = std::nullopt;
      }
      return all;
    }
    case Kind::kNot:
      return negation(holds(expression.operands.front(), at));
    case Kind::kAny:
      return has_any(expression, at);
    case Kind::kSame:
      return is_same(expression, at);
    default:
      return compares(expression, at);
  }
}

Truth Evaluator::compares(const Expression& expression, const Environment& at) const {
  if (const PathNode* step = open_step(expression, at)) {
    const RowList rows = rows_of(*step, at);
    return std::any_of(rows.begin(), rows.end(), [&](const PlainRow* row) {
      return compares(expression, at.with(*step, row)) == true;
    });
  }
  const Value left = value(expression.operands.front(), at);
  switch (expression.kind) {
    case Kind::kIn:
      return is_in(expression, at);
    case Kind::kIsNull:
      return is_null(left);
    case Kind::kBetween: {
      const Truth low =
          compare(Comparison::kGreaterEqual, left, to_value(expression.values.front()));
      const Truth high = compare(Comparison::kLessEqual, left, to_value(expression.values.back()));
      if (low == false || high == false) return false;
      return low && high ? Truth(true) : Truth();
    }
    case Kind::kMatch:
      if (is_null(left)) return {};
      return matches(expression, std::get<std::string>(left), dialect_);
    default:
      return compare(expression.comparison, left, value(expression.operands.back(), at));
  }
}

Truth Evaluator::is_in(const Expression& expression, const Environment& at) const {
  const Value left = value(expression.operands.front(), at);
  Truth result = false;
  for (const BoundValue& wanted : expression.values) {
    const Truth one = compare(Comparison::kEqual, left, to_value(wanted));
    if (one == true) return true;
    if (!one) result = std::nullopt;
  }
  return result;
}

Truth Evaluator::is_same(const Expression& expression, const Environment& at) const {
  const PathNode& path = *expression.path;
  if (const PathNode* step = open_step(path, at)) {
    const RowList rows = rows_of(*step, at);
    return std::any_of(rows.begin(), rows.end(), [&](const PlainRow* row) {
      return is_same(expression, at.with(*step, row)) == true;
    });
  }
  const Value key = to_value(expression.values.front());
  const PlainRow* row = nullptr;
  // A parent is known by its key, whether its row is there or not.
  if (at.find(path) == nullptr && path.relation->kind == RelationInfo::kParent) {
    const PlainRow* owner = row_at(*path.parent, at);
    if (owner == nullptr) return {};
    return compare(Comparison::kEqual,
                   owner_key(*path.relation, table_of(*path.parent, at), *owner), key);
  }
  row = row_at(path, at);
  if (row == nullptr) return {};
  return compare(Comparison::kEqual, (*row)[table_of(path, at).key], key);
}

bool Evaluator::has_any(const Expression& expression, const Environment& at) const {
  const RowList rows = rows_at(*expression.path, at);
  if (expression.operands.empty()) return !rows.empty();
  const TableInfo& table = table_of(*expression.path, at);
  return std::any_of(rows.begin(), rows.end(), [&](const PlainRow* row) {
    return holds(expression.operands.front(), at_row(table, row)) == true;
  });
}

Value Evaluator::value(const Expression& expression, const Environment& at) const {
  switch (expression.kind) {
    case Kind::kColumn: {
      const PlainRow* row = row_at(*expression.path, at);
      return row == nullptr ? Value() : (*row)[expression.column];
    }
    case Kind::kValue:
      return to_value(expression.values.front());
    case Kind::kAggregate:
      return over_group(expression, at);
    case Kind::kRelated:
      return over_related(expression, at);
    default:
      return calculate(expression.kind, value(expression.operands.front(), at),
                       value(expression.operands.back(), at));
  }
}

Value Evaluator::over_group(const Expression& expression, const Environment& at) const {
  if (expression.operands.empty()) return static_cast<std::int64_t>(at.group->size());
  std::vector<Value> values;
  for (const PlainRow* row : *at.group)
    values.push_back(value(expression.operands.front(), at_row(*at.root, row)));
  return of_values(expression, std::move(values));
}

Value Evaluator::over_related(const Expression& expression, const Environment& at) const {
  const TableInfo& table = table_of(*expression.path, at);
  std::vector<Value> values;
  for (const PlainRow* row : rows_at(*expression.path, at)) {
    if (!expression.counts_rows) {
      values.push_back(value(expression.operands.front(), at.with(*expression.path, row)));
    } else if (expression.operands.empty() ||
               holds(expression.operands.front(), at_row(table, row)) == true) {
      values.emplace_back((*row)[table.key]);
    }
  }
  return of_values(expression, std::move(values));
}

}  // namespace queries
