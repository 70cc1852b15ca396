#include <cstdint>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "annotations/grammar.h"

namespace thriftorm::idl {
namespace {

bool opens(const Token& token) {
  return token.is_symbol('(') || token.is_symbol('[') || token.is_symbol('{');
}

bool closes(const Token& token) {
  return token.is_symbol(')') || token.is_symbol(']') || token.is_symbol('}');
}

}  // namespace

bool Parser::record(Struct::Kind kind) {
  const std::size_t first = at_;
  const std::string keyword = take().text;
  const std::optional<Token> name =
      expect_name(fmt::format("the name of {} {}", keyword == "exception" ? "an" : "a", keyword));
  if (!name) return false;
  if (kind != Struct::Kind::kException) accept_word("xsd_all");
  const Location opening = at(peek());
  if (!expect('{')) return false;
  Struct declaration;
  declaration.fields = fields('}', FieldsOf::kRecord, 0);
  const std::optional<std::size_t> brace = close_body(*name, opening, '}');
  if (!brace || !native_annotations()) return false;
  claim_name(type_names_, *name, "duplicate-declaration", "type");
  Extent extent = extent_from(first);
  extent.closing_brace = brace;
  Attached attached = comments_.take(extent);
  declaration.kind = kind;
  declaration.name = name->text;
  declaration.location = at(*name);
  declaration.annotations = std::move(attached.annotations);
  declaration.faulty = attached.faulty;
  declaration.documentation = std::move(attached.documentation);
  parsed_.document.structs.push_back(std::move(declaration));
  return true;
}

// The index of the closing token; an error that shows where the body began if there is none.
std::optional<std::size_t> Parser::close_body(const Token& name, const Location& opening,
                                              char closer) {
  if (accept(closer)) return at_ - 1;
  const bool next_declaration = at_declaration();
  diagnostics_
      .error(next_declaration ? at(peek()) : gap(), "syntax",
             fmt::format("expected `{}` to end `{}`, found {}", closer, name.text,
                         next_declaration ? fmt::format("`{}`", peek().text) : found()))
      .notes.push_back({opening, "it begins here"});
  return std::nullopt;
}

std::vector<Field> Parser::fields(char closer, FieldsOf place, int depth) {
  std::vector<Field> result;
  Names names;
  std::map<std::int32_t, Location> ids;
  const auto goes_on = [&] {
    if (peek().kind == Token::Kind::kEnd || peek().is_symbol(closer)) return false;
    return !(at_declaration() && first_on_its_line());
  };
  while (goes_on()) {
    const std::size_t first = at_;
    const Token& id = peek();
    std::optional<Field> field = this->field(place, depth);
    if (!field) {
      skip_field(first, closer);
      continue;
    }
    check_field(*field, id, names, ids);
    result.push_back(std::move(*field));
  }
  return result;
}

std::optional<Field> Parser::field(FieldsOf place, int depth) {
  const std::size_t first = at_;
  Field field;
  if (!field_id(field)) return std::nullopt;
  if (accept_word("required")) field.requiredness = Requiredness::kRequired;
  else if (accept_word("optional")) field.requiredness = Requiredness::kOptional;
  std::optional<Type> type = this->type();
  if (!type) return std::nullopt;
  field.type = std::move(*type);
  field.reference = accept('&');
  if (!field_name(field)) return std::nullopt;
  if (accept('=')) {
    field.default_value = const_value();
    if (!field.default_value) return std::nullopt;
  }
  if (!field_options(depth) || !native_annotations()) return std::nullopt;
  if (!accept(',')) accept(';');
  if (place == FieldsOf::kRecord) {
    Attached attached = comments_.take(extent_from(first));
    field.annotations = std::move(attached.annotations);
    field.faulty = attached.faulty;
    field.documentation = std::move(attached.documentation);
  }
  return field;
}

bool Parser::field_id(Field& field) {
  if (peek().kind != Token::Kind::kInteger) return true;
  const Token& id = take();
  if (id.integer < std::numeric_limits<std::int32_t>::min() ||
      id.integer > std::numeric_limits<std::int32_t>::max()) {
    error(id, "syntax", fmt::format("`{}` is no field id: it does not fit into 32 bits", id.text));
  } else {
    field.id = static_cast<std::int32_t>(id.integer);
  }
  return expect(':');
}

// Thrift lets its keywords be field names, but for those that may follow one.
bool Parser::field_name(Field& field) {
  const Token& name = peek();
  if (name.kind != Token::Kind::kIdentifier || name.text.starts_with("xsd_") ||
      name.text == "cpp_type") {
    return fail("the name of a field");
  }
  if (name.text.find('.') != std::string::npos) {
    error(name, "syntax", fmt::format("`{}` cannot have a dot: it is declared here", name.text));
  }
  field.name = name.text;
  field.location = at(name);
  take();
  return true;
}

bool Parser::field_options(int depth) {
  accept_word("xsd_optional");
  accept_word("xsd_nillable");
  if (!accept_word("xsd_attrs")) return true;
  if (too_deep(depth) || !expect('{')) return false;
  fields('}', FieldsOf::kFunction, depth + 1);
  return expect('}');
}

void Parser::check_field(const Field& field, const Token& id, Names& names,
                         std::map<std::int32_t, Location>& ids) {
  const auto [same_name, is_new_name] = names.try_emplace(field.name, field.location);
  if (!is_new_name) {
    diagnostics_
        .error(field.location, "duplicate-field",
               fmt::format("field `{}` is already declared", field.name))
        .notes.push_back({same_name->second, "first declared here"});
  }
  if (!field.id) return;
  const auto [same_id, is_new_id] = ids.try_emplace(*field.id, at(id));
  if (!is_new_id) {
    diagnostics_
        .error(at(id), "duplicate-field-id", fmt::format("field id {} is already taken", *field.id))
        .notes.push_back({same_id->second, "first used here"});
  }
}

// Behind an error: to the end of the list, or to where the next field can begin.
void Parser::skip_field(std::size_t first, char closer) {
  if (at_ == first && !peek().is_symbol(closer)) take();
  int depth = 0;
  for (; peek().kind != Token::Kind::kEnd; take()) {
    if (at_declaration() && first_on_its_line()) break;
    const bool numbered = peek().kind == Token::Kind::kInteger && peek(1).is_symbol(':');
    const bool on_new_line = first_on_its_line() && peek().kind == Token::Kind::kIdentifier;
    if (depth <= 0 && (numbered || on_new_line || peek().is_symbol(closer))) break;
    if (opens(peek())) ++depth;
    if (closes(peek())) --depth;
  }
  comments_.drop(first, at_ > first ? at_ - 1 : first);
}

}  // namespace thriftorm::idl
