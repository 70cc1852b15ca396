#include <fmt/format.h>

#include "tool/cli/completion.h"

namespace thriftorm::cli {
namespace {

constexpr std::string_view kHead = R"(#compdef thriftorm
# Completion of thriftorm for zsh: thriftorm completion zsh

_thriftorm_pairs() {
  if compset -P '*='; then _files; else compadd -S '' -- "$@"; fi
}

_thriftorm() {
  local context state state_descr line curcontext=$curcontext
  local -A opt_args
)";

constexpr std::string_view kTail = R"(  esac
}

if [[ ${funcstack[1]} == _thriftorm ]]; then _thriftorm "$@"; else compdef _thriftorm thriftorm; fi
)";

// Within _arguments, brackets and colons have meanings of their own.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string words_action(const std::vector<ValueWord>& words) {
  std::string listed;
  bool file_follows = false;
  for (const ValueWord& word : words) {
    listed += " " + word.text;
    file_follows = file_follows || word.file_follows;
  }
  return file_follows ? fmt::format(" _thriftorm_pairs{}", listed)
                      : fmt::format("({})", listed.substr(1));
}

std::string action(const OptionDescription& option) {
  switch (option.kind) {
    case ValueKind::kFile:
      return "_files";
    case ValueKind::kDirectory:
      return "_files -/";
    case ValueKind::kIdl:
      return "_files -g \"*.thrift\"";
    case ValueKind::kWords:
      return words_action(option.words);
    case ValueKind::kNone:
    case ValueKind::kText:
      break;
  }
  return " ";
}

std::string value_spec(const OptionDescription& option) {
  return fmt::format(":{}:{}", escaped(option.kind == ValueKind::kWords ? "value" : option.value),
                     action(option));
}

// `--name=` and `-n+` take their value in the same word or in the next.
std::string option_specs(const OptionDescription& option) {
  std::string text;
  for (const std::string& name : option.names) {
    const bool takes_value = option.kind != ValueKind::kNone;
    const char* joint = !takes_value ? "" : name.starts_with("--") ? "=" : "+";
    text += " " + quoted(fmt::format("{}{}{}[{}]{}", option.repeated ? "*" : "", name, joint,
                                     escaped(option.summary),
                                     takes_value ? value_spec(option) : std::string()));
  }
  return text;
}

std::string specs(const CommandDescription& command) {
  std::string text;
  for (const OptionDescription& option : command.options) text += option_specs(option);
  for (const OptionDescription& positional : command.positionals)
    text += " " + quoted("1" + value_spec(positional));
  return text;
}

}  // namespace

std::string zsh_completion(const ProgramDescription& program) {
  std::string text(kHead);
  text += fmt::format("  _arguments -C{} '1:command:->command' '*::argument:->argument'\n",
                      specs(program.program));
  text += "  case $state in\n    command)\n      local -a commands=(\n";
  for (const CommandDescription& command : program.commands) {
    text += fmt::format("        {}\n",
                        quoted(fmt::format("{}:{}", command.name, escaped(command.summary))));
  }
  text += "      )\n      _describe command commands ;;\n    argument)\n      case $words[1] in\n";
  for (const CommandDescription& command : program.commands)
    text += fmt::format("        {}) _arguments{} ;;\n", command.name, specs(command));
  return text + "      esac ;;\n" + std::string(kTail);
}

}  // namespace thriftorm::cli
