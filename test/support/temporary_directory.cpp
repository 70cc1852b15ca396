#include "test/support/temporary_directory.h"

#include <stdlib.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

namespace thriftorm::test {

namespace fs = std::filesystem;

TemporaryDirectory::TemporaryDirectory() {
  std::string name = (fs::temp_directory_path() / "thriftorm-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
  path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string TemporaryDirectory::path(const std::string& file) const {
  return (path_ / file).string();
}

void TemporaryDirectory::write(const std::string& file, std::string_view text) const {
  fs::create_directories((path_ / file).parent_path());
  std::ofstream(path_ / file, std::ios::binary) << text;
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void run_thrift(const std::string& idl, const std::string& out, const std::string& options) {
  fs::create_directories(out);
  const std::string command =
      fmt::format("thrift -nowarn --allow-64bit-consts -r --gen 'cpp:{}' -out '{}' '{}' >/dev/null",
                  options, out, idl);
  if (std::system(command.c_str()) != 0) throw std::runtime_error("thrift refuses " + idl);
}

}  // namespace thriftorm::test
