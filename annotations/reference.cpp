#include "annotations/reference.h"

#include <fmt/format.h>

#include <vector>

#include "annotations/vocabulary.h"

namespace thriftorm::idl {
namespace {

constexpr std::string_view kIntroduction = R"(# Annotations

Made from the vocabulary by `thriftorm annotations`; do not edit.

An annotation is `//@name` or `//@name(arguments)` in the IDL, above its declaration or behind it on the same line; several may share a line: `//@unique @length(64)`. Arguments are positional or `key=value`; a value is an identifier, a number, a quoted string, or a list `[a, b]`. `//@info text` documents a table, a column or an enum value, up to the end of the line.

Where a struct has several tables, annotations on its fields may say `of=table`: they hold for that table alone, and the field is not stored in the others.
)";

template <class T>
std::string joined(std::span<const T> items, std::string_view separator) {
  std::string text;
  for (const T& item : items)
    text += fmt::format("{}{}", text.empty() ? "" : separator, describe(item));
  return text;
}

std::string usage(const Parameter& parameter) {
  std::string name(parameter.name);
  if (!parameter.words.empty()) name = fmt::format("{}", fmt::join(parameter.words, "|"));
  if (parameter.passing == Passing::kKey)
    name = fmt::format("{}={}", parameter.name, parameter.words.empty() ? "…" : name);
  if (parameter.passing == Passing::kRepeated) name += ", …";
  return parameter.required ? name : "[" + name + "]";
}

std::string signature(const AnnotationRule& rule) {
  std::vector<std::string> parts;
  for (const Parameter& parameter : rule.parameters) parts.push_back(usage(parameter));
  return parts.empty() ? fmt::format("@{}", rule.name)
                       : fmt::format("@{}({})", rule.name, fmt::join(parts, ", "));
}

std::string section(const AnnotationRule& rule) {
  std::string text = fmt::format("\n## `{}`\n\n{}.\n\nOn {}", signature(rule), rule.summary,
                                 joined(rule.places, ", "));
  if (!rule.shapes.empty()) text += fmt::format(" that holds {}", joined(rule.shapes, ", "));
  text += ".";
  std::vector<std::string_view> others;
  for (const std::string_view other : rule.clashes) {
    if (other != rule.name) others.push_back(other);
  }
  if (!others.empty()) text += fmt::format(" Not together with `@{}`.", fmt::join(others, "`, `@"));
  text += "\n";
  for (const Parameter& parameter : rule.parameters) {
    if (&parameter == rule.parameters.data()) text += "\n";
    text += fmt::format("- `{}`: {}\n", parameter.name, parameter.summary);
  }
  return text;
}

}  // namespace

std::string reference_page() {
  std::string page(kIntroduction);
  for (const AnnotationRule& rule : vocabulary()) page += section(rule);
  return page;
}

}  // namespace thriftorm::idl
