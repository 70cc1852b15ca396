#include "process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

extern char** environ;

namespace process {
namespace {

void require(int error, const char* what) {
  if (error != 0) throw std::system_error(error, std::generic_category(), what);
}

pid_t spawn(const std::vector<std::string>& command, int output) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  pid_t id = 0;
  const int error =
      posix_spawn(&id, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  require(error, arguments.front());
  return id;
}

}  // namespace

Process::Process(const std::vector<std::string>& command) {
  std::array<int, 2> ends{};
  require(pipe2(ends.data(), O_CLOEXEC) == 0 ? 0 : errno, "pipe");
  output_ = fdopen(ends[0], "r");
  try {
    id_ = spawn(command, ends[1]);
  } catch (...) {
    close(ends[1]);
    std::fclose(output_);
    throw;
  }
  close(ends[1]);
}

Process::~Process() {
  stop();
  std::fclose(output_);
}

std::string Process::read_line() {
  std::string line;
  for (int c = std::fgetc(output_); c != EOF && c != '\n'; c = std::fgetc(output_)) {
    line.push_back(static_cast<char>(c));
  }
  return line;
}

int Process::stop() {
  if (id_ != 0) kill(id_, SIGTERM);
  return wait();
}

int Process::wait() {
  if (id_ == 0) return 0;
  int status = 0;
  while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
  }
  id_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int run(const std::vector<std::string>& command) {
  Process program(command);
  for (std::string line = program.read_line(); !line.empty(); line = program.read_line()) {
    std::printf("  %s\n", line.c_str());
  }
  std::fflush(stdout);
  return program.wait();
}

}  // namespace process
