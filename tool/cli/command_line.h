// The program's description of itself: parsing, help, completion and reference are made from it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "tool/generate.h"

namespace thriftorm::cli {

// What the user asked for. The description fills it in while it parses.
struct CommandLine {
  GenerateOptions options;
  std::vector<std::string> ddl;  // "mysql=FILE"
  std::string format = "text";
  std::string color = "auto";
  std::string directory = ".";  // of `init`
  std::string shell;            // of `completion`
  bool check = false;
  bool dump_schema = false;
};

// The names of commands, as run() tells them apart.
constexpr std::string_view kGenerate = "generate";
constexpr std::string_view kCheck = "check";
constexpr std::string_view kInit = "init";
constexpr std::string_view kAnnotations = "annotations";
constexpr std::string_view kCommands = "commands";
constexpr std::string_view kCompletion = "completion";

// An option's type name says what its value is, for people and for completion: FILE, DIR, IDL (a
// .thrift file), words as in text|json, and words that a file follows, as in mysql=FILE; any other
// name is a value that nothing is known of.
// `line` must live as long as what is returned.
std::unique_ptr<CLI::App> describe_program(CommandLine& line);

// Takes what was parsed as text into `line.options`, and checks what must hold between options.
// Throws CLI::ValidationError.
void check_command_line(CommandLine& line);

}  // namespace thriftorm::cli
