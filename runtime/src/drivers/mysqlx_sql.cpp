#include "drivers/mysqlx_sql.h"

#include <algorithm>
#include <array>

namespace thriftorm::driver {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return out;
}

std::string first_word(std::string_view sql) {
  sql.remove_prefix(std::min(sql.find_first_not_of(" \t\r\n("), sql.size()));
  return upper(sql.substr(0, sql.find_first_of(" \t\r\n(;")));
}

template <std::size_t Count>
bool among(const std::array<std::string_view, Count>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Behind a quoted text that begins at `at`; a doubled quote begins another one right behind it.
std::size_t skip_quoted(std::string_view sql, std::size_t at) {
  const char quote = sql[at];
  for (++at; at < sql.size() && sql[at] != quote; ++at) {
    if (sql[at] == '\\' && quote != '`') ++at;
  }
  return at + 1;
}

std::size_t skip_until(std::string_view sql, std::size_t at, std::string_view end) {
  const std::size_t found = sql.find(end, at);
  return found == std::string_view::npos ? sql.size() : found + end.size();
}

bool begins_comment(std::string_view rest) {
  return rest.starts_with("--") &&
         (rest.size() == 2 || kBlanks.find(rest[2]) != std::string_view::npos);
}

// Behind the quoted text or the comment at `at`, or the one character that stands there.
std::size_t skip_token(std::string_view sql, std::size_t at) {
  const std::string_view rest = sql.substr(at);
  if (rest[0] == '\'' || rest[0] == '"' || rest[0] == '`') return skip_quoted(sql, at);
  if (rest.starts_with("/*")) return skip_until(sql, at + 2, "*/");
  if (rest[0] == '#' || begins_comment(rest)) return skip_until(sql, at, "\n");
  return at + 1;
}

std::string_view typed_placeholder(Parameter::Kind kind) {
  switch (kind) {
    case Parameter::Kind::kDouble:
      return "CAST(? AS DOUBLE)";
    case Parameter::Kind::kBytes:
      return "_binary ?";
    case Parameter::Kind::kNull:
    case Parameter::Kind::kInteger:
    case Parameter::Kind::kText:
      break;
  }
  return "?";
}

}  // namespace

MysqlxEffect effect_of(std::string_view sql) {
  static constexpr std::array<std::string_view, 7> kReading = {
      "SELECT", "SHOW", "EXPLAIN", "DESCRIBE", "DESC", "VALUES", "TABLE"};
  static constexpr std::array<std::string_view, 10> kKeeping = {
      "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH", "SAVEPOINT", "RELEASE", "DO", "USE", "KILL"};
  static constexpr std::array<std::string_view, 15> kEnding = {
      "CREATE",  "ALTER",    "DROP",  "TRUNCATE", "RENAME", "GRANT", "REVOKE",  "COMMIT",
      "ANALYZE", "OPTIMIZE", "CHECK", "REPAIR",   "FLUSH",  "LOCK",  "ROLLBACK"};
  if (sql == "START TRANSACTION") return MysqlxEffect::kBegins;
  if (sql == "COMMIT" || sql == "ROLLBACK") return MysqlxEffect::kEnds;
  if (sql.starts_with("ROLLBACK TO ")) return MysqlxEffect::kKeeps;
  const std::string word = first_word(sql);
  if (among(kReading, word)) return MysqlxEffect::kReads;
  if (among(kKeeping, word)) return MysqlxEffect::kKeeps;
  if (among(kEnding, word)) return MysqlxEffect::kMayEnd;
  const bool sets = word == "SET" && upper(sql).find("AUTOCOMMIT") == std::string::npos;
  return sets ? MysqlxEffect::kKeeps : MysqlxEffect::kUnknown;
}

MysqlxSql::MysqlxSql(std::string_view sql) : text_(sql) {
  for (std::size_t at = 0; at < text_.size(); at = skip_token(text_, at)) {
    if (text_[at] == '?') placeholders_.push_back(at);
  }
}

std::string MysqlxSql::with_types(std::span<const Parameter> parameters) const {
  std::string out;
  std::size_t from = 0;
  for (std::size_t i = 0; i < placeholders_.size(); ++i) {
    out.append(text_, from, placeholders_[i] - from)
        .append(typed_placeholder(parameters[i].kind()));
    from = placeholders_[i] + 1;
  }
  return out.append(text_, from);
}

bool MysqlxSql::names(std::string_view label) const {
  std::string escaped;
  for (const char c : label) escaped.append(c == '`' ? 2 : 1, c);
  return placeholders_.empty() || text_.find(label) != std::string::npos ||
         text_.find(escaped) != std::string::npos;
}

}  // namespace thriftorm::driver
