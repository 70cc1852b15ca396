// What the tests of the IDL reader share.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "annotations/parser.h"

namespace thriftorm::idl {

// The diagnostics of one text, as they are printed.
inline std::string rendered(std::string_view text) {
  Diagnostics diagnostics;
  parse(text, "t.thrift", diagnostics);
  return render_text(diagnostics, false);
}

// A text that is free of diagnostics; "" for its rendered diagnostics, else the test fails.
inline Document parsed(std::string_view text, std::string& complaints) {
  Diagnostics diagnostics;
  Document document = parse(text, "t.thrift", diagnostics);
  complaints = render_text(diagnostics, false);
  return document;
}

inline std::string in_words(const ArgumentValue& value) {
  switch (value.kind) {
    case ArgumentValue::Kind::kString:
      return '\'' + value.text + '\'';
    case ArgumentValue::Kind::kNumber:
      return '#' + value.text;
    case ArgumentValue::Kind::kIdentifier:
      return value.text;
    case ArgumentValue::Kind::kList:
      break;
  }
  std::string result = "[";
  for (const ArgumentValue& item : value.items) {
    result += (result.size() > 1 ? " " : "") + in_words(item);
  }
  return result + "]";
}

// "@name(value key=value) @other": numbers begin with #, strings stand in single quotes.
inline std::string in_words(const std::vector<Annotation>& annotations) {
  std::string result;
  for (const Annotation& annotation : annotations) {
    result += (result.empty() ? "@" : " @") + annotation.name;
    if (annotation.arguments.empty()) continue;
    std::string arguments;
    for (const Argument& argument : annotation.arguments) {
      arguments += arguments.empty() ? "" : " ";
      arguments += argument.key.empty() ? "" : argument.key + "=";
      arguments += in_words(argument.value);
    }
    result += '(' + arguments + ')';
  }
  return result;
}

inline std::string in_words(const Type& type) {
  std::string result = type.name;
  for (std::size_t i = 0; i < type.arguments.size(); ++i) {
    result += (i == 0 ? "<" : ",") + in_words(type.arguments[i]);
  }
  return type.arguments.empty() ? result : result + ">";
}

inline std::string in_words(const ConstValue& value) {
  switch (value.kind) {
    case ConstValue::Kind::kInteger:
      return std::to_string(value.integer);
    case ConstValue::Kind::kDouble:
      return value.text;
    case ConstValue::Kind::kString:
      return '\'' + value.text + '\'';
    case ConstValue::Kind::kIdentifier:
      return value.text;
    case ConstValue::Kind::kList:
    case ConstValue::Kind::kMap:
      break;
  }
  const bool list = value.kind == ConstValue::Kind::kList;
  std::string result = list ? "[" : "{";
  for (const ConstValue& item : value.items) {
    result += (result.size() > 1 ? " " : "") + in_words(item);
  }
  return result + (list ? "]" : "}");
}

// One line for each declaration, field and enum value: what the grammar and the comments gave it.
inline std::string dump(const Document& document) {
  const auto tail = [](const auto& declaration) {
    std::string result;
    if (!declaration.annotations.empty()) result += "  " + in_words(declaration.annotations);
    if (!declaration.documentation.empty()) result += "  -- " + declaration.documentation;
    return result + '\n';
  };
  std::string result;
  for (const Typedef& alias : document.typedefs) {
    result += "typedef " + in_words(alias.type) + ' ' + alias.name + tail(alias);
  }
  for (const Enum& declaration : document.enums) {
    result += "enum " + declaration.name + tail(declaration);
    for (const EnumValue& value : declaration.values) {
      result += "  " + value.name + " = " + std::to_string(value.value) + tail(value);
    }
  }
  for (const Struct& declaration : document.structs) {
    constexpr std::string_view kKinds[] = {"struct ", "union ", "exception "};
    result += kKinds[static_cast<int>(declaration.kind)];
    result += declaration.name + tail(declaration);
    for (const Field& field : declaration.fields) {
      constexpr std::string_view kRequiredness[] = {"", "required ", "optional "};
      result += "  " + (field.id ? std::to_string(*field.id) : std::string("-")) + ": ";
      result += kRequiredness[static_cast<int>(field.requiredness)];
      result += in_words(field.type) + (field.reference ? " & " : " ") + field.name;
      if (field.default_value) result += " = " + in_words(*field.default_value);
      result += tail(field);
    }
  }
  for (const auto& [name, value] : document.constants) {
    result += "const " + name + " = " + in_words(value) + '\n';
  }
  return result;
}

// The dump of a text without diagnostics; its diagnostics if it has some.
inline std::string dumped(std::string_view text) {
  std::string complaints;
  const Document document = parsed(text, complaints);
  return complaints.empty() ? dump(document) : complaints;
}

}  // namespace thriftorm::idl
