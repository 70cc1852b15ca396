#include "test/live/conversion/random_scalars.h"

#include <bit>
#include <cfloat>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <limits>
#include <stdexcept>

using namespace apache::thrift::protocol;
using thriftorm::idl::Field;

namespace live {
namespace {

constexpr std::size_t kUsualLength = 255;
constexpr std::size_t kLong = 3000;

std::size_t bits_of(TType type) {
  switch (type) {
    case T_BYTE:
      return 8;
    case T_I16:
      return 16;
    case T_I32:
      return 32;
    default:
      return 64;
  }
}

std::string encoded(std::uint32_t c) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F))};
  const std::string end = {byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
  if (c < 0x10000) return byte(0xE0 | c >> 12) + end;
  return std::string{byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F))} + end;
}

std::size_t count_in(const thriftorm::idl::Annotation& annotation) {
  return std::stoul(annotation.positional(0)->value.text);
}

}  // namespace

std::int64_t RandomScalars::integer(TType type) {
  const std::size_t unused = 64 - bits_of(type);
  const std::int64_t edges[] = {std::numeric_limits<std::int64_t>::min() >> unused,
                                std::numeric_limits<std::int64_t>::max() >> unused, 0, -1, 1};
  if (one_in(2)) return edges[below(5)];
  return static_cast<std::int64_t>(random_()) >> unused;
}

std::int64_t RandomScalars::dangling_key(TType type) {
  for (;;) {
    const std::int64_t key = integer(type);
    if (key < 1 || key > 1'000'000) return key;
  }
}

double RandomScalars::number() {
  constexpr double kEdges[] = {
      0, 1, -1, DBL_MAX, -DBL_MAX, DBL_MIN, DBL_TRUE_MIN, 0.1, -DBL_TRUE_MIN, 9007199254740993.0};
  if (one_in(2)) return kEdges[below(std::size(kEdges))];
  for (;;) {
    const double value = std::bit_cast<double>(random_());
    if (std::isfinite(value)) return value;
  }
}

// 255 characters of four bytes among them.
std::string RandomScalars::characters(std::size_t longest) {
  constexpr std::uint32_t kLimits[] = {0x80, 0x800, 0xD800, 0x110000};
  const bool four_bytes = one_in(4);
  std::string text;
  for (std::size_t left = one_in(4) ? longest : below(longest + 1); left > 0; --left) {
    const auto c = static_cast<std::uint32_t>(below(kLimits[below(4)]));
    text += four_bytes ? "\U0001F600" : encoded(c >= 0xD800 && c < 0xE000 ? 0x2602 : c);
  }
  return text;
}

std::string RandomScalars::text(std::size_t longest) {
  static const std::string kEdges[] = {"",
                                       " ",
                                       "'",
                                       "''",
                                       "\\",
                                       "\\'",
                                       "%",
                                       "\"",
                                       "_%",
                                       "`;",
                                       "'; DROP --",
                                       "trailing ",
                                       "\\0",
                                       "?",
                                       "a\n",
                                       "NULL",
                                       "ß",
                                       std::string("\0", 1),
                                       std::string("a\0b", 3)};
  const std::string& edge = kEdges[below(std::size(kEdges))];
  return one_in(2) && edge.size() <= longest ? edge : characters(longest);
}

std::string RandomScalars::bytes(std::size_t longest) {
  std::string bytes(one_in(4) ? longest : below(longest + 1), '\0');
  if (one_in(4)) return bytes;
  for (char& byte : bytes) byte = static_cast<char>(random_());
  return bytes;
}

// As the database writes it.
std::string RandomScalars::decimal(const std::string& type) {
  unsigned digits = 0;
  unsigned behind = 0;
  if (std::sscanf(type.c_str(), "%*[^(](%u,%u)", &digits, &behind) != 2) return {};
  std::string whole(1, '0');
  if (one_in(2) && digits > behind) {
    whole = std::to_string(1 + below(9));
    for (std::size_t left = below(digits - behind); left > 0; --left)
      whole += static_cast<char>('0' + below(10));
  }
  std::string fraction;
  while (fraction.size() < behind) fraction += static_cast<char>('0' + below(10));
  const bool zero = (whole + fraction).find_first_not_of('0') == std::string::npos;
  return (one_in(2) && !zero ? "-" : "") + whole + (behind > 0 ? "." + fraction : "");
}

std::string RandomScalars::date() {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(1000 + below(9000)),
                static_cast<int>(1 + below(12)), static_cast<int>(1 + below(28)));
  return text;
}

// From the year 1000 to 9999.
std::int64_t RandomScalars::time(const std::string& unit) {
  const std::uint64_t units = unit == "us" ? 1'000'000 : unit == "ms" ? 1000 : 1;
  const auto second = static_cast<std::int64_t>(below(284'000'000'000)) - 30'610'224'000;
  return second * static_cast<std::int64_t>(units) + static_cast<std::int64_t>(below(units));
}

std::string RandomScalars::text_for(const Place& place, const Field& field, bool unique) {
  const WireType type = idl_.type(*place.record, field);
  if (idl_.find(place, field, "date") != nullptr) return date();
  const auto* sql = idl_.find(place, field, "type");
  const bool decimal_column = sql != nullptr && sql->positional(0)->value.text.starts_with("DEC");
  if (decimal_column) return decimal(sql->positional(0)->value.text);
  std::size_t longest = type.binary ? kLong : kUsualLength;
  if (sql != nullptr || idl_.find(place, field, "text") != nullptr) longest = kLong;
  if (const auto* length = idl_.find(place, field, "length")) longest = count_in(*length);
  if (!unique) return type.binary ? bytes(longest) : text(longest);
  std::string mark;
  for (std::int64_t left = ++last_unique_[&field]; left > 0; left /= 26)
    mark += static_cast<char>('a' + left % 26);
  if (longest < mark.size()) throw std::length_error("no more unique values of " + field.name);
  return mark + (longest > mark.size() ? "~" + text(longest - mark.size() - 1) : "");
}

WireValue RandomScalars::any(const Place& place, const Field& field, bool unique) {
  const WireType type = idl_.type(*place.record, field);
  WireValue value = any(type);
  if (type.wire == T_STRING) value.text = text_for(place, field, unique);
  const auto* datetime = idl_.find(place, field, "datetime");
  if (datetime != nullptr) {
    const auto* unit = datetime->find("unit");
    value.integer = time(unit != nullptr ? unit->value.text : "s");
  } else if (unique && type.wire != T_STRING) {
    value.integer = ++last_unique_[&field];
  } else if (!idl_.referenced(place, field).empty() && type.wire != T_STRING) {
    value.integer = dangling_key(type.wire);
  }
  return value;
}

WireValue RandomScalars::any(const WireType& type) {
  WireValue value;
  value.type = type.wire;
  if (type.members != nullptr) {
    value.integer = type.members->values[below(type.members->values.size())].value;
  } else if (type.wire == T_BOOL) {
    value.integer = one_in(2);
  } else if (type.wire == T_DOUBLE) {
    value.number = number();
  } else if (type.wire == T_STRING) {
    value.text = type.binary ? bytes(50) : text(50);
    if (!type.binary) std::erase(value.text, '\0');  // the one character that JSON columns refuse
  } else {
    value.integer = integer(type.wire);
  }
  return value;
}

}  // namespace live
