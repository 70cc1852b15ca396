// What joins tables: references, pivots, association tables, key columns that no field declares,
// and the indexes that go with them.
#include <algorithm>

#include <fmt/format.h>

#include "tool/schema/binding.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

ReferentialAction to_action(std::string_view word) {
  if (word == "cascade") return ReferentialAction::kCascade;
  if (word == "set_null") return ReferentialAction::kSetNull;
  if (word == "restrict") return ReferentialAction::kRestrict;
  if (word == "no_action") return ReferentialAction::kNoAction;
  return ReferentialAction::kUnstated;
}

Column hidden_id(const Location& location) {
  Column id;
  id.name = "id";
  id.role = ColumnRole::kHiddenId;
  id.value.cpp_type = "std::int64_t";
  id.generated = true;
  id.location = location;
  return id;
}

// Adds a table that has no struct; nothing if its name is taken.
Table* add_link_table(Binding& binding, Table table) {
  if (const Table* other = binding.schema.find_table(table.name)) {
    Diagnostic& error = binding.diagnostics.error(table.location, "duplicate-table",
                                                  fmt::format("table `{}` is already defined", table.name));
    error.notes.push_back({other->location, "first defined here"});
    return nullptr;
  }
  binding.schema.tables.push_back(std::move(table));
  return &binding.schema.tables.back();
}

void bind_pivot(Binding& binding, const BoundField& field) {
  const idl::Annotation& annotation = *field.find("pivot");
  if (field.type.kind != ResolvedType::Kind::kUnion) {
    binding.diagnostics.error(annotation.location, "wrong-type", "`@pivot` is for a union field");
    return;
  }
  Table pivot;
  pivot.kind = Table::Kind::kPivot;
  pivot.name = positional(annotation, 0);
  pivot.model = model_name(pivot.name);
  pivot.documentation = fmt::format("Which {} owns a row of `{}`.", field.type.structure->name, field.table());
  pivot.location = annotation.location;
  pivot.primary_key = {"id"};
  pivot.columns.push_back(hidden_id(annotation.location));
  std::optional<Column> key = key_column(binding, field.table(), annotation.location);
  if (!key) return;
  key->name = snake_case(field.stored->structure->name) + "_id";
  const std::string key_name = key->name;
  pivot.columns.push_back(std::move(*key));

  std::optional<Group> group = union_group(binding, field, pivot, argument(annotation, "prefix"));
  if (!group) return;
  group->required = true;  // an ownerless row has no row here
  pivot.groups.push_back(std::move(*group));
  add_index(pivot, {key_name}, true);
  add_link_table(binding, std::move(pivot));
}

void bind_association(Binding& binding, const BoundField& field) {
  const idl::Annotation& annotation = *field.find("many_to_many");
  const idl::Struct* other = embedded_struct(binding, field);
  if (other == nullptr) {
    binding.diagnostics.error(annotation.location, "wrong-type",
                              "`@many_to_many` is for a list or set of stored structs, or of a typedef that references a table");
    return;
  }
  const std::string target = relation_target(binding, field, *other, annotation);
  if (target.empty()) return;
  std::optional<Column> left = key_column(binding, field.table(), annotation.location);
  std::optional<Column> right = key_column(binding, target, annotation.location);
  if (!left || !right) return;
  left->name = argument(annotation, "left");
  right->name = argument(annotation, "right");
  if (left->name.empty()) left->name = snake_case(field.stored->structure->name) + "_id";
  if (right->name.empty()) right->name = snake_case(other->name) + "_id";
  if (left->name == right->name) {
    binding.diagnostics.error(annotation.location, "duplicate-column",
                              fmt::format("both columns of `{}` would be called `{}`: name them with `left=` and `right=`",
                                          positional(annotation, 0), left->name));
    return;
  }
  Table table;
  table.kind = Table::Kind::kAssociation;
  table.name = positional(annotation, 0);
  table.documentation = fmt::format("Joins `{}` and `{}`.", field.table(), target);
  table.location = annotation.location;
  table.primary_key = {left->name, right->name};
  const std::string way_back = right->name;
  table.columns.push_back(std::move(*left));
  table.columns.push_back(std::move(*right));
  add_index(table, {way_back}, false);
  add_link_table(binding, std::move(table));
}

