#include "tool/schema/names.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

#include <fmt/format.h>

namespace thriftorm {
namespace {

constexpr std::size_t kIdentifierLimit = 64;

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return word.ends_with(ending); });
}

bool is_upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }
char upper(char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); }

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

// FNV-1a, so that a shortened name is the same on every machine and in every version.
std::uint32_t stable_hash(std::string_view text) {
  std::uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

}  // namespace

std::string singularize(std::string_view plural) {
  const auto without = [&](std::size_t n) {
    return std::string(plural.substr(0, plural.size() - n));
  };
  if (plural.size() > 3 && plural.ends_with("ies")) return without(3) + "y";
  if (ends_with_any(plural, {"ss", "us", "is"})) return std::string(plural);
  if (ends_with_any(plural, {"ouses", "auses"})) return without(1);
  if (ends_with_any(plural, {"shoes", "toes", "canoes"})) return without(1);
  if (ends_with_any(plural, {"oes", "sses", "uses", "xes", "zzes", "ches", "shes"}))
    return without(2);
  if (plural.size() > 1 && plural.ends_with("s")) return without(1);
  return std::string(plural);
}

std::string pluralize(std::string_view singular) {
  std::string plural(singular);
  const std::size_t size = plural.size();
  if (size > 1 && plural.ends_with("y") && !is_vowel(plural[size - 2])) {
    plural.pop_back();
    return plural + "ies";
  }
  if (ends_with_any(plural, {"s", "x", "z", "ch", "sh"})) return plural + "es";
  return plural + "s";
}

std::string pascal_case(std::string_view snake) {
  std::string pascal;
  bool word_starts = true;
  for (const char c : snake) {
    if (c == '_') {
      word_starts = true;
      continue;
    }
    pascal += word_starts ? upper(c) : c;
    word_starts = false;
  }
  return pascal;
}

std::string snake_case(std::string_view pascal) {
  std::string snake;
  for (std::size_t i = 0; i < pascal.size(); ++i) {
    const bool after_lower = i > 0 && !is_upper(pascal[i - 1]) && pascal[i - 1] != '_';
    const bool before_lower = i > 0 && pascal[i - 1] != '_' && i + 1 < pascal.size() &&
                              std::islower(static_cast<unsigned char>(pascal[i + 1])) != 0;
    if (is_upper(pascal[i]) && (after_lower || before_lower)) snake += '_';
    snake += lower(pascal[i]);
  }
  return snake;
}

std::string model_name(std::string_view table) { return pascal_case(singularize(table)) + "Model"; }

std::string without_id(std::string_view name) {
  if (name.size() > 3 && name.ends_with("_id")) name.remove_suffix(3);
  return std::string(name);
}

std::string relation_name(std::string_view column, std::string_view key, std::string_view table) {
  const std::string ending = fmt::format("_{}", key);
  if (column.size() > ending.size() && column.ends_with(ending)) {
    return std::string(column.substr(0, column.size() - ending.size()));
  }
  std::string name = without_id(column);
  return name == column ? fmt::format("{}_{}", column, singularize(table)) : name;
}

std::string fit_identifier(std::string name) {
  return name.size() <= kIdentifierLimit ? name : distinct_identifier(name, name);
}

std::string distinct_identifier(std::string_view name, std::string_view identity) {
  const std::string hash = fmt::format("_{:08x}", stable_hash(identity));
  return std::string(name.substr(0, kIdentifierLimit - hash.size())) + hash;
}

std::string lower_case(std::string_view text) {
  std::string word(text);
  std::transform(word.begin(), word.end(), word.begin(), lower);
  return word;
}

}  // namespace thriftorm
