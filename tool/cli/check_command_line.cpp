#include <fmt/format.h>

#include "annotations/messages.h"
#include "tool/cli/command_line.h"
#include "tool/plan/model_plan.h"

namespace thriftorm::cli {
namespace {

[[noreturn]] void refuse(const char* option, const std::string& message) {
  throw CLI::ValidationError(option, message);
}

DdlOutput parse_ddl(const std::string& argument) {
  const std::size_t equals = argument.find('=');
  const std::string dialect = argument.substr(0, equals);
  const auto known = parse_dialect(dialect);
  if (!known) {
    refuse("--ddl",
           fmt::format("`{}` is not DIALECT=FILE with one of mysql, mariadb, sqlite{}", argument,
                       idl::did_you_mean(dialect, {"mysql", "mariadb", "sqlite"})));
  }
  if (equals == std::string::npos || equals + 1 == argument.size())
    refuse("--ddl", fmt::format("`{}` names no file: write {}=FILE", argument, dialect));
  return {*known, argument.substr(equals + 1)};
}

std::vector<DdlOutput> parse_ddl(const std::vector<std::string>& arguments) {
  std::vector<DdlOutput> outputs;
  for (const std::string& argument : arguments) {
    const DdlOutput output = parse_ddl(argument);
    for (const DdlOutput& other : outputs) {
      if (other.path == output.path)
        refuse("--ddl", fmt::format("`{}` is given twice", output.path));
    }
    outputs.push_back(output);
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
    refuse("--engine", fmt::format("`{}` goes with --ddl {}=FILE, not with {}", engine.name,
                                   to_text(engine.dialect), to_text(output.dialect)));
  }
  if (!engine.is_sharded && !(options.vschema + options.sequences).empty())
    refuse("--vschema", "a VSchema and its sequences go with --engine vitess");
}

}  // namespace

void check_command_line(CommandLine& line) {
  GenerateOptions& options = line.options;
  options.ddl = parse_ddl(line.ddl);
  check_engine_options(options);
  if (!options.cpp_namespace.empty() && !is_namespace(options.cpp_namespace)) {
    refuse("--namespace",
           fmt::format("`{}` is not the name of a namespace that emitted code can live in",
                       options.cpp_namespace));
  }
}

}  // namespace thriftorm::cli
