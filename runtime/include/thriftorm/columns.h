// How the columns of a row become members of a model, and back: one codec for each way of storing
// a value. Used by emitted code.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "thriftorm/error.h"
#include "thriftorm/parameter.h"
#include "thriftorm/session.h"

namespace thriftorm {

struct TableInfo;

// The parameters of a statement, with the texts that were made for it. What is added by reference
// must outlive the list.
class ParameterList {
 public:
  explicit ParameterList(std::size_t expected) { parameters_.reserve(expected); }

  void add(Parameter parameter) {
    byte_count_ += parameter.text().size();
    parameters_.push_back(parameter);
  }
  // Text that exists for this statement alone.
  void add_owned(std::string text) {
    owned_.push_back(std::make_unique<std::string>(std::move(text)));
    add(Parameter(*owned_.back()));
  }

  // Adds another list's parameters, with the texts that were made for them.
  void append(ParameterList other) {
    for (const Parameter& parameter : other.parameters_) add(parameter);
    for (auto& text : other.owned_) owned_.push_back(std::move(text));
  }

  const Parameter& back() const { return parameters_.back(); }
  // The last one is what its column can hold.
  void set_back_checked() { parameters_.back().set_checked(); }
  // Of all texts.
  std::size_t byte_count() const { return byte_count_; }
  operator std::span<const Parameter>() const { return parameters_; }

