#include "violations.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "keys.h"

namespace thriftorm::detail {
namespace {

constexpr std::string_view kPrimary = "PRIMARY";

// The first column of all rows, as "a, b"; empty: there are none.
std::string read_list(Session& session, std::string_view sql,
                      std::span<const Parameter> parameters) {
  std::string list;
  Rows rows = session.query(sql, parameters);
  while (const Row* row = rows.next()) {
    if (!list.empty()) list += ", ";
    list += row->get_text(0);
  }
  return list;
}

// SQLite names the columns, the servers the constraint.
void complete_unique(Session& session, const TableInfo& table, ErrorDetails& details) {
  if (session.dialect() == Dialect::kSqlite) {
    if (details.column == table.key_name()) {
      details.constraint = kPrimary;
    } else if (!details.column.empty()) {
      const Parameter parameters[] = {details.table, details.column};
      details.constraint = read_list(
          session,
          "SELECT name FROM pragma_index_list(?) AS i WHERE `unique` = 1 AND ? = (SELECT "
          "group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY "
          "seqno))",
          parameters);
    }
  } else if (details.constraint == kPrimary) {
    details.column = table.key_name();
  } else if (!details.constraint.empty()) {
    const Parameter parameters[] = {details.table, details.constraint};
    details.column = read_list(
        session,
        "SELECT column_name FROM information_schema.statistics WHERE table_schema = DATABASE() AND "
        "table_name = ? AND index_name = ? ORDER BY seq_in_index",
        parameters);
  }
}

// A foreign key of a table on SQLite.
struct ForeignKey {
  std::string column;
  std::string parent;
  std::string parent_key;
};

std::vector<ForeignKey> foreign_keys(Session& session, std::string_view table) {
  std::vector<ForeignKey> keys;
  const Parameter parameter(table);
  Rows rows = session.query("SELECT `from`, `table`, `to` FROM pragma_foreign_key_list(?)",
                            std::span<const Parameter>(&parameter, 1));
  while (const Row* row = rows.next()) {
    keys.push_back({std::string(row->get_text(0)), std::string(row->get_text(1)),
                    std::string(row->get_text(2))});
  }
  return keys;
}

bool has_row(Session& session, const ForeignKey& key, const Parameter& value) {
  Rows rows =
      session.query(fmt::format("SELECT 1 FROM `{}` WHERE `{}` = ?", key.parent, key.parent_key),
                    std::span<const Parameter>(&value, 1));
  return rows.next() != nullptr;
}

// Whether one of the rows that are written is to have this key itself.
bool writes_key(std::span<const WrittenRow> rows, const Parameter& value) {
  const std::string key = value.kind() == Parameter::Kind::kText ? std::string(value.text())
                                                                 : std::to_string(value.integer());
  return std::any_of(rows.begin(), rows.end(),
                     [&](const WrittenRow& row) { return row.record_id == key; });
}

constexpr std::string_view kConstraint = "CONSTRAINT \"";

// The CREATE TABLE on SQLite.
std::string table_text(Session& session, std::string_view table) {
  const Parameter parameter(table);
  return read_list(session, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?",
                   std::span<const Parameter>(&parameter, 1));
}

// The name in `CONSTRAINT "name" FOREIGN KEY ("column")`; empty: the table's text has none.
std::string constraint_name(Session& session, std::string_view table, std::string_view column) {
  const std::string ddl = table_text(session, table);
  const std::size_t end = ddl.find(fmt::format("\" FOREIGN KEY (\"{}\")", column));
  const std::size_t begin = ddl.rfind(kConstraint, end);
  if (end == std::string::npos || begin == std::string::npos) return "";
  return ddl.substr(begin + kConstraint.size(), end - begin - kConstraint.size());
}

// SQLite says no more than that a foreign key was violated: it is the one whose row is not there.
void complete_foreign_key(Session& session, const TableInfo& table,
                          std::span<const WrittenRow> rows, ErrorDetails& details) {
  const std::vector<ForeignKey> keys = foreign_keys(session, table.name);
  for (const WrittenRow& row : rows) {
    for (std::size_t i = 0; i < row.columns.size(); ++i) {
      const Parameter& value = row.values[i];
      const std::string_view column = table.columns[row.columns[i]].name;
      const auto key = std::find_if(keys.begin(), keys.end(),
                                    [&](const ForeignKey& each) { return each.column == column; });
      if (key == keys.end() || value.kind() == Parameter::Kind::kNull) continue;
      if (key->parent == table.name && writes_key(rows, value)) continue;
      if (has_row(session, *key, value)) continue;
      details.column = column;
      details.constraint = constraint_name(session, table.name, column);
      details.record_id = row.record_id;
      return;
    }
  }
}

// The condition of a CHECK, as the database keeps it.
std::string check_text(Session& session, const ErrorDetails& details) {
  if (session.dialect() == Dialect::kSqlite) {
    const std::string ddl = table_text(session, details.table);
    const std::size_t begin = ddl.find(fmt::format("{}{}\"", kConstraint, details.constraint));
    if (begin == std::string::npos) return "";
    return ddl.substr(begin, ddl.find(kConstraint, begin + 1) - begin);
  }
  // Names are MySQL's once in a schema, MariaDB's once in a table.
  std::string sql =
      "SELECT check_clause FROM information_schema.check_constraints WHERE constraint_schema = "
      "DATABASE() AND constraint_name = ?";
  ParameterList parameters(2);
  parameters.add(Parameter(details.constraint));
  if (session.dialect() == Dialect::kMariadb) {
    sql += " AND table_name = ?";
    parameters.add(Parameter(details.table));
  }
  return read_list(session, sql, parameters);
}

void complete_check(Session& session, const TableInfo& table, ErrorDetails& details) {
  if (details.constraint.empty()) return;
  const std::string text = check_text(session, details);
  const char quote = session.dialect() == Dialect::kSqlite ? '"' : '`';
  for (const ColumnInfo& column : table.columns) {
    if (text.find(fmt::format("{0}{1}{0}", quote, column.name)) == std::string::npos) continue;
    details.column += fmt::format("{}{}", details.column.empty() ? "" : ", ", column.name);
  }
}

void complete(Session& session, const ConstraintViolation& error, const TableInfo& table,
              std::span<const WrittenRow> rows, ErrorDetails& details) {
  if (details.table != table.name) return;
  try {
    if (error.constraint_kind() == ConstraintKind::kUnique) {
      complete_unique(session, table, details);
    } else if (error.constraint_kind() == ConstraintKind::kCheck && details.column.empty()) {
      complete_check(session, table, details);
    } else if (names_no_key(session, error)) {
      complete_foreign_key(session, table, rows, details);
    }
  } catch (const Error&) {
    // What the engine said itself is told in any case.
  }
}

}  // namespace

bool names_no_key(const Session& session, const Error& error) {
  const auto* violation = dynamic_cast<const ConstraintViolation*>(&error);
  return violation != nullptr && violation->constraint_kind() == ConstraintKind::kForeignKey &&
         session.dialect() == Dialect::kSqlite;
}

void rethrow_written(Session& session, const Error& error, const TableInfo& table,
                     std::span<const WrittenRow> rows) {
  ErrorDetails details = error.details();
  if (details.table.empty()) details.table = table.name;
  if (details.record_id.empty() && rows.size() == 1) details.record_id = rows.front().record_id;
  if (const auto* violation = dynamic_cast<const ConstraintViolation*>(&error))
    complete(session, *violation, table, rows, details);
  error.rethrow_with(std::move(details));
}

}  // namespace thriftorm::detail
