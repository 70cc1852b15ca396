#include "tool/schema/names.h"

#include <algorithm>
#include <array>
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

// Sorted. Words that are reserved in MySQL 9, MariaDB or SQLite; those that a server accepts
// unquoted as a name are left out.
constexpr auto kSqlReserved = std::to_array<std::string_view>({
    "accessible", "add", "all", "alter", "analyze", "and", "as", "asc", "asensitive", "before",
    "between", "bigint", "binary", "blob", "both", "by", "call", "cascade", "case", "change",
    "char", "character", "check", "collate", "column", "commit", "condition", "constraint",
    "continue", "convert", "create", "cross", "cube", "cume_dist", "current_date", "current_role",
    "current_time", "current_timestamp", "current_user", "cursor", "database", "databases",
    "day_hour", "day_microsecond", "day_minute", "day_second", "dec", "decimal", "declare",
    "default", "deferrable", "delayed", "delete", "dense_rank", "desc", "describe",
    "deterministic", "distinct", "distinctrow", "div", "double", "drop", "dual", "each", "else",
    "elseif", "empty", "enclosed", "escape", "escaped", "except", "exists", "exit", "explain",
    "false", "fetch", "first_value", "float", "float4", "float8", "for", "force", "foreign",
    "from", "fulltext", "function", "generated", "get", "grant", "group", "grouping", "groups",
    "having", "high_priority", "hour_microsecond", "hour_minute", "hour_second", "if", "ignore",
    "in", "index", "infile", "inner", "inout", "insensitive", "insert", "int", "int1", "int2",
    "int3", "int4", "int8", "integer", "intersect", "interval", "into", "io_after_gtids",
    "io_before_gtids", "is", "isnull", "iterate", "join", "json_table", "key", "keys", "kill",
    "lag", "last_value", "lateral", "lead", "leading", "leave", "left", "like", "limit", "linear",
    "lines", "load", "localtime", "localtimestamp", "lock", "long", "longblob", "longtext", "loop",
    "low_priority", "manual", "match", "maxvalue", "mediumblob", "mediumint", "mediumtext",
    "middleint", "minute_microsecond", "minute_second", "mod", "modifies", "natural",
    "no_write_to_binlog", "not", "notnull", "nth_value", "ntile", "null", "numeric", "of", "on",
    "optimize", "optimizer_costs", "option", "optionally", "or", "order", "out", "outer",
    "outfile", "over", "parallel", "partition", "percent_rank", "precision", "primary",
    "procedure", "purge", "qualify", "range", "rank", "read", "read_write", "reads", "real",
    "recursive", "references", "regexp", "release", "rename", "repeat", "replace", "require",
    "resignal", "restrict", "return", "returning", "revoke", "right", "rlike", "row",
    "row_number", "rows", "schema", "schemas", "second_microsecond", "select", "sensitive",
    "separator", "set", "show", "signal", "smallint", "spatial", "specific", "sql",
    "sql_big_result", "sql_calc_found_rows", "sql_small_result", "sqlexception", "sqlstate",
    "sqlwarning", "ssl", "starting", "stored", "straight_join", "system", "table", "tablesample",
    "terminated", "then", "tinyblob", "tinyint", "tinytext", "to", "trailing", "transaction",
    "trigger", "true", "undo", "union", "unique", "unlock", "unsigned", "update", "usage", "use",
    "using", "utc_date", "utc_time", "utc_timestamp", "values", "varbinary", "varchar",
    "varcharacter", "varying", "virtual", "when", "where", "while", "window", "with", "write",
    "xor", "year_month", "zerofill",
});
static_assert(std::is_sorted(kSqlReserved.begin(), kSqlReserved.end()));

constexpr auto kCppKeywords = std::to_array<std::string_view>({
    "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break",
    "case", "catch", "char", "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return",
    "co_yield", "compl", "concept", "const", "const_cast", "consteval", "constexpr", "constinit",
    "continue", "decltype", "default", "delete", "do", "double", "dynamic_cast", "else", "enum",
    "explicit", "export", "extern", "false", "float", "for", "friend", "goto", "if", "inline",
    "int", "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr",
    "operator", "or", "or_eq", "private", "protected", "public", "register", "reinterpret_cast",
    "requires", "return", "short", "signed", "sizeof", "static", "static_assert", "static_cast",
    "struct", "switch", "template", "this", "thread_local", "throw", "true", "try", "typedef",
    "typeid", "typename", "union", "unsigned", "using", "virtual", "void", "volatile", "wchar_t",
    "while", "xor", "xor_eq",
});
static_assert(std::is_sorted(kCppKeywords.begin(), kCppKeywords.end()));

}  // namespace

std::string singularize(std::string_view plural) {
  const auto without = [&](std::size_t n) { return std::string(plural.substr(0, plural.size() - n)); };
  if (plural.size() > 3 && plural.ends_with("ies")) return without(3) + "y";
  if (ends_with_any(plural, {"ss", "us", "is"})) return std::string(plural);
  if (ends_with_any(plural, {"ouses", "auses"})) return without(1);
  if (ends_with_any(plural, {"shoes", "toes", "canoes"})) return without(1);
  if (ends_with_any(plural, {"oes", "sses", "uses", "xes", "zzes", "ches", "shes"})) return without(2);
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

bool is_sql_reserved(std::string_view name) {
  const std::string word = lower_case(name);
  return std::binary_search(kSqlReserved.begin(), kSqlReserved.end(), std::string_view(word));
}

bool is_cpp_keyword(std::string_view name) {
  return std::binary_search(kCppKeywords.begin(), kCppKeywords.end(), name);
}

}  // namespace thriftorm
