#include "thriftorm/expression.h"

#include <fmt/format.h>

#include <algorithm>

#include "bounds.h"
#include "thriftorm/error.h"

namespace thriftorm::detail {
namespace {

Expression make(Expression::Kind kind, Expression operand) {
  Expression expression{.kind = kind};
  expression.add(std::move(operand));
  return expression;
}

void append(Expression& list, Expression part) {
  if (part.kind != list.kind) return list.add(std::move(part));
  for (Expression& operand : part.operands) list.add(std::move(operand));
}

// What is joined in the same way is one list, however it was put together: of a && (b && c) one of three.
Expression join(Expression::Kind kind, Expression left, Expression right) {
  if (left.kind != kind) left = make(kind, std::move(left));
  append(left, std::move(right));
  return left;
}

}  // namespace

void Expression::add(Expression operand) {
  depth = std::max(depth, operand.depth + 1);
  if (depth > kMaxNesting) {
    throw UsageError(
        fmt::format("a condition or value of a query is more than {} levels deep", kMaxNesting));
  }
  operands.push_back(std::move(operand));
}

BoundValue::BoundValue(const Parameter& parameter) : kind_(parameter.kind()) {
  switch (kind_) {
    case Parameter::Kind::kNull:
      break;
    case Parameter::Kind::kInteger:
      integer_ = parameter.integer();
      break;
    case Parameter::Kind::kDouble:
      number_ = parameter.number();
      break;
    case Parameter::Kind::kText:
    case Parameter::Kind::kBytes:
      text_ = parameter.text();
      break;
  }
}

Parameter BoundValue::parameter() const {
  switch (kind_) {
    case Parameter::Kind::kNull:
      break;
    case Parameter::Kind::kInteger:
      return Parameter(integer_);
    case Parameter::Kind::kDouble:
      return Parameter(number_);
    case Parameter::Kind::kText:
      return Parameter(text_);
    case Parameter::Kind::kBytes:
      return Parameter::bytes(text_);
  }
  return Parameter();
}

Expression make_value(BoundValue value) {
  Expression expression{.kind = Expression::Kind::kValue};
  expression.values.push_back(std::move(value));
  return expression;
}

// "= NULL" would never hold: who compares with nothing asks whether there is something.
Expression make_compare(Comparison comparison, Expression left, Expression right) {
  const bool null = right.kind == Expression::Kind::kValue && right.values.front().is_null();
  if (null && comparison == Comparison::kEqual) return make_is_null(std::move(left));
  if (null && comparison == Comparison::kNotEqual) return make_not(make_is_null(std::move(left)));
  Expression expression = make(Expression::Kind::kCompare, std::move(left));
  expression.comparison = comparison;
  expression.add(std::move(right));
  return expression;
}

Expression make_and(Expression left, Expression right) {
  return join(Expression::Kind::kAnd, std::move(left), std::move(right));
}

Expression make_or(Expression left, Expression right) {
  return join(Expression::Kind::kOr, std::move(left), std::move(right));
}

Expression make_not(Expression operand) { return make(Expression::Kind::kNot, std::move(operand)); }

Expression make_is_null(Expression operand) {
  return make(Expression::Kind::kIsNull, std::move(operand));
}

}  // namespace thriftorm::detail
