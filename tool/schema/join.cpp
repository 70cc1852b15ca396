#include "tool/schema/join.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace thriftorm {
namespace {

std::string_view without_root(std::string_view name) {
  if (name.starts_with("::")) name.remove_prefix(2);
  return name;
}

CppType::Kind expected_kind(ResolvedType::Kind kind) {
  switch (kind) {
    case ResolvedType::Kind::kBool:
      return CppType::Kind::kBool;
    case ResolvedType::Kind::kByte:
      return CppType::Kind::kInt8;
    case ResolvedType::Kind::kInt16:
      return CppType::Kind::kInt16;
    case ResolvedType::Kind::kInt32:
      return CppType::Kind::kInt32;
    case ResolvedType::Kind::kInt64:
      return CppType::Kind::kInt64;
    case ResolvedType::Kind::kDouble:
      return CppType::Kind::kDouble;
    case ResolvedType::Kind::kString:
    case ResolvedType::Kind::kBinary:
      return CppType::Kind::kString;
    case ResolvedType::Kind::kUuid:
      return CppType::Kind::kUuid;
    case ResolvedType::Kind::kEnum:
      return CppType::Kind::kEnum;
    case ResolvedType::Kind::kStruct:
    case ResolvedType::Kind::kUnion:
      return CppType::Kind::kRecord;
    case ResolvedType::Kind::kList:
      return CppType::Kind::kList;
    case ResolvedType::Kind::kSet:
      return CppType::Kind::kSet;
    case ResolvedType::Kind::kMap:
      return CppType::Kind::kMap;
    case ResolvedType::Kind::kUnknown:
      break;
  }
  return CppType::Kind::kUnknown;
}

// One comparison: what it reads, and where it reports.
struct Comparison {
  const Scope& scope;
  const HeaderIndex& index;
  std::string header_name;
  Diagnostics& diagnostics;

  void stale(const Location& location, const std::string& what) const {
    diagnostics.error(
        location, "stale-header",
        fmt::format("{}: the header does not belong to this IDL; run the Thrift compiler again",
                    what));
  }
};

bool same_type(const Scope& scope, const idl::Document& document, const idl::Type& type,
               const CppType& cpp) {
  if (cpp.kind == CppType::Kind::kUnknown) return true;  // the user's own cpp_type
  const ResolvedType resolved = scope.resolve(document, type);
  if (resolved.kind == ResolvedType::Kind::kUnknown) return true;  // reported by the IDL reader
  if (expected_kind(resolved.kind) != cpp.kind) return false;
  if (resolved.enumeration != nullptr) {
    return without_root(Scope::cpp_name(*resolved.document, resolved.enumeration->name)) ==
           cpp.name;
  }
  if (resolved.structure != nullptr) {
    return without_root(Scope::cpp_name(*resolved.document, resolved.structure->name)) == cpp.name;
  }
  if (resolved.container == nullptr) return true;
  const std::vector<idl::Type>& arguments = resolved.container->arguments;
  if (arguments.size() != cpp.arguments.size()) return false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (!same_type(scope, *resolved.document, arguments[i], cpp.arguments[i])) return false;
  }
  return true;
}

void compare_field(const Comparison& comparison, const idl::Document& document,
                   const idl::Struct& structure, const idl::Field& field, const Record& record) {
  const CppField* cpp = find_field(record, field.name);
  if (cpp == nullptr) {
    comparison.stale(field.location, fmt::format("field `{}` of `{}` is not in {}", field.name,
                                                 structure.name, comparison.header_name));
    return;
  }
  const bool same = same_type(comparison.scope, document, field.type, cpp->type) &&
                    field.reference == cpp->type.shared;
  if (same) return;
  Diagnostic& error = comparison.diagnostics.error(
      field.location, "type-mismatch",
      fmt::format("field `{}` of `{}` is `{}` here and `{}` in {}: run the Thrift compiler again",
                  field.name, structure.name, to_text(field.type), cpp->type.spelling,
                  comparison.header_name));
  error.notes.push_back({Location{record.file, cpp->line, 1, 1}, "declared here in C++"});
}

