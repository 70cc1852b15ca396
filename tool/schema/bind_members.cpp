#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "tool/schema/members.h"

namespace thriftorm {
namespace {

void report_not_flat(Binding& binding, const StructPlace& place, const idl::Field& member) {
  Diagnostic& error = binding.diagnostics.error(
      place.location, "not-flat",
      fmt::format(
          "`{}` cannot be flattened into columns, its member `{}` is `{}`: write {} here, or "
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

}  // namespace

const Record* record_of(const Binding& binding, const ResolvedType& type) {
  return binding.header.record(Scope::cpp_name(*type.document, type.structure->name));
}

std::string path_of(const std::string& outer, const std::optional<std::int32_t>& id) {
  return id && !outer.empty() ? fmt::format("{}.{}", outer, *id) : outer;
}

void check_member_annotations(Binding& binding, const idl::Struct& structure,
                              const idl::Field& member) {
  constexpr auto kMeaningful = std::to_array<std::string_view>(
      {"column", "length", "text", "type", "date", "datetime", "json", "store", "default",
       "deprecated", "unique", "index", "references", "ignore"});
  for (const idl::Annotation& annotation : member.annotations) {
    const bool meaningful =
        std::find(kMeaningful.begin(), kMeaningful.end(), annotation.name) != kMeaningful.end();
    const bool of_table = annotation.find("of") != nullptr;
    if (meaningful && !of_table) continue;
    binding.diagnostics.error(
        of_table ? location_of(annotation, "of") : annotation.location, "misplaced-annotation",
        of_table
            ? fmt::format("`of=` is for a field of a stored struct, and `{}` is flattened into "
                          "the tables of others",
                          structure.name)
            : fmt::format("`@{}` is for a field of a stored struct, and `{}` is flattened into "
                          "the tables of others",
                          annotation.name, structure.name));
  }
}

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

}  // namespace thriftorm
