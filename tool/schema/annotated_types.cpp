#include "tool/schema/annotated_types.h"

#include <algorithm>

#include <fmt/format.h>

#include "annotations/messages.h"
#include "annotations/vocabulary.h"

namespace thriftorm {
namespace {

using Kind = ResolvedType::Kind;

idl::Shape shape_of(const ResolvedType& type) {
  switch (type.kind) {
    case Kind::kBool:
      return idl::Shape::kBool;
    case Kind::kByte:
    case Kind::kInt16:
    case Kind::kInt32:
      return idl::Shape::kInteger;
    case Kind::kInt64:
      return idl::Shape::kLong;
    case Kind::kDouble:
      return idl::Shape::kDouble;
    case Kind::kString:
      return idl::Shape::kString;
    case Kind::kBinary:
      return idl::Shape::kBinary;
    case Kind::kUuid:
      return idl::Shape::kUuid;
    case Kind::kEnum:
      return idl::Shape::kEnum;
    case Kind::kStruct:
      return idl::Shape::kStruct;
    case Kind::kUnion:
      return idl::Shape::kUnion;
    case Kind::kList:
      return idl::Shape::kList;
    case Kind::kSet:
      return idl::Shape::kSet;
    case Kind::kMap:
      return idl::Shape::kMap;
    case Kind::kUnknown:
      break;
  }
  return idl::Shape::kUnknown;
}

void report(const idl::Annotation& annotation, const idl::AnnotationRule& rule, idl::Place place,
            const idl::Field& field, idl::Shape shape, Diagnostics& diagnostics) {
  std::vector<std::string_view> shapes;
  for (const idl::Shape fitting : rule.shapes) shapes.push_back(idl::describe(fitting));
  diagnostics.error(
      annotation.location, "misplaced-annotation",
      fmt::format("`@{}` is for {} that holds {}, but `{}` is `{}`, {}", annotation.name,
                  idl::describe(place), idl::join_alternatives(shapes), field.name,
                  to_text(field.type), idl::describe(shape)));
}

// Whether all annotations of the field fit its type.
bool all_fit(const idl::Field& field, idl::Place place, idl::Shape shape,
             Diagnostics& diagnostics) {
  bool all = true;
  for (const idl::Annotation& annotation : field.annotations) {
    const idl::AnnotationRule* rule = idl::find_rule(annotation.name, place);
    if (rule == nullptr || rule->shapes.empty()) continue;
    const auto& shapes = rule->shapes;
    if (std::find(shapes.begin(), shapes.end(), shape) != shapes.end()) continue;
    report(annotation, *rule, place, field, shape, diagnostics);
    all = false;
  }
  return all;
}

}  // namespace

std::set<const idl::Field*> check_annotated_types(const idl::Program& program, const Scope& scope,
                                                  Diagnostics& diagnostics) {
  std::set<const idl::Field*> faulty;
  for (const idl::Document& document : program.documents) {
    for (const idl::Struct& structure : document.structs) {
      const bool is_union = structure.kind == idl::Struct::Kind::kUnion;
      const idl::Place place = is_union ? idl::Place::kVariant : idl::Place::kField;
      for (const idl::Field& field : structure.fields) {
        const idl::Shape shape = shape_of(scope.resolve(document, field.type));
        const bool known = shape != idl::Shape::kUnknown;
        if (known && !all_fit(field, place, shape, diagnostics)) faulty.insert(&field);
      }
    }
  }
  return faulty;
}

}  // namespace thriftorm
