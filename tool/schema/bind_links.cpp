// What joins tables: pivots, association tables, and key columns that no field declares.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "tool/schema/binding.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

constexpr std::string_view kOneDeclares =
    ": one side of a link declares it, the other comes from `related_name=`";
// Annotations that name a column of the other side.
constexpr auto kChildKeys = std::to_array<std::string_view>({"has_one", "has_many"});
constexpr std::string_view kOfOneTable =
    ": where the struct has several tables, `of=` says which of them the pivot is for";

void bind_pivot(Binding& binding, const BoundField& field) {
  const idl::Annotation& annotation = *field.find("pivot");
  if (field.type.kind != ResolvedType::Kind::kUnion) return;  // reported
  Table pivot;
  pivot.kind = Table::Kind::kPivot;
  pivot.name = positional(annotation, 0);
  pivot.model = model_name(pivot.name);
  pivot.documentation =
      fmt::format("Which {} owns a row of `{}`.", field.type.structure->name, field.table());
  pivot.location = annotation.location;
  pivot.primary_key = {"id"};
  pivot.columns.push_back(hidden_id(annotation.location));
  std::optional<Column> key = key_column(binding, field.table(), annotation.location);
  if (!key) return;
  key->name = snake_case(field.stored->structure->name) + "_id";
  add_index(pivot, {key->name}, true);
  if (add_column(binding, pivot, std::move(*key)) == nullptr) return;

  std::optional<Group> group = union_group(binding, field, pivot, argument(annotation, "prefix"));
  if (!group) return;
  group->required = true;  // what has no owner has no row here
  pivot.groups.push_back(std::move(*group));
  binding.add_table(std::move(pivot), kOfOneTable);
}

// `@symmetrical` is for a struct that is linked with itself, and has no other way back.
void check_symmetrical(Binding& binding, const BoundField& field, const idl::Annotation& annotation,
                       const std::string& target) {
  const idl::Argument* symmetrical = annotation.positional(1);
  if (symmetrical == nullptr) return;
  if (target != field.table()) {
    binding.diagnostics.error(
        symmetrical->location, "wrong-type",
        fmt::format("`symmetrical` is for a table that is linked with itself, "
                    "and `{}` is linked with `{}`",
                    field.table(), target));
  }
  if (annotation.find("related_name") == nullptr) return;
  binding.diagnostics.error(location_of(annotation, "related_name"), "conflicting-annotations",
                            "a symmetrical link is its own way back");
}

void bind_association(Binding& binding, const BoundField& field) {
  const idl::Annotation& annotation = *field.find("many_to_many");
  const idl::Struct* other = related_struct(binding, field, annotation);
  if (other == nullptr) return;
  const std::string target = relation_target(binding, field, *other, annotation);
  if (target.empty()) return;
  check_symmetrical(binding, field, annotation, target);
  std::optional<Column> left = key_column(binding, field.table(), annotation.location);
  std::optional<Column> right = key_column(binding, target, annotation.location);
  if (!left || !right) return;
  left->name = argument(annotation, "left");
  right->name = argument(annotation, "right");
  if (left->name.empty()) left->name = snake_case(field.stored->structure->name) + "_id";
  if (right->name.empty()) right->name = snake_case(other->name) + "_id";
  if (lower_case(left->name) == lower_case(right->name)) {
    binding.diagnostics.error(
        annotation.location, "duplicate-column",
        fmt::format(
            "both columns of `{}` would be called `{}`: name them with `left=` and `right=`",
            positional(annotation, 0), left->name));
    return;
  }
  Table table;
  table.kind = Table::Kind::kAssociation;
  table.name = positional(annotation, 0);
  table.documentation = fmt::format("Joins `{}` and `{}`.", field.table(), target);
  table.location = annotation.location;
  table.primary_key = {left->name, right->name};
  add_index(table, {right->name}, false);
  table.columns.push_back(std::move(*left));
  table.columns.push_back(std::move(*right));
  binding.add_table(std::move(table), kOneDeclares);
}

