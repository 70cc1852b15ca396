#include "tool/cli/refusal.h"

#include <fmt/format.h>

#include "annotations/messages.h"
#include "tool/cli/description.h"

namespace thriftorm::cli {
namespace {

using Words = std::vector<std::string_view>;

const CLI::App* used_command(const CLI::App& program) {
  const std::vector<CLI::App*> used = program.get_subcommands();
  return used.empty() ? nullptr : used.front();
}

std::string unknown_command(const CLI::App& program, const std::string& word) {
  const ProgramDescription described = describe(program);
  Words names;
  for (const CommandDescription& command : described.commands) names.push_back(command.name);
  return fmt::format("there is no command `{}`{}", word, idl::did_you_mean(word, names));
}

std::string unknown_option(const CLI::App& app, const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& known : option->get_lnames()) names.push_back("--" + known);
  }
  return fmt::format("there is no option `{}`{}", name,
                     idl::did_you_mean(name, Words(names.begin(), names.end())));
}

// What the first word that was not understood says; a missing option may be one that is misspelled.
std::string message_of(const CLI::App& program, const CLI::ParseError& error) {
  const bool may_be_misspelled =
      error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError) ||
      error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError);
  const std::vector<std::string> unknown = program.remaining(true);
  const CLI::App* command = used_command(program);
  if (command == nullptr && may_be_misspelled && unknown.empty()) return "a command is missing";
  if (!may_be_misspelled || unknown.empty()) return error.what();
  const std::string& word = unknown.front();
  if (word.starts_with("-")) return unknown_option(command == nullptr ? program : *command, word);
  if (command == nullptr) return unknown_command(program, word);
  return fmt::format("`{}` is one argument too many", word);
}

}  // namespace

std::string refusal_text(const CLI::App& program, const CLI::ParseError& error) {
  const CLI::App* command = used_command(program);
  return fmt::format("thriftorm: {}\n`thriftorm {}--help` explains\n", message_of(program, error),
                     command == nullptr ? "" : command->get_name() + " ");
}

}  // namespace thriftorm::cli
