#include "thriftorm/error.h"

#include <fmt/format.h>

namespace thriftorm {
namespace {

// Messages go to logs: line breaks in a statement or name must not make two lines of them.
std::string one_line(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return text;
}

std::string full_text(const std::string& message, const ErrorDetails& details) {
  std::string text = message;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) text += fmt::format("; {} {}", name, value);
  };
  add("table", details.table);
  add("id", details.record_id);
  if (details.native_code != 0) add("code", std::to_string(details.native_code));
  add("SQLSTATE", details.sqlstate);
  add("statement", details.statement);
  return one_line(std::move(text));
}

}  // namespace

Error::Error(std::string message, ErrorDetails details)
    : std::runtime_error(full_text(message, details)),
      message_(std::move(message)),
      details_(std::move(details)) {}

}  // namespace thriftorm
