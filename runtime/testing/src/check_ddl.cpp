// The committed DDL and what create_schema() sends.
#include <fmt/format.h>

#include <fstream>
#include <string>
#include <vector>

#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {
namespace {

std::string_view name_of(Dialect dialect) {
  switch (dialect) {
    case Dialect::kMysql:
      return "mysql";
    case Dialect::kMariadb:
      return "mariadb";
    case Dialect::kSqlite:
      return "sqlite";
  }
  return "";
}

std::string path_for(const Suite& suite, Dialect dialect) {
  return fmt::format("{}.{}.sql", suite.ddl(), name_of(dialect));
}

bool is_any_committed(const Suite& suite) {
  for (const Dialect dialect : {Dialect::kSqlite, Dialect::kMysql, Dialect::kMariadb})
    if (std::ifstream(path_for(suite, dialect))) return true;
  return false;
}

// The statements of a script: each ends with a semicolon at the end of a line.
std::vector<std::string> statements_in(std::istream& script) {
  std::vector<std::string> statements;
  std::string statement;
  for (std::string line; std::getline(script, line);) {
    if (statement.empty() && (line.empty() || line.starts_with("-- "))) continue;
    statement += (statement.empty() ? "" : "\n") + line;
    if (!statement.ends_with(';')) continue;
    statement.pop_back();
    statements.push_back(std::move(statement));
    statement.clear();
  }
  return statements;
}

}  // namespace

void check_ddl(Suite& suite) {
  if (suite.ddl().empty()) return;
  const std::string path = path_for(suite, suite.dialect());
  std::ifstream script(path);
  // DDL is committed for the engines that are used, which this one need not be.
  if (!script)
    return suite.expect(is_any_committed(suite),
                        fmt::format("there is no {}, nor one for another engine", path));
  const std::vector<std::string> committed = statements_in(script);
  const std::vector<std::string>& sent = suite.schema_statements();
  for (std::size_t i = 0; i < std::max(committed.size(), sent.size()); ++i) {
    const std::string expected = i < committed.size() ? committed[i] : "(nothing)";
    const std::string found = i < sent.size() ? sent[i] : "(nothing)";
    suite.expect(expected == found,
                 fmt::format("{}, statement {}: create_schema() sends\n{}\nexpected\n{}", path,
                             i + 1, found, expected));
  }
}

}  // namespace thriftorm::testing
