#include <doctest/doctest.h>

#include "annotations/comment_text.h"
#include "test/unit/annotations/support.h"

using namespace thriftorm;
using namespace thriftorm::idl;

TEST_CASE("an annotation above a declaration belongs to it") {
  CHECK(dumped("//@mysql_table(players)\n"
               "\n// plain\n# plain\n/* plain */\n"
               "//@index(name)\n"
               "struct Player {\n  //@unique\n  1: string name\n}\n"
               "//@references(players)\ntypedef i64 PlayerId\n"
               "//@store(value)\nenum E { A }\n") ==
        "typedef i64 PlayerId  @references(players)\n"
        "enum E  @store(value)\n  A = 0\n"
        "struct Player  @mysql_table(players) @index(name)\n  1: string name  @unique\n");
}

TEST_CASE("an annotation behind a declaration on its line belongs to it") {
  CHECK(dumped("struct Player {   //@mysql_table(players)\n"
               "  1: string name   //@unique\n"
               "  2: string mail , //@length(64)\n"
               "}\n"
               "typedef i64 PlayerId   //@references(players)\n"
               "enum E {   //@store(value)\n"
               "  A   //@info the first\n}\n") ==
        "typedef i64 PlayerId  @references(players)\n"
        "enum E  @store(value)\n  A = 0  -- the first\n"
        "struct Player  @mysql_table(players)\n  1: string name  @unique\n"
        "  2: string mail  @length(#64)\n");
}

TEST_CASE("behind several fields on one line means the last of them") {
  CHECK(dumped("struct Book { 1: i64 id }\n"
               "struct Category { 1: optional i64 id  2: string name  3: list<Book> books   "
               "//@many_to_many(book_categories, related_name=categories)\n}\n") ==
        "struct Book\n  1: i64 id\nstruct Category\n  1: optional i64 id\n  2: string name\n"
        "  3: list<Book> books  @many_to_many(book_categories related_name=categories)\n");
}

TEST_CASE("above several fields on one line means the first of them") {
  CHECK(dumped("struct A {\n  //@unique\n  1: string a  2: string b\n}") ==
        "struct A\n  1: string a  @unique\n  2: string b\n");
}

TEST_CASE("behind a struct that stands on one line means the struct") {
  CHECK(dumped("struct A { 1: string a }   //@mysql_table(a)\n") ==
        "struct A  @mysql_table(a)\n  1: string a\n");
}

TEST_CASE("behind a line of a field that goes on means the field") {
  CHECK(
      dumped("struct V { 1: i64 id }\nstruct A {\n  1: map<string,   //@has_many(a_id, key=name)\n"
             "         V> values (\n    k = 'v')   //@info by name\n  2: string b\n}") ==
      "struct V\n  1: i64 id\nstruct A\n"
      "  1: map<string,V> values  @has_many(a_id key=name)  -- by name\n  2: string b\n");
}

TEST_CASE("several annotations stand on one line, and on several") {
  CHECK(
      dumped(
          "struct A {\n  //@unique\n  1: string a   //@length(64) @column(b) //@index // why\n}") ==
      "struct A\n  1: string a  @unique @length(#64) @column(b) @index\n");
}

TEST_CASE("arguments are identifiers, paths, numbers, strings and lists") {
  CHECK(dumped("//@mysql_table( 'a' , \"b\\\"c\" )\n//@index(owner.player_id, name=idx)\n"
               "struct A {\n"
               "  1: double a   //@default(-1.5e3)\n"
               "  2: string b   //@type('DECIMAL(18,4)')\n"
               "  3: U c   //@flatten(prefix='', read=[x, y], fallback=z)\n}\n"
               "union U { 1: i32 x 2: i32 y 3: i32 z }") ==
        "struct A  @mysql_table('a' 'b\"c') @index(owner.player_id name=idx)\n"
        "  1: double a  @default(#-1.5e3)\n"
        "  2: string b  @type('DECIMAL(18,4)')\n"
        "  3: U c  @flatten(prefix='' read=[x y] fallback=z)\n"
        "union U\n  1: i32 x\n  2: i32 y\n  3: i32 z\n");
}

