// Whole processes, measured.
#pragma once

#include <string>
#include <vector>

namespace bench {

// A process that has ended, its own children included.
struct ProcessUsage {
  double seconds = 0;      // of CPU
  double peak_memory = 0;  // bytes
};

// Runs the program, by its path; throws std::runtime_error if it fails. This one's memory would count as
// the other's, since a process begins as a copy of its parent: a small one stands between.
ProcessUsage run(const std::vector<std::string>& command);

// What the process between does: runs the command in `arguments` and writes what it used to standard
// output. Returns the exit status.
int measure(char** arguments);

}  // namespace bench
