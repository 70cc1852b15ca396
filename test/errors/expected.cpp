#include "test/errors/expected.h"

#include <filesystem>
#include <fstream>

#include <fmt/format.h>

namespace thriftorm::test {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string_view behind(std::string_view line, std::string_view start) {
  return line.starts_with(start) ? trimmed(line.substr(start.size())) : std::string_view();
}

}  // namespace

Expectations read_expectations(const std::string& path) {
  Expectations expected;
  const std::string file = std::filesystem::path(path).filename().string();
  std::ifstream in(path);
  std::string text;
  int line = 0;
  int about = 0;
  while (std::getline(in, text)) {
    ++line;
    const std::string_view content = trimmed(text);
    if (const auto problem = behind(content, "#^"); !problem.empty()) {
      expected.problems.insert(fmt::format("{}:{}: {}", file, about, problem));
      continue;
    }
    about = line;
    if (const auto problem = behind(content, "#!"); !problem.empty()) {
      const bool here = problem.starts_with("error[") || problem.starts_with("warning[");
      expected.problems.insert(here ? fmt::format("{}:0: {}", file, problem)
                                    : std::string(problem));
    }
    if (const auto engine = behind(content, "# engine:"); !engine.empty()) expected.engine = engine;
    if (content == "# header: thrift") expected.real_header = true;
    if (const auto replace = behind(content, "# replace:"); !replace.empty()) {
      const std::size_t arrow = replace.find(" => ");
      expected.replacements.push_back(
          {std::string(replace.substr(0, arrow)), std::string(replace.substr(arrow + 4))});
      expected.real_header = true;
    }
  }
  return expected;
}

std::multiset<std::string> describe(const Diagnostics& diagnostics) {
  std::multiset<std::string> problems;
  for (const Diagnostic& found : diagnostics.sorted()) {
    problems.insert(fmt::format(
        "{}:{}: {}[{}]: {}", std::filesystem::path(found.location.file).filename().string(),
        found.location.line, found.severity == Severity::kError ? "error" : "warning", found.kind,
        found.message));
  }
  return problems;
}

}  // namespace thriftorm::test
