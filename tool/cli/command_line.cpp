#include "tool/cli/command_line.h"

#include <fmt/format.h>

#include "annotations/messages.h"
#include "tool/cli/version.h"

namespace thriftorm::cli {
namespace {

using Words = std::vector<std::string_view>;

constexpr const char* kProgramFooter = R"(Examples:
  thriftorm init blog && cd blog          # a first project: blog.thrift, CMakeLists.txt, main.cpp
  mkdir gen-cpp && thrift --gen cpp -out gen-cpp blog.thrift
  thriftorm check blog.thrift --header gen-cpp/blog_types.h
  thriftorm generate blog.thrift --header gen-cpp/blog_types.h --out models

Exit status: 0 clean, 1 problems in the input or files that differ, 2 could not run.
`thriftorm COMMAND --help` explains a command.)";

constexpr const char* kGenerateFooter = R"(Flags for Clang stand behind `--`.

Examples:
  thriftorm generate blog.thrift --header gen-cpp/blog_types.h --out models
  thriftorm generate blog.thrift --header gen-cpp/blog_types.h --out models \
      --ddl mysql=ddl/blog.mysql.sql --ddl sqlite=ddl/blog.sqlite.sql
  thriftorm generate blog.thrift --header gen-cpp/blog_types.h \
      --ddl mysql=ddl/blog.mysql.sql --check      # in CI: is the committed DDL up to date?
  thriftorm generate blog.thrift --header gen-cpp/blog_types.h --out models \
      -- -std=c++17 -isystem include)";

constexpr const char* kCheckFooter = R"(Flags for Clang stand behind `--`.

Examples:
  thriftorm check blog.thrift --header gen-cpp/blog_types.h
  thriftorm check blog.thrift --header gen-cpp/blog_types.h --format json
  thriftorm check blog.thrift --header gen-cpp/blog_types.h --engine galera -p build)";

constexpr const char* kInitFooter =
    R"(Writes an annotated IDL, a CMakeLists.txt, a program and a .gitignore; overwrites nothing.

Examples:
  thriftorm init          # in the folder that you are in
  thriftorm init blog     # in blog, which is made)";

constexpr const char* kCompletionFooter = R"(Examples:
  source <(thriftorm completion bash)     # in this shell; in ~/.bashrc: in each
  source <(thriftorm completion zsh)      # likewise, after compinit
  thriftorm completion fish > ~/.config/fish/completions/thriftorm.fish)";

constexpr const char* kAnnotationsFooter = R"(Example:
  thriftorm annotations | less)";

constexpr const char* kCommandsFooter = R"(Example:
  thriftorm commands | less)";

// Lets an option take one of the words alone.
void offer(CLI::Option& option, const Words& words) {
  const auto refusal = [words](const std::string& value) -> std::string {
    if (std::find(words.begin(), words.end(), value) != words.end()) return {};
    return fmt::format("`{}` is not one of {}{}", value, fmt::join(words, ", "),
                       idl::did_you_mean(value, words));
  };
  option.type_name(fmt::format("{}", fmt::join(words, "|")));
  option.check(CLI::Validator([refusal](std::string& value) { return refusal(value); }, ""));
}

CLI::App& add_command(CLI::App& program, std::string_view name, const char* summary,
                      const char* footer) {
  CLI::App& command = *program.add_subcommand(std::string(name), summary);
  command.footer(footer);
  return command;
}

void add_input_options(CLI::App& command, CommandLine& line) {
  command.add_option("idl", line.options.idl, "The annotated IDL")->type_name("IDL")->required();
  command
      .add_option("--header", line.options.header,
                  "The NAME_types.h that the Thrift compiler made of the IDL")
      ->type_name("FILE")
      ->required();
  command
      .add_option("-I", line.options.include_directories,
                  "Where the IDL's includes are looked for, after its own folder")
      ->type_name("DIR")
      ->expected(1)
      ->take_all();
  command
      .add_option("-p", line.options.reader.build_directory,
                  "A build folder whose compile_commands.json gives Clang its flags")
      ->type_name("DIR");
  offer(*command.add_option("--engine", line.options.engine,
                            "What the servers' DDL is written for; default: none"),
        engine_names());
}

