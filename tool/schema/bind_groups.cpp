// Fields that take several columns: flattened structs and unions.
#include <algorithm>

#include <fmt/format.h>

#include "tool/schema/members.h"

namespace thriftorm {
namespace {

bool is_allowed(const BoundField& field, const std::string& variant) {
  const idl::Annotation* allow = field.find("allow");
  if (allow == nullptr) return true;
  for (std::size_t i = 0; allow->positional(i) != nullptr; ++i) {
    if (positional(*allow, i) == variant) return true;
  }
  return false;
}

void check_variant_name(Binding& binding, const BoundField& field, const std::string& name,
                        const Location& location, bool must_be_allowed) {
  const idl::Struct& structure = *field.type.structure;
  std::vector<std::string_view> names;
  for (const idl::Field& variant : structure.fields) names.push_back(variant.name);
  if (std::find(names.begin(), names.end(), name) == names.end()) {
    binding.diagnostics.error(
        location, "unknown-variant",
        fmt::format("`{}` has no variant `{}`{}", structure.name, name, did_you_mean(name, names)));
  } else if (must_be_allowed && !is_allowed(field, name)) {
    binding.diagnostics.error(location, "unknown-variant",
                              fmt::format("`{}` is not among the variants that `@allow` lets in "
                                          "here",
                                          name));
  }
}

// Every name in @allow, @reverse, read= and fallback= is a variant that is stored here.
void check_variant_names(Binding& binding, const BoundField& field) {
  for (const idl::Annotation* annotation : field.annotations) {
    if (annotation->name == "allow") {
      for (std::size_t i = 0; annotation->positional(i) != nullptr; ++i) {
        const idl::ArgumentValue& value = annotation->positional(i)->value;
        check_variant_name(binding, field, value.text, value.location, false);
      }
    }
    if (annotation->name == "reverse") {
      const idl::ArgumentValue& value = annotation->positional(0)->value;
      check_variant_name(binding, field, value.text, value.location, true);
    }
    if (annotation->name != "flatten") continue;
    for (const std::string& name : list_argument(*annotation, "read")) {
      check_variant_name(binding, field, name, location_of(*annotation, "read"), true);
    }
    const std::string fallback = argument(*annotation, "fallback");
    if (fallback.empty()) continue;
    check_variant_name(binding, field, fallback, location_of(*annotation, "fallback"), true);
  }
}

// An action that would change which columns are set contradicts the CHECK over them: MySQL and
// MariaDB refuse the two together, SQLite fails when it happens.
void check_actions(Binding& binding, const BoundField& field, const Column& column) {
  if (!column.reference || !column.reference->is_constraint()) return;
  using enum ReferentialAction;
  const ReferentialAction on_update = column.reference->on_update;
  if (column.reference->on_delete == kSetNull) {
    binding.diagnostics.error(
        field.location(), "illegal-action",
        fmt::format("`on_delete=set_null` on `{}` contradicts the CHECK that says which columns of "
                    "`{}` are set: use `restrict` or `cascade`",
                    column.name, field.name()));
  }
  if (on_update == kSetNull || on_update == kCascade) {
    binding.diagnostics.error(
        field.location(), "illegal-action",
        fmt::format("`on_update={}` on `{}` contradicts the CHECK that says which columns of `{}` "
                    "are set: use `restrict` or `no_action`",
                    on_update == kCascade ? "cascade" : "set_null", column.name, field.name()));
  }
}

std::optional<GroupVariant> scalar_variant(const GroupColumns& group, const idl::Field& variant,
                                           const ResolvedType& type, const CppField& cpp,
                                           std::vector<Column>& columns) {
  std::optional<Column> column =
      member_column(group, variant, type, cpp, group.prefix, group.field.thrift_path());
  if (!column) return std::nullopt;
  column->nullable = true;
  GroupVariant bound;
  bound.field = variant.name;
  bound.columns = {column->name};
  bound.members = {""};
  bound.required_columns = {column->name};
  if (column->reference) bound.table = column->reference->table;
  columns.push_back(std::move(*column));
  return bound;
}

std::optional<GroupVariant> struct_variant(const GroupColumns& group, const idl::Field& variant,
                                           const ResolvedType& type, std::vector<Column>& columns) {
  for (const idl::Annotation& annotation : variant.annotations) {
    if (annotation.name == "deprecated") continue;
    group.binding.diagnostics.error(
        annotation.location, "misplaced-annotation",
        fmt::format("`@{}` is for one column, and the variant `{}` has one for each member of `{}`",
                    annotation.name, variant.name, type.structure->name));
  }
  const StructPlace place{type,
                          group.prefix + variant.name + "_",
                          path_of(group.field.thrift_path(), variant.id),
                          true,
                          variant.location,
                          "`//@json`"};
  std::optional<GroupVariant> bound = flatten_members(group, place, columns);
  if (!bound) return std::nullopt;
  bound->field = variant.name;
  bound->name = group.prefix + variant.name;
  if (const idl::Annotation* deprecated = find_annotation(variant.annotations, "deprecated")) {
    bound->deprecated = positional(*deprecated, 0);
    for (Column& column : columns) column.deprecated = bound->deprecated;
  }
  return bound;
}

// The variant's columns go to the table; nothing, and a diagnostic, if it cannot be stored.
std::optional<GroupVariant> bind_variant(const GroupColumns& group, const Record& record,
                                         const idl::Field& variant) {
  Binding& binding = group.binding;
  const ResolvedType type = binding.scope.resolve(*group.field.type.document, variant.type);
  const CppField* cpp = find_field(record, variant.name);
  if (cpp == nullptr) return std::nullopt;  // reported by compare()
  std::vector<Column> columns;
  std::optional<GroupVariant> bound;
  if (can_be_member(type, *cpp, variant)) {
    bound = scalar_variant(group, variant, type, *cpp, columns);
  } else if (type.kind == ResolvedType::Kind::kStruct && !cpp->type.shared) {
    bound = struct_variant(group, variant, type, columns);
  } else {
    Diagnostic& error = binding.diagnostics.error(
        group.field.location(), "not-flat",
        fmt::format(
            "`{}` cannot be flattened into columns, its variant `{}` is `{}`: write `//@json` "
            "here or at the variant",
            group.field.type.structure->name, variant.name, to_text(variant.type)));
    error.notes.push_back({variant.location, "declared here"});
  }
  if (!bound) return std::nullopt;
  for (Column& column : columns) {
    check_actions(binding, group.field, column);
    if (add_column(binding, group.table, std::move(column)) == nullptr) return std::nullopt;
  }
  return bound;
}

Group make_group(Group::Kind kind, const BoundField& field, std::string cpp_type) {
  Group group;
  group.kind = kind;
  group.field = field.name();
  group.name = field.name();
  group.cpp_type = std::move(cpp_type);
  group.union_name = field.type.structure->name;
  group.required = !field.optional();
  group.documentation = field.field->documentation;
  group.deprecated = field.deprecated();
  group.location = field.location();
  return group;
}

// What `read=` and `fallback=` may not be combined with.
void check_fallback(Binding& binding, const BoundField& field, const Group& group) {
  if (group.fallback.empty()) return;
  const Location location = location_of(*field.find("flatten"), "fallback");
  if (field.optional()) {
    binding.diagnostics.error(location, "conflicting-annotations",
                              fmt::format("`{}` is optional: where all its columns are NULL, it is "
                                          "unset, and no `fallback=` is taken",
                                          field.name()));
  }
  for (const GroupVariant& variant : group.variants) {
    if (variant.field != group.fallback || variant.cpp_type.empty()) continue;
    binding.diagnostics.error(
        location, "wrong-type",
        fmt::format("a `fallback=` is a variant that is one value, and `{}` is "
                    "a struct",
                    group.fallback));
  }
}

std::string prefix_of(const BoundField& field) {
  const idl::Annotation* flatten = field.find("flatten");
  const bool stated = flatten != nullptr && flatten->find("prefix") != nullptr;
  return stated ? argument(*flatten, "prefix") : field.name() + "_";
}

bool check_not_shared(Binding& binding, const BoundField& field) {
  if (!field.cpp->type.shared) return true;
  binding.diagnostics.error(field.location(), "unsupported-type",
                            fmt::format("`{0}` is held by pointer and cannot be flattened: write "
                                        "`{1} {0}` without `&`, or `//@ignore`",
                                        field.name(), to_text(field.field->type)));
  return false;
}

}  // namespace

std::optional<Group> union_group(Binding& binding, const BoundField& field, Table& owner,
                                 const std::string& prefix) {
  const idl::Struct& structure = *field.type.structure;
  const Record* record = record_of(binding, field.type);
  binding.flattened.insert(&structure);
  if (record == nullptr || !check_not_shared(binding, field)) return std::nullopt;
  if (structure.fields.empty()) {
    binding.diagnostics.error(field.location(), "empty-union",
                              fmt::format("the union `{}` has no variants", structure.name));
    return std::nullopt;
  }
  check_variant_names(binding, field);
  const GroupColumns columns{binding, field, owner, prefix};
  Group group = make_group(Group::Kind::kUnion, field, "::" + record->name);
  for (const idl::Field& variant : structure.fields) {
    if (!is_allowed(field, variant.name)) {
      group.forbidden.push_back(variant.name);
      continue;
    }
    check_member_annotations(binding, structure, variant);
    std::optional<GroupVariant> bound = bind_variant(columns, *record, variant);
    if (bound) group.variants.push_back(std::move(*bound));
  }
  if (group.variants.empty()) return std::nullopt;  // reported
  return group;
}

void bind_flattened_union(Binding& binding, const BoundField& field, Table& table) {
  const idl::Annotation& flatten = *field.find("flatten");
  std::optional<Group> group = union_group(binding, field, table, prefix_of(field));
  if (!group) return;
  group->read_order = list_argument(flatten, "read");
  group->fallback = argument(flatten, "fallback");
  check_fallback(binding, field, *group);
  table.groups.push_back(std::move(*group));
}

void bind_flattened_struct(Binding& binding, const BoundField& field, Table& table) {
  if (!check_not_shared(binding, field)) return;
  if (const idl::Annotation* flatten = field.find("flatten")) {
    for (const std::string_view key : {"read", "fallback", "on_destroy"}) {
      if (flatten->find(std::string(key)) == nullptr) continue;
      binding.diagnostics.error(location_of(*flatten, key), "wrong-type",
                                fmt::format("`{}=` is for a union, and `{}` is a struct", key,
                                            to_text(field.field->type)));
    }
  }
  const GroupColumns group_columns{binding, field, table, prefix_of(field)};
  const StructPlace place{field.type,       group_columns.prefix, field.thrift_path(),
                          field.optional(), field.location(),     "`//@json` or `//@ignore`"};
  std::vector<Column> columns;
  std::optional<GroupVariant> variant = flatten_members(group_columns, place, columns);
  if (!variant) return;
  Group group = make_group(Group::Kind::kStruct, field, variant->cpp_type);
  for (Column& column : columns) {
    if (field.optional()) check_actions(binding, field, column);
    if (group.deprecated) column.deprecated = group.deprecated;
    if (add_column(binding, table, std::move(column)) == nullptr) return;
  }
  variant->name = group.name;
  group.variants.push_back(std::move(*variant));
  table.groups.push_back(std::move(group));
}

}  // namespace thriftorm