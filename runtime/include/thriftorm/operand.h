// What stands for a value in a query's statements, and what can be asked of it. Included by
// query_columns.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "thriftorm/expression.h"

namespace thriftorm {

namespace detail {

// What the classes below have in common: it stands for a value in a statement.
struct OperandTag {};
template <class T>
inline constexpr bool kIsOperand = std::is_base_of_v<OperandTag, T>;

// Whether it is a number in the database as well, which a time is not.
template <class Operand>
inline constexpr bool kCounts = kIsNumber<typename Operand::ValueType> &&
                                (std::is_same_v<typename Operand::Codec, as::Integer> ||
                                 std::is_same_v<typename Operand::Codec, as::Double>);
// Whether the database can compare the two: both are numbers, or they are stored in the same way.
template <class A, class B>
inline constexpr bool kCompares = (kCounts<A> && kCounts<B>) ||
                                  (std::is_same_v<typename A::ValueType, typename B::ValueType> &&
                                   std::is_same_v<typename A::Codec, typename B::Codec>);

}  // namespace detail

// Something that a statement computes: a column, an aggregate, a sum of two columns. Model: the root
// of the queries that it fits. T: what it holds when it is not NULL; Result: what is read from a row.
template <class Derived, class Model, class T, class Codec_>
class Operand : public detail::OperandTag {
 public:
  // For the runtime.
  using RootModel = Model;
  using ValueType = T;
  using Codec = Codec_;

  // Compared with a value of the same type, or with another column or aggregate. A comparison with
  // NULL does not hold; `== std::nullopt` and an empty optional ask for NULL.
  template <class V>
  auto operator==(const V& value) const {
    return compare(detail::Comparison::kEqual, value);
  }
  // The opposite of ==: it does not hold of NULL either.
  template <class V>
  auto operator!=(const V& value) const {
    return compare(detail::Comparison::kNotEqual, value);
  }
  // As the database orders: numbers by size, texts byte by byte, times by time.
  template <class V>
  auto operator<(const V& value) const {
    return compare_order(detail::Comparison::kLess, value);
  }
  // Not greater.
  template <class V>
  auto operator<=(const V& value) const {
    return compare_order(detail::Comparison::kLessEqual, value);
  }
  // Greater.
  template <class V>
  auto operator>(const V& value) const {
    return compare_order(detail::Comparison::kGreater, value);
  }
  // Not less.
  template <class V>
  auto operator>=(const V& value) const {
    return compare_order(detail::Comparison::kGreaterEqual, value);
  }

  // One of these; of none at all it never holds. At most 30,000 values in one statement.
  template <class Values>
  Condition<Model> in(const Values& values) const {
    detail::Expression expression = list(values);
    expression.kind = detail::Expression::Kind::kIn;
    return Condition<Model>(std::move(expression));
  }
  Condition<Model> in(std::initializer_list<T> values) const { return in(std::vector<T>(values)); }
  // None of these; of NULL it does not hold.
  template <class Values>
  Condition<Model> not_in(const Values& values) const {
    return !in(values);
  }
  Condition<Model> not_in(std::initializer_list<T> values) const { return !in(values); }

  // From the first to the last, both of them included.
  template <class V, class W>
  Condition<Model> between(const V& first, const W& last) const {
    check_order<V>();
    check_order<W>();
    detail::Expression expression{.kind = detail::Expression::Kind::kBetween};
    expression.values = {detail::bind_value<T, Codec>(first), detail::bind_value<T, Codec>(last)};
    expression.add(self().expression());
    return Condition<Model>(std::move(expression));
  }

  // Whether it is NULL.
  Condition<Model> is_null() const {
    return Condition<Model>(detail::make_is_null(self().expression()));
  }
  // Whether it has a value.
  Condition<Model> is_not_null() const { return !is_null(); }

