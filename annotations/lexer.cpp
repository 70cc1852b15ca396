#include "annotations/lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "annotations/characters.h"
#include "annotations/messages.h"
#include "annotations/utf8.h"

namespace thriftorm::idl {
namespace {

constexpr std::string_view kSymbols = ":;,{}()=<>[]*&";

constexpr std::array<std::string_view, 35> kKeywords = {
    "async",    "binary",  "bool",      "byte",    "const",     "cpp_include",  "cpp_type",
    "double",   "enum",    "exception", "extends", "i16",       "i32",          "i64",
    "i8",       "include", "list",      "map",     "namespace", "oneway",       "optional",
    "required", "service", "set",       "string",  "struct",    "throws",       "typedef",
    "union",    "uuid",    "void",      "xsd_all", "xsd_attrs", "xsd_nillable", "xsd_optional",
};

class Lexer {
 public:
  Lexer(std::string_view text, const std::string& path, Diagnostics& diagnostics)
      : text_(text), path_(path), diagnostics_(diagnostics) {}

  Lexed run();

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  std::string_view rest() const { return text_.substr(at_); }
  int column(std::size_t offset) const { return static_cast<int>(offset - line_start_) + 1; }
  Location here(std::size_t length) const {
    return {path_, line_, column(at_), static_cast<int>(length)};
  }
  void error(std::size_t length, std::string message) {
    diagnostics_.error(here(length), "syntax", std::move(message));
  }

  void next();
  void new_line();
  void line_comment(std::size_t introducer);
  void block_comment();
  void identifier();
  void number();
  void integer(std::size_t length, int base);
  void real(std::size_t length);
  void string(char quote);
  bool string_character(std::string& contents);
  void unexpected();
  void add_token(Token::Kind kind, std::size_t length, std::string text);
  void add_comment(Comment::Kind kind, std::size_t offset, std::string_view text);
  void settle_comments_before_token();

