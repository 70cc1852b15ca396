// A value as suites write it, read it and compare it, whatever the type of its column.
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "thriftorm/parameter.h"

namespace thriftorm::testing {

class Value {
 public:
  // NULL.
  Value() = default;
  template <std::integral T>
  Value(T value) : value_(static_cast<std::int64_t>(value)) {}
  Value(double value) : value_(value) {}
  Value(std::string value) : value_(std::move(value)) {}
  Value(const char* value) : value_(std::string(value)) {}
  static Value bytes(std::string value) {
    Value made(std::move(value));
    made.is_bytes_ = true;
    return made;
  }

  bool is_null() const { return value_.index() == 0; }
  bool is_text() const { return value_.index() == 3; }
  // Of a value of that kind alone.
  std::int64_t integer() const { return std::get<std::int64_t>(value_); }
  double number() const { return std::get<double>(value_); }
  const std::string& text() const { return std::get<std::string>(value_); }

  // As a statement binds it; refers to this value.
  Parameter parameter() const;
  // "NULL", "12", "'it''s'", "x'00ff'": for messages, cut where it is long.
  std::string shown() const;

  // As a member of a model takes it: bool, integers, enums, double, std::string, and all of them
  // optional.
  template <class T>
  T as() const {
    if constexpr (requires {
                    typename T::value_type;
                    T(std::nullopt);
                  }) {
      if (is_null()) return std::nullopt;
      return as<typename T::value_type>();
    } else if constexpr (std::is_same_v<T, bool>) {
      return integer() != 0;
    } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
      return static_cast<T>(integer());
    } else if constexpr (std::is_same_v<T, double>) {
      return number();
    } else {
      return text();
    }
  }

  // Doubles to the bit; bytes and texts by what they hold.
  bool operator==(const Value& other) const;
  // NULL first; only values of one kind are compared.
  bool operator<(const Value& other) const { return value_ < other.value_; }

 private:
  std::variant<std::monostate, std::int64_t, double, std::string> value_;
  bool is_bytes_ = false;
};

using Values = std::vector<Value>;
// A row, or a part of one, by the names of its columns.
using Row = std::map<std::string, Value, std::less<>>;

// NULL: the row has no such column.
Value value_at(const Row& row, std::string_view column);
// Whether one of these columns is not NULL.
bool holds_any(const Row& row, const std::vector<std::string>& columns);

std::string shown(const Values& values);
std::string shown(const Row& row);

// What a model's getter gives.
template <class T>
Value value_of(const T& value) {
  if constexpr (requires {
                  typename T::value_type;
                  value.has_value();
                }) {
    return value ? value_of(*value) : Value();
  } else if constexpr (std::is_enum_v<T>) {
    return Value(static_cast<std::int64_t>(value));
  } else {
    return Value(value);
  }
}

}  // namespace thriftorm::testing
