#include "annotations/vocabulary.h"

#include <algorithm>

#include "annotations/messages.h"

namespace thriftorm::idl {
namespace {

bool contains(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

const AnnotationRule* find_rule(std::string_view name, Place place) {
  const auto found = std::ranges::find_if(vocabulary(), [&](const AnnotationRule& rule) {
    return rule.name == name && std::ranges::find(rule.places, place) != rule.places.end();
  });
  return found == vocabulary().end() ? nullptr : &*found;
}

bool is_annotation(std::string_view name) { return contains(annotation_names(), name); }

std::vector<std::string_view> annotation_names() {
  std::vector<std::string_view> names;
  for (const AnnotationRule& rule : vocabulary()) {
    if (!contains(names, rule.name)) names.push_back(rule.name);
  }
  names.push_back("info");
  return names;
}

const Parameter* find_key(const AnnotationRule& rule, std::string_view key) {
  for (const Parameter& parameter : rule.parameters) {
    if (parameter.passing == Passing::kKey && parameter.name == key) return &parameter;
  }
  return nullptr;
}

bool clash(const AnnotationRule& a, const AnnotationRule& b) {
  return a.name != b.name && (contains(a.clashes, b.name) || contains(b.clashes, a.name));
}

std::string_view describe(Place place) {
  switch (place) {
    case Place::kStruct:
      return "a struct";
    case Place::kUnion:
      return "a union";
    case Place::kException:
      return "an exception";
    case Place::kTypedef:
      return "a typedef";
    case Place::kField:
      return "a field";
    case Place::kVariant:
      return "a union variant";
    case Place::kExceptionField:
      return "an exception's field";
    case Place::kEnum:
      return "an enum";
    case Place::kEnumValue:
      return "an enum value";
  }
  return {};
}

std::string_view describe(Shape shape) {
  switch (shape) {
    case Shape::kUnknown:
      return "an unknown type";
    case Shape::kBool:
      return "bool";
    case Shape::kInteger:
      return "i32";
    case Shape::kLong:
      return "i64";
    case Shape::kDouble:
      return "double";
    case Shape::kString:
      return "string";
    case Shape::kBinary:
      return "binary";
    case Shape::kUuid:
      return "uuid";
    case Shape::kEnum:
      return "an enum";
    case Shape::kStruct:
      return "a struct";
    case Shape::kUnion:
      return "a union";
    case Shape::kException:
      return "an exception";
    case Shape::kList:
      return "a list";
    case Shape::kSet:
      return "a set";
    case Shape::kMap:
      return "a map";
  }
  return {};
}

std::string describe(const Parameter& parameter) {
  switch (parameter.type) {
    case ValueType::kName:
      return "a name";
    case ValueType::kPath:
      return "a name or a dotted path";
    case ValueType::kPaths:
      return "a name, a dotted path or a list of them";
    case ValueType::kNames:
      return "a list of names, as in `[a, b]`";
    case ValueType::kWord:
      return join_alternatives(parameter.words, "`{}`");
    case ValueType::kCount:
      return "a whole number of at least 1";
    case ValueType::kScalar:
      return "a number, a string or a name";
    case ValueType::kPrefix:
      return "a name or a string";
    case ValueType::kText:
      return "a string";
  }
  return {};
}

std::string describe_places(std::string_view name) {
  std::vector<std::string_view> places;
  for (const AnnotationRule& rule : vocabulary()) {
    if (rule.name != name) continue;
    for (const Place place : rule.places) places.push_back(describe(place));
  }
  return join_alternatives(places);
}

}  // namespace thriftorm::idl
