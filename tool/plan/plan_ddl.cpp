#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "tool/plan/engine_profile.h"
#include "tool/plan/sql_text.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

// MySQL takes 1024 characters for a column's comment and 2048 for a table's.
constexpr std::size_t kColumnCommentLimit = 1000;
constexpr std::size_t kTableCommentLimit = 2000;

// How a dialect spells things, and the names of constraints that are given so far: MySQL has one
// space for all of a schema's CHECKs, and one for its foreign keys.
struct Spelling {
  DdlDialect dialect;
  const EngineProfile& engine;
  std::set<std::string> constraints;
  bool sqlite() const { return dialect == DdlDialect::kSqlite; }
  std::string name(std::string_view identifier) const { return quote(identifier, dialect); }
  std::string names(const std::vector<std::string>& identifiers) const {
    std::string text;
    for (const std::string& identifier : identifiers)
      text += (text.empty() ? "" : ", ") + name(identifier);
    return text;
  }
};

// "ck_<table>_<what>"; where another table and what else come to the same name, with a hash.
std::string constraint(Spelling& spell, std::string_view kind, const Table& table,
                       std::string_view what, std::string_view rule) {
  std::string name = fmt::format("{}_{}_{}", kind, table.name, what);
  const bool is_new = spell.constraints.insert(lower_case(name)).second;
  name = is_new ? fit_identifier(std::move(name))
                : distinct_identifier(name, fmt::format("{}.{}", table.name, what));
  return fmt::format("CONSTRAINT {} {}", spell.name(name), rule);
}

// A comment between /* and */ must not end early.
std::string inline_comment(std::string text) {
  for (std::size_t at = text.find("*/"); at != std::string::npos; at = text.find("*/", at))
    text.replace(at, 2, "* /");
  return text;
}

std::string column_item(const Spelling& spell, const Table& table, const Column& column) {
  const bool sole_key = table.primary_key.size() == 1 && table.primary_key.front() == column.name;
  std::string item =
      fmt::format("{} {}", spell.name(column.name), sql_type(column.storage, spell.dialect));
  if (spell.sqlite() && sole_key && column.generated) {
    item += " PRIMARY KEY AUTOINCREMENT";
  } else if (!column.nullable) {
    item += " NOT NULL";
  } else if (!spell.sqlite()) {
    item += " NULL";
  }
  if (column.default_value) item += fmt::format(" DEFAULT {}", default_text(column, spell.dialect));
  if (!spell.sqlite() && column.generated && !spell.engine.generated_key.empty())
    item += fmt::format(" {}", spell.engine.generated_key);
  const std::string comment =
      comment_text(column.documentation, column.thrift_path, kColumnCommentLimit);
  if (comment.empty()) return item;
  if (spell.sqlite()) return fmt::format("{} /* {} */", item, inline_comment(comment));
  return fmt::format("{} COMMENT {}", item, literal(comment, spell.dialect));
}

// A text in the form of DATETIME(precision). With '+0 days' SQLite computes with the date: without, the
// 30th of February is one.
std::string datetime_check(const std::string& name, int precision) {
  if (precision == 0) return fmt::format("{0} IS datetime({0}, '+0 days')", name);
  std::string digits;
  for (int i = 0; i < precision; ++i) digits += "[0-9]";
  return fmt::format(
      "substr({0}, 1, 19) IS datetime(substr({0}, 1, 19), '+0 days') AND "
      "({0} IS NULL OR substr({0}, 20) GLOB '.{1}')",
      name, digits);
}

// What SQLite leaves to its CHECKs: lengths, ranges, formats. Empty: nothing to check.
std::string sqlite_check(const Spelling& spell, const Column& column) {
  const std::string name = spell.name(column.name);
  switch (column.storage.kind) {
    case Storage::Kind::kBool:
      return fmt::format("{} IN (0, 1)", name);
    case Storage::Kind::kInt8:
      return fmt::format("{} BETWEEN -128 AND 127", name);
    case Storage::Kind::kInt16:
      return fmt::format("{} BETWEEN -32768 AND 32767", name);
    case Storage::Kind::kInt32:
      return fmt::format("{} BETWEEN -2147483648 AND 2147483647", name);
    case Storage::Kind::kVarchar:
    case Storage::Kind::kVarbinary:
      return fmt::format("length({}) <= {}", name, column.storage.length);
    case Storage::Kind::kDate:
      return fmt::format("{0} IS date({0}, '+0 days')", name);
    case Storage::Kind::kDateTime:
      return datetime_check(name, column.storage.precision);
    case Storage::Kind::kText:
      return fmt::format("length(CAST({} AS BLOB)) <= 65535", name);
    case Storage::Kind::kMediumText:
      return fmt::format("length(CAST({} AS BLOB)) <= 16777215", name);
    case Storage::Kind::kBlob:
      return fmt::format("length({}) <= 65535", name);
    case Storage::Kind::kMediumBlob:
      return fmt::format("length({}) <= 16777215", name);
    case Storage::Kind::kJson:
      return fmt::format("{0} IS NULL OR json_valid({0})", name);
    default:
      return "";
  }
}

