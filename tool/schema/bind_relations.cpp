// The ways from one model to another, in both directions, and what they are called.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "tool/schema/binding.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

OnDestroy to_on_destroy(const std::string& word, OnDestroy otherwise) {
  if (word == "delete") return OnDestroy::kDelete;
  if (word == "refuse") return OnDestroy::kRefuse;
  if (word == "unlink") return OnDestroy::kUnlink;
  return otherwise;
}

// What a stated referential action makes of the rows when their target goes.
OnDestroy by_action(const Reference& reference) {
  if (reference.on_delete == ReferentialAction::kCascade) return OnDestroy::kDelete;
  if (reference.on_delete == ReferentialAction::kSetNull) return OnDestroy::kUnlink;
  return OnDestroy::kRefuse;
}

SavePolicy to_save_policy(const std::string& word) {
  if (word == "all") return SavePolicy::kAll;
  if (word == "reference") return SavePolicy::kReference;
  return SavePolicy::kCreate;
}

bool is_unique(const Table& table, const std::string& column) {
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
    return index.unique && index.columns == std::vector<std::string>{column};
  });
}

// Which variant of which group a column is; null: none.
const GroupVariant* variant_of(const Table& table, const std::string& column) {
  for (const Group& group : table.groups) {
    for (const GroupVariant& variant : group.variants) {
      if (variant.columns.front() == column && variant.cpp_type.empty()) return &variant;
    }
  }
  return nullptr;
}

// The field whose annotation made this table's group: the union's field, for a pivot that of the
// struct it owns.
const BoundField* group_field(const Binding& binding, const Table& table, const Group& group) {
  if (table.kind != Table::Kind::kPivot) return binding.find_field(table.name, group.field);
  return binding.find_field(table.columns[1].reference->table, group.field);
}

const idl::Annotation* reverse_annotation(const Binding& binding, const Table& table, const std::string& column) {
  const GroupVariant* variant = variant_of(table, column);
  if (variant == nullptr) return nullptr;
  for (const Group& group : table.groups) {
    const BoundField* field = group_field(binding, table, group);
    if (field == nullptr) continue;
    for (const idl::Annotation* annotation : field->annotations) {
      if (annotation->name == "reverse" && positional(*annotation, 0) == variant->field) return annotation;
    }
  }
  return nullptr;
}

// The annotation that gives a column its reference, which may name the way back.
const idl::Annotation* naming_annotation(const Binding& binding, const Table& table, const Column& column) {
  const BoundField* field = binding.find_field(table.name, column.field);
  if (field == nullptr || column.role == ColumnRole::kMember) return nullptr;
  if (const idl::Annotation* belongs_to = field->find("belongs_to")) return belongs_to;
  return field->find("references");
}

Relation belongs_to(const Binding& binding, const Table& table, const Column& column) {
  Relation relation;
  relation.kind = RelationKind::kBelongsTo;
  relation.target = column.reference->table;
  relation.column = column.name;
  relation.required = !column.nullable;
  relation.location = column.location;
  const bool embedded = column.role == ColumnRole::kKey && !column.field.empty();
  relation.name = embedded ? column.field : relation_name(column.name);
  if (embedded) {
    relation.field = column.field;
    if (const idl::Annotation* annotation = naming_annotation(binding, table, column)) {
      relation.save = to_save_policy(argument(*annotation, "save"));
    }
  }
  return relation;
}

// The name of the IDL's field that is a map's key, as the target's column.
std::string map_key_column(Binding& binding, const BoundField& field, const idl::Annotation& annotation, const Table& target) {
  const std::string key = argument(annotation, "key");
  if (field.type.kind != ResolvedType::Kind::kMap) {
    if (!key.empty()) {
      binding.diagnostics.error(location_of(annotation, "key"), "wrong-type", "`key=` is for a map");
    }
    return "";
  }
  if (key.empty()) {
    binding.diagnostics.error(annotation.location, "missing-argument",
                              fmt::format("`{}` is a map: say with `key=` which field of `{}` is its key", field.field->name, target.struct_name));
    return "";
  }
  for (const Column& column : target.columns) {
    if (column.field == key && column.role == ColumnRole::kField) return column.name;
  }
  binding.diagnostics.error(location_of(annotation, "key"), "unknown-column",
                            fmt::format("`{}` has no field `{}` that is stored in one column", target.struct_name, key));
  return "";
}

void check_map_key_type(Binding& binding, const BoundField& field, const idl::Annotation& annotation,
                        const Table& target, const std::string& key_column) {
  const Column* column = target.find_column(key_column);
  if (column == nullptr || field.cpp->type.arguments.size() != 2) return;
  const CppType& key = field.cpp->type.arguments.front();
  const BoundField* member = binding.find_field(target.name, column->field);
  if (member != nullptr && (member->cpp->type.kind != key.kind || member->cpp->type.name != key.name)) {
    binding.diagnostics.error(location_of(annotation, "key"), "type-mismatch",
                              fmt::format("the map's key is `{}` and `{}.{}` is `{}`", key.spelling, target.struct_name,
                                          member->field->name, member->cpp->type.spelling));
  }
}

