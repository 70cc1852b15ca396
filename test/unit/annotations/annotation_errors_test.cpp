// One case, with the exact text, for each kind of diagnostic that concerns annotations.
#include <doctest/doctest.h>

#include "test/unit/annotations/support.h"

using namespace thriftorm;
using namespace thriftorm::idl;

TEST_CASE("unknown-annotation: the nearest one is named") {
  CHECK(rendered("struct A {\n"
                 "  1: string a   //@uniqe\n"
                 "}\n") ==
        "t.thrift:2:19: error: unknown annotation `@uniqe`; did you mean `@unique`? "
        "[unknown-annotation]\n"
        "    2 |   1: string a   //@uniqe\n"
        "      |                   ^~~~~~\n"
        "1 error\n");
}

TEST_CASE("unknown-annotation: none is near") {
  CHECK(rendered("//@frobnicate(1)\n"
                 "struct A {}\n") ==
        "t.thrift:1:3: error: unknown annotation `@frobnicate` [unknown-annotation]\n"
        "    1 | //@frobnicate(1)\n"
        "      |   ^~~~~~~~~~~\n"
        "1 error\n");
}

TEST_CASE("misplaced-annotation: on the wrong kind of declaration") {
  CHECK(rendered("//@many_to_many(links)\n"
                 "struct A {\n"
                 "  1: string a   //@mysql_table(a)\n"
                 "}\n") ==
        "t.thrift:1:3: error: `@many_to_many` may not stand on `A`, a struct; it may stand on a "
        "field [misplaced-annotation]\n"
        "    1 | //@many_to_many(links)\n"
        "      |   ^~~~~~~~~~~~~\n"
        "t.thrift:3:19: error: `@mysql_table` may not stand on `a`, a field; it may stand on a "
        "struct [misplaced-annotation]\n"
        "    3 |   1: string a   //@mysql_table(a)\n"
        "      |                   ^~~~~~~~~~~~\n"
        "2 errors\n");
}

TEST_CASE("misplaced-annotation: on the wrong kind of field") {
  CHECK(rendered("typedef list<i32> Numbers\n"
                 "struct A {\n"
                 "  1: i64 year   //@length(4)\n"
                 "  2: Numbers numbers   //@unique\n"
                 "}\n") ==
        "t.thrift:3:19: error: `@length` is for a field that holds string, binary or an enum, but "
        "`year` "
        "is `i64` [misplaced-annotation]\n"
        "    3 |   1: i64 year   //@length(4)\n"
        "      |                   ^~~~~~~\n"
        "t.thrift:4:26: error: `@unique` is for a field that holds bool, i32, i64, double, "
        "string, binary, uuid, an enum, a struct or a union, but `numbers` is `Numbers` "
        "[misplaced-annotation]\n"
        "    4 |   2: Numbers numbers   //@unique\n"
        "      |                          ^~~~~~~\n"
        "2 errors\n");
}

TEST_CASE("misplaced-annotation: nothing of an exception is stored") {
  CHECK(rendered("exception E {\n"
                 "  1: string why   //@length(64)\n"
                 "}\n") ==
        "t.thrift:2:21: error: `@length` may not stand on `why`, an exception's field; it may "
        "stand on a field or a union variant [misplaced-annotation]\n"
        "    2 |   1: string why   //@length(64)\n"
        "      |                     ^~~~~~~\n"
        "1 error\n");
}

TEST_CASE("misplaced-annotation: what takes no annotation") {
  CHECK(rendered("//@info all of them\n"
                 "namespace cpp a\n"
                 "\n"
                 "//@unique\n"
                 "const i32 A = 1\n"
                 "\n"
                 "service S {\n"
                 "  //@index\n"
                 "  void f()   //@nonsense\n"
                 "}\n") ==
        "t.thrift:1:3: error: `@info` belongs to `namespace`, which takes no annotation "
        "[misplaced-annotation]\n"
        "    1 | //@info all of them\n"
        "      |   ^~~~~\n"
        "t.thrift:4:3: error: `@unique` belongs to a const, which takes no annotation; it may "
        "stand on a struct, a field or a union variant [misplaced-annotation]\n"
        "    4 | //@unique\n"
        "      |   ^~~~~~~\n"
        "t.thrift:8:5: error: `@index` belongs to a service, which takes no annotation; it may "
        "stand on a struct, a field or a union variant [misplaced-annotation]\n"
        "    8 |   //@index\n"
        "      |     ^~~~~~\n"
        "t.thrift:9:16: error: `@nonsense` belongs to a service, which takes no annotation "
        "[misplaced-annotation]\n"
        "    9 |   void f()   //@nonsense\n"
        "      |                ^~~~~~~~~\n"
        "4 errors\n");
}

