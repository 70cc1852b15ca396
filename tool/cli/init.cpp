#include "tool/cli/init.h"

#include <filesystem>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "tool/cli/init_files.h"
#include "tool/write/write.h"

namespace thriftorm::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNextSteps = R"(
To build, run and test it:
  cmake -S {0} -B {1}
  cmake --build {1}
  {1}/blog
  ctest --test-dir {1}
)";

void refuse_to_overwrite(const std::vector<DesiredFile>& files) {
  std::string there;
  for (const DesiredFile& file : files) {
    if (fs::exists(fs::symlink_status(file.path))) there += fmt::format(" `{}`", file.path);
  }
  if (!there.empty())
    throw std::runtime_error(fmt::format("init overwrites nothing, and there is{}", there));
}

}  // namespace

std::string init(const std::string& directory) {
  const fs::path folder = fs::path(directory).lexically_normal();
  std::vector<DesiredFile> files;
  for (const InitFile& file : init_files())
    files.push_back({(folder / file.path).lexically_normal().string(), std::string(file.contents)});
  refuse_to_overwrite(files);
  write_files(files);
  std::string said;
  for (const DesiredFile& file : files) said += fmt::format("wrote {}\n", file.path);
  const std::string build = (folder / "build").lexically_normal().string();
  return said + fmt::format(fmt::runtime(kNextSteps), folder.string(), build);
}

}  // namespace thriftorm::cli
