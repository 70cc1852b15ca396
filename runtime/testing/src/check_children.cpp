// The records that belong to one, whoever else has some.
#include <stdexcept>
#include <string>

#include "children_fixture.h"

namespace thriftorm::testing {
namespace {

const ChildrenAccess& find_children(const Model& model, std::string_view name) {
  for (const ChildrenAccess& children : model.children)
    if (children.name == name) return children;
  throw std::logic_error("no relation " + std::string(name));
}

}  // namespace

void check_children(Suite& suite, const Model& model, std::string_view relation) {
  const ChildrenAccess& children = find_children(model, relation);
  check_children_reads(suite, model, children);
  check_children_writes(suite, model, children);
}

}  // namespace thriftorm::testing
