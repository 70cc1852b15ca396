#include "annotations/document.h"

#include <algorithm>

namespace thriftorm::idl {

const Argument* Annotation::find(const std::string& key) const {
  const auto found = std::ranges::find(arguments, key, &Argument::key);
  return key.empty() || found == arguments.end() ? nullptr : &*found;
}

const Argument* Annotation::positional(std::size_t n) const {
  for (const Argument& argument : arguments) {
    if (argument.key.empty() && n-- == 0) return &argument;
  }
  return nullptr;
}

}  // namespace thriftorm::idl
