#include "tool/emit/emit.h"

namespace thriftorm {
namespace {

std::string create_statement(const CreateTable& table) {
  std::string sql = table.head + " (\n";
  for (std::size_t i = 0; i < table.items.size(); ++i) {
    sql += "  " + table.items[i] + (i + 1 < table.items.size() ? ",\n" : "\n");
  }
  return sql + ")" + table.tail;
}

}  // namespace

std::vector<std::string> ddl_statements(const DdlPlan& plan) {
  std::vector<std::string> statements = plan.before;
  for (const CreateTable& table : plan.tables) {
    statements.push_back(create_statement(table));
    statements.insert(statements.end(), table.indexes.begin(), table.indexes.end());
  }
  statements.insert(statements.end(), plan.after.begin(), plan.after.end());
  return statements;
}

std::string emit_ddl(const DdlPlan& plan) {
  std::string script;
  for (const std::string& line : plan.banner) script += "-- " + line + "\n";
  const auto add = [&](const std::vector<std::string>& statements) {
    if (!statements.empty()) script += "\n";
    for (const std::string& statement : statements) script += statement + ";\n";
  };
  add(plan.before);
  for (const CreateTable& table : plan.tables) {
    add({create_statement(table)});
    for (const std::string& index : table.indexes) script += index + ";\n";
  }
  add(plan.after);
  return script;
}

}  // namespace thriftorm
