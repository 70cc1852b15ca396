#include "annotations/shape.h"

namespace thriftorm::idl {
namespace {

Shape shape_of(Struct::Kind kind) {
  switch (kind) {
    case Struct::Kind::kStruct:
      return Shape::kStruct;
    case Struct::Kind::kUnion:
      return Shape::kUnion;
    case Struct::Kind::kException:
      return Shape::kException;
  }
  return Shape::kUnknown;
}

Shape base_shape(std::string_view name) {
  if (name == "bool") return Shape::kBool;
  if (name == "byte" || name == "i8" || name == "i16" || name == "i32") return Shape::kInteger;
  if (name == "i64") return Shape::kLong;
  if (name == "double") return Shape::kDouble;
  if (name == "string") return Shape::kString;
  if (name == "binary") return Shape::kBinary;
  if (name == "uuid") return Shape::kUuid;
  return Shape::kUnknown;
}

}  // namespace

Shapes::Shapes(const Document& document) {
  for (const Struct& declaration : document.structs) {
    declared_.try_emplace(declaration.name, shape_of(declaration.kind));
  }
  for (const Enum& declaration : document.enums) {
    declared_.try_emplace(declaration.name, Shape::kEnum);
  }
  for (const Typedef& declaration : document.typedefs) {
    typedefs_.try_emplace(declaration.name, declaration.type);
  }
}

Shape Shapes::of(const Type& type) const {
  const Type* current = &type;
  for (std::size_t steps = 0; steps <= typedefs_.size(); ++steps) {
    switch (current->kind) {
      case Type::Kind::kBase:
        return base_shape(current->name);
      case Type::Kind::kList:
        return Shape::kList;
      case Type::Kind::kSet:
        return Shape::kSet;
      case Type::Kind::kMap:
        return Shape::kMap;
      case Type::Kind::kNamed:
        break;
    }
    if (const auto found = declared_.find(current->name); found != declared_.end()) {
      return found->second;
    }
    const auto alias = typedefs_.find(current->name);
    if (alias == typedefs_.end()) return Shape::kUnknown;
    current = &alias->second;
  }
  return Shape::kUnknown;
}

std::string spell(const Type& type) {
  std::string result = type.name;
  for (std::size_t i = 0; i < type.arguments.size(); ++i) {
    result += (i == 0 ? "<" : ", ") + spell(type.arguments[i]);
  }
  return type.arguments.empty() ? result : result + ">";
}

}  // namespace thriftorm::idl
