// Columns and relations as queries name them. Emitted code declares one of these for each.
//
//   book::published_date > "2023-01-01" && book::author().email.contains("example.com")
//
// A condition over a relation to many rows holds if it holds for one of them; each comparison asks
// anew. `any` asks for one row of which all of it holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "thriftorm/aggregates.h"
#include "thriftorm/expression.h"
#include "thriftorm/model.h"
#include "thriftorm/operand.h"
#include "thriftorm/relations.h"

namespace thriftorm {

// A column of the table that Via leads to.
template <class Via_, class T, class Codec, bool kNullable = false, bool kSettable = true>
class TableColumn : public Operand<TableColumn<Via_, T, Codec, kNullable, kSettable>,
                                   typename Via_::RootModel, T, Codec> {
 public:
  // For the runtime.
  using Via = Via_;
  using Many = std::conditional_t<Via::is_many, Via, void>;
  using Result = std::conditional_t<kNullable || !Via::is_root, std::optional<T>, T>;
  static constexpr bool is_many = Via::is_many;
  static constexpr bool is_own = Via::is_root;  // of the query's own table

  // For emitted code.
  explicit constexpr TableColumn(std::size_t position) : position_(position) {}
  constexpr TableColumn(const TableColumn&) = default;

  // For the runtime.
  std::size_t position() const { return position_; }
  detail::Expression expression() const {
    detail::Expression expression{.kind = detail::Expression::Kind::kColumn};
    expression.path = Via::path;
    expression.column = position_;
    return expression;
  }

  // What an UPDATE sets it to: a value, or something computed from columns of the same row.
  template <class V>
  Assignment<typename Via::RootModel> operator=(const V& value) const {
    static_assert(Via::is_root, "an UPDATE sets columns of its own table alone");
    static_assert(kSettable, "this column is not for an UPDATE to set");
    if constexpr (detail::kIsOperand<V>) {
      static_assert(
          std::is_same_v<typename V::ValueType, T> && std::is_same_v<typename V::Codec, Codec>,
          "these two hold different types");
      static_assert(std::is_same_v<typename V::RootModel, typename Via::RootModel>,
                    "this column belongs to another table's queries");
      static_assert(V::is_own, "an UPDATE computes with columns of its own table alone");
      return {position_, value.expression()};
    } else {
      static_assert(detail::is_assignable<T, V>(),
                    "this column holds values of another type than what it is set to");
      constexpr bool may_be_null = std::is_same_v<V, std::nullopt_t> || requires {
        value.has_value();
      };
      static_assert(kNullable || !may_be_null, "this column cannot be NULL");
      return {position_, detail::make_value(detail::bind_value<T, Codec>(value))};
    }
  }

 private:
  std::size_t position_;
};

// Rows that a relation gives each record, where a condition holds and in an order: what is loaded
// beforehand, or counted.
template <class Model, class Target_>
class RelatedRows {
 public:
  // For the runtime.
  using RootModel = Model;
  using Target = Target_;
  explicit RelatedRows(const PathNode* path) : path_(path) {}

  // Only rows of which this holds as well.
  RelatedRows& where(Condition<Target> condition) {
    condition_ = condition_
                     ? detail::make_and(*std::move(condition_), std::move(condition).expression())
                     : std::move(condition).expression();
    return *this;
  }
  // Ordered by this, and within by what was asked for before.
  template <class... Terms>
  RelatedRows& order_by(const Terms&... terms) {
    (order_.push_back(static_cast<Order<Target>>(terms)), ...);
    return *this;
  }

  // For the runtime.
  const PathNode* path() const { return path_; }
  const std::optional<detail::Expression>& condition() const { return condition_; }
  const std::vector<Order<Target>>& order() const { return order_; }

 private:
  const PathNode* path_;
  std::optional<detail::Expression> condition_;
  std::vector<Order<Target>> order_;
};

// The table that Via leads to, with what can be asked of its rows. Emitted classes derive from it and
// add the table's columns and relations; where a column has the name of a function here, the function
// is called with `Reached::` in front.
template <class Via_, class Target_>
struct Reached {
  // For the runtime.
  using Via = Via_;
  using Target = Target_;
  using RootModel = typename Via::RootModel;

  // It is this record, or it is among them. UnsavedRecord if the record has no key.
  Condition<RootModel> operator==(const Target& record) const {
    static_assert(!Via::is_root, "compare the key column");
    detail::Expression expression{.kind = detail::Expression::Kind::kSame};
    expression.path = Via::path;
    const KeyValue key = detail::to_key_value(detail::required_key(record, "compare with"));
    expression.values.emplace_back(
        std::visit([](const auto& value) { return Parameter(value); }, key));
    return Condition<RootModel>(std::move(expression));
  }
  // It is another record, or it is not among them.
  Condition<RootModel> operator!=(const Target& record) const { return !(*this == record); }

  // Whether there is a row.
  Condition<RootModel> exists() const { return Condition<RootModel>(rows()); }
  // Whether there is a row of which this holds.
  Condition<RootModel> any(Condition<Target> condition) const {
    detail::Expression expression = rows();
    expression.add(std::move(condition).expression());
    return Condition<RootModel>(std::move(expression));
  }
  // Whether there is none of which this holds.
  Condition<RootModel> none(Condition<Target> condition) const {
    return !any(std::move(condition));
  }
  // Whether there is no row.
  Condition<RootModel> is_null() const { return !exists(); }
  // As exists().
  Condition<RootModel> is_not_null() const { return exists(); }

  // Of the rows that are loaded beforehand or counted, those of which this holds.
  RelatedRows<RootModel, Target> where(Condition<Target> condition) const {
    return RelatedRows<RootModel, Target>(Via::path).where(std::move(condition));
  }
  // All of them, in this order.
  template <class... Terms>
  RelatedRows<RootModel, Target> order_by(const Terms&... terms) const {
    return RelatedRows<RootModel, Target>(Via::path).order_by(terms...);
  }
  // All of them.
  operator RelatedRows<RootModel, Target>() const {
    return RelatedRows<RootModel, Target>(Via::path);
  }

 private:
  static detail::Expression rows() {
    static_assert(!Via::is_root, "a query's own rows are there");
    detail::Expression expression{.kind = detail::Expression::Kind::kAny};
    expression.path = Via::path;
    return expression;
  }
};

// How many rows a relation gives each record.
template <class Model, class Target>
Count<Model> count(const RelatedRows<Model, Target>& rows) {
  detail::Expression expression{.kind = detail::Expression::Kind::kRelated};
  expression.counts_rows = true;
  expression.path = rows.path();
  if (rows.condition()) expression.add(*rows.condition());
  return Count<Model>(std::move(expression));
}
// The same of a relation without conditions.
template <class R>
requires requires {
  typename R::Via;
  typename R::Target;
}
Count<typename R::RootModel> count(const R& related) {
  return count(static_cast<RelatedRows<typename R::RootModel, typename R::Target>>(related));
}

}  // namespace thriftorm
