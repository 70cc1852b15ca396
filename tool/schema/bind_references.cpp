// What leads from one table to another: keys, and the struct on the other side of a relation.
#include <algorithm>

#include <fmt/format.h>

#include "tool/schema/binding.h"

namespace thriftorm {
namespace {

ReferentialAction to_action(std::string_view word) {
  if (word == "cascade") return ReferentialAction::kCascade;
  if (word == "set_null") return ReferentialAction::kSetNull;
  if (word == "restrict") return ReferentialAction::kRestrict;
  if (word == "no_action") return ReferentialAction::kNoAction;
  return ReferentialAction::kUnstated;
}

// The struct whose key a typedef is: `list<BookId>` holds the keys of books.
const idl::Struct* referenced_struct(const Binding& binding, const ResolvedType& type) {
  for (const idl::Typedef* alias : type.typedefs) {
    const idl::Annotation* references = find_annotation(alias->annotations, "references");
    if (references == nullptr) continue;
    const std::string table = positional(*references, 0);
    for (const StoredStruct& stored : binding.stored) {
      const auto& tables = stored.tables;
      if (std::find(tables.begin(), tables.end(), table) != tables.end()) return stored.structure;
    }
  }
  return nullptr;
}

const idl::Annotation* reference_annotation(const ResolvedType& type,
                                            const Annotations& annotations) {
  if (const idl::Annotation* own = find_annotation(annotations, "references")) return own;
  for (const idl::Typedef* alias : type.typedefs) {
    const idl::Annotation* references = find_annotation(alias->annotations, "references");
    if (references != nullptr) return references;
  }
  return nullptr;
}

}  // namespace

const Table* require_table(Binding& binding, const std::string& name, const Location& location) {
  if (const Table* table = binding.find_table(name)) return table;
  std::vector<std::string_view> names;
  for (const Table& table : binding.schema.tables) names.push_back(table.name);
  binding.diagnostics.error(
      location, "unknown-table",
      fmt::format("no struct is stored in a table `{}`{}", name, did_you_mean(name, names)));
  return nullptr;
}

void set_actions(const idl::Annotation& annotation, Reference& reference) {
  reference.on_delete = to_action(argument(annotation, "on_delete"));
  reference.on_update = to_action(argument(annotation, "on_update"));
}

void bind_reference(Binding& binding, const ResolvedType& type, const Annotations& annotations,
                    const Table& table, Column& column) {
  const idl::Annotation* references = reference_annotation(type, annotations);
  if (references == nullptr) return;
  const std::string name = positional(*references, 0);
  if (name == "none") return;
  const Table* target = require_table(binding, name, references->location);
  if (target == nullptr) return;
  if (target->primary_key.size() != 1) {
    binding.diagnostics.error(references->location, "wrong-reference",
                              fmt::format("`{}` has no primary key of one column", name));
    return;
  }
  column.reference = Reference{name, target->primary_key.front()};
  set_actions(*references, *column.reference);
  if (find_annotation(annotations, "references") != nullptr) {
    binding.way_back_annotations[{table.name, column.name}] = references;
  }
}

std::optional<Column> key_column(Binding& binding, const std::string& target,
                                 const Location& location) {
  const Table* table = require_table(binding, target, location);
  if (table == nullptr) return std::nullopt;
  const Column* key = table->find_column(table->primary_key.front());
  if (key == nullptr) return std::nullopt;  // its own problem was reported
  Column column;
  column.role = ColumnRole::kKey;
  column.storage = key->storage;
  column.value = key->value;
  column.reference = Reference{target, key->name};
  column.location = location;
  return column;
}

const idl::Struct* related_struct(Binding& binding, const BoundField& field,
                                  const idl::Annotation& annotation) {
  ResolvedType type = field.type;
  if (type.is_container()) {
    type = binding.scope.resolve(*type.document, type.container->arguments.back());
  }
  const idl::Struct* structure = type.structure;
  if (structure == nullptr) structure = referenced_struct(binding, type);
  if (structure != nullptr && binding.find_stored(structure) != nullptr) {
    // Thrift leaves the `operator<` that a std::set needs to the user.
    const bool links = field.type.kind != ResolvedType::Kind::kSet || type.structure == nullptr;
    if (links) return structure;
    binding.diagnostics.error(
        field.location(), "unsupported-type",
        fmt::format("`{0}` does not link in C++, where Thrift's structs have no `operator<`: write "
                    "`list<{1}>`",
                    to_text(field.field->type), structure->name));
    return nullptr;
  }
  const std::string what = structure == nullptr
                               ? fmt::format(
                                     "`{}` holds neither such structs nor keys of a typedef "
                                     "with `@references`",
                                     to_text(field.field->type))
                               : fmt::format("`{}` has no `@mysql_table`", structure->name);
  binding.diagnostics.error(
      annotation.location, "wrong-type",
      fmt::format("`@{}` leads to structs with a table of their own: {}", annotation.name, what));
  return nullptr;
}

std::string relation_target(Binding& binding, const BoundField& field, const idl::Struct& structure,
                            const idl::Annotation& annotation) {
  const std::vector<std::string>& tables = binding.find_stored(&structure)->tables;
  if (tables.empty()) return "";  // another struct has them, which was reported
  const std::string stated = argument(annotation, "table");
  if (!stated.empty()) {
    if (std::find(tables.begin(), tables.end(), stated) != tables.end()) return stated;
    binding.diagnostics.error(location_of(annotation, "table"), "unknown-table",
                              fmt::format("`{}` is not a table of `{}`{}", stated, structure.name,
                                          did_you_mean(stated, {tables.begin(), tables.end()})));
    return "";
  }
  if (tables.size() == 1) return tables.front();
  // A pivot belongs to one of the tables, and says so by itself.
  if (annotation.name == "through") {
    const Table* pivot = binding.find_table(positional(annotation, 0));
    if (pivot != nullptr && pivot->kind == Table::Kind::kPivot) {
      return pivot->columns[1].reference->table;
    }
  }
  // Tables pair by position; a struct with one table is at the first.
  if (field.table_position < tables.size()) return tables[field.table_position];
  binding.diagnostics.error(annotation.location, "ambiguous-table",
                            fmt::format("`{}` is stored in several tables: say which with "
                                        "`table={}`",
                                        structure.name, tables.front()));
  return "";
}

OnDestroy on_destroy(const idl::Annotation& annotation, OnDestroy otherwise) {
  const std::string word = argument(annotation, "on_destroy");
  if (word == "delete") return OnDestroy::kDelete;
  if (word == "refuse") return OnDestroy::kRefuse;
  if (word == "unlink") return OnDestroy::kUnlink;
  return otherwise;
}

}  // namespace thriftorm
