// One case, with the exact text, for each kind of diagnostic that concerns Thrift itself.
#include <doctest/doctest.h>

#include "test/unit/annotations/support.h"

using namespace thriftorm;
using namespace thriftorm::idl;

TEST_CASE("syntax: a missing name is reported where it is missing") {
  CHECK(rendered("struct Player {\n"
                 "  1: optional id\n"
                 "}\n") ==
        "t.thrift:2:17: error: expected the name of a field, found the end of the line [syntax]\n"
        "    2 |   1: optional id\n"
        "      |                 ^\n"
        "1 error\n");
}

TEST_CASE("syntax: an unknown declaration names the nearest keyword") {
  CHECK(rendered("strct Player {\n"
                 "  1: i64 id\n"
                 "}\n"
                 "struct Item {}\n") ==
        "t.thrift:1:1: error: expected a declaration, found `strct`; did you mean `struct`? "
        "[syntax]\n"
        "    1 | strct Player {\n"
        "      | ^~~~~\n"
        "1 error\n");
}

TEST_CASE("syntax: a header behind a declaration is reported") {
  CHECK(rendered("struct A {}\n"
                 "namespace cpp a\n") ==
        "t.thrift:2:1: error: `namespace` stands above the first declaration of a file [syntax]\n"
        "    2 | namespace cpp a\n"
        "      | ^~~~~~~~~\n"
        "1 error\n");
}

TEST_CASE("syntax: a list of constants that is not closed") {
  CHECK(rendered("const list<i32> A = [1, 2\n"
                 "struct B {}\n") ==
        "t.thrift:1:26: error: expected a value, found the end of the line [syntax]\n"
        "    1 | const list<i32> A = [1, 2\n"
        "      |                          ^\n"
        "1 error\n");
}

TEST_CASE("syntax: a string that is not closed") {
  CHECK(rendered("const string A = 'abc\n") ==
        "t.thrift:1:18: error: this string is not closed before the end of its line [syntax]\n"
        "    1 | const string A = 'abc\n"
        "      |                  ^~~~\n"
        "1 error\n");
}

TEST_CASE("syntax: errors end where their line does") {
  const auto places_in = [](std::string_view text) {
    Diagnostics diagnostics;
    parse(text, "t.thrift", diagnostics);
    std::vector<Location> places;
    for (const Diagnostic& diagnostic : diagnostics.sorted()) places.push_back(diagnostic.location);
    return places;
  };
  CHECK(places_in("const string A = 'abc\r\n") == std::vector<Location>{{"t.thrift", 1, 18, 4}});
  CHECK(places_in("const string A = 'a\\\r\n") ==
        std::vector<Location>{{"t.thrift", 1, 18, 3}, {"t.thrift", 1, 20, 1}});
}

TEST_CASE("syntax: an escape that Thrift does not have") {
  CHECK(rendered("const string A = 'a\\q'\n") ==
        "t.thrift:1:20: error: unknown escape in a string: Thrift has `\\n`, `\\r`, `\\t`, "
        "`\\\"`, `\\'` and `\\\\` [syntax]\n"
        "    1 | const string A = 'a\\q'\n"
        "      |                    ^~\n"
        "1 error\n");
}

TEST_CASE("syntax: a comment that is not closed") {
  CHECK(rendered("struct A {}\n"
                 "/* and so on\n") ==
        "t.thrift:2:1: error: this comment is not closed before the end of the file [syntax]\n"
        "    2 | /* and so on\n"
        "      | ^~\n"
        "1 error\n");
}

TEST_CASE("syntax: what is missing before an open comment is reported where it is missing") {
  CHECK(rendered("struct A { /* and so on\n"
                 "and on\n") ==
        "t.thrift:1:11: error: expected `}` to end `A`, found the end of the file [syntax]\n"
        "    1 | struct A { /* and so on\n"
        "      |           ^\n"
        "t.thrift:1:10: note: it begins here\n"
        "    1 | struct A { /* and so on\n"
        "      |          ^\n"
        "t.thrift:1:12: error: this comment is not closed before the end of the file [syntax]\n"
        "    1 | struct A { /* and so on\n"
        "      |            ^~\n"
        "2 errors\n");
}

TEST_CASE("syntax: characters that no token begins with are one error") {
  CHECK(rendered("struct A { $%!? }\n") ==
        "t.thrift:1:12: error: unexpected character `$` [syntax]\n"
        "    1 | struct A { $%!? }\n"
        "      |            ^\n"
        "1 error\n");
}

TEST_CASE("syntax: numbers that do not fit") {
  CHECK(rendered("const i64 A = 9223372036854775808\n"
                 "const double B = 1e999\n") ==
        "t.thrift:1:15: error: `9223372036854775808` does not fit into 64 bits [syntax]\n"
        "    1 | const i64 A = 9223372036854775808\n"
        "      |               ^~~~~~~~~~~~~~~~~~~\n"
        "t.thrift:2:18: error: `1e999` does not fit a double [syntax]\n"
        "    2 | const double B = 1e999\n"
        "      |                  ^~~~~\n"
        "2 errors\n");
}