TEST_CASE("misplaced-annotation: above a closing brace or the end of the file") {
  CHECK(rendered("struct A {\n"
                 "  1: i64 id\n"
                 "  //@unique\n"
                 "}   //@mysql_table(a)\n"
                 "//@info the end\n") ==
        "t.thrift:3:5: error: `@unique` belongs to no declaration: write it above one, or "
        "behind one on its line; it may stand on a struct, a field or a union variant "
        "[misplaced-annotation]\n"
        "    3 |   //@unique\n"
        "      |     ^~~~~~~\n"
        "t.thrift:4:7: error: `@mysql_table` belongs to no declaration: write it above one, or "
        "behind one on its line; it may stand on a struct [misplaced-annotation]\n"
        "    4 | }   //@mysql_table(a)\n"
        "      |       ^~~~~~~~~~~~\n"
        "t.thrift:5:3: error: `@info` belongs to no declaration: write it above one, or behind "
        "one on its line [misplaced-annotation]\n"
        "    5 | //@info the end\n"
        "      |   ^~~~~\n"
        "3 errors\n");
}

TEST_CASE("malformed-annotation: a parenthesis that is not closed") {
  CHECK(rendered("//@mysql_table(a\n"
                 "struct A {}\n") ==
        "t.thrift:1:17: error: expected `,` or `)` in `@mysql_table(...)`, found the end of the "
        "line [malformed-annotation]\n"
        "    1 | //@mysql_table(a\n"
        "      |                 ^\n"
        "1 error\n");
}

TEST_CASE("malformed-annotation: a missing comma, a missing value, a missing quote") {
  CHECK(rendered("struct A {\n"
                 "  1: string a   //@column(a b)\n"
                 "  2: string b   //@column(,)\n"
                 "  3: string c   //@column('c)\n"
                 "}\n") ==
        "t.thrift:2:29: error: expected `,` or `)` in `@column(...)`, found `b` "
        "[malformed-annotation]\n"
        "    2 |   1: string a   //@column(a b)\n"
        "      |                             ^\n"
        "t.thrift:3:27: error: expected a value, found `,` [malformed-annotation]\n"
        "    3 |   2: string b   //@column(,)\n"
        "      |                           ^\n"
        "t.thrift:4:30: error: expected a closing ' for this string [malformed-annotation]\n"
        "    4 |   3: string c   //@column('c)\n"
        "      |                              ^\n"
        "3 errors\n");
}

TEST_CASE("malformed-annotation: a name that begins like a number") {
  CHECK(rendered("struct A {\n"
                 "  1: string a   //@column(2fa)\n"
                 "}\n") ==
        "t.thrift:2:27: error: `2fa` is neither a number nor a name; as a text, it needs "
        "quotes: '2fa' [malformed-annotation]\n"
        "    2 |   1: string a   //@column(2fa)\n"
        "      |                           ^\n"
        "1 error\n");
}

TEST_CASE("malformed-annotation: a remark without its own comment mark") {
  CHECK(rendered("struct A {\n"
                 "  1: string a   //@unique as it should @index\n"
                 "}\n") ==
        "t.thrift:2:27: error: expected `@` and the name of an annotation, found `as`; a remark "
        "needs `//` before it [malformed-annotation]\n"
        "    2 |   1: string a   //@unique as it should @index\n"
        "      |                           ^\n"
        "1 error\n");
}

TEST_CASE("malformed-annotation: a name that is none") {
  CHECK(rendered("struct A {\n"
                 "  1: string a   //@123\n"
                 "}\n") ==
        "t.thrift:2:20: error: expected the name of an annotation, found `123` "
        "[malformed-annotation]\n"
        "    2 |   1: string a   //@123\n"
        "      |                    ^\n"
        "1 error\n");
}

