// A shell at a terminal, and a user who types.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace thriftorm::test {

class Terminal {
 public:
  // Runs a program in a folder, without the user's own settings.
  Terminal(const std::string& folder, const std::vector<std::string>& command);
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  void type(const std::string& keys);
  // What is printed between the two, from here on; throws after ten seconds without it.
  std::string wait_for(const std::string& begin, const std::string& end);

 private:
  int terminal_ = -1;
  pid_t process_ = -1;
  std::string printed_;  // and not yet waited for
};

}  // namespace thriftorm::test
