#include "drivers/mysqlx_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <iterator>

namespace thriftorm::driver {
namespace {

// Takes a number of seven bits a byte off the front; 0 at the end, where zeros are left out.
std::uint64_t take_number(std::string_view& raw) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; !raw.empty() && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(raw[0]);
    raw.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) break;
  }
  return value;
}

// Little endian.
std::uint64_t fixed(std::string_view raw) {
  std::uint64_t value = 0;
  for (std::size_t i = raw.size(); i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(raw[i]);
  return value;
}

void append_fraction(std::uint64_t microseconds, int digits, std::string& out) {
  if (digits == 0 && microseconds != 0) digits = 6;
  if (digits == 0) return;
  const std::string all = fmt::format("{:06}", microseconds);
  out.append(".").append(all, 0, static_cast<std::size_t>(digits));
}

void append_clock(std::string_view raw, int digits, std::string& out) {
  const std::uint64_t hours = take_number(raw);
  const std::uint64_t minutes = take_number(raw);
  const std::uint64_t seconds = take_number(raw);
  fmt::format_to(std::back_inserter(out), "{:02}:{:02}:{:02}", hours, minutes, seconds);
  append_fraction(take_number(raw), digits, out);
}

std::string_view take_date(std::string_view raw, std::string& out) {
  const std::uint64_t year = take_number(raw);
  const std::uint64_t month = take_number(raw);
  const std::uint64_t day = take_number(raw);
  fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}", year, month, day);
  return raw;
}

}  // namespace

std::uint64_t decode_unsigned(std::string_view raw) { return take_number(raw); }

std::int64_t decode_signed(std::string_view raw) {
  const std::uint64_t value = take_number(raw);
  return static_cast<std::int64_t>(value >> 1 ^ (0 - (value & 1)));
}

double decode_double(std::string_view raw) { return std::bit_cast<double>(fixed(raw)); }

double decode_float(std::string_view raw) {
  return double{std::bit_cast<float>(static_cast<std::uint32_t>(fixed(raw)))};
}

// A byte for the digits behind the point, then the digits, four bits each, up to the sign.
void decode_decimal(std::string_view raw, std::string& out) {
  const std::size_t scale = raw.empty() ? 0 : static_cast<unsigned char>(raw[0]);
  std::string digits;
  bool negative = false;
  for (std::size_t i = 2; i < 2 * raw.size(); ++i) {
    const auto byte = static_cast<unsigned char>(raw[i / 2]);
    const unsigned half = i % 2 == 0 ? byte >> 4u : byte & 0xFu;
    if (half > 9) {
      negative = half == 0xB || half == 0xD;
      break;
    }
    digits += static_cast<char>('0' + half);
  }
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  const std::size_t whole = digits.size() - scale;
  const std::size_t first = std::min(digits.find_first_not_of('0'), whole - 1);
  if (negative) out += '-';
  out.append(digits, first, whole - first);
  if (scale != 0) out.append(".").append(digits, whole);
}

void decode_date(std::string_view raw, std::string& out) { take_date(raw, out); }

void decode_datetime(std::string_view raw, int digits, std::string& out) {
  raw = take_date(raw, out);
  out += ' ';
  append_clock(raw, digits, out);
}

void decode_time(std::string_view raw, int digits, std::string& out) {
  if (!raw.empty() && raw[0] != 0) out += '-';
  append_clock(raw.substr(std::min<std::size_t>(1, raw.size())), digits, out);
}

// Each member with its length in front; a single 1 is the empty set.
void decode_set(std::string_view raw, std::string& out) {
  if (raw == "\1") return;
  for (bool first = true; !raw.empty(); first = false) {
    const auto length = static_cast<std::size_t>(take_number(raw));
    if (!first) out += ',';
    out.append(raw.substr(0, length));
    raw.remove_prefix(std::min(length, raw.size()));
  }
}

void decode_bits(std::string_view raw, unsigned long bits, std::string& out) {
  const std::uint64_t value = take_number(raw);
  for (unsigned long byte = (bits + 7) / 8; byte-- > 0;) {
    out += static_cast<char>(static_cast<unsigned char>(value >> 8 * byte & 0xFFu));
  }
}

}  // namespace thriftorm::driver