TEST_CASE("malformed-annotation: a key that is none, an escape that is none") {
  CHECK(rendered("struct A {\n"
                 "  1: string a   //@default('a'=1)\n"
                 "  2: string b   //@column('\\q')\n"
                 "}\n") ==
        "t.thrift:2:31: error: only a plain name may stand before `=` [malformed-annotation]\n"
        "    2 |   1: string a   //@default('a'=1)\n"
        "      |                               ^\n"
        "t.thrift:3:28: error: unknown escape: a string has `\\n`, `\\r`, `\\t`, `\\\"`, `\\'` "
        "and `\\\\` [malformed-annotation]\n"
        "    3 |   2: string b   //@column('\\q')\n"
        "      |                            ^\n"
        "2 errors\n");
}

TEST_CASE("missing-argument: what is needed and why") {
  CHECK(rendered("//@mysql_table\n"
                 "//@copy_of(Item)\n"
                 "struct A {\n"
                 "  //@info\n"
                 "  1: string a   //@length\n"
                 "}\n") ==
        "t.thrift:1:3: error: `@mysql_table` needs `table`: the table; each of several gets its "
        "own model class [missing-argument]\n"
        "    1 | //@mysql_table\n"
        "      |   ^~~~~~~~~~~~\n"
        "t.thrift:2:3: error: `@copy_of` needs `template=`: the field that refers to the "
        "template [missing-argument]\n"
        "    2 | //@copy_of(Item)\n"
        "      |   ^~~~~~~~\n"
        "t.thrift:4:5: error: `@info` needs its text on the same line: `@info text` "
        "[missing-argument]\n"
        "    4 |   //@info\n"
        "      |     ^~~~~\n"
        "t.thrift:5:19: error: `@length` needs `n`: characters, or bytes of a binary "
        "[missing-argument]\n"
        "    5 |   1: string a   //@length\n"
        "      |                   ^~~~~~~\n"
        "4 errors\n");
}

TEST_CASE("unknown-argument: the nearest key is named") {
  CHECK(rendered("struct A {\n"
                 "  1: i64 a   //@references(b, on_delte=cascade)\n"
                 "}\n") ==
        "t.thrift:2:31: error: `@references` has no argument `on_delte=`; did you mean "
        "`on_delete=`? [unknown-argument]\n"
        "    2 |   1: i64 a   //@references(b, on_delte=cascade)\n"
        "      |                               ^~~~~~~~~~~~~~~~\n"
        "1 error\n");
}

TEST_CASE("unknown-argument: no key is near, or there is none") {
  CHECK(rendered("struct A {\n"
                 "  1: string a   //@column(b, size=3)\n"
                 "  2: string c   //@deprecated('old', since=3)\n"
                 "}\n") ==
        "t.thrift:2:30: error: `@column` has no argument `size=`; it takes `of=` "
        "[unknown-argument]\n"
        "    2 |   1: string a   //@column(b, size=3)\n"
        "      |                              ^~~~~~\n"
        "t.thrift:3:38: error: `@deprecated` has no argument `since=`; it takes no keys "
        "[unknown-argument]\n"
        "    3 |   2: string c   //@deprecated('old', since=3)\n"
        "      |                                      ^~~~~~~\n"
        "2 errors\n");
}

TEST_CASE("unknown-argument: a positional one is given with a key") {
  CHECK(rendered("struct A {\n"
                 "  1: string a   //@length(n=64)\n"
                 "}\n") ==
        "t.thrift:2:27: error: `@length` takes its n without a key: write it without `n=` "
        "[unknown-argument]\n"
        "    2 |   1: string a   //@length(n=64)\n"
        "      |                           ^~~~\n"
        "1 error\n");
}

TEST_CASE("values are shown on one line") {
  CHECK(
      rendered("//@result(\"it's\\n\\\\ \\t\\\"x\\\"\")\n"
               "struct A {}\n") ==
      "t.thrift:1:11: error: `@result` takes no value; `'it\\'s\\n\\\\ \\t\"x\"'` is one too many "
      "[unknown-argument]\n"
      "    1 | //@result(\"it's\\n\\\\ \\t\\\"x\\\"\")\n"
      "      |           ^~~~~~~~~~~~~~~~~~\n"
      "1 error\n");
}

