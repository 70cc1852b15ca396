// Fields that take several columns: flattened structs and unions.
#include <algorithm>

#include <fmt/format.h>

#include "tool/schema/binding.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

std::vector<const idl::Annotation*> pointers(const std::vector<idl::Annotation>& annotations) {
  std::vector<const idl::Annotation*> all;
  for (const idl::Annotation& annotation : annotations) all.push_back(&annotation);
  return all;
}

// The record of a struct or union type; null if the header lacks it, which compare() reported.
const Record* record_of(const Binding& binding, const ResolvedType& type) {
  return binding.header.record(Scope::cpp_name(*type.document, type.structure->name));
}

std::string path_of(const std::string& outer, const std::optional<std::int32_t>& id) {
  return id && !outer.empty() ? fmt::format("{}.{}", outer, *id) : outer;
}

// A struct whose members become columns of the table that embeds it.
struct MemberColumns {
  const ResolvedType& type;
  std::string prefix;
  std::string thrift_path;
  std::string field;
  bool all_nullable = true;
};

// The columns of a struct of plain scalars; nothing, and a diagnostic at `location`, if it has
// members that are not.
std::optional<GroupVariant> flatten_members(Binding& binding, const MemberColumns& flattened,
                                            const Location& location, std::vector<Column>& columns) {
  const Record* record = record_of(binding, flattened.type);
  if (record == nullptr) return std::nullopt;
  GroupVariant variant;
  variant.cpp_type = "::" + record->name;
  for (const idl::Field& member : flattened.type.structure->fields) {
    const ResolvedType type = binding.scope.resolve(*flattened.type.document, member.type);
    const CppField* cpp = find_field(*record, member.name);
    if (cpp == nullptr) return std::nullopt;
    if (!type.is_scalar() || cpp->type.shared) {
      Diagnostic& error = binding.diagnostics.error(
          location, "not-flat",
          fmt::format("`{}` cannot be flattened into columns, its member `{}` is `{}`: write `//@json` or `//@ignore` here, "
                      "or give `{}` a table of its own",
                      flattened.type.structure->name, member.name, to_text(member.type), flattened.type.structure->name));
      error.notes.push_back({member.location, "declared here"});
      return std::nullopt;
    }
    std::optional<Column> column = scalar_column(binding, type, cpp->type, pointers(member.annotations), member.location);
    if (!column) return std::nullopt;
    const bool required = member.requiredness != idl::Requiredness::kOptional;
    column->name = flattened.prefix + member.name;
    column->role = ColumnRole::kMember;
    column->field = flattened.field;
    column->thrift_path = path_of(flattened.thrift_path, member.id);
    column->nullable = flattened.all_nullable || !required;
    column->documentation = member.documentation;
    column->location = location;
    column->reference = bind_reference(binding, type, find_annotation(member.annotations, "references"));
    variant.columns.push_back(column->name);
    variant.members.push_back(member.name);
    if (required) variant.required_columns.push_back(column->name);
    columns.push_back(std::move(*column));
  }
  return variant;
}

bool is_allowed(const BoundField& field, const std::string& variant) {
  const idl::Annotation* allow = field.find("allow");
  if (allow == nullptr) return true;
  for (std::size_t i = 0; allow->positional(i) != nullptr; ++i) {
    if (positional(*allow, i) == variant) return true;
  }
  return false;
}

// Every name in @allow, @reverse, read= and fallback= is a variant.
void check_variant_names(Binding& binding, const BoundField& field) {
  const idl::Struct& structure = *field.type.structure;
  std::vector<std::string_view> names;
  for (const idl::Field& variant : structure.fields) names.push_back(variant.name);
  const auto check_name = [&](const std::string& name, const Location& location) {
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    const std::string_view near = nearest(name, names);
    binding.diagnostics.error(location, "unknown-variant",
                              fmt::format("`{}` has no variant `{}`{}", structure.name, name,
                                          near.empty() ? "" : fmt::format("; did you mean `{}`?", near)));
  };
  for (const idl::Annotation* annotation : field.annotations) {
    if (annotation->name == "allow") {
      for (std::size_t i = 0; annotation->positional(i) != nullptr; ++i) {
        check_name(positional(*annotation, i), annotation->positional(i)->value.location);
      }
    }
    if (annotation->name == "reverse") check_name(positional(*annotation, 0), annotation->location);
    if (annotation->name == "flatten") {
      for (const std::string& name : list_argument(*annotation, "read")) check_name(name, location_of(*annotation, "read"));
      const std::string fallback = argument(*annotation, "fallback");
      if (!fallback.empty()) check_name(fallback, location_of(*annotation, "fallback"));
    }
  }
}

std::optional<GroupVariant> scalar_variant(Binding& binding, const idl::Field& variant, const ResolvedType& type,
                                           const CppField& cpp, const std::string& prefix,
                                           std::vector<Column>& columns) {
  std::optional<Column> column = scalar_column(binding, type, cpp.type, pointers(variant.annotations), variant.location);
  if (!column) return std::nullopt;
  column->name = prefix + variant.name;
  column->role = ColumnRole::kMember;
  column->nullable = true;
  column->documentation = variant.documentation;
  column->reference = bind_reference(binding, type, find_annotation(variant.annotations, "references"));
  GroupVariant bound{variant.name, "", {column->name}, {""}, {column->name},
                     column->reference ? column->reference->table : ""};
  columns.push_back(std::move(*column));
  return bound;
}

