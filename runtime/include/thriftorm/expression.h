// What a query compares, orders by and computes: a tree of values that owns all that is bound. Users
// build it from columns; the runtime writes it as SQL.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "thriftorm/columns.h"
#include "thriftorm/parameter.h"
#include "thriftorm/path.h"

namespace thriftorm {

namespace detail {

// A parameter with its own text.
class BoundValue {
 public:
  BoundValue() = default;
  explicit BoundValue(const Parameter& parameter);

  bool is_null() const { return kind_ == Parameter::Kind::kNull; }
  const std::string& text() const { return text_; }
  // Borrows from this value.
  Parameter parameter() const;
  bool operator==(const BoundValue&) const = default;

 private:
  Parameter::Kind kind_ = Parameter::Kind::kNull;
  std::int64_t integer_ = 0;
  double number_ = 0;
  std::string text_;
};

enum class Comparison : std::uint8_t {
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual
};
enum class Match : std::uint8_t { kContains, kStartsWith, kEndsWith, kLike };
enum class Function : std::uint8_t { kCount, kSum, kAverage, kMinimum, kMaximum };

struct Expression {
  enum class Kind : std::uint8_t {
    kColumn,     // `column` of the table at `path`
    kValue,      // values[0]
    kAggregate,  // `function` over operands[0]; of no operand, over rows
    kRelated,    // the same over the rows at `path` of each record; of rows alone those are
                 // counted of which the condition operands[0], if given, holds
    kAdd,        // operands[0] + operands[1]
    kSubtract,   // operands[0] - operands[1]
    kMultiply,   // operands[0] * operands[1]
    kCompare,    // operands[0] `comparison` operands[1]
    kIn,         // operands[0] is one of `values`
    kBetween,    // operands[0] lies from values[0] to values[1]
    kIsNull,     // operands[0] is NULL
    kMatch,      // operands[0] matches values[0] in the way of `match`
    kAnd,        // all operands hold
    kOr,         // one of them does
    kNot,        // operands[0] does not
    kAny,        // of the rows at `path` there is one of which operands[0], if given, holds
    kSame,       // the row at `path`, or one of them, has the key values[0]
  };

  Kind kind = Kind::kValue;
  Comparison comparison = Comparison::kEqual;
  Match match = Match::kContains;
  Function function = Function::kCount;
  bool folds = false;        // kMatch: case and accents do not count
  bool distinct = false;     // kAggregate, kRelated
  bool counts_rows = false;  // kRelated
  const PathNode* path = nullptr;
  std::size_t column = 0;
  std::vector<BoundValue> values{};
  std::vector<Expression> operands{};
  int depth = 1;  // levels of expressions inside each other, this one included

