// Internal to tool/emit.
#pragma once

#include <string>

#include "tool/plan/model_plan.h"

namespace thriftorm {

// results.h; without a result struct in the IDL it declares nothing.
std::string emit_results(const LibraryPlan& library);

}  // namespace thriftorm
