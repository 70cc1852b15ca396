#include "test/support/run_in.h"

#include <sys/wait.h>

#include <cstdlib>

#include <fmt/format.h>

#include "test/support/temporary_directory.h"

namespace thriftorm::test {

Outcome run_in(const std::string& folder, const std::string& command) {
  const TemporaryDirectory output;
  const std::string whole = fmt::format("cd '{}' && {} >'{}' 2>'{}'", folder, command,
                                        output.path("out"), output.path("err"));
  const int status = std::system(whole.c_str());
  return {WEXITSTATUS(status), read_file(output.path("out")), read_file(output.path("err"))};
}

}  // namespace thriftorm::test
