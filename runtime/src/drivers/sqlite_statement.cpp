#include <fmt/format.h>

#include "drivers/drivers.h"
#include "drivers/sqlite_driver.h"
#include "thriftorm/error.h"

namespace thriftorm::driver {

// A writing statement does all of its work in the first step, whatever rows it then gives (RETURNING).
SqliteStatement::SqliteStatement(SqliteConnection& connection, SqliteStatementHandle statement)
    : connection_(connection),
      statement_(std::move(statement)),
      sql_(sqlite3_sql(statement_.get())),
      placeholders_(static_cast<std::size_t>(sqlite3_bind_parameter_count(statement_.get()))),
      writes_(sqlite3_stmt_readonly(statement_.get()) == 0),
      ends_in_execute_(writes_ || sqlite3_column_count(statement_.get()) == 0) {}

void SqliteStatement::bind_text(int index, const Parameter& parameter) {
  std::string_view text = parameter.text();
  if (!ends_in_execute_) {  // later steps may read it
    if (copies_.size() < placeholders_) copies_.resize(placeholders_);
    text = copies_[static_cast<std::size_t>(index - 1)].assign(text);
  }
  const char* data = text.data() == nullptr ? "" : text.data();  // null would bind NULL
  const int result =
      parameter.kind() == Parameter::Kind::kText
          ? sqlite3_bind_text64(statement_.get(), index, data, text.size(), SQLITE_STATIC,
                                SQLITE_UTF8)
          : sqlite3_bind_blob64(statement_.get(), index, data, text.size(), SQLITE_STATIC);
  if (result != SQLITE_OK) fail();
}

void SqliteStatement::bind(int index, const Parameter& parameter) {
  switch (parameter.kind()) {
    case Parameter::Kind::kInteger:
      sqlite3_bind_int64(statement_.get(), index, parameter.integer());
      return;
    case Parameter::Kind::kDouble:
      sqlite3_bind_double(statement_.get(), index, parameter.number());
      return;
    case Parameter::Kind::kNull:
      sqlite3_bind_null(statement_.get(), index);
      return;
    case Parameter::Kind::kText:
    case Parameter::Kind::kBytes:
      bind_text(index, parameter);
      return;
  }
}

void SqliteStatement::execute(std::span<const Parameter> parameters) {
  finish();
  check_parameters(parameters, placeholders_, sql_);
  int index = 0;
  for (const Parameter& parameter : parameters) bind(++index, parameter);
  connection_.start_clock();
  if (writes_) changes_before_ = sqlite3_total_changes64(connection_.handle());
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) {
    state_ = State::kFirstRow;
  } else if (result == SQLITE_DONE) {
    complete();
  } else {
    fail();
  }
}

bool SqliteStatement::fetch() {
  if (state_ == State::kFirstRow) {
    state_ = State::kReading;
    return true;
  }
  if (state_ == State::kIdle) return false;
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) fail();
  complete();
  return false;
}

void SqliteStatement::finish() noexcept {
  if (state_ != State::kIdle) complete();
}

// Ends the run: locks are released, and what it changed is counted (SQLite keeps the count of an
// earlier statement where one changes nothing).
void SqliteStatement::complete() noexcept {
  sqlite3_reset(statement_.get());
  state_ = State::kIdle;
  if (!writes_) return;
  sqlite3* database = connection_.handle();
  const bool changed = sqlite3_total_changes64(database) != changes_before_;
  affected_rows_ = changed ? static_cast<std::uint64_t>(sqlite3_changes64(database)) : 0;
}

void SqliteStatement::fail() {
  struct Reset {
    SqliteStatement& statement;
    ~Reset() {
      sqlite3_reset(statement.statement_.get());
      statement.state_ = State::kIdle;
    }
  } reset{*this};
  connection_.fail(sql_, /*text_is_safe=*/false);
}

std::string SqliteStatement::column_name(int column) const {
  const char* name = sqlite3_column_name(statement_.get(), column);
  return name == nullptr ? fmt::format("column {}", column) : name;
}

void SqliteStatement::mismatch(int column, const char* wanted) const {
  ErrorDetails details;
  details.column = column_name(column);
  details.statement = std::string(sql_);
  constexpr const char* kTypes[] = {"", "an integer", "a double", "text", "bytes", "NULL"};
  std::string message = fmt::format("column `{}` is {} where {} is expected", details.column,
                                    kTypes[sqlite3_column_type(statement_.get(), column)], wanted);
  throw SchemaMismatch(std::move(message), std::move(details));
}

// The value itself, asked for once, saves each getter the second and third look-up of its column.
// Without mutexes there is no difference between protected and unprotected values.

bool SqliteStatement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t SqliteStatement::get_int64(int column) const {
  sqlite3_value* value = sqlite3_column_value(statement_.get(), column);
  if (sqlite3_value_type(value) != SQLITE_INTEGER) [[unlikely]]
    mismatch(column, "an integer");
  return sqlite3_value_int64(value);
}

double SqliteStatement::get_double(int column) const {
  sqlite3_value* value = sqlite3_column_value(statement_.get(), column);
  const int type = sqlite3_value_type(value);
  if (type != SQLITE_FLOAT && type != SQLITE_INTEGER) [[unlikely]]
    mismatch(column, "a double");
  return sqlite3_value_double(value);
}

std::string_view SqliteStatement::get_text(int column) const {
  sqlite3_value* value = sqlite3_column_value(statement_.get(), column);
  if (sqlite3_value_type(value) != SQLITE_TEXT) [[unlikely]]
    mismatch(column, "text");
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return {text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

std::string_view SqliteStatement::get_bytes(int column) const {
  sqlite3_value* value = sqlite3_column_value(statement_.get(), column);
  const int type = sqlite3_value_type(value);
  if (type != SQLITE_BLOB && type != SQLITE_TEXT) [[unlikely]]
    mismatch(column, "bytes");
  const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
  return {bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

}  // namespace thriftorm::driver
