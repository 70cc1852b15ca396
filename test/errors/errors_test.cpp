// Each IDL of this folder is read and bound, and what is reported is what stands beside its lines:
// nothing more, nothing less.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "annotations/parser.h"
#include "test/errors/expected.h"
#include "test/support/header_from.h"
#include "test/support/temporary_directory.h"
#include "tool/generate.h"
#include "tool/schema/bind.h"

namespace thriftorm::test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> idls() {
  std::vector<std::string> paths;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(THRIFTORM_SOURCE_DIR "/test/errors")) {
    if (entry.path().extension() == ".thrift") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string changed(std::string text, const Replacement& replacement) {
  const std::size_t found = text.find(replacement.from);
  REQUIRE_MESSAGE(found != std::string::npos, "the header has no ", replacement.from);
  return text.replace(found, replacement.from.size(), replacement.to);
}

// With the Thrift compiler and Clang, as on the command line.
void understand_with_header(const std::string& idl, const Expectations& expected,
                            Diagnostics& diagnostics) {
  const TemporaryDirectory directory;
  run_thrift(idl, directory.path());
  const std::string header = fs::path(idl).stem().string() + "_types.h";
  std::string text = read_file(directory.path(header));
  for (const Replacement& replacement : expected.replacements) {
    text = changed(std::move(text), replacement);
  }
  directory.write(header, text);
  GenerateOptions options;
  options.idl = idl;
  options.engine = expected.engine;
  options.header = directory.path(header);
  understand(options, diagnostics);
}

std::string differences(const std::multiset<std::string>& expected,
                        const std::multiset<std::string>& found) {
  std::vector<std::string> missing;
  std::vector<std::string> unexpected;
  std::set_difference(expected.begin(), expected.end(), found.begin(), found.end(),
                      std::back_inserter(missing));
  std::set_difference(found.begin(), found.end(), expected.begin(), expected.end(),
                      std::back_inserter(unexpected));
  std::string text;
  for (const std::string& line : missing) text += fmt::format("missing    {}\n", line);
  for (const std::string& line : unexpected) text += fmt::format("unexpected {}\n", line);
  return text;
}

std::string problems_of(const std::string& path) {
  const Expectations expected = read_expectations(path);
  Diagnostics diagnostics;
  if (expected.real_header) {
    understand_with_header(path, expected, diagnostics);
  } else {
    GenerateOptions options;
    options.idl = path;
    options.engine = expected.engine;
    understand(
        options, [](const idl::Program& program, Diagnostics&) { return header_from(program); },
        diagnostics);
  }
  return differences(expected.problems, describe(diagnostics));
}

}  // namespace

TEST_CASE("every mistake is reported at its line, and nothing else is") {
  const std::vector<std::string> paths = idls();
  CHECK(paths.size() > 50);
  for (const std::string& path : paths) {
    CAPTURE(path);
    CHECK_EQ(problems_of(path), "");
  }
}

}  // namespace thriftorm::test
