// Counts, sums and the like: over all rows of a query, over those of a group, or over the rows that a
// relation gives each record. Included by query_columns.h.
#pragma once

#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

#include "thriftorm/columns.h"
#include "thriftorm/expression.h"
#include "thriftorm/operand.h"

namespace thriftorm {

// A number or value over many rows.
template <class Model, class T, class Codec, bool kAlways>
class Aggregate : public Operand<Aggregate<Model, T, Codec, kAlways>, Model, T, Codec> {
 public:
  // Over no rows there is a count, and nothing else.
  using Result = std::conditional_t<kAlways, T, std::optional<T>>;
  // For the runtime.
  static constexpr bool is_many = false;
  static constexpr bool is_own = false;

  // For the runtime.
  explicit Aggregate(detail::Expression expression) : expression_(std::move(expression)) {}
  const detail::Expression& expression() const { return expression_; }

 private:
  detail::Expression expression_;
};

// A number of rows.
template <class Model>
using Count = Aggregate<Model, std::int64_t, as::Integer, true>;

namespace detail {

// What an aggregate is an expression over: the record whose rows a relation gives, or all rows.
template <class Column>
using AggregateRoot = std::conditional_t<Column::is_many, typename Column::RootModel,
                                         RowsOf<typename Column::RootModel>>;

// One of the values that a column, or what is computed of columns, has.
template <class C>
using OneOf = Aggregate<AggregateRoot<C>, typename WithoutOptional<typename C::Result>::Type,
                        typename C::Codec, false>;

template <class Result, class Column>
Result aggregate(Function function, const Column& column, bool distinct = false) {
  static_assert(!kIsOverAnyRows<typename Column::RootModel>,
                "an aggregate has no aggregate of its own");
  Expression expression{.kind = Expression::Kind::kAggregate};
  expression.function = function;
  expression.distinct = distinct;
  expression.add(column.expression());
  if constexpr (Column::is_many) {
    expression.kind = Expression::Kind::kRelated;
    expression.path = Column::Many::path;
  }
  return Result(std::move(expression));
}

}  // namespace detail

// How many rows there are.
inline Count<detail::AnyRoot> count() {
  return Count<detail::AnyRoot>({.kind = detail::Expression::Kind::kAggregate});
}
// How many values that are not NULL.
template <class C>
requires detail::kIsOperand<C> Count<detail::AggregateRoot<C>> count(const C& column) {
  return detail::aggregate<Count<detail::AggregateRoot<C>>>(detail::Function::kCount, column);
}
// How many different ones.
template <class C>
requires detail::kIsOperand<C> Count<detail::AggregateRoot<C>> count_distinct(const C& column) {
  return detail::aggregate<Count<detail::AggregateRoot<C>>>(detail::Function::kCount, column, true);
}
// Of the values that are not NULL; empty: there are none.
template <class C>
requires detail::kIsOperand<C>
auto sum(const C& column) {
  static_assert(detail::kCounts<C>, "only numbers add up");
  using Total = std::conditional_t<detail::kIsWhole<typename C::ValueType>, std::int64_t, double>;
  using TotalCodec =
      std::conditional_t<detail::kIsWhole<typename C::ValueType>, as::Integer, as::Double>;
  return detail::aggregate<Aggregate<detail::AggregateRoot<C>, Total, TotalCodec, false>>(
      detail::Function::kSum, column);
}
// The mean, likewise; a double.
template <class C>
requires detail::kIsOperand<C>
auto avg(const C& column) {
  static_assert(detail::kCounts<C>, "only numbers have a mean");
  return detail::aggregate<Aggregate<detail::AggregateRoot<C>, double, as::Double, false>>(
      detail::Function::kAverage, column);
}
// The least, likewise.
template <class C>
requires detail::kIsOperand<C>
auto min(const C& column) {
  static_assert(detail::kHasOrder<typename C::ValueType>, "its values have no order");
  return detail::aggregate<detail::OneOf<C>>(detail::Function::kMinimum, column);
}
// The greatest, likewise.
template <class C>
requires detail::kIsOperand<C>
auto max(const C& column) {
  static_assert(detail::kHasOrder<typename C::ValueType>, "its values have no order");
  return detail::aggregate<detail::OneOf<C>>(detail::Function::kMaximum, column);
}

}  // namespace thriftorm
