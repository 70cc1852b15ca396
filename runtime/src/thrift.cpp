#include "thriftorm/thrift.h"

#include <fmt/format.h>

#include <algorithm>

#include "key_statements.h"
#include "keys.h"

namespace thriftorm {

void ThriftGraph::Index::sort() { std::sort(entries_.begin(), entries_.end()); }

std::vector<KeyValue> ThriftGraph::Index::keys() const {
  std::vector<KeyValue> keys;
  for (const auto& [key, position] : entries_) {
    if (keys.empty() || keys.back() != key) keys.push_back(key);
  }
  return keys;
}

ThriftGraph::Index::Entries::const_iterator ThriftGraph::Index::find(const KeyValue& key) const {
  return std::lower_bound(
      entries_.begin(), entries_.end(), key,
      [](const auto& entry, const KeyValue& wanted) { return entry.first < wanted; });
}

ThriftGraph::Index ThriftGraph::index_of(const std::vector<GraphNode>& owners,
                                         std::string_view but_by) {
  Index index;
  for (std::size_t i = 0; i < owners.size(); ++i) {
    const bool known = !but_by.empty() && owners[i].linked_by == but_by;
    if (owners[i].key && !known) index.add(*owners[i].key, i);
  }
  index.sort();
  return index;
}

// All owners of one call stand on one level.
bool ThriftGraph::may_embed(const std::vector<GraphNode>& owners, const TableInfo& table) {
  if (owners.empty()) return false;
  if (owners.front().depth < kMaxDepth) return true;
  warnings_.push_back(
      fmt::format("rows of `{}` are left out: they would be embedded more than {} levels deep",
                  table.name, kMaxDepth));
  return false;
}

bool ThriftGraph::repeats(const GraphNode& owner, const TableInfo& table, const KeyValue& key) {
  for (const GraphNode* node = &owner; node != nullptr; node = node->parent) {
    if (node->table != &table || node->key != key) continue;
    warnings_.push_back(fmt::format("row {} of `{}` is left out: it would embed itself",
                                    detail::to_text(key), table.name));
    return true;
  }
  return false;
}

void ThriftGraph::query(const EmbedSql& sql, const std::vector<KeyValue>& keys,
                        const std::function<void(const Row&)>& read) {
  detail::query_with_keys(session_, sql.select, keys, sql.order, read, detail::kMaxGraphKeys);
}

KeyValue ThriftGraph::owner_key(const Row& row, const std::vector<GraphNode>& owners) {
  return detail::read_key(row, owners.front().table->text_key, row.column_count() - 1);
}

void detail::rethrow_for(const Error& error, const TableInfo& table,
                         const std::optional<KeyValue>& key) {
  rethrow_for(error, table, key ? to_text(*key) : std::string());
}

std::string describe(const Error& error) {
  const ErrorDetails& details = error.details();
  std::string place;
  const auto add = [&](std::string_view what, const std::string& name) {
    if (!name.empty()) place += fmt::format("{}{} `{}`", place.empty() ? "" : ", ", what, name);
  };
  add("table", details.table);
  add("id", details.record_id);
  add("column", details.column);
  return place.empty() ? error.message() : fmt::format("{} ({})", error.message(), place);
}

void throw_missing_parent(const GraphNode& node, std::string_view column) {
  ErrorDetails details;
  details.table = node.table->name;
  details.record_id = node.key ? detail::to_text(*node.key) : std::string();
  details.column = column;
  throw RecordNotFound(fmt::format("`{}` names a row that is gone", column), std::move(details));
}

void ThriftGraph::read_keys(const std::vector<GraphNode>& owners, const EmbedSql& sql,
                            bool text_keys,
                            const std::function<void(std::size_t, const KeyValue&)>& give) {
  const Index index = index_of(owners);
  query(sql, index.keys(), [&](const Row& row) {
    const KeyValue key = detail::read_key(row, text_keys);
    index.visit(owner_key(row, owners), [&](std::size_t position) { give(position, key); });
  });
}

}  // namespace thriftorm
