#include "query/select_sql.h"

#include <fmt/format.h>

#include <algorithm>

#include "keys.h"
#include "query/expression_sql.h"
#include "query/groups.h"
#include "thriftorm/error.h"

namespace thriftorm::detail {
namespace {

// Writes the parts of one SELECT in the order in which they stand there.
class SelectWriter {
 public:
  SelectWriter(const QueryState& state, Dialect dialect)
      : state_(state),
        dialect_(dialect),
        aliases_{std::string(state.table->name)},
        scope_(*state.table, kRootPath, std::string(state.table->name), aliases_),
        writer_(dialect, statement_.parameters) {}

  // Every column of every table that records are read from.
  void select_records() {
    add_columns(kRootPath);
    for (const PathNode* path : state_.joined) add_columns(*path);
  }
  void select_items() {
    for (const Expression& item : state_.items) add_item(writer_.write(item, scope_));
  }
  void select(std::string_view what) { add_item(what); }
  // What the only item is an aggregate of.
  void select_operand() {
    add_item(writer_.write(state_.items.front().operands.front(), scope_) + " AS `value`");
  }
  void select_key() { add_item(qualified(state_.table->name, state_.table->key_name())); }

  void where() {
    std::string text;
    const auto add = [&](const std::string& condition) {
      text += (text.empty() ? " WHERE " : " AND ") + condition;
    };
    if (state_.owner != nullptr) add(owner_condition());
    if (state_.after) {
      statement_.parameters.add(to_parameter(*state_.after));
      add(qualified(state_.table->name, state_.table->key_name()) + " > ?");
    }
    if (state_.condition) {
      const bool ored = state_.condition->kind == Expression::Kind::kOr && !text.empty();
      const std::string condition = writer_.write(*state_.condition, scope_);
      add(ored ? "(" + condition + ")" : condition);
    }
    rest_ += text;
  }
  void group() {
    std::string list;
    for (const Expression& expression : state_.group)
      list += (list.empty() ? "" : ", ") + writer_.write(expression, scope_);
    if (!list.empty()) rest_ += " GROUP BY " + list;
    if (state_.having) rest_ += " HAVING " + writer_.write_having(*state_.having, scope_);
  }
  void order(bool by_key) {
    std::string list;
    for (const OrderTerm& term : state_.order) {
      list += (list.empty() ? "" : ", ") + writer_.write(term.expression, scope_);
      if (term.descending) list += " DESC";
    }
    if (by_key) {
      list += (list.empty() ? "" : ", ") + qualified(state_.table->name, state_.table->key_name());
      if (state_.reversed) list += " DESC";
    }
    if (!list.empty()) rest_ += " ORDER BY " + list;
  }
  void limit() {
    if (!state_.limit && !state_.offset) return;
    rest_ += " LIMIT ?";
    statement_.parameters.add(state_.limit.value_or(INT64_MAX));
    if (!state_.offset) return;
    rest_ += " OFFSET ?";
    statement_.parameters.add(*state_.offset);
  }
  void lock() {
    if (state_.lock == Lock::kNone || dialect_ == Dialect::kSqlite) return;
    const bool shared = state_.lock == Lock::kShare;
    if (!shared) rest_ += " FOR UPDATE";
    else rest_ += dialect_ == Dialect::kMariadb ? " LOCK IN SHARE MODE" : " FOR SHARE";
    if (state_.locked == Locked::kSkip) rest_ += " SKIP LOCKED";
    if (state_.locked == Locked::kFail) rest_ += " NOWAIT";
  }
  void lock_rows() {
    if (dialect_ != Dialect::kSqlite) rest_ += " FOR UPDATE";
  }

  QueryStatement finish() {
    statement_.sql = fmt::format("SELECT {}{} FROM `{}`{}{}", state_.distinct ? "DISTINCT " : "",
                                 items_, state_.table->name, scope_.joins(), rest_);
    return std::move(statement_);
  }

 private:
  void add_item(std::string_view item) {
    if (!items_.empty()) items_ += ", ";
    items_ += item;
  }
  void add_columns(const PathNode& path) {
    const std::string alias = scope_.alias_of(path);
    for (const ColumnInfo& column : scope_.table_of(path).columns)
      add_item(qualified(alias, column.name));
  }
  std::string owner_condition() {
    statement_.parameters.add(to_parameter(state_.owner_key));
    const RelationInfo& relation = *state_.owner;
    const TableInfo& table = *state_.table;
    if (relation.link.empty()) return qualified(table.name, relation.column) + " = ?";
    return fmt::format("{} IN (SELECT `{}` FROM `{}` WHERE `{}` = ?)",
                       qualified(table.name, table.key_name()), relation.target_column,
                       relation.link, relation.column);
  }

