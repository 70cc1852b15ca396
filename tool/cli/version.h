#pragma once

#include <string>

namespace thriftorm::cli {

// This program's version, in the first line, and those of what it works with: Clang, and the Thrift
// compiler on the PATH, which it runs to ask.
std::string version_text();

}  // namespace thriftorm::cli
