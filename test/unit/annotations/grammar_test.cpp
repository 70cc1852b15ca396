#include <doctest/doctest.h>

#include "test/unit/annotations/support.h"

using namespace thriftorm;
using namespace thriftorm::idl;

TEST_CASE("a struct comes out with everything the IDL says of it") {
  std::string complaints;
  const Document document = parsed("struct Post {\n  1: optional i64 id = 7\n}\n", complaints);
  CHECK(complaints.empty());

  ConstValue seven;
  seven.integer = 7;
  seven.text = "7";
  seven.location = {"t.thrift", 2, 24, 1};
  Field id;
  id.id = 1;
  id.requiredness = Requiredness::kOptional;
  id.type = {Type::Kind::kBase, "i64", {}, {"t.thrift", 2, 15, 3}};
  id.name = "id";
  id.default_value = seven;
  id.location = {"t.thrift", 2, 19, 2};
  Struct post;
  post.name = "Post";
  post.fields = {id};
  post.location = {"t.thrift", 1, 8, 4};
  Document expected;
  expected.path = "t.thrift";
  expected.stem = "t";
  expected.structs = {post};
  CHECK(document == expected);
}

TEST_CASE("fields are separated by commas, semicolons or nothing") {
  CHECK(dumped("struct A { 1: i32 a, 2: i32 b; 3: i32 c 4: i32 d }") ==
        "struct A\n  1: i32 a\n  2: i32 b\n  3: i32 c\n  4: i32 d\n");
}

TEST_CASE("field ids may be negative or missing") {
  CHECK(dumped("struct A { -5: i32 a  i32 b  required string c }") ==
        "struct A\n  -5: i32 a\n  -: i32 b\n  -: required string c\n");
}

TEST_CASE("every base type is known") {
  CHECK(
      dumped(
          "struct A { bool a byte b i8 c i16 d i32 e i64 f double g string h binary i uuid j }") ==
      "struct A\n  -: bool a\n  -: byte b\n  -: i8 c\n  -: i16 d\n  -: i32 e\n  -: i64 f\n"
      "  -: double g\n  -: string h\n  -: binary i\n  -: uuid j\n");
}

TEST_CASE("containers nest, and may name a C++ type") {
  CHECK(dumped("struct A { 1: map<string, list<set<i32>>> a\n"
               "2: list cpp_type 'std::list' <i32> b  3: list<i32> cpp_type 'std::list' c\n"
               "4: map cpp_type \"M\" <i32, i32> (k = 'v') d 5: set cpp_type 'S' <i32> e }") ==
        "struct A\n  1: map<string,list<set<i32>>> a\n  2: list<i32> b\n  3: list<i32> c\n"
        "  4: map<i32,i32> d\n  5: set<i32> e\n");
}

TEST_CASE("unions and exceptions are structs of their own kind") {
  CHECK(dumped("union U { 1: i32 a } exception E { 1: string why }") ==
        "union U\n  1: i32 a\nexception E\n  1: string why\n");
}

TEST_CASE("a field may be a reference") {
  CHECK(dumped("struct Tree { 1: optional Tree & left }") ==
        "struct Tree\n  1: optional Tree & left\n");
}

TEST_CASE("enum values count on from the value before") {
  CHECK(dumped("enum E { A, B = 5; C D = 0x10, E = -1 F }") ==
        "enum E\n  A = 0\n  B = 5\n  C = 6\n  D = 16\n  E = -1\n  F = 0\n");
}

TEST_CASE("constants have any shape") {
  CHECK(dumped("const map<string, list<double>> M = {'a': [1, 2.5; -.5e-3], \"b\": []}\n"
               "const bool T = true; const bool F = false, const i64 H = -0xFF\n"
               "const E X = E.A const i64 P = +7") ==
        "const M = {'a' [1 2.5 -.5e-3] 'b' []}\nconst T = 1\nconst F = 0\nconst H = -255\n"
        "const X = E.A\nconst P = 7\n");
}

TEST_CASE("doubles have the value that is written") {
  std::string complaints;
  const Document document =
      parsed("const double A = 1.5e3 const double B = -2E-2 const double C = .25", complaints);
  CHECK(complaints.empty());
  CHECK(document.constants[0].second.number == 1500.0);
  CHECK(document.constants[1].second.number == -0.02);
  CHECK(document.constants[2].second.number == 0.25);
}

TEST_CASE("the whole range of 64 bits is a whole number") {
  CHECK(dumped("const i64 A = 9223372036854775807 const i64 B = -9223372036854775808") ==
        "const A = 9223372036854775807\nconst B = -9223372036854775808\n");
}

TEST_CASE("strings have escapes and both quotes") {
  CHECK(dumped(R"(const string A = "it's\n\"\t\\" const string B = '"\'\r')") ==
        "const A = 'it's\n\"\t\\'\nconst B = '\"'\r'\n");
}

TEST_CASE("the C++ namespace is kept, or else the one for all languages") {
  std::string complaints;
  CHECK(parsed("namespace py p namespace cpp a.b namespace * c", complaints).cpp_namespace ==
        "a.b");
  CHECK(parsed("namespace * c namespace py p", complaints).cpp_namespace == "c");
  CHECK(parsed("namespace smalltalk.category Thrift.Test", complaints).cpp_namespace.empty());
}

