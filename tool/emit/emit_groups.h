// The parts of a model that concern flattened unions and structs. Internal to tool/emit.
#pragma once

#include "tool/emit/text_writer.h"
#include "tool/plan/model_plan.h"

namespace thriftorm {

void emit_group_declarations(const ModelPlan& model, const GroupPlan& group, TextWriter& out);
void emit_group_definitions(const ModelPlan& model, const GroupPlan& group, TextWriter& out);
// What the class keeps to itself of a group.
void emit_group_hooks(const GroupPlan& group, TextWriter& out);
// The statements of check() for one group.
void emit_group_check(const ModelPlan& model, const GroupPlan& group, TextWriter& out);

}  // namespace thriftorm
