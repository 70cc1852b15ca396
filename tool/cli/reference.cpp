#include "tool/cli/reference.h"

#include <fmt/format.h>

namespace thriftorm::cli {
namespace {

constexpr std::string_view kIntroduction = R"(# The command line

Made from the program's description of itself by `thriftorm commands`; do not edit.
)";

constexpr std::string_view kEnd = R"(
## Exit status

| | |
|---|---|
| 0 | clean; warnings may have been printed |
| 1 | problems in the input, which are all reported and for which nothing is written; or, with `--check`, files that differ |
| 2 | could not run: a command line that makes no sense, a file that cannot be written |

## Problems as JSON

`--format json` prints one array to standard output, `[]` if there is nothing to say, in the order in which text would show them. Each element:

| key | |
|---|---|
| `severity` | `"error"` or `"warning"` |
| `file` | as it was named on the command line or by an include |
| `line`, `column` | from 1, columns in bytes; line 0 is the file as a whole |
| `length` | how many columns it is about, at least 1 |
| `kind` | the kind of problem, such as `"unknown-annotation"`: stable |
| `message` | for people: may change |
| `notes` | an array of `file`, `line`, `column`, `length` and `message`: other places that explain it; `file` may be empty |

What else is wrong (exit status 2), and the files that `--check` finds to differ, are told as text on standard error.

## Environment

| | |
|---|---|
| `NO_COLOR` | not empty: `--color auto` is `never` |
| `THRIFTORM_RESOURCE_DIR` | the folder of Clang's own headers, which holds `include/stddef.h` |
)";

// In a table's cell.
std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '|' ? std::string("\\|") : std::string(1, c);
  return result;
}

std::string usage(const CommandDescription& command, const std::string& path) {
  std::string text = path;
  for (const OptionDescription& option : command.options) {
    if (option.required) text += fmt::format(" {} {}", option.names.back(), option.value);
  }
  if (!command.options.empty()) text += " [OPTION…]";
  for (const OptionDescription& positional : command.positionals)
    text +=
        positional.required ? " " + positional.names[0] : fmt::format(" [{}]", positional.names[0]);
  return text;
}

std::string row(const OptionDescription& option, bool is_positional) {
  const std::string value =
      option.value.empty() || is_positional ? std::string() : " " + option.value;
  const std::string name = fmt::format("{}", fmt::join(option.names, "`, `"));
  std::string notes;
  if (is_positional && option.kind == ValueKind::kWords)
    notes = fmt::format(" (`{}`)", option.value);
  return fmt::format("| `{}{}`{} | {} |\n", name, escaped(value), escaped(notes),
                     escaped(option.summary));
}

std::string rows(const CommandDescription& command) {
  std::string text;
  for (const OptionDescription& positional : command.positionals) text += row(positional, true);
  for (const OptionDescription& option : command.options) text += row(option, false);
  return text;
}

std::string section(const CommandDescription& command, const std::string& path) {
  return fmt::format("\n## `{}`\n\n{}.\n\n| | |\n|---|---|\n{}\n```\n{}\n```\n",
                     usage(command, path), command.summary, rows(command), command.footer);
}

std::string program_section(const ProgramDescription& program) {
  std::string text = fmt::format("\n{}\n\n| | |\n|---|---|\n", program.program.summary);
  for (const CommandDescription& command : program.commands)
    text += fmt::format("| `thriftorm {}` | {} |\n", command.name, command.summary);
  return text + rows(program.program);
}

}  // namespace

std::string reference_page(const ProgramDescription& program) {
  std::string page(kIntroduction);
  page += program_section(program);
  for (const CommandDescription& command : program.commands)
    page += section(command, "thriftorm " + command.name);
  return page + std::string(kEnd);
}

}  // namespace thriftorm::cli
