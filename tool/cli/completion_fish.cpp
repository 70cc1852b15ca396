#include <fmt/format.h>

#include "tool/cli/completion.h"

namespace thriftorm::cli {
namespace {

constexpr std::string_view kHead = R"(# Completion of thriftorm for fish: thriftorm completion fish

complete -c thriftorm -f
)";

bool file_follows(const OptionDescription& option) {
  return !option.words.empty() && option.words.front().file_follows;
}

// How the value is completed; -r: there must be one, -F: it may be a file, -x: it is none.
std::string value(const OptionDescription& option) {
  switch (option.kind) {
    case ValueKind::kFile:
      return " -r -F";
    case ValueKind::kDirectory:
      return " -x -a '(__fish_complete_directories)'";
    case ValueKind::kIdl:
      return " -k -a '(__fish_complete_suffix .thrift)'";
    case ValueKind::kWords:
      return fmt::format(" {} -a {}", file_follows(option) ? "-r -F" : "-x",
                         quoted(words_in(option)));
    case ValueKind::kText:
      return " -x";
    case ValueKind::kNone:
      break;
  }
  return "";
}

std::string names(const OptionDescription& option) {
  std::string text;
  for (const std::string& name : option.names) {
    text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  return text;
}

std::string option_line(const std::string& condition, const OptionDescription& option) {
  return fmt::format("complete -c thriftorm -n '{}'{}{} -d {}\n", condition, names(option),
                     value(option), quoted(option.summary));
}

std::string positional_line(const std::string& condition, const OptionDescription& positional) {
  std::string completed = value(positional);
  // Without an option's name there is no value that could be required.
  for (const char* flag : {" -x", " -r"}) {
    if (completed.starts_with(flag)) completed.erase(0, 3);
  }
  return fmt::format("complete -c thriftorm -n '{}'{} -d {}\n", condition, completed,
                     quoted(positional.summary));
}

}  // namespace

std::string fish_completion(const ProgramDescription& program) {
  std::string text(kHead);
  for (const OptionDescription& option : program.program.options)
    text += option_line("__fish_use_subcommand", option);
  for (const CommandDescription& command : program.commands) {
    text += fmt::format("complete -c thriftorm -n __fish_use_subcommand -a {} -d {}\n",
                        command.name, quoted(command.summary));
  }
  for (const CommandDescription& command : program.commands) {
    const std::string condition = "__fish_seen_subcommand_from " + command.name;
    for (const OptionDescription& option : command.options) text += option_line(condition, option);
    for (const OptionDescription& positional : command.positionals)
      text += positional_line(condition, positional);
  }
  return text;
}

}  // namespace thriftorm::cli