  const QueryState& state_;
  Dialect dialect_;
  QueryStatement statement_;
  Aliases aliases_;
  Scope scope_;
  ExpressionWriter writer_;
  std::string items_;
  std::string rest_;  // behind the joins
};

// Whether the condition is about other tables as well.
bool reaches_out(const Expression& expression) {
  using Kind = Expression::Kind;
  switch (expression.kind) {
    case Kind::kColumn:
      return expression.path != &kRootPath;
    case Kind::kRelated:
    case Kind::kAny:
      return true;
    case Kind::kSame:
      return expression.path->parent != &kRootPath ||
             expression.path->relation->kind != RelationInfo::kParent;
    default:
      return std::any_of(expression.operands.begin(), expression.operands.end(), reaches_out);
  }
}

// A limit beside an aggregate would be one of its single row: the rows that it leaves stand in a subquery.
QueryStatement part_statement(const QueryState& state, Dialect dialect) {
  SelectWriter writer(state, dialect);
  writer.select_operand();
  writer.where();
  writer.order(true);
  writer.limit();
  writer.lock();
  QueryStatement statement = writer.finish();
  statement.sql = fmt::format(
      "SELECT {} FROM ({}) AS `part`",
      ExpressionWriter::write_function(state.items.front(), "`part`.`value`"), statement.sql);
  return statement;
}

}  // namespace

QueryStatement select_statement(const QueryState& state, Dialect dialect) {
  check_groups(state);
  if (state.one_aggregate && (state.limit || state.offset)) return part_statement(state, dialect);
  SelectWriter writer(state, dialect);
  state.items.empty() ? writer.select_records() : writer.select_items();
  writer.where();
  writer.group();
  if (!is_one_group(state)) writer.order(!is_grouped(state));
  writer.limit();
  writer.lock();
  return writer.finish();
}

QueryStatement key_statement(const QueryState& state, Dialect dialect, bool locks) {
  check_groups(state);
  SelectWriter writer(state, dialect);
  writer.select_key();
  writer.where();
  if (state.limit || state.offset) {
    writer.order(true);
    writer.limit();
  }
  if (locks) writer.lock_rows();
  return writer.finish();
}

QueryStatement count_statement(const QueryState& state, Dialect dialect) {
  check_groups(state);
  SelectWriter writer(state, dialect);
  if (!state.limit && !state.offset) {
    writer.select("COUNT(*)");
    writer.where();
    return writer.finish();
  }
  writer.select("1");
  writer.where();
  writer.limit();
  QueryStatement statement = writer.finish();
  statement.sql = fmt::format("SELECT COUNT(*) FROM ({}) AS `counted`", statement.sql);
  return statement;
}

QueryStatement exists_statement(const QueryState& state, Dialect dialect) {
  check_groups(state);
  SelectWriter writer(state, dialect);
  writer.select("1");
  writer.where();
  writer.limit();
  QueryStatement statement = writer.finish();
  statement.sql = fmt::format("SELECT EXISTS ({})", statement.sql);
  return statement;
}

// The subquery stands inside another one, since MySQL does not let a statement read the table that it
// changes but through such a copy.
void append_row_condition(const QueryState& state, Dialect dialect, QueryStatement& statement) {
  const bool alone = state.owner == nullptr && !state.limit && !state.offset &&
                     !(state.condition && reaches_out(*state.condition));
  if (alone) {
    check_groups(state);
    if (!state.condition) return;
    Aliases aliases{std::string(state.table->name)};
    Scope scope(*state.table, kRootPath, std::string(state.table->name), aliases);
    ExpressionWriter writer(dialect, statement.parameters);
    statement.sql += " WHERE " + writer.write(*state.condition, scope);
    return;
  }
  const std::string key(state.table->key_name());
  QueryStatement keys = key_statement(state, dialect, false);
  statement.parameters.append(std::move(keys.parameters));
  statement.sql +=
      fmt::format(" WHERE `{}` IN (SELECT `{}` FROM ({}) AS `chosen`)", key, key, keys.sql);
}

}  // namespace thriftorm::detail
