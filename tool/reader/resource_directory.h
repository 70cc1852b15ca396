// Clang's resource directory: its own headers (stddef.h, …), without which it cannot read any other.
#pragma once

#include <optional>
#include <string>

#include "annotations/diagnostics.h"

namespace thriftorm {

// The environment variable THRIFTORM_RESOURCE_DIR decides if it is set; else the directory is
// `../lib/clang/<version>` seen from the executable, or the one that Clang had at build time.
// If there is none, reports "missing-resource-dir" against `header`.
std::optional<std::string> find_resource_directory(const std::string& header,
                                                   Diagnostics& diagnostics);

}  // namespace thriftorm
