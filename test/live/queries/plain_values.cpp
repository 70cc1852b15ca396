#include "test/live/queries/plain_values.h"

#include <algorithm>
#include <string>

namespace queries {

using thriftorm::Parameter;
using namespace thriftorm::detail;
using Kind = Expression::Kind;

namespace {

double to_double(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  return std::get<double>(value);
}

Value total(const std::vector<Value>& values) {
  Value sum = values.front();
  for (std::size_t i = 1; i < values.size(); ++i) sum = calculate(Kind::kAdd, sum, values[i]);
  return sum;
}

}  // namespace

Value to_value(const BoundValue& bound) {
  const Parameter parameter = bound.parameter();
  switch (parameter.kind()) {
    case Parameter::Kind::kNull:
      return {};
    case Parameter::Kind::kInteger:
      return parameter.integer();
    case Parameter::Kind::kDouble:
      return parameter.number();
    case Parameter::Kind::kText:
    case Parameter::Kind::kBytes:
      return std::string(parameter.text());
  }
  return {};
}

int order_of(const Value& left, const Value& right) {
  if (is_null(left) || is_null(right)) return is_null(right) - is_null(left);
  if (left.index() == right.index()) return left < right ? -1 : left > right ? 1 : 0;
  const double a = to_double(left);
  const double b = to_double(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

Truth compare(Comparison comparison, const Value& left, const Value& right) {
  if (is_null(left) || is_null(right)) return {};
  const int order = order_of(left, right);
  switch (comparison) {
    case Comparison::kEqual:
      return order == 0;
    case Comparison::kNotEqual:
      return order != 0;
    case Comparison::kLess:
      return order < 0;
    case Comparison::kLessEqual:
      return order <= 0;
    case Comparison::kGreater:
      return order > 0;
    case Comparison::kGreaterEqual:
      return order >= 0;
  }
  return {};
}

Value calculate(Kind kind, const Value& left, const Value& right) {
  if (is_null(left) || is_null(right)) return {};
  const auto apply = [&](auto a, auto b) -> Value {
    return kind == Kind::kAdd ? a + b : kind == Kind::kSubtract ? a - b : a * b;
  };
  if (left.index() == 1 && right.index() == 1)
    return apply(std::get<std::int64_t>(left), std::get<std::int64_t>(right));
  return apply(to_double(left), to_double(right));
}

Value aggregate(Function function, const std::vector<Value>& values) {
  if (function == Function::kCount) return static_cast<std::int64_t>(values.size());
  if (values.empty()) return {};
  const auto less = [](const Value& a, const Value& b) { return order_of(a, b) < 0; };
  switch (function) {
    case Function::kSum:
      return total(values);
    case Function::kAverage:
      return to_double(total(values)) / static_cast<double>(values.size());
    case Function::kMinimum:
      return *std::min_element(values.begin(), values.end(), less);
    default:
      return *std::max_element(values.begin(), values.end(), less);
  }
}

}  // namespace queries
