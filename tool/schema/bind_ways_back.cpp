// What follows from keys: the way to the row that a key refers to, and the way back from there,
// where the struct on the other side does not declare it.
#include <algorithm>

#include <fmt/format.h>

#include "tool/schema/binding.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

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

// The union that a column is a variant of, as its struct's field declares it.
struct Variant {
  const BoundField* field = nullptr;  // null: the column is no variant
  std::string name;
};

Variant variant_of(const Binding& binding, const Table& table, const Column& column) {
  for (const Group& group : table.groups) {
    if (group.kind != Group::Kind::kUnion) continue;
    // A pivot's union is the field of the struct that it owns.
    const bool pivot = table.kind == Table::Kind::kPivot;
    const std::string& owner = pivot ? table.columns[1].reference->table : table.name;
    for (const GroupVariant& variant : group.variants) {
      const auto& columns = variant.columns;
      if (std::find(columns.begin(), columns.end(), column.name) == columns.end()) continue;
      return {binding.find_field(owner, group.field), variant.field};
    }
  }
  return {};
}

const idl::Annotation* reverse_annotation(const Variant& variant) {
  if (variant.field == nullptr) return nullptr;
  for (const idl::Annotation* annotation : variant.field->annotations) {
    if (annotation->name == "reverse" && positional(*annotation, 0) == variant.name) {
      return annotation;
    }
  }
  return nullptr;
}

Relation belongs_to(const Binding& binding, const Table& table, const Column& column) {
  Relation relation;
  relation.kind = RelationKind::kBelongsTo;
  relation.target = column.reference->table;
  relation.column = column.name;
  relation.required = !column.nullable;
  relation.deprecated = column.deprecated;
  relation.location = column.location;
  const BoundField* field =
      column.role == ColumnRole::kKey ? binding.find_field(table.name, column.field) : nullptr;
  if (field == nullptr) {
    relation.name = relation_name(column.name, column.reference->column, column.reference->table);
    return relation;
  }
  relation.name = column.field;
  relation.field = column.field;
  relation.shared = field->cpp->type.shared;
  relation.save = to_save_policy(argument(*field->find("belongs_to"), "save"));
  return relation;
}

// What annotations say of the way back over a column.
struct WayBack {
  std::string name;  // empty: nothing is said
  Location location;
  bool none = false;
  bool one = false;
  OnDestroy on_destroy = OnDestroy::kRefuse;
  bool states_on_destroy = false;
};

WayBack stated_way_back(const Binding& binding, const Table& table, const Column& column) {
  WayBack way;
  way.location = column.location;
  way.on_destroy = by_action(*column.reference);
  const auto read_on_destroy = [&](const idl::Annotation& annotation) {
    way.states_on_destroy = way.states_on_destroy || annotation.find("on_destroy") != nullptr;
    way.on_destroy = on_destroy(annotation, way.on_destroy);
  };
  const auto naming = binding.way_back_annotations.find({table.name, column.name});
  if (naming != binding.way_back_annotations.end()) {
    const idl::Annotation& annotation = *naming->second;
    way.name = argument(annotation, "related_name");
    if (!way.name.empty()) way.location = location_of(annotation, "related_name");
    read_on_destroy(annotation);
  }
  const Variant variant = variant_of(binding, table, column);
  if (variant.field == nullptr) return way;
  const bool pivot = table.kind == Table::Kind::kPivot;
  if (pivot) way.on_destroy = OnDestroy::kDelete;
  read_on_destroy(*variant.field->find(pivot ? "pivot" : "flatten"));
  const idl::Annotation* reverse = reverse_annotation(variant);
  if (reverse == nullptr) return way;
  read_on_destroy(*reverse);
  const std::string name = positional(*reverse, 1);
  way.none = name == "none";
  way.one = positional(*reverse, 2) == "one";
  if (name.empty()) return way;
  way.name = name;
  way.location = reverse->location;
  return way;
}

const Relation* declared_way(const Table& target, const Table& source, const Column& column) {
  const auto found =
      std::find_if(target.relations.begin(), target.relations.end(), [&](const Relation& relation) {
        const bool direct = relation.target == source.name && relation.link.empty();
        return relation.kind != RelationKind::kBelongsTo && direct &&
               relation.column == column.name;
      });
  return found == target.relations.end() ? nullptr : &*found;
}

const Relation* declared_through(const Table& owner, const Table& pivot) {
  const auto found =
      std::find_if(owner.relations.begin(), owner.relations.end(), [&](const Relation& relation) {
        return relation.kind == RelationKind::kThrough && relation.link == pivot.name;
      });
  return found == owner.relations.end() ? nullptr : &*found;
}

// The struct on the other side has the last word on what it declares.
void check_agrees(Binding& binding, const WayBack& way, const Relation& declared) {
  const bool renames = !way.name.empty() && way.name != declared.name;
  if (!renames && !way.states_on_destroy) return;
  Diagnostic& error = binding.diagnostics.error(
      way.location, "conflicting-annotations",
      fmt::format("the way back is declared as `{}` on the other side, and cannot be {} here",
                  declared.name, renames ? "named" : "given another `on_destroy=`"));
  error.notes.push_back({declared.location, "declared here"});
}

