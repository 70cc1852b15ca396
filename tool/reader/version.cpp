#include <clang/Basic/Version.h>
#include <fmt/format.h>

#include "tool/reader/reader.h"
#include "tool/reader/resource_directory.h"

namespace thriftorm {

std::string describe_clang() {
  Diagnostics ignored;
  const std::optional<std::string> headers = find_resource_directory({}, ignored);
  return fmt::format("{}, its headers in {}", clang::getClangFullVersion(),
                     headers.value_or("no folder that was found"));
}

}  // namespace thriftorm
