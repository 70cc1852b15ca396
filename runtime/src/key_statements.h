// Statements over lists of keys, as few as the limit of placeholders allows. Internal to the runtime.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bounds.h"
#include "keys.h"

namespace thriftorm::detail {

// ", `version` = `version` + 1", where a table has an optimistic lock: for the end of a SET.
inline std::string version_step(const TableInfo& table) {
  if (table.version == TableInfo::kNone) return "";
  const std::string name(table.columns[table.version].name);
  return ", `" + name + "` = `" + name + "` + 1";
}

// A hint that rows are found by their primary keys: MySQL would rather read, and lock, the whole of a
// table that it takes for a small one.
inline std::string by_key_hint(const Session& session, const TableInfo& table) {
  if (session.dialect() != Dialect::kMysql) return "";
  return "/*+ INDEX(`" + std::string(table.name) + "` `PRIMARY`) */ ";
}

// Calls `work(list, parameters)` with "(?, ?, …)" and its keys, for each part of the keys, `most` at a
// time. Lists are padded to powers of two, so that few statements are prepared.
template <class Work>
void for_key_lists(std::span<const KeyValue> keys, std::size_t most, Work&& work) {
  for (; !keys.empty(); keys = keys.subspan(std::min(most, keys.size()))) {
    const std::span<const KeyValue> part = keys.first(std::min(most, keys.size()));
    std::vector<Parameter> parameters;
    parameters.reserve(std::bit_ceil(part.size()));
    for (const KeyValue& key : part) parameters.push_back(to_parameter(key));
    parameters.resize(std::min(std::bit_ceil(part.size()), most), parameters.back());
    work("(" + repeated("?", parameters.size()) + ")", std::span<const Parameter>(parameters));
  }
}

// Runs a statement that ends where the list of keys belongs. Returns how many rows it matched.
inline std::uint64_t execute_with_keys(Session& session, std::string_view statement,
                                       std::span<const KeyValue> keys) {
  std::uint64_t matched = 0;
  for_key_lists(keys, kMaxKeys,
                [&](const std::string& list, std::span<const Parameter> parameters) {
                  matched += session.execute(std::string(statement) + list, parameters);
                });
  return matched;
}

// Calls `read(row)` for each row of a SELECT whose condition ends where the list of keys belongs;
// `end` follows the list.
template <class Read>
void query_with_keys(Session& session, std::string_view select, std::span<const KeyValue> keys,
                     std::string_view end, Read&& read, std::size_t most = kMaxKeys) {
  for_key_lists(keys, most, [&](const std::string& list, std::span<const Parameter> parameters) {
    Rows rows = session.query(std::string(select) + list + std::string(end), parameters);
    while (const Row* row = rows.next()) read(*row);
  });
}

}  // namespace thriftorm::detail