void check_unlinkable(Binding& binding, const Table& table, const Column& column,
                      const Relation& relation) {
  if (relation.on_destroy != OnDestroy::kUnlink || table.kind == Table::Kind::kPivot) return;
  if (column.role != ColumnRole::kMember && column.nullable) return;
  const Variant variant = variant_of(binding, table, column);
  if (variant.field != nullptr && variant.field->optional()) return;
  binding.diagnostics.error(
      relation.location, "illegal-action",
      fmt::format(
          "`unlink` makes `{}.{}` NULL, which it cannot be: make the field `optional`, or use "
          "`delete` or `refuse`",
          table.name, column.name));
}

// From the row that the key refers to, to the rows that refer to it.
void bind_way_back(Binding& binding, const Table& source, const Column& column,
                   const WayBack& way) {
  Table& target = *binding.find_table(column.reference->table);
  if (const Relation* declared = declared_way(target, source, column)) {
    check_agrees(binding, way, *declared);
    return check_unlinkable(binding, source, column, *declared);
  }
  Relation relation;
  const bool one = way.one || is_unique(source, column.name);
  relation.kind = one ? RelationKind::kHasOne : RelationKind::kHasMany;
  relation.target = source.name;
  relation.column = column.name;
  relation.name = one ? singularize(source.name) : source.name;
  relation.location = way.location;
  relation.deprecated = column.deprecated;
  // A pivot's own rows keep the pivot's name and go with either side: what is stated is for the rows
  // that they link.
  const bool pivot = source.kind == Table::Kind::kPivot;
  if (!way.name.empty() && !pivot) relation.name = way.name;
  relation.on_destroy = pivot ? OnDestroy::kDelete : way.on_destroy;
  if (way.states_on_destroy) check_unlinkable(binding, source, column, relation);
  target.relations.push_back(std::move(relation));
}

// What an owner sees of a pivot: its rows, and the rows that they link.
void bind_owner_side(Binding& binding, const Table& pivot, const Column& column,
                     const WayBack& way) {
  bind_way_back(binding, pivot, column, way);
  Table& owner = *binding.find_table(column.reference->table);
  if (const Relation* declared = declared_through(owner, pivot)) {
    return check_agrees(binding, way, *declared);
  }
  const Column& owned = pivot.columns[1];
  Relation relation;
  relation.kind = RelationKind::kThrough;
  relation.target = owned.reference->table;
  relation.name = way.name.empty() ? relation.target : way.name;
  relation.column = column.name;
  relation.link = pivot.name;
  relation.link_column = owned.name;
  relation.on_destroy = way.on_destroy;
  relation.deprecated = column.deprecated;
  relation.location = way.location;
  owner.relations.push_back(std::move(relation));
}

// A `reverse` says something of the other side, so there must be one.
void check_reverses(Binding& binding, const BoundField& field) {
  const idl::Annotation* pivot = field.find("pivot");
  const Table* table = binding.find_table(pivot == nullptr ? field.table() : positional(*pivot, 0));
  if (table == nullptr) return;
  for (const idl::Annotation* annotation : field.annotations) {
    if (annotation->name != "reverse") continue;
    for (const Group& group : table->groups) {
      for (const GroupVariant& variant : group.variants) {
        const bool meant =
            group.field == field.name() && variant.field == positional(*annotation, 0);
        if (!meant || !variant.table.empty()) continue;
        binding.diagnostics.error(
            annotation->location, "wrong-reference",
            fmt::format("`{}` refers to no table: there is no other side", variant.field));
      }
    }
  }
}

void bind_column_ways_back(Binding& binding, const Table& table) {
  for (const Column& column : table.columns) {
    if (!column.reference) continue;
    const WayBack way = stated_way_back(binding, table, column);
    if (way.none) continue;
    const bool owner_side = table.kind == Table::Kind::kPivot && column.role == ColumnRole::kMember;
    if (owner_side) bind_owner_side(binding, table, column, way);
    else bind_way_back(binding, table, column, way);
  }
}

// The way back over an association table, under its related_name.
void bind_association_back(Binding& binding, const BoundField& field) {
  const idl::Annotation* annotation = field.find("many_to_many");
  if (annotation == nullptr) return;
  const std::string name = argument(*annotation, "related_name");
  if (name.empty()) return;
  const Table& table = *binding.find_table(field.table());
  for (const Relation& relation : table.relations) {
    const bool declared =
        relation.kind == RelationKind::kManyToMany && relation.field == field.name();
    if (!declared) continue;
    Relation back = relation;
    back.name = name;
    back.field.clear();
    back.ids_only = false;
    back.shared = false;
    back.key_column.clear();
    back.order_by.clear();
    back.target = table.name;
    std::swap(back.column, back.link_column);
    binding.find_table(relation.target)->relations.push_back(std::move(back));
    return;
  }
}

}  // namespace

void bind_ways_back(Binding& binding) {
  // The ways along the keys come first, then what was declared, then the ways back.
  for (Table& table : binding.schema.tables) {
    if (table.kind == Table::Kind::kAssociation) continue;
    std::vector<Relation> relations;
    for (const Column& column : table.columns) {
      if (column.reference) relations.push_back(belongs_to(binding, table, column));
    }
    relations.insert(relations.end(), std::make_move_iterator(table.relations.begin()),
                     std::make_move_iterator(table.relations.end()));
    table.relations = std::move(relations);
  }
  for (const BoundField& field : binding.fields) bind_association_back(binding, field);
  for (const Table& table : binding.schema.tables) {
    if (table.kind != Table::Kind::kAssociation) bind_column_ways_back(binding, table);
  }
  for (const BoundField& field : binding.fields) check_reverses(binding, field);
}

}  // namespace thriftorm
