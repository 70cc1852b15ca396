// Running queries.
#include <fmt/format.h>

#include "bounds.h"
#include "errors.h"
#include "key_statements.h"
#include "query/expression_sql.h"
#include "query/known_parents.h"
#include "query/record_access.h"
#include "query/select_sql.h"
#include "thriftorm/columns.h"
#include "thriftorm/query_state.h"
#include "unit_of_work.h"

namespace thriftorm::detail {
namespace {

void check_not_negative(std::string_view what, std::int64_t count) {
  if (count < 0)
    throw UsageError(fmt::format("the {} of a query cannot be negative: {}", what, count));
}

Rows run(Session& session, const QueryStatement& statement) {
  const std::size_t values = std::span<const Parameter>(statement.parameters).size();
  if (values > kMaxBoundValues) {
    throw UsageError(
        fmt::format("a statement with {} values is too long: {} are the most, ask in parts", values,
                    kMaxBoundValues));
  }
  return session.query(statement.sql, std::span<const Parameter>(statement.parameters));
}

Rows run_select(Session& session, const QueryState& state) {
  if (state.lock != Lock::kNone && !session.in_transaction()) {
    throw UsageError(
        "a locking query outside of a transaction would lock nothing: the locks would be "
        "gone with the statement");
  }
  return run(session, select_statement(state, session.dialect()));
}

std::int64_t read_number(Session& session, const QueryStatement& statement) {
  Rows rows = run(session, statement);
  const Row* row = rows.next();
  return row == nullptr ? 0 : row->get_int64(0);
}

void check_reads_rows(const QueryState& state) {
  if (state.lock != Lock::kNone)
    throw UsageError("a count locks nothing: read the rows that are to be locked");
}

void append(std::optional<Expression>& all, Expression expression) {
  all = all ? make_and(*std::move(all), std::move(expression)) : std::move(expression);
}

ErrorDetails details_of(const QueryState& state) {
  ErrorDetails details;
  details.table = state.table->name;
  return details;
}

}  // namespace

QueryState::QueryState(const TableInfo& of) : table(&of) {}
QueryState::QueryState(const TableInfo& of, const RelationInfo& relation, KeyValue key)
    : table(&of), owner(&relation), owner_key(std::move(key)) {}
QueryState::QueryState(const QueryState&) = default;
QueryState::QueryState(QueryState&&) noexcept = default;
QueryState& QueryState::operator=(const QueryState&) = default;
QueryState& QueryState::operator=(QueryState&&) noexcept = default;
QueryState::~QueryState() = default;

void QueryState::add_condition(Expression expression) { append(condition, std::move(expression)); }
void QueryState::add_having(Expression expression) { append(having, std::move(expression)); }

void QueryState::order_by_name(std::string_view name, std::initializer_list<std::size_t> columns) {
  const bool descending = name.starts_with('-');
  const std::string_view wanted = descending ? name.substr(1) : name;
  std::string choices;
  for (const std::size_t column : columns) {
    const std::string_view known = table->columns[column].name;
    if (known == wanted) {
      Expression expression{.kind = Expression::Kind::kColumn};
      expression.path = &kRootPath;
      expression.column = column;
      order.push_back({std::move(expression), descending});
      return;
    }
    choices += fmt::format("{}`{}`", choices.empty() ? "" : ", ", known);
  }
  throw UsageError(
      fmt::format("cannot order by a column of another name: choose among {}", choices),
      details_of(*this));
}

void QueryState::set_limit(std::int64_t count) {
  check_not_negative("limit", count);
  limit = count;
}

void QueryState::set_offset(std::int64_t count) {
  check_not_negative("offset", count);
  offset = count;
}

void QueryState::set_page(std::int64_t number, std::int64_t size) {
  check_not_negative("page's number", number);
  if (size <= 0) throw UsageError(fmt::format("a page cannot hold {} records", size));
  if (limit || offset) throw UsageError("a query with a limit or an offset has no pages");
  if (number > INT64_MAX / size) throw UsageError("there is no page of that number");
  limit = size;
  offset = number * size;
}

void QueryState::limit_to(std::int64_t count) {
  if (!limit || *limit > count) limit = count;
}

void QueryState::reverse() {
  if (limit || offset)
    throw UsageError(
        "which record is the last of a part depends on its end: order "
        "the other way and take the first");
  for (OrderTerm& term : order) term.descending = !term.descending;
  reversed = true;
}

void QueryState::add_joined(const PathNode* path) {
  if (path->relation == nullptr || std::find(joined.begin(), joined.end(), path) != joined.end())
    return;
  add_joined(path->parent);
  joined.push_back(path);
}

bool can_be_read_in_parts(const QueryState& state) {
  const bool whole =
      state.order.empty() && !state.limit && !state.offset && state.lock == Lock::kNone;
  if (!whole && !state.prefetched.empty()) {
    throw UsageError(
        "prefetch_related() needs the session while rows are read: a cursor can do that "
        "in the order of the keys alone, without limit, offset and locks");
  }
  return whole;
}

struct SelectRun::Joined {
  const RelationInfo* relation;
  std::size_t owner;  // 0: the record itself; else the position of the one before, from 1
  int first_column;
  int key_column;
  KnownParents parents{};
  // Of the row that is being loaded, where its parent was not known.
  std::shared_ptr<Record> read = nullptr;
  std::shared_ptr<Record>* place = nullptr;  // in `parents`
};

SelectRun::SelectRun(SelectRun&&) noexcept = default;
SelectRun::~SelectRun() = default;

SelectRun::SelectRun(Session& session, const QueryState& state)
    : rows_(run_select(session, state)) {
  int column = static_cast<int>(state.table->columns.size());
  for (const PathNode* path : state.joined) {
    const auto parent = std::find(state.joined.begin(), state.joined.end(), path->parent);
    const std::size_t owner = parent == state.joined.end()
                                  ? 0
                                  : static_cast<std::size_t>(parent - state.joined.begin()) + 1;
    const TableInfo& target = path->relation->target();
    joined_.push_back({path->relation, owner, column, column + static_cast<int>(target.key)});
    column += static_cast<int>(target.columns.size());
  }
  records_.resize(joined_.size() + 1);
}

// Rows that name the same parent have one, with all that is joined to it. It is known once all of that
// could be read.
void SelectRun::load_all_joined(Record& record, const Row& row) {
  records_[0] = &record;
  for (std::size_t i = 0; i < joined_.size(); ++i) {
    Joined& joined = joined_[i];
    Record* owner = records_[joined.owner];
    records_[i + 1] = nullptr;
    joined.place = nullptr;
    if (owner == nullptr) continue;
    LoadedRows& rows = RecordAccess::make_place(*owner, *joined.relation);
    if (row.is_null(joined.key_column)) continue;
    const Row target = row.from(joined.first_column);
    if (joined.relation->kind == RelationInfo::kParent) {
      const TableInfo& table = joined.relation->target();
      std::shared_ptr<Record>& known = joined.parents.at(row, joined.key_column, table.text_key);
      if (known) {
        rows.add(target, known);
        continue;
      }
      joined.place = &known;
    }
    joined.read = rows.add(target, nullptr);
    records_[i + 1] = &rows.at(0);
  }
  for (Joined& joined : joined_) {
    if (joined.place != nullptr) *joined.place = std::move(joined.read);
  }
}

void require_one(const QueryState& state, std::size_t count) {
  if (count == 0) throw RecordNotFound("no row matches the query", details_of(state));
  if (count > 1) throw InvalidData("several rows match a query that is for one", details_of(state));
}

std::int64_t count_rows(Session& session, const QueryState& state) {
  check_reads_rows(state);
  return read_number(session, count_statement(state, session.dialect()));
}

bool exists(Session& session, const QueryState& state) {
  check_reads_rows(state);
  return read_number(session, exists_statement(state, session.dialect())) != 0;
}

std::string select_sql(const QueryState& state, Dialect dialect) {
  return select_statement(state, dialect).sql;
}

std::string explain(Session& session, const QueryState& state) {
  QueryStatement statement = select_statement(state, session.dialect());
  int column = 0;
  switch (session.dialect()) {
    case Dialect::kSqlite:
      statement.sql.insert(0, "EXPLAIN QUERY PLAN ");
      column = 3;
      break;
    case Dialect::kMysql:
      statement.sql.insert(0, "EXPLAIN FORMAT=TREE ");
      break;
    case Dialect::kMariadb:
      statement.sql.insert(0, "EXPLAIN FORMAT=JSON ");
      break;
  }
  std::string text;
  Rows rows = run(session, statement);
  while (const Row* row = rows.next()) text.append(row->get_text(column)).append("\n");
  return text;
}

}  // namespace thriftorm::detail
