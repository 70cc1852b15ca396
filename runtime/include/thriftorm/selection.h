// Queries for values instead of records. Included by query.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "thriftorm/columns.h"
#include "thriftorm/expression.h"
#include "thriftorm/operand.h"
#include "thriftorm/query_clauses.h"
#include "thriftorm/query_state.h"
#include "thriftorm/session.h"

namespace thriftorm {

// Rows of values: tuples in the order of the items. An item that can be NULL is an optional.
template <class Model, class... Items>
class Selection : public QueryClauses<Selection<Model, Items...>, Model> {
 public:
  // One row, in the order of the items.
  using Tuple = std::tuple<typename Items::Result...>;

  // For the runtime.
  Selection(detail::QueryState state, const Items&... items)
      : QueryClauses<Selection, Model>(std::move(state)) {
    static_assert(sizeof...(Items) > 0, "select what?");
    (Selection::template check_root<Items>(), ...);
    static_assert((!Items::is_many && ...),
                  "it has many values for each record: select an aggregate of them");
    (state_.items.push_back(items.expression()), ...);
  }

  // Ordered by this, and within by what was asked for before: by aggregates over groups as well.
  template <class... Terms>
  Selection& order_by(const Terms&... terms) {
    (add_order(terms), ...);
    return *this;
  }
  // Each different row once. They are ordered by what is selected or computed of that (UsageError).
  Selection& distinct() {
    state_.distinct = true;
    return *this;
  }

  // All rows, in the query's order.
  std::vector<Tuple> all(Session& session) const {
    std::vector<Tuple> rows;
    detail::SelectRun run(session, state_);
    while (const Row* row = run.next())
      rows.push_back(read(*row, std::index_sequence_for<Items...>()));
    return rows;
  }
  // The first in the query's order; empty: there is none.
  std::optional<Tuple> first(Session& session) const {
    Selection limited = *this;
    limited.state_.limit_to(1);
    std::vector<Tuple> rows = limited.all(session);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
  }
  // The only row. RecordNotFound: there is none; InvalidData: there are several.
  Tuple one(Session& session) const {
    Selection limited = *this;
    limited.state_.limit_to(2);
    std::vector<Tuple> rows = limited.all(session);
    detail::require_one(state_, rows.size());
    return std::move(rows.front());
  }

 private:
  using QueryClauses<Selection, Model>::state_;

  template <class Term>
  void add_order(const Term& term) {
    if constexpr (detail::kIsOperand<Term>) Selection::template check_root<Term>();
    if constexpr (requires { term.descending; }) {
      state_.order.push_back({term.expression, term.descending});
    } else {
      static_assert(!Term::is_many, "it has many values for each record");
      state_.order.push_back({term.expression(), false});
    }
  }
  template <std::size_t... I>
  static Tuple read(const Row& row, std::index_sequence<I...>) {
    Tuple tuple;
    (thriftorm::read<typename Items::Codec>(row, static_cast<int>(I), std::get<I>(tuple)), ...);
    return tuple;
  }
};

}  // namespace thriftorm