  std::string_view text_;
  const std::string& path_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
  int last_token_line_ = 0;
  Lexed lexed_;
};

Lexed Lexer::run() {
  while (at_ < text_.size()) next();
  add_token(Token::Kind::kEnd, 0, "");
  return std::move(lexed_);
}

void Lexer::next() {
  const char c = peek();
  if (c == '\n') return new_line();
  if (is_blank(c)) return void(++at_);
  if (rest().starts_with("//")) return line_comment(2);
  if (c == '#') return line_comment(1);
  if (rest().starts_with("/*")) return block_comment();
  if (is_name_start(c)) return identifier();
  if (is_digit(c) || c == '+' || c == '-' || c == '.') return number();
  if (c == '"' || c == '\'') return string(c);
  if (kSymbols.find(c) == std::string_view::npos) return unexpected();
  add_token(Token::Kind::kSymbol, 1, std::string(1, c));
  ++at_;
}

void Lexer::new_line() {
  ++at_;
  ++line_;
  line_start_ = at_;
}

// Keeps what is an annotation, or looks as if it was meant to be one.
void Lexer::line_comment(std::size_t introducer) {
  std::string_view comment = rest().substr(0, rest().find('\n'));
  const std::size_t end = at_ + comment.size();
  while (comment.ends_with('\r')) comment.remove_suffix(1);
  const std::size_t first = comment.find_first_not_of("/#!* \t", introducer);
  if (first != std::string_view::npos && comment[first] == '@') {
    const bool annotation = comment.starts_with("//") && first == introducer;
    add_comment(annotation ? Comment::Kind::kAnnotation : Comment::Kind::kSuspicious,
                at_ + (annotation ? introducer : 0),
                annotation ? comment.substr(introducer) : comment);
  }
  at_ = end;
}

void Lexer::block_comment() {
  const std::size_t close = text_.find("*/", at_ + 2);
  const bool closed = close != std::string_view::npos;
  if (!closed) error(2, "this comment is not closed before the end of the file");
  const bool documentation = closed && rest().starts_with("/**") && close > at_ + 2;
  if (documentation) {
    add_comment(Comment::Kind::kDocumentation, at_ + 3, text_.substr(at_ + 3, close - at_ - 3));
  }
  const std::size_t end = closed ? close + 2 : text_.size();
  while (at_ < end) {
    if (peek() == '\n') new_line();
    else ++at_;
  }
  if (documentation) lexed_.comments.back().last_line = line_;
}

void Lexer::identifier() {
  std::size_t length = 1;
  while (is_name_part(peek(length)) || (peek(length) == '.' && is_name_part(peek(length + 1)))) {
    ++length;
  }
  add_token(Token::Kind::kIdentifier, length, std::string(rest().substr(0, length)));
  at_ += length;
}

void Lexer::number() {
  std::size_t length = peek() == '+' || peek() == '-' ? 1 : 0;
  if (peek(length) == '0' && peek(length + 1) == 'x' && is_hex_digit(peek(length + 2))) {
    length += 2;
    while (is_hex_digit(peek(length))) ++length;
    return integer(length, 16);
  }
  const std::size_t first = length;
  while (is_digit(peek(length))) ++length;
  bool whole = length > first;
  if (peek(length) == '.' && is_digit(peek(length + 1))) {
    ++length;
    while (is_digit(peek(length))) ++length;
    whole = false;
  }
  if (length == first) return unexpected();
  std::size_t exponent = length + 1;
  if (peek(exponent) == '+' || peek(exponent) == '-') ++exponent;
  if ((peek(length) == 'e' || peek(length) == 'E') && is_digit(peek(exponent))) {
    length = exponent;
    while (is_digit(peek(length))) ++length;
    whole = false;
  }
  whole ? integer(length, 10) : real(length);
}

void Lexer::integer(std::size_t length, int base) {
  const std::string_view written = rest().substr(0, length);
  std::string digits(written);
  if (digits.starts_with('+')) digits.erase(0, 1);
  if (base == 16) digits.erase(digits.starts_with('-') ? 1 : 0, 2);
  std::int64_t value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (result.ec != std::errc()) {
    error(length, fmt::format("`{}` does not fit into 64 bits", written));
  }
  add_token(Token::Kind::kInteger, length, std::string(written));
  lexed_.tokens.back().integer = value;
  at_ += length;
}

void Lexer::real(std::size_t length) {
  const std::string_view written = rest().substr(0, length);
  const std::string_view digits = written.substr(written.starts_with('+') ? 1 : 0);
  double value = 0.0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec != std::errc()) error(length, fmt::format("`{}` does not fit a double", written));
  add_token(Token::Kind::kDouble, length, std::string(written));
  lexed_.tokens.back().number = value;
  at_ += length;
}

void Lexer::string(char quote) {
  const std::size_t start = at_;
  std::string contents;
  ++at_;
  while (at_ < text_.size() && peek() != '\n' && peek() != quote) {
    if (!string_character(contents)) ++at_;
  }
  const bool closed = peek() == quote && at_ < text_.size();
  if (closed) ++at_;
  else if (text_[at_ - 1] == '\r') --at_;  // of the line's end
  const std::size_t length = at_ - start;
  at_ = start;
  if (!closed) error(length, "this string is not closed before the end of its line");
  add_token(Token::Kind::kString, length, std::move(contents));
  at_ = start + length;
}

// Takes one character or escape of a string; false for an unknown escape's backslash, which is
// reported and left to the caller to skip.
bool Lexer::string_character(std::string& contents) {
  if (peek() != '\\') {
    contents += text_[at_++];
    return true;
  }
  const std::optional<char> escaped = unescape(peek(1));
  if (!escaped) {
    const bool ends_line = peek(1) == '\n' || peek(1) == '\r' || at_ + 1 == text_.size();
    error(ends_line ? 1 : 2,
          R"(unknown escape in a string: Thrift has `\n`, `\r`, `\t`, `\"`, `\'` and `\\`)");
    return false;
  }
  contents += *escaped;
  at_ += 2;
  return true;
}

// A run of characters that no token begins with is one error.
void Lexer::unexpected() {
  const std::size_t length = std::max<std::size_t>(1, utf8_sequence_length(rest()));
  error(length, fmt::format("unexpected character `{}`", printable(rest().substr(0, length))));
  const auto begins_token = [](char c) {
    return c == '\n' || is_blank(c) || c == '#' || c == '/' || c == '"' || c == '\'' ||
           is_name_part(c) || kSymbols.find(c) != std::string_view::npos;
  };
  at_ += length;
  while (at_ < text_.size() && !begins_token(peek())) ++at_;
}

void Lexer::add_token(Token::Kind kind, std::size_t length, std::string text) {
  if (kind != Token::Kind::kEnd) settle_comments_before_token();
  last_token_line_ = line_;
  lexed_.tokens.push_back({.kind = kind,
                           .text = std::move(text),
                           .line = line_,
                           .column = column(at_),
                           .length = std::max(1, static_cast<int>(length))});
}

void Lexer::add_comment(Comment::Kind kind, std::size_t offset, std::string_view text) {
  lexed_.comments.push_back({.kind = kind,
                             .text = std::string(text),
                             .line = line_,
                             .column = column(offset),
                             .last_line = line_,
                             .next_token = lexed_.tokens.size(),
                             .behind = last_token_line_ == line_});
}

// A block comment does not stand behind what is before it if a token follows on its last line.
void Lexer::settle_comments_before_token() {
  std::vector<Comment>& comments = lexed_.comments;
  for (auto comment = comments.rbegin(); comment != comments.rend(); ++comment) {
    if (comment->next_token != lexed_.tokens.size() || comment->last_line != line_) return;
    comment->behind = false;
  }
}

}  // namespace

bool Token::is_symbol(char symbol) const { return kind == Kind::kSymbol && text.front() == symbol; }

bool Token::is_word(std::string_view word) const {
  return kind == Kind::kIdentifier && text == word;
}

bool Token::is_keyword() const {
  return kind == Kind::kIdentifier && std::ranges::find(kKeywords, text) != kKeywords.end();
}

Lexed lex(std::string_view text, const std::string& path, Diagnostics& diagnostics) {
  return Lexer(text, path, diagnostics).run();
}

}  // namespace thriftorm::idl