// The key column that a has_one or has_many names on the other side: found, or made.
void bind_child_key(Binding& binding, const BoundField& field, const idl::Annotation& annotation) {
  const idl::Struct* child_struct = embedded_struct(binding, field);
  if (child_struct == nullptr) {
    binding.diagnostics.error(annotation.location, "wrong-type",
                              fmt::format("`@{}` is for a field of a stored struct, or a container of them", annotation.name));
    return;
  }
  const std::string child_name = relation_target(binding, field, *child_struct, annotation);
  Table* child = child_name.empty() ? nullptr : binding.schema.find_table(child_name);
  if (child == nullptr) return;
  const std::string path = positional(annotation, 0);
  if (path.find('.') != std::string::npos) return;  // a union's variant: bind_relations looks it up

  Column* existing = child->find_column(path);
  if (existing == nullptr) {
    std::optional<Column> key = key_column(binding, field.table(), annotation.location);
    if (!key) return;
    key->name = path;
    key->nullable = false;
    child->columns.push_back(std::move(*key));
    return;
  }
  if (!existing->reference) {
    std::optional<Column> key = key_column(binding, field.table(), annotation.location);
    if (key && key->value.kind == existing->value.kind) existing->reference = key->reference;
  }
  if (!existing->reference || existing->reference->table != field.table()) {
    Diagnostic& error = binding.diagnostics.error(
        annotation.location, "wrong-reference",
        fmt::format("`{}.{}` does not refer to `{}`", child_name, path, field.table()));
    error.notes.push_back({existing->location, existing->reference
                                                   ? fmt::format("it refers to `{}`", existing->reference->table)
                                                   : std::string("declared here")});
  }
}

// `a` or `position.x`: a column by its own name, or by the path that was flattened.
std::string column_by_path(const Table& table, const std::string& path) {
  std::string name = path;
  if (table.find_column(name) != nullptr) return name;
  const std::size_t dot = path.find('.');
  for (const Column& column : table.columns) {
    if (dot == std::string::npos && column.role == ColumnRole::kField && column.field == path) return column.name;
  }
  if (dot == std::string::npos) return "";
  for (const Group& group : table.groups) {
    if (group.field != path.substr(0, dot)) continue;
    const std::string rest = path.substr(dot + 1);
    for (const GroupVariant& variant : group.variants) {
      for (std::size_t i = 0; i < variant.columns.size(); ++i) {
        const std::string& member = variant.members[i];
        const std::string inner = variant.field.empty() ? member : member.empty() ? variant.field : variant.field + "." + member;
        if (inner == rest) return variant.columns[i];
      }
    }
  }
  return "";
}

void bind_struct_index(Binding& binding, Table& table, const idl::Annotation& annotation) {
  std::vector<std::string> columns;
  for (std::size_t i = 0; annotation.positional(i) != nullptr; ++i) {
    const idl::ArgumentValue& value = annotation.positional(i)->value;
    const std::string column = column_by_path(table, value.text);
    if (column.empty()) {
      std::vector<std::string_view> names;
      for (const Column& candidate : table.columns) names.push_back(candidate.name);
      const std::string_view near = nearest(value.text, names);
      binding.diagnostics.error(value.location, "unknown-column",
                                fmt::format("table `{}` has no column `{}`{}", table.name, value.text,
                                            near.empty() ? "" : fmt::format("; did you mean `{}`?", near)));
      return;
    }
    columns.push_back(column);
  }
  if (!columns.empty()) add_index(table, std::move(columns), annotation.name == "unique", argument(annotation, "name"));
}

void bind_field_indexes(Binding& binding, const BoundField& field, Table& table) {
  const bool unique = field.has("unique");
  if (!unique && !field.has("index")) return;
  const idl::Annotation& annotation = unique ? *field.find("unique") : *field.find("index");
  for (const Column& column : table.columns) {
    if (column.field == field.field->name && column.role != ColumnRole::kMember) {
      add_index(table, {column.name}, unique);
      return;
    }
  }
  binding.diagnostics.error(annotation.location, "wrong-type",
                            fmt::format("`{}` is not stored in one column of `{}`: write `//@{}(…)` with the columns above the struct",
                                        field.field->name, table.name, annotation.name));
}