std::vector<std::string> order_columns(Binding& binding, const idl::Annotation& annotation, const Table& target) {
  std::vector<std::string> columns = list_argument(annotation, "order_by");
  for (const std::string& column : columns) {
    if (target.find_column(column) != nullptr) continue;
    binding.diagnostics.error(location_of(annotation, "order_by"), "unknown-column",
                              fmt::format("table `{}` has no column `{}`", target.name, column));
  }
  return columns;
}

// The other side's column that a path names: `mobile_id`, or `owner.player_id` for a variant.
std::string path_column(Binding& binding, const BoundField& field, const idl::Annotation& annotation, const Table& target) {
  const std::string path = positional(annotation, 0);
  const std::size_t dot = path.find('.');
  if (dot == std::string::npos) return path;
  for (const Group& group : target.groups) {
    if (group.field != path.substr(0, dot)) continue;
    for (const GroupVariant& variant : group.variants) {
      if (variant.field != path.substr(dot + 1)) continue;
      if (variant.table == field.table()) return variant.columns.front();
      binding.diagnostics.error(annotation.location, "wrong-reference",
                                fmt::format("`{}` does not refer to `{}`", path, field.table()));
      return "";
    }
  }
  binding.diagnostics.error(annotation.location, "unknown-column",
                            fmt::format("`{}` has no column for `{}`: a path is a union field of `{}` that is stored with "
                                        "`@flatten`, a dot, and a variant", target.name, path, target.struct_name));
  return "";
}

bool holds_ids(const BoundField& field) {
  return field.type.is_container() && field.cpp->type.arguments.back().kind != CppType::Kind::kRecord;
}

// A struct's own field that leads to other rows: has_one, has_many, through, many_to_many.
void bind_declared(Binding& binding, const BoundField& field) {
  const auto kinds = std::to_array<std::pair<std::string_view, RelationKind>>(
      {{"has_one", RelationKind::kHasOne}, {"has_many", RelationKind::kHasMany},
       {"through", RelationKind::kThrough}, {"many_to_many", RelationKind::kManyToMany}});
  for (const auto& [name, kind] : kinds) {
    const idl::Annotation* annotation = field.find(name);
    const idl::Struct* structure = annotation == nullptr ? nullptr : embedded_struct(binding, field);
    if (structure == nullptr) continue;
    const std::string target_name = relation_target(binding, field, *structure, *annotation);
    const Table* target = binding.schema.find_table(target_name);
    Table* table = binding.schema.find_table(field.table());
    if (target == nullptr || table == nullptr) continue;

    Relation relation;
    relation.kind = kind;
    relation.name = field.field->name;
    relation.field = field.field->name;
    relation.target = target_name;
    relation.ids_only = holds_ids(field);
    relation.key_column = map_key_column(binding, field, *annotation, *target);
    check_map_key_type(binding, field, *annotation, *target, relation.key_column);
    relation.order_by = order_columns(binding, *annotation, *target);
    relation.location = field.field->location;
    const OnDestroy usual = kind == RelationKind::kManyToMany ? OnDestroy::kUnlink : OnDestroy::kDelete;
    relation.on_destroy = to_on_destroy(argument(*annotation, "on_destroy"), usual);
    if (kind == RelationKind::kHasOne || kind == RelationKind::kHasMany) {
      relation.column = path_column(binding, field, *annotation, *target);
      if (!relation.column.empty()) table->relations.push_back(std::move(relation));
      continue;
    }
    relation.link = positional(*annotation, 0);
    const Table* link = binding.schema.find_table(relation.link);
    if (kind == RelationKind::kManyToMany) {
      if (link == nullptr) continue;
      relation.column = link->columns[0].name;
      relation.link_column = link->columns[1].name;
      relation.symmetrical = argument(*annotation, "symmetrical") == "true" || positional(*annotation, 1) == "symmetrical";
      table->relations.push_back(std::move(relation));
      continue;
    }
    if (link == nullptr || link->kind != Table::Kind::kPivot) {
      binding.diagnostics.error(annotation->location, "unknown-table",
                                fmt::format("`{}` is not a pivot: a union field with `@pivot({})` makes one", relation.link, relation.link));
      continue;
    }
    relation.link_column = link->columns[1].name;
    for (const Group& group : link->groups) {
      for (const GroupVariant& variant : group.variants) {
        if (variant.table == field.table()) relation.column = variant.columns.front();
      }
    }
    if (relation.column.empty() || link->columns[1].reference->table != target_name) {
      binding.diagnostics.error(annotation->location, "wrong-reference",
                                fmt::format("the pivot `{}` does not join `{}` to `{}`", relation.link, field.table(), target_name));
      continue;
    }
    table->relations.push_back(std::move(relation));
  }
}

