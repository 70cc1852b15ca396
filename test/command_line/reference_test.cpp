#include <doctest/doctest.h>
#include <fmt/format.h>

#include <sstream>
#include <string>
#include <vector>

#include "test/support/run_in.h"
#include "test/support/temporary_directory.h"

namespace thriftorm::test {

TEST_CASE("the committed reference is what the program says of itself") {
  // To update it: thriftorm commands > tool/COMMANDS.md
  const Outcome outcome = run_in("/", fmt::format("'{}' commands", THRIFTORM_TOOL));
  CHECK_EQ(outcome.code, 0);
  CHECK(outcome.out == read_file(THRIFTORM_SOURCE_DIR "/tool/COMMANDS.md"));
}

// The first words of the rows that follow `heading` in a text.
std::vector<std::string> rows_after(const std::string& text, const std::string& heading) {
  std::istringstream lines(text.substr(text.find(heading)));
  std::vector<std::string> words;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line) && !line.empty()) {
    std::istringstream row(line);
    row >> words.emplace_back();
  }
  return words;
}

// The entries of a manual's section.
std::vector<std::string> manual_entries(const std::string& manual, const std::string& section) {
  const std::size_t begin = manual.find(".SH " + section);
  std::istringstream lines(manual.substr(begin, manual.find(".SH", begin + 1) - begin));
  std::vector<std::string> entries;
  for (std::string line, before; std::getline(lines, line); before = line) {
    if (before == ".TP") entries.push_back(line.substr(std::string(".B ").size()));
  }
  return entries;
}

TEST_CASE("the manual names the commands, in the order of --help") {
  const Outcome outcome = run_in("/", fmt::format("'{}' --help", THRIFTORM_TOOL));
  const std::string manual = read_file(THRIFTORM_SOURCE_DIR "/tool/thriftorm.1.in");
  CHECK_EQ(fmt::format("{}", fmt::join(manual_entries(manual, "COMMANDS"), " ")),
           fmt::format("{}", fmt::join(rows_after(outcome.out, "Subcommands:"), " ")));
}

}  // namespace thriftorm::test
