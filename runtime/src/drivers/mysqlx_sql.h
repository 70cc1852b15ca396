// SQL text on its way into the X protocol, whose server replaces each `?` by a literal of its own
// quoting.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "thriftorm/parameter.h"

namespace thriftorm::driver {

// What a statement may do to an open transaction, as far as its first word tells.
enum class MysqlxEffect : std::uint8_t {
  kReads,    // changes nothing
  kKeeps,    // writes, and leaves the transaction open
  kBegins,   // BEGIN, START TRANSACTION
  kEnds,     // COMMIT and ROLLBACK, as they stand
  kMayEnd,   // DDL and its like: they commit, most of them
  kUnknown,  // CALL, SET autocommit …: they may end a transaction, or leave one open
};

MysqlxEffect effect_of(std::string_view sql);

// One statement's text and where its placeholders are: outside of quotes and comments.
class MysqlxSql {
 public:
  explicit MysqlxSql(std::string_view sql);

  const std::string& text() const { return text_; }
  std::size_t placeholder_count() const { return placeholders_.size(); }
  // The text in which each placeholder says what its literal is to be read as: a literal in quotes
  // is text otherwise, where a bound value had been a number or bytes.
  std::string with_types(std::span<const Parameter> parameters) const;
  // Whether the text itself holds a column's label: any other one the server has made of the text
  // with the values in it.
  bool names(std::string_view label) const;

 private:
  std::string text_;
  std::vector<std::size_t> placeholders_;  // positions in text_
};

}  // namespace thriftorm::driver