// A column that exists is taken for the key: with the reference that it has, or now gets.
void adopt_key(Binding& binding, const BoundField& field, const idl::Annotation& annotation,
               const Table& child, Column& existing) {
  const std::optional<Column> key = key_column(binding, field.table(), annotation.location);
  if (!key) return;
  const bool fits = existing.role == ColumnRole::kField && key->value.kind == existing.value.kind;
  if (!existing.reference && fits) existing.reference = key->reference;
  if (existing.reference && existing.reference->table == field.table()) return;
  Diagnostic& error = binding.diagnostics.error(
      annotation.location, "wrong-reference",
      fmt::format("`{}.{}` does not refer to `{}`", child.name, existing.name, field.table()));
  error.notes.push_back(
      {existing.location, existing.reference
                              ? fmt::format("it refers to `{}`", existing.reference->table)
                              : std::string("declared here")});
}

bool is_named_by_relation(const Binding& binding, std::string_view column) {
  return std::any_of(binding.fields.begin(), binding.fields.end(), [&](const BoundField& field) {
    return std::any_of(kChildKeys.begin(), kChildKeys.end(), [&](std::string_view name) {
      const idl::Annotation* annotation = field.find(name);
      return annotation != nullptr && positional(*annotation, 0) == column;
    });
  });
}

// A column that is made beside one with nearly its name, which refers to the same table and which no
// relation names: one of the two is misspelt.
void warn_of_misspelt_key(Binding& binding, const BoundField& field,
                          const idl::Annotation& annotation, const Table& child,
                          const std::string& name) {
  std::vector<std::string_view> unused;
  for (const Column& column : child.columns) {
    const bool refers = column.reference && column.reference->table == field.table();
    if (refers && !is_named_by_relation(binding, column.name)) unused.push_back(column.name);
  }
  const std::string meant = did_you_mean(name, unused);
  if (meant.empty()) return;
  binding.diagnostics.warning(
      annotation.location, "suspicious-annotation",
      fmt::format("`{}` has no column `{}`, so it gets one{}", child.name, name, meant));
}

// The key column that a has_one or has_many names on the other side: found, or made.
void bind_child_key(Binding& binding, const BoundField& field, const idl::Annotation& annotation) {
  const idl::Struct* structure = related_struct(binding, field, annotation);
  if (structure == nullptr) return;
  const std::string child_name = relation_target(binding, field, *structure, annotation);
  Table* child = child_name.empty() ? nullptr : binding.find_table(child_name);
  if (child == nullptr) return;
  const std::string path = positional(annotation, 0);
  if (const Column* existing = column_by_path(*child, path)) {
    return adopt_key(binding, field, annotation, *child, *child->find_column(existing->name));
  }
  if (path.find('.') != std::string::npos) {
    binding.diagnostics.error(
        annotation.location, "unknown-column",
        fmt::format("`{}` has no column for `{}`: a path is a union field of `{}` that is stored "
                    "with `@flatten`, a dot, and a variant",
                    child_name, path, structure->name));
    return;
  }
  std::optional<Column> key = key_column(binding, field.table(), annotation.location);
  if (!key) return;
  warn_of_misspelt_key(binding, field, annotation, *child, path);
  key->name = path;
  key->nullable = on_destroy(annotation, OnDestroy::kDelete) == OnDestroy::kUnlink;
  child->columns.push_back(std::move(*key));
}

}  // namespace

void bind_pivots(Binding& binding) {
  for (const BoundField& field : binding.fields) {
    if (field.has("pivot")) bind_pivot(binding, field);
  }
}

void bind_links(Binding& binding) {
  for (const BoundField& field : binding.fields) {
    if (field.has("many_to_many")) bind_association(binding, field);
    for (const std::string_view name : kChildKeys) {
      const idl::Annotation* annotation = field.find(name);
      if (annotation != nullptr) bind_child_key(binding, field, *annotation);
    }
  }
}

}  // namespace thriftorm
