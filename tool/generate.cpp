#include "tool/generate.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "annotations/parser.h"
#include "tool/emit/emit.h"
#include "tool/plan/model_plan.h"
#include "tool/schema/bind.h"

namespace thriftorm {
namespace {

const idl::Field* find_idl_field(const idl::Program& program, const IncompleteField& incomplete) {
  const std::size_t colons = incomplete.record.rfind("::");
  const std::string name =
      colons == std::string::npos ? incomplete.record : incomplete.record.substr(colons + 2);
  for (const idl::Document& document : program.documents) {
    for (const idl::Struct& structure : document.structs) {
      if (structure.name != name) continue;
      for (const idl::Field& field : structure.fields) {
        if (field.name == incomplete.field) return &field;
      }
    }
  }
  return nullptr;
}

// The header does not compile because C++ wants a struct declared before it is embedded. The IDL
// can be put right in two ways.
void report_incomplete(const idl::Program& program, const Header& header,
                       Diagnostics& diagnostics) {
  std::vector<IncompleteField> unknown;
  for (const IncompleteField& incomplete : header.incomplete_fields) {
    const idl::Field* field = find_idl_field(program, incomplete);
    if (field == nullptr) {
      unknown.push_back(incomplete);
      continue;
    }
    const std::string type = field->type.name;
    diagnostics.error(field->location, "incomplete-type",
                      fmt::format("`{}` embeds `{}` before it is declared, which C++ cannot "
                                  "compile: move `struct {}` above, "
                                  "or write `{}& {}` to hold it by pointer",
                                  incomplete.field, type, type, type, incomplete.field));
  }
  report_incomplete_fields(unknown, diagnostics);
}

// A build names its outputs before the tool runs: what it expects must be what comes out.
void check_expected_tables(const GenerateOptions& options, const Schema& schema,
                           Diagnostics& diagnostics) {
  if (options.expected_tables.empty()) return;
  std::set<std::string> expected(options.expected_tables.begin(), options.expected_tables.end());
  std::set<std::string> actual;
  for (const Table& table : schema.tables) {
    if (!table.model.empty()) actual.insert(table.name);
  }
  if (expected == actual) return;
  diagnostics.error(Location{options.idl, 0, 0, 1}, "unexpected-tables",
                    fmt::format("the build expects models for `{}`, the IDL has `{}`: configure "
                                "the build again; if that does not help, an annotation "
                                "stands where only the tool or only the build sees it",
                                fmt::join(expected, "`, `"), fmt::join(actual, "`, `")));
}

const EngineProfile& engine_of(const GenerateOptions& options) {
  const EngineProfile* engine = find_engine(options.engine);
  assert(engine != nullptr);
  return *engine;
}

std::vector<std::string> input_files(const Understanding& understanding) {
  std::vector<std::string> inputs;
  for (const idl::Document& document : understanding.program.documents)
    inputs.push_back(document.path);
  inputs.insert(inputs.end(), understanding.header.files.begin(), understanding.header.files.end());
  std::sort(inputs.begin(), inputs.end());
  inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
  return inputs;
}

std::vector<OutputFile> emit_sources(const Schema& schema, const OutputNames& names,
                                     const EngineProfile& engine) {
  std::vector<OutputFile> files = emit_library(
      plan_library(schema, names), plan_ddl(schema, DdlDialect::kSqlite, engine),
      plan_ddl(schema, DdlDialect::kMysql, engine), plan_ddl(schema, DdlDialect::kMariadb, engine));
  for (const ModelPlan& model : plan_models(schema, names)) {
    for (OutputFile& file : emit_model(model)) files.push_back(std::move(file));
  }
  return files;
}

// Mistakes in annotations leave a program that can be bound; others do not.
bool is_annotation_problem(const Diagnostic& diagnostic) {
  constexpr auto kKinds = std::to_array<std::string_view>(
      {"bad-argument", "conflicting-annotations", "duplicate-annotation", "duplicate-argument",
       "malformed-annotation", "misplaced-annotation", "missing-argument", "unknown-annotation",
       "unknown-argument"});
  return diagnostic.severity == Severity::kWarning ||
         std::find(kKinds.begin(), kKinds.end(), diagnostic.kind) != kKinds.end();
}

}  // namespace

std::optional<Understanding> understand(const GenerateOptions& options, Diagnostics& diagnostics) {
  const auto by_clang = [&](const idl::Program&, Diagnostics& problems) {
    return read_header(options.header, options.reader, problems);
  };
  return understand(options, by_clang, diagnostics);
}

std::optional<Understanding> understand(const GenerateOptions& options,
                                        const HeaderSource& header_source,
                                        Diagnostics& diagnostics) {
  Understanding understanding;
  understanding.program = idl::parse_file(options.idl, options.include_directories, diagnostics);
  const std::vector<Diagnostic> in_idl = diagnostics.sorted();
  const bool can_bind = std::all_of(in_idl.begin(), in_idl.end(), is_annotation_problem);
  std::optional<Header> header = header_source(understanding.program, diagnostics);
  if (!can_bind || !header) return std::nullopt;
  report_incomplete(understanding.program, *header, diagnostics);
  understanding.header = std::move(*header);
  understanding.schema = bind(understanding.program, understanding.header, diagnostics);
  if (!diagnostics.has_errors()) {
    check_engine(understanding.schema, engine_of(options), diagnostics);
    check_expected_tables(options, understanding.schema, diagnostics);
  }
  if (diagnostics.has_errors()) return std::nullopt;
  return understanding;
}

std::vector<DesiredFile> desired_files(const Understanding& understanding,
                                       const GenerateOptions& options) {
  const EngineProfile& engine = engine_of(options);
  const OutputNames names = output_names(understanding.schema, options.cpp_namespace);
  std::vector<DesiredFile> files;
  if (!options.output_directory.empty()) {
    for (OutputFile& file : emit_sources(understanding.schema, names, engine)) {
      files.push_back({(std::filesystem::path(options.output_directory) / file.path).string(),
                       std::move(file.contents)});
    }
  }
  if (!options.tests_directory.empty()) {
    for (OutputFile& file : emit_suite(plan_suite(understanding.schema, names)))
      files.push_back({(std::filesystem::path(options.tests_directory) / file.path).string(),
                       std::move(file.contents)});
  }
  for (const DdlOutput& output : options.ddl) {
    files.push_back(
        {output.path, emit_ddl(plan_ddl(understanding.schema, output.dialect, engine))});
  }
  const ShardingPlan sharding = plan_sharding(understanding.schema);
  if (!options.vschema.empty()) files.push_back({options.vschema, emit_vschema(sharding)});
  if (!options.sequences.empty()) files.push_back({options.sequences, emit_sequences(sharding)});
  if (!options.depfile.empty() && !files.empty()) {
    const std::string target = files.front().path;
    files.push_back({options.depfile, depfile_text(target, input_files(understanding))});
  }
  return files;
}

}  // namespace thriftorm
