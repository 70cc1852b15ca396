// What a query gives, computed over plain rows: no SQL, no joins, SQL's three-valued logic.
#pragma once

#include <vector>

#include "test/live/queries/plain_tables.h"
#include "thriftorm/query_state.h"

namespace queries {

// Of a query for records the keys, of one for rows its items. In the query's order; where that leaves
// rows of values undecided, in an order of their own. What the dialect decides is how `like` reads
// NULs: on SQLite, text and pattern end there.
std::vector<PlainRow> evaluate(const thriftorm::detail::QueryState& state,
                               const PlainDatabase& database, thriftorm::Dialect dialect);

}  // namespace queries
