// Turns the names under which Clang opened files into those that we report.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace thriftorm {

// A header named relative to the working directory brings relative names for every file below that
// directory; one named absolutely brings names as Clang opened them. All are normalised, save that
// of the header itself, which is always as the user wrote it.
class FileNames {
 public:
  // `directory`: what Clang resolves relative names against; empty: the working directory.
  FileNames(std::string header, std::filesystem::path directory);

  // The name to give to Clang: absolute if Clang works in another directory.
  std::string header_for_clang() const { return opened_header_.string(); }
  const std::string& header() const { return header_; }

  std::string reported(std::string_view opened) const;

 private:
  std::string header_;
  std::filesystem::path directory_;
  std::filesystem::path working_directory_;
  std::filesystem::path opened_header_;
};

}  // namespace thriftorm
