#include "test/live/queries/plain_tables.h"

#include <fmt/format.h>

#include <algorithm>

namespace queries {
namespace {

using thriftorm::Dialect;
using thriftorm::Parameter;
using thriftorm::Session;

Parameter to_parameter(const Value& value, bool binary) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return Parameter(*whole);
  if (const auto* number = std::get_if<double>(&value)) return Parameter(*number);
  if (const auto* text = std::get_if<std::string>(&value))
    return binary ? Parameter::bytes(*text) : Parameter(*text);
  return {};
}

// Rows refer to each other in circles.
void check_foreign_keys(Session& session, bool on) {
  const bool sqlite = session.dialect() == Dialect::kSqlite;
  session.execute_ddl(fmt::format("{}foreign_key{} = {}", sqlite ? "PRAGMA " : "SET ",
                                  sqlite ? "s" : "_checks", on ? 1 : 0));
}

void insert_rows(Session& session, const PlainTable& table) {
  std::string names;
  std::string marks;
  for (const std::string& column : table.columns) {
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", column);
    marks += marks.empty() ? "?" : ", ?";
  }
  const std::string sql =
      fmt::format("INSERT INTO `{}` ({}) VALUES ({})", table.name, names, marks);
  for (const PlainRow& row : table.rows) {
    std::vector<Parameter> parameters;
    for (std::size_t i = 0; i < row.size(); ++i)
      parameters.push_back(to_parameter(row[i], table.columns[i] == table.binary));
    session.execute(sql, std::span<const Parameter>(parameters));
  }
}

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') result += "''";
    else if (static_cast<unsigned char>(c) < ' ') result += fmt::format("\\x{:02x}", c);
    else result += c;
  }
  return result + "'";
}

}  // namespace

std::string to_text(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{:.9g}", *number);
  if (const auto* text = std::get_if<std::string>(&value)) return quoted(*text);
  return "NULL";
}

std::size_t PlainTable::column(std::string_view wanted) const {
  return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), wanted) -
                                  columns.begin());
}

PlainTable& PlainDatabase::add(const thriftorm::TableInfo& table, std::string binary) {
  std::vector<std::string> columns;
  for (const thriftorm::ColumnInfo& column : table.columns) columns.emplace_back(column.name);
  PlainTable& added = add(std::string(table.name), std::move(columns));
  added.binary = std::move(binary);
  return added;
}

PlainTable& PlainDatabase::add(std::string name, std::vector<std::string> columns) {
  PlainTable& table = tables_[name];
  table.name = std::move(name);
  table.columns = std::move(columns);
  return table;
}

void PlainDatabase::insert_into(Session& session) const {
  check_foreign_keys(session, false);
  session.transaction([&] {
    for (const auto& [name, table] : tables_) insert_rows(session, table);
  });
  check_foreign_keys(session, true);
}

}  // namespace queries