void compare_struct(const Comparison& comparison, const idl::Document& document,
                    const idl::Struct& structure) {
  const Record* record = comparison.index.record(Scope::cpp_name(document, structure.name));
  if (record == nullptr) {
    comparison.stale(structure.location,
                     fmt::format("`{}` is not in {}", structure.name, comparison.header_name));
    return;
  }
  for (const idl::Field& field : structure.fields) {
    compare_field(comparison, document, structure, field, *record);
  }
  for (const CppField& cpp : record->fields) {
    const bool known = std::any_of(structure.fields.begin(), structure.fields.end(),
                                   [&](const idl::Field& field) { return field.name == cpp.name; });
    if (!known) {
      comparison.stale(structure.location,
                       fmt::format("`{}` has no field `{}`, which {} has", structure.name, cpp.name,
                                   comparison.header_name));
    }
  }
}

void compare_enum(const Comparison& comparison, const idl::Document& document,
                  const idl::Enum& enumeration) {
  const CppEnum* cpp = comparison.index.enumeration(Scope::cpp_name(document, enumeration.name));
  if (cpp == nullptr) {
    comparison.stale(enumeration.location, fmt::format("enum `{}` is not in {}", enumeration.name,
                                                       comparison.header_name));
    return;
  }
  for (const idl::EnumValue& value : enumeration.values) {
    const auto found =
        std::find_if(cpp->values.begin(), cpp->values.end(),
                     [&](const CppEnumValue& other) { return other.name == value.name; });
    if (found == cpp->values.end()) {
      comparison.stale(value.location, fmt::format("`{}::{}` is not in {}", enumeration.name,
                                                   value.name, comparison.header_name));
    } else if (found->value != value.value) {
      comparison.diagnostics.error(
          value.location, "type-mismatch",
          fmt::format("`{}::{}` is {} here and {} in {}: run the Thrift compiler again",
                      enumeration.name, value.name, value.value, found->value,
                      comparison.header_name));
    }
  }
  for (const CppEnumValue& value : cpp->values) {
    const bool known =
        std::any_of(enumeration.values.begin(), enumeration.values.end(),
                    [&](const idl::EnumValue& other) { return other.name == value.name; });
    if (!known) {
      comparison.stale(enumeration.location,
                       fmt::format("enum `{}` has no value `{}`, which {} has", enumeration.name,
                                   value.name, comparison.header_name));
    }
  }
}

}  // namespace

HeaderIndex::HeaderIndex(const Header& header) {
  for (const Record& record : header.records) records_.emplace(record.name, &record);
  for (const CppEnum& enumeration : header.enums) enums_.emplace(enumeration.name, &enumeration);
}

const Record* HeaderIndex::record(std::string_view name) const {
  const auto found = records_.find(without_root(name));
  return found == records_.end() ? nullptr : found->second;
}

const CppEnum* HeaderIndex::enumeration(std::string_view name) const {
  const auto found = enums_.find(without_root(name));
  return found == enums_.end() ? nullptr : found->second;
}

const CppField* find_field(const Record& record, std::string_view name) {
  const auto found = std::find_if(record.fields.begin(), record.fields.end(),
                                  [&](const CppField& field) { return field.name == name; });
  return found == record.fields.end() ? nullptr : &*found;
}

void compare(const idl::Program& program, const Scope& scope, const Header& header,
             Diagnostics& diagnostics) {
  const HeaderIndex index(header);
  const Comparison comparison{scope, index, std::filesystem::path(header.path).filename().string(),
                              diagnostics};
  for (const idl::Document& document : program.documents) {
    for (const idl::Enum& enumeration : document.enums)
      compare_enum(comparison, document, enumeration);
    for (const idl::Struct& structure : document.structs)
      compare_struct(comparison, document, structure);
  }
}

}  // namespace thriftorm
