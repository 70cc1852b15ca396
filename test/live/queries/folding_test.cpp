// Texts that match whatever their case and accents. Letters are the same with and without accents of
// their own, on every engine; where engines differ, it is said here.
#include <array>
#include <string>
#include <vector>

#include "test/live/relations/library_records.h"

using namespace library_db;
using namespace library_db::columns;
using thriftorm::Dialect;
using thriftorm::Session;

namespace {

// Which functions find a text: "c" icontains, "s" istarts_with, "e" iends_with.
std::string finders(Session& session, const std::string& text, const std::string& wanted) {
  const TagModel tag = TagModel().set_name(text).save(session);
  const auto found = [&](const thriftorm::Condition<TagModel>& condition) {
    return TagModel::query().where(tag::id == *tag.get_id() && condition).exists(session);
  };
  CHECK(found(tag::name.contains(wanted)) == (text.find(wanted) != std::string::npos));
  const bool contains = found(tag::name.icontains(wanted));
  const auto search = TagModel::query().where(tag::id == *tag.get_id()).search(wanted, tag::name);
  CHECK(search.exists(session) == contains);
  return std::string(contains ? "c" : "") + (found(tag::name.istarts_with(wanted)) ? "s" : "") +
         (found(tag::name.iends_with(wanted)) ? "e" : "");
}

struct Promise {
  std::string text;
  std::string wanted;
  std::string sqlite;
  std::string mysql;
  std::string mariadb;
};

void check(Session& session, const std::vector<Promise>& promises) {
  for (const Promise& promise : promises) {
    CAPTURE(promise.text);
    CAPTURE(promise.wanted);
    const Dialect dialect = session.dialect();
    CHECK(finders(session, promise.text, promise.wanted) ==
          (dialect == Dialect::kSqlite  ? promise.sqlite
           : dialect == Dialect::kMysql ? promise.mysql
                                        : promise.mariadb));
  }
}

void check_everywhere(Session& session, const std::vector<std::array<std::string, 3>>& promises) {
  for (const auto& [text, wanted, found] : promises)
    check(session, {{text, wanted, found, found, found}});
}

}  // namespace

TEST_CASE("case and accents do not count on any engine, in either direction") {
  live::on_each_library([](Session& session) {
    check_everywhere(session, {
                                  {"Zoé", "zoe", "cse"},
                                  {"zoe", "Zoé", "cse"},
                                  {"ZOË", "zoé", "cse"},
                                  {"CAFÉ", "café", "cse"},
                                  {"un café", "CAFE", "ce"},
                                  {"café noir", "CAFE", "cs"},
                                  {"Ångström", "angstrom", "cse"},
                                  {"ΑΘΗΝΑ", "αθηνα", "cse"},
                                  {"Αθήνα", "ΑΘΗΝΑ", "cse"},
                                  {"ΣΟΦΟΣ", "σοφος", "cse"},
                                  {"ΣΟΦΟΣ", "σοφός", "cse"},
                                  {"ЖУК", "жук", "cse"},
                                  {"ёлка", "ЕЛКА", "cse"},
                                  {"ЙОД", "йод", "cse"},
                                  {"ß", "ẞ", "cse"},
                                  {"İ", "i", "cse"},
                                  {"か", "が", "cse"},
                                  {"Tiếng Việt", "tieng viet", "cse"},
                                  {"😀", "😀", "cse"},
                                  {"日本", "日本", "cse"},
                              });
  });
}

TEST_CASE("other letters stay others on every engine") {
  live::on_each_library([](Session& session) {
    check_everywhere(session, {
                                  {"a", "b", ""},
                                  {"ae", "e", "ce"},
                                  {"n", "m", ""},
                                  {"😀", "😁", ""},
                                  {"日", "本", ""},
                                  {"α", "a", ""},
                                  {"а", "a", ""},  // Cyrillic and Latin
                                  {"æ", "ae", ""},
                                  {"ı", "i", ""},
                                  {"a\u00adb", "ab", ""},
                                  {"100%", "100_", ""},
                                  {"a b", "ab", ""},
                                  {"\\", "/", ""},
                              });
  });
}

TEST_CASE("a letter that is several, and an accent of its own, match themselves alone") {
  live::on_each_library([](Session& session) {
    check_everywhere(session, {
                                  {"Straße", "STRASSE", ""},
                                  {"STRASSE", "straße", ""},
                                  {"ﬁ", "fi", ""},
                                  {"e\u0301", "é", "cs"},
                                  {"é", "e\u0301", ""},
                                  {"cafe\u0301", "CAFE", "cs"},
                                  {"cafe\u0301s", "cafés", ""},
                              });
  });
}

// SQLite takes letters apart as Unicode does. The servers go by the weights of their collations:
// strokes, widths and styles count as accents, and some letters with an accent are others.
TEST_CASE("engines differ in what counts as an accent") {
  live::on_each_library([](Session& session) {
    check(session, {

                       {"ИОД", "йод", "cse", "", ""},
                       {"smørrebrød", "smorrebrod", "", "cse", "cse"},
                       {"Łódź", "lodz", "", "cse", "cse"},
                       {"Đà", "da", "", "cse", "cse"},
                       {"Ａ", "a", "", "cse", "cse"},
                       {"²", "2", "", "cse", "cse"},
                       {"カ", "か", "", "cse", "cse"},
                       {"x y", "x\u00a0y", "", "cse", "cse"},
                   });
  });
}
