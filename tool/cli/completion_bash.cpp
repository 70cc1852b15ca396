#include <fmt/format.h>

#include "tool/cli/completion.h"

namespace thriftorm::cli {
namespace {

// Readline splits at `=`: --format=text arrives as three words, and so does mysql=FILE.
constexpr std::string_view kHead = R"(# Completion of thriftorm for bash: thriftorm completion bash

_thriftorm_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current")
  if [[ ${COMPREPLY[0]-} == *= ]]; then compopt -o nospace; fi
}

_thriftorm_idls() {
  compopt -o filenames
  mapfile -t COMPREPLY < <(compgen -d -- "$current"; compgen -f -X '!*.thrift' -- "$current")
}

_thriftorm() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; ++i)); do
    if [[ ${COMP_WORDS[i]} == -- ]]; then compopt -o default; return; fi
    if [[ -z $command && ${COMP_WORDS[i]} != -* ]]; then command=${COMP_WORDS[i]}; fi
  done
  if [[ $current == = ]]; then current=''; elif [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD - 2]}; fi
  case "$command $before" in
)";

constexpr std::string_view kMiddle = R"(  esac
  if [[ ${COMP_WORDS[COMP_CWORD]} == = || ${COMP_WORDS[COMP_CWORD - 1]} == = ]]; then compopt -o default; return; fi
  case "$command" in
)";

constexpr std::string_view kTail = R"(  esac
}

complete -F _thriftorm thriftorm
)";

// What completes a value.
std::string action(const OptionDescription& option) {
  switch (option.kind) {
    case ValueKind::kFile:
      return "compopt -o default";
    case ValueKind::kDirectory:
      return "compopt -o dirnames";
    case ValueKind::kIdl:
      return "_thriftorm_idls";
    case ValueKind::kWords:
      return fmt::format("_thriftorm_words {}", quoted(words_in(option)));
    case ValueKind::kNone:
    case ValueKind::kText:
      break;
  }
  return "true";
}

std::string option_names(const CommandDescription& command) {
  std::string names;
  for (const OptionDescription& option : command.options) {
    for (const std::string& name : option.names) names += (names.empty() ? "" : " ") + name;
  }
  return names;
}

// Behind an option that takes a value.
std::string value_cases(const CommandDescription& command) {
  std::string text;
  for (const OptionDescription& option : command.options) {
    if (option.kind == ValueKind::kNone) continue;
    for (const std::string& name : option.names)
      text += fmt::format("    '{} {}') {}; return ;;\n", command.name, name, action(option));
  }
  return text;
}

// Elsewhere: options behind a dash, else what the command takes.
std::string other_case(const CommandDescription& command, const std::string& otherwise) {
  return fmt::format(
      "    '{}') if [[ $current == -* ]]; then _thriftorm_words '{}'; else {}; fi ;;\n",
      command.name, option_names(command), otherwise);
}

std::string command_names(const ProgramDescription& program) {
  std::string names;
  for (const CommandDescription& command : program.commands)
    names += (names.empty() ? "" : " ") + command.name;
  return names;
}

}  // namespace

std::string bash_completion(const ProgramDescription& program) {
  std::string text(kHead);
  for (const CommandDescription& command : program.commands) text += value_cases(command);
  text += kMiddle;
  CommandDescription none = program.program;
  none.name.clear();
  text += other_case(none, fmt::format("_thriftorm_words '{}'", command_names(program)));
  for (const CommandDescription& command : program.commands) {
    text +=
        other_case(command, command.positionals.empty() ? "true" : action(command.positionals[0]));
  }
  return text + std::string(kTail);
}

}  // namespace thriftorm::cli
