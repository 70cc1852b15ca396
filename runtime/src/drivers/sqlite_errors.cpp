#include "drivers/sqlite_errors.h"

#include <sqlite3.h>

#include <array>

namespace thriftorm::driver {
namespace {

using enum ErrorKind;
using enum Retry;

constexpr std::array kRules = {
    ErrorRule{SQLITE_CONSTRAINT_UNIQUE, kUnique, kNever, false, "duplicate value for"},
    ErrorRule{SQLITE_CONSTRAINT_PRIMARYKEY, kUnique, kNever, false, "duplicate primary key"},
    ErrorRule{SQLITE_CONSTRAINT_ROWID, kUnique, kNever, false, "duplicate primary key"},
    ErrorRule{SQLITE_CONSTRAINT_FOREIGNKEY, kForeignKey, kNever, false, "foreign key violated"},
    ErrorRule{SQLITE_CONSTRAINT_CHECK, kCheck, kNever, false, "check constraint violated:"},
    ErrorRule{SQLITE_CONSTRAINT_NOTNULL, kNotNull, kNever, false, "NULL is not allowed in"},
    ErrorRule{SQLITE_CONSTRAINT_DATATYPE, kInvalidData, kNever, false, "value of a wrong type for"},
    ErrorRule{SQLITE_CONSTRAINT, kError, kNever, false,
              "a constraint or trigger refused the statement"},
    ErrorRule{SQLITE_BUSY_SNAPSHOT, kDeadlock, kRollback, false,
              "another transaction has written since this one began to read"},
    ErrorRule{SQLITE_BUSY, kDeadlock, kRollback, false,
              "another connection holds the database's lock"},
    ErrorRule{SQLITE_LOCKED, kDeadlock, kRollback, false, "a table is locked"},
    ErrorRule{SQLITE_SCHEMA, kDeadlock, kRollback, false, "the schema is being changed"},
    ErrorRule{SQLITE_INTERRUPT, kCancelled, kNever, false, "the statement was interrupted"},
    ErrorRule{SQLITE_TOOBIG, kInvalidData, kNever, false, "a value is too long"},
    ErrorRule{SQLITE_MISMATCH, kInvalidData, kNever, false, "value of a wrong type"},
    ErrorRule{SQLITE_RANGE, kUsageError, kNever, false, "a parameter has no placeholder"},
    ErrorRule{SQLITE_MISUSE, kUsageError, kNever, true, "SQLite was called out of order"},
    ErrorRule{SQLITE_READONLY, kAccessDenied, kNever, false, "the database is read-only"},
    ErrorRule{SQLITE_PERM, kAccessDenied, kNever, false, "the database may not be accessed"},
    ErrorRule{SQLITE_AUTH, kAccessDenied, kNever, false, "the statement is not allowed"},
    ErrorRule{SQLITE_CANTOPEN, kConnectionLost, kNever, true,
              "a file of the database cannot be opened"},
    ErrorRule{SQLITE_NOTADB, kError, kNever, true, "the file is not an SQLite database"},
    ErrorRule{SQLITE_CORRUPT, kError, kNever, true, "the database file is damaged"},
    ErrorRule{SQLITE_IOERR, kError, kNever, true, "the database file cannot be read or written"},
    ErrorRule{SQLITE_FULL, kError, kNever, false, "the disk or the database is full"},
    ErrorRule{SQLITE_NOMEM, kError, kNever, true, "out of memory"},
};

const ErrorRule* find_rule(int code) {
  for (const ErrorRule& rule : kRules) {
    if (rule.code == code) return &rule;
  }
  return code > 0xFF ? find_rule(code & 0xFF) : nullptr;
}

// The rest of `text` after `prefix`; empty: it does not begin so.
std::string_view after(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : std::string_view();
}

// "players.email" or "players.a, players.b": the table, and the columns without it.
void set_columns(std::string_view names, ErrorDetails& details) {
  const std::size_t dot = names.find('.');
  if (dot == std::string_view::npos) {
    details.constraint = std::string(names);
    return;
  }
  const std::string table(names.substr(0, dot));
  details.table = table;
  details.column = std::string(names.substr(dot + 1));
  const std::string repeated = ", " + table + ".";
  for (std::size_t at = 0; (at = details.column.find(repeated, at)) != std::string::npos;) {
    details.column.replace(at, repeated.size(), ", ");
  }
}

// "no such table: main.players", "no such column: p.email", "table players has no column named
// email": found while a statement is prepared, so no value is in it.
bool name_missing_schema(std::string_view text, ErrorDetails& details) {
  const std::string_view table = after(text, "no such table: ");
  const std::string_view column = after(text, "no such column: ");
  constexpr std::string_view kHasNo = " has no column named ";
  if (!table.empty()) {
    const std::size_t dot = table.rfind('.');
    details.table = std::string(dot == std::string_view::npos ? table : table.substr(dot + 1));
  } else if (!column.empty()) {
    details.column = std::string(column);
  } else if (const std::size_t at = text.find(kHasNo); at != std::string_view::npos) {
    details.table = std::string(after(text.substr(0, at), "table "));
    details.column = std::string(text.substr(at + kHasNo.size()));
  } else {
    return false;
  }
  return true;
}

// Takes the names out of the message and returns the one to show.
std::string_view take_names(const ErrorRule& rule, std::string_view text, ErrorDetails& details) {
  std::string_view names;
  if (rule.kind == kUnique) names = after(text, "UNIQUE constraint failed: ");
  if (rule.kind == kUnique && names.starts_with("index '"))
    names = names.substr(7, names.size() - 8);
  if (rule.kind == kNotNull) names = after(text, "NOT NULL constraint failed: ");
  if (rule.code == SQLITE_CONSTRAINT_DATATYPE) {
    constexpr std::string_view kColumn = " column ";
    const std::size_t at = text.rfind(kColumn);
    if (at != std::string_view::npos) names = text.substr(at + kColumn.size());
  }
  if (rule.kind == kCheck) {
    names = after(text, "CHECK constraint failed: ");
    details.constraint = std::string(names);
  } else if (!names.empty()) {
    set_columns(names, details);
  }
  return names;
}

}  // namespace

std::span<const ErrorRule> sqlite_error_rules() { return kRules; }

void throw_sqlite_error(const ServerError& error) {
  ErrorDetails details;
  details.native_code = error.code;
  details.statement = std::string(error.statement);
  // RESTRICT is carried out by an internal trigger.
  const bool restricted =
      error.code == SQLITE_CONSTRAINT_TRIGGER && error.text == "FOREIGN KEY constraint failed";
  const ErrorRule* rule = find_rule(restricted ? SQLITE_CONSTRAINT_FOREIGNKEY : error.code);
  if (rule != nullptr) {
    details.retry = rule->retry;
    const std::string_view name = take_names(*rule, error.text, details);
    throw_error(rule->kind, with_name(rule->message, name), std::move(details));
  }
  // A step prepares a statement anew whose table has changed, and then says what is missing as well.
  if (error.code == SQLITE_ERROR && name_missing_schema(error.text, details)) {
    throw_error(kSchemaMismatch, std::string(error.text), std::move(details));
  }
  if (error.code == SQLITE_ERROR && error.text == "integer overflow")
    throw_error(kInvalidData, "a computed value is out of range", std::move(details));
  std::string message = "SQLite refused the statement";
  if (error.text_is_safe) message.append(": ").append(error.text);
  throw_error(kError, std::move(message), std::move(details));
}

}  // namespace thriftorm::driver
