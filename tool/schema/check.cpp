// Rules that hold over a whole schema: names, keys, limits of the engines.
#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include <fmt/format.h>

#include "tool/schema/bind.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

constexpr std::size_t kIdentifierLimit = 64;
constexpr int kIndexBytes = 3072;
constexpr int kRowBytes = 65535;
constexpr int kBytesPerCharacter = 4;

// Members that every model has, or will have.
constexpr auto kModelMembers = std::to_array<std::string_view>({
    "bind", "changed", "check", "column_name", "create", "destroy", "dirty", "dirty_columns", "erase", "find", "from_thrift",
    "insert", "into_thrift", "is_dirty", "is_stored", "query", "read", "reload", "save", "search", "state", "stored", "table",
    "to_thrift", "try_save",
});

bool is_identifier(std::string_view name) {
  if (name.empty() || std::isdigit(static_cast<unsigned char>(name.front())) != 0) return false;
  return std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
}

void check_identifier(std::string_view what, const std::string& name, std::string_view way_out,
                      const Location& location, Diagnostics& diagnostics) {
  if (!is_identifier(name)) {
    diagnostics.error(location, "bad-name", fmt::format("{} `{}` is not a name: letters, digits and `_`, not starting with a digit", what, name));
  } else if (name.size() > kIdentifierLimit) {
    diagnostics.error(location, "name-too-long",
                      fmt::format("{} `{}` has {} characters, the engines take {}: {}", what, name, name.size(), kIdentifierLimit, way_out));
  } else if (is_sql_reserved(name)) {
    diagnostics.error(location, "reserved-word", fmt::format("{} `{}` is a reserved word of SQL: {}", what, name, way_out));
  }
}

void check_member_name(std::string_view what, const std::string& name, std::string_view way_out,
                       const Location& location, Diagnostics& diagnostics) {
  if (is_cpp_keyword(name)) {
    diagnostics.error(location, "reserved-word", fmt::format("{} `{}` is a keyword of C++: {}", what, name, way_out));
  } else if (std::find(kModelMembers.begin(), kModelMembers.end(), name) != kModelMembers.end()) {
    diagnostics.error(location, "reserved-accessor", fmt::format("{} `{}` clashes with a method that every model has: {}", what, name, way_out));
  }
}

void check_columns(const Table& table, Diagnostics& diagnostics) {
  for (const Column& column : table.columns) {
    check_identifier("column", column.name, "rename it with `//@column(name)`", column.location, diagnostics);
    check_member_name("column", column.name, "rename it with `//@column(name)`", column.location, diagnostics);
    const bool set_null = column.reference && (column.reference->on_delete == ReferentialAction::kSetNull ||
                                               column.reference->on_update == ReferentialAction::kSetNull);
    if (set_null && !column.nullable) {
      diagnostics.error(column.location, "illegal-action",
                        fmt::format("`set_null` needs a column that can be NULL, and `{}` cannot: make the field `optional`, or use "
                                    "`restrict`, `no_action` or `cascade`", column.name));
    }
  }
}

// Every accessor by its stem, with the place that it comes from.
void check_accessors(const Table& table, Diagnostics& diagnostics) {
  std::map<std::string, Location> seen;
  const auto claim = [&](const std::string& name, const Location& location, std::string_view way_out) {
    const auto [entry, is_new] = seen.emplace(name, location);
    if (is_new) return;
    Diagnostic& error = diagnostics.error(location, "duplicate-accessor",
                                          fmt::format("`{}` would have two accessors called `{}`: {}", table.model, name, way_out));
    error.notes.push_back({entry->second, "the other comes from here"});
  };
  for (const Column& column : table.columns) claim(column.name, column.location, "rename the column with `//@column(name)`");
  for (const Group& group : table.groups) {
    claim(group.name, group.location, "rename the column with `prefix=`");
    for (const GroupVariant& variant : group.variants) {
      if (!variant.field.empty() && !variant.cpp_type.empty()) claim(variant.field, group.location, "rename the column with `//@column(name)`");
    }
  }
  for (const Relation& relation : table.relations) {
    claim(relation.name, relation.location, "name the way back with `related_name=`, or with `@reverse(variant, name)`");
    check_member_name("relation", relation.name, "name it with `related_name=`", relation.location, diagnostics);
  }
}

int stored_bytes(const Column& column) {
  switch (column.storage.kind) {
    case Storage::Kind::kVarchar: return column.storage.length * kBytesPerCharacter + 2;
    case Storage::Kind::kVarbinary: return column.storage.length + 2;
    default: return 12;  // numbers, dates, and the pointers of what is stored off the row
  }
}

