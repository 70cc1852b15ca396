#include "thriftorm/testing/samples.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <stdexcept>

namespace thriftorm::testing {
namespace {

using Limits64 = std::numeric_limits<std::int64_t>;
using Doubles = std::numeric_limits<double>;

// So many ordinary values have the types that have few of them.
constexpr std::int64_t kInt8s = 120;
constexpr std::int64_t kInt16s = 32'000;
constexpr std::int64_t kDates = 20'000;
constexpr std::int64_t kPlenty = 1'000'000'000;

std::int64_t units_in_second(int precision) {
  return precision == 0 ? 1 : precision == 3 ? 1'000 : 1'000'000;
}

std::string date_text(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string datetime_text(std::int64_t count, int precision) {
  const std::int64_t units = units_in_second(precision);
  std::int64_t second = count / units;
  std::int64_t fraction = count % units;
  if (fraction < 0) {
    fraction += units;
    --second;
  }
  const std::chrono::sys_seconds time{std::chrono::seconds(second)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock(time - day);
  std::string text = fmt::format("{} {:02}:{:02}:{:02}", date_text(day), clock.hours().count(),
                                 clock.minutes().count(), clock.seconds().count());
  if (precision > 0) text += fmt::format(".{:0{}}", fraction, precision);
  return text;
}

std::int64_t count_at(std::chrono::sys_days day, int precision) {
  return std::chrono::sys_seconds(day).time_since_epoch().count() * units_in_second(precision);
}

// A number that fits the column's type, -100 to 100 or more.
std::int64_t fitting(Type type, std::int64_t n) {
  switch (type) {
    case Type::kInt8:
      return n % kInt8s + 1;
    case Type::kInt16:
      return n % kInt16s + 1;
    default:
      return n;
  }
}

// Texts are in the order of their numbers.
std::string short_text(std::int64_t n, int length) {
  std::string text(static_cast<std::size_t>(length), '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, n /= 36)
    *digit = "0123456789abcdefghijklmnopqrstuvwxyz"[n % 36];
  return text;
}

std::string ordinary_text(const Column& column, std::int64_t n) {
  std::string text = fmt::format("{} {:08}", column.name, n);
  const bool fits = column.length == 0 || text.size() <= static_cast<std::size_t>(column.length);
  return fits ? text : short_text(n, column.length);
}

// How many numbers there are of so many digits; a billion at most.
std::int64_t numbers_of(int digits) {
  std::int64_t numbers = 1;
  for (int i = 0; i < digits && i < 9; ++i) numbers *= 10;
  return numbers;
}

// The number on both sides of the point, as far as there is room.
std::string decimal_text(const Column& column, std::int64_t n) {
  std::string text = std::to_string(n % numbers_of(column.precision - column.scale));
  if (column.scale > 0) text += fmt::format(".{:0{}}", n % numbers_of(column.scale), column.scale);
  return text;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string all_bytes() {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  return bytes;
}

std::vector<Value> extreme_texts(const Column& column) {
  std::vector<Value> values;
  for (const char* text : {"", " ", "ends in a space ", "it's \"quoted\" `three` times",
                           "back\\slash \\' \\0", "%_ ? ?1 :name --", "line\nbreak\ttab\r\n",
                           "Zoé \xe6\xbc\xa2\xe5\xad\x97 \xf0\x9f\x98\x80", "NULL"}) {
    if (column.length == 0 ||
        std::string_view(text).size() <= static_cast<std::size_t>(column.length))
      values.emplace_back(text);
  }
  // The longest, in characters of four bytes where characters are counted.
  if (column.type == Type::kVarchar)
    values.emplace_back(repeated("\xf0\x9f\x98\x80", static_cast<std::size_t>(column.length)));
  if (column.type == Type::kText) values.emplace_back(std::string(65'535, 'x'));
  if (column.type == Type::kMediumText || column.type == Type::kLongText)
    values.emplace_back(std::string(70'000, 'x'));
  return values;
}

std::vector<Value> extreme_bytes(const Column& column) {
  std::vector<Value> values{Value::bytes(""), Value::bytes(std::string(1, '\0'))};
  if (column.type == Type::kVarbinary) {
    const auto length = static_cast<std::size_t>(column.length);
    values.push_back(
        Value::bytes(repeated(all_bytes(), length / 256 + 1).substr(256 - length % 256, length)));
    values.push_back(Value::bytes(std::string(length, '\xff')));
    return values;
  }
  values.push_back(Value::bytes(all_bytes()));
  const std::size_t longest = column.type == Type::kBlob ? 65'535 : 70'000;
  values.push_back(Value::bytes(repeated(all_bytes(), longest / 256 + 1).substr(0, longest)));
  return values;
}

std::vector<Value> extreme_doubles(Dialect dialect) {
  std::vector<Value> values{0.0,
                            0.1,
                            -1.0 / 3.0,
                            Doubles::max(),
                            Doubles::lowest(),
                            Doubles::min(),
                            Doubles::denorm_min(),
                            -Doubles::denorm_min(),
                            9007199254740993.0,
                            1e-300};
  if (dialect == Dialect::kMysql) values.emplace_back(-0.0);  // others make it 0.0
  return values;
}

std::vector<Value> extreme_times(int precision) {
  using namespace std::chrono;
  const std::int64_t end = count_at(sys_days(year(9999) / 12 / 31) + days(1), precision);
  return {count_at(sys_days(year(1000) / 1 / 1), precision), std::int64_t{0}, std::int64_t{-1},
          count_at(sys_days(year(2024) / 2 / 29), precision) + 1, end - 1};
}

std::vector<Value> extreme_decimals(const Column& column) {
  const std::string whole(static_cast<std::size_t>(column.precision - column.scale), '9');
  const std::string nines(static_cast<std::size_t>(column.scale), '9');
  const std::string zeros(static_cast<std::size_t>(column.scale), '0');
  const std::string point = column.scale > 0 ? "." : "";
  const std::string first = whole.empty() ? "0" : whole;
  std::vector<Value> values{first + point + nines, "-" + first + point + nines,
                            "0" + point + zeros};
  if (!whole.empty()) values.emplace_back("1" + point + zeros);
  return values;
}

std::vector<Value> extreme_values(const Column& column, Dialect dialect) {
  std::vector<Value> values;
  if (!column.members.empty()) {
    for (const Member& member : column.members) values.emplace_back(member.number);
    return values;
  }
  if (column.type == Type::kJson) {
    for (const Json& json : column.json) values.emplace_back(json.model);
    return values;
  }
  if (is_text(column.type)) return extreme_texts(column);
  if (is_binary(column.type)) return extreme_bytes(column);
  switch (column.type) {
    case Type::kBool:
      return {false, true};
    case Type::kInt8:
      return {-128, -1, 0, 1, 127};
    case Type::kInt16:
      return {-32'768, -1, 0, 1, 32'767};
    case Type::kInt32:
      return {std::numeric_limits<std::int32_t>::min(), -1, 0, 1,
              std::numeric_limits<std::int32_t>::max()};
    case Type::kInt64:
      return {Limits64::min(), -1, 0, 1, std::int64_t{1} << 53, (std::int64_t{1} << 53) + 1,
              Limits64::max()};
    case Type::kDouble:
      return extreme_doubles(dialect);
    case Type::kDate:
      return {"1000-01-01", "1969-12-31", "2024-02-29", "9999-12-31"};
    case Type::kDateTime:
      return extreme_times(column.precision);
    case Type::kDecimal:
      return extreme_decimals(column);
    default:
      return {};
  }
}

// What no suite has stored is like nothing that is found.
Value stored_json(const Column& column, const std::string& model) {
  for (const Json& json : column.json)
    if (json.model == model) return json.stored;
  return model;
}

}  // namespace

Value stored_value(const Column& column, const Value& model) {
  if (model.is_null()) return model;
  if (!column.members.empty() && column.type == Type::kVarchar) {
    for (const Member& member : column.members)
      if (member.number == model.integer()) return member.name;
    throw std::logic_error("no member of the enum of " + column.name);
  }
  if (column.type == Type::kDateTime) return datetime_text(model.integer(), column.precision);
  if (column.type == Type::kJson) return stored_json(column, model.text());
  if (is_binary(column.type)) return Value::bytes(model.text());
  return model;
}

Value datetime(std::int64_t count, int precision) { return datetime_text(count, precision); }

Sample sample_of(const Column& column, Value model) {
  Value stored = stored_value(column, model);
  return {std::move(model), std::move(stored)};
}

Sample ordinary_sample(const Column& column, std::int64_t n) {
  const auto size = static_cast<std::int64_t>(column.members.size());
  if (size > 0) return sample_of(column, column.members[static_cast<std::size_t>(n % size)].number);
  switch (column.type) {
    case Type::kBool:
      return sample_of(column, n % 2 == 0);
    case Type::kDouble:
      return sample_of(column, static_cast<double>(n) + 0.25);
    case Type::kDecimal:
      return sample_of(column, decimal_text(column, n));
    case Type::kDate:
      return sample_of(column, date_text(std::chrono::sys_days(std::chrono::days(n % kDates))));
    case Type::kDateTime:
      return sample_of(column, 1'000'000'000 * units_in_second(column.precision) + n);
    case Type::kJson:
      return sample_of(column, column.json[static_cast<std::size_t>(n) % column.json.size()].model);
    default:
      break;
  }
  if (is_text(column.type) || is_binary(column.type))
    return sample_of(column, ordinary_text(column, n));
  return sample_of(column, fitting(column.type, n));
}

std::int64_t distinct_values(const Column& column) {
  if (!column.members.empty()) return static_cast<std::int64_t>(column.members.size());
  switch (column.type) {
    case Type::kBool:
      return 2;
    case Type::kInt8:
      return kInt8s;
    case Type::kInt16:
      return kInt16s;
    case Type::kDate:
      return kDates;
    case Type::kDecimal:
      return numbers_of(std::max(column.precision - column.scale, column.scale));
    case Type::kJson:
      return static_cast<std::int64_t>(column.json.size());
    default:
      break;
  }
  if (column.length == 0) return kPlenty;
  std::int64_t texts = 1;
  for (int i = 0; i < column.length && texts < kPlenty; ++i) texts *= 36;
  return std::min(texts, kPlenty);
}

std::vector<Sample> extreme_samples(const Column& column, Dialect dialect) {
  std::vector<Sample> samples;
  for (Value& value : extreme_values(column, dialect))
    samples.push_back(sample_of(column, std::move(value)));
  return samples;
}

std::vector<Value> refused_values(const Column& column) {
  if (!column.members.empty()) {
    std::int64_t unknown = 1;
    for (const Member& member : column.members) unknown = std::max(unknown, member.number + 1);
    return {unknown};
  }
  const auto length = static_cast<std::size_t>(column.length);
  switch (column.type) {
    case Type::kVarchar:
      return {std::string(length + 1, 'x'), repeated("ä", length + 1), "\xff"};
    case Type::kText:
      return {std::string(65'536, 'x'), "\xc3"};
    case Type::kVarbinary:
      return {Value::bytes(std::string(length + 1, '\0'))};
    case Type::kBlob:
      return {Value::bytes(std::string(65'536, '\0'))};
    case Type::kDouble:
      return {Doubles::quiet_NaN(), Doubles::infinity(), -Doubles::infinity()};
    case Type::kDate:
      return {"2023-02-29", "yesterday"};
    case Type::kDecimal:
      return {"1" + std::string(static_cast<std::size_t>(column.precision), '0'), "one"};
    default:
      return {};
  }
}

Row stored_row(const Samples& samples) {
  Row row;
  for (const auto& [name, sample] : samples) row[name] = sample.stored;
  return row;
}

}  // namespace thriftorm::testing
