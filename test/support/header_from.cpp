#include "test/support/header_from.h"

#include "tool/schema/scope.h"

namespace thriftorm::test {
namespace {

using Kind = ResolvedType::Kind;

std::string without_root(const std::string& name) { return name.substr(2); }

CppType::Kind scalar_kind(Kind kind) {
  switch (kind) {
    case Kind::kBool:
      return CppType::Kind::kBool;
    case Kind::kByte:
      return CppType::Kind::kInt8;
    case Kind::kInt16:
      return CppType::Kind::kInt16;
    case Kind::kInt32:
      return CppType::Kind::kInt32;
    case Kind::kInt64:
      return CppType::Kind::kInt64;
    case Kind::kDouble:
      return CppType::Kind::kDouble;
    case Kind::kString:
    case Kind::kBinary:
      return CppType::Kind::kString;
    case Kind::kUuid:
      return CppType::Kind::kUuid;
    default:
      return CppType::Kind::kUnknown;
  }
}

std::string scalar_spelling(CppType::Kind kind) {
  switch (kind) {
    case CppType::Kind::kBool:
      return "bool";
    case CppType::Kind::kInt8:
      return "int8_t";
    case CppType::Kind::kInt16:
      return "int16_t";
    case CppType::Kind::kInt32:
      return "int32_t";
    case CppType::Kind::kInt64:
      return "int64_t";
    case CppType::Kind::kDouble:
      return "double";
    case CppType::Kind::kString:
      return "std::string";
    case CppType::Kind::kUuid:
      return "apache::thrift::TUuid";
    default:
      return "";
  }
}

CppType type_from(const Scope& scope, const idl::Document& document, const idl::Type& type) {
  const ResolvedType resolved = scope.resolve(document, type);
  CppType cpp;
  cpp.kind = scalar_kind(resolved.kind);
  cpp.spelling = scalar_spelling(cpp.kind);
  if (resolved.enumeration != nullptr) {
    cpp.kind = CppType::Kind::kEnum;
    const std::string name = Scope::cpp_name(*resolved.document, resolved.enumeration->name);
    cpp.spelling = name + "::type";
    cpp.name = without_root(name);
  } else if (resolved.structure != nullptr) {
    cpp.kind = CppType::Kind::kRecord;
    cpp.spelling = Scope::cpp_name(*resolved.document, resolved.structure->name);
    cpp.name = without_root(cpp.spelling);
  } else if (resolved.container != nullptr) {
    const bool is_map = resolved.kind == Kind::kMap;
    cpp.kind = is_map                        ? CppType::Kind::kMap
               : resolved.kind == Kind::kSet ? CppType::Kind::kSet
                                             : CppType::Kind::kList;
    cpp.spelling = is_map                        ? "std::map<"
                   : resolved.kind == Kind::kSet ? "std::set<"
                                                 : "std::vector<";
    for (const idl::Type& argument : resolved.container->arguments) {
      if (!cpp.arguments.empty()) cpp.spelling += ", ";
      cpp.arguments.push_back(type_from(scope, *resolved.document, argument));
      cpp.spelling += cpp.arguments.back().spelling;
    }
    cpp.spelling += ">";
  }
  if (resolved.typedefs.empty()) return cpp;
  cpp.alias = resolved.typedefs.front()->name;
  const bool is_local = type.name.find('.') == std::string::npos;
  if (is_local) cpp.spelling = Scope::cpp_name(document, cpp.alias);
  return cpp;
}

}  // namespace

Header header_from(const idl::Program& program) {
  const Scope scope(program);
  Header header;
  header.path = program.root().stem + "_types.h";
  for (const idl::Document& document : program.documents) {
    for (const idl::Enum& enumeration : document.enums) {
      CppEnum cpp;
      cpp.name = without_root(Scope::cpp_name(document, enumeration.name));
      for (const idl::EnumValue& value : enumeration.values) {
        cpp.values.push_back({value.name, value.value});
      }
      header.enums.push_back(std::move(cpp));
    }
    for (const idl::Struct& structure : document.structs) {
      Record record;
      record.name = without_root(Scope::cpp_name(document, structure.name));
      for (const idl::Field& field : structure.fields) {
        CppField cpp{field.name, type_from(scope, document, field.type), field.location.line};
        cpp.type.shared = field.reference;
        record.fields.push_back(std::move(cpp));
      }
      header.records.push_back(std::move(record));
    }
  }
  return header;
}

}  // namespace thriftorm::test
