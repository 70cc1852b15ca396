#include "tool/emit/emit_model.h"

#include "tool/emit/emit.h"

namespace thriftorm {

std::vector<OutputFile> emit_model(const ModelPlan& model) {
  const std::string path = model.include_directory + "/" + model.file;
  return {{path + ".h", emit_model_header(model)}, {path + ".cpp", emit_model_source(model)}};
}

}  // namespace thriftorm