// `@index` or `@unique` on a union's variant, or on a flattened struct's member.
void bind_member_indexes(Binding& binding, const Group& group, Table& table) {
  const auto declared = [&](const idl::Field& member, const std::string& column) {
    const bool unique = find_annotation(member.annotations, "unique") != nullptr;
    if (unique || find_annotation(member.annotations, "index") != nullptr) add_index(table, {column}, unique);
  };
  for (const idl::Document& document : binding.program.documents) {
    for (const idl::Struct& structure : document.structs) {
      const std::string cpp_name = Scope::cpp_name(document, structure.name);
      for (const GroupVariant& variant : group.variants) {
        for (const idl::Field& field : structure.fields) {
          if (cpp_name == group.cpp_type && field.name == variant.field && variant.cpp_type.empty()) {
            declared(field, variant.columns.front());
          }
          for (std::size_t i = 0; cpp_name == variant.cpp_type && i < variant.members.size(); ++i) {
            if (variant.members[i] == field.name) declared(field, variant.columns[i]);
          }
        }
      }
    }
  }
}

}  // namespace

const Table* require_table(Binding& binding, const std::string& name, const Location& location) {
  if (const Table* table = binding.schema.find_table(name)) return table;
  std::vector<std::string_view> names;
  for (const Table& table : binding.schema.tables) names.push_back(table.name);
  const std::string_view near = nearest(name, names);
  binding.diagnostics.error(location, "unknown-table",
                            fmt::format("no struct is stored in a table `{}`{}", name,
                                        near.empty() ? "" : fmt::format("; did you mean `{}`?", near)));
  return nullptr;
}

void set_actions(Binding& binding, const idl::Annotation& annotation, Reference& reference) {
  (void)binding;
  reference.on_delete = to_action(argument(annotation, "on_delete"));
  reference.on_update = to_action(argument(annotation, "on_update"));
}

std::optional<Reference> bind_reference(Binding& binding, const ResolvedType& type, const idl::Annotation* references) {
  for (auto alias = type.typedefs.begin(); references == nullptr && alias != type.typedefs.end(); ++alias) {
    references = find_annotation((*alias)->annotations, "references");
  }
  if (references == nullptr) return std::nullopt;
  const std::string target = positional(*references, 0);
  if (target == "none") return std::nullopt;
  const Table* table = require_table(binding, target, references->location);
  if (table == nullptr || table->primary_key.empty()) return std::nullopt;
  Reference reference{target, table->primary_key.front()};
  set_actions(binding, *references, reference);
  return reference;
}

std::optional<Column> key_column(Binding& binding, const std::string& target, const Location& location) {
  const Table* table = require_table(binding, target, location);
  if (table == nullptr || table->primary_key.empty()) return std::nullopt;
  const Column* key = table->find_column(table->primary_key.front());
  if (key == nullptr) return std::nullopt;
  Column column;
  column.role = ColumnRole::kKey;
  column.storage = key->storage;
  column.value = key->value;
  column.reference = Reference{target, key->name};
  column.location = location;
  return column;
}

void add_column(Binding& binding, Table& table, Column column) {
  if (const Column* other = table.find_column(column.name)) {
    Diagnostic& error = binding.diagnostics.error(
        column.location, "duplicate-column",
        fmt::format("column `{}` is already defined in table `{}`", column.name, table.name));
    error.notes.push_back({other->location, "first defined here"});
    return;
  }
  table.columns.push_back(std::move(column));
}

std::string index_name(const Table& table, const std::vector<std::string>& columns, bool unique) {
  std::string name = (unique ? "uq_" : "ix_") + table.name;
  for (const std::string& column : columns) name += "_" + column;
  return fit_identifier(std::move(name));
}

