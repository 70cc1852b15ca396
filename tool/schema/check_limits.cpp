// What the engines take.
#include <algorithm>

#include <fmt/format.h>

#include "tool/schema/check.h"

namespace thriftorm {
namespace {

constexpr int kIndexBytes = 3072;
constexpr int kRowBytes = 65535;
constexpr int kBytesPerCharacter = 4;
constexpr std::size_t kTableColumns = 1017;
constexpr std::size_t kTableIndexes = 64;
constexpr std::size_t kIndexColumns = 16;

int stored_bytes(const Column& column) {
  switch (column.storage.kind) {
    case Storage::Kind::kVarchar:
      return column.storage.length * kBytesPerCharacter + 2;
    case Storage::Kind::kVarbinary:
      return column.storage.length + 2;
    default:
      return 12;  // numbers, dates, and the pointers of what is stored off the row
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
    case Storage::Kind::kJson:
      return true;
    default:
      return false;
  }
}

void check_key(const Table& table, std::string_view what, const std::vector<std::string>& columns,
               Diagnostics& diagnostics) {
  if (columns.size() > kIndexColumns) {
    diagnostics.error(table.location, "key-too-long",
                      fmt::format("{} over {} columns: the engines take {}", what, columns.size(),
                                  kIndexColumns));
  }
  int bytes = 0;
  const Column* longest = nullptr;
  for (const std::string& name : columns) {
    const Column* column = table.find_column(name);
    if (column == nullptr) continue;
    if (has_unlimited_storage(*column)) {
      diagnostics.error(column->location, "unindexable-column",
                        fmt::format("`{}` has no limited length and cannot be part of {}: write "
                                    "`@length(n)`",
                                    name, what));
      return;
    }
    if (longest == nullptr || stored_bytes(*column) > stored_bytes(*longest)) longest = column;
    bytes += stored_bytes(*column);
  }
  const int limit = kIndexBytes + 2 * static_cast<int>(columns.size());
  if (longest == nullptr || bytes <= limit) return;
  diagnostics.error(
      longest->location, "key-too-long",
      fmt::format("{} over `{}` would take {} bytes, the engines take {}: shorten with "
                  "`@length(n)`, {} characters at most for one column",
                  what, fmt::join(columns, "`, `"), bytes, kIndexBytes,
                  kIndexBytes / kBytesPerCharacter));
}

void check_row(const Table& table, Diagnostics& diagnostics) {
  int bytes = 0;
  for (const Column& column : table.columns) bytes += stored_bytes(column);
  if (bytes > kRowBytes) {
    diagnostics.error(table.location, "row-too-large",
                      fmt::format("a row of `{}` could take {} bytes, MySQL takes {}: make long "
                                  "strings `@text`, or shorten them with `@length(n)`",
                                  table.name, bytes, kRowBytes));
  }
  if (table.columns.size() > kTableColumns) {
    diagnostics.error(table.location, "row-too-large",
                      fmt::format("`{}` has {} columns, InnoDB takes {}", table.name,
                                  table.columns.size(), kTableColumns));
  }
  if (table.indexes.size() > kTableIndexes) {
    diagnostics.error(table.location, "too-many-indexes",
                      fmt::format("`{}` has {} indexes, InnoDB takes {}: each key column has one",
                                  table.name, table.indexes.size(), kTableIndexes));
  }
}

// How the column could be stored like the key.
std::string way_to_match(const Column& key) {
  const bool text = key.storage.kind == Storage::Kind::kVarchar;
  return text ? fmt::format("write `@length({})`", key.storage.length)
              : std::string("give it the type of the key");
}

// A constraint's column type is its target's: MySQL refuses anything else when the table is made,
// and without a constraint a key that does not fit is found when it is too late.
void check_references(const Schema& schema, const Table& table, Diagnostics& diagnostics) {
  for (const Column& column : table.columns) {
    if (!column.reference) continue;
    const Table* target = schema.find_table(column.reference->table);
    const Column* key = target == nullptr ? nullptr : target->find_column(column.reference->column);
    if (key == nullptr || key->storage == column.storage) continue;
    Diagnostic& error = diagnostics.error(
        column.location, "wrong-reference",
        fmt::format("`{}` has another type than the key `{}.{}` that it refers to: {}", column.name,
                    target->name, key->name, way_to_match(*key)));
    error.notes.push_back({key->location, "the key is declared here"});
  }
}

void check_set_null(const Table& table, Diagnostics& diagnostics) {
  for (const Column& column : table.columns) {
    if (!column.reference || column.nullable) continue;
    const bool set_null = column.reference->on_delete == ReferentialAction::kSetNull ||
                          column.reference->on_update == ReferentialAction::kSetNull;
    if (!set_null) continue;
    diagnostics.error(
        column.location, "illegal-action",
        fmt::format("`set_null` needs a column that can be NULL, and `{}` cannot: make "
                    "the field `optional`, or use `restrict`, `no_action` or "
                    "`cascade`",
                    column.name));
  }
}

}  // namespace

void check_limits(const Schema& schema, Diagnostics& diagnostics) {
  for (const Table& table : schema.tables) {
    // A key column of unlimited length was refused as such.
    const Column* key = table.find_column(table.primary_key.front());
    if (key != nullptr && !has_unlimited_storage(*key)) {
      check_key(table, "the primary key", table.primary_key, diagnostics);
    }
    for (const Index& index : table.indexes) {
      check_key(table, index.unique ? "a unique key" : "an index", index.columns, diagnostics);
    }
    check_row(table, diagnostics);
    check_references(schema, table, diagnostics);
    check_set_null(table, diagnostics);
  }
}

}  // namespace thriftorm
