#include "test/live/queries/evaluation.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "test/live/queries/matching.h"
#include "test/live/queries/plain_values.h"

namespace queries {
namespace {

using thriftorm::kRootPath;
using thriftorm::PathNode;
using thriftorm::RelationInfo;
using thriftorm::TableInfo;
using namespace thriftorm::detail;
using Kind = Expression::Kind;

using RowList = std::vector<const PlainRow*>;

// Which row stands at each path, as far as one was chosen.
struct Environment {
  const TableInfo* root;
  std::vector<std::pair<const PathNode*, const PlainRow*>> rows;
  const RowList* group = nullptr;  // the rows that are put together, where they are

  const PlainRow* const* find(const PathNode& path) const {
    for (const auto& [known, row] : rows) {
      if (known == &path) return &row;
    }
    return nullptr;
  }
  Environment with(const PathNode& path, const PlainRow* row) const {
    Environment extended = *this;
    extended.rows.emplace_back(&path, row);
    return extended;
  }
};

Environment at_row(const TableInfo& table, const PlainRow* row) {
  return {&table, {{&kRootPath, row}}, nullptr};
}

class Evaluator {
 public:
  Evaluator(const PlainDatabase& database, thriftorm::Dialect dialect)
      : database_(database), dialect_(dialect) {}

  Truth holds(const Expression& expression, const Environment& at) const;
  Value value(const Expression& expression, const Environment& at) const;
  // The rows that a relation gives the record with this key, or with this foreign key.
  RowList related(const RelationInfo& relation, const Value& owner) const;

 private:
  const TableInfo& table_of(const PathNode& path, const Environment& at) const {
    return path.relation == nullptr ? *at.root : path.relation->target();
  }
  // The step to many rows that comes first on the way and has no row yet.
  const PathNode* open_step(const PathNode& path, const Environment& at) const {
    const PathNode* found = nullptr;
    for (const PathNode* step = &path; at.find(*step) == nullptr; step = step->parent) {
      if (step->relation->is_many()) found = step;
    }
    return found;
  }
  const PathNode* open_step(const Expression& expression, const Environment& at) const {
    if (expression.kind == Kind::kColumn) return open_step(*expression.path, at);
    if (expression.kind == Kind::kRelated) return nullptr;
    for (const Expression& operand : expression.operands) {
      if (const PathNode* step = open_step(operand, at)) return step;
    }
    return nullptr;
  }
  // The rows of a step; where it starts from nothing there are none.
  RowList rows_of(const PathNode& step, const Environment& at) const {
    const PlainRow* owner = row_at(*step.parent, at);
    if (owner == nullptr) return {};
    const TableInfo& from = table_of(*step.parent, at);
    return related(*step.relation, owner_key(*step.relation, from, *owner));
  }
  static Value owner_key(const RelationInfo& relation, const TableInfo& from,
                         const PlainRow& owner) {
    const bool parent = relation.kind == RelationInfo::kParent;
    return owner[parent ? from.find_column(relation.column) : from.key];
  }
  // The row at a path of single steps; null: there is none.
  const PlainRow* row_at(const PathNode& path, const Environment& at) const {
    if (const PlainRow* const* row = at.find(path)) return *row;
    const RowList rows = rows_of(path, at);
    return rows.empty() ? nullptr : rows.front();
  }
  // All rows at a path, once for each way there.
  RowList rows_at(const PathNode& path, const Environment& at) const {
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

  Truth compares(const Expression& expression, const Environment& at) const;
  Truth is_in(const Expression& expression, const Environment& at) const;
  Truth is_same(const Expression& expression, const Environment& at) const;
  bool has_any(const Expression& expression, const Environment& at) const;
  Value over_group(const Expression& expression, const Environment& at) const;
  Value over_related(const Expression& expression, const Environment& at) const;
  static Value of_values(const Expression& expression, std::vector<Value> values);

  const PlainDatabase& database_;
  thriftorm::Dialect dialect_;
};

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

Value Evaluator::of_values(const Expression& expression, std::vector<Value> values) {
  values.erase(std::remove_if(values.begin(), values.end(), is_null), values.end());
  if (expression.distinct) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
  }
  return aggregate(expression.function, values);
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

bool aggregates(const Expression& expression) {
  return expression.kind == Kind::kAggregate ||
         std::any_of(expression.operands.begin(), expression.operands.end(), aggregates);
}

// Rows or groups on their way to the result.
struct Candidate {
  PlainRow sort_keys;
  PlainRow result;
};

class QueryEvaluator {
 public:
  QueryEvaluator(const QueryState& state, const PlainDatabase& database, thriftorm::Dialect dialect)
      : state_(state), database_(database), evaluator_(database, dialect) {}

