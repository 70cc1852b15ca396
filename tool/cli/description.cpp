#include "tool/cli/description.h"

#include <CLI/CLI.hpp>

namespace thriftorm::cli {
namespace {

constexpr std::string_view kFileFollows = "=FILE";

ValueKind kind_of_value(std::string_view type_name) {
  if (type_name.empty()) return ValueKind::kNone;
  if (type_name.find('|') != std::string_view::npos) return ValueKind::kWords;
  if (type_name == "FILE") return ValueKind::kFile;
  if (type_name == "DIR") return ValueKind::kDirectory;
  if (type_name == "IDL") return ValueKind::kIdl;
  return ValueKind::kText;
}

std::vector<ValueWord> words_of(std::string_view type_name) {
  std::vector<ValueWord> words;
  for (const std::string& word : CLI::detail::split(std::string(type_name), '|')) {
    const bool file_follows = word.ends_with(kFileFollows);
    const std::size_t length = file_follows ? word.size() - kFileFollows.size() + 1 : word.size();
    words.push_back({word.substr(0, length), file_follows});
  }
  return words;
}

std::vector<std::string> names_of(const CLI::Option& option) {
  if (option.get_positional()) return {option.get_name(true)};
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  return names;
}

OptionDescription describe(const CLI::Option& option) {
  OptionDescription described;
  described.names = names_of(option);
  if (option.get_type_size() != 0) described.value = option.get_type_name();
  described.kind = kind_of_value(described.value);
  if (described.kind == ValueKind::kWords) described.words = words_of(described.value);
  described.required = option.get_required();
  described.repeated = option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
  described.summary = option.get_description();
  return described;
}

CommandDescription describe_command(const CLI::App& command) {
  CommandDescription described;
  described.name = command.get_name();
  described.summary = command.get_description();
  described.footer = command.get_footer();
  for (const CLI::Option* option : command.get_options()) {
    (option->get_positional() ? described.positionals : described.options)
        .push_back(describe(*option));
  }
  return described;
}

}  // namespace

ProgramDescription describe(const CLI::App& program) {
  ProgramDescription described;
  described.program = describe_command(program);
  for (const CLI::App* command : program.get_subcommands({}))
    described.commands.push_back(describe_command(*command));
  return described;
}

}  // namespace thriftorm::cli
