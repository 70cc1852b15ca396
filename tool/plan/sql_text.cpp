#include "tool/plan/sql_text.h"

#include <cctype>
#include <chrono>
#include <cstdint>

#include <fmt/format.h>

namespace thriftorm {
namespace {

std::string_view sqlite_type(Storage::Kind kind) {
  switch (kind) {
    case Storage::Kind::kBool:
    case Storage::Kind::kInt8:
    case Storage::Kind::kInt16:
    case Storage::Kind::kInt32:
    case Storage::Kind::kInt64:
      return "INTEGER";
    case Storage::Kind::kDouble:
      return "REAL";
    case Storage::Kind::kVarbinary:
    case Storage::Kind::kBlob:
    case Storage::Kind::kMediumBlob:
    case Storage::Kind::kLongBlob:
      return "BLOB";
    default:
      return "TEXT";
  }
}

std::string doubled(std::string_view text, char quote_mark) {
  std::string result;
  for (const char c : text) {
    if (c == quote_mark) result += c;
    result += c;
  }
  return result;
}

// "X'0aff'".
std::string hex_literal(std::string_view bytes) {
  std::string text = "X'";
  for (const char c : bytes) text += fmt::format("{:02X}", static_cast<unsigned char>(c));
  return text + "'";
}

// A count since 1970 in units of the fraction's digits, as "2024-02-29 12:30:00.123".
std::string datetime_text(std::int64_t count, int precision) {
  using namespace std::chrono;
  const std::int64_t unit = precision == 6 ? 1'000'000 : precision == 3 ? 1'000 : 1;
  const std::int64_t second = count >= 0 ? count / unit : -((-count + unit - 1) / unit);
  const sys_seconds time{seconds{second}};
  const sys_days day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  std::string text =
      fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  if (precision > 0) text += fmt::format(".{:0{}}", count - second * unit, precision);
  return text;
}

// MySQL takes a default for a TEXT or BLOB only as an expression.
std::string in_parentheses(const Storage& storage, std::string text, DdlDialect dialect) {
  return dialect != DdlDialect::kSqlite && is_off_row(storage) ? "(" + text + ")" : text;
}

}  // namespace

std::string quote(std::string_view identifier, DdlDialect dialect) {
  const char mark = dialect == DdlDialect::kSqlite ? '"' : '`';
  return mark + doubled(identifier, mark) + mark;
}

std::string literal(std::string_view text, DdlDialect dialect) {
  std::string body = doubled(text, '\'');
  if (dialect != DdlDialect::kSqlite) body = doubled(body, '\\');
  return "'" + body + "'";
}

std::string sql_type(const Storage& storage, DdlDialect dialect) {
  if (dialect == DdlDialect::kSqlite) return std::string(sqlite_type(storage.kind));
  switch (storage.kind) {
    case Storage::Kind::kBool:
      return "TINYINT(1)";
    case Storage::Kind::kInt8:
      return "TINYINT";
    case Storage::Kind::kInt16:
      return "SMALLINT";
    case Storage::Kind::kInt32:
      return "INT";
    case Storage::Kind::kInt64:
      return "BIGINT";
    case Storage::Kind::kDouble:
      return "DOUBLE";
    case Storage::Kind::kVarchar:
      return fmt::format("VARCHAR({})", storage.length);
    case Storage::Kind::kText:
      return "TEXT";
    case Storage::Kind::kMediumText:
      return "MEDIUMTEXT";
    case Storage::Kind::kLongText:
      return "LONGTEXT";
    case Storage::Kind::kDecimal:
      return fmt::format("DECIMAL({},{})", storage.precision, storage.scale);
    case Storage::Kind::kDate:
      return "DATE";
    case Storage::Kind::kDateTime:
      return storage.precision == 0 ? "DATETIME" : fmt::format("DATETIME({})", storage.precision);
    case Storage::Kind::kJson:
      return "JSON";
    case Storage::Kind::kVarbinary:
      return fmt::format("VARBINARY({})", storage.length);
    case Storage::Kind::kBlob:
      return "BLOB";
    case Storage::Kind::kMediumBlob:
      return "MEDIUMBLOB";
    case Storage::Kind::kLongBlob:
      return "LONGBLOB";
  }
  return "";
}

bool is_off_row(const Storage& storage) {
  const std::string type = sql_type(storage, DdlDialect::kMysql);
  return type.ends_with("TEXT") || type.ends_with("BLOB");
}

std::string_view action_text(ReferentialAction action) {
  switch (action) {
    case ReferentialAction::kUnstated:
      return "";
    case ReferentialAction::kRestrict:
      return "RESTRICT";
    case ReferentialAction::kNoAction:
      return "NO ACTION";
    case ReferentialAction::kCascade:
      return "CASCADE";
    case ReferentialAction::kSetNull:
      return "SET NULL";
  }
  return "";
}

std::string default_text(const Column& column, DdlDialect dialect) {
  const Default& value = *column.default_value;
  switch (column.value.kind) {
    case Value::Kind::kBool:
    case Value::Kind::kEnumNumber:
      return std::to_string(value.number);
    case Value::Kind::kInteger:
    case Value::Kind::kDouble:
      return value.text;
    case Value::Kind::kDateTime:
      return literal(datetime_text(value.number, column.storage.precision), dialect);
    case Value::Kind::kBytes:
      return in_parentheses(column.storage, hex_literal(value.text), dialect);
    default:
      return in_parentheses(column.storage, literal(value.text, dialect), dialect);
  }
}

std::string comment_text(std::string_view documentation, std::string_view thrift_path,
                         std::size_t limit) {
  std::string line;
  for (const char c : documentation) {
    const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (space && (line.empty() || line.back() == ' ')) continue;
    line += space ? ' ' : c;
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  const std::string path = thrift_path.empty() ? "" : fmt::format("thrift:{}", thrift_path);
  const std::string suffix = line.empty() || path.empty() ? path : fmt::format(" ({})", path);
  constexpr std::string_view kCut = " …";
  if (line.size() + suffix.size() > limit) {
    std::size_t end = limit - suffix.size() - kCut.size();
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80)
      --end;  // not within a character
    line = line.substr(0, end) + std::string(kCut);
  }
  return line + suffix;
}

}  // namespace thriftorm
