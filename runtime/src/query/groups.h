// Queries whose rows are put together. Internal to the runtime.
#pragma once

#include <vector>

#include "thriftorm/query_state.h"

namespace thriftorm::detail {

// Whether rows of the table are put together: then they have no keys of their own.
bool is_grouped(const QueryState& state);

// UsageError unless the parts of the query fit together: what is selected, ordered by or asked of groups
// must have one value in each.
void check_groups(const QueryState& state);

// The columns that `having` names beside what the rows are grouped by. They have one value in each group,
// and must be added to that list, since MySQL knows no others there.
std::vector<Expression> columns_beside_group(const QueryState& state);

}  // namespace thriftorm::detail
