#pragma once

#include <string>
#include <vector>

namespace thriftorm::cli {

// The program's exit status, the same for all commands.
constexpr int kClean = 0;
constexpr int kProblems = 1;   // in the input, or files that differ
constexpr int kCannotRun = 2;  // the command line, a file that cannot be written

// Does what the arguments, without the program's own name, say; returns the exit status. Throws
// where the program cannot run.
int run(std::vector<std::string> arguments);

}  // namespace thriftorm::cli
