// Headers for the reader's tests: from the real Thrift compiler, in a directory of their own.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "tool/reader/reader.h"

namespace thriftorm::test {

// A directory that goes away with the test.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  std::string path(const std::string& file = {}) const { return (path_ / file).string(); }
  void write(const std::string& file, const std::string& text) const;
  std::string read(const std::string& file) const;
  void replace(const std::string& file, const std::string& from, const std::string& to) const;

 private:
  std::filesystem::path path_;
};

// Writes the IDLs and runs `thrift --gen cpp:options` on the named one and what it includes.
void generate(const TemporaryDirectory& directory, const std::map<std::string, std::string>& idls,
              const std::string& main, const std::string& options = {});

// The dump of the header, or the problems it has.
std::string read_text(const std::string& header, const ReaderOptions& options = {});

// The same for one IDL without includes, `t.thrift`.
std::string read_idl(const std::string& idl, const std::string& options = {});

// A line for each diagnostic, "file:line:column: message [kind]", notes indented below it; files
// without their directory.
std::string describe(const Diagnostics& diagnostics);

}  // namespace thriftorm::test