  // Whether a text holds another one, exactly; the functions with an `i` do not tell case and accents
  // of letters apart: "zoe" is in "ZOÉ". Of letters that Unicode does not take apart (ø, ł), of kana
  // and of wide forms, the servers take more for the same than SQLite does. Only `like` knows
  // wildcards: % for any text, _ for one character, \ before what is meant literally. On SQLite,
  // `like` reads texts up to a NUL.
  Condition<Model> contains(std::string_view text) const {
    return matches(detail::Match::kContains, text);
  }
  // Whether a text begins with another one, exactly.
  Condition<Model> starts_with(std::string_view text) const {
    return matches(detail::Match::kStartsWith, text);
  }
  // Whether a text ends with another one, exactly.
  Condition<Model> ends_with(std::string_view text) const {
    return matches(detail::Match::kEndsWith, text);
  }
  // Whether a text has the form of a pattern; see contains().
  Condition<Model> like(std::string_view pattern) const {
    return matches(detail::Match::kLike, pattern);
  }
  // As contains(), whatever the case and accents.
  Condition<Model> icontains(std::string_view text) const {
    return matches(detail::Match::kContains, text, true);
  }
  // As starts_with(), whatever the case and accents.
  Condition<Model> istarts_with(std::string_view text) const {
    return matches(detail::Match::kStartsWith, text, true);
  }
  // As ends_with(), whatever the case and accents.
  Condition<Model> iends_with(std::string_view text) const {
    return matches(detail::Match::kEndsWith, text, true);
  }

  // The least first, NULL before all.
  Order<Model> asc() const { return order(false); }
  // The greatest first, NULL behind all.
  Order<Model> desc() const { return order(true); }
  // As asc().
  operator Order<Model>() const { return order(false); }

 private:
  friend Derived;
  Operand() = default;

  const Derived& self() const { return static_cast<const Derived&>(*this); }
  Order<Model> order(bool descending) const {
    static_assert(!Derived::is_many,
                  "it has many values for each record: order by one of them, as in min(…)");
    static_assert(detail::kHasOrder<T>, "this column's values have no order");
    return {self().expression(), descending, {}};
  }

  template <class V>
  auto compare(detail::Comparison comparison, const V& value) const {
    if constexpr (detail::kIsOperand<V>) {
      static_assert(detail::kCompares<Derived, V>, "these two hold values of different types");
      return Condition<detail::CommonRootOf<Model, typename V::RootModel>>(
          detail::make_compare(comparison, self().expression(), value.expression()));
    } else {
      static_assert(detail::is_comparable<T, V>(),
                    "this column holds values of another type than what it is compared with");
      return Condition<Model>(
          detail::make_compare(comparison, self().expression(),
                               detail::make_value(detail::bind_value<T, Codec>(value))));
    }
  }
  template <class V>
  static constexpr void check_order() {
    static_assert(!std::is_enum_v<T> && !std::is_same_v<T, bool>,
                  "this column's values have no order: compare them with ==, != or in()");
    if constexpr (!detail::kIsOperand<V>)
      static_assert(detail::is_comparable<T, V>(),
                    "this column holds values of another type than what it is compared with");
  }
  template <class V>
  auto compare_order(detail::Comparison comparison, const V& value) const {
    check_order<V>();
    return compare(comparison, value);
  }
  template <class Values>
  detail::Expression list(const Values& values) const {
    detail::Expression expression;
    for (const auto& value : values) {
      static_assert(detail::is_comparable<T, std::remove_cvref_t<decltype(value)>>(),
                    "this column holds values of another type than those in the list");
      expression.values.push_back(detail::bind_value<T, Codec>(value));
    }
    expression.add(self().expression());
    return expression;
  }
  Condition<Model> matches(detail::Match match, std::string_view text, bool folds = false) const {
    static_assert(std::is_same_v<T, std::string> && !std::is_same_v<Codec, as::Bytes>,
                  "only texts are searched in");
    detail::Expression expression{.kind = detail::Expression::Kind::kMatch};
    expression.match = match;
    expression.folds = folds;
    expression.values.emplace_back(Parameter(text));
    expression.add(self().expression());
    return Condition<Model>(std::move(expression));
  }
};

// What +, - and * make of columns and numbers. Many: the way to the many rows of each record whose
// columns are among them; void: there are none.
template <class Model, class T, class Codec, class Many_, bool kOwn>
class Computed : public Operand<Computed<Model, T, Codec, Many_, kOwn>, Model, T, Codec> {
 public:
  // Empty: one of the columns is NULL. What whole numbers make may be too large for either column.
  using Result = std::optional<std::conditional_t<detail::kIsWhole<T>, std::int64_t, T>>;
  // For the runtime.
  static constexpr bool is_own = kOwn;  // of columns of the query's own table alone
  using Many = Many_;
  static constexpr bool is_many = !std::is_void_v<Many>;
  explicit Computed(detail::Expression expression) : expression_(std::move(expression)) {}
  const detail::Expression& expression() const { return expression_; }

