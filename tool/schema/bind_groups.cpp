// Fields that take several columns: flattened structs and unions.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "tool/schema/binding.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

// The record of a struct or union type; null if the header lacks it, which compare() reported.
const Record* record_of(const Binding& binding, const ResolvedType& type) {
  return binding.header.record(Scope::cpp_name(*type.document, type.structure->name));
}

std::string path_of(const std::string& outer, const std::optional<std::int32_t>& id) {
  return id && !outer.empty() ? fmt::format("{}.{}", outer, *id) : outer;
}

// What columns of a group have in common, and the table that gets them.
struct GroupColumns {
  Binding& binding;
  const BoundField& field;
  Table& table;
  std::string prefix;
};

// Where a struct is flattened: within the field, or within one of its variants.
struct StructPlace {
  const ResolvedType& type;
  std::string prefix;
  std::string thrift_path;
  bool nullable = true;
  Location location;  // of the field or the variant
  std::string_view way_out;
};

// What a member of a flattened struct or a variant may say of its column.
void check_member_annotations(Binding& binding, const idl::Struct& structure,
                              const idl::Field& member) {
  constexpr auto kMeaningful = std::to_array<std::string_view>(
      {"column", "length", "text", "type", "date", "datetime", "json", "store", "default",
       "deprecated", "unique", "index", "references", "ignore"});
  for (const idl::Annotation& annotation : member.annotations) {
    const bool meaningful = std::find(kMeaningful.begin(), kMeaningful.end(), annotation.name) !=
                            kMeaningful.end();
    const bool of_table = annotation.find("of") != nullptr;
    if (meaningful && !of_table) continue;
    binding.diagnostics.error(
        of_table ? location_of(annotation, "of") : annotation.location, "misplaced-annotation",
        of_table ? fmt::format("`of=` is for a field of a stored struct, and `{}` is flattened into "
                               "the tables of others",
                               structure.name)
                 : fmt::format("`@{}` is for a field of a stored struct, and `{}` is flattened into "
                               "the tables of others",
                               annotation.name, structure.name));
  }
}

// A member's or variant's one column, named and placed.
std::optional<Column> member_column(const GroupColumns& group, const idl::Field& member,
                                    const ResolvedType& type, const CppField& cpp,
                                    const std::string& prefix, const std::string& thrift_path) {
  const Annotations annotations = pointers(member.annotations);
  std::optional<Column> column =
      value_column(group.binding, type, cpp.type, annotations, member.location);
  if (!column) return std::nullopt;
  const idl::Annotation* name = find_annotation(annotations, "column");
  column->name = prefix + (name == nullptr ? member.name : positional(*name, 0));
  column->role = ColumnRole::kMember;
  column->field = group.field.name();
  column->thrift_path = path_of(thrift_path, member.id);
  column->documentation = member.documentation;
  column->location = group.field.location();
  bind_reference(group.binding, type, annotations, group.table, *column);
  const bool unique = find_annotation(annotations, "unique") != nullptr;
  if (unique || find_annotation(annotations, "index") != nullptr) {
    group.binding.member_indexes.push_back({group.table.name, column->name, unique});
  }
  return column;
}

bool can_be_member(const ResolvedType& type, const CppField& cpp, const idl::Field& member) {
  const bool json = find_annotation(member.annotations, "json") != nullptr;
  return (type.is_scalar() || json) && !cpp.type.shared;
}

void report_not_flat(Binding& binding, const StructPlace& place, const idl::Field& member) {
  Diagnostic& error = binding.diagnostics.error(
      place.location, "not-flat",
      fmt::format("`{}` cannot be flattened into columns, its member `{}` is `{}`: write {} here, or "
                  "`//@json` or `//@ignore` at the member",
                  place.type.structure->name, member.name, to_text(member.type), place.way_out));
  error.notes.push_back({member.location, "declared here"});
}

// A struct whose absence shows in its columns: one of them is set whenever the struct is.
bool check_presence(Binding& binding, const StructPlace& place, const GroupVariant& variant) {
  std::string_view reason;
  if (variant.columns.empty()) reason = "it has no members";
  else if (!place.nullable || !variant.required_columns.empty()) return true;
  else reason = "all its members are optional, so that unset and empty would look alike";
  binding.diagnostics.error(place.location, "not-flat",
                            fmt::format("`{}` cannot be flattened: {}; write {}",
                                        place.type.structure->name, reason, place.way_out));
  return false;
}

// The columns of a struct of scalars; nothing, and a diagnostic, if it has members that are not.
std::optional<GroupVariant> flatten_members(const GroupColumns& group, const StructPlace& place,
                                            std::vector<Column>& columns) {
  const idl::Struct& structure = *place.type.structure;
  const Record* record = record_of(group.binding, place.type);
  group.binding.flattened.insert(&structure);
  if (record == nullptr) return std::nullopt;
  GroupVariant variant;
  variant.cpp_type = "::" + record->name;
  for (const idl::Field& member : structure.fields) {
    check_member_annotations(group.binding, structure, member);
    if (find_annotation(member.annotations, "ignore") != nullptr) continue;
    const ResolvedType type = group.binding.scope.resolve(*place.type.document, member.type);
    const CppField* cpp = find_field(*record, member.name);
    if (cpp == nullptr) return std::nullopt;
    if (!can_be_member(type, *cpp, member)) {
      report_not_flat(group.binding, place, member);
      return std::nullopt;
    }
    std::optional<Column> column =
        member_column(group, member, type, *cpp, place.prefix, place.thrift_path);
    if (!column) return std::nullopt;
    const bool required = member.requiredness != idl::Requiredness::kOptional;
    column->nullable = place.nullable || !required;
    if (!place.nullable) {
      bind_default(group.binding, *place.type.document, member, pointers(member.annotations),
                   *column);
    }
    variant.columns.push_back(column->name);
    variant.members.push_back(member.name);
    if (required) variant.required_columns.push_back(column->name);
    columns.push_back(std::move(*column));
  }
  if (!check_presence(group.binding, place, variant)) return std::nullopt;
  return variant;
}

// --- unions

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
    binding.diagnostics.error(location, "unknown-variant",
                              fmt::format("`{}` has no variant `{}`{}", structure.name, name,
                                          did_you_mean(name, names)));
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
  const StructPlace place{type, group.prefix + variant.name + "_",
                          path_of(group.field.thrift_path(), variant.id), true, variant.location,
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
        fmt::format("`{}` cannot be flattened into columns, its variant `{}` is `{}`: write `//@json` "
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
    binding.diagnostics.error(location, "wrong-type",
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
  const StructPlace place{field.type, group_columns.prefix, field.thrift_path(), field.optional(),
                          field.location(), "`//@json` or `//@ignore`"};
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