 private:
  std::vector<Parameter> parameters_;
  std::vector<std::unique_ptr<std::string>> owned_;  // their addresses stay
  std::size_t byte_count_ = 0;
};

// A member of an enum and the name that stands for it in the database.
template <class Enum>
struct EnumMember {
  Enum value;
  std::string_view name;
};

namespace detail {

// Of the current row: what stands there is not what the IDL says of it.
[[noreturn]] void throw_unknown_enum(const Row& row, int column);
[[noreturn]] void throw_out_of_range(const Row& row, int column);
[[noreturn]] void throw_unreadable_json(const Row& row, int column);
[[noreturn]] void throw_not_a_member(std::int64_t number);
[[noreturn]] void throw_not_a_member(std::int64_t number, const TableInfo& table,
                                     std::size_t column);

// DATETIME as its text "2024-02-29 12:30:00.123", with `digits` of fraction; counts in units of
// that fraction since 1970. Throws InvalidData outside of the years 0000 to 9999.
std::string datetime_text(std::int64_t count, int digits);
std::int64_t parse_datetime(const Row& row, int column, int digits);
// Throws InvalidData unless the text is a date of the calendar, "2024-02-29".
void check_date(std::string_view text);
// A decimal number as DECIMAL(precision, scale) gives it back: "-12.5" is "-12.5000" with a scale of 4.
// Throws InvalidData if the text is none, or has more digits than that keeps.
std::string decimal_text(std::string_view text, int precision, int scale);
// The JSON that Thrift's protocol is to read, without the space between tokens, which it does not read
// and MySQL puts there. Nothing where a number has no digits, for which Thrift reads whatever its memory
// held.
std::optional<std::string> compact_json(std::string_view json);
// The bytes of a base64 text, padded or not; nothing if it is none.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace detail

namespace as {

struct Boolean {
  static void read(const Row& row, int column, bool& value) { value = row.get_int64(column) != 0; }
  static void bind(ParameterList& out, bool value) { out.add(Parameter(value)); }
};

struct Integer {
  template <std::signed_integral T>
  static void read(const Row& row, int column, T& value) {
    const std::int64_t wide = row.get_int64(column);
    if (!std::in_range<T>(wide)) detail::throw_out_of_range(row, column);
    value = static_cast<T>(wide);
  }
  template <std::signed_integral T>
  static void bind(ParameterList& out, T value) {
    out.add(Parameter(value));
  }
};

struct Double {
  static void read(const Row& row, int column, double& value) { value = row.get_double(column); }
  static void bind(ParameterList& out, double value) { out.add(Parameter(value)); }
};

struct Text {
  static void read(const Row& row, int column, std::string& value) { value = row.get_text(column); }
  static void bind(ParameterList& out, const std::string& value) { out.add(Parameter(value)); }
};

struct Bytes {
  static void read(const Row& row, int column, std::string& value) {
    value = row.get_bytes(column);
  }
  static void bind(ParameterList& out, const std::string& value) {
    out.add(Parameter::bytes(value));
  }
};

struct Date : Text {
  static void bind(ParameterList& out, const std::string& value) {
    detail::check_date(value);
    Text::bind(out, value);
  }
};

// Kept as the same text on every engine, whether it has a type for decimals or not.
template <int Precision, int Scale>
struct Decimal : Text {
  static void bind(ParameterList& out, const std::string& value) {
    out.add_owned(detail::decimal_text(value, Precision, Scale));
  }
};

// Digits of the fraction: 0 counts seconds, 3 milliseconds, 6 microseconds.
template <int Digits>
struct DateTime {
  static void read(const Row& row, int column, std::int64_t& value) {
    value = detail::parse_datetime(row, column, Digits);
  }
  static void bind(ParameterList& out, std::int64_t value) {
    out.add_owned(detail::datetime_text(value, Digits));
  }
};

// Members: an array of EnumMember.
template <const auto& Members>
struct EnumName {
  template <class Enum>
  static void read(const Row& row, int column, Enum& value) {
    const std::string_view name = row.get_text(column);
    for (const auto& member : Members) {
      if (member.name == name) {
        value = member.value;
        return;
      }
    }
    detail::throw_unknown_enum(row, column);
  }
  template <class Enum>
  static void bind(ParameterList& out, Enum value) {
    for (const auto& member : Members) {
      if (member.value == value) return out.add(Parameter(member.name));
    }
    detail::throw_not_a_member(static_cast<std::int64_t>(value));
  }
};

template <const auto& Members>
struct EnumNumber {
  template <class Enum>
  static void read(const Row& row, int column, Enum& value) {
    const std::int64_t number = row.get_int64(column);
    for (const auto& member : Members) {
      if (static_cast<std::int64_t>(member.value) == number) {
        value = member.value;
        return;
      }
    }
    detail::throw_unknown_enum(row, column);
  }
  template <class Enum>
  static void bind(ParameterList& out, Enum value) {
    for (const auto& member : Members) {
      if (member.value == value) return out.add(Parameter(static_cast<std::int64_t>(value)));
    }
    detail::throw_not_a_member(static_cast<std::int64_t>(value));
  }
};

}  // namespace as

// Reads a column that is NOT NULL.
template <class Codec, class T>
void read(const Row& row, int column, T& value) {
  Codec::read(row, column, value);
}
// Reads a column that can be NULL.
template <class Codec, class T>
void read(const Row& row, int column, std::optional<T>& value) {
  if (row.is_null(column)) {
    value.reset();
  } else {
    Codec::read(row, column, value ? *value : value.emplace());
  }
}

template <class Codec, class T>
void bind(ParameterList& out, const T& value) {
  Codec::bind(out, value);
}
template <class Codec, class T>
void bind(ParameterList& out, const std::optional<T>& value) {
  if (value) {
    Codec::bind(out, *value);
  } else {
    out.add(Parameter());
  }
}

// The value, if it is a member of its enum; else InvalidData. Place: nothing, or the table and the
// position of the column that the value is for, which the error then names.
template <class Enum, std::size_t N, class... Place>
Enum checked(const std::array<EnumMember<Enum>, N>& members, std::type_identity_t<Enum> value,
             const Place&... place) {
  for (const EnumMember<Enum>& member : members) {
    if (member.value == value) return value;
  }
  detail::throw_not_a_member(static_cast<std::int64_t>(value), place...);
}
template <class Enum, std::size_t N, class... Place>
std::optional<Enum> checked(const std::array<EnumMember<Enum>, N>& members,
                            const std::optional<std::type_identity_t<Enum>>& value,
                            const Place&... place) {
  if (value) checked(members, *value, place...);
  return value;
}

// The name of a member of an enum; InvalidData if it is none.
template <class Enum, std::size_t N>
std::string_view name_of(const std::array<EnumMember<Enum>, N>& members,
                         std::type_identity_t<Enum> value) {
  for (const EnumMember<Enum>& member : members) {
    if (member.value == value) return member.name;
  }
  detail::throw_not_a_member(static_cast<std::int64_t>(value));
}

// A value that is there only when `set` says so.
template <class T>
std::optional<T> when(bool set, const T& value) {
  return set ? std::optional<T>(value) : std::nullopt;
}

// The rules of flattened unions and structs. `set` says of each variant or member whether it has a
// value; what breaks the rule is InvalidData that names the table and the field.
void check_exactly_one(std::string_view table, std::string_view field,
                       std::initializer_list<bool> set);
void check_at_most_one(std::string_view table, std::string_view field,
                       std::initializer_list<bool> set);
void check_all_or_none(std::string_view table, std::string_view field,
                       std::initializer_list<bool> set);
[[noreturn]] void throw_forbidden_variant(std::string_view table, std::string_view field,
                                          std::string_view variant);

// Now, in UTC, in units of a DATETIME with that many digits of fraction.
std::int64_t current_datetime(int digits);

}  // namespace thriftorm