TEST_CASE("includes are listed, not opened") {
  std::string complaints;
  const Document document =
      parsed("cpp_include \"<map>\"\ninclude 'shared/base.thrift'\n", complaints);
  CHECK(complaints.empty());
  CHECK(document.includes ==
        std::vector<Include>{{"shared/base.thrift", "", {"t.thrift", 2, 9, 20}}});
}

TEST_CASE("native annotations may stand everywhere Thrift allows them") {
  CHECK(dumped("namespace cpp a (k = 'v')\n"
               "typedef i64 (js.type = 'Long') Id (a = 'b', c)\n"
               "enum E { A = 1 (x = \"1\"), B (y) } (z = 'z')\n"
               "struct S { 1: string (s) a = 'x' (t = 'u'; v = 'w'), } (final)\n"
               "exception X { } (e) service V { void f() (g = 'h'), } (i = 'j')") ==
        "typedef i64 Id\nenum E\n  A = 1\n  B = 2\nstruct S\n  1: string a = 'x'\nexception X\n");
}

TEST_CASE("XSD's leftovers are read and ignored") {
  CHECK(dumped("struct S xsd_all { 1: i32 a xsd_optional xsd_nillable xsd_attrs { 1: i32 b } }") ==
        "struct S\n  1: i32 a\n");
}

TEST_CASE("services are read for their grammar") {
  CHECK(dumped("service A {}\n"
               "service B extends shared.Base {\n"
               "  oneway void a(1: i32 x, 2: optional string y = 'z'); async void b(),\n"
               "  list<i32> c() throws (1: E e, 2: E f)\n"
               "  i32 d(i32 x)\n}") == "");
}

TEST_CASE("keywords may be field names") {
  CHECK(dumped("struct A { 1: i32 struct, 2: optional string optional 3: bool include list<i32> "
               "list }") ==
        "struct A\n  1: i32 struct\n  2: optional string optional\n  3: bool include\n"
        "  -: list<i32> list\n");
}

TEST_CASE("a byte order mark, CRLF line ends and all comments are fine") {
  CHECK(dumped("\xEF\xBB\xBFstruct A { // one\r\n  1: i32 a # two\r\n  /* three\r\n */ /**/ /***/ "
               "2: i32 b\r\n}\r\n") == "struct A\n  1: i32 a\n  2: i32 b\n");
}

TEST_CASE("columns count from behind a byte order mark") {
  std::string complaints;
  CHECK(parsed("\xEF\xBB\xBFstruct A {}", complaints).structs[0].location ==
        Location{"t.thrift", 1, 8, 1});
}

TEST_CASE("an empty file is an empty document") { CHECK(dumped("") == ""); }

TEST_CASE("what is understood of a file with errors is returned") {
  Diagnostics diagnostics;
  const Document document =
      parse("struct A { 1: i32 a  2: strin<g b\n  3: i32 c }\ntypedef\nstruct B { 1: i32 d",
            "t.thrift", diagnostics);
  CHECK(dump(document) == "struct A\n  1: i32 a\n  3: i32 c\n");
  CHECK(diagnostics.error_count() == 3);
}

TEST_CASE("each field with an error is reported, and those between are read") {
  const std::string text =
      "struct A {\n  1: i32\n  2: i32 b\n  3 i32 c\n  4: map<i32> d\n  5: i32 e = ,\n  6: i32 "
      "f\n}\n"
      "struct B {}\n";
  Diagnostics diagnostics;
  const Document document = parse(text, "t.thrift", diagnostics);
  CHECK(dump(document) == "struct A\n  2: i32 b\n  6: i32 f\nstruct B\n");
  std::string places;
  for (const Diagnostic& diagnostic : diagnostics.sorted()) {
    places += std::to_string(diagnostic.location.line) + ": " + diagnostic.message + '\n';
  }
  CHECK(places ==
        "2: expected the name of a field, found the end of the line\n"
        "4: expected `:`, found `i32`\n"
        "5: expected `,`, found `>`\n"
        "6: expected a value, found `,`\n");
}

TEST_CASE("a forgotten brace does not swallow the next declaration") {
  Diagnostics diagnostics;
  const Document document =
      parse("struct A {\n  1: i32 a\n\nstruct B {\n  1: i32 b\n}\n", "t.thrift", diagnostics);
  CHECK(dump(document) == "struct B\n  1: i32 b\n");
  CHECK(render_text(diagnostics, false) ==
        "t.thrift:4:1: error: expected `}` to end `A`, found `struct` [syntax]\n"
        "    4 | struct B {\n"
        "      | ^~~~~~\n"
        "t.thrift:1:10: note: it begins here\n"
        "    1 | struct A {\n"
        "      |          ^\n"
        "1 error\n");
}

TEST_CASE("nesting that would overflow the stack is refused") {
  const auto repeat = [](std::string_view text) {
    std::string result;
    for (int i = 0; i < 100000; ++i) result += text;
    return result;
  };
  const std::string lists = "struct A { 1: " + repeat("list<") + "i32 a }";
  const std::string values = "const i32 A = " + repeat("[");
  const std::string maps = "const i32 A = " + repeat("{");
  const std::string attributes = "struct A { " + repeat("1: i32 a xsd_attrs {");
  const std::string arguments = "//@first_of(a, " + repeat("[") + "\nstruct A {}";
  for (const std::string& text : {lists, values, maps, attributes, arguments}) {
    Diagnostics diagnostics;
    parse(text, "t.thrift", diagnostics);
    CHECK(diagnostics.has_errors());
  }
}
