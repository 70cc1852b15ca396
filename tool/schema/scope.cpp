#include "tool/schema/scope.h"

#include <array>

namespace thriftorm {
namespace {

using Kind = ResolvedType::Kind;

// Longer chains of typedefs or constants are cycles, which the IDL reader has reported.
constexpr int kLongestChain = 64;

Kind base_kind(std::string_view name) {
  struct BaseType {
    std::string_view name;
    Kind kind;
  };
  constexpr auto kBaseTypes = std::to_array<BaseType>({
      {"bool", Kind::kBool},
      {"byte", Kind::kByte},
      {"i8", Kind::kByte},
      {"i16", Kind::kInt16},
      {"i32", Kind::kInt32},
      {"i64", Kind::kInt64},
      {"double", Kind::kDouble},
      {"string", Kind::kString},
      {"binary", Kind::kBinary},
      {"uuid", Kind::kUuid},
      {"slist", Kind::kString},
  });
  for (const BaseType& base : kBaseTypes) {
    if (base.name == name) return base.kind;
  }
  return Kind::kUnknown;
}

Kind container_kind(idl::Type::Kind kind) {
  switch (kind) {
    case idl::Type::Kind::kList:
      return Kind::kList;
    case idl::Type::Kind::kSet:
      return Kind::kSet;
    case idl::Type::Kind::kMap:
      return Kind::kMap;
    case idl::Type::Kind::kBase:
    case idl::Type::Kind::kNamed:
      break;
  }
  return Kind::kUnknown;
}

}  // namespace

Scope::Scope(const idl::Program& program) {
  std::map<std::string, const idl::Document*> by_path;
  for (const idl::Document& document : program.documents) by_path[document.path] = &document;

  for (const idl::Document& document : program.documents) {
    for (const idl::Struct& structure : document.structs) {
      declarations_[{&document, structure.name}] = {&document, &structure, nullptr, nullptr};
    }
    for (const idl::Enum& enumeration : document.enums) {
      declarations_[{&document, enumeration.name}] = {&document, nullptr, &enumeration, nullptr};
    }
    for (const idl::Typedef& alias : document.typedefs) {
      declarations_[{&document, alias.name}] = {&document, nullptr, nullptr, &alias};
    }
    for (const auto& [name, value] : document.constants) {
      constants_[{&document, name}] = {&document, &value};
    }
    for (const idl::Include& include : document.includes) {
      const auto found = by_path.find(include.resolved_path);
      if (found != by_path.end()) includes_[{&document, found->second->stem}] = found->second;
    }
  }
}

const Scope::Declaration* Scope::find(const idl::Document& document,
                                      const std::string& name) const {
  auto found = declarations_.find({&document, name});
  const std::size_t dot = name.rfind('.');
  if (found == declarations_.end() && dot != std::string::npos) {
    const auto include = includes_.find({&document, name.substr(0, dot)});
    if (include != includes_.end())
      found = declarations_.find({include->second, name.substr(dot + 1)});
  }
  return found == declarations_.end() ? nullptr : &found->second;
}

ResolvedType Scope::resolve(const idl::Document& document, const idl::Type& type) const {
  ResolvedType resolved;
  resolved.document = &document;
  const idl::Type* current = &type;
  for (int depth = 0; depth < kLongestChain; ++depth) {
    if (current->kind == idl::Type::Kind::kBase) {
      resolved.kind = base_kind(current->name);
      return resolved;
    }
    if (current->kind != idl::Type::Kind::kNamed) {
      resolved.kind = container_kind(current->kind);
      resolved.container = current;
      return resolved;
    }
    const Declaration* declaration = find(*resolved.document, current->name);
    if (declaration == nullptr) return resolved;
    resolved.document = declaration->document;
    if (declaration->enumeration != nullptr) {
      resolved.kind = Kind::kEnum;
      resolved.enumeration = declaration->enumeration;
      return resolved;
    }
    if (declaration->structure != nullptr) {
      const bool is_union = declaration->structure->kind == idl::Struct::Kind::kUnion;
      resolved.kind = is_union ? Kind::kUnion : Kind::kStruct;
      resolved.structure = declaration->structure;
      return resolved;
    }
    resolved.typedefs.push_back(declaration->alias);
    current = &declaration->alias->type;
  }
  return resolved;
}

const Scope::Constant* Scope::find_constant(const idl::Document& document,
                                            const std::string& name) const {
  auto found = constants_.find({&document, name});
  const std::size_t dot = name.rfind('.');
  if (found == constants_.end() && dot != std::string::npos) {
    const auto include = includes_.find({&document, name.substr(0, dot)});
    if (include != includes_.end()) {
      found = constants_.find({include->second, name.substr(dot + 1)});
    }
  }
  return found == constants_.end() ? nullptr : &found->second;
}

const idl::ConstValue& Scope::follow(const idl::Document& document,
                                     const idl::ConstValue& value) const {
  Constant current{&document, &value};
  for (int depth = 0; depth < kLongestChain; ++depth) {
    if (current.second->kind != idl::ConstValue::Kind::kIdentifier) break;
    const Constant* next = find_constant(*current.first, current.second->text);
    if (next == nullptr) break;  // an enum's member
    current = *next;
  }
  return *current.second;
}

std::string Scope::cpp_name(const idl::Document& document, std::string_view name) {
  std::string qualified;
  if (!document.cpp_namespace.empty()) {
    qualified = "::";
    for (const char c : document.cpp_namespace) {
      if (c == '.') {
        qualified += "::";
      } else {
        qualified += c;
      }
    }
  }
  return qualified + "::" + std::string(name);
}

std::string to_text(const idl::Type& type) {
  std::string text = type.name;
  if (type.arguments.empty()) return text;
  text += '<';
  for (std::size_t i = 0; i < type.arguments.size(); ++i) {
    if (i > 0) text += ", ";
    text += to_text(type.arguments[i]);
  }
  return text + '>';
}

}  // namespace thriftorm
