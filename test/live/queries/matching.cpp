#include "test/live/queries/matching.h"

#include <string_view>
#include <utility>
#include <vector>

namespace queries {

using thriftorm::detail::Expression;
using thriftorm::detail::Match;

namespace {

// Characters: texts of a code point each.
std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> all;
  for (const char c : text) {
    const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (continues && !all.empty()) all.back() += c;
    else all.emplace_back(1, c);
  }
  return all;
}

// The letters of the tests' texts, without case and accents.
std::string folded(const std::string& text) {
  static const std::vector<std::pair<std::string, std::string>> letters{
      {"é", "e"}, {"É", "e"}, {"ë", "e"}, {"Ë", "e"},
      {"ï", "i"}, {"Ω", "ω"}, {"Ж", "ж"}, {"У", "у"}};
  std::string result;
  for (std::string& character : characters(text)) {
    for (const auto& [from, to] : letters) {
      if (character == from) character = to;
    }
    const char c = character.front();
    if (c >= 'A' && c <= 'Z') character = static_cast<char>(c - 'A' + 'a');
    result += character;
  }
  return result;
}

// From these positions on. The pattern's wildcards are % and _; \ stands before what is none.
bool matches_pattern(const std::vector<std::string>& text, std::size_t at,
                     const std::vector<std::string>& pattern, std::size_t from) {
  if (from == pattern.size()) return at == text.size();
  if (pattern[from] == "%") {
    for (std::size_t i = at; i <= text.size(); ++i) {
      if (matches_pattern(text, i, pattern, from + 1)) return true;
    }
    return false;
  }
  const bool any = pattern[from] == "_";
  if (pattern[from] == "\\" && from + 1 < pattern.size()) ++from;
  return at < text.size() && (any || text[at] == pattern[from]) &&
         matches_pattern(text, at + 1, pattern, from + 1);
}

bool matches(const std::string& text, Match match, const std::string& pattern, bool folds) {
  if (folds) return matches(folded(text), match, folded(pattern), false);
  switch (match) {
    case Match::kContains:
      return text.find(pattern) != std::string::npos;
    case Match::kStartsWith:
      return text.starts_with(pattern);
    case Match::kEndsWith:
      return text.ends_with(pattern);
    case Match::kLike:
      return matches_pattern(characters(text), 0, characters(pattern), 0);
  }
  return false;
}

}  // namespace

bool matches(const Expression& expression, const std::string& text, thriftorm::Dialect dialect) {
  const bool cuts = dialect == thriftorm::Dialect::kSqlite && expression.match == Match::kLike;
  const auto seen = [&](const std::string& whole) {
    return cuts ? whole.substr(0, whole.find('\0')) : whole;
  };
  return matches(seen(text), expression.match, seen(expression.values.front().text()),
                 expression.folds);
}

}  // namespace queries
