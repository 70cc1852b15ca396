#include "tool/plan/column_words.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "tool/schema/names.h"

namespace thriftorm {
namespace {

constexpr std::size_t kCommentWidth = 92;

std::string short_constant(std::string_view enum_name) {
  const std::size_t last = enum_name.rfind("::");
  return fmt::format("k{}Members",
                     last == std::string_view::npos ? enum_name : enum_name.substr(last + 2));
}

}  // namespace

std::string backticked(std::string_view name) { return fmt::format("`{}`", name); }

std::string position_of(const std::string& column) { return "k" + pascal_case(column); }
std::string member_of(const std::string& column) { return column + "_"; }

std::string enum_constant(const Schema& schema, const std::string& enum_name) {
  const std::string constant = short_constant(enum_name);
  const auto same =
      std::count_if(schema.enums.begin(), schema.enums.end(),
                    [&](const Enumeration& e) { return short_constant(e.name) == constant; });
  if (same < 2) return constant;
  std::string whole = "k";
  for (std::size_t at = 0; at < enum_name.size();) {
    const std::size_t end = std::min(enum_name.find("::", at), enum_name.size());
    whole += pascal_case(enum_name.substr(at, end - at));
    at = end + 2;
  }
  return whole + "Members";
}

std::vector<std::string> wrap_comment(std::string_view text) {
  std::vector<std::string> lines;
  std::string line;
  const auto flush = [&] {
    if (!line.empty()) lines.push_back(std::move(line));
    line.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n\t\r", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (!word.empty()) {
      if (!line.empty() && line.size() + 1 + word.size() > kCommentWidth) flush();
      line += (line.empty() ? "" : " ") + std::string(word);
    }
    const bool paragraph = end + 1 < text.size() && text[end] == '\n' && text[end + 1] == '\n';
    if (paragraph) flush();
    at = end + 1;
  }
  flush();
  // A backslash at a line's end would join it with the next.
  for (std::string& wrapped : lines) {
    if (wrapped.ends_with('\\')) wrapped += '.';
  }
  return lines;
}

std::string cpp_string(std::string_view text, bool plain) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') result += fmt::format("\\{}", c);
    else if (c == '\n') result += "\\n";
    else if (byte < 0x20 || byte == 0x7F || (byte > 0x7F && !plain))
      result += fmt::format("\\{:03o}", byte);
    else result += c;
  }
  return result + "\"";
}

std::string deprecated_attribute(const std::optional<std::string>& text) {
  return text ? fmt::format("[[deprecated({})]]", cpp_string(*text)) : "";
}

std::string parameter_name(const Column& column) {
  // Parameters, functions that are called, and macros of the C library.
  constexpr auto kTaken = std::to_array<std::string_view>(
      {"EOF",   "NULL",   "assert", "assign",  "errno",     "find_all", "find_one",
       "linux", "major",  "minor",  "session", "set_key",   "signals",  "slots",
       "std",   "stderr", "stdin",  "stdout",  "thriftorm", "unix"});
  const bool taken = std::find(kTaken.begin(), kTaken.end(), column.name) != kTaken.end();
  return taken ? "value" : column.name;
}

namespace {

std::string json_codec(const JsonShape& shape) {
  if (shape.is_plain()) return "thriftorm::as::Json";
  if (shape.binary) return "thriftorm::as::JsonBinary";
  std::vector<std::string> arguments;
  for (const JsonShape& argument : shape.arguments) arguments.push_back(json_codec(argument));
  return fmt::format("thriftorm::as::JsonOf<{}>", fmt::join(arguments, ", "));
}

}  // namespace

std::string codec_of(const Schema& schema, const Column& column) {
  switch (column.value.kind) {
    case Value::Kind::kBool:
      return "thriftorm::as::Boolean";
    case Value::Kind::kInteger:
      return "thriftorm::as::Integer";
    case Value::Kind::kDouble:
      return "thriftorm::as::Double";
    case Value::Kind::kString:
      return "thriftorm::as::Text";
    case Value::Kind::kBytes:
      return "thriftorm::as::Bytes";
    case Value::Kind::kEnumName:
      return fmt::format("thriftorm::as::EnumName<{}>",
                         enum_constant(schema, column.value.enum_name));
    case Value::Kind::kEnumNumber:
      return fmt::format("thriftorm::as::EnumNumber<{}>",
                         enum_constant(schema, column.value.enum_name));
    case Value::Kind::kDecimal:
      return fmt::format("thriftorm::as::Decimal<{}, {}>", column.storage.precision,
                         column.storage.scale);
    case Value::Kind::kDate:
      return "thriftorm::as::Date";
    case Value::Kind::kDateTime:
      return fmt::format("thriftorm::as::DateTime<{}>", column.storage.precision);
    case Value::Kind::kJson:
      return json_codec(column.value.json);
  }
  return "";
}

bool is_enum(const Column& column) {
  return column.value.kind == Value::Kind::kEnumName ||
         column.value.kind == Value::Kind::kEnumNumber;
}

bool is_held_by_reference(const Column& column) {
  switch (column.value.kind) {
    case Value::Kind::kString:
    case Value::Kind::kBytes:
    case Value::Kind::kDecimal:
    case Value::Kind::kDate:
    case Value::Kind::kJson:
      return true;
    default:
      return false;
  }
}

std::string column_list(const Table& table, std::string_view prefix) {
  std::string list;
  for (const Column& column : table.columns)
    list += fmt::format("{}{}{}", list.empty() ? "" : ", ", prefix, backticked(column.name));
  return list;
}

}  // namespace thriftorm
