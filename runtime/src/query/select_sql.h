// Queries as SQL. Internal to the runtime.
#pragma once

#include <string>
#include <vector>

#include "thriftorm/columns.h"
#include "thriftorm/query_state.h"

namespace thriftorm::detail {

// A statement and what is bound to it, which borrows from the query.
struct QueryStatement {
  std::string sql;
  ParameterList parameters{8};
};

QueryStatement select_statement(const QueryState& state, Dialect dialect);
// Of the keys alone, in the query's order.
QueryStatement key_statement(const QueryState& state, Dialect dialect, bool locks);
QueryStatement count_statement(const QueryState& state, Dialect dialect);
QueryStatement exists_statement(const QueryState& state, Dialect dialect);

// " WHERE …" of a statement that names the table by its own name and nothing else; where the query is
// more than a condition on the row, the rows are chosen by a subquery.
void append_row_condition(const QueryState& state, Dialect dialect, QueryStatement& statement);

}  // namespace thriftorm::detail
