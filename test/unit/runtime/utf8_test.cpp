#include "runtime/src/utf8.h"

#include <doctest/doctest.h>

#include <string>

using thriftorm::detail::is_utf8;

TEST_CASE("UTF-8 is told from what is not, wherever it stands") {
  const std::string_view good[] = {"",
                                   "ascii",
                                   "\x7F",
                                   "\xC2\x80",
                                   "\xDF\xBF",
                                   "\xE0\xA0\x80",
                                   "\xED\x9F\xBF",
                                   "\xEE\x80\x80",
                                   "\xEF\xBF\xBF",
                                   "\xF0\x90\x80\x80",
                                   "\xF4\x8F\xBF\xBF"};
  const std::string_view bad[] = {"\x80",
                                  "\xC0\x80",
                                  "\xC1\xBF",
                                  "\xC2",
                                  "\xC2\x41",
                                  "\xE0\x9F\xBF",
                                  "\xE0\xA0",
                                  "\xED\xA0\x80",
                                  "\xF0\x8F\xBF\xBF",
                                  "\xF4\x90\x80\x80",
                                  "\xF5\x80\x80\x80",
                                  "\xF0\x90\x80",
                                  "\xFF"};
  for (std::size_t before = 0; before < 20; ++before) {
    for (const std::string_view text : good) {
      CHECK(is_utf8(std::string(before, 'a').append(text).append("bcdefghijk")));
      CHECK(is_utf8(std::string(before, 'a').append(text)));
    }
    for (const std::string_view text : bad) {
      CHECK_FALSE(is_utf8(std::string(before, 'a').append(text).append("bcdefghijk")));
      CHECK_FALSE(is_utf8(std::string(before, 'a').append(text)));
    }
  }
  CHECK(is_utf8(std::string_view("a\0b", 3)));
}
