// The command line.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "annotations/reference.h"
#include "tool/generate.h"
#include "tool/plan/model_plan.h"

namespace {

using namespace thriftorm;  // NOLINT: this file is the program

constexpr int kClean = 0;
constexpr int kProblems = 1;
constexpr int kCannotRun = 2;

struct CommandLine {
  GenerateOptions options;
  std::vector<std::string> ddl;  // "mysql=FILE"
  std::string format = "text";
  bool check = false;
  bool dump_schema = false;
};

void print_diagnostics(const Diagnostics& diagnostics, const std::string& format) {
  if (format == "json") {
    fmt::print("{}\n", render_json(diagnostics));
  } else {
    fmt::print(stderr, "{}", render_text(diagnostics, isatty(STDERR_FILENO) != 0));
  }
}

std::vector<DdlOutput> parse_ddl(const std::vector<std::string>& arguments) {
  std::vector<DdlOutput> outputs;
  for (const std::string& argument : arguments) {
    const std::size_t equals = argument.find('=');
    const auto dialect = parse_dialect(argument.substr(0, equals));
    if (!dialect || equals == std::string::npos || equals + 1 == argument.size()) {
      throw CLI::ValidationError(
          "--ddl",
          fmt::format("`{}` is not DIALECT=FILE with one of mysql, mariadb, sqlite", argument));
    }
    const std::string path = argument.substr(equals + 1);
    for (const DdlOutput& other : outputs) {
      if (other.path == path)
        throw CLI::ValidationError("--ddl", fmt::format("`{}` is given twice", path));
    }
    outputs.push_back({*dialect, path});
  }
  return outputs;
}

// A profile says how the servers' DDL is written; SQLite's may stand beside it.
void check_engine_options(const GenerateOptions& options) {
  const EngineProfile& engine = *find_engine(options.engine);
  for (const DdlOutput& output : options.ddl) {
    const bool fits = output.dialect == engine.dialect || output.dialect == DdlDialect::kSqlite ||
                      engine.title.empty();
    if (fits) continue;
    throw CLI::ValidationError("--engine",
                               fmt::format("`{}` goes with --ddl {}=FILE, not with {}", engine.name,
                                           to_text(engine.dialect), to_text(output.dialect)));
  }
  if (!engine.is_sharded && !(options.vschema + options.sequences).empty()) {
    throw CLI::ValidationError("--vschema", "a VSchema and its sequences go with --engine vitess");
  }
}

// What must hold between options.
void check_options(const CommandLine& line) {
  const GenerateOptions& options = line.options;
  check_engine_options(options);
  if (!options.cpp_namespace.empty() && !is_namespace(options.cpp_namespace)) {
    throw CLI::ValidationError(
        "--namespace",
        fmt::format("`{}` is not the name of a namespace that emitted code can live in",
                    options.cpp_namespace));
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

int run_generate(const CommandLine& line) {
  Diagnostics diagnostics;
  const std::optional<Understanding> understanding = understand(line.options, diagnostics);
  print_diagnostics(diagnostics, line.format);
  if (!understanding) return kProblems;
  if (line.dump_schema) fmt::print("{}", dump(understanding->schema));
  const std::vector<DesiredFile> files = desired_files(*understanding, line.options);
  if (line.check) return report_differences(without_depfile(files, line.options));
  write_files(files);
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

void add_input_options(CLI::App& command, CommandLine& line) {
  command.add_option("idl", line.options.idl, "The .thrift file")->required();
  command
      .add_option("--header", line.options.header,
                  "The <name>_types.h that the Thrift compiler made of it")
      ->required();
  command.add_option("-I", line.options.include_directories,
                     "Where the IDL's includes are looked for, after its own folder");
  command.add_option("-p", line.options.reader.build_directory,
                     "A build folder whose compile_commands.json gives Clang its flags");
  command.add_option("--format", line.format, "How problems are printed: text or json")
      ->check(CLI::IsMember({"text", "json"}));
  const std::vector<std::string_view> engines = engine_names();
  command.add_option("--engine", line.options.engine, "What the servers' DDL is written for")
      ->check(CLI::IsMember(std::vector<std::string>(engines.begin(), engines.end())));
  command.add_flag("--dump-schema", line.dump_schema, "Print what was understood");
  command.footer("Flags for Clang stand behind `--`, as in: -- -std=c++17 -Iinclude");
}

int run(std::vector<std::string> arguments) {
  CommandLine line;
  line.options.reader.compiler_flags = take_compiler_flags(arguments);

  CLI::App app("Persistence for Thrift types in C++: models and DDL from an annotated IDL.",
               "thriftorm");
  app.require_subcommand(1);
  app.set_version_flag("--version", THRIFTORM_VERSION);
  CLI::App* generate = app.add_subcommand("generate", "Write models, DDL and what was asked for");
  add_input_options(*generate, line);
  generate->add_option("--out", line.options.output_directory,
                       "Where models go; code includes them from there");
  generate
      ->add_option("--ddl", line.ddl, "DIALECT=FILE: write the DDL for mysql, mariadb or sqlite")
      ->expected(1)
      ->take_all();
  generate->add_option("--vschema", line.options.vschema,
                       "With --engine vitess: write the sharded keyspace's VSchema");
  generate->add_option("--sequences", line.options.sequences,
                       "With --engine vitess: write the script that makes the ids' sequences");
  generate->add_option("--namespace", line.options.cpp_namespace,
                       "The models' C++ namespace; default: the IDL's and _db");
  generate->add_option("--depfile", line.options.depfile,
                       "Write the files that were read, as a Makefile rule");
  generate
      ->add_option("--expect-tables", line.options.expected_tables,
                   "Fail unless these, comma-separated, are the tables with models")
      ->delimiter(',');
  generate->add_flag("--check", line.check, "Write nothing; exit 1 if a file would change");
  CLI::App* check = app.add_subcommand("check", "Check annotations and types, write nothing");
  add_input_options(*check, line);
  CLI::App* annotations =
      app.add_subcommand("annotations", "Print the reference of the annotations, as Markdown");

  try {
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 takes them
    app.parse(arguments);
    line.options.ddl = parse_ddl(line.ddl);
    check_options(line);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kClean : kCannotRun;
  }
  if (annotations->parsed()) {
    fmt::print("{}", idl::reference_page());
    return kClean;
  }
  return run_generate(line);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const std::exception& error) {
    fmt::print(stderr, "thriftorm: {}\n", error.what());
    return kCannotRun;
  }
}