TEST_CASE("syntax: enum values and field ids have their range") {
  CHECK(rendered("enum E { A = 4294967296 }\n"
                 "struct S { 4294967296: i32 a }\n") ==
        "t.thrift:1:14: error: `A` is 4294967296, and an enum's values have 32 bits [syntax]\n"
        "    1 | enum E { A = 4294967296 }\n"
        "      |              ^~~~~~~~~~\n"
        "t.thrift:2:12: error: `4294967296` is no field id: it does not fit into 32 bits [syntax]\n"
        "    2 | struct S { 4294967296: i32 a }\n"
        "      |            ^~~~~~~~~~\n"
        "2 errors\n");
}

TEST_CASE("syntax: nesting has its limit") {
  std::string lists;
  std::string ends;
  for (int i = 0; i < 65; ++i) lists += "list<";
  for (int i = 0; i < 65; ++i) ends += ">";
  CHECK(rendered("struct A { 1: " + lists + "i32" + ends + " a }\n") ==
        "t.thrift:1:335: error: this is nested more than 64 levels deep [syntax]\n"
        "    1 | "
        "...t<list<list<list<list<list<list<list<list<list<list<list<list<i32>>>>>>>>>>>>>>>>>>>>>>"
        ">>>>>>>>>>>>>>>>>>>>>>>>>>>...\n"
        "      |                                                             ^~~~\n"
        "1 error\n");
}

TEST_CASE("syntax: a declared name has no dot and is no keyword") {
  CHECK(rendered("struct a.b {}\n"
                 "struct list {}\n") ==
        "t.thrift:1:8: error: `a.b` cannot have a dot: it is declared here [syntax]\n"
        "    1 | struct a.b {}\n"
        "      |        ^~~\n"
        "t.thrift:2:8: error: expected the name of a struct, found `list` [syntax]\n"
        "    2 | struct list {}\n"
        "      |        ^~~~\n"
        "2 errors\n");
}

TEST_CASE("syntax: a body that ends with the file") {
  CHECK(rendered("struct A {\n"
                 "  1: i64 id\n") ==
        "t.thrift:2:12: error: expected `}` to end `A`, found the end of the file [syntax]\n"
        "    2 |   1: i64 id\n"
        "      |            ^\n"
        "t.thrift:1:10: note: it begins here\n"
        "    1 | struct A {\n"
        "      |          ^\n"
        "1 error\n");
}

TEST_CASE("invalid-encoding: the first byte that is not UTF-8") {
  CHECK(rendered("struct A {} // caf\xE9\n") ==
        "t.thrift:1:19: error: the byte `\\xe9` is not UTF-8, which .thrift files are written "
        "in [invalid-encoding]\n"
        "    1 | struct A {} // caf\xEF\xBF\xBD\n"
        "      |                   ^\n"
        "1 error\n");
}

TEST_CASE("invalid-encoding: UTF-16") {
  CHECK(rendered("\xFF\xFE") ==
        "t.thrift: error: this file is UTF-16; .thrift files are written in UTF-8 "
        "[invalid-encoding]\n"
        "1 error\n");
}

TEST_CASE("duplicate-declaration: two types of one name") {
  CHECK(rendered("struct A {}\n"
                 "enum A { X }\n") ==
        "t.thrift:2:6: error: type `A` is already declared [duplicate-declaration]\n"
        "    2 | enum A { X }\n"
        "      |      ^\n"
        "t.thrift:1:8: note: first declared here\n"
        "    1 | struct A {}\n"
        "      |        ^\n"
        "1 error\n");
}

TEST_CASE("duplicate-declaration: two consts of one name") {
  CHECK(rendered("const i32 A = 1\n"
                 "const i32 A = 2\n") ==
        "t.thrift:2:11: error: const `A` is already declared [duplicate-declaration]\n"
        "    2 | const i32 A = 2\n"
        "      |           ^\n"
        "t.thrift:1:11: note: first declared here\n"
        "    1 | const i32 A = 1\n"
        "      |           ^\n"
        "1 error\n");
}

TEST_CASE("duplicate-field: two fields of one name") {
  CHECK(rendered("struct A {\n"
                 "  1: i64 id\n"
                 "  2: i64 id\n"
                 "}\n") ==
        "t.thrift:3:10: error: field `id` is already declared [duplicate-field]\n"
        "    3 |   2: i64 id\n"
        "      |          ^~\n"
        "t.thrift:2:10: note: first declared here\n"
        "    2 |   1: i64 id\n"
        "      |          ^~\n"
        "1 error\n");
}

TEST_CASE("duplicate-field-id: two fields with one id") {
  CHECK(rendered("struct A {\n"
                 "  1: i64 id\n"
                 "  1: i64 other\n"
                 "}\n") ==
        "t.thrift:3:3: error: field id 1 is already taken [duplicate-field-id]\n"
        "    3 |   1: i64 other\n"
        "      |   ^\n"
        "t.thrift:2:3: note: first used here\n"
        "    2 |   1: i64 id\n"
        "      |   ^\n"
        "1 error\n");
}

TEST_CASE("duplicate-enum-value: two values of one name") {
  CHECK(rendered("enum E { A, A }\n") ==
        "t.thrift:1:13: error: enum value `A` is already declared [duplicate-enum-value]\n"
        "    1 | enum E { A, A }\n"
        "      |             ^\n"
        "t.thrift:1:10: note: first declared here\n"
        "    1 | enum E { A, A }\n"
        "      |          ^\n"
        "1 error\n");
}
