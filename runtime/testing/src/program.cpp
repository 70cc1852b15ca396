#include "thriftorm/testing/program.h"

#include <fmt/format.h>

#include <cstdlib>
#include <string_view>
#include <utility>

#include "thriftorm/error.h"

namespace thriftorm::testing {
namespace {

constexpr std::string_view kUrlFrom = "--url-from=";
constexpr std::string_view kDdl = "--ddl=";

// "MySQL" of THRIFTORM_TEST_MYSQL_URL, for those who read what was skipped.
std::string engine_of(std::string_view variable) {
  if (variable.find("MARIADB") != std::string_view::npos) return "MariaDB";
  if (variable.find("MYSQLX") != std::string_view::npos) return "mysqlx";
  if (variable.find("MYSQL") != std::string_view::npos) return "MySQL";
  return std::string(variable);
}

// The databases that are named after a schema, as GRANT takes them, where "_" is any character.
std::string databases_of(const std::string& name) {
  std::string pattern;
  for (const char c : name + "_test_") {
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
    else if (argument.starts_with("-")) whole_ = false;
  }
  const char* url = std::getenv(variable.empty() ? "THRIFTORM_TEST_URL" : variable.c_str());
  if (url != nullptr) url_ = url;
  if (variable.empty() || !url_.empty()) return;
  has_database_ = false;
  exit_code_ = std::getenv("THRIFTORM_REQUIRE_SERVERS") == nullptr ? 0 : 1;
  fmt::print("skipped: {} ({} is not set)\n", engine_of(variable), variable);
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
  fmt::print("statements: {} of {} executed\n", all - missing.size(), all);
  for (const Statement* statement : missing)
    fmt::print("not executed: {}: {}\n", statement->name, statement->text);
  if (failed != 0) return failed;
  return whole_ && !lists_ && !missing.empty() ? 1 : 0;
}

}  // namespace thriftorm::testing
