#include "process.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <stdexcept>

namespace bench {
namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

// Starts this program again, with standard output in the pipe.
[[noreturn]] void become_measurer(const std::vector<std::string>& command, int pipe) {
  dup2(pipe, STDOUT_FILENO);
  std::vector<char*> arguments{const_cast<char*>("thriftorm_bench"),
                               const_cast<char*>("--measure")};
  for (const std::string& argument : command)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  execv("/proc/self/exe", arguments.data());
  _exit(127);
}

}  // namespace

ProcessUsage run(const std::vector<std::string>& command) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child == 0) become_measurer(command, ends[1]);
  close(ends[1]);
  ProcessUsage usage;
  std::FILE* output = fdopen(ends[0], "r");
  const bool read = std::fscanf(output, "%lf %lf", &usage.seconds, &usage.peak_memory) == 2;
  std::fclose(output);
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0 || !read)
    throw std::runtime_error("cannot run " + command.front());
  return usage;
}

int measure(char** arguments) {
  const pid_t child = fork();
  if (child == 0) {
    dup2(STDERR_FILENO, STDOUT_FILENO);
    execv(arguments[0], arguments);
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) return 1;
  std::printf("%.6f %.0f\n", seconds(usage.ru_utime) + seconds(usage.ru_stime),
              static_cast<double>(usage.ru_maxrss) * 1024);
  return 0;
}

}  // namespace bench
