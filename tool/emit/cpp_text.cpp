#include "tool/emit/cpp_text.h"

namespace thriftorm {
namespace {

constexpr std::size_t kLiteralWidth = 88;
constexpr std::size_t kLineWidth = 100;
constexpr std::string_view kContinuation = "    ";

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

// The last comma, or `||` or `&&`, within `width` that is not inside a string literal, as the length of what stands
// before the break. Where there is none: behind a parenthesis, at a space, between template
// arguments. 0: nowhere.
std::size_t break_before(std::string_view code, std::size_t width) {
  std::size_t best = 0;
  std::size_t in_template = 0;
  std::size_t behind_parenthesis = 0;
  std::size_t at_space = 0;
  bool in_string = false;
  int angles = 0;
  for (std::size_t i = 0; i < code.size() && i + 1 < width; ++i) {
    if (code[i] == '"' && (i == 0 || code[i - 1] != '\\')) in_string = !in_string;
    if (in_string) continue;
    if (code[i] == '<') ++angles;
    if (code[i] == '>' && angles > 0) --angles;
    const bool comma = code[i] == ',' && i + 1 < code.size() && code[i + 1] == ' ';
    if (comma) (angles > 0 ? in_template : best) = i + 1;
    if (code[i] == ' ' && angles == 0) at_space = i;
    if (code[i] == '(' && i + 2 < code.size() && code[i + 1] != ')') behind_parenthesis = i + 1;
    const std::string_view three = code.substr(i, 3);
    if ((three == "|| " || three == "&& ") && i + 2 < width) best = i + 2;
  }
  if (best != 0) return best;
  if (behind_parenthesis != 0) return behind_parenthesis;
  return at_space != 0 ? at_space : in_template;
}

}  // namespace

void emit_statement(const std::string& constant, const std::string& sql, TextWriter& out) {
  out.emit(R"cpp(
    constexpr thriftorm::StaticSql $constant$(
        $sql$
  )cpp",
           {{"constant", constant}, {"sql", string_literal(sql) + ");"}});
}

void emit_comment(const std::vector<std::string>& lines, TextWriter& out) {
  for (const std::string& line : lines)
    out.emit(line.empty() ? "//" : "// $line$",
             line.empty() ? std::vector<Hole>{} : std::vector<Hole>{{"line", line}});
}

std::string string_literal(std::string_view text) {
  std::string literal;
  while (text.size() > kLiteralWidth) {
    std::size_t end = text.rfind(' ', kLiteralWidth);
    if (end == std::string_view::npos || end == 0) end = kLiteralWidth;
    literal += "\"" + escaped(text.substr(0, end + 1)) + "\"\n";
    text.remove_prefix(end + 1);
  }
  return literal + "\"" + escaped(text) + "\"";
}

std::string raw_string_literal(std::string_view text) {
  std::string delimiter = "sql";
  while (text.find(")" + delimiter + "\"") != std::string_view::npos) delimiter += "_";
  return "R\"" + delimiter + "(" + std::string(text) + ")" + delimiter + "\"";
}

std::string wrap_code(std::string_view code, std::size_t indent) {
  std::string wrapped;
  std::size_t width = kLineWidth - indent;
  while (code.size() > width) {
    const std::size_t end = break_before(code, width);
    if (end == 0) break;
    wrapped += std::string(code.substr(0, end)) + "\n" + std::string(kContinuation);
    code.remove_prefix(code[end] == ' ' ? end + 1 : end);
    width = kLineWidth - indent - kContinuation.size();
  }
  return wrapped + std::string(code);
}

std::string wrap_list(const std::vector<std::string>& items, std::size_t indent) {
  std::string text;
  std::size_t width = indent;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string item = items[i] + (i + 1 < items.size() ? "," : "");
    const bool breaks = i > 0 && width + 1 + item.size() > kLineWidth;
    if (breaks) width = indent;
    text += (i == 0 ? "" : breaks ? "\n" : " ") + item;
    width += item.size() + 1;
  }
  return text;
}

std::string checked_value(const std::string& members, const std::string& value,
                          const std::string& position) {
  return "thriftorm::checked(" + members + ", " + value + ", this->info(), " + position + ")";
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(separator)) + part;
  return text;
}

}  // namespace thriftorm
