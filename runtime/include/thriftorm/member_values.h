// Values of models' members: whether one is another, and keys as what all kinds of them are held in.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>

#include "thriftorm/table.h"

namespace thriftorm::detail {

// Equal to the bit, so that setting -0.0 over 0.0 is a change.
template <class T>
bool same_value(const T& a, const T& b) {
  return a == b;
}
inline bool same_value(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}
inline bool same_value(const std::optional<double>& a, const std::optional<double>& b) {
  return a.has_value() == b.has_value() && (!a || same_value(*a, *b));
}

// The key as the type that a model holds it in, and back.
template <class Key>
KeyValue to_key_value(const Key& key) {
  if constexpr (std::is_integral_v<Key>) return static_cast<std::int64_t>(key);
  else return key;
}
template <class Key>
Key from_key_value(const KeyValue& key) {
  if constexpr (std::is_integral_v<Key>) return static_cast<Key>(std::get<std::int64_t>(key));
  else return std::get<std::string>(key);
}

}  // namespace thriftorm::detail
