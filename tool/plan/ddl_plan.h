// The DDL of one dialect, decided to the last word: the emitter only lays it out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tool/schema/schema.h"

namespace thriftorm {

enum class DdlDialect { kMysql, kMariadb, kSqlite };

// "mysql", "mariadb", "sqlite".
std::string_view to_text(DdlDialect dialect);
std::optional<DdlDialect> parse_dialect(std::string_view name);

// CREATE TABLE, with its columns and constraints as complete SQL.
struct CreateTable {
  std::string head;                  // "CREATE TABLE IF NOT EXISTS `posts`"
  std::vector<std::string> items;    // columns, keys, constraints
  std::string tail;                  // what follows the closing parenthesis
  std::vector<std::string> indexes;  // statements of their own

  bool operator==(const CreateTable&) const = default;
};

struct DdlPlan {
  std::vector<std::string> banner;  // comment lines, without "-- "
  std::vector<std::string> before;  // statements
  std::vector<CreateTable> tables;  // in the order of creation
  std::vector<std::string> after;

  bool operator==(const DdlPlan&) const = default;
};

struct EngineProfile;

// The profile counts for the dialect that it is about; for the others the DDL is as without it.
DdlPlan plan_ddl(const Schema& schema, DdlDialect dialect, const EngineProfile& engine);

}  // namespace thriftorm
