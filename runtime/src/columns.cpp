#include "thriftorm/columns.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

#include "thriftorm/table.h"

namespace thriftorm {
namespace {

// Days between 0000-01-01 and 9999-12-31, in seconds since 1970.
constexpr std::int64_t kFirstSecond = -62167219200;
constexpr std::int64_t kLastSecond = 253402300799;

std::int64_t units_per_second(int digits) {
  std::int64_t units = 1;
  for (int i = 0; i < digits; ++i) units *= 10;
  return units;
}

ErrorDetails column_details(const Row& row, int column) {
  ErrorDetails details;
  details.column = row.column_name(column);
  return details;
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// "2024-02-29"; nothing unless the calendar has that day.
std::optional<std::chrono::sys_days> parse_date(std::string_view text) {
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                      all_digits(text.substr(0, 4)) && all_digits(text.substr(5, 2)) &&
                      all_digits(text.substr(8, 2));
  if (!shaped) return std::nullopt;
  const std::chrono::year_month_day date{
      std::chrono::year(number(text.substr(0, 4))),
      std::chrono::month(static_cast<unsigned>(number(text.substr(5, 2)))),
      std::chrono::day(static_cast<unsigned>(number(text.substr(8, 2))))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

// "12:30:59"; nothing unless it is a time of day.
std::optional<int> parse_time(std::string_view text) {
  const bool shaped = text.size() == 8 && text[2] == ':' && text[5] == ':' &&
                      all_digits(text.substr(0, 2)) && all_digits(text.substr(3, 2)) &&
                      all_digits(text.substr(6, 2));
  if (!shaped) return std::nullopt;
  const int hour = number(text.substr(0, 2));
  const int minute = number(text.substr(3, 2));
  const int second = number(text.substr(6, 2));
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return (hour * 60 + minute) * 60 + second;
}

// The fraction behind the seconds, ".123", in units of `digits`; nothing if it is malformed.
std::optional<std::int64_t> parse_fraction(std::string_view text, int digits) {
  if (text.empty()) return 0;
  if (text.front() != '.' || !all_digits(text.substr(1)) || text.size() > 10) return std::nullopt;
  std::string padded(text.substr(1));
  padded.resize(9, '0');
  std::int64_t nanoseconds = 0;
  std::from_chars(padded.data(), padded.data() + padded.size(), nanoseconds);
  return nanoseconds / (units_per_second(9) / units_per_second(digits));
}

std::size_t count(std::initializer_list<bool> set) {
  return static_cast<std::size_t>(std::count(set.begin(), set.end(), true));
}

[[noreturn]] void throw_rule(std::string_view table, std::string_view field, std::string message) {
  ErrorDetails details;
  details.table = table;
  details.column = field;
  throw InvalidData(std::move(message), std::move(details));
}

}  // namespace

namespace detail {

void throw_unknown_enum(const Row& row, int column) {
  throw InvalidData(
      fmt::format("`{}` holds a value that its enum does not have", row.column_name(column)),
      column_details(row, column));
}

void throw_out_of_range(const Row& row, int column) {
  throw InvalidData(fmt::format("`{}` holds a number that its type in the IDL cannot hold",
                                row.column_name(column)),
                    column_details(row, column));
}

void throw_unreadable_json(const Row& row, int column) {
  throw InvalidData(
      fmt::format("`{}` does not hold what Thrift's JSON protocol writes for its type",
                  row.column_name(column)),
      column_details(row, column));
}

void throw_not_a_member(std::int64_t number) {
  throw InvalidData(fmt::format("{} is not a member of the enum", number));
}

void throw_not_a_member(std::int64_t number, const TableInfo& table, std::size_t column) {
  ErrorDetails details;
  details.table = table.name;
  details.column = table.columns[column].name;
  throw InvalidData(
      fmt::format("{} is not a member of the enum of `{}`", number, table.columns[column].name),
      std::move(details));
}

std::string datetime_text(std::int64_t count, int digits) {
  const std::int64_t units = units_per_second(digits);
  std::int64_t seconds = count / units;
  std::int64_t fraction = count % units;
  if (fraction < 0) {
    fraction += units;
    --seconds;
  }
  if (seconds < kFirstSecond || seconds > kLastSecond)
    throw InvalidData("a time before the year 0 or after the year 9999 cannot be stored");
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  std::string text =
      fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  if (digits > 0) text += fmt::format(".{:0{}}", fraction, digits);
  return text;
}

std::int64_t parse_datetime(const Row& row, int column, int digits) {
  const std::string_view text = row.get_text(column);
  const bool shaped = text.size() >= 19 && text[10] == ' ';
  const std::optional<std::chrono::sys_days> day =
      shaped ? parse_date(text.substr(0, 10)) : std::nullopt;
  const std::optional<int> second = shaped ? parse_time(text.substr(11, 8)) : std::nullopt;
  const std::optional<std::int64_t> fraction =
      shaped ? parse_fraction(text.substr(19), digits) : std::nullopt;
  if (!day || !second || !fraction) {
    throw InvalidData(fmt::format("`{}` does not hold a date and time", row.column_name(column)),
                      column_details(row, column));
  }
  const std::int64_t seconds = std::chrono::sys_seconds(*day).time_since_epoch().count() + *second;
  return seconds * units_per_second(digits) + *fraction;
}

void check_date(std::string_view text) {
  if (!parse_date(text))
    throw InvalidData("the value is not a date of the calendar, as in 2024-02-29");
}

std::string decimal_text(std::string_view text, int precision, int scale) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t dot = std::min(text.find('.'), text.size());
  std::string_view whole = text.substr(0, dot);
  std::string_view fraction = text.substr(std::min(dot + 1, text.size()));
  if (!all_digits(whole) || (dot != text.size() && !all_digits(fraction))) {
    throw InvalidData("the value is not a decimal number, as in -12.50");
  }
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1);
  const auto digits = static_cast<std::size_t>(scale);
  if (whole.size() > static_cast<std::size_t>(precision - scale) || fraction.size() > digits) {
    throw InvalidData(
        fmt::format("the value has more digits than DECIMAL({},{}) keeps", precision, scale));
  }
  std::string out = negative && !(whole.empty() && fraction.empty()) ? "-" : "";
  out += whole.empty() ? "0" : whole;
  if (digits > 0) out.append(".").append(fraction).append(digits - fraction.size(), '0');
  return out;
}

}  // namespace detail

void check_exactly_one(std::string_view table, std::string_view field,
                       std::initializer_list<bool> set) {
  const std::size_t n = count(set);
  if (n == 1) return;
  throw_rule(
      table, field,
      n == 0 ? fmt::format("`{}` must have exactly one of its variants set, and has none", field)
             : fmt::format("`{}` must have exactly one of its variants set, and has {}", field, n));
}

void check_at_most_one(std::string_view table, std::string_view field,
                       std::initializer_list<bool> set) {
  const std::size_t n = count(set);
  if (n > 1)
    throw_rule(table, field,
               fmt::format("`{}` can have one of its variants set, and has {}", field, n));
}

void check_all_or_none(std::string_view table, std::string_view field,
                       std::initializer_list<bool> set) {
  const std::size_t n = count(set);
  if (n != 0 && n != set.size())
    throw_rule(table, field,
               fmt::format("`{}` must have all of its members set, or none; {} of {} are", field, n,
                           set.size()));
}

void throw_forbidden_variant(std::string_view table, std::string_view field,
                             std::string_view variant) {
  throw_rule(table, field, fmt::format("`{}` cannot be `{}` here", field, variant));
}

std::int64_t current_datetime(int digits) {
  const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  return now.time_since_epoch().count() / (units_per_second(6) / units_per_second(digits));
}

}  // namespace thriftorm
