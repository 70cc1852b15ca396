#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "annotations/characters.h"
#include "annotations/comment_text.h"
#include "annotations/messages.h"
#include "annotations/utf8.h"

namespace thriftorm::idl {
namespace {

constexpr int kDeepestList = 8;  // no annotation takes a list in a list; this bounds the recursion

class CommentParser {
 public:
  CommentParser(const Comment& comment, const std::string& path, Diagnostics& diagnostics)
      : text_(comment.text), comment_(comment), path_(path), diagnostics_(diagnostics) {}

  AnnotationComment run();

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool at_end() const { return at_ >= text_.size(); }
  std::string_view rest() const { return text_.substr(at_); }
  Location span(std::size_t first, std::size_t end) const {
    return {path_, comment_.line, comment_.column + static_cast<int>(first),
            static_cast<int>(end > first ? end - first : 1)};
  }
  void skip_blanks() {
    while (is_blank(peek())) ++at_;
  }
  bool accept(char c);
  bool malformed(std::string message);
  std::string found() const;

  bool skip_plain_comment();
  bool annotation();
  void info(std::size_t start);
  bool arguments(Annotation& annotation);
  bool argument(Annotation& annotation);
  bool value(ArgumentValue& value, int depth);
  bool list(ArgumentValue& value, int depth);
  bool string(ArgumentValue& value);
  bool number(ArgumentValue& value);
  void identifier(ArgumentValue& value);
  void resume();

