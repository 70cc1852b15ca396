#include "test/fuzz/print_document.h"

#include <fmt/format.h>

namespace thriftorm::test {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      default:
        out += c;
    }
  }
  return out + '"';
}

// The printed items with commas between.
template <class Items, class Print>
std::string list_of(const Items& items, Print print) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : ", ") + print(item);
  return out;
}

std::string print(const idl::ArgumentValue& value) {
  using Kind = idl::ArgumentValue::Kind;
  if (value.kind == Kind::kString) return quoted(value.text);
  if (value.kind != Kind::kList) return value.text;
  return "[" + list_of(value.items, [](const auto& item) { return print(item); }) + "]";
}

std::string print(const idl::Argument& argument) {
  return (argument.key.empty() ? "" : argument.key + "=") + print(argument.value);
}

std::string print(const idl::Annotation& annotation) {
  const std::string arguments =
      list_of(annotation.arguments, [](const auto& argument) { return print(argument); });
  return "@" + annotation.name + (arguments.empty() ? "" : "(" + arguments + ")");
}

// A comment, on a line of its own or behind a declaration; empty without annotations.
std::string print(const std::vector<idl::Annotation>& annotations) {
  std::string out;
  for (const idl::Annotation& annotation : annotations) {
    out += (out.empty() ? "  //" : " ") + print(annotation);
  }
  return out;
}

std::string print(const idl::Type& type) {
  if (type.arguments.empty()) return type.name;
  return type.name + "<" +
         list_of(type.arguments, [](const auto& argument) { return print(argument); }) + ">";
}

std::string print(const idl::ConstValue& value) {
  using Kind = idl::ConstValue::Kind;
  if (value.kind == Kind::kString) return quoted(value.text);
  if (value.kind == Kind::kList) {
    return "[" + list_of(value.items, [](const auto& item) { return print(item); }) + "]";
  }
  if (value.kind != Kind::kMap) return value.text;
  std::string out;
  for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) {
    out += (out.empty() ? "" : ", ") + print(value.items[i]) + ": " + print(value.items[i + 1]);
  }
  return "{" + out + "}";
}

std::string print(const idl::Field& field) {
  std::string out = "  ";
  if (field.id) out += fmt::format("{}: ", *field.id);
  if (field.requiredness == idl::Requiredness::kRequired) out += "required ";
  if (field.requiredness == idl::Requiredness::kOptional) out += "optional ";
  out += print(field.type) + (field.reference ? " & " : " ") + field.name;
  if (field.default_value) out += " = " + print(*field.default_value);
  return out + print(field.annotations) + "\n";
}

std::string print(const idl::Struct& record) {
  using Kind = idl::Struct::Kind;
  std::string out = print(record.annotations) + "\n";
  out += record.kind == Kind::kStruct  ? "struct "
         : record.kind == Kind::kUnion ? "union "
                                       : "exception ";
  out += record.name + " {\n";
  for (const idl::Field& field : record.fields) out += print(field);
  return out + "}\n";
}

std::string print(const idl::Enum& enumeration) {
  std::string out = print(enumeration.annotations) + "\nenum " + enumeration.name + " {\n";
  for (const idl::EnumValue& value : enumeration.values) {
    out += fmt::format("  {} = {}{}\n", value.name, value.value, print(value.annotations));
  }
  return out + "}\n";
}

}  // namespace

std::string print_document(const idl::Document& document) {
  std::string out;
  for (const idl::Include& include : document.includes) {
    out += "include " + quoted(include.path) + "\n";
  }
  if (!document.cpp_namespace.empty()) out += "namespace cpp " + document.cpp_namespace + "\n";
  for (const idl::Typedef& definition : document.typedefs) {
    out += fmt::format("{}\ntypedef {} {}\n", print(definition.annotations), print(definition.type),
                       definition.name);
  }
  for (const idl::Enum& enumeration : document.enums) out += print(enumeration);
  for (const auto& [name, value] : document.constants) {
    out += fmt::format("const i64 {} = {}\n", name, print(value));
  }
  for (const idl::Struct& record : document.structs) out += print(record);
  return out;
}

}  // namespace thriftorm::test
