#include "drivers/sqlite_functions.h"

#include <sqlite3.h>
#include <utf8proc.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "thriftorm/error.h"

namespace thriftorm::driver {
namespace {

std::string_view text_of(sqlite3_value* value) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return {text == nullptr ? "" : text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

void give(sqlite3_context* context, std::string_view text) {
  sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void append(std::string& text, utf8proc_int32_t character) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t size = utf8proc_encode_char(character, bytes);
  text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

// A letter becomes the letter that it is without case and accents. What would become several (a
// sharp s, a ligature), or nothing (an accent by itself), stays: the servers' LIKE compares character
// by character as well.
utf8proc_int32_t folded(utf8proc_int32_t character) {
  constexpr auto kOptions =
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
  utf8proc_int32_t parts[8];
  int last_class = UTF8PROC_BOUNDCLASS_START;
  const utf8proc_ssize_t count =
      utf8proc_decompose_char(character, parts, std::size(parts), kOptions, &last_class);
  return count == 1 ? parts[0] : utf8proc_tolower(character);
}

void fold(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  if (sqlite3_value_type(values[0]) == SQLITE_NULL) return sqlite3_result_null(context);
  const std::string_view text = text_of(values[0]);
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      result += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
      ++at;
      continue;
    }
    utf8proc_int32_t character = 0;
    const utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                         static_cast<utf8proc_ssize_t>(text.size() - at), &character);
    if (size < 1) return sqlite3_result_error(context, utf8proc_errmsg(size), -1);
    append(result, folded(character));
    at += static_cast<std::size_t>(size);
  }
  give(context, result);
}

void ends_with(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  if (sqlite3_value_type(values[0]) == SQLITE_NULL || sqlite3_value_type(values[1]) == SQLITE_NULL)
    return sqlite3_result_null(context);
  sqlite3_result_int(context, text_of(values[0]).ends_with(text_of(values[1])) ? 1 : 0);
}

struct Decimal {
  bool negative = false;
  std::string_view whole;     // without leading zeros
  std::string_view fraction;  // without trailing zeros
};

Decimal parse(std::string_view text) {
  Decimal decimal;
  if (text.starts_with('-') || text.starts_with('+')) {
    decimal.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const std::size_t point = std::min(text.find('.'), text.size());
  decimal.whole = text.substr(0, point);
  decimal.fraction = text.substr(std::min(point + 1, text.size()));
  while (decimal.whole.starts_with('0')) decimal.whole.remove_prefix(1);
  while (decimal.fraction.ends_with('0')) decimal.fraction.remove_suffix(1);
  if (decimal.whole.empty() && decimal.fraction.empty()) decimal.negative = false;
  return decimal;
}

int compare_magnitude(const Decimal& a, const Decimal& b) {
  if (a.whole.size() != b.whole.size()) return a.whole.size() < b.whole.size() ? -1 : 1;
  const int whole = a.whole.compare(b.whole);
  return whole != 0 ? whole : a.fraction.compare(b.fraction);
}

int compare_decimals(void*, int left_size, const void* left, int right_size, const void* right) {
  const Decimal a = parse({static_cast<const char*>(left), static_cast<std::size_t>(left_size)});
  const Decimal b = parse({static_cast<const char*>(right), static_cast<std::size_t>(right_size)});
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  return a.negative ? compare_magnitude(b, a) : compare_magnitude(a, b);
}

void require(sqlite3* database, int result) {
  if (result == SQLITE_OK) return;
  throw UsageError(std::string("SQLite takes no functions: ") + sqlite3_errmsg(database));
}

}  // namespace

void add_functions(sqlite3* database) {
  constexpr int kPure = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  require(database, sqlite3_create_function_v2(database, "thriftorm_fold", 1, kPure, nullptr, fold,
                                               nullptr, nullptr, nullptr));
  require(database, sqlite3_create_function_v2(database, "thriftorm_ends_with", 2, kPure, nullptr,
                                               ends_with, nullptr, nullptr, nullptr));
  require(database, sqlite3_create_collation_v2(database, "thriftorm_decimal", SQLITE_UTF8, nullptr,
                                                compare_decimals, nullptr));
  require(database,
          sqlite3_exec(database, "PRAGMA case_sensitive_like = ON", nullptr, nullptr, nullptr));
}

}  // namespace thriftorm::driver
