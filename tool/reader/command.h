// The command line with which Clang reads a header.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annotations/diagnostics.h"
#include "tool/reader/file_names.h"
#include "tool/reader/reader.h"

namespace thriftorm {

struct Command {
  std::vector<std::string> arguments;  // as for clang++, the program's name first
  FileNames names;                     // of files, under the command's directory
  std::string directory;               // where relative arguments count from; empty: here
  bool flags_are_foreign = false;      // from a build directory, possibly for another compiler
};

// The header's own directory and its parent are on the include path, behind the user's. Reports
// "missing-compile-commands" and returns nothing if the build directory has no commands.
std::optional<Command> make_command(const std::string& header, const ReaderOptions& options,
                                    const std::string& resource_directory,
                                    Diagnostics& diagnostics);

}  // namespace thriftorm