void add_index(Table& table, std::vector<std::string> columns, bool unique, std::string name) {
  for (Index& index : table.indexes) {
    if (index.columns != columns) continue;
    index.unique = index.unique || unique;
    index.name = name.empty() ? index_name(table, columns, index.unique) : name;
    return;
  }
  if (name.empty()) name = index_name(table, columns, unique);
  table.indexes.push_back({std::move(name), std::move(columns), unique});
}

const idl::Struct* embedded_struct(const Binding& binding, const BoundField& field) {
  ResolvedType type = field.type;
  if (type.is_container()) {
    type = binding.scope.resolve(*type.document, type.container->arguments.back());
  }
  if (type.structure != nullptr) return binding.find_stored(type.structure) != nullptr ? type.structure : nullptr;
  for (const idl::Typedef* alias : type.typedefs) {  // list<BookId>
    const idl::Annotation* references = find_annotation(alias->annotations, "references");
    if (references == nullptr) continue;
    const Table* table = binding.schema.find_table(positional(*references, 0));
    for (const StoredStruct& stored : binding.stored) {
      const bool holds = table != nullptr && std::find(stored.tables.begin(), stored.tables.end(), table->name) != stored.tables.end();
      if (holds) return stored.structure;
    }
  }
  return nullptr;
}

std::string relation_target(Binding& binding, const BoundField& field, const idl::Struct& structure,
                            const idl::Annotation& annotation) {
  const StoredStruct* target = binding.find_stored(&structure);
  if (target == nullptr) return "";
  const std::vector<std::string>& tables = target->tables;
  const std::string stated = argument(annotation, "table");
  if (!stated.empty()) {
    if (std::find(tables.begin(), tables.end(), stated) != tables.end()) return stated;
    binding.diagnostics.error(location_of(annotation, "table"), "unknown-table",
                              fmt::format("`{}` is not a table of `{}`", stated, structure.name));
    return "";
  }
  if (tables.size() == 1) return tables.front();
  // A pivot belongs to one of the tables, and says so by itself.
  if (const idl::Annotation* through = field.find("through")) {
    const Table* pivot = binding.schema.find_table(positional(*through, 0));
    const bool usable = pivot != nullptr && pivot->columns.size() > 1 && pivot->columns[1].reference;
    if (usable) return pivot->columns[1].reference->table;
  }
  // Tables pair by position; a struct with one table is at the first.
  if (field.table_position < tables.size()) return tables[field.table_position];
  binding.diagnostics.error(annotation.location, "ambiguous-table",
                            fmt::format("`{}` is stored in several tables: say which with `table={}`", structure.name, tables.front()));
  return "";
}

void bind_links(Binding& binding) {
  for (const BoundField& field : binding.fields) {
    if (field.has("pivot")) bind_pivot(binding, field);
  }
  for (const BoundField& field : binding.fields) {
    if (field.has("many_to_many")) bind_association(binding, field);
    if (const idl::Annotation* one = field.find("has_one")) bind_child_key(binding, field, *one);
    if (const idl::Annotation* many = field.find("has_many")) bind_child_key(binding, field, *many);
  }
}

void bind_indexes(Binding& binding) {
  for (const BoundField& field : binding.fields) {
    Table* table = binding.schema.find_table(field.table());
    if (table != nullptr) bind_field_indexes(binding, field, *table);
  }
  for (const StoredStruct& stored : binding.stored) {
    for (const std::string& name : stored.tables) {
      Table* table = binding.schema.find_table(name);
      if (table == nullptr) continue;
      for (const idl::Annotation& annotation : stored.structure->annotations) {
        if (annotation.name == "index" || annotation.name == "unique") bind_struct_index(binding, *table, annotation);
      }
    }
  }
  for (Table& table : binding.schema.tables) {
    for (const Group& group : table.groups) bind_member_indexes(binding, group, table);
    for (const Column& column : table.columns) {
      const bool leads = std::any_of(table.indexes.begin(), table.indexes.end(),
                                     [&](const Index& index) { return index.columns.front() == column.name; });
      const bool leads_key = table.primary_key.front() == column.name;
      if (column.reference && !leads && !leads_key) add_index(table, {column.name}, false);
    }
  }
}

}  // namespace thriftorm