// An action that would leave the row without its owner contradicts "exactly one": the engines
// refuse it, or fail when it happens.
void check_union_actions(Binding& binding, const BoundField& field, const Column& column) {
  if (!column.reference || !column.reference->is_constraint()) return;
  const ReferentialAction on_delete = column.reference->on_delete;
  const ReferentialAction on_update = column.reference->on_update;
  if (on_delete == ReferentialAction::kSetNull) {
    binding.diagnostics.error(field.field->location, "illegal-action",
                              fmt::format("`on_delete=set_null` on the union variant `{}` would leave no variant set: "
                                          "use `restrict`, `no_action` or `cascade`", column.name));
  }
  if (on_update == ReferentialAction::kSetNull || on_update == ReferentialAction::kCascade) {
    binding.diagnostics.error(field.field->location, "illegal-action",
                              fmt::format("`on_update` of the union variant `{}` can be `restrict` or `no_action`: the "
                                          "engines refuse the others beside the union's CHECK", column.name));
  }
}

}  // namespace

std::optional<Group> union_group(Binding& binding, const BoundField& field, Table& owner, const std::string& prefix) {
  const Record* record = record_of(binding, field.type);
  if (record == nullptr) return std::nullopt;
  if (field.type.structure->fields.empty()) {
    binding.diagnostics.error(field.field->location, "empty-union",
                              fmt::format("the union `{}` has no variants", field.type.structure->name));
    return std::nullopt;
  }
  check_variant_names(binding, field);
  Group group{Group::Kind::kUnion, field.field->name, field.field->name, "::" + record->name,
              field.type.structure->name, !field.optional(), {}, {}, {}, "",
              field.field->documentation, field.field->location};
  for (const idl::Field& variant : field.type.structure->fields) {
    if (!is_allowed(field, variant.name)) {
      group.forbidden.push_back(variant.name);
      continue;
    }
    const ResolvedType type = binding.scope.resolve(*field.type.document, variant.type);
    const CppField* cpp = find_field(*record, variant.name);
    if (cpp == nullptr) continue;
    std::vector<Column> columns;
    std::optional<GroupVariant> bound;
    const std::string path = path_of(field.field->id ? std::to_string(*field.field->id) : "", variant.id);
    if (type.is_scalar()) {
      bound = scalar_variant(binding, variant, type, *cpp, prefix, columns);
    } else if (type.kind == ResolvedType::Kind::kStruct) {
      const MemberColumns members{type, prefix + variant.name + "_", path, field.field->name};
      bound = flatten_members(binding, members, variant.location, columns);
      if (bound) bound->field = variant.name;
    } else {
      binding.diagnostics.error(variant.location, "not-flat",
                                fmt::format("the variant `{}` is `{}`: only scalars and structs of scalars become columns",
                                            variant.name, to_text(variant.type)));
    }
    if (!bound) continue;
    for (Column& column : columns) {
      if (type.is_scalar()) column.thrift_path = path;
      column.field = field.field->name;
      column.location = field.field->location;
      check_union_actions(binding, field, column);
      add_column(binding, owner, std::move(column));
    }
    group.variants.push_back(std::move(*bound));
  }
  return group;
}

void bind_flattened_union(Binding& binding, const BoundField& field, Table& table) {
  const idl::Annotation* flatten = field.find("flatten");
  if (flatten == nullptr) {
    const std::string own = snake_case(field.stored->structure->name);
    binding.diagnostics.error(
        field.field->location, "unannotated-field",
        fmt::format("field `{}` is a union: say how it is stored with `//@flatten` (a nullable column for each variant), "
                    "`//@pivot({}_{})` (a table of its own), `//@json`, or `//@ignore`",
                    field.field->name, own, pluralize(field.field->name)));
    return;
  }
  const bool has_prefix = flatten->find("prefix") != nullptr;
  const std::string prefix = has_prefix ? argument(*flatten, "prefix") : field.field->name + "_";
  std::optional<Group> group = union_group(binding, field, table, prefix);
  if (!group) return;
  group->read_order = list_argument(*flatten, "read");
  group->fallback = argument(*flatten, "fallback");
  table.groups.push_back(std::move(*group));
}

void bind_flattened_struct(Binding& binding, const BoundField& field, Table& table) {
  const idl::Annotation* flatten = field.find("flatten");
  const bool has_prefix = flatten != nullptr && flatten->find("prefix") != nullptr;
  const std::string prefix = has_prefix ? argument(*flatten, "prefix") : field.field->name + "_";
  const MemberColumns members{field.type, prefix, field.field->id ? std::to_string(*field.field->id) : "",
                              field.field->name, field.optional()};
  std::vector<Column> columns;
  std::optional<GroupVariant> variant = flatten_members(binding, members, field.field->location, columns);
  if (!variant) return;
  if (columns.empty() || (field.optional() && variant->required_columns.empty())) {
    binding.diagnostics.error(field.field->location, "not-flat",
                              fmt::format("`{}` cannot be flattened: {}; write `//@json` or `//@ignore`", field.type.structure->name,
                                          columns.empty() ? "it has no members"
                                                          : "all its members are optional, so that unset and empty would look alike"));
    return;
  }
  Group group{Group::Kind::kStruct, field.field->name, field.field->name, variant->cpp_type,
              field.type.structure->name, !field.optional(), {}, {}, {}, "",
              field.field->documentation, field.field->location};
  for (Column& column : columns) add_column(binding, table, std::move(column));
  group.variants.push_back(std::move(*variant));
  table.groups.push_back(std::move(group));
}

}  // namespace thriftorm
