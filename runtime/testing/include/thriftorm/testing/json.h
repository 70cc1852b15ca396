// Columns of JSON, as the texts that to_json() writes: suites compare those, and know nothing of the
// structs and containers behind them.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "thriftorm/json.h"
#include "thriftorm/testing/facts.h"

namespace thriftorm::testing {

namespace detail {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

// A value that is not the empty one. Structs are as new ones are, and an enum's members are not known
// here, so that containers of them stay empty.
template <class T>
struct Filled {
  static constexpr bool kIsKnown = !std::is_enum_v<T>;
  static T value() {
    if constexpr (std::is_same_v<T, bool>) return true;
    else if constexpr (std::is_arithmetic_v<T>) return static_cast<T>(7.5);
    else if constexpr (std::is_same_v<T, std::string>) return "text";
    else return T{};
  }
};
template <class T>
struct Filled<std::vector<T>> {
  static constexpr bool kIsKnown = true;
  static std::vector<T> value() {
    if constexpr (Filled<T>::kIsKnown) return {Filled<T>::value()};
    else return {};
  }
};
template <class T>
struct Filled<std::set<T>> {
  static constexpr bool kIsKnown = true;
  static std::set<T> value() {
    if constexpr (Filled<T>::kIsKnown) return {Filled<T>::value()};
    else return {};
  }
};
template <class Key, class T>
struct Filled<std::map<Key, T>> {
  static constexpr bool kIsKnown = true;
  static std::map<Key, T> value() {
    if constexpr (Filled<Key>::kIsKnown && Filled<T>::kIsKnown)
      return {{Filled<Key>::value(), Filled<T>::value()}};
    else return {};
  }
};

}  // namespace detail

// What a getter gives. `How`: as the model's column is written, as::Json or an as::JsonOf.
template <class How, class T>
Value json_of(const T& value) {
  if constexpr (detail::IsOptional<T>::value) return value ? json_of<How>(*value) : Value();
  else return thriftorm::to_json<How>(value);
}

// What a setter takes.
template <class How, class T>
T json_as(const Value& value) {
  if constexpr (detail::IsOptional<T>::value) {
    if (value.is_null()) return std::nullopt;
    return json_as<How, typename T::value_type>(value);
  } else {
    T result{};
    thriftorm::from_json<How>(value.text(), result);
    return result;
  }
}

// The values that a suite stores: one with something in it, unless it is a struct or holds enums, and
// the empty one.
template <class How, class T>
std::vector<Json> json_samples() {
  const std::string filled = thriftorm::to_json<How>(detail::Filled<T>::value());
  const std::string empty = thriftorm::to_json<How>(T{});
  if (filled == empty) return {{empty, {}}};
  return {{filled, {}}, {empty, {}}};
}

}  // namespace thriftorm::testing
