// The files of a first project.
#pragma once

#include <array>
#include <string_view>

namespace thriftorm::cli {

struct InitFile {
  std::string_view path;  // in the project's folder
  std::string_view contents;
};

// In the order in which they are told.
const std::array<InitFile, 4>& init_files();

}  // namespace thriftorm::cli
