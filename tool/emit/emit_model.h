// A model's header and source. Internal to tool/emit.
#pragma once

#include <string>

#include "tool/plan/model_plan.h"

namespace thriftorm {

std::string emit_model_header(const ModelPlan& model);
std::string emit_model_source(const ModelPlan& model);
// "std::vector<PlayerModel>": what a finder returns.
std::string finder_result(const ModelPlan& model, const FinderPlan& finder);

}  // namespace thriftorm
