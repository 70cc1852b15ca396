#include <array>
#include <cstdint>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "annotations/grammar.h"
#include "annotations/messages.h"

namespace thriftorm::idl {
namespace {

constexpr std::array<std::string_view, 10> kDeclarations = {
    "namespace", "include", "cpp_include", "typedef",   "const",
    "enum",      "struct",  "union",       "exception", "service"};

bool begins_declaration(const Token& token) {
  if (token.kind != Token::Kind::kIdentifier) return false;
  for (const std::string_view keyword : kDeclarations) {
    if (token.text == keyword) return true;
  }
  return false;
}

std::string unknown_declaration(const Token& token) {
  const std::string hint =
      token.kind == Token::Kind::kIdentifier
          ? did_you_mean(token.text, {kDeclarations.begin(), kDeclarations.end()})
          : std::string();
  const std::string found = token.kind == Token::Kind::kString ? std::string("a string")
                                                               : fmt::format("`{}`", token.text);
  return fmt::format("expected a declaration, found {}{}", found, hint);
}

bool fits_enum(std::int64_t value) {
  return value >= std::numeric_limits<std::int32_t>::min() &&
         value <= std::numeric_limits<std::int32_t>::max();
}

}  // namespace

void Parser::declaration() {
  const std::size_t first = at_;
  const std::string keyword = begins_declaration(peek()) ? peek().text : "";
  bool understood = false;
  if (keyword.empty()) {
    error(peek(), "syntax", unknown_declaration(peek()));
  } else {
    understood = keyword == "namespace" || keyword.ends_with("include") ? header(keyword)
                                                                        : definition(keyword);
  }
  if (!understood) skip_declaration(first);
}

bool Parser::header(std::string_view keyword) {
  const std::size_t first = at_;
  if (defined_) {
    error(peek(), "syntax",
          fmt::format("`{}` stands above the first declaration of a file", keyword));
  }
  take();
  const bool understood = keyword == "namespace" ? namespace_header()
                          : keyword == "include" ? include()
                                                 : cpp_include();
  if (understood) comments_.refuse(extent_from(first), fmt::format("`{}`", keyword));
  return understood;
}

bool Parser::definition(std::string_view keyword) {
  defined_ = true;
  if (keyword == "const") return constant();
  if (keyword == "typedef") return type_alias();
  if (keyword == "enum") return enumeration();
  if (keyword == "service") return service();
  if (keyword == "union") return record(Struct::Kind::kUnion);
  if (keyword == "exception") return record(Struct::Kind::kException);
  return record(Struct::Kind::kStruct);
}

// Behind an error: to the next line that begins a declaration, or to what follows the braces.
void Parser::skip_declaration(std::size_t first) {
  if (at_ == first) take();
  int depth = 0;
  while (peek().kind != Token::Kind::kEnd &&
         !(at_declaration() && (depth == 0 || first_on_its_line()))) {
    const Token& token = take();
    if (token.is_symbol('{')) ++depth;
    if (token.is_symbol('}') && --depth <= 0) break;
  }
  comments_.drop(first, at_ - 1);
}

// A keyword may be a field's name; a declaration goes on with a name, a type, a string or a star.
bool Parser::at_declaration() const {
  const Token& next = peek(1);
  return begins_declaration(peek()) && (next.kind == Token::Kind::kIdentifier ||
                                        next.kind == Token::Kind::kString || next.is_symbol('*'));
}

bool Parser::namespace_header() {
  const bool any_language = accept('*');
  const std::string language = any_language ? "*" : peek().text;
  if (!any_language && peek().kind != Token::Kind::kIdentifier) return fail("a language or `*`");
  if (!any_language) take();
  if (peek().kind != Token::Kind::kIdentifier) return fail("a namespace");
  const std::string name = take().text;
  if (language == "cpp") parsed_.document.cpp_namespace = name;
  if (any_language) any_namespace_ = name;
  return native_annotations();
}

bool Parser::include() {
  const std::optional<Token> path = expect_string("the path of a file in quotes");
  if (!path) return false;
  parsed_.document.includes.push_back({path->text, "", at(*path)});
  return true;
}

bool Parser::cpp_include() { return expect_string("the name of a header in quotes").has_value(); }

bool Parser::constant() {
  const std::size_t first = at_;
  take();
  if (!type()) return false;
  const std::optional<Token> name = expect_name("the name of a const");
  if (!name || !expect('=')) return false;
  std::optional<ConstValue> value = const_value();
  if (!value) return false;
  if (!accept(',')) accept(';');
  claim_name(constant_names_, *name, "duplicate-declaration", "const");
  parsed_.document.constants.emplace_back(name->text, std::move(*value));
  comments_.refuse(extent_from(first), "a const");
  return true;
}

bool Parser::type_alias() {
  const std::size_t first = at_;
  take();
  std::optional<Type> type = this->type();
  if (!type) return false;
  const std::optional<Token> name = expect_name("the name of a typedef");
  if (!name || !native_annotations()) return false;
  if (!accept(',')) accept(';');
  claim_name(type_names_, *name, "duplicate-declaration", "type");
  Attached attached = comments_.take(extent_from(first));
  parsed_.document.typedefs.push_back({std::move(*type), name->text,
                                       std::move(attached.annotations), attached.faulty,
                                       std::move(attached.documentation), at(*name)});
  return true;
}

bool Parser::enumeration() {
  const std::size_t first = at_;
  take();
  const std::optional<Token> name = expect_name("the name of an enum");
  if (!name) return false;
  const Location opening = at(peek());
  if (!expect('{')) return false;
  Enum declaration;
  Names names;
  while (peek().kind == Token::Kind::kIdentifier && !(at_declaration() && first_on_its_line())) {
    const std::size_t value = at_;
    if (!enum_value(declaration, names)) skip_field(value, '}');
  }
  const std::optional<std::size_t> brace = close_body(*name, opening, '}');
  if (!brace || !native_annotations()) return false;
  claim_name(type_names_, *name, "duplicate-declaration", "type");
  Extent extent = extent_from(first);
  extent.closing_brace = brace;
  Attached attached = comments_.take(extent);
  declaration.name = name->text;
  declaration.location = at(*name);
  declaration.annotations = std::move(attached.annotations);
  declaration.faulty = attached.faulty;
  declaration.documentation = std::move(attached.documentation);
  parsed_.document.enums.push_back(std::move(declaration));
  return true;
}

bool Parser::enum_value(Enum& declaration, Names& names) {
  const std::size_t first = at_;
  const Token name = take();
  EnumValue value;
  value.name = name.text;
  value.location = at(name);
  value.value = declaration.values.empty() ? 0 : declaration.values.back().value + 1;
  const bool given = accept('=');
  const Token number = peek();
  if (given && number.kind != Token::Kind::kInteger) return fail("a whole number");
  if (given) value.value = take().integer;
  if (!fits_enum(value.value)) {
    error(given ? number : name, "syntax",
          fmt::format("`{}` is {}, and an enum's values have 32 bits", name.text, value.value));
    value.value = 0;
  }
  if (!native_annotations()) return false;
  if (!accept(',')) accept(';');
  claim_name(names, name, "duplicate-enum-value", "enum value");
  Attached attached = comments_.take(extent_from(first));
  value.annotations = std::move(attached.annotations);
  value.faulty = attached.faulty;
  value.documentation = std::move(attached.documentation);
  declaration.values.push_back(std::move(value));
  return true;
}

bool Parser::service() {
  const std::size_t first = at_;
  take();
  const std::optional<Token> name = expect_name("the name of a service");
  if (!name) return false;
  if (accept_word("extends")) {
    if (peek().kind != Token::Kind::kIdentifier) return fail("the service that this one extends");
    take();
  }
  const Location opening = at(peek());
  if (!expect('{')) return false;
  while (peek().kind == Token::Kind::kIdentifier && !(at_declaration() && first_on_its_line())) {
    const std::size_t start = at_;
    if (!function()) skip_field(start, '}');
  }
  if (!close_body(*name, opening, '}') || !native_annotations()) return false;
  claim_name(type_names_, *name, "duplicate-declaration", "service");
  comments_.refuse(extent_from(first), "a service");
  return true;
}

bool Parser::function() {
  if (!accept_word("oneway")) accept_word("async");
  if (!accept_word("void") && !type()) return false;
  if (!expect_name("the name of a function") || !expect('(')) return false;
  fields(')', FieldsOf::kFunction, 0);
  if (!expect(')')) return false;
  if (accept_word("throws")) {
    if (!expect('(')) return false;
    fields(')', FieldsOf::kFunction, 0);
    if (!expect(')')) return false;
  }
  if (!native_annotations()) return false;
  if (!accept(',')) accept(';');
  return true;
}

}  // namespace thriftorm::idl
