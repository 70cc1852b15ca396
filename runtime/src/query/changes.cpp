// Changing and deleting all rows of a query.
#include <fmt/format.h>

#include <algorithm>

#include "errors.h"
#include "key_statements.h"
#include "query/expression_sql.h"
#include "query/select_sql.h"
#include "thriftorm/columns.h"
#include "unit_of_work.h"
#include "violations.h"

namespace thriftorm::detail {
namespace {

void check_changeable(const QueryState& state) {
  if (!state.joined.empty() || !state.prefetched.empty() || !state.group.empty() || state.having ||
      state.lock != Lock::kNone) {
    throw UsageError(
        "an UPDATE or DELETE of a query's rows neither loads nor groups nor locks them");
  }
}

void check_assignments(const TableInfo& table, const std::vector<Assignment<void>>& assignments) {
  for (std::size_t i = 0; i < assignments.size(); ++i) {
    const Expression& value = assignments[i].value;
    if (value.kind == Expression::Kind::kValue)
      check_value(table, assignments[i].column, value.values.front().parameter());
    for (std::size_t j = 0; j < i; ++j) {
      if (assignments[j].column == assignments[i].column)
        throw UsageError(
            fmt::format("`{}` is set twice", table.columns[assignments[i].column].name));
    }
  }
}

bool sets(const std::vector<Assignment<void>>& assignments, std::size_t column) {
  return std::any_of(
      assignments.begin(), assignments.end(),
      [&](const Assignment<void>& assignment) { return assignment.column == column; });
}

bool reads(const Expression& expression, std::size_t column) {
  if (expression.kind == Expression::Kind::kColumn) return expression.column == column;
  return std::any_of(expression.operands.begin(), expression.operands.end(),
                     [&](const Expression& operand) { return reads(operand, column); });
}

// MySQL and MariaDB set one column after the other, and read what is set already: each column is set
// once nothing else is computed from it any more.
void order_by_reads(const TableInfo& table, std::vector<Assignment<void>>& assignments) {
  for (auto next = assignments.begin(); next != assignments.end(); ++next) {
    const auto is_read = [&](const Assignment<void>& set) {
      return std::any_of(next, assignments.end(), [&](const Assignment<void>& other) {
        return &other != &set && reads(other.value, set.column);
      });
    };
    const auto found = std::find_if_not(next, assignments.end(), is_read);
    if (found == assignments.end()) {
      throw UsageError(
          fmt::format("`{}` and others are each computed from another that is set at the same "
                      "time: set them one after the other",
                      table.columns[next->column].name));
    }
    std::rotate(next, found, found + 1);
  }
}

// What is written into each row, as far as it is the same for all.
WrittenRow written_row(const std::vector<Assignment<void>>& assignments) {
  WrittenRow row;
  for (const Assignment<void>& assignment : assignments) {
    if (assignment.value.kind != Expression::Kind::kValue) continue;
    row.columns.push_back(assignment.column);
    row.values.push_back(assignment.value.values.front().parameter());
  }
  return row;
}

QueryStatement update_statement(const QueryState& state, Dialect dialect,
                                const std::vector<Assignment<void>>& assignments) {
  const TableInfo& table = *state.table;
  QueryStatement statement;
  Aliases aliases{std::string(table.name)};
  Scope scope(table, kRootPath, std::string(table.name), aliases);
  ExpressionWriter writer(dialect, statement.parameters);
  std::string list;
  for (const Assignment<void>& assignment : assignments) {
    list +=
        fmt::format("{}`{}` = {}", list.empty() ? "" : ", ", table.columns[assignment.column].name,
                    writer.write(assignment.value, scope));
  }
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    const ColumnInfo& info = table.columns[column];
    if (info.stamp_digits < 0 || sets(assignments, column)) continue;
    list += fmt::format(", `{}` = ?", info.name);
    statement.parameters.add_owned(
        datetime_text(current_datetime(info.stamp_digits), info.stamp_digits));
  }
  statement.sql = fmt::format("UPDATE `{}` SET {}{}", table.name, list, version_step(table));
  if (!scope.joins().empty())
    throw UsageError("an UPDATE sets columns to what is computed from the same row alone");
  append_row_condition(state, dialect, statement);
  return statement;
}

}  // namespace

std::uint64_t update_rows(Session& session, const QueryState& state,
                          std::vector<Assignment<void>> assignments) {
  check_changeable(state);
  check_assignments(*state.table, assignments);
  order_by_reads(*state.table, assignments);
  const QueryStatement statement = update_statement(state, session.dialect(), assignments);
  try {
    return session.execute(statement.sql, std::span<const Parameter>(statement.parameters));
  } catch (const Error& error) {
    const WrittenRow row = written_row(assignments);
    rethrow_written(session, error, *state.table, std::span(&row, 1));
  }
}

std::uint64_t erase_rows(Session& session, const QueryState& state) {
  check_changeable(state);
  const TableInfo& table = *state.table;
  if (table.on_destroy.empty()) {
    QueryStatement statement;
    statement.sql = fmt::format("DELETE FROM `{}`", table.name);
    append_row_condition(state, session.dialect(), statement);
    return session.execute(statement.sql, std::span<const Parameter>(statement.parameters));
  }
  return session.transaction([&] {
    Keys keys;
    {
      const QueryStatement statement = key_statement(state, session.dialect(), true);
      Rows rows = session.query(statement.sql, std::span<const Parameter>(statement.parameters));
      while (const Row* row = rows.next()) keys.insert(read_key(*row, table.text_key));
    }
    if (!keys.empty()) destroy_rows(session, table, keys);
    return static_cast<std::uint64_t>(keys.size());
  });
}

}  // namespace thriftorm::detail
