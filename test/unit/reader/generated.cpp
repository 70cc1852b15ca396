#include "test/unit/reader/generated.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

namespace thriftorm::test {

namespace fs = std::filesystem;

void replace_text(const std::string& file, const std::string& from, const std::string& to) {
  std::string text = read_file(file);
  const std::size_t found = text.find(from);
  REQUIRE(found != std::string::npos);
  std::ofstream(file, std::ios::binary) << text.replace(found, from.size(), to);
}

void generate(const TemporaryDirectory& directory, const std::map<std::string, std::string>& idls,
              const std::string& main, const std::string& options) {
  for (const auto& [file, text] : idls) directory.write(file, text);
  run_thrift(directory.path(main), directory.path(), options);
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
