// The parts of a model that convert it from and to its Thrift struct. Internal to tool/emit.
#pragma once

#include "tool/emit/text_writer.h"
#include "tool/plan/model_plan.h"

namespace thriftorm {

void emit_conversion_declarations(const ModelPlan& model, TextWriter& out);
void emit_conversion_hooks(const ModelPlan& model, TextWriter& out);
// What stands behind the class: whole pages at once.
void emit_conversion_functions(const ModelPlan& model, TextWriter& out);
void emit_conversion_constants(const ModelPlan& model, TextWriter& out);
void emit_conversion_definitions(const ModelPlan& model, TextWriter& out);

// One field of `object` taken over by the model.
void emit_take(const FieldPlan& field, TextWriter& out);
// One field of `object` set from the model's own columns.
void emit_fill(const FieldPlan& field, TextWriter& out);
// One field of all `objects` set from the rows that they embed.
void emit_embed(const ModelPlan& model, const FieldPlan& field, TextWriter& out);

}  // namespace thriftorm
