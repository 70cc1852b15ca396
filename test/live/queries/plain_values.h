// What SQL makes of values: comparisons with three outcomes, arithmetic, aggregates.
#pragma once

#include <optional>
#include <vector>

#include "test/live/queries/plain_tables.h"
#include "thriftorm/expression.h"

namespace queries {

// True, false, or neither.
using Truth = std::optional<bool>;

inline Truth negation(Truth truth) { return truth ? Truth(!*truth) : Truth(); }

Value to_value(const thriftorm::detail::BoundValue& bound);
// Below, at or above 0; NULL stands before everything else.
int order_of(const Value& left, const Value& right);
Truth compare(thriftorm::detail::Comparison comparison, const Value& left, const Value& right);
// kAdd, kSubtract or kMultiply.
Value calculate(thriftorm::detail::Expression::Kind kind, const Value& left, const Value& right);
// Over values without NULLs.
Value aggregate(thriftorm::detail::Function function, const std::vector<Value>& values);

}  // namespace queries
