#include <fmt/format.h>

#include <filesystem>
#include <string_view>

#include "tool/reader/reader.h"

namespace thriftorm {
namespace {

namespace fs = std::filesystem;

std::string_view kind_name(CppType::Kind kind) {
  switch (kind) {
    case CppType::Kind::kBool:
      return "bool";
    case CppType::Kind::kInt8:
      return "int8";
    case CppType::Kind::kInt16:
      return "int16";
    case CppType::Kind::kInt32:
      return "int32";
    case CppType::Kind::kInt64:
      return "int64";
    case CppType::Kind::kDouble:
      return "double";
    case CppType::Kind::kString:
      return "string";
    case CppType::Kind::kEnum:
      return "enum";
    case CppType::Kind::kRecord:
      return "record";
    case CppType::Kind::kList:
      return "list";
    case CppType::Kind::kSet:
      return "set";
    case CppType::Kind::kMap:
      return "map";
    case CppType::Kind::kUuid:
      return "uuid";
    case CppType::Kind::kUnknown:
      return "unknown";
  }
  return "";
}

// "shared record game::Player", "PlayerIds = list<PlayerId = int64>".
std::string describe(const CppType& type) {
  std::string text = type.shared ? "shared " : "";
  if (!type.alias.empty()) text += type.alias + " = ";
  text += kind_name(type.kind);
  if (!type.name.empty()) text += " " + type.name;
  if (type.arguments.empty()) return text;
  std::vector<std::string> arguments;
  for (const CppType& argument : type.arguments) arguments.push_back(describe(argument));
  return fmt::format("{}<{}>", text, fmt::join(arguments, ", "));
}

// Relative to the header's directory; the bare name of what lies elsewhere.
std::string short_name(const std::string& file, const Header& header) {
  const fs::path relative = fs::path(file).lexically_proximate(fs::path(header.path).parent_path());
  const bool outside = relative.is_absolute() || *relative.begin() == "..";
  return (outside ? fs::path(file).filename() : relative).generic_string();
}

std::string_view form_name(const CppEnum& declaration) {
  if (declaration.wrapped) return "wrapped";
  return declaration.scoped ? "scoped" : "plain";
}

std::string dump_enum(const CppEnum& declaration, const Header& header) {
  std::string text = fmt::format("enum {} ({}) in {}\n", declaration.name, form_name(declaration),
                                 short_name(declaration.file, header));
  for (const CppEnumValue& value : declaration.values) {
    text += fmt::format("  {} = {}\n", value.name, value.value);
  }
  return text;
}

std::string dump_record(const Record& record, const Header& header) {
  std::string text = fmt::format("record {} in {}\n", record.name, short_name(record.file, header));
  for (const CppField& field : record.fields) {
    text += fmt::format("  {}: {} as {}\n", field.name, describe(field.type), field.type.spelling);
  }
  if (!record.isset.empty()) text += fmt::format("  isset: {}\n", fmt::join(record.isset, " "));
  return text;
}

}  // namespace

std::string dump(const Header& header) {
  std::string text;
  for (const CppEnum& declaration : header.enums) text += dump_enum(declaration, header);
  for (const Record& record : header.records) text += dump_record(record, header);
  for (const IncompleteField& field : header.incomplete_fields) {
    text += fmt::format("incomplete {}::{} of {}\n", field.record, field.field, field.type);
  }
  for (const std::string& file : header.files) {
    text += fmt::format("file {}\n", short_name(file, header));
  }
  return text;
}

}  // namespace thriftorm
