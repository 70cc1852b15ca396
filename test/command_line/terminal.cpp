#include "test/command_line/terminal.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace thriftorm::test {
namespace {

constexpr int kPatience = 10'000;  // ms

[[noreturn]] void become(const std::string& folder, const std::vector<std::string>& command) {
  if (chdir(folder.c_str()) != 0) _exit(127);
  setenv("HOME", folder.c_str(), 1);
  setenv("TERM", "dumb", 1);
  setenv("INPUTRC", "/dev/null", 1);
  std::vector<char*> arguments;
  for (const std::string& argument : command)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  _exit(127);
}

}  // namespace

Terminal::Terminal(const std::string& folder, const std::vector<std::string>& command) {
  winsize size{};
  size.ws_row = 50;
  size.ws_col = 500;
  process_ = forkpty(&terminal_, nullptr, nullptr, &size);
  if (process_ < 0) throw std::runtime_error("no terminal");
  if (process_ == 0) become(folder, command);
}

Terminal::~Terminal() {
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  close(terminal_);
}

void Terminal::type(const std::string& keys) {
  if (write(terminal_, keys.data(), keys.size()) != static_cast<ssize_t>(keys.size()))
    throw std::runtime_error("the terminal takes no keys");
}

std::string Terminal::wait_for(const std::string& begin, const std::string& end) {
  for (;;) {
    const std::size_t first = printed_.find(begin);
    const std::size_t last =
        first == std::string::npos ? first : printed_.find(end, first + begin.size());
    if (last != std::string::npos) {
      std::string between = printed_.substr(first + begin.size(), last - first - begin.size());
      printed_.erase(0, last + end.size());
      return between;
    }
    pollfd waiting{.fd = terminal_, .events = POLLIN, .revents = 0};
    std::array<char, 4096> part;
    const ssize_t length =
        poll(&waiting, 1, kPatience) == 1 ? read(terminal_, part.data(), part.size()) : 0;
    if (length <= 0) throw std::runtime_error("the terminal is silent after: " + printed_);
    printed_.append(part.data(), static_cast<std::size_t>(length));
  }
}

}  // namespace thriftorm::test
