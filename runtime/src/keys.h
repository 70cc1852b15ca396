// Primary keys of any kind in statements that the runtime makes. Internal to the runtime.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "thriftorm/model.h"

namespace thriftorm::detail {

inline Parameter to_parameter(const KeyValue& key) {
  return std::visit([](const auto& value) { return Parameter(value); }, key);
}

// The key in a row's first column.
inline KeyValue read_key(const Row& row, bool text) {
  return text ? KeyValue(std::string(row.get_text(0))) : KeyValue(row.get_int64(0));
}

// "?, ?, ?", or of any part.
inline std::string repeated(std::string_view part, std::size_t count) {
  std::string text(part);
  for (std::size_t i = 1; i < count; ++i) text.append(", ").append(part);
  return text;
}

}  // namespace thriftorm::detail
