#include <doctest/doctest.h>

#include "annotations/diagnostics.h"

using namespace thriftorm;

namespace {

Diagnostics with_source(std::string text) {
  Diagnostics diagnostics;
  diagnostics.add_source("game.thrift", std::move(text));
  return diagnostics;
}

}  // namespace

TEST_CASE("diagnostics are sorted by file as first seen, line and column") {
  Diagnostics diagnostics;
  diagnostics.add_source("b.thrift", "");
  diagnostics.error({"a.thrift", 1, 1, 1}, "k", "in a");
  diagnostics.error({"b.thrift", 2, 1, 1}, "k", "line 2");
  diagnostics.error({"b.thrift", 1, 5, 1}, "k", "column 5");
  diagnostics.warning({"b.thrift", 1, 2, 1}, "k", "column 2");
  diagnostics.error({"b.thrift", 1, 5, 1}, "k", "column 5, reported later");
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : diagnostics.sorted()) messages.push_back(diagnostic.message);
  CHECK(messages == std::vector<std::string>{"column 2", "column 5", "column 5, reported later",
                                             "line 2", "in a"});
}

TEST_CASE("warnings are no errors") {
  Diagnostics diagnostics;
  diagnostics.warning({"a.thrift", 1, 1, 1}, "k", "m");
  CHECK_FALSE(diagnostics.has_errors());
  diagnostics.error({"a.thrift", 1, 1, 1}, "k", "m");
  CHECK(diagnostics.has_errors());
  CHECK(diagnostics.error_count() == 1);
}

TEST_CASE("a source line comes without its line end") {
  const Diagnostics diagnostics = with_source("one\r\ntwo\n\nfour");
  CHECK(diagnostics.source_line("game.thrift", 1) == "one");
  CHECK(diagnostics.source_line("game.thrift", 2) == "two");
  CHECK(diagnostics.source_line("game.thrift", 3).empty());
  CHECK(diagnostics.source_line("game.thrift", 4) == "four");
  CHECK(diagnostics.source_line("game.thrift", 5).empty());
  CHECK(diagnostics.source_line("game.thrift", 0).empty());
  CHECK(diagnostics.source_line("other.thrift", 1).empty());
}

TEST_CASE("a later text for a file replaces the earlier one") {
  Diagnostics diagnostics = with_source("old");
  diagnostics.add_source("game.thrift", "new");
  CHECK(diagnostics.source_line("game.thrift", 1) == "new");
}

TEST_CASE("nothing is rendered where nothing is wrong") {
  CHECK(render_text(Diagnostics(), false).empty());
  CHECK(render_text(Diagnostics(), true).empty());
  CHECK(render_json(Diagnostics()) == "[]\n");
}

TEST_CASE("a diagnostic is rendered with its source line, its underline and its notes") {
  Diagnostics diagnostics = with_source("one\n  3: string title   //@column(title)\n");
  diagnostics
      .error({"game.thrift", 2, 23, 14}, "duplicate-column",
             "column `title` is already defined in table `posts`")
      .notes = {{{"game.thrift", 1, 1, 3}, "first defined here"}, {{}, "rename one of them"}};
  CHECK(render_text(diagnostics, false) ==
        "game.thrift:2:23: error: column `title` is already defined in table `posts` "
        "[duplicate-column]\n"
        "    2 |   3: string title   //@column(title)\n"
        "      |                       ^~~~~~~~~~~~~~\n"
        "game.thrift:1:1: note: first defined here\n"
        "    1 | one\n"
        "      | ^~~\n"
        "note: rename one of them\n"
        "1 error\n");
}

TEST_CASE("a diagnostic about a whole file has no line") {
  Diagnostics diagnostics;
  diagnostics.error({"game.thrift", 0, 0, 1}, "missing-file", "this file cannot be opened");
  diagnostics.warning({}, "k", "no place at all");
  diagnostics.warning({}, "k", "again");
  CHECK(render_text(diagnostics, false) ==
        "game.thrift: error: this file cannot be opened [missing-file]\n"
        "warning: no place at all [k]\n"
        "warning: again [k]\n"
        "1 error, 2 warnings\n");
}

