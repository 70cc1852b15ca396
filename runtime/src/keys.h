// Primary keys of any kind in statements that the runtime makes. Internal to the runtime.
#pragma once

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "thriftorm/model.h"

namespace thriftorm::detail {

using Keys = std::set<KeyValue>;

inline Parameter to_parameter(const KeyValue& key) {
  return std::visit([](const auto& value) { return Parameter(value); }, key);
}

inline std::string to_text(const KeyValue& key) {
  if (const auto* text = std::get_if<std::string>(&key)) return *text;
  return std::to_string(std::get<std::int64_t>(key));
}

// The key in one of a row's columns.
inline KeyValue read_key(const Row& row, bool text, int column = 0) {
  return text ? KeyValue(std::string(row.get_text(column))) : KeyValue(row.get_int64(column));
}

// "?, ?, ?", or of any part: what is there doubles until it is enough.
inline std::string repeated(std::string_view part, std::size_t count) {
  std::string text(part);
  if (count < 2) return text;
  const std::size_t size = count * (part.size() + 2) - 2;
  text.reserve(size);
  text += ", ";
  while (text.size() < size) text.append(text.data(), std::min(text.size(), size - text.size()));
  return text;
}

inline Keys without(const Keys& keys, const Keys& others) {
  Keys rest;
  std::set_difference(keys.begin(), keys.end(), others.begin(), others.end(),
                      std::inserter(rest, rest.end()));
  return rest;
}

// What a SELECT ends with whose rows the transaction is going to change. SQLite's transactions have
// the whole database to themselves.
inline std::string_view lock_clause(const Session& session) {
  return session.dialect() == Dialect::kSqlite ? "" : " FOR UPDATE";
}

}  // namespace thriftorm::detail
