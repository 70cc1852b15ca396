// The tables as the database's own catalogue describes them, and what it refuses by itself.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "records.h"
#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {
namespace {

using Texts = std::set<std::string>;

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// A server's type without the width that some show numbers with; of tinyint(1) it says more.
std::string without_width(std::string type) {
  for (const char* number : {"bigint(", "smallint(", "int(", "tinyint("}) {
    if (type.starts_with(number) && type != "tinyint(1)") return type.substr(0, type.find('('));
  }
  return type;
}

std::string server_type(const Column& column, Dialect dialect) {
  switch (column.type) {
    case Type::kBool:
      return "tinyint(1)";
    case Type::kInt8:
      return "tinyint";
    case Type::kInt16:
      return "smallint";
    case Type::kInt32:
      return "int";
    case Type::kInt64:
      return "bigint";
    case Type::kDouble:
      return "double";
    case Type::kVarchar:
      return fmt::format("varchar({})", column.length);
    case Type::kText:
      return "text";
    case Type::kMediumText:
      return "mediumtext";
    case Type::kLongText:
      return "longtext";
    case Type::kDecimal:
      return fmt::format("decimal({},{})", column.precision, column.scale);
    case Type::kDate:
      return "date";
    case Type::kDateTime:
      return column.precision == 0 ? "datetime" : fmt::format("datetime({})", column.precision);
    case Type::kJson:
      return dialect == Dialect::kMysql ? "json" : "longtext";
    case Type::kVarbinary:
      return fmt::format("varbinary({})", column.length);
    case Type::kBlob:
      return "blob";
    case Type::kMediumBlob:
      return "mediumblob";
    case Type::kLongBlob:
      return "longblob";
  }
  return "";
}

std::string sqlite_type(const Column& column) {
  if (is_integer(column.type)) return "integer";
  if (is_binary(column.type)) return "blob";
  return column.type == Type::kDouble ? "real" : "text";
}

std::string column_line(std::string_view name, std::string_view type, bool nullable) {
  return fmt::format("{} {}{}", name, type, nullable ? "" : " not null");
}

std::string index_line(bool unique, const std::vector<std::string>& columns) {
  return fmt::format("{}({})", unique ? "unique " : "", fmt::join(columns, ", "));
}

// RESTRICT and NO ACTION are one to most engines.
std::string action_text(std::string_view action) {
  const std::string text = lower(std::string(action));
  return text == "restrict" ? "no action" : text;
}

std::string key_line(std::string_view column, std::string_view table, std::string_view on_delete,
                     std::string_view on_update) {
  return fmt::format("({}) references {} on delete {} on update {}", column, table,
                     action_text(on_delete), action_text(on_update));
}

std::string_view name_of(Action action) {
  switch (action) {
    case Action::kCascade:
      return "cascade";
    case Action::kSetNull:
      return "set null";
    default:
      return "no action";
  }
}

// What a table looks like, in lines that can be compared.
struct Description {
  std::vector<std::string> columns;
  Texts indexes;
  Texts foreign_keys;
};

Description expected_description(const Table& table, Dialect dialect) {
  Description description;
  for (const Column& column : table.columns) {
    const bool sqlite = dialect == Dialect::kSqlite;
    // SQLite's own INTEGER PRIMARY KEY is never NULL, and need not say so.
    const bool nullable = column.nullable || (sqlite && column.generated);
    description.columns.push_back(column_line(
        column.name, sqlite ? sqlite_type(column) : server_type(column, dialect), nullable));
    if (column.constrained)
      description.foreign_keys.insert(key_line(
          column.name, column.references, name_of(column.on_delete), name_of(column.on_update)));
  }
  for (const Index& index : table.indexes)
    description.indexes.insert(index.name + " " + index_line(index.unique, index.columns));
  description.indexes.insert("primary " + index_line(true, table.primary_key));
  return description;
}

std::vector<std::vector<std::string>> texts(Session& session, const std::string& sql) {
  std::vector<std::vector<std::string>> found;
  Rows rows = session.query(sql);
  while (const thriftorm::Row* row = rows.next()) {
    std::vector<std::string>& line = found.emplace_back();
    for (int i = 0; i < row->column_count(); ++i)
      line.emplace_back(row->is_null(i) ? std::string() : std::string(row->get_text(i)));
  }
  return found;
}

Description sqlite_description(Session& session, const Table& table) {
  Description description;
  std::vector<std::pair<std::string, std::string>> keys;
  for (const auto& row :
       texts(session,
             fmt::format("select name, type, cast(\"notnull\" as text), cast(pk as text) from "
                         "pragma_table_xinfo('{}')",
                         table.name))) {
    description.columns.push_back(column_line(row[0], lower(row[1]), row[2] == "0"));
    if (row[3] != "0") keys.emplace_back(row[3], row[0]);
  }
  std::sort(keys.begin(), keys.end());
  std::vector<std::string> key;
  for (const auto& [position, name] : keys) key.push_back(name);
  description.indexes.insert("primary " + index_line(true, key));
  for (const auto& row :
       texts(session,
             fmt::format("select name, cast(\"unique\" as text) from pragma_index_list('{}') "
                         "where origin <> 'pk'",
                         table.name))) {
    std::vector<std::string> columns;
    for (const auto& column :
         texts(session,
               fmt::format("select name from pragma_index_info('{}') order by seqno", row[0])))
      columns.push_back(column[0]);
    description.indexes.insert(row[0] + " " + index_line(row[1] == "1", columns));
  }
  for (const auto& row :
       texts(session, fmt::format("select \"from\", \"table\", on_delete, on_update from "
                                  "pragma_foreign_key_list('{}')",
                                  table.name)))
    description.foreign_keys.insert(key_line(row[0], row[1], row[2], row[3]));
  return description;
}

Description server_description(Session& session, const Table& table) {
  Description description;
  const std::string of = fmt::format("table_schema = database() and table_name = '{}'", table.name);
  for (const auto& row :
       texts(session, fmt::format("select column_name, cast(column_type as char), is_nullable from "
                                  "information_schema.columns where {} order by ordinal_position",
                                  of)))
    description.columns.push_back(
        column_line(row[0], without_width(lower(row[1])), row[2] == "YES"));
  std::map<std::string, std::pair<bool, std::vector<std::string>>> indexes;
  for (const auto& row :
       texts(session,
             fmt::format("select index_name, cast(non_unique as char), column_name from "
                         "information_schema.statistics where {} order by index_name, seq_in_index",
                         of))) {
    auto& [unique, columns] = indexes[row[0] == "PRIMARY" ? "primary" : row[0]];
    unique = row[1] == "0";
    columns.push_back(row[2]);
  }
  for (const auto& row :
       texts(session, fmt::format("select k.column_name, k.referenced_table_name, r.delete_rule, "
                                  "r.update_rule, k.constraint_name from "
                                  "information_schema.key_column_usage k join "
                                  "information_schema.referential_constraints r on "
                                  "r.constraint_schema = k.constraint_schema and r.constraint_name "
                                  "= k.constraint_name and "
                                  "r.table_name = k.table_name where k.table_schema = database() "
                                  "and k.table_name = '{}'",
                                  table.name))) {
    description.foreign_keys.insert(key_line(row[0], row[1], row[2], row[3]));
    // MySQL makes an index of the constraint's name where there is none.
    indexes.erase(row[4]);
  }
  for (const auto& [name, index] : indexes)
    description.indexes.insert(name + " " + index_line(index.first, index.second));
  return description;
}

void expect_lines(Suite& suite, const Texts& found, const Texts& expected,
                  const std::string& what) {
  for (const std::string& line : expected)
    if (!found.contains(line)) suite.note(what + " lacks " + line);
  for (const std::string& line : found)
    if (!expected.contains(line)) suite.note(what + " has, and should not have, " + line);
}

// Values that the column's type has no room for.
std::vector<Value> values_without_room(const Column& column, Dialect dialect) {
  switch (column.type) {
    case Type::kBool:
      return dialect == Dialect::kSqlite ? std::vector<Value>{2} : std::vector<Value>{128};
    case Type::kInt8:
      return {-129, 128};
    case Type::kInt16:
      return {-32'769, 32'768};
    case Type::kInt32:
      return {-2'147'483'649LL, 2'147'483'648LL};
    case Type::kVarchar:
      return {std::string(static_cast<std::size_t>(column.length) + 1, 'x')};
    case Type::kVarbinary:
      return {Value::bytes(std::string(static_cast<std::size_t>(column.length) + 1, 'x'))};
    case Type::kDate:
    case Type::kDateTime:
      return {"2023-13-01"};
    case Type::kJson:
      return {"{"};
    default:
      return {};
  }
}

std::string insert_error(Suite& suite, const Table& table, const Samples& samples) {
  return error_of(
      [&] { roll_back(suite.session(), [&] { suite.tables().insert(table.name, samples); }); });
}

// The database takes the one row, and refuses the other for its values.
void refuse(Suite& suite, const Table& table, const Samples& good, const Samples& bad,
            const std::string& what) {
  const std::string taken = insert_error(suite, table, good);
  suite.expect(taken.empty(), what + ", by SQL: the row is refused without it as well: " + taken);
  const std::string error = insert_error(suite, table, bad);
  suite.expect(error.starts_with("ConstraintViolation: ") || error.starts_with("InvalidData: "),
               fmt::format("{}, by SQL: the database {}", what,
                           error.empty() ? "takes it" : "says " + error));
}

// A row whose values of a union are those of the column's variant.
Samples row_for(Suite& suite, const Table& table, const Column& column) {
  Samples samples = suite.tables().fresh(table.name);
  const Group* group = table.group_of(column.name);
  if (group == nullptr) return samples;
  for (const Variant& variant : group->variants)
    for (const std::string& each : variant.columns) samples[each] = {};
  for (const Variant& variant : group->variants)
    if (holds(variant.columns, column.name)) fill_variant(suite, table, variant, samples);
  return samples;
}

void refuse_column(Suite& suite, const Table& table, const Column& column) {
  if (column.generated) return;
  const std::string what = table.name + "." + column.name;
  const Samples good = suite.tables().fresh(table.name);
  Samples bad = good;
  // SQLite makes an integer that is the primary key by itself.
  const bool made = suite.dialect() == Dialect::kSqlite && column.name == table.key().name &&
                    sqlite_type(column) == "integer" && table.primary_key.size() == 1;
  if (!column.nullable && !made) {
    bad[column.name] = {};
    refuse(suite, table, good, bad, what + " = NULL");
    bad.erase(column.name);
    if (!column.default_value) refuse(suite, table, good, bad, what + " left out");
  }
  // A key that names nobody.
  if (column.constrained) {
    bad[column.name] = ordinary_sample(column, 1'999'999'999);
    return refuse(suite, table, good, bad, what + " naming no row");
  }
  for (const Value& value : values_without_room(column, suite.dialect())) {
    const Samples room = row_for(suite, table, column);
    bad = room;
    bad[column.name] = {value, value};
    refuse(suite, table, room, bad, what + " = " + value.shown());
  }
}

// Texts that differ in case, or in a blank at the end, are not equal.
void tell_texts_apart(Suite& suite, const Table& table, const Column& column) {
  if (!is_text(column.type) || !column.members.empty() || column.constrained) return;
  Samples samples = row_for(suite, table, column);
  if (samples.at(column.name).stored.is_null()) return;
  const std::string text = samples.at(column.name).stored.text();
  std::vector<std::string> others{text + " "};
  for (const std::string& other : {lower(text), upper(text)})
    if (other != text) others.push_back(other);
  roll_back(suite.session(), [&] {
    suite.tables().insert(table.name, samples);
    for (const std::string& other : others)
      suite.expect(suite.tables().where(table.name, column.name, other).empty(),
                   fmt::format("{}.{}, by SQL: '{}' is equal to '{}'", table.name, column.name,
                               text, other));
  });
}

}  // namespace

void check_catalogue(Suite& suite, std::string_view table_name) {
  const Table& table = suite.schema().table(table_name);
  const bool sqlite = suite.dialect() == Dialect::kSqlite;
  const Description expected = expected_description(table, suite.dialect());
  const Description found = sqlite ? sqlite_description(suite.session(), table)
                                   : server_description(suite.session(), table);
  const std::string what = "the catalogue of " + table.name;
  if (found.columns != expected.columns)
    suite.note(fmt::format("{} has the columns\n    {}\n  expected\n    {}", what,
                           fmt::join(found.columns, "\n    "),
                           fmt::join(expected.columns, "\n    ")));
  expect_lines(suite, found.indexes, expected.indexes, what);
  expect_lines(suite, found.foreign_keys, expected.foreign_keys, what);
  for (const Column& column : table.columns) {
    refuse_column(suite, table, column);
    tell_texts_apart(suite, table, column);
  }
  for (const Index& index : table.indexes) {
    if (!index.unique) continue;
    Row same;
    const Samples first = suite.tables().fresh(table.name);
    for (const std::string& column : index.columns)
      if (!first.at(column).model.is_null()) same[column] = first.at(column).model;
    if (same.size() < index.columns.size()) continue;
    suite.tables().insert(table.name, first);
    refuse(suite, table, suite.tables().fresh(table.name), suite.tables().fresh(table.name, same),
           index.name + " twice");
  }
}

}  // namespace thriftorm::testing
