#include "errors.h"

#include <fmt/format.h>

#include <cmath>

#include "thriftorm/model.h"
#include "utf8.h"

namespace thriftorm::detail {
namespace {

ErrorDetails details_of(const TableInfo& table, std::string record_id) {
  ErrorDetails details;
  details.table = table.name;
  details.record_id = std::move(record_id);
  return details;
}

// UTF-8 characters: every byte that does not continue one.
std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

[[noreturn]] void throw_unfit(const TableInfo& table, std::size_t column, std::string_view why) {
  const std::string_view name = table.columns[column].name;
  ErrorDetails details = details_of(table, "");
  details.column = name;
  throw InvalidData(fmt::format("the value for `{}` {}", name, why), std::move(details));
}

void check_length(const TableInfo& table, std::size_t column, const Parameter& parameter) {
  const std::uint32_t most = table.columns[column].max_bytes;
  if (most != 0 && parameter.text().size() > most) {
    throw_unfit(table, column, fmt::format("has {} bytes, {} fit", parameter.text().size(), most));
  }
  const std::uint32_t limit = table.columns[column].max_length;
  if (limit == 0 || parameter.text().size() <= limit) return;
  const bool text = parameter.kind() == Parameter::Kind::kText;
  const std::size_t length = text ? character_count(parameter.text()) : parameter.text().size();
  if (length <= limit) return;
  throw_unfit(table, column,
              fmt::format("has {} {}, {} fit", length, text ? "characters" : "bytes", limit));
}

}  // namespace

void check_value(const TableInfo& table, std::size_t column, const Parameter& parameter) {
  switch (parameter.kind()) {
    case Parameter::Kind::kNull:
    case Parameter::Kind::kInteger:
      return;
    case Parameter::Kind::kDouble:
      if (!std::isfinite(parameter.number())) throw_unfit(table, column, "is not a finite number");
      return;
    case Parameter::Kind::kText:
      if (!is_utf8(parameter.text())) throw_unfit(table, column, "is not valid UTF-8");
      return check_length(table, column, parameter);
    case Parameter::Kind::kBytes:
      return check_length(table, column, parameter);
  }
}

void throw_missing_values(const TableInfo& table, std::span<const std::size_t> columns) {
  ErrorDetails details = details_of(table, "");
  details.column = table.columns[columns.front()].name;
  std::string names;
  for (const std::size_t column : columns) {
    if (!names.empty()) names += column == columns.back() ? " and " : ", ";
    names += fmt::format("`{}`", table.columns[column].name);
  }
  const std::string_view rule = columns.size() == 1
                                    ? "was never set, cannot be NULL and has no default"
                                    : "were never set, cannot be NULL and have no default";
  throw ConstraintViolation(fmt::format("{} {}", names, rule), ConstraintKind::kNotNull,
                            std::move(details));
}

void throw_unsaved(const TableInfo& table, std::string_view action) {
  throw UnsavedRecord(fmt::format("cannot {} a record that has no key yet: save it first", action),
                      details_of(table, ""));
}

void throw_stored_key(const TableInfo& table, std::string record_id) {
  throw UsageError(
      "the key of a stored record cannot be changed: copy its values into a new record",
      details_of(table, std::move(record_id)));
}

void throw_dangling(std::string_view table, std::string_view column) {
  throw_dangling(table, column, "");
}

void throw_dangling(std::string_view table, std::string_view column, std::string record_id) {
  ErrorDetails details;
  details.table = table;
  details.record_id = std::move(record_id);
  details.column = column;
  throw RecordNotFound(fmt::format("`{}` names a row that is gone", column), std::move(details));
}

void throw_not_found(const TableInfo& table, std::string record_id) {
  throw RecordNotFound("the row is not in the database", details_of(table, std::move(record_id)));
}

void throw_stale(const TableInfo& table, std::string record_id) {
  throw StaleRecord(
      "the row was changed since the record was read: reload it and apply the change again",
      details_of(table, std::move(record_id)));
}

void throw_wrong_key_count(const TableInfo& table, std::size_t rows, std::size_t keys) {
  throw SchemaMismatch(
      fmt::format("an INSERT of {} rows gave {} keys: is there a trigger on the table?", rows,
                  keys),
      details_of(table, ""));
}

void throw_not_owned(const RelationInfo& relation, const TableInfo& owner, const TableInfo& table,
                     std::string record_id) {
  throw ConstraintViolation(
      fmt::format("it is not one of the `{}` of this record of `{}`", relation.name, owner.name),
      ConstraintKind::kOwnership, details_of(table, std::move(record_id)));
}

void throw_must_stay(const RelationInfo& relation, const TableInfo& table, std::string record_id) {
  ErrorDetails details = details_of(table, std::move(record_id));
  details.column = relation.column;
  throw ConstraintViolation(
      fmt::format("it cannot leave `{}`: its `{}` cannot be NULL", relation.name, relation.column),
      ConstraintKind::kNotNull, std::move(details));
}

void rethrow_for(const Error& error, const TableInfo& table, std::string record_id) {
  ErrorDetails details = error.details();
  if (details.table.empty()) details.table = table.name;
  if (details.record_id.empty()) details.record_id = std::move(record_id);
  error.rethrow_with(std::move(details));
}

void rethrow_for(const Error& error, std::string_view table) {
  ErrorDetails details = error.details();
  if (details.table.empty()) details.table = table;
  error.rethrow_with(std::move(details));
}

void rethrow_for(const Error& error, const TableInfo& table, std::size_t column) {
  ErrorDetails details = error.details();
  details.table = table.name;
  details.column = table.columns[column].name;
  error.rethrow_with(std::move(details));
}

}  // namespace thriftorm::detail