TEST_CASE("an annotation keeps the places of its parts") {
  std::string complaints;
  const Document document =
      parsed("struct A {\n  1: i64 a   //@references(b, on_delete=cascade)\n}", complaints);
  CHECK(complaints.empty());
  const ArgumentValue table = {ArgumentValue::Kind::kIdentifier, "b", {}, {"t.thrift", 2, 28, 1}};
  const ArgumentValue action = {
      ArgumentValue::Kind::kIdentifier, "cascade", {}, {"t.thrift", 2, 41, 7}};
  const Annotation expected = {
      "references",
      {{"", table, {"t.thrift", 2, 28, 1}}, {"on_delete", action, {"t.thrift", 2, 31, 17}}},
      {"t.thrift", 2, 16, 11}};
  REQUIRE(document.structs[0].fields[0].annotations.size() == 1);
  const Annotation& annotation = document.structs[0].fields[0].annotations[0];
  CHECK(annotation == expected);
  CHECK(annotation.find("on_delete") == &annotation.arguments[1]);
  CHECK(annotation.find("on_update") == nullptr);
  CHECK(annotation.find("") == nullptr);
  CHECK(annotation.positional(0) == &annotation.arguments[0]);
  CHECK(annotation.positional(1) == nullptr);
}

TEST_CASE("@info is the declaration's documentation") {
  CHECK(dumped("//@info An account (or two), a@b.c = me\n//@info and more\n"
               "struct A {\n  1: string a   //@unique @info The e-mail @ home \t\r\n}") ==
        "struct A  -- An account (or two), a@b.c = me\nand more\n"
        "  1: string a  @unique  -- The e-mail @ home\n");
}

TEST_CASE("documentation comments are used like @info") {
  CHECK(dumped("/** About the file. */\nnamespace cpp a\n"
               "/** Replaced by the next. */\n"
               "/**\n * An account.\n *\n *   indented\n */\n//@info And more.\n"
               "struct A {\n  /** The id. */ 1: i64 id  /** The name. */ 2: string name\n"
               "  3: i32 c   /** Behind. */\n}") ==
        "struct A  -- An account.\n\n  indented\nAnd more.\n"
        "  1: i64 id  -- The id.\n  2: string name  -- The name.\n  3: i32 c  -- Behind.\n");
}

TEST_CASE("documentation loses its stars, its frame and its indentation") {
  CHECK(clean_documentation(" one line ") == "one line");
  CHECK(clean_documentation("\n * a\n *  b\n ") == "a\n b");
  CHECK(clean_documentation("\n   a\n     b\n   c\n ") == "a\n  b\nc");
  CHECK(clean_documentation("*****\n * a\n ****") == "a");
  CHECK(clean_documentation(" a\r\n * b\r\n ") == "a\nb");
  CHECK(clean_documentation("") == "");
  CHECK(clean_documentation("\n\n") == "");
}

TEST_CASE("an annotation in a block comment or a string is plain text") {
  CHECK(dumped("/* //@mysql_table(a) */\nstruct A { 1: string a = '//@unique' }\n"
               "/*\n//@nonsense(\n*/\n") == "struct A\n  1: string a = '//@unique'\n");
}

TEST_CASE("words that are no annotations may follow an @ in a plain comment") {
  CHECK(dumped("// @author somebody\n// mail me @home\n# @todo\nstruct A {}") == "struct A\n");
}

TEST_CASE("annotations that fail a check are not handed on") {
  Diagnostics diagnostics;
  const Document document = parse(
      "//@mysql_table(a) @nonsense @length(3)\nstruct A { 1: string a   //@length(x) @unique\n}",
      "t.thrift", diagnostics);
  CHECK(diagnostics.error_count() == 3);
  CHECK(dump(document) == "struct A  @mysql_table(a)\n  1: string a  @unique\n");
}

TEST_CASE("of= lets an annotation stand once for each table") {
  CHECK(dumped("struct A {\n  1: U u   //@pivot(p, of=a) @flatten(of=b)\n"
               "  2: string s   //@column(x, of=a) @column(y, of=b)\n}\nunion U { 1: i32 x }") ==
        "struct A\n  1: U u  @pivot(p of=a) @flatten(of=b)\n"
        "  2: string s  @column(x of=a) @column(y of=b)\nunion U\n  1: i32 x\n");
}

TEST_CASE("what may be repeated may be repeated with other arguments") {
  CHECK(
      dumped("//@index(a, b) @index(a, c) @unique(a) @unique(b)\n"
             "//@first_of(x, [a]) @first_of(y, [a])\n"
             "struct A {\n  1: U u   //@reverse(x, none) @reverse(y, minions)\n}\n"
             "union U { 1: i32 x 2: i32 y }") ==
      "struct A  @index(a b) @index(a c) @unique(a) @unique(b) @first_of(x [a]) @first_of(y [a])\n"
      "  1: U u  @reverse(x none) @reverse(y minions)\nunion U\n  1: i32 x\n  2: i32 y\n");
}

TEST_CASE("a type that another file declares may be anything") {
  CHECK(dumped("struct A {\n  1: other.T a   //@length(3)\n  2: other.T b   //@flatten\n}") ==
        "struct A\n  1: other.T a  @length(#3)\n  2: other.T b  @flatten\n");
}