  // One more operand. UsageError if they are too deep inside each other then.
  void add(Expression operand);
};

Expression make_value(BoundValue value);
Expression make_compare(Comparison comparison, Expression left, Expression right);
Expression make_and(Expression left, Expression right);
Expression make_or(Expression left, Expression right);
Expression make_not(Expression operand);
Expression make_is_null(Expression operand);

template <class T>
struct WithoutOptional {
  using Type = T;
};
template <class T>
struct WithoutOptional<std::optional<T>> {
  using Type = T;
};

template <class T>
inline constexpr bool kIsCharacter =
    std::is_same_v<T, char> || std::is_same_v<T, unsigned char> || std::is_same_v<T, wchar_t> ||
    std::is_same_v<T, char8_t> || std::is_same_v<T, char16_t> || std::is_same_v<T, char32_t>;
template <class T>
inline constexpr bool kIsNumber =
    std::is_arithmetic_v<T> && !std::is_same_v<T, bool> && !kIsCharacter<T>;
template <class T>
inline constexpr bool kIsWhole = kIsNumber<T>&& std::is_integral_v<T>;

// Whether a column that holds T can be compared with a V, without a value being lost.
template <class T, class V>
constexpr bool is_comparable() {
  using Plain = typename WithoutOptional<std::remove_cvref_t<V>>::Type;
  if constexpr (std::is_same_v<Plain, std::nullopt_t>) return true;
  else if constexpr (std::is_null_pointer_v<Plain>) return false;
  else if constexpr (std::is_same_v<T, bool> || std::is_enum_v<T>) return std::is_same_v<Plain, T>;
  else if constexpr (kIsWhole<T>)
    return kIsWhole<Plain> && (std::is_signed_v<Plain> || sizeof(Plain) < sizeof(std::int64_t));
  else if constexpr (kIsNumber<T>) return kIsNumber<Plain>;
  else if constexpr (std::is_same_v<T, std::string>)
    return std::is_convertible_v<Plain, std::string_view>;
  else return false;
}

// Whether a column that holds T can be set to a V: what has no order or equality in SQL, as JSON, to
// its own type.
template <class T, class V>
constexpr bool is_assignable() {
  return is_comparable<T, V>() ||
         std::is_same_v<typename WithoutOptional<std::remove_cvref_t<V>>::Type, T>;
}

// Whether values of T have an order that all engines keep alike.
template <class T>
inline constexpr bool kHasOrder = !std::is_enum_v<T> && is_comparable<T, T>();

// A value as a column of T binds it.
template <class T, class Codec, class V>
BoundValue bind_value(const V& value) {
  if constexpr (std::is_same_v<V, std::nullopt_t>) {
    return {};
  } else if constexpr (requires { value.has_value(); }) {
    return value.has_value() ? bind_value<T, Codec>(*value) : BoundValue();
  } else {
    ParameterList list(1);
    if constexpr (kIsWhole<T>) {
      // Wider than the column where the caller's is: the comparison is exact.
      Codec::bind(list, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_same_v<T, std::string>) {
      const std::string text{std::string_view(value)};
      Codec::bind(list, text);
      return BoundValue(list.back());
    } else {
      Codec::bind(list, static_cast<T>(value));
    }
    return BoundValue(list.back());
  }
}

// An expression over no record in particular: count().
struct AnyRoot {};

// An expression over all rows of a query of Model, or over those of a group: sum(book::id).
template <class Model>
struct RowsOf {};

template <class A, class B>
struct CommonRoot {
  static_assert(std::is_void_v<A>, "this column belongs to another table's queries");
  using Type = A;
};
template <class A>
struct CommonRoot<A, A> {
  using Type = A;
};
template <class A>
requires(!std::is_same_v<A, AnyRoot>) struct CommonRoot<A, AnyRoot> {
  using Type = RowsOf<A>;
};
template <class A>
requires(!std::is_same_v<A, AnyRoot>) struct CommonRoot<AnyRoot, A> {
  using Type = RowsOf<A>;
};
template <class A>
struct CommonRoot<RowsOf<A>, AnyRoot> {
  using Type = RowsOf<A>;
};
template <class A>
struct CommonRoot<AnyRoot, RowsOf<A>> {
  using Type = RowsOf<A>;
};
template <class A>
struct CommonRoot<A, RowsOf<A>> {
  using Type = RowsOf<A>;
};
template <class A>
struct CommonRoot<RowsOf<A>, A> {
  using Type = RowsOf<A>;
};
template <class A, class B>
using CommonRootOf = typename CommonRoot<A, B>::Type;

// Whether a root is all rows of a query of any model.
template <class Root>
inline constexpr bool kIsOverAnyRows = std::is_same_v<Root, AnyRoot>;
template <class Model>
inline constexpr bool kIsOverAnyRows<RowsOf<Model>> = true;

// Whether a root is all rows of a query of Model.
template <class Root, class Model>
inline constexpr bool kIsOverRows =
    std::is_same_v<Root, AnyRoot> || std::is_same_v<Root, RowsOf<Model>>;

}  // namespace detail

// What must hold of the records that a query of `Model` gives. As in SQL, a comparison with a column
// that is NULL is neither true nor false, and nor is its opposite.
template <class Model>
class Condition {
 public:
  // For the runtime.
  using RootModel = Model;
  explicit Condition(detail::Expression expression) : expression_(std::move(expression)) {}

  // What holds of all rows together is no condition on one: does not compile.
  template <class Rows>
  requires detail::kIsOverRows<Rows, Model> Condition(const Condition<Rows>&) {
    static_assert(std::is_same_v<Rows, Model>,
                  "an aggregate over the query's rows is no condition on one of them: say it in "
                  "having()");
  }

  // For the runtime.
  const detail::Expression& expression() const& { return expression_; }
  detail::Expression&& expression() && { return std::move(expression_); }

 private:
  detail::Expression expression_;
};

// Both hold. Conditions can be put together in a loop: those joined by the same operator stand side by
// side, however many they are, as far as one statement may bind their values (32,000). Inside each
// other, as in `(a || b) && c`, they may be 100 levels deep (UsageError), on SQLite some less (Error).
template <class A, class B>
Condition<detail::CommonRootOf<A, B>> operator&&(Condition<A> left, Condition<B> right) {
  return Condition<detail::CommonRootOf<A, B>>(
      detail::make_and(std::move(left).expression(), std::move(right).expression()));
}
// One of them holds, or both do; likewise.
template <class A, class B>
Condition<detail::CommonRootOf<A, B>> operator||(Condition<A> left, Condition<B> right) {
  return Condition<detail::CommonRootOf<A, B>>(
      detail::make_or(std::move(left).expression(), std::move(right).expression()));
}
// It does not hold.
template <class A>
Condition<A> operator!(Condition<A> condition) {
  return Condition<A>(detail::make_not(std::move(condition).expression()));
}

// What records are ordered by.
template <class Model>
struct Order {
  detail::Expression expression;  // for the runtime
  bool descending = false;        // the last one first
  std::string_view column{};      // its name, where it is one of the query's own table
};

// What an UPDATE sets a column to.
template <class Model>
struct Assignment {
  std::size_t column = 0;    // its position in the table
  detail::Expression value;  // for the runtime
};

}  // namespace thriftorm
