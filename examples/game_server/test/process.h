// A program that runs beside the test.
#pragma once

#include <sys/types.h>

#include <cstdio>
#include <string>
#include <vector>

namespace process {

// Started by its path, with what it prints readable here; stopped by SIGTERM to its own process id at
// the end of the scope, if it has not ended.
class Process {
 public:
  explicit Process(const std::vector<std::string>& command);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  // The next line that it prints, without its end; empty: it has closed its output.
  std::string read_line();
  // Sends SIGTERM and waits; gives its exit status, or -1 if a signal ended it.
  int stop();
  // Waits for its end.
  int wait();

 private:
  pid_t id_ = 0;  // 0: it has ended
  std::FILE* output_ = nullptr;
};

// Runs a program to its end; prints what it printed. Gives its exit status.
int run(const std::vector<std::string>& command);

}  // namespace process