 private:
  detail::Expression expression_;
};

namespace detail {

// What a number becomes beside another one: a double beside a double, else the wider of the two.
template <class A, class B>
using WiderOf = std::conditional_t<kIsWhole<A> == kIsWhole<B>,
                                   std::conditional_t<(sizeof(A) < sizeof(B)), B, A>,
                                   std::conditional_t<kIsWhole<A>, B, A>>;

// The way to the many rows that a value is of; void: it is of one.
template <class Value>
struct ManyOf {
  using Type = void;
};
template <class Value>
requires requires { typename Value::Many; }
struct ManyOf<Value> {
  using Type = typename Value::Many;
};

template <class Left, class Right>
auto compute(Expression::Kind kind, const Left& left, const Right& right) {
  using T = typename Left::ValueType;
  using Many = typename ManyOf<Left>::Type;
  static_assert(kCounts<Left>, "only numbers are computed with");
  Expression expression{.kind = kind};
  expression.add(left.expression());
  if constexpr (kIsOperand<Right>) {
    static_assert(kCounts<Right>, "only numbers are computed with");
    using Wider = WiderOf<T, typename Right::ValueType>;
    using Codec = std::conditional_t<kIsWhole<Wider>, as::Integer, as::Double>;
    using OtherMany = typename ManyOf<Right>::Type;
    static_assert(
        std::is_void_v<Many> || std::is_void_v<OtherMany> || std::is_same_v<Many, OtherMany>,
        "these two are of different rows, many of them each");
    expression.add(right.expression());
    return Computed < CommonRootOf<typename Left::RootModel, typename Right::RootModel>, Wider,
           Codec, std::conditional_t<std::is_void_v<Many>, OtherMany, Many>,
           Left::is_own && Right::is_own > (std::move(expression));
  } else {
    static_assert(is_comparable<T, Right>(), "the number is of another type than the column");
    expression.add(make_value(bind_value<T, typename Left::Codec>(right)));
    return Computed<typename Left::RootModel, T, typename Left::Codec, Many, Left::is_own>(
        std::move(expression));
  }
}

}  // namespace detail

// The sum of a column and a number or another column, as the database computes it. Columns of different
// widths give the wider type, a double if one of them is a double; a number has to fit the column's.
template <class Left, class Right>
requires detail::kIsOperand<Left>
auto operator+(const Left& left, const Right& right) {
  return detail::compute(detail::Expression::Kind::kAdd, left, right);
}
// The difference, likewise.
template <class Left, class Right>
requires detail::kIsOperand<Left>
auto operator-(const Left& left, const Right& right) {
  return detail::compute(detail::Expression::Kind::kSubtract, left, right);
}
// The product, likewise.
template <class Left, class Right>
requires detail::kIsOperand<Left>
auto operator*(const Left& left, const Right& right) {
  return detail::compute(detail::Expression::Kind::kMultiply, left, right);
}

}  // namespace thriftorm
