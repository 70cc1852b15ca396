#include "test/live/queries/evaluation.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <variant>

#include "test/live/queries/evaluator.h"

namespace queries {
namespace {

using namespace thriftorm::detail;
using Kind = Expression::Kind;

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