bool has_unlimited_storage(const Column& column) {
  switch (column.storage.kind) {
    case Storage::Kind::kText:
    case Storage::Kind::kMediumText:
    case Storage::Kind::kLongText:
    case Storage::Kind::kBlob:
    case Storage::Kind::kMediumBlob:
    case Storage::Kind::kLongBlob:
    case Storage::Kind::kJson: return true;
    default: return false;
  }
}

void check_key(const Table& table, std::string_view what, const std::vector<std::string>& columns, Diagnostics& diagnostics) {
  int bytes = 0;
  for (const std::string& name : columns) {
    const Column* column = table.find_column(name);
    if (column == nullptr) continue;
    if (has_unlimited_storage(*column)) {
      diagnostics.error(column->location, "unindexable-column",
                        fmt::format("`{}` has no limited length and cannot be part of {}: write `@length(n)`", name, what));
      return;
    }
    bytes += stored_bytes(*column);
  }
  if (bytes > kIndexBytes + 2 * static_cast<int>(columns.size())) {
    const Column* first = table.find_column(columns.front());
    diagnostics.error(first->location, "key-too-long",
                      fmt::format("{} over `{}` would take {} bytes, the engines take {}: shorten with `@length(n)`, {} characters at most for one column",
                                  what, fmt::join(columns, "`, `"), bytes, kIndexBytes, kIndexBytes / kBytesPerCharacter));
  }
}

void check_row_size(const Table& table, Diagnostics& diagnostics) {
  int bytes = 0;
  for (const Column& column : table.columns) bytes += stored_bytes(column);
  if (bytes > kRowBytes) {
    diagnostics.error(table.location, "row-too-large",
                      fmt::format("a row of `{}` could take {} bytes, MySQL takes {}: make long strings `@text`, or shorten them with `@length(n)`",
                                  table.name, bytes, kRowBytes));
  }
}

// Index names share one space in SQLite; constraint names do in MySQL.
void check_index_names(const Schema& schema, Diagnostics& diagnostics) {
  std::map<std::string, const Table*> seen;
  for (const Table& table : schema.tables) {
    for (const Index& index : table.indexes) {
      check_identifier("index", index.name, "name it with `name=`", table.location, diagnostics);
      const auto [entry, is_new] = seen.emplace(index.name, &table);
      if (is_new) continue;
      Diagnostic& error = diagnostics.error(table.location, "duplicate-index",
                                            fmt::format("index `{}` is already defined: name it with `name=`", index.name));
      error.notes.push_back({entry->second->location, "first defined here"});
    }
  }
}

void check_models(const Schema& schema, Diagnostics& diagnostics) {
  std::map<std::string, const Table*> seen;
  for (const Table& table : schema.tables) {
    if (table.model.empty()) continue;
    if (is_cpp_keyword(table.model) || !is_identifier(table.model)) {
      diagnostics.error(table.location, "bad-name", fmt::format("`{}` cannot be the name of a class: name the model with `model=`", table.model));
    }
    const auto [entry, is_new] = seen.emplace(table.model, &table);
    if (is_new) continue;
    Diagnostic& error = diagnostics.error(table.location, "duplicate-model",
                                          fmt::format("the models of `{}` and `{}` would both be called `{}`: name one with `model=`",
                                                      entry->second->name, table.name, table.model));
    error.notes.push_back({entry->second->location, "the other is defined here"});
  }
}

// A constraint's column type is its target's: MySQL refuses anything else when the table is made.
void check_reference_types(const Schema& schema, const Table& table, Diagnostics& diagnostics) {
  for (const Column& column : table.columns) {
    if (!column.reference) continue;
    const Table* target = schema.find_table(column.reference->table);
    const Column* key = target == nullptr ? nullptr : target->find_column(column.reference->column);
    if (key == nullptr || key->storage == column.storage) continue;
    Diagnostic& error = diagnostics.error(
        column.location, "wrong-reference",
        fmt::format("`{}` has another type than the key `{}.{}` that it refers to", column.name, target->name, key->name));
    error.notes.push_back({key->location, "the key is declared here"});
  }
}

}  // namespace

void check(const Schema& schema, Diagnostics& diagnostics) {
  for (const Table& table : schema.tables) {
    check_identifier("table", table.name, "rename the table", table.location, diagnostics);
    check_columns(table, diagnostics);
    check_accessors(table, diagnostics);
    check_key(table, "the primary key", table.primary_key, diagnostics);
    for (const Index& index : table.indexes) {
      check_key(table, index.unique ? "a unique key" : "an index", index.columns, diagnostics);
    }
    check_row_size(table, diagnostics);
    check_reference_types(schema, table, diagnostics);
  }
  check_models(schema, diagnostics);
  check_index_names(schema, diagnostics);
}

}  // namespace thriftorm