void add_report_options(CLI::App& command, CommandLine& line) {
  offer(*command.add_option("--format", line.format, "How problems are printed; default: text"),
        {"text", "json"});
  offer(*command.add_option("--color", line.color,
                            "Whether text has colour; default: auto, on a terminal"),
        {"auto", "always", "never"});
  command.add_flag("--dump-schema", line.dump_schema, "Print what was understood");
}

void add_output_options(CLI::App& command, CommandLine& line) {
  GenerateOptions& options = line.options;
  command
      .add_option("--out", options.output_directory,
                  "Where models go; code includes them from there")
      ->type_name("DIR");
  command.add_option("--tests", options.tests_directory, "Where the models' doctest suites go")
      ->type_name("DIR");
  command
      .add_option("--namespace", options.cpp_namespace,
                  "The models' C++ namespace; default: the IDL's and _db")
      ->type_name("NAME");
  command.add_option("--ddl", line.ddl, "Write the DDL of a dialect; may be repeated")
      ->type_name("mysql=FILE|mariadb=FILE|sqlite=FILE")
      ->expected(1)
      ->take_all();
  command
      .add_option("--vschema", options.vschema,
                  "With --engine vitess: write the sharded keyspace's VSchema")
      ->type_name("FILE");
  command
      .add_option("--sequences", options.sequences,
                  "With --engine vitess: write what makes the ids' sequences")
      ->type_name("FILE");
  command
      .add_option("--depfile", options.depfile,
                  "Write the files that were read, as a Makefile rule")
      ->type_name("FILE");
  command
      .add_option("--expect-tables", options.expected_tables,
                  "Fail unless these, comma-separated, are the tables with models")
      ->type_name("TABLES")
      ->delimiter(',');
  command.add_flag("--check", line.check,
                   "Write nothing; list the files that would change, exit 1 if any");
}

void add_other_commands(CLI::App& program, CommandLine& line) {
  add_command(program, kInit, "Write a first project: IDL, CMakeLists.txt, program", kInitFooter)
      .add_option("directory", line.directory, "Where it goes; default: here")
      ->type_name("DIR");
  add_command(program, kAnnotations, "Print the reference of the annotations, as Markdown",
              kAnnotationsFooter);
  add_command(program, kCommands, "Print the reference of the command line, as Markdown",
              kCommandsFooter);
  offer(*add_command(program, kCompletion, "Print what completes this program's words in a shell",
                     kCompletionFooter)
             .add_option("shell", line.shell, "The shell")
             ->required(),
        {"bash", "zsh", "fish"});
}

}  // namespace

std::unique_ptr<CLI::App> describe_program(CommandLine& line) {
  auto program = std::make_unique<CLI::App>(
      "Persistence for Thrift types in C++: models and DDL from an annotated IDL.", "thriftorm");
  program->set_help_flag("-h,--help", "Explain, and exit");
  program->set_version_flag("--version", version_text,
                            "Say what a bug report needs to know of versions, and exit");
  program->require_subcommand(1);
  program->get_formatter()->column_width(34);
  program->get_formatter()->label("SUBCOMMAND", "COMMAND");
  program->footer(kProgramFooter);

  CLI::App& generate =
      add_command(*program, kGenerate, "Write models, DDL and what was asked for", kGenerateFooter);
  add_input_options(generate, line);
  add_output_options(generate, line);
  add_report_options(generate, line);
  CLI::App& check =
      add_command(*program, kCheck, "Check annotations and types, write nothing", kCheckFooter);
  add_input_options(check, line);
  add_report_options(check, line);
  add_other_commands(*program, line);
  return program;
}

}  // namespace thriftorm::cli
