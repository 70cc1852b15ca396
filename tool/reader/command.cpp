#include "tool/reader/command.h"

#include <clang/Tooling/ArgumentsAdjusters.h>
#include <clang/Tooling/CompilationDatabase.h>
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <utility>

namespace thriftorm {
namespace {

namespace fs = std::filesystem;
namespace tooling = clang::tooling;

// A list of a struct that is declared later compiles as C++17, not as C++20.
constexpr const char* kDefaultStandard = "-std=c++17";

std::vector<std::string> trailing_flags(const fs::path& header, const ReaderOptions& options,
                                        const std::string& resource_directory) {
  std::vector<std::string> flags = options.compiler_flags;
  const fs::path directory = header.has_parent_path() ? header.parent_path() : ".";
  flags.push_back("-I" + directory.string());
  flags.push_back("-I" + (directory / "..").lexically_normal().string());
  flags.push_back("-resource-dir=" + resource_directory);
  return flags;
}

Command plain_command(const std::string& header, const ReaderOptions& options,
                      const std::string& resource_directory) {
  FileNames names(header, {});
  std::vector<std::string> arguments = {"clang++", "-fsyntax-only", "-x", "c++-header",
                                        kDefaultStandard};
  const std::string file = names.header_for_clang();
  for (std::string& flag : trailing_flags(file, options, resource_directory)) {
    arguments.push_back(std::move(flag));
  }
  arguments.insert(arguments.end(), {"--", file});
  return {std::move(arguments), std::move(names), {}, false};
}

std::optional<tooling::CompileCommand> compile_command(const std::string& header,
                                                       const std::string& build_directory,
                                                       Diagnostics& diagnostics) {
  std::string message;
  const std::unique_ptr<tooling::CompilationDatabase> database =
      tooling::CompilationDatabase::loadFromDirectory(build_directory, message);
  if (database) {
    std::vector<tooling::CompileCommand> commands =
        database->getCompileCommands(fs::absolute(header).lexically_normal().string());
    if (!commands.empty()) return std::move(commands.front());
  }
  diagnostics.error({header}, "missing-compile-commands",
                    fmt::format("no `compile_commands.json` with commands in `{}`: configure "
                                "that build with `-DCMAKE_EXPORT_COMPILE_COMMANDS=ON`",
                                build_directory));
  return std::nullopt;
}

// The flags of the source nearest to the header, as its build has them.
std::optional<Command> build_command(const std::string& header, const ReaderOptions& options,
                                     const std::string& resource_directory,
                                     Diagnostics& diagnostics) {
  const auto found = compile_command(header, options.build_directory, diagnostics);
  if (!found) return std::nullopt;
  const std::string directory =
      (fs::absolute(options.build_directory) / found->Directory).lexically_normal().string();
  FileNames names(header, directory);
  const std::string file = names.header_for_clang();
  const tooling::ArgumentsAdjuster adjust = tooling::combineAdjusters(
      tooling::combineAdjusters(tooling::getClangStripOutputAdjuster(),
                                tooling::getClangStripDependencyFileAdjuster()),
      tooling::combineAdjusters(
          tooling::getClangSyntaxOnlyAdjuster(),
          tooling::getInsertArgumentAdjuster(trailing_flags(file, options, resource_directory),
                                             tooling::ArgumentInsertPosition::END)));
  return Command{adjust(found->CommandLine, file), std::move(names), directory, true};
}

}  // namespace

std::optional<Command> make_command(const std::string& header, const ReaderOptions& options,
                                    const std::string& resource_directory,
                                    Diagnostics& diagnostics) {
  if (options.build_directory.empty()) return plain_command(header, options, resource_directory);
  return build_command(header, options, resource_directory, diagnostics);
}

}  // namespace thriftorm
