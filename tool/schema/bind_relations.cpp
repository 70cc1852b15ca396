// A struct's own fields that lead to other rows: has_one, has_many, through, many_to_many.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "tool/schema/binding.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

// A field, the annotation that makes it a relation, and where it leads.
struct Declared {
  const BoundField& field;
  const idl::Annotation& annotation;
  RelationKind kind;
  const Table& target;
};

// The field of the target that is a map's key, as a column; empty, and a diagnostic, if it is not
// said or cannot be. Empty for what is no map.
std::string map_key_column(Binding& binding, const Declared& declared) {
  const std::string key = argument(declared.annotation, "key");
  const bool is_map = declared.field.type.kind == ResolvedType::Kind::kMap;
  if (!is_map && key.empty()) return "";
  if (!is_map) {
    binding.diagnostics.error(
        location_of(declared.annotation, "key"), "wrong-type",
        fmt::format("`key=` is for a map, and `{}` is `{}`", declared.field.name(),
                    to_text(declared.field.field->type)));
    return "";
  }
  if (key.empty()) {
    binding.diagnostics.error(
        declared.annotation.location, "missing-argument",
        fmt::format("`{}` is a map: say with `key=` which field of `{}` is its "
                    "key",
                    declared.field.name(), declared.target.struct_name));
    return "";
  }
  for (const Column& column : declared.target.columns) {
    if (column.field == key && column.role == ColumnRole::kField) return column.name;
  }
  binding.diagnostics.error(location_of(declared.annotation, "key"), "unknown-column",
                            fmt::format("`{}` has no field `{}` that is stored in one column",
                                        declared.target.struct_name, key));
  return "";
}

void check_map_key_type(Binding& binding, const Declared& declared, const std::string& key_column) {
  const Column* column = declared.target.find_column(key_column);
  if (column == nullptr || declared.field.cpp->type.arguments.size() != 2) return;
  const CppType& key = declared.field.cpp->type.arguments.front();
  const BoundField* member = binding.find_field(declared.target.name, column->field);
  if (member == nullptr) return;
  const CppType& held = member->cpp->type;
  if (held.kind == key.kind && held.name == key.name) return;
  binding.diagnostics.error(
      location_of(declared.annotation, "key"), "type-mismatch",
      fmt::format("the map's key is `{}` and `{}.{}` is `{}`", key.spelling,
                  declared.target.struct_name, member->name(), held.spelling));
}

std::vector<std::string> order_columns(Binding& binding, const Declared& declared) {
  std::vector<std::string> columns;
  for (const std::string& path : list_argument(declared.annotation, "order_by")) {
    const Column* column = column_by_path(declared.target, path);
    if (column != nullptr) {
      columns.push_back(column->name);
    } else {
      report_unknown_column(binding, declared.target, path,
                            location_of(declared.annotation, "order_by"));
    }
  }
  return columns;
}

// The list holds keys of a typedef, not rows.
bool holds_ids(const Binding& binding, const BoundField& field) {
  if (!field.type.is_container()) return false;
  const idl::Type& element = field.type.container->arguments.back();
  return binding.scope.resolve(*field.type.document, element).structure == nullptr;
}

// Whether the relation over a link could be told; what is missing was reported.
bool bind_link(Binding& binding, const Declared& declared, Relation& relation) {
  const std::string table = declared.field.table();
  relation.link = positional(declared.annotation, 0);
  const Table* link = binding.find_table(relation.link);
  if (declared.kind == RelationKind::kManyToMany) {
    if (link == nullptr || link->kind != Table::Kind::kAssociation) return false;
    relation.column = link->columns[0].name;
    relation.link_column = link->columns[1].name;
    relation.symmetrical = declared.annotation.positional(1) != nullptr;
    return true;
  }
  if (link == nullptr || link->kind != Table::Kind::kPivot) {
    binding.diagnostics.error(
        declared.annotation.location, "unknown-table",
        fmt::format("`{0}` is not a pivot: a union field with `//@pivot({0})` "
                    "makes one",
                    relation.link));
    return false;
  }
  relation.link_column = link->columns[1].name;
  for (const Group& group : link->groups) {
    for (const GroupVariant& variant : group.variants) {
      if (variant.table == table) relation.column = variant.columns.front();
    }
  }
  const bool joins = link->columns[1].reference->table == relation.target;
  if (joins && !relation.column.empty()) return true;
  binding.diagnostics.error(declared.annotation.location, "wrong-reference",
                            fmt::format("the pivot `{}` does not join `{}` to `{}`", relation.link,
                                        table, relation.target));
  return false;
}

// Whether the key on the other side is there; what is missing was reported by bind_links().
bool bind_direct(const Declared& declared, Relation& relation) {
  const Column* column = column_by_path(declared.target, positional(declared.annotation, 0));
  const bool refers =
      column != nullptr && column->reference && column->reference->table == declared.field.table();
  if (refers) relation.column = column->name;
  return refers;
}

void bind_declared(Binding& binding, const Declared& declared) {
  Relation relation;
  relation.kind = declared.kind;
  relation.name = declared.field.name();
  relation.field = declared.field.name();
  relation.target = declared.target.name;
  relation.ids_only = holds_ids(binding, declared.field);
  relation.shared = declared.field.cpp->type.shared;
  relation.deprecated = declared.field.deprecated();
  relation.key_column = map_key_column(binding, declared);
  check_map_key_type(binding, declared, relation.key_column);
  relation.order_by = order_columns(binding, declared);
  relation.location = declared.field.location();
  const bool shared_rows = declared.kind == RelationKind::kManyToMany;
  relation.on_destroy =
      on_destroy(declared.annotation, shared_rows ? OnDestroy::kUnlink : OnDestroy::kDelete);
  const bool direct =
      declared.kind == RelationKind::kHasOne || declared.kind == RelationKind::kHasMany;
  const bool bound =
      direct ? bind_direct(declared, relation) : bind_link(binding, declared, relation);
  if (bound) binding.find_table(declared.field.table())->relations.push_back(std::move(relation));
}

void bind_declared(Binding& binding, const BoundField& field) {
  struct Way {
    std::string_view annotation;
    RelationKind kind;
  };
  constexpr auto kWays = std::to_array<Way>({{"has_one", RelationKind::kHasOne},
                                             {"has_many", RelationKind::kHasMany},
                                             {"through", RelationKind::kThrough},
                                             {"many_to_many", RelationKind::kManyToMany}});
  for (const Way& way : kWays) {
    const idl::Annotation* annotation = field.find(way.annotation);
    if (annotation == nullptr) continue;
    const idl::Struct* structure = related_struct(binding, field, *annotation);
    if (structure == nullptr) continue;
    const std::string target = relation_target(binding, field, *structure, *annotation);
    if (target.empty()) continue;
    bind_declared(binding, {field, *annotation, way.kind, *binding.find_table(target)});
  }
}

}  // namespace

void bind_declared_relations(Binding& binding) {
  for (const BoundField& field : binding.fields) bind_declared(binding, field);
}

}  // namespace thriftorm
