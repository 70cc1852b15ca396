// The one place that touches output files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thriftorm {

// A file as it should be. `path` is where it goes, absolute or relative to the working directory.
struct DesiredFile {
  std::string path;
  std::string contents;

  bool operator==(const DesiredFile&) const = default;
};

// Writes what differs from what is there, all of it or nothing, making folders as needed.
// Returns the paths that were written. Throws std::system_error: the tool cannot run.
std::vector<std::string> write_files(const std::vector<DesiredFile>& files);

// The paths whose contents differ from what is there, or that are missing.
std::vector<std::string> differing_files(const std::vector<DesiredFile>& files);

// A Makefile rule that says which files `target` was made from.
std::string depfile_text(std::string_view target, const std::vector<std::string>& inputs);

}  // namespace thriftorm
