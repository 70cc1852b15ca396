#include "annotations/check_arguments.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "annotations/characters.h"
#include "annotations/messages.h"
#include "annotations/utf8.h"

namespace thriftorm::idl {
namespace {

using Kind = ArgumentValue::Kind;

bool is_text(const ArgumentValue& value) {
  return value.kind == Kind::kIdentifier || value.kind == Kind::kString;
}

bool is_name(const ArgumentValue& value) {
  const bool dotted = value.kind == Kind::kIdentifier && value.text.find('.') != std::string::npos;
  return is_text(value) && !value.text.empty() && !dotted;
}

bool is_path(const ArgumentValue& value) { return is_text(value) && !value.text.empty(); }

// Nine digits are beyond any column's length, and fit an int.
bool is_count(const ArgumentValue& value) {
  return value.kind == Kind::kNumber && value.text.size() <= 9 &&
         std::ranges::all_of(value.text, is_digit) &&
         value.text.find_first_not_of('0') != std::string::npos;
}

bool is_filled_list(const ArgumentValue& value, bool (*fits)(const ArgumentValue&)) {
  return value.kind == Kind::kList && !value.items.empty() &&
         std::ranges::all_of(value.items, fits);
}

bool fits(const ArgumentValue& value, const Parameter& parameter) {
  switch (parameter.type) {
    case ValueType::kName:
      return is_name(value);
    case ValueType::kPath:
      return is_path(value);
    case ValueType::kPaths:
      return is_path(value) || is_filled_list(value, is_path);
    case ValueType::kNames:
      return is_filled_list(value, is_name);
    case ValueType::kWord:
      return is_text(value) &&
             std::ranges::find(parameter.words, value.text) != parameter.words.end();
    case ValueType::kCount:
      return is_count(value);
    case ValueType::kScalar:
      return value.kind != Kind::kList;
    case ValueType::kPrefix:
      return is_text(value);
    case ValueType::kText:
      return is_path(value);
  }
  return false;
}

class ArgumentCheck {
 public:
  ArgumentCheck(const Annotation& annotation, const AnnotationRule& rule, Diagnostics& diagnostics)
      : annotation_(annotation), rule_(rule), diagnostics_(diagnostics) {}

  bool run();

 private:
  Diagnostic& error(const Location& location, std::string kind, std::string message);
  const Parameter* parameter_at(std::size_t position) const;
  void check(const Argument& argument, std::size_t position);
  void check_value(const Argument& argument, const Parameter& parameter);
  void check_repeated(const ArgumentValue& value, std::string_view key);
  void unknown_key(const Argument& argument);
  void too_many(const Argument& argument);
  void check_missing();