std::string presence(const Spelling& spell, const GroupVariant& variant) {
  const std::string& column =
      variant.required_columns.empty() ? variant.columns.front() : variant.required_columns.front();
  return fmt::format("({} IS NOT NULL)", spell.name(column));
}

// All columns of a struct are set, or none; its optional ones only if the others are. NULL-safe: no
// part of it can be UNKNOWN, which would pass.
std::string all_or_none(const Spelling& spell, const GroupVariant& variant) {
  std::string rule;
  const auto add = [&](std::string part) {
    rule += (rule.empty() ? "" : " AND ") + std::move(part);
  };
  const std::string first = spell.name(variant.required_columns.front());
  for (const std::string& column : variant.columns) {
    if (column == variant.required_columns.front()) continue;
    const bool required =
        std::find(variant.required_columns.begin(), variant.required_columns.end(), column) !=
        variant.required_columns.end();
    if (required) add(fmt::format("({} IS NULL) = ({} IS NULL)", first, spell.name(column)));
    else add(fmt::format("({} IS NULL OR {} IS NOT NULL)", spell.name(column), first));
  }
  return rule;
}

void add_group_checks(Spelling& spell, const Table& table, const Group& group,
                      std::vector<std::string>& items) {
  for (const GroupVariant& variant : group.variants) {
    const bool nullable_struct = group.kind == Group::Kind::kStruct && !group.required;
    const bool struct_variant = group.kind == Group::Kind::kUnion && variant.columns.size() > 1;
    if ((!nullable_struct && !struct_variant) || variant.required_columns.empty()) continue;
    const std::string rule = all_or_none(spell, variant);
    const std::string suffix = variant.field.empty() ? "" : "_" + variant.field;
    if (!rule.empty())
      items.push_back(
          constraint(spell, "ck", table, group.name + suffix, fmt::format("CHECK ({})", rule)));
  }
  if (group.kind != Group::Kind::kUnion || group.variants.empty()) return;
  std::string sum;
  for (const GroupVariant& variant : group.variants)
    sum += (sum.empty() ? "" : " + ") + presence(spell, variant);
  const bool exactly = group.required && group.fallback.empty();
  items.push_back(constraint(spell, "ck", table, group.name,
                             fmt::format("CHECK ({} {} 1)", sum, exactly ? "=" : "<=")));
}

std::string foreign_key(Spelling& spell, const Table& table, const Column& column) {
  const Reference& reference = *column.reference;
  std::string rule = fmt::format("FOREIGN KEY ({}) REFERENCES {} ({})", spell.name(column.name),
                                 spell.name(reference.table), spell.name(reference.column));
  if (reference.on_delete != ReferentialAction::kUnstated)
    rule += fmt::format(" ON DELETE {}", action_text(reference.on_delete));
  if (reference.on_update != ReferentialAction::kUnstated)
    rule += fmt::format(" ON UPDATE {}", action_text(reference.on_update));
  return constraint(spell, "fk", table, column.name, rule);
}

void add_keys(const Spelling& spell, const Table& table, CreateTable& create) {
  const Column* key = table.find_column(table.primary_key.front());
  const bool in_column =
      spell.sqlite() && table.primary_key.size() == 1 && key != nullptr && key->generated;
  const std::string_view option = spell.engine.primary_key_option;
  if (!in_column)
    create.items.push_back(fmt::format("PRIMARY KEY ({}){}{}", spell.names(table.primary_key),
                                       option.empty() ? "" : " ", option));
  for (const Index& index : table.indexes) {
    if (spell.sqlite()) {
      create.indexes.push_back(fmt::format("CREATE {}INDEX IF NOT EXISTS {} ON {} ({})",
                                           index.unique ? "UNIQUE " : "", spell.name(index.name),
                                           spell.name(table.name), spell.names(index.columns)));
    } else {
      create.items.push_back(fmt::format("{}KEY {} ({})", index.unique ? "UNIQUE " : "",
                                         spell.name(index.name), spell.names(index.columns)));
    }
  }
}

