#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace thriftorm::test {

// A directory that goes away with the test.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  std::string path(const std::string& file = {}) const;
  void write(const std::string& file, std::string_view text) const;

 private:
  std::filesystem::path path_;
};

// The whole file; throws if it cannot be read.
std::string read_file(const std::filesystem::path& path);

// Runs `thrift --gen cpp` on the IDL and what it includes; throws if it refuses them.
void run_thrift(const std::string& idl, const std::string& out, const std::string& options = {});

}  // namespace thriftorm::test
