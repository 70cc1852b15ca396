#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "annotations/grammar.h"

namespace thriftorm::idl {
namespace {

constexpr std::array<std::string_view, 10> kBaseTypes = {
    "bool", "byte", "i8", "i16", "i32", "i64", "double", "string", "binary", "uuid"};

constexpr std::array<std::string_view, 3> kContainers = {"list", "set", "map"};

template <std::size_t size>
bool contains(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool names_type(const Token& token) {
  return token.kind == Token::Kind::kIdentifier &&
         (!token.is_keyword() || contains(kBaseTypes, token.text) ||
          contains(kContainers, token.text));
}

}  // namespace

std::optional<Type> Parser::type(int depth) {
  const Token& token = peek();
  if (!names_type(token)) {
    fail("a type");
    return std::nullopt;
  }
  if (too_deep(depth)) return std::nullopt;
  Type type;
  type.name = take().text;
  type.location = at(token);
  if (type.name == "list") type.kind = Type::Kind::kList;
  else if (type.name == "set") type.kind = Type::Kind::kSet;
  else if (type.name == "map") type.kind = Type::Kind::kMap;
  else if (!contains(kBaseTypes, type.name)) type.kind = Type::Kind::kNamed;
  if (type.kind == Type::Kind::kNamed) {
    parsed_.references.push_back(type);
    return type;
  }
  if (type.kind != Type::Kind::kBase && !type_arguments(type, depth)) return std::nullopt;
  return native_annotations() ? std::optional(std::move(type)) : std::nullopt;
}

bool Parser::type_arguments(Type& type, int depth) {
  if (!cpp_type() || !expect('<')) return false;
  std::optional<Type> argument = this->type(depth + 1);
  if (!argument) return false;
  type.arguments.push_back(std::move(*argument));
  if (type.kind == Type::Kind::kMap) {
    if (!expect(',')) return false;
    argument = this->type(depth + 1);
    if (!argument) return false;
    type.arguments.push_back(std::move(*argument));
  }
  if (!expect('>')) return false;
  return type.kind != Type::Kind::kList || cpp_type();
}

bool Parser::cpp_type() {
  return !accept_word("cpp_type") || expect_string("a C++ type in quotes").has_value();
}

std::optional<ConstValue> Parser::const_value(int depth) {
  if (too_deep(depth)) return std::nullopt;
  const Token& token = peek();
  ConstValue value;
  value.location = at(token);
  value.text = token.text;
  value.integer = token.integer;
  value.number = token.number;
  bool understood = true;
  switch (token.kind) {
    case Token::Kind::kInteger:
      value.kind = ConstValue::Kind::kInteger;
      break;
    case Token::Kind::kDouble:
      value.kind = ConstValue::Kind::kDouble;
      break;
    case Token::Kind::kString:
      value.kind = ConstValue::Kind::kString;
      break;
    case Token::Kind::kIdentifier:
      understood = !token.is_keyword() || fail("a value");
      value.kind = ConstValue::Kind::kIdentifier;
      if (token.text == "true" || token.text == "false") {
        value.kind = ConstValue::Kind::kInteger;
        value.integer = token.text == "true" ? 1 : 0;
      }
      break;
    default:
      value.text.clear();
      if (token.is_symbol('[')) understood = const_list(value, depth);
      else if (token.is_symbol('{')) understood = const_map(value, depth);
      else understood = fail("a value");
      return understood ? std::optional(std::move(value)) : std::nullopt;
  }
  if (!understood) return std::nullopt;
  take();
  return value;
}

bool Parser::const_list(ConstValue& value, int depth) {
  value.kind = ConstValue::Kind::kList;
  take();
  while (!accept(']')) {
    std::optional<ConstValue> item = const_value(depth + 1);
    if (!item) return false;
    value.items.push_back(std::move(*item));
    if (!accept(',')) accept(';');
  }
  return true;
}

bool Parser::const_map(ConstValue& value, int depth) {
  value.kind = ConstValue::Kind::kMap;
  take();
  while (!accept('}')) {
    std::optional<ConstValue> key = const_value(depth + 1);
    if (!key || !expect(':')) return false;
    std::optional<ConstValue> item = const_value(depth + 1);
    if (!item) return false;
    value.items.push_back(std::move(*key));
    value.items.push_back(std::move(*item));
    if (!accept(',')) accept(';');
  }
  return true;
}

// `(key = "value", flag)`, which Thrift hands to its generators and this library has no use for.
bool Parser::native_annotations() {
  if (!accept('(')) return true;
  while (!accept(')')) {
    if (peek().kind != Token::Kind::kIdentifier) return fail("the key of an annotation or `)`");
    take();
    if (accept('=') && !expect_string("the annotation's value in quotes")) return false;
    if (!accept(',')) accept(';');
  }
  return true;
}

bool Parser::too_deep(int depth) {
  if (depth < kDeepestNesting) return false;
  error(peek(), "syntax", fmt::format("this is nested more than {} levels deep", kDeepestNesting));
  return true;
}

}  // namespace thriftorm::idl