TEST_CASE("tabs do not misplace the caret") {
  Diagnostics diagnostics = with_source("\t1:\tstring\tname");
  diagnostics.error({"game.thrift", 1, 5, 6}, "k", "m");
  CHECK(render_text(diagnostics, false) ==
        "game.thrift:1:5: error: m [k]\n"
        "    1 |     1:  string  name\n"
        "      |         ^~~~~~\n"
        "1 error\n");
}

TEST_CASE("the caret counts characters, not bytes") {
  Diagnostics diagnostics = with_source("// \xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80 x");
  diagnostics.error({"game.thrift", 1, 14, 1}, "k", "m");
  CHECK(render_text(diagnostics, false) ==
        "game.thrift:1:14: error: m [k]\n"
        "    1 | // \xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80 x\n"
        "      |        ^\n"
        "1 error\n");
}

TEST_CASE("control characters and broken UTF-8 in a source line are shown as replacements") {
  Diagnostics diagnostics = with_source("a\033[31m\xFF x");
  diagnostics.error({"game.thrift", 1, 9, 1}, "k", "m");
  CHECK(render_text(diagnostics, false) ==
        "game.thrift:1:9: error: m [k]\n"
        "    1 | a\xEF\xBF\xBD[31m\xEF\xBF\xBD x\n"
        "      |         ^\n"
        "1 error\n");
}

TEST_CASE("a caret may stand behind the end of its line") {
  Diagnostics diagnostics = with_source("abc");
  diagnostics.error({"game.thrift", 1, 4, 7}, "k", "m");
  CHECK(render_text(diagnostics, false) ==
        "game.thrift:1:4: error: m [k]\n"
        "    1 | abc\n"
        "      |    ^\n"
        "1 error\n");
}

TEST_CASE("a long line is clipped around the caret") {
  Diagnostics diagnostics = with_source(std::string(300, 'a') + "HERE" + std::string(300, 'b'));
  diagnostics.error({"game.thrift", 1, 301, 4}, "k", "m");
  CHECK(render_text(diagnostics, false) ==
        "game.thrift:1:301: error: m [k]\n"
        "    1 | ..." +
            std::string(57, 'a') + "HERE" + std::string(53, 'b') +
            "...\n"
            "      | " +
            std::string(60, ' ') +
            "^~~~\n"
            "1 error\n");
}

TEST_CASE("colour marks the place, the severity and the caret") {
  Diagnostics diagnostics = with_source("abc");
  diagnostics.error({"game.thrift", 1, 2, 2}, "k", "m");
  CHECK(render_text(diagnostics, true) ==
        "\033[1mgame.thrift:1:2:\033[0m \033[1;31merror:\033[0m m [k]\n"
        "    1 | abc\n"
        "      |  \033[1;32m^~\033[0m\n"
        "1 error\n");
}

TEST_CASE("JSON carries everything a diagnostic says") {
  Diagnostics diagnostics;
  diagnostics.warning({"game.thrift", 3, 4, 5}, "kind", "say \"x\"\xFF").notes = {
      {{"game.thrift", 1, 2, 3}, "first here"}};
  CHECK(render_json(diagnostics) == R"([
  {
    "severity": "warning",
    "file": "game.thrift",
    "line": 3,
    "column": 4,
    "length": 5,
    "kind": "kind",
    "message": "say \"x\"�",
    "notes": [
      {
        "file": "game.thrift",
        "line": 1,
        "column": 2,
        "length": 3,
        "message": "first here"
      }
    ]
  }
]
)");
}

TEST_CASE("the nearest word is at most a third of the longer word away") {
  CHECK(nearest("uniqe", {"index", "unique"}) == "unique");
  CHECK(nearest("uniuqe", {"index", "unique"}) == "unique");
  CHECK(nearest("abc", {"abd", "abc"}) == "abc");
  CHECK(nearest("ab", {"ac"}) == "ac");
  CHECK(nearest("abc", {"axy"}).empty());
  CHECK(nearest("unique", {}).empty());
  CHECK(nearest(std::string(100000, 'x'), {"unique"}).empty());
}