TEST_CASE("unknown-argument: one too many") {
  CHECK(rendered("//@result(a)\n"
                 "struct A {\n"
                 "  1: string a   //@text(long)\n"
                 "  2: list<B> b   //@many_to_many(b, symmetrical, c)\n"
                 "}\n"
                 "struct B {}\n") ==
        "t.thrift:1:11: error: `@result` takes no value; `a` is one too many [unknown-argument]\n"
        "    1 | //@result(a)\n"
        "      |           ^\n"
        "t.thrift:3:25: error: `@text` takes no value; `long` is one too many [unknown-argument]\n"
        "    3 |   1: string a   //@text(long)\n"
        "      |                         ^~~~\n"
        "t.thrift:4:50: error: `@many_to_many` takes at most 2 values without a key; `c` is one "
        "too many [unknown-argument]\n"
        "    4 |   2: list<B> b   //@many_to_many(b, symmetrical, c)\n"
        "      |                                                  ^\n"
        "3 errors\n");
}

TEST_CASE("bad-argument: a word that is none of those it takes") {
  CHECK(rendered("struct A {\n"
                 "  1: i64 a   //@references(b, on_delete=explode)\n"
                 "}\n") ==
        "t.thrift:2:41: error: `on_delete=` of `@references` takes `cascade`, `set_null`, "
        "`restrict` or `no_action`, not `explode` [bad-argument]\n"
        "    2 |   1: i64 a   //@references(b, on_delete=explode)\n"
        "      |                                         ^~~~~~~\n"
        "1 error\n");
}

TEST_CASE("bad-argument: a value of the wrong type") {
  CHECK(rendered("//@mysql_table(db.players) @first_of(x, id)\n"
                 "struct A {\n"
                 "  1: string a   //@length(0)\n"
                 "  2: string b   //@column('')\n"
                 "  3: string c   //@column([c])\n"
                 "}\n") ==
        "t.thrift:1:16: error: `@mysql_table` takes a name, not `db.players` [bad-argument]\n"
        "    1 | //@mysql_table(db.players) @first_of(x, id)\n"
        "      |                ^~~~~~~~~~\n"
        "t.thrift:1:41: error: `@first_of` takes a list of names, as in `[a, b]`, not `id` "
        "[bad-argument]\n"
        "    1 | //@mysql_table(db.players) @first_of(x, id)\n"
        "      |                                         ^~\n"
        "t.thrift:3:27: error: `@length` takes a whole number of at least 1, not `0` "
        "[bad-argument]\n"
        "    3 |   1: string a   //@length(0)\n"
        "      |                           ^\n"
        "t.thrift:4:27: error: `@column` takes a name, not `''` [bad-argument]\n"
        "    4 |   2: string b   //@column('')\n"
        "      |                           ^~\n"
        "t.thrift:5:27: error: `@column` takes a name, not `[c]` [bad-argument]\n"
        "    5 |   3: string c   //@column([c])\n"
        "      |                           ^~~\n"
        "5 errors\n");
}

TEST_CASE("duplicate-argument: a key or a listed value that is given twice") {
  CHECK(rendered("//@index(a, b, a)\n"
                 "struct A {\n"
                 "  1: i64 a   //@references(b, of=x, of=y)\n"
                 "}\n") ==
        "t.thrift:1:16: error: `a` is listed twice [duplicate-argument]\n"
        "    1 | //@index(a, b, a)\n"
        "      |                ^\n"
        "t.thrift:1:10: note: first listed here\n"
        "    1 | //@index(a, b, a)\n"
        "      |          ^\n"
        "t.thrift:3:37: error: `of=` is given twice [duplicate-argument]\n"
        "    3 |   1: i64 a   //@references(b, of=x, of=y)\n"
        "      |                                     ^~~~\n"
        "t.thrift:3:31: note: first given here\n"
        "    3 |   1: i64 a   //@references(b, of=x, of=y)\n"
        "      |                               ^~~~\n"
        "2 errors\n");
}