  std::vector<PlainRow> run() {
    const RowList rows = chosen();
    if (grouped()) add_groups(rows);
    else
      for (const PlainRow* row : rows) add(at_row(*state_.table, row), *row);
    sort();
    std::vector<PlainRow> results;
    for (Candidate& candidate : candidates_) results.push_back(std::move(candidate.result));
    if (state_.distinct) {
      std::set<PlainRow> seen;
      std::vector<PlainRow> once;
      for (PlainRow& row : results) {
        if (seen.insert(row).second) once.push_back(std::move(row));
      }
      results = std::move(once);
    }
    return part(std::move(results));
  }

 private:
  bool grouped() const {
    return !state_.group.empty() ||
           std::any_of(state_.items.begin(), state_.items.end(), aggregates);
  }
  RowList chosen() const {
    RowList rows;
    const RowList owned = owned_rows();
    for (const PlainRow& row : database_.at(state_.table->name).rows) {
      if (state_.owner != nullptr && std::find(owned.begin(), owned.end(), &row) == owned.end())
        continue;
      if (state_.condition &&
          evaluator_.holds(*state_.condition, at_row(*state_.table, &row)) != true)
        continue;
      rows.push_back(&row);
    }
    return rows;
  }
  RowList owned_rows() const {
    if (state_.owner == nullptr) return {};
    const Value key = std::visit([](const auto& held) { return Value(held); }, state_.owner_key);
    return evaluator_.related(*state_.owner, key);
  }
  void add_groups(const RowList& rows) {
    std::map<PlainRow, RowList> groups;
    if (state_.group.empty()) groups[{}] = {};
    for (const PlainRow* row : rows) {
      PlainRow key;
      for (const Expression& expression : state_.group)
        key.push_back(evaluator_.value(expression, at_row(*state_.table, row)));
      groups[std::move(key)].push_back(row);
    }
    for (const auto& [key, group] : groups) {
      Environment at = at_row(*state_.table, group.empty() ? nullptr : group.front());
      at.group = &group;
      if (!state_.having || evaluator_.holds(*state_.having, at) == true) add(at, {});
    }
  }
  void add(const Environment& at, const PlainRow& row) {
    Candidate candidate;
    for (const OrderTerm& term : state_.order)
      candidate.sort_keys.push_back(evaluator_.value(term.expression, at));
    if (!row.empty()) candidate.sort_keys.push_back(row[state_.table->key]);
    for (const Expression& item : state_.items)
      candidate.result.push_back(evaluator_.value(item, at));
    if (state_.items.empty()) candidate.result.push_back(row[state_.table->key]);
    candidates_.push_back(std::move(candidate));
  }
  void sort() {
    const auto before = [&](const Candidate& a, const Candidate& b) {
      for (std::size_t i = 0; i < a.sort_keys.size(); ++i) {
        const bool descending =
            i < state_.order.size() ? state_.order[i].descending : state_.reversed;
        const int order = order_of(a.sort_keys[i], b.sort_keys[i]);
        if (order != 0) return descending ? order > 0 : order < 0;
      }
      return false;
    };
    std::stable_sort(candidates_.begin(), candidates_.end(), before);
  }
  std::vector<PlainRow> part(std::vector<PlainRow> rows) const {
    const auto size = static_cast<std::int64_t>(rows.size());
    const std::int64_t first = std::min(state_.offset.value_or(0), size);
    const std::int64_t count = std::min(state_.limit.value_or(size), size - first);
    return {rows.begin() + first, rows.begin() + first + count};
  }

  const QueryState& state_;
  const PlainDatabase& database_;
  Evaluator evaluator_;
  std::vector<Candidate> candidates_;
};

}  // namespace

std::vector<PlainRow> evaluate(const QueryState& state, const PlainDatabase& database,
                               thriftorm::Dialect dialect) {
  return QueryEvaluator(state, database, dialect).run();
}

}  // namespace queries