bool has_declared_way(const Table& target, const Table& source, const std::string& column) {
  return std::any_of(target.relations.begin(), target.relations.end(), [&](const Relation& relation) {
    const bool direct = relation.target == source.name && relation.link.empty();
    return relation.kind != RelationKind::kBelongsTo && direct && relation.column == column;
  });
}

// The way back over a key column, where the other side's struct does not declare it.
void bind_way_back(Binding& binding, const Table& source, const Column& column) {
  Table* target = binding.schema.find_table(column.reference->table);
  if (target == nullptr || has_declared_way(*target, source, column.name)) return;
  const idl::Annotation* reverse = source.kind == Table::Kind::kPivot ? nullptr : reverse_annotation(binding, source, column.name);
  const std::string reverse_name = reverse == nullptr ? "" : positional(*reverse, 1);
  if (reverse_name == "none") return;

  Relation relation;
  const bool one = is_unique(source, column.name) || (reverse != nullptr && positional(*reverse, 2) == "one");
  relation.kind = one ? RelationKind::kHasOne : RelationKind::kHasMany;
  relation.target = source.name;
  relation.column = column.name;
  relation.name = one ? singularize(source.name) : source.name;
  relation.location = column.location;
  relation.on_destroy = by_action(*column.reference);
  if (reverse != nullptr) {
    if (!reverse_name.empty()) relation.name = reverse_name;
    relation.on_destroy = to_on_destroy(argument(*reverse, "on_destroy"), relation.on_destroy);
  }
  if (const idl::Annotation* naming = naming_annotation(binding, source, column)) {
    const std::string related = argument(*naming, "related_name");
    if (!related.empty()) relation.name = related;
    relation.on_destroy = to_on_destroy(argument(*naming, "on_destroy"), relation.on_destroy);
  }
  if (source.kind == Table::Kind::kPivot) relation.on_destroy = OnDestroy::kDelete;
  target->relations.push_back(std::move(relation));
}

// What an owner sees of a pivot: its rows, and the rows that they link.
void bind_owner_side(Binding& binding, const Table& pivot, const Column& column) {
  const idl::Annotation* reverse = reverse_annotation(binding, pivot, column.name);
  const std::string name = reverse == nullptr ? "" : positional(*reverse, 1);
  if (name == "none") return;
  bind_way_back(binding, pivot, column);
  Table* owner = binding.schema.find_table(column.reference->table);
  if (owner == nullptr) return;
  const bool declared = std::any_of(owner->relations.begin(), owner->relations.end(), [&](const Relation& relation) {
    return relation.kind == RelationKind::kThrough && relation.link == pivot.name;
  });
  if (declared) return;
  const Column& owned = pivot.columns[1];
  Relation relation;
  relation.kind = RelationKind::kThrough;
  relation.target = owned.reference->table;
  relation.name = name.empty() ? relation.target : name;
  relation.column = column.name;
  relation.link = pivot.name;
  relation.link_column = owned.name;
  relation.on_destroy = reverse == nullptr ? OnDestroy::kDelete : to_on_destroy(argument(*reverse, "on_destroy"), OnDestroy::kDelete);
  relation.location = column.location;
  owner->relations.push_back(std::move(relation));
}

// The way back over an association table, under its related_name.
void bind_association_back(Binding& binding, const BoundField& field) {
  const idl::Annotation* annotation = field.find("many_to_many");
  if (annotation == nullptr) return;
  const std::string name = argument(*annotation, "related_name");
  const Table* table = binding.schema.find_table(field.table());
  if (name.empty() || table == nullptr) return;
  for (const Relation& relation : table->relations) {
    if (relation.kind != RelationKind::kManyToMany || relation.field != field.field->name) continue;
    Relation back = relation;
    back.name = name;
    back.field.clear();
    back.ids_only = false;
    back.key_column.clear();
    back.order_by.clear();
    back.target = table->name;
    std::swap(back.column, back.link_column);
    binding.schema.find_table(relation.target)->relations.push_back(std::move(back));
    return;
  }
}

}  // namespace

void bind_relations(Binding& binding) {
  for (Table& table : binding.schema.tables) {
    if (table.kind == Table::Kind::kAssociation) continue;
    for (const Column& column : table.columns) {
      if (column.reference) table.relations.push_back(belongs_to(binding, table, column));
    }
  }
  for (const BoundField& field : binding.fields) bind_declared(binding, field);
  for (const BoundField& field : binding.fields) bind_association_back(binding, field);
  for (const Table& table : binding.schema.tables) {
    if (table.kind == Table::Kind::kAssociation) continue;
    for (const Column& column : table.columns) {
      if (!column.reference) continue;
      const bool owner_column = table.kind == Table::Kind::kPivot && column.role == ColumnRole::kMember;
      if (owner_column) {
        bind_owner_side(binding, table, column);
      } else {
        bind_way_back(binding, table, column);
      }
    }
  }
}

}  // namespace thriftorm