  const Annotation& annotation_;
  const AnnotationRule& rule_;
  Diagnostics& diagnostics_;
  std::map<std::string, Location> seen_;  // keys and repeated values
  bool clean_ = true;
};

bool ArgumentCheck::run() {
  std::size_t position = 0;
  for (const Argument& argument : annotation_.arguments) {
    check(argument, position);
    if (argument.key.empty()) ++position;
  }
  check_missing();
  return clean_;
}

Diagnostic& ArgumentCheck::error(const Location& location, std::string kind, std::string message) {
  clean_ = false;
  return diagnostics_.error(location, std::move(kind), std::move(message));
}

// The parameter that the positional argument at this position is for.
const Parameter* ArgumentCheck::parameter_at(std::size_t position) const {
  for (const Parameter& parameter : rule_.parameters) {
    if (parameter.passing == Passing::kKey) continue;
    if (parameter.passing == Passing::kRepeated || position-- == 0) return &parameter;
  }
  return nullptr;
}

void ArgumentCheck::check(const Argument& argument, std::size_t position) {
  const bool positional = argument.key.empty();
  const Parameter* parameter = positional ? parameter_at(position) : find_key(rule_, argument.key);
  if (parameter == nullptr) return positional ? too_many(argument) : unknown_key(argument);
  if (!positional) {
    const auto [first, is_new] = seen_.try_emplace(argument.key + '=', argument.location);
    if (!is_new) {
      error(argument.location, "duplicate-argument",
            fmt::format("`{}=` is given twice", argument.key))
          .notes.push_back({first->second, "first given here"});
    }
  }
  check_value(argument, *parameter);
}

void ArgumentCheck::check_value(const Argument& argument, const Parameter& parameter) {
  if (!fits(argument.value, parameter)) {
    const std::string what = parameter.passing == Passing::kKey
                                 ? fmt::format("`{}=` of `@{}`", parameter.name, rule_.name)
                                 : fmt::format("`@{}`", rule_.name);
    error(argument.value.location, "bad-argument",
          fmt::format("{} takes {}, not `{}`", what, describe(parameter), spell(argument.value)));
    return;
  }
  if (parameter.passing == Passing::kRepeated) check_repeated(argument.value, "");
  for (const ArgumentValue& item : argument.value.items) check_repeated(item, argument.key);
}

void ArgumentCheck::check_repeated(const ArgumentValue& value, std::string_view key) {
  const auto [first, is_new] =
      seen_.try_emplace(fmt::format("{} {}", key, value.text), value.location);
  if (is_new) return;
  error(value.location, "duplicate-argument", fmt::format("`{}` is listed twice", spell(value)))
      .notes.push_back({first->second, "first listed here"});
}

void ArgumentCheck::unknown_key(const Argument& argument) {
  std::vector<std::string_view> keys;
  for (const Parameter& parameter : rule_.parameters) {
    if (parameter.passing == Passing::kKey) keys.push_back(parameter.name);
    if (parameter.passing != Passing::kKey && parameter.name == argument.key) {
      error(argument.location, "unknown-argument",
            fmt::format("`@{}` takes its {} without a key: write it without `{}=`", rule_.name,
                        parameter.name, argument.key));
      return;
    }
  }
  std::string hint = did_you_mean(argument.key, keys, "{}=");
  if (hint.empty()) {
    hint = keys.empty() ? std::string("; it takes no keys")
                        : fmt::format("; it takes {}", join_alternatives(keys, "`{}=`"));
  }
  error(argument.location, "unknown-argument",
        fmt::format("`@{}` has no argument `{}=`{}", rule_.name, argument.key, hint));
}

void ArgumentCheck::too_many(const Argument& argument) {
  const auto count = std::ranges::count_if(rule_.parameters, [](const Parameter& parameter) {
    return parameter.passing != Passing::kKey;
  });
  const std::string limit = count == 0   ? std::string("no value")
                            : count == 1 ? std::string("only one value")
                                         : fmt::format("at most {} values", count);
  const bool keys = count > 0 && static_cast<std::size_t>(count) < rule_.parameters.size();
  error(argument.location, "unknown-argument",
        fmt::format("`@{}` takes {}{}; `{}` is one too many", rule_.name, limit,
                    keys ? " without a key" : "", spell(argument.value)));
}

void ArgumentCheck::check_missing() {
  std::size_t position = 0;
  for (const Parameter& parameter : rule_.parameters) {
    const bool keyed = parameter.passing == Passing::kKey;
    const bool given = keyed ? annotation_.find(std::string(parameter.name)) != nullptr
                             : annotation_.positional(position++) != nullptr;
    if (given || !parameter.required) continue;
    if (!keyed && annotation_.find(std::string(parameter.name)) != nullptr) continue;  // reported
    const std::string form =
        keyed ? fmt::format("{}=", parameter.name) : fmt::format("{}", parameter.name);
    error(annotation_.location, "missing-argument",
          fmt::format("`@{}` needs `{}`: {}", rule_.name, form, parameter.summary));
  }
}

// A string as annotations write it, on one line; bytes that are not UTF-8 as `\xNN`.
std::string quote(std::string_view text) {
  const bool broken = find_invalid_utf8(text) != std::string_view::npos;
  std::string result = "'";
  for (const char c : text) {
    if (c == '\n') result += "\\n";
    else if (c == '\r') result += "\\r";
    else if (c == '\t') result += "\\t";
    else if (c == '\'' || c == '\\') result += std::string("\\") + c;
    else if (broken || (c >= 0 && c < ' ')) result += printable({&c, 1});
    else result += c;
  }
  return result + "'";
}

}  // namespace

bool check_arguments(const Annotation& annotation, const AnnotationRule& rule,
                     Diagnostics& diagnostics) {
  return ArgumentCheck(annotation, rule, diagnostics).run();
}

std::string spell(const ArgumentValue& value) {
  if (value.kind == Kind::kString) return quote(value.text);
  if (value.kind != Kind::kList) return value.text;
  std::string result = "[";
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    result += (i == 0 ? "" : ", ") + spell(value.items[i]);
  }
  return result + "]";
}

}  // namespace thriftorm::idl