std::string table_tail(const Spelling& spell, const Table& table) {
  if (spell.sqlite())
    return table.kind == Table::Kind::kAssociation ? " STRICT, WITHOUT ROWID" : " STRICT";
  const std::string_view collation =
      spell.dialect == DdlDialect::kMysql ? "utf8mb4_0900_bin" : "utf8mb4_nopad_bin";
  std::string tail =
      fmt::format(" ENGINE=InnoDB DEFAULT CHARACTER SET=utf8mb4 COLLATE={}", collation);
  const std::string comment = comment_text(table.documentation, "", kTableCommentLimit);
  if (!comment.empty()) tail += fmt::format(" COMMENT={}", literal(comment, spell.dialect));
  return tail;
}

CreateTable create_table(Spelling& spell, const Table& table) {
  CreateTable create;
  create.head = fmt::format("CREATE TABLE IF NOT EXISTS {}", spell.name(table.name));
  for (const Column& column : table.columns)
    create.items.push_back(column_item(spell, table, column));
  add_keys(spell, table, create);
  for (const Column& column : table.columns) {
    if (spell.engine.has_foreign_keys && column.reference && column.reference->is_constraint())
      create.items.push_back(foreign_key(spell, table, column));
  }
  for (const Group& group : table.groups) add_group_checks(spell, table, group, create.items);
  for (const Column& column : table.columns) {
    const std::string check = spell.sqlite() ? sqlite_check(spell, column) : "";
    if (!check.empty())
      create.items.push_back(
          constraint(spell, "ck", table, column.name + "_value", fmt::format("CHECK ({})", check)));
  }
  create.tail = table_tail(spell, table);
  return create;
}

// Whether a constraint refers to a table that is made later: then no order can do.
bool has_forward_constraint(const Schema& schema) {
  std::set<std::string> made;
  for (const Table& table : schema.tables) {
    made.insert(table.name);
    for (const Column& column : table.columns) {
      if (column.reference && column.reference->is_constraint() &&
          !made.contains(column.reference->table))
        return true;
    }
  }
  return false;
}

}  // namespace

std::string_view to_text(DdlDialect dialect) {
  switch (dialect) {
    case DdlDialect::kMysql:
      return "mysql";
    case DdlDialect::kMariadb:
      return "mariadb";
    case DdlDialect::kSqlite:
      return "sqlite";
  }
  return "";
}

std::optional<DdlDialect> parse_dialect(std::string_view name) {
  for (const DdlDialect dialect : {DdlDialect::kMysql, DdlDialect::kMariadb, DdlDialect::kSqlite}) {
    if (to_text(dialect) == name) return dialect;
  }
  return std::nullopt;
}

DdlPlan plan_ddl(const Schema& schema, DdlDialect dialect, const EngineProfile& asked) {
  const EngineProfile& engine = asked.dialect == dialect ? asked : *find_engine("none");
  Spelling spell{dialect, engine, {}};
  DdlPlan plan;
  constexpr auto kTitles = std::to_array<std::string_view>(
      {"MySQL 8.0.17 or later", "MariaDB 10.6 or later", "SQLite 3.37 or later"});
  const std::string_view title =
      engine.title.empty() ? kTitles[static_cast<std::size_t>(dialect)] : engine.title;
  plan.banner = {
      fmt::format("Generated by thriftorm from {} for {}. Do not edit.", schema.source, title)};
  plan.banner.insert(plan.banner.end(), engine.notes.begin(), engine.notes.end());
  if (!spell.sqlite() && engine.has_foreign_keys && has_forward_constraint(schema)) {
    plan.before = {"SET @thriftorm_foreign_key_checks = @@foreign_key_checks",
                   "SET foreign_key_checks = 0"};
    plan.after = {"SET foreign_key_checks = @thriftorm_foreign_key_checks"};
  }
  for (const Table& table : schema.tables) plan.tables.push_back(create_table(spell, table));
  return plan;
}

}  // namespace thriftorm
