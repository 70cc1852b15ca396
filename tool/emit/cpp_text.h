// Pieces of C++ that several emitters spell. Internal to tool/emit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tool/emit/text_writer.h"

namespace thriftorm {

// A statement's text as a constant of the emitted source.
void emit_statement(const std::string& constant, const std::string& sql, TextWriter& out);
// "// …" lines.
void emit_comment(const std::vector<std::string>& lines, TextWriter& out);
// A string literal, or several on lines of their own where one would be long, broken after spaces.
std::string string_literal(std::string_view text);
// A raw string literal that holds any text.
std::string raw_string_literal(std::string_view text);
// A statement or declaration, broken after commas where it is longer than a line that is indented
// by `indent` can be; what follows a break is indented by four more.
std::string wrap_code(std::string_view code, std::size_t indent = 2);
// "a, b, c", on as many lines as it takes; for a line that is indented by `indent`.
std::string wrap_list(const std::vector<std::string>& items, std::size_t indent);
// A model's value for the enum column at `position`, refused if it is not among `members`.
std::string checked_value(const std::string& members, const std::string& value,
                          const std::string& position);
// "a, b, c".
std::string join(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace thriftorm
