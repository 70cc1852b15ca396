#include <doctest/doctest.h>

#include "tool/emit/cpp_text.h"
#include "tool/emit/text_writer.h"

namespace thriftorm {
namespace {

std::string emitted(std::string_view pattern, const std::vector<Hole>& holes = {}) {
  TextWriter writer;
  writer.emit(pattern, holes);
  return writer.text();
}

}  // namespace

TEST_CASE("a template's common indentation is dropped, and nothing else of it") {
  CHECK_EQ(emitted(R"cpp(
    int f() {
      return 1;

    }
  )cpp"),
           "int f() {\n  return 1;\n\n}\n");
  CHECK_EQ(emitted("one line"), "one line\n");
}

TEST_CASE("a hole within a line takes its text as it is") {
  CHECK_EQ(emitted("$type$ $name$_;", {{"type", "int"}, {"name", "a$b$"}}), "int a$b$_;\n");
}

TEST_CASE("what fills a line of its own is indented like it") {
  CHECK_EQ(emitted(R"cpp(
    {
      $body$
    }
  )cpp",
                   {{"body", "a;\n\nb;"}}),
           "{\n  a;\n\n  b;\n}\n");
}

TEST_CASE("a line whose hole is empty goes") {
  CHECK_EQ(emitted("a\n$nothing$\nb", {{"nothing", ""}}), "a\nb\n");
}

TEST_CASE("a blank line stands only between others") {
  TextWriter writer;
  writer.blank_line();
  writer.emit("a");
  writer.blank_line();
  writer.emit("b");
  CHECK_EQ(writer.text(), "a\n\nb\n");
}

TEST_CASE("code is broken after commas, outside of strings and templates") {
  const std::string long_name(60, 'x');
  CHECK_EQ(
      wrap_code("f(" + long_name + ", \"a, b\", std::map<int, " + std::string(30, 'y') + ">());"),
      "f(" + long_name + ", \"a, b\",\n    std::map<int, " + std::string(30, 'y') + ">());");
  CHECK_EQ(wrap_code("short(a, b)"), "short(a, b)");
}

TEST_CASE("a list takes as many lines as it needs") {
  CHECK_EQ(wrap_list({"a", "b"}, 4), "a, b");
  CHECK_EQ(wrap_list({std::string(50, 'a'), std::string(50, 'b')}, 4),
           std::string(50, 'a') + ",\n" + std::string(50, 'b'));
}

TEST_CASE("strings are spelled so that C++ reads them back") {
  CHECK_EQ(string_literal("a \"b\" \\c"), R"("a \"b\" \\c")");
  CHECK_EQ(raw_string_literal("plain"), "R\"sql(plain)sql\"");
  CHECK_EQ(raw_string_literal("with )sql\" inside"), "R\"sql_(with )sql\" inside)sql_\"");
}

}  // namespace thriftorm
