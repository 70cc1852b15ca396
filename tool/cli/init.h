#pragma once

#include <string>

namespace thriftorm::cli {

// Writes a first project into a folder, which is made if it is not there. Returns what to say of
// it: the files, and the commands that come next. Throws std::runtime_error, and writes nothing, if
// one of the files is there; std::system_error if they cannot be written.
std::string init(const std::string& directory);

}  // namespace thriftorm::cli
