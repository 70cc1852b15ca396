#include "tool/plan/row_source.h"

#include <fmt/format.h>

#include "tool/plan/column_words.h"

namespace thriftorm {
namespace {

RowSource linked_source(const Relation& relation, const Table& target) {
  const std::string link = backticked(relation.link) + ".";
  const std::string prefix = backticked(target.name) + ".";
  const std::string key = prefix + backticked(target.primary_key.front());
  return {column_list(target, prefix),
          fmt::format("{} JOIN {} ON {}{} = {}", backticked(relation.link), backticked(target.name),
                      link, backticked(relation.link_column), key),
          link + backticked(relation.column), key, prefix};
}

}  // namespace

RowSource direct_source(const Table& target, const std::string& owner_column) {
  return {column_list(target), backticked(target.name), backticked(owner_column),
          backticked(target.primary_key.front()), ""};
}

RowSource source_of(const Relation& relation, const Table& target) {
  return relation.link.empty() ? direct_source(target, relation.column)
                               : linked_source(relation, target);
}

std::string row_order(const Relation& relation, const RowSource& source, Direction direction) {
  const std::string end = direction == Direction::kDown ? " DESC" : "";
  std::string order;
  for (const std::string& column : relation.order_by)
    order += source.prefix + backticked(column) + end + ", ";
  return order + source.key + end;
}

}  // namespace thriftorm
