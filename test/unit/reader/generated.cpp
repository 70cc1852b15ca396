#include "test/unit/reader/generated.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <stdlib.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace thriftorm::test {

namespace fs = std::filesystem;

TemporaryDirectory::TemporaryDirectory() {
  std::string name = (fs::temp_directory_path() / "thriftorm-reader-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void TemporaryDirectory::write(const std::string& file, const std::string& text) const {
  fs::create_directories((path_ / file).parent_path());
  std::ofstream(path_ / file) << text;
}

std::string TemporaryDirectory::read(const std::string& file) const {
  std::ostringstream text;
  text << std::ifstream(path_ / file).rdbuf();
  return text.str();
}

void TemporaryDirectory::replace(const std::string& file, const std::string& from,
                                 const std::string& to) const {
  std::string text = read(file);
  const std::size_t found = text.find(from);
  REQUIRE(found != std::string::npos);
  write(file, text.replace(found, from.size(), to));
}

void generate(const TemporaryDirectory& directory, const std::map<std::string, std::string>& idls,
              const std::string& main, const std::string& options) {
  for (const auto& [file, text] : idls) directory.write(file, text);
  const std::string command = fmt::format("thrift -r --gen 'cpp:{}' -out '{}' '{}'", options,
                                          directory.path(), directory.path(main));
  REQUIRE(std::system(command.c_str()) == 0);
}

std::string read_text(const std::string& header, const ReaderOptions& options) {
  Diagnostics diagnostics;
  const auto result = read_header(header, options, diagnostics);
  CHECK(result.has_value() != diagnostics.has_errors());
  return describe(diagnostics) + (result ? dump(*result) : "");
}

std::string read_idl(const std::string& idl, const std::string& options) {
  const TemporaryDirectory directory;
  generate(directory, {{"t.thrift", idl}}, "t.thrift", options);
  return read_text(directory.path("t_types.h"));
}

namespace {

std::string place(const Location& location) {
  const std::string file = fs::path(location.file).filename().string();
  return fmt::format("{}:{}:{}", file, location.line, location.column);
}

}  // namespace

std::string describe(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& found : diagnostics.sorted()) {
    text += fmt::format("{}: {} [{}]\n", place(found.location), found.message, found.kind);
    for (const Note& note : found.notes) {
      text += fmt::format("  {}: {}\n", place(note.location), note.message);
    }
  }
  return text;
}

}  // namespace thriftorm::test
