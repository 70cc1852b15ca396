#include "annotations/grammar.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace thriftorm::idl {
namespace {

std::string in_words(const Token& token) {
  switch (token.kind) {
    case Token::Kind::kEnd:
      return "the end of the file";
    case Token::Kind::kString:
      return "a string";
    default:
      return fmt::format("`{}`", token.text);
  }
}

}  // namespace

Parser::Parser(const Lexed& lexed, const std::string& path, Diagnostics& diagnostics)
    : lexed_(lexed), path_(path), diagnostics_(diagnostics), comments_(lexed, path, diagnostics) {}

Parsed Parser::run() {
  while (peek().kind != Token::Kind::kEnd) declaration();
  comments_.refuse_rest();
  Document& document = parsed_.document;
  if (document.cpp_namespace.empty()) document.cpp_namespace = std::move(any_namespace_);
  return std::move(parsed_);
}

const Token& Parser::peek(std::size_t ahead) const {
  return lexed_.tokens[std::min(at_ + ahead, lexed_.tokens.size() - 1)];
}

const Token& Parser::take() {
  const Token& token = peek();
  if (token.kind != Token::Kind::kEnd) ++at_;
  return token;
}

bool Parser::accept(char symbol) {
  if (!peek().is_symbol(symbol)) return false;
  take();
  return true;
}

bool Parser::accept_word(std::string_view word) {
  if (!peek().is_word(word)) return false;
  take();
  return true;
}

bool Parser::expect(char symbol) { return accept(symbol) || fail(fmt::format("`{}`", symbol)); }

// A name that is declared here: one word, and not one of Thrift's own.
std::optional<Token> Parser::expect_name(std::string_view what) {
  const Token& token = peek();
  if (token.kind != Token::Kind::kIdentifier || token.is_keyword()) {
    fail(what);
    return std::nullopt;
  }
  if (token.text.find('.') != std::string::npos) {
    error(token, "syntax", fmt::format("`{}` cannot have a dot: it is declared here", token.text));
  }
  return take();
}

std::optional<Token> Parser::expect_string(std::string_view what) {
  if (peek().kind == Token::Kind::kString) return take();
  fail(what);
  return std::nullopt;
}

bool Parser::first_on_its_line() const {
  return at_ == 0 || lexed_.tokens[at_ - 1].line < peek().line;
}

Location Parser::at(const Token& token) const {
  return {path_, token.line, token.column, token.length};
}

// Where something is missing: at the next token, or, if that stands on a later line, behind the
// last one.
Location Parser::gap() const {
  if (at_ == 0 || !first_on_its_line()) return at(peek());
  const Token& last = lexed_.tokens[at_ - 1];
  return {path_, last.line, last.column + last.length, 1};
}

// What stands in the gap.
std::string Parser::found() const {
  const bool line_ends = at_ > 0 && first_on_its_line() && peek().kind != Token::Kind::kEnd;
  return line_ends ? "the end of the line" : in_words(peek());
}

// Always false, so that a rule can end with it.
bool Parser::fail(std::string_view expected) {
  diagnostics_.error(gap(), "syntax", fmt::format("expected {}, found {}", expected, found()));
  return false;
}

void Parser::error(const Token& token, std::string kind, std::string message) {
  diagnostics_.error(at(token), std::move(kind), std::move(message));
}

void Parser::claim_name(Names& names, const Token& name, std::string kind, std::string_view what) {
  const auto [first, is_new] = names.try_emplace(name.text, at(name));
  if (is_new) return;
  diagnostics_
      .error(at(name), std::move(kind), fmt::format("{} `{}` is already declared", what, name.text))
      .notes.push_back({first->second, "first declared here"});
}

// The tokens from `first` to the last that was taken.
Extent Parser::extent_from(std::size_t first) const {
  return {first, at_ > first ? at_ - 1 : first, std::nullopt};
}

Parsed parse_text(std::string_view text, const std::string& path, Diagnostics& diagnostics) {
  diagnostics.add_source(path, std::string(text));
  const Lexed lexed = lex(text, path, diagnostics);
  return Parser(lexed, path, diagnostics).run();
}

}  // namespace thriftorm::idl
