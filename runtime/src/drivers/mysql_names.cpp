#include "drivers/mysql_names.h"

#include <string>

namespace thriftorm::driver {
namespace {

// The quoted name at the front of `text` ('a.b' or `a`.`b`) is taken off it.
std::string_view take_quoted(std::string_view& text) {
  if (text.starts_with('\'')) {
    const std::size_t end = text.find('\'', 1);
    if (end == std::string_view::npos) return {};
    const std::string_view name = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
    return name;
  }
  std::size_t end = 0;
  while (text.substr(end).starts_with('`')) {
    const std::size_t close = text.find('`', end + 1);
    if (close == std::string_view::npos) return {};
    end = close + 1;
    if (text.substr(end).starts_with(".`")) ++end;
  }
  const std::string_view name = text.substr(0, end);
  text.remove_prefix(end);
  return name.size() < 2 ? std::string_view() : name.substr(1, name.size() - 2);
}

// "`" and "." around the parts of a name: `a`.`b` has been taken as a`.`b.
std::string_view last_part(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return name;
  name.remove_prefix(dot + 1);
  return name.starts_with('`') ? name.substr(1) : name;
}

// Whether `text` is the end that messages have after their last name. A value that is quoted in
// front of it cannot look like this, for its own quote closes behind it.
bool ends_message(std::string_view text) {
  constexpr std::string_view kAtRow = " at row ";
  if (text.starts_with(kAtRow)) {
    text.remove_prefix(kAtRow.size());
    while (!text.empty() && text[0] >= '0' && text[0] <= '9') text.remove_prefix(1);
  }
  return text.empty() || text == ".";
}

// The name behind the last `words`, with which the message ends.
std::string_view last_name(std::string_view text, std::string_view words) {
  const std::size_t at = text.rfind(words);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + words.size());
  const std::string_view name = take_quoted(text);
  return ends_message(text) ? name : std::string_view();
}

// The name behind the first `words`: for messages that hold no values.
std::string_view first_name(std::string_view text, std::string_view words) {
  const std::size_t at = text.find(words);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + words.size());
  return take_quoted(text);
}

std::string_view take_column(std::string_view name, ErrorDetails& details) {
  details.column = std::string(last_part(name));
  return last_part(name);
}

std::string_view take_table(std::string_view name, ErrorDetails& details) {
  details.table = std::string(last_part(name));
  return last_part(name);
}

// MySQL says players.email, MariaDB email.
std::string_view take_key(std::string_view name, ErrorDetails& details) {
  details.constraint = std::string(last_part(name));
  const std::size_t dot = name.rfind('.');
  if (dot != std::string_view::npos) details.table = std::string(name.substr(0, dot));
  return name;
}

std::string_view take_constraint(std::string_view text, ErrorDetails& details) {
  const std::string_view name = first_name(text, "CONSTRAINT ");
  details.constraint = std::string(name);
  details.column = std::string(first_name(text, "FOREIGN KEY ("));
  details.table = std::string(last_part(first_name(text, "fails (")));
  return name;
}

std::string_view take_check(std::string_view text, ErrorDetails& details) {
  const bool mariadb = text.starts_with("CONSTRAINT ");
  const std::string_view name = first_name(text, mariadb ? "CONSTRAINT " : "constraint ");
  details.constraint = std::string(last_part(name));
  if (mariadb) details.table = std::string(last_part(last_name(text, " for ")));
  return last_part(name);
}

}  // namespace

std::string_view take_mysql_names(int code, std::string_view text, ErrorDetails& details) {
  switch (code) {
    case 1062:
    case 1586:
      return take_key(last_name(text, "for key "), details);
    case 1048:
      return take_column(first_name(text, "Column "), details);
    case 1263:
      return take_column(last_name(text, "column "), details);
    case 1364:
      return take_column(first_name(text, "Field "), details);
    case 1264:
    case 1265:
    case 1292:
    case 1366:
    case 1406:
    case 3140:
      return take_column(last_name(text, "for column "), details);
    case 1054:
      return take_column(first_name(text, "Unknown column "), details);
    case 1146:
      return take_table(first_name(text, "Table "), details);
    case 1051:
    case 1109:
      return take_table(first_name(text, "nknown table "), details);
    case 1049:
      return first_name(text, "database ");
    case 1451:
    case 1452:
      return take_constraint(text, details);
    case 3819:
    case 4025:
      return take_check(text, details);
    default:
      return {};
  }
}

}  // namespace thriftorm::driver
