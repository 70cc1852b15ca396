// Queries whose rows are put together. Internal to the runtime.
#pragma once

#include <vector>

#include "thriftorm/query_state.h"

namespace thriftorm::detail {

// Whether an aggregate over rows or groups is in it.
bool aggregates(const Expression& expression);

// Whether rows of the table are put together: then they have no keys of their own.
bool is_grouped(const QueryState& state);

// Whether all rows are put together: the one row that they make has no order.
bool is_one_group(const QueryState& state);

// UsageError unless the parts of the query fit together: what is selected, ordered by or asked of groups
// must have one value in each.
void check_groups(const QueryState& state);

}  // namespace thriftorm::detail
