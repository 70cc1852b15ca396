#include <doctest/doctest.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "test/unit/reader/generated.h"

namespace thriftorm::test {
namespace {

// A header of Thrift's with one struct, `t::P`, and text before its namespace ends.
class EditedHeader {
 public:
  explicit EditedHeader(const std::string& text) {
    generate(directory_, {{"t.thrift", "namespace cpp t\nstruct P { 1: i32 x }\n"}}, "t.thrift");
    replace_text(directory_.path("t_types.h"), "} // namespace",
                 "#line 1 \"elsewhere\"\n" + text + "\n} // namespace");
    const std::string whole = read_file(directory_.path("t_types.h"));
    first_line_ = 1;
    for (char c : whole.substr(0, whole.find("#line"))) first_line_ += c == '\n';
  }

  std::string path() const { return directory_.path("t_types.h"); }
  // The place of a line of the text, counted from 1.
  std::string at(int line) const { return "t_types.h:" + std::to_string(first_line_ + line); }

 private:
  TemporaryDirectory directory_;
  int first_line_ = 0;
};

constexpr const char* kRecord =
    "record t::P in t_types.h\n  x: int32 as std::int32_t\n  isset: x\nfile t_types.h\n";

TEST_CASE("a missing header is reported") {
  CHECK(read_text("no/such_types.h") ==
        "such_types.h:0:0: there is no header `no/such_types.h`: generate it first, with `thrift "
        "--gen cpp` [missing-header]\n");
}

TEST_CASE("a header without anything of Thrift's is reported") {
  const TemporaryDirectory directory;
  directory.write("plain.h", "#include <string>\nnamespace a { struct B { std::string c; }; }\n");
  Diagnostics diagnostics;
  CHECK(!read_header(directory.path("plain.h"), {}, diagnostics));
  REQUIRE(diagnostics.error_count() == 1);
  CHECK(diagnostics.sorted()[0].kind == "not-thrift");
}

TEST_CASE("an error of Clang's has its place in the header, whatever #line says, and its notes") {
  const EditedHeader header("struct Twice {};\nstruct Twice {};\nnope y;");
  CHECK(read_text(header.path()) ==
        header.at(2) + ":8: redefinition of 'Twice' [header-error]\n  " + header.at(1) +
            ":8: previous definition is here\n" + header.at(3) +
            ":1: unknown type name 'nope' [header-error]\n");
}

TEST_CASE("ten errors are reported at most") {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "nope y" + std::to_string(i) + ";\n";
  Diagnostics diagnostics;
  CHECK(!read_header(EditedHeader(text).path(), {}, diagnostics));
  CHECK(diagnostics.error_count() == 10);
}

TEST_CASE("an error inside the standard library is reported once, where the header led to it") {
  const EditedHeader header("struct Wrong { std::pair<int, struct Late> late; };");
  Diagnostics diagnostics;
  CHECK(!read_header(header.path(), {}, diagnostics));
  const Diagnostic first = diagnostics.sorted().at(0);
  CHECK(first.message == "field has incomplete type 't::Late'");
  CHECK("t_types.h:" + std::to_string(first.location.line) == header.at(1));
}

TEST_CASE("errors inside function bodies are not seen") {
  CHECK(read_text(EditedHeader("inline int f() { return nope; }").path()) == kRecord);
}

TEST_CASE("warnings are not reported, not even as errors") {
  CHECK(read_text(EditedHeader("#warning careful\nstatic int unused;").path(),
                  {{"-Wall", "-Werror"}, ""}) == kRecord);
}

TEST_CASE("a missing include names the package or flag that brings it") {
  const auto missing = [](const std::string& file) {
    const EditedHeader header("#include <" + file + ">");
    const std::string text = read_text(header.path());
    const std::string place = header.at(1) + ":10: ";
    REQUIRE(text.starts_with(place));
    return text.substr(place.size());
  };
  CHECK(missing("thrift/None.h") ==
        "`thrift/None.h` is not found: install Thrift's C++ library (package `libthrift-dev`), or "
        "pass `-- -I` with the directory that holds `thrift/` [header-error]\n");
  CHECK(missing("boost/no.hpp") ==
        "`boost/no.hpp` is not found: install Boost (package `libboost-dev`), which Thrift's "
        "headers include, or pass `-- -I` with the directory that holds `boost/` [header-error]\n");
  CHECK(missing("none") ==
        "`none` is not found: install the C++ standard library's headers (package `g++`) "
        "[header-error]\n");
  CHECK(missing("mine/none.h") ==
        "`mine/none.h` is not found: pass `-- -I` with the directory that holds it "
        "[header-error]\n");
}

TEST_CASE("fields of structs that are declared later are handed on, with their records whole") {
  CHECK(read_idl("namespace cpp t\n"
                 "struct A { 1: B one, 2: list<B> many, 3: optional B maybe, 4: B& shared }\n"
                 "struct B { 1: i32 x }\n") == R"(record t::A in t_types.h
  one: record t::B as ::t::B
  many: list<record t::B> as std::vector<::t::B>
  maybe: record t::B as ::t::B
  shared: shared record t::B as ::t::B
  isset: one many maybe shared
record t::B in t_types.h
  x: int32 as std::int32_t
  isset: x
incomplete t::A::one of t::B
incomplete t::A::maybe of t::B
file t_types.h
)");
}

const char* const kMaps =
    "namespace cpp t\n"
    "struct A { 1: map<i32, B> a, 2: list<map<B, i32>> b, 3: map<i32, list<B>> c, "
    "4: optional map<i32, A> d }\n"
    "struct B { 1: i32 x }\n"
    "struct C { 1: map<i32, B> a }\n";

std::string maps(const std::string& incomplete) {
  return R"(record t::A in t_types.h
  a: map<int32, record t::B> as std::map<std::int32_t, ::t::B>
  b: list<map<record t::B, int32>> as std::vector<std::map<::t::B, std::int32_t>>
  c: map<int32, list<record t::B>> as std::map<std::int32_t, std::vector<::t::B>>
  d: map<int32, record t::A> as std::map<std::int32_t, ::t::A>
  isset: a b c d
record t::B in t_types.h
  x: int32 as std::int32_t
  isset: x
record t::C in t_types.h
  a: map<int32, record t::B> as std::map<std::int32_t, ::t::B>
  isset: a
)" + incomplete +
         "file t_types.h\n";
}

TEST_CASE("a map of a later struct is incomplete if the header compares it") {
  CHECK(read_idl(kMaps) == maps("incomplete t::A::a of t::B\nincomplete t::A::b of t::B\n"));
  CHECK(read_idl(kMaps, "no_default_operators") == maps(""));
}

TEST_CASE("incomplete fields are reported with their places for who has no IDL") {
  Diagnostics diagnostics;
  report_incomplete_fields({{"t::A", "one", "t::B", {"t_types.h", 51, 5, 3}}}, diagnostics);
  REQUIRE(diagnostics.error_count() == 1);
  CHECK(diagnostics.sorted()[0] ==
        Diagnostic{Severity::kError,
                   {"t_types.h", 51, 5, 3},
                   "incomplete-type",
                   "`t::A::one` needs `t::B` before the header declares it",
                   {}});
}

TEST_CASE("beside another error, incomplete fields are reported") {
  const TemporaryDirectory directory;
  generate(directory,
           {{"t.thrift",
             "namespace cpp t\nstruct A { 1: required B b }\n"
             "struct B { 1: i32 x }\n"}},
           "t.thrift");
  replace_text(directory.path("t_types.h"), "} // namespace", "nope y;\n} // namespace");
  Diagnostics diagnostics;
  CHECK(!read_header(directory.path("t_types.h"), {}, diagnostics));
  REQUIRE(diagnostics.error_count() == 2);
  CHECK(diagnostics.sorted()[0].kind == "incomplete-type");
  CHECK(diagnostics.source_line(directory.path("t_types.h"),
                                diagnostics.sorted()[0].location.line) == "  B b;");
  CHECK(diagnostics.sorted()[1].message == "unknown type name 'nope'");
}

TEST_CASE("a resource directory without Clang's headers is reported") {
  const EditedHeader header("");
  setenv("THRIFTORM_RESOURCE_DIR", "/none", 1);
  const std::string text = read_text(header.path());
  unsetenv("THRIFTORM_RESOURCE_DIR");
  CHECK(text ==
        "t_types.h:0:0: clang's own headers are not in `/none`: install the package "
        "`libclang-common-19-dev`, or set THRIFTORM_RESOURCE_DIR to the directory that holds "
        "`include/stddef.h` [missing-resource-dir]\n");
}

TEST_CASE("Clang itself prints nothing") {
  const EditedHeader header("nope y;");
  const TemporaryDirectory directory;
  const int kept = dup(STDERR_FILENO);
  const int file = open(directory.path("stderr").c_str(), O_CREAT | O_WRONLY, 0600);
  dup2(file, STDERR_FILENO);
  Diagnostics diagnostics;
  read_header(header.path(), {{"-fno-such-flag", "-std=c++99"}, ""}, diagnostics);
  read_header(header.path(), {}, diagnostics);
  dup2(kept, STDERR_FILENO);
  close(kept);
  close(file);
  CHECK(diagnostics.has_errors());
  CHECK(read_file(directory.path("stderr")) == "");
}

}  // namespace
}  // namespace thriftorm::test