TEST_CASE("duplicate-annotation: both places are shown") {
  CHECK(rendered("struct A {\n"
                 "  //@unique\n"
                 "  1: string a   //@unique\n"
                 "}\n") ==
        "t.thrift:3:19: error: `@unique` stands here twice [duplicate-annotation]\n"
        "    3 |   1: string a   //@unique\n"
        "      |                   ^~~~~~~\n"
        "t.thrift:2:5: note: first here\n"
        "    2 |   //@unique\n"
        "      |     ^~~~~~~\n"
        "1 error\n");
}

TEST_CASE("duplicate-annotation: of= makes no difference where one has none") {
  CHECK(rendered("struct A {\n"
                 "  1: string a   //@column(x) @column(y, of=b)\n"
                 "}\n") ==
        "t.thrift:2:30: error: `@column` stands here twice [duplicate-annotation]\n"
        "    2 |   1: string a   //@column(x) @column(y, of=b)\n"
        "      |                              ^~~~~~~\n"
        "t.thrift:2:19: note: first here\n"
        "    2 |   1: string a   //@column(x) @column(y, of=b)\n"
        "      |                   ^~~~~~~\n"
        "1 error\n");
}

TEST_CASE("conflicting-annotations: both places are shown") {
  CHECK(rendered("struct A {\n"
                 "  1: string a   //@text @length(64)\n"
                 "  //@ignore\n"
                 "  2: string b   //@unique\n"
                 "}\n") ==
        "t.thrift:2:25: error: `@length` and `@text` exclude each other [conflicting-annotations]\n"
        "    2 |   1: string a   //@text @length(64)\n"
        "      |                         ^~~~~~~\n"
        "t.thrift:2:19: note: `@text` is here\n"
        "    2 |   1: string a   //@text @length(64)\n"
        "      |                   ^~~~~\n"
        "t.thrift:4:19: error: `@unique` and `@ignore` exclude each other "
        "[conflicting-annotations]\n"
        "    4 |   2: string b   //@unique\n"
        "      |                   ^~~~~~~\n"
        "t.thrift:3:5: note: `@ignore` is here\n"
        "    3 |   //@ignore\n"
        "      |     ^~~~~~~\n"
        "2 errors\n");
}

TEST_CASE("suspicious-annotation: a plain comment that looks like one") {
  CHECK(rendered("struct A {\n"
                 "  // @unique\n"
                 "  1: string a   # @index\n"
                 "  2: string b   /// @text\n"
                 "}\n") ==
        "t.thrift:2:3: warning: this is a plain comment; the annotation is written `//@unique` "
        "[suspicious-annotation]\n"
        "    2 |   // @unique\n"
        "      |   ^~~~~~~~~~\n"
        "t.thrift:3:17: warning: this is a plain comment; the annotation is written `//@index` "
        "[suspicious-annotation]\n"
        "    3 |   1: string a   # @index\n"
        "      |                 ^~~~~~~~\n"
        "t.thrift:4:17: warning: this is a plain comment; the annotation is written `//@text` "
        "[suspicious-annotation]\n"
        "    4 |   2: string b   /// @text\n"
        "      |                 ^~~~~~~~~\n"
        "3 warnings\n");
}

TEST_CASE("suspicious-annotation: a blank behind the @") {
  CHECK(rendered("struct A {\n"
                 "  1: string a   //@ unique\n"
                 "}\n") ==
        "t.thrift:2:19: warning: this is read as a plain comment: the name of an annotation "
        "follows its `@` at once [suspicious-annotation]\n"
        "    2 |   1: string a   //@ unique\n"
        "      |                   ^\n"
        "1 warning\n");
}

TEST_CASE("suspicious-annotation: @info with a parenthesis") {
  CHECK(rendered("//@info(an account)\n"
                 "struct A {}\n") ==
        "t.thrift:1:3: warning: `@info` takes all text to the end of the line: the parenthesis "
        "becomes part of it; write `@info text` [suspicious-annotation]\n"
        "    1 | //@info(an account)\n"
        "      |   ^~~~~\n"
        "1 warning\n");
}
