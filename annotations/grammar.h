// Thrift's grammar: from tokens to a document. Each rule takes its tokens, or reports the first
// that does not fit and leaves it where it is; the lists of declarations, fields and values then
// skip to where the next one can begin.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotations/comments.h"
#include "annotations/document.h"
#include "annotations/lexer.h"

namespace thriftorm::idl {

struct Parsed {
  Document document;             // its annotations are not checked yet
  std::vector<Type> references;  // each use of a named type, those of services and consts included
};

// Makes the text known to the diagnostics and parses it.
Parsed parse_text(std::string_view text, const std::string& path, Diagnostics& diagnostics);

class Parser {
 public:
  // `lexed`, `path` and `diagnostics` must outlive this.
  Parser(const Lexed& lexed, const std::string& path, Diagnostics& diagnostics);

  Parsed run();

 private:
  // Deeper nesting is refused, so that no input can overflow the stack.
  static constexpr int kDeepestNesting = 64;

  enum class FieldsOf { kRecord, kFunction };

  // Where a name was first used, for the errors about its second use.
  using Names = std::map<std::string, Location, std::less<>>;

  // Tokens.
  const Token& peek(std::size_t ahead = 0) const;
  const Token& take();
  bool accept(char symbol);
  bool accept_word(std::string_view word);
  bool expect(char symbol);
  std::optional<Token> expect_name(std::string_view what);
  std::optional<Token> expect_string(std::string_view what);
  bool first_on_its_line() const;
  Location at(const Token& token) const;
  Location gap() const;
  std::string found() const;
  bool fail(std::string_view expected);
  void error(const Token& token, std::string kind, std::string message);
  void claim_name(Names& names, const Token& name, std::string kind, std::string_view what);
  Extent extent_from(std::size_t first) const;

  // Declarations.
  void declaration();
  bool header(std::string_view keyword);
  bool definition(std::string_view keyword);
  void skip_declaration(std::size_t first);
  bool at_declaration() const;
  bool namespace_header();
  bool include();
  bool cpp_include();
  bool constant();
  bool type_alias();
  bool enumeration();
  bool enum_value(Enum& declaration, Names& names);
  bool service();
  bool function();

  // Structs and their fields.
  bool record(Struct::Kind kind);
  std::optional<std::size_t> close_body(const Token& name, const Location& opening, char closer);
  std::vector<Field> fields(char closer, FieldsOf place, int depth);
  std::optional<Field> field(FieldsOf place, int depth);
  bool field_id(Field& field);
  bool field_name(Field& field);
  bool field_options(int depth);
  void check_field(const Field& field, const Token& id, Names& names,
                   std::map<std::int32_t, Location>& ids);
  void skip_field(std::size_t first, char closer);

  // Types and values.
  std::optional<Type> type(int depth = 0);
  bool type_arguments(Type& type, int depth);
  bool cpp_type();
  std::optional<ConstValue> const_value(int depth = 0);
  bool const_list(ConstValue& value, int depth);
  bool const_map(ConstValue& value, int depth);
  bool native_annotations();
  bool too_deep(int depth);

  const Lexed& lexed_;
  const std::string& path_;
  Diagnostics& diagnostics_;
  Comments comments_;
  std::size_t at_ = 0;
  bool defined_ = false;  // headers stand before the first definition
  std::string any_namespace_;
  Names type_names_;
  Names constant_names_;
  Parsed parsed_;
};

}  // namespace thriftorm::idl
