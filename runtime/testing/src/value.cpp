#include "thriftorm/testing/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace thriftorm::testing {
namespace {

constexpr std::size_t kShown = 60;

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text.substr(0, kShown)) {
    if (c == '\'') out += "''";
    else if (static_cast<unsigned char>(c) < ' ') out += fmt::format("\\x{:02x}", c);
    else out += c;
  }
  out += "'";
  if (text.size() > kShown) out += fmt::format(" … ({} bytes)", text.size());
  return out;
}

std::string hexadecimal(const std::string& bytes) {
  std::string out = "x'";
  for (const char c : bytes.substr(0, kShown / 2))
    out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  out += "'";
  if (bytes.size() > kShown / 2) out += fmt::format(" … ({} bytes)", bytes.size());
  return out;
}

}  // namespace

Parameter Value::parameter() const {
  switch (value_.index()) {
    case 1:
      return Parameter(integer());
    case 2:
      return Parameter(number());
    case 3:
      return is_bytes_ ? Parameter::bytes(text()) : Parameter(text());
    default:
      return {};
  }
}

std::string Value::shown() const {
  switch (value_.index()) {
    case 1:
      return std::to_string(integer());
    case 2:
      return fmt::format("{}", number());
    case 3:
      return is_bytes_ ? hexadecimal(text()) : quoted(text());
    default:
      return "NULL";
  }
}

bool Value::operator==(const Value& other) const {
  if (value_.index() != other.value_.index()) return false;
  if (value_.index() == 2)
    return std::bit_cast<std::uint64_t>(number()) == std::bit_cast<std::uint64_t>(other.number());
  return value_ == other.value_;
}

Value value_at(const Row& row, std::string_view column) {
  const auto value = row.find(column);
  return value == row.end() ? Value() : value->second;
}

bool holds_any(const Row& row, const std::vector<std::string>& columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const std::string& column) { return !value_at(row, column).is_null(); });
}

std::string shown(const Values& values) {
  std::string out;
  for (const Value& value : values) out += (out.empty() ? "" : ", ") + value.shown();
  return "[" + out + "]";
}

std::string shown(const Row& row) {
  std::string out;
  for (const auto& [name, value] : row)
    out += fmt::format("{}{} = {}", out.empty() ? "" : ", ", name, value.shown());
  return "{" + out + "}";
}

}  // namespace thriftorm::testing
