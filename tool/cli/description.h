// The command line as values: what completion, reference and suggestions are made from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace thriftorm::cli {

// A word that a value may be. Where a file follows it, as in mysql=FILE, it ends in `=`.
struct ValueWord {
  std::string text;
  bool file_follows = false;
};

enum class ValueKind { kNone, kText, kFile, kDirectory, kIdl, kWords };

struct OptionDescription {
  std::vector<std::string> names;  // "-h", "--help"; of a positional, its one name without dashes
  std::string value;               // as help shows it: "FILE", "text|json"; empty: a flag
  ValueKind kind = ValueKind::kNone;
  std::vector<ValueWord> words;  // if it is kWords
  bool required = false;
  bool repeated = false;
  std::string summary;
};

struct CommandDescription {
  std::string name;
  std::string summary;
  std::string footer;
  std::vector<OptionDescription> positionals;
  std::vector<OptionDescription> options;
};

struct ProgramDescription {
  CommandDescription program;  // its own options
  std::vector<CommandDescription> commands;
};

ProgramDescription describe(const CLI::App& program);

}  // namespace thriftorm::cli
