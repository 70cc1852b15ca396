#include "thriftorm/thrift.h"

#include <fmt/format.h>

#include <algorithm>

#include "errors.h"
#include "key_statements.h"
#include "keys.h"

namespace thriftorm {

void GraphLevel::add(const std::optional<KeyValue>& key, std::size_t owner) {
  Node& node = nodes.emplace_back();
  node.key = key;
  node.owner = owner;
}

void ThriftGraph::Index::add(const KeyValue& key, std::size_t position) {
  if (const auto* number = std::get_if<std::int64_t>(&key))
    numbers_.sorted.emplace_back(*number, position);
  else texts_.sorted.emplace_back(std::get<std::string>(key), position);
}

void ThriftGraph::Index::sort() {
  const auto put_in_order = [](auto& entries) {  // which most are already
    if (!std::is_sorted(entries.begin(), entries.end())) std::sort(entries.begin(), entries.end());
  };
  put_in_order(numbers_.sorted);
  put_in_order(texts_.sorted);
}

std::vector<KeyValue> ThriftGraph::Index::keys() const {
  std::vector<KeyValue> keys;
  keys.reserve(numbers_.sorted.size() + texts_.sorted.size());
  const auto add_new = [&](const auto& entries) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i == 0 || entries[i].first != entries[i - 1].first) keys.emplace_back(entries[i].first);
    }
  };
  add_new(numbers_.sorted);
  add_new(texts_.sorted);
  return keys;
}

ThriftGraph::Index ThriftGraph::index_of(const GraphLevel& owners) {
  Index index;
  for (std::size_t i = 0; i < owners.nodes.size(); ++i) {
    if (owners.nodes[i].key) index.add(*owners.nodes[i].key, i);
  }
  index.sort();
  return index;
}

bool ThriftGraph::may_embed(const GraphLevel& owners, const TableInfo& table) {
  if (owners.nodes.empty()) return false;
  if (owners.depth < kMaxDepth) return true;
  warnings_.push_back(
      fmt::format("rows of `{}` are left out: they would be embedded more than {} levels deep",
                  table.name, kMaxDepth));
  return false;
}

bool ThriftGraph::holds(const GraphLevel& level, const TableInfo& table) {
  return level.table == &table || (level.above != nullptr && holds(*level.above, table));
}

bool ThriftGraph::repeats(const GraphLevel& owners, std::size_t owner, const TableInfo& table,
                          const KeyValue& key) {
  for (const GraphLevel* level = &owners; level != nullptr; level = level->above) {
    const GraphLevel::Node& node = level->nodes[owner];
    owner = node.owner;
    if (level->table != &table || node.key != key) continue;
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

void throw_missing_parent(const GraphLevel& level, std::size_t position, std::string_view column) {
  const std::optional<KeyValue>& key = level.nodes[position].key;
  detail::throw_dangling(level.table->name, column, key ? detail::to_text(*key) : "");
}

void ThriftGraph::read_keys(const GraphLevel& owners, const EmbedSql& sql, bool text_keys,
                            const std::function<void(std::size_t, const KeyValue&)>& give) {
  Index index = index_of(owners);
  query(sql, index.keys(), [&](const Row& row) {
    const KeyValue key = detail::read_key(row, text_keys);
    index.visit(row, 1, [&](std::size_t position) { give(position, key); });
  });
}

}  // namespace thriftorm