  std::string_view text_;
  const Comment& comment_;
  const std::string& path_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  AnnotationComment result_;
};

AnnotationComment CommentParser::run() {
  for (skip_blanks(); !at_end(); skip_blanks()) {
    if (skip_plain_comment()) continue;
    if (!annotation()) resume();
  }
  return std::move(result_);
}

bool CommentParser::accept(char c) {
  if (peek() != c || at_end()) return false;
  ++at_;
  return true;
}

// Always false, so that a rule can end with it.
bool CommentParser::malformed(std::string message) {
  const std::size_t length = utf8_sequence_length(rest());
  diagnostics_.error(span(at_, at_ + length), "malformed-annotation", std::move(message));
  result_.faulty = true;
  return false;
}

std::string CommentParser::found() const {
  if (at_end()) return "the end of the line";
  std::size_t length = 0;
  while (is_name_part(peek(length))) ++length;
  if (length == 0) length = std::max<std::size_t>(1, utf8_sequence_length(rest()));
  return fmt::format("`{}`", printable(rest().substr(0, length)));
}

// Skips what is a plain comment within the comment; `//@` goes on with annotations.
bool CommentParser::skip_plain_comment() {
  if (rest().starts_with("//@")) {
    at_ += 2;
    return true;
  }
  if (rest().starts_with("/*")) {
    const std::size_t close = text_.find("*/", at_ + 2);
    at_ = close == std::string_view::npos ? text_.size() : close + 2;
    return true;
  }
  if (peek() != '#' && !rest().starts_with("//")) return false;
  at_ = text_.size();
  return true;
}

bool CommentParser::annotation() {
  const std::size_t start = at_;
  if (!accept('@')) {
    return malformed(fmt::format(
        "expected `@` and the name of an annotation, found {}; a remark needs `//` before it",
        found()));
  }
  if (!is_name_start(peek())) {
    return malformed(fmt::format("expected the name of an annotation, found {}", found()));
  }
  Annotation annotation;
  while (is_name_part(peek())) annotation.name += text_[at_++];
  annotation.location = span(start, at_);
  if (annotation.name == "info") {
    info(start);
    return true;
  }
  skip_blanks();
  if (peek() == '(' && !arguments(annotation)) return false;
  result_.annotations.push_back(std::move(annotation));
  return true;
}

void CommentParser::info(std::size_t start) {
  const Location location = span(start, at_);
  if (peek() == '(') {
    diagnostics_.warning(location, "suspicious-annotation",
                         "`@info` takes all text to the end of the line: the parenthesis becomes "
                         "part of it; write `@info text`");
  }
  skip_blanks();
  std::string_view text = rest();
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  at_ = text_.size();
  if (text.empty()) {
    diagnostics_.error(location, "missing-argument",
                       "`@info` needs its text on the same line: `@info text`");
    return;
  }
  result_.info.emplace_back(text);
  result_.info_location.push_back(location);
}

bool CommentParser::arguments(Annotation& annotation) {
  ++at_;
  skip_blanks();
  if (accept(')')) return true;
  for (;;) {
    if (!argument(annotation)) return false;
    skip_blanks();
    if (accept(')')) return true;
    if (!accept(',')) {
      return malformed(
          fmt::format("expected `,` or `)` in `@{}(...)`, found {}", annotation.name, found()));
    }
    skip_blanks();
  }
}

bool CommentParser::argument(Annotation& annotation) {
  const std::size_t start = at_;
  Argument argument;
  if (!value(argument.value, 0)) return false;
  const std::size_t end = at_;
  skip_blanks();
  if (peek() == '=') {
    if (argument.value.kind != ArgumentValue::Kind::kIdentifier ||
        argument.value.text.find('.') != std::string::npos) {
      return malformed("only a plain name may stand before `=`");
    }
    ++at_;
    skip_blanks();
    argument.key = std::exchange(argument.value, {}).text;
    if (!value(argument.value, 0)) return false;
  } else {
    at_ = end;
  }
  argument.location = span(start, at_);
  annotation.arguments.push_back(std::move(argument));
  return true;
}

bool CommentParser::value(ArgumentValue& value, int depth) {
  const std::size_t start = at_;
  const char c = peek();
  bool understood = true;
  if (c == '[') understood = list(value, depth);
  else if (c == '"' || c == '\'') understood = string(value);
  else if (is_digit(c) || c == '+' || c == '-') understood = number(value);
  else if (is_name_start(c)) identifier(value);
  else understood = malformed(fmt::format("expected a value, found {}", found()));
  value.location = span(start, at_);
  return understood;
}

bool CommentParser::list(ArgumentValue& value, int depth) {
  if (depth == kDeepestList) return malformed("lists are nested too deeply");
  value.kind = ArgumentValue::Kind::kList;
  ++at_;
  skip_blanks();
  if (accept(']')) return true;
  for (;;) {
    if (!this->value(value.items.emplace_back(), depth + 1)) return false;
    skip_blanks();
    if (accept(']')) return true;
    if (!accept(',')) {
      return malformed(fmt::format("expected `,` or `]` in a list, found {}", found()));
    }
    skip_blanks();
  }
}

bool CommentParser::string(ArgumentValue& value) {
  value.kind = ArgumentValue::Kind::kString;
  const char quote = text_[at_++];
  while (!at_end() && peek() != quote) {
    if (peek() == '\\') {
      const std::optional<char> escaped = unescape(peek(1));
      if (!escaped) {
        return malformed(R"(unknown escape: a string has `\n`, `\r`, `\t`, `\"`, `\'` and `\\`)");
      }
      value.text += *escaped;
      at_ += 2;
    } else {
      value.text += text_[at_++];
    }
  }
  return accept(quote) || malformed(fmt::format("expected a closing {} for this string", quote));
}

bool CommentParser::number(ArgumentValue& value) {
  value.kind = ArgumentValue::Kind::kNumber;
  const std::size_t start = at_;
  if (!accept('-')) accept('+');
  if (!is_digit(peek())) return malformed(fmt::format("expected a digit, found {}", found()));
  while (is_digit(peek())) ++at_;
  if (peek() == '.' && is_digit(peek(1))) {
    ++at_;
    while (is_digit(peek())) ++at_;
  }
  const std::size_t digits = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
  if ((peek() == 'e' || peek() == 'E') && is_digit(peek(digits))) {
    at_ += digits;
    while (is_digit(peek())) ++at_;
  }
  value.text = text_.substr(start, at_ - start);
  if (!is_name_part(peek())) return true;
  while (is_name_part(peek())) ++at_;
  const std::string written(text_.substr(start, at_ - start));
  at_ = start;
  return malformed(fmt::format(
      "`{0}` is neither a number nor a name; as a text, it needs quotes: '{0}'", written));
}

void CommentParser::identifier(ArgumentValue& value) {
  value.kind = ArgumentValue::Kind::kIdentifier;
  while (is_name_part(peek()) || (peek() == '.' && is_name_part(peek(1)))) {
    value.text += text_[at_++];
  }
}

// Behind an error: the next `@name` that stands by itself.
void CommentParser::resume() {
  if (!at_end()) ++at_;
  while (!at_end()) {
    const char before = text_[at_ - 1];
    if (peek() == '@' && is_name_start(peek(1)) && (is_blank(before) || before == ')')) return;
    ++at_;
  }
}

}  // namespace

AnnotationComment parse_annotation_comment(const Comment& comment, const std::string& path,
                                           Diagnostics& diagnostics) {
  const std::string_view text = comment.text;
  const bool named = text.size() > 1 && !is_blank(text[1]);
  if (!named) {
    diagnostics.warning({path, comment.line, comment.column, 1}, "suspicious-annotation",
                        "this is read as a plain comment: the name of an annotation follows its "
                        "`@` at once");
    return {};
  }
  return CommentParser(comment, path, diagnostics).run();
}

}  // namespace thriftorm::idl
