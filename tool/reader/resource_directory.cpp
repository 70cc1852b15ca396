#include "tool/reader/resource_directory.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace thriftorm {
namespace {

namespace fs = std::filesystem;

constexpr const char* kVariable = "THRIFTORM_RESOURCE_DIR";

std::vector<std::string> candidates() {
  if (const char* named = std::getenv(kVariable)) return {named};
  std::vector<std::string> directories;
  std::error_code error;
  const fs::path executable = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    const fs::path prefix = executable.parent_path().parent_path();
    directories.push_back((prefix / "lib" / "clang" / THRIFTORM_CLANG_MAJOR).string());
  }
  directories.emplace_back(THRIFTORM_CLANG_RESOURCE_DIR);
  return directories;
}

bool holds_headers(const std::string& directory) {
  std::error_code error;
  return fs::is_regular_file(fs::path(directory) / "include" / "stddef.h", error);
}

}  // namespace

std::optional<std::string> find_resource_directory(const std::string& header,
                                                   Diagnostics& diagnostics) {
  const std::vector<std::string> directories = candidates();
  for (const std::string& directory : directories) {
    if (holds_headers(directory)) return directory;
  }
  diagnostics.error(
      {header}, "missing-resource-dir",
      fmt::format("clang's own headers are not in `{}`: install the package "
                  "`libclang-common-{}-dev`, or set {} to the directory that holds "
                  "`include/stddef.h`",
                  fmt::join(directories, "` or `"), THRIFTORM_CLANG_MAJOR, kVariable));
  return std::nullopt;
}

}  // namespace thriftorm
