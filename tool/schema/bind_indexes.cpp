// Indexes: what annotations ask for, and one for each key column.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "tool/schema/binding.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

std::string index_name(const std::string& table, const std::vector<std::string>& columns,
                       bool unique) {
  return fmt::format("{}_{}_{}", unique ? "uq" : "ix", table, fmt::join(columns, "_"));
}

// The tables that have all of the columns get the index; there is at least one.
void bind_struct_index(Binding& binding, const StoredStruct& stored,
                       const idl::Annotation& annotation) {
  std::size_t found_in = 0;
  const idl::Argument* missing = nullptr;
  for (const std::string& name : stored.tables) {
    Table& table = *binding.find_table(name);
    std::vector<std::string> columns;
    bool complete = true;
    for (std::size_t i = 0; annotation.positional(i) != nullptr; ++i) {
      const Column* column = column_by_path(table, positional(annotation, i));
      if (column != nullptr) {
        columns.push_back(column->name);
        continue;
      }
      missing = annotation.positional(i);
      complete = false;
    }
    if (!complete) continue;
    ++found_in;
    add_index(table, std::move(columns), annotation.name == "unique", argument(annotation, "name"));
  }
  if (found_in > 0 || missing == nullptr || stored.tables.empty()) return;
  report_unknown_column(binding, *binding.find_table(stored.tables.front()), missing->value.text,
                        missing->value.location);
}

void bind_field_index(Binding& binding, const BoundField& field) {
  const bool unique = field.has("unique");
  const idl::Annotation* annotation = unique ? field.find("unique") : field.find("index");
  if (annotation == nullptr) return;
  Table& table = *binding.find_table(field.table());
  const auto column = std::find_if(
      table.columns.begin(), table.columns.end(),
      [&](const Column& c) { return c.field == field.name() && c.role != ColumnRole::kMember; });
  if (column != table.columns.end()) return add_index(table, {column->name}, unique);
  binding.diagnostics.error(
      annotation->location, "wrong-type",
      fmt::format(
          "`{}` is not stored in one column of `{}`: write `//@{}(…)` with the columns above "
          "the struct",
          field.name(), table.name, annotation->name));
}

void index_keys(Table& table) {
  for (const Column& column : table.columns) {
    if (!column.reference || table.primary_key.front() == column.name) continue;
    const bool leads =
        std::any_of(table.indexes.begin(), table.indexes.end(),
                    [&](const Index& index) { return index.columns.front() == column.name; });
    if (!leads) add_index(table, {column.name}, false);
  }
}

// `a` with the columns `b_c` and `a_b` with `c` come to one name: the second gets a hash.
void name_indexes(Schema& schema) {
  std::map<std::string, int> seen;
  for (Table& table : schema.tables) {
    for (Index& index : table.indexes) {
      if (!index.name.empty()) continue;
      const std::string name = index_name(table.name, index.columns, index.unique);
      const bool is_new = seen.emplace(lower_case(name), 0).second;
      const std::string identity = fmt::format("{}.{}", table.name, fmt::join(index.columns, "."));
      index.name = is_new ? fit_identifier(name) : distinct_identifier(name, identity);
    }
  }
}

}  // namespace

void add_index(Table& table, std::vector<std::string> columns, bool unique, std::string name) {
  for (Index& index : table.indexes) {
    if (index.columns != columns) continue;
    index.unique = index.unique || unique;
    if (!name.empty()) index.name = std::move(name);
    return;
  }
  table.indexes.push_back({std::move(name), std::move(columns), unique});
}

void bind_indexes(Binding& binding) {
  for (const BoundField& field : binding.fields) bind_field_index(binding, field);
  for (const StoredStruct& stored : binding.stored) {
    for (const idl::Annotation& annotation : stored.structure->annotations) {
      const bool is_index = annotation.name == "index" || annotation.name == "unique";
      if (is_index) bind_struct_index(binding, stored, annotation);
    }
  }
  for (const MemberIndex& index : binding.member_indexes) {
    Table* table = binding.find_table(index.table);
    const bool exists = table != nullptr && table->find_column(index.column) != nullptr;
    if (exists) add_index(*table, {index.column}, index.unique);
  }
  for (Table& table : binding.schema.tables) index_keys(table);
  name_indexes(binding.schema);
}

}  // namespace thriftorm
