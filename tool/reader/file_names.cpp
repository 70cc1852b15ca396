#include "tool/reader/file_names.h"

#include <utility>

namespace thriftorm {

namespace fs = std::filesystem;

namespace {

// Without `.` and `..`, unless a symbolic link on the way gives `..` another meaning.
fs::path normalised(const fs::path& path) {
  fs::path plain = path.lexically_normal();
  if (plain == path) return plain;
  std::error_code error;
  if (fs::equivalent(plain, path, error)) return plain;
  const fs::path real = fs::canonical(path, error);
  return error ? plain : real;
}

}  // namespace

FileNames::FileNames(std::string header, fs::path directory)
    : header_(std::move(header)),
      directory_(std::move(directory)),
      working_directory_(fs::current_path()),
      opened_header_(normalised(directory_.empty() ? fs::path(header_) : fs::absolute(header_))) {}

std::string FileNames::reported(std::string_view opened) const {
  const fs::path path = normalised(directory_ / opened);  // an absolute `opened` stays as it is
  if (path == opened_header_) return header_;
  if (path.is_relative() || fs::path(header_).is_absolute()) return path.generic_string();
  const fs::path relative = path.lexically_relative(working_directory_);
  const bool outside = relative.empty() || *relative.begin() == "..";
  return outside ? path.generic_string() : relative.generic_string();
}

}  // namespace thriftorm
