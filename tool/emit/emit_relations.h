// The parts of a model that reach others. Internal to tool/emit.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tool/emit/text_writer.h"
#include "tool/plan/model_plan.h"

namespace thriftorm {

// Declarations of the classes that the accessors name.
void emit_forward_declarations(const ModelPlan& model, TextWriter& out);
// Includes of their headers.
void emit_target_includes(const ModelPlan& model, TextWriter& out);
void emit_relation_declarations(const ModelPlan& model, TextWriter& out);
void emit_relation_statements(const ModelPlan& model, TextWriter& out);
// What queries follow and accessors give by, which columns.h declares.
void emit_relation_infos(const ModelPlan& model, TextWriter& out);
// Makes columns NULL if a condition holds: those of the variants that another one excludes.
void emit_clears(const std::string& condition,
                 const std::vector<std::pair<std::string, std::string>>& cleared, TextWriter& out);
// The accessors that give records to this one and take them away.
void emit_giving_declarations(const ModelPlan& model, TextWriter& out);
void emit_giving_definitions(const ModelPlan& model, TextWriter& out);
// What sets the model's foreign keys for others.
void emit_key_hooks(const ModelPlan& model, TextWriter& out);
void emit_key_definitions(const ModelPlan& model, TextWriter& out);
// The function that makes a record of another, and who may look into both.
void emit_copy_declarations(const ModelPlan& model, TextWriter& out);
void emit_copier_friends(const ModelPlan& model, TextWriter& out);
void emit_copy_definitions(const ModelPlan& model, TextWriter& out);
// The accessors of association tables.
void emit_link_declarations(const ModelPlan& model, TextWriter& out);
void emit_link_definitions(const ModelPlan& model, TextWriter& out);
// The table of what destroying a record does to others.
void emit_destroy_rules(const ModelPlan& model, TextWriter& out);
void emit_relation_definitions(const ModelPlan& model, TextWriter& out);

}  // namespace thriftorm
