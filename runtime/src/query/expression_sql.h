// Expressions as SQL. Internal to the runtime.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "query/scope.h"
#include "thriftorm/columns.h"
#include "thriftorm/driver.h"
#include "thriftorm/expression.h"

namespace thriftorm::detail {

// Writes expressions one after the other, as they stand in the statement: their values are bound in
// that order. Borrows from the expressions.
class ExpressionWriter {
 public:
  ExpressionWriter(Dialect dialect, ParameterList& parameters)
      : dialect_(dialect), parameters_(parameters) {}

  std::string write(const Expression& expression, Scope& scope);
  // A condition on groups: of each part that is no aggregate the least value, since all rows of a group
  // have the same there. Servers find no column in HAVING but inside an aggregate, or where it is
  // selected or grouped by under a name that no other column there has.
  std::string write_having(const Expression& condition, Scope& scope);
  // An aggregate over values that are written already.
  static std::string write_function(const Expression& expression, const std::string& operand);

 private:
  std::string write_operand(const Expression& expression, Scope& scope);
  std::string write_value(const BoundValue& value);
  std::string write_column(const Expression& expression, Scope& scope);
  std::string write_aggregate(const Expression& expression, Scope& scope);
  std::string write_related(const Expression& expression, Scope& scope);
  std::string write_compare(const Expression& expression, Scope& scope);
  std::string write_between(const Expression& expression, Scope& scope);
  std::string write_in(const Expression& expression, Scope& scope);
  std::string write_match(const Expression& expression, Scope& scope);
  std::string write_sqlite_match(const Expression& expression, const std::string& column);
  std::string write_list(std::span<const Expression> operands, std::string_view separator,
                         Scope& scope);
  std::string write_any(const Expression& expression, Scope& scope);
  std::string write_same(const Expression& expression, Scope& scope);
  // "EXISTS (SELECT 1 FROM … WHERE …)" over the rows of a step; `write(alias)` gives the tables that are
  // joined to them and the condition on them.
  template <class Write>
  std::string write_exists(const PathNode& step, Scope& scope, Write&& write);
  // The same where paths go on from there.
  template <class Write>
  std::string write_exists_beyond(const PathNode& step, Scope& scope, Write&& write);

  Dialect dialect_;
  ParameterList& parameters_;
  bool of_groups_ = false;  // what is written stands for groups, not for rows
};

}  // namespace thriftorm::detail
