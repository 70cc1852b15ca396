#include "tool/cli/version.h"

#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include "tool/reader/reader.h"

namespace thriftorm::cli {
namespace {

// The first line that a command prints; empty if it cannot be run.
std::string first_line_of(const char* command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command, "r"), pclose);
  std::string line(256, '\0');
  if (pipe == nullptr ||
      std::fgets(line.data(), static_cast<int>(line.size()), pipe.get()) == nullptr)
    return {};
  return line.substr(0, line.find_first_of(std::string_view("\n\0", 2)));
}

}  // namespace

std::string version_text() {
  const std::string thrift = first_line_of("thrift --version 2>/dev/null");
  return fmt::format(
      "thriftorm {}\n{}\nThrift compiler on the PATH: {}; headers are read as {} "
      "writes them",
      THRIFTORM_VERSION, describe_clang(), thrift.empty() ? "none" : thrift, "Thrift 0.17");
}

}  // namespace thriftorm::cli
