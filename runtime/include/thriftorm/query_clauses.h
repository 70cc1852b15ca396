// What queries for records and queries for values are refined by alike. Included by query.h.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include "thriftorm/expression.h"
#include "thriftorm/query_state.h"
#include "thriftorm/session.h"

namespace thriftorm {

// The base of the class `Refined`. Its functions change the query and return it.
template <class Refined, class Model>
class QueryClauses {
 public:
  // Only rows of which this holds as well.
  Refined& where(Condition<Model> condition) {
    state_.add_condition(std::move(condition).expression());
    return refined();
  }

  // At most so many. A negative number is a UsageError.
  Refined& limit(std::int64_t count) {
    state_.set_limit(count);
    return refined();
  }
  // Not the first so many, likewise.
  Refined& offset(std::int64_t count) {
    state_.set_offset(count);
    return refined();
  }

  // Puts rows together that are alike in these. What else is selected, ordered by or asked of groups is
  // an aggregate, or has one value in each: a column of a row whose key is among these, or of a parent
  // whose reference is, or what is asked of such a row's relations. UsageError where it is neither, when
  // the query is sent.
  template <class... Columns>
  Refined& group_by(const Columns&... columns) {
    (check_one<Columns>(), ...);
    (state_.group.push_back(columns.expression()), ...);
    return refined();
  }
  // Only groups of which this holds as well.
  template <class Rows>
  Refined& having(Condition<Rows> condition) {
    static_assert(std::is_same_v<Rows, Model> || detail::kIsOverRows<Rows, Model>,
                  "this column belongs to another table's queries");
    state_.add_having(std::move(condition).expression());
    return refined();
  }

  // The statement that all() sends, with a `?` for each value.
  std::string to_sql(Dialect dialect = Dialect::kMysql) const {
    return detail::select_sql(state_, dialect);
  }
  // For the runtime: what it asks for, as data.
  const detail::QueryState& state() const { return state_; }

 protected:
  explicit QueryClauses(detail::QueryState state) : state_(std::move(state)) {}

  template <class Item>
  static constexpr void check_root() {
    static_assert(std::is_same_v<typename Item::RootModel, Model> ||
                      detail::kIsOverRows<typename Item::RootModel, Model>,
                  "this column belongs to another table's queries");
  }
  // Of what stands in a select or group: one value for each record.
  template <class Item>
  static constexpr void check_one() {
    check_root<Item>();
    static_assert(!Item::is_many, "it has many values for each record");
  }

  detail::QueryState state_;

 private:
  Refined& refined() { return static_cast<Refined&>(*this); }
};

}  // namespace thriftorm
