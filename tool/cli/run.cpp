#include "tool/cli/run.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "annotations/reference.h"
#include "tool/cli/command_line.h"
#include "tool/cli/completion.h"
#include "tool/cli/init.h"
#include "tool/cli/reference.h"
#include "tool/cli/refusal.h"
#include "tool/generate.h"

namespace thriftorm::cli {
namespace {

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool wants_colour(const std::string& when) {
  if (when != "auto") return when == "always";
  return isatty(STDERR_FILENO) != 0 && !is_set("NO_COLOR");
}

void print_diagnostics(const Diagnostics& diagnostics, const CommandLine& line) {
  if (line.format == "json") {
    fmt::print("{}", render_json(diagnostics));
  } else {
    fmt::print(stderr, "{}", render_text(diagnostics, wants_colour(line.color)));
  }
}

int report_differences(const std::vector<DesiredFile>& files) {
  const std::vector<std::string> differing = differing_files(files);
  for (const std::string& path : differing)
    fmt::print(stderr, "{} is not what would be generated\n", path);
  return differing.empty() ? kClean : kProblems;
}

// A depfile is for the build that asks for it, not part of what is generated.
std::vector<DesiredFile> without_depfile(std::vector<DesiredFile> files,
                                         const GenerateOptions& options) {
  std::erase_if(files, [&](const DesiredFile& file) { return file.path == options.depfile; });
  return files;
}

int generate(const CommandLine& line) {
  Diagnostics diagnostics;
  const std::optional<Understanding> understanding = understand(line.options, diagnostics);
  print_diagnostics(diagnostics, line);
  if (!understanding) return kProblems;
  if (line.dump_schema) fmt::print("{}", dump(understanding->schema));
  const std::vector<DesiredFile> files = desired_files(*understanding, line.options);
  if (line.check) return report_differences(without_depfile(files, line.options));
  write_files(files);
  return kClean;
}

int print_page(const std::string& page) {
  fmt::print("{}", page);
  return kClean;
}

// What stands behind `--` is for Clang.
std::vector<std::string> take_compiler_flags(std::vector<std::string>& arguments) {
  const auto dashes = std::find(arguments.begin(), arguments.end(), "--");
  if (dashes == arguments.end()) return {};
  std::vector<std::string> flags(dashes + 1, arguments.end());
  arguments.erase(dashes, arguments.end());
  return flags;
}

int run_command(std::string_view command, const CLI::App& program, const CommandLine& line) {
  if (command == kInit) return print_page(init(line.directory));
  if (command == kAnnotations) return print_page(idl::reference_page());
  if (command == kCommands) return print_page(reference_page(describe(program)));
  if (command == kCompletion) return print_page(completion(describe(program), line.shell));
  return generate(line);
}

}  // namespace

int run(std::vector<std::string> arguments) {
  CommandLine line;
  line.options.reader.compiler_flags = take_compiler_flags(arguments);
  const std::unique_ptr<CLI::App> program = describe_program(line);
  try {
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 takes them
    program->parse(arguments);
    check_command_line(line);
  } catch (const CLI::Success& asked) {  // for help or version
    return program->exit(asked);
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "{}", refusal_text(*program, error));
    return kCannotRun;
  }
  return run_command(program->get_subcommands().front()->get_name(), *program, line);
}

}  // namespace thriftorm::cli
