#include "tool/emit/cpp_text.h"

namespace thriftorm {
namespace {

constexpr std::size_t kLiteralWidth = 88;

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

}  // namespace

void emit_comment(const std::vector<std::string>& lines, TextWriter& out) {
  for (const std::string& line : lines) out.emit(line.empty() ? "//" : "// $line$", line.empty() ? std::vector<Hole>{} : std::vector<Hole>{{"line", line}});
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

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(separator)) + part;
  return text;
}

}  // namespace thriftorm
