// columns.h: what queries name. Internal to tool/emit.
#pragma once

#include <string>

#include "tool/emit/text_writer.h"
#include "tool/plan/model_plan.h"

namespace thriftorm {

std::string emit_columns(const LibraryPlan& library);
// The accessors of records that queries have loaded, and the queries that begin at a record.
void emit_query_declarations(const ModelPlan& model, TextWriter& out);
void emit_query_definitions(const ModelPlan& model, TextWriter& out);

}  // namespace thriftorm
