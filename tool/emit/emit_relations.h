// The parts of a model that reach others. Internal to tool/emit.
#pragma once

#include "tool/emit/text_writer.h"
#include "tool/plan/model_plan.h"

namespace thriftorm {

// Declarations of the classes that the accessors name.
void emit_forward_declarations(const ModelPlan& model, TextWriter& out);
// Includes of their headers.
void emit_target_includes(const ModelPlan& model, TextWriter& out);
void emit_relation_declarations(const ModelPlan& model, TextWriter& out);
void emit_relation_statements(const ModelPlan& model, TextWriter& out);
// The accessors of association tables.
void emit_link_declarations(const ModelPlan& model, TextWriter& out);
void emit_link_definitions(const ModelPlan& model, TextWriter& out);
// The table of what destroying a record does to others.
void emit_destroy_rules(const ModelPlan& model, TextWriter& out);
void emit_relation_definitions(const ModelPlan& model, TextWriter& out);

}  // namespace thriftorm
