#include "thriftorm/relations.h"

#include <fmt/format.h>

namespace thriftorm::detail {

std::string list_sql(const RelationSql& sql) {
  return fmt::format("{} ORDER BY {}", sql.select, sql.order);
}

std::string page_sql(const RelationSql& sql, bool first) {
  const std::string behind = first ? "" : fmt::format(" AND {} > ?", sql.key);
  return fmt::format("{}{} ORDER BY {} LIMIT {}", sql.select, behind, sql.key, kPageRows);
}

}  // namespace thriftorm::detail
