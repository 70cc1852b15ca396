#include "thriftorm/testing/program.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "thriftorm/error.h"

namespace thriftorm::testing {
namespace {

constexpr std::string_view kUrlFrom = "--url-from=";
constexpr std::string_view kDdl = "--ddl=";

// Whether one of doctest's options, "-tc=…" or "--dt-test-case=…", leaves tests out.
bool selects(std::string_view argument) {
  static constexpr std::array<std::string_view, 22> kSelecting{
      "tc", "test-case",   "tce", "test-case-exclude",
      "sf", "source-file", "sfe", "source-file-exclude",
      "ts", "test-suite",  "tse", "test-suite-exclude",
      "sc", "subcase",     "sce", "subcase-exclude",
      "f",  "first",       "l",   "last",
      "aa", "abort-after"};
  std::string_view name = argument.substr(0, argument.find('='));
  name.remove_prefix(std::min(name.find_first_not_of('-'), name.size()));
  if (name.starts_with("dt-")) name.remove_prefix(3);
  return argument.starts_with("-") &&
         std::find(kSelecting.begin(), kSelecting.end(), name) != kSelecting.end();
}

// The databases of a schema's suites, as GRANT takes them, where "_" is any character.
std::string databases_of(const std::string& name) {
  std::string pattern;
  for (const char c : database_prefix(name)) {
    if (c == '_') pattern += '\\';
    pattern += c;
  }
  return pattern + '%';
}

}  // namespace

Program::Program(int argc, const char* const* argv) {
  std::string variable;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.starts_with(kUrlFrom)) variable = argument.substr(kUrlFrom.size());
    else if (argument.starts_with(kDdl)) ddl_ = argument.substr(kDdl.size());
    else if (argument == "--list-statements") lists_ = true;
    else if (selects(argument)) whole_ = false;
  }
  const char* url = std::getenv(variable.empty() ? "THRIFTORM_TEST_URL" : variable.c_str());
  if (url != nullptr) url_ = url;
  if (variable.empty() || !url_.empty()) return;
  has_database_ = false;
  const bool required = std::getenv("THRIFTORM_REQUIRE_SERVERS") != nullptr;
  exit_code_ = required ? 1 : 0;
  fmt::print("{}: {} is not set\n", required ? "required" : "skipped", variable);
}

int Program::run(Schema schema, void (*create_schema)(Session&),
                 const std::function<int(Suite&)>& run_tests) const {
  if (!has_database_) return exit_code_;
  const std::string databases = databases_of(schema.name);
  try {
    Suite suite(std::move(schema), url_, create_schema);
    suite.set_ddl(ddl_);
    return run_tests(suite);
  } catch (const std::exception& error) {
    fmt::print(stderr, "cannot run the suite: {}\n", described(error));
    if (dynamic_cast<const AccessDenied*>(&error) != nullptr)
      fmt::print(stderr,
                 "It makes a database of its own, for which its account needs\n"
                 "  GRANT ALL ON `{}`.* TO <account>\n",
                 databases);
    return 2;
  }
}

int Program::finish(const Suite& suite, int failed) const {
  const std::size_t all = suite.schema().statements.size();
  const auto missing = suite.not_executed();
  fmt::print("database: {}\n", parse_url(suite.url()).redacted());
  fmt::print("random objects: THRIFTORM_TEST_SEED={} repeats them\n", suite.seed());
  fmt::print("statements: {} of {} executed\n", all - missing.size(), all);
  for (const Statement* statement : missing)
    fmt::print("not executed: {}: {}\n", statement->name, statement->text);
  if (failed != 0) return failed;
  return whole_ && !lists_ && !missing.empty() ? 1 : 0;
}

}  // namespace thriftorm::testing
