// From plans to files. Emitters spell what was decided; they open nothing and decide nothing.
#pragma once

#include <string>
#include <vector>

#include "tool/plan/ddl_plan.h"
#include "tool/plan/model_plan.h"
#include "tool/plan/sharding_plan.h"
#include "tool/plan/suite_plan.h"

namespace thriftorm {

struct OutputFile {
  std::string path;  // relative, with "/"
  std::string contents;

  bool operator==(const OutputFile&) const = default;
};

// A model's header and source.
std::vector<OutputFile> emit_model(const ModelPlan& model);

// columns.h, enums.h, models.h, results.h, version.h, and schema.h/.cpp with the DDL of every dialect.
std::vector<OutputFile> emit_library(const LibraryPlan& library, const DdlPlan& sqlite,
                                     const DdlPlan& mysql, const DdlPlan& mariadb);

// The doctest suites of a schema: suite.h, suite.cpp, and a file for each table.
std::vector<OutputFile> emit_suite(const SuitePlan& plan);

// A DDL script, as DBAs read and run it.
std::string emit_ddl(const DdlPlan& plan);

// Its statements, each without a semicolon, in order: what create_schema() sends.
std::vector<std::string> ddl_statements(const DdlPlan& plan);

// The VSchema of a sharded keyspace, as JSON, and the script that makes its sequences.
std::string emit_vschema(const ShardingPlan& plan);
std::string emit_sequences(const ShardingPlan& plan);

}  // namespace thriftorm
