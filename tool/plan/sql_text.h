// Words, literals and types of SQL, spelled for a dialect.
#pragma once

#include <string>
#include <string_view>

#include "tool/plan/ddl_plan.h"

namespace thriftorm {

// The identifier in the dialect's quotes.
std::string quote(std::string_view identifier, DdlDialect dialect);
// The text as a string literal.
std::string literal(std::string_view text, DdlDialect dialect);
// "VARCHAR(255)", "TEXT", …
std::string sql_type(const Storage& storage, DdlDialect dialect);
// Whether an engine keeps the column's values beside the row: TEXT and BLOB of any size.
bool is_off_row(const Storage& storage);
// "ON DELETE …" as a word: "CASCADE", "SET NULL", …; empty for an unstated one.
std::string_view action_text(ReferentialAction action);
// A column's default as a literal.
std::string default_text(const Column& column, DdlDialect dialect);
// A column's or table's documentation on one line, with the Thrift path, at most `limit` bytes.
std::string comment_text(std::string_view documentation, std::string_view thrift_path,
                         std::size_t limit);

}  // namespace thriftorm
