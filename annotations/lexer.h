// Cuts the text of a .thrift file into tokens, and keeps the comments that carry meaning: `//@`
// annotations, `/** */` documentation, and comments that look like misspelt annotations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annotations/diagnostics.h"

namespace thriftorm::idl {

struct Token {
  enum class Kind { kIdentifier, kInteger, kDouble, kString, kSymbol, kEnd };

  Kind kind = Kind::kEnd;
  std::string text;          // as written; a string's contents, with its escapes resolved
  std::int64_t integer = 0;  // of an integer
  double number = 0.0;       // of a double
  int line = 0;
  int column = 0;
  int length = 1;

  bool is_symbol(char symbol) const;
  bool is_word(std::string_view word) const;
  bool is_keyword() const;  // an identifier that Thrift keeps for itself

  bool operator==(const Token&) const = default;
};

struct Comment {
  enum class Kind {
    kAnnotation,     // `//@…`: the text begins at the @
    kDocumentation,  // `/**…*/`: the text is what stands between
    kSuspicious,     // a plain line comment whose first word begins with @: the text is all of it
  };

  Kind kind = Kind::kAnnotation;
  std::string text;
  int line = 0;  // of the text's first character
  int column = 0;
  int last_line = 0;           // where the comment ends
  std::size_t next_token = 0;  // index of the token that follows
  bool behind = false;         // stands behind a token, with nothing after it on its line

  bool operator==(const Comment&) const = default;
};

struct Lexed {
  std::vector<Token> tokens;  // the last one, and only the last, is kEnd
  std::vector<Comment> comments;

  bool operator==(const Lexed&) const = default;
};

// Reports what is no token of Thrift's ("syntax") and goes on behind it. Columns count bytes.
Lexed lex(std::string_view text, const std::string& path, Diagnostics& diagnostics);

}  // namespace thriftorm::idl
