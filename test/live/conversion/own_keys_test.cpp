// Embedded rows with keys that the client gives: whether one is there already only the database knows.
#include <string>
#include <vector>

#include "test/live/conversion/wiki_objects.h"
#include "test/live/relations/support.h"

using namespace wiki_db;
using live::count_rows;
using live::line;
using live::on_each_wiki;
using live::page;
using live::word;
using thriftorm::Session;

namespace {

// One that embeds words and lines in every way.
wiki::Page full_page() {
  wiki::Page object = page("full");
  object.__set_note(word("note", "n"));
  object.__set_term(word("term", "t"));
  object.__set_words({word("a", "1"), word("b", "2")});
  object.__set_lines({line("first", "x"), line("second", "y")});
  wiki::Section section;
  section.__set_note(word("section note", "n"));
  section.__set_term(word("section term", "t"));
  section.__set_words({word("b", "2"), word("c", "3")});
  object.__set_sections({section});
  return object;
}

wiki::Page stored(Session& session, std::int64_t id) {
  return PageModel::find(session, id)->to_thrift(session);
}

}  // namespace

TEST_CASE("an object that embeds rows with keys of their own is saved as often as one likes") {
  on_each_wiki([](Session& session) {
    const std::int64_t id = *PageModel().from_thrift(full_page()).save(session).get_id();
    const wiki::Page first = stored(session, id);
    PageModel().from_thrift(first).save(session);
    CHECK(stored(session, id) == first);
    PageModel found = *PageModel::find(session, id);
    found.from_thrift(first).save(session);
    CHECK(stored(session, id) == first);
    CHECK(count_rows(session, "words") == 7);
    CHECK(count_rows(session, "text_lines") == 2);
  });
}

TEST_CASE("what embedded rows own stays while they stay") {
  on_each_wiki([](Session& session) {
    PageModel model = PageModel().from_thrift(full_page()).save(session);
    MarkModel().set_line_key("first").save(session);
    MarkModel().set_line_key("second").save(session);
    wiki::Page object = model.to_thrift(session);
    PageModel().from_thrift(object).save(session);
    CHECK(count_rows(session, "marks") == 2);
    object.__set_lines({line("second", "changed"), line("third", "z")});
    PageModel().from_thrift(object).save(session);
    CHECK(stored(session, object.id).lines == object.lines);
    CHECK(count_rows(session, "marks") == 1);
    CHECK(count_rows(session, "text_lines") == 2);
  });
}

TEST_CASE("a new object takes rows that are there, and writes what it says of them") {
  on_each_wiki([](Session& session) {
    for (const char* key : {"note", "term", "a"})
      WordModel().from_thrift(word(key, "old")).save(session);
    PageModel().from_thrift(full_page()).save(session);
    CHECK(WordModel::find(session, "note")->get_meaning() == "n");
    CHECK(WordModel::find(session, "a")->get_meaning() == "1");
    CHECK(WordModel::find(session, "term")->get_meaning() == "old");
    CHECK(count_rows(session, "words") == 7);
  });
}

TEST_CASE(
    "save=create creates a row with the key that it has, and leaves one that is there alone") {
  on_each_wiki([](Session& session) {
    wiki::Page object = page("p");
    object.__set_term(word("term", "first"));
    const PageModel model = PageModel().from_thrift(object).save(session);
    CHECK(model.get_term(session)->get_meaning() == "first");
    object.__set_term(word("term", "second"));
    const PageModel other = PageModel().from_thrift(object).save(session);
    CHECK(other.get_term(session)->get_meaning() == "first");
    CHECK(count_rows(session, "words") == 1);
  });
}

TEST_CASE(
    "a row that several objects of a graph embed is one row, and the last one's values count") {
  on_each_wiki([](Session& session) {
    wiki::Page object = page("p");
    std::vector<wiki::Section> sections(3);
    for (int i = 0; i < 3; ++i) {
      const std::string number = std::to_string(i);
      sections[i].__set_note(word("note", number));
      sections[i].__set_term(word("term", number));
      sections[i].__set_words({word("a", number), word("b", number)});
    }
    object.__set_sections(sections);
    PageModel().from_thrift(object).save(session);
    CHECK(WordModel::find(session, "note")->get_meaning() == "2");
    CHECK(WordModel::find(session, "term")->get_meaning() == "0");
    CHECK(WordModel::find(session, "a")->get_meaning() == "2");
    CHECK(count_rows(session, "words") == 4);
    CHECK(count_rows(session, "section_words") == 6);
  });
}

TEST_CASE("a row that another object owns is refused, and all stays as it was") {
  on_each_wiki([](Session& session) {
    wiki::Page object = page("p");
    object.__set_lines({line("first", "x")});
    const PageModel owner = PageModel().from_thrift(object).save(session);
    object.__set_lines({line("first", "stolen")});
    CHECK(live::violation([&] { PageModel().from_thrift(object).save(session); }) ==
          thriftorm::ConstraintKind::kOwnership);
    const PageModel other = PageModel().from_thrift(page("q")).save(session);
    object.__set_id(*other.get_id());
    CHECK(live::violation([&] { PageModel().from_thrift(object).save(session); }) ==
          thriftorm::ConstraintKind::kOwnership);
    CHECK(LineModel::find(session, "first")->get_page_id() == owner.get_id());
    CHECK(LineModel::find(session, "first")->get_content() == "x");
  });
}

TEST_CASE("a save that a rollback undoes is done again by the same model") {
  on_each_wiki([](Session& session) {
    PageModel first = PageModel().from_thrift(full_page()).save(session);
    PageModel again = PageModel().from_thrift(first.to_thrift(session));
    live::fail_in_transaction(session, [&] { again.save(session); });
    first.destroy(session);
    session.execute("DELETE FROM words");
    const wiki::Page object = full_page();
    PageModel fresh = PageModel().from_thrift(object);
    live::fail_in_transaction(session, [&] { fresh.save(session); });
    const wiki::Page out = fresh.save(session).to_thrift(session);
    CHECK(out.lines == object.lines);
    CHECK(out.words == object.words);
  });
}

TEST_CASE("a set of keys, whatever it is called, goes in and comes out") {
  on_each_wiki([](Session& session) {
    wiki::Page object = page("p");
    for (int i = 0; i < 3; ++i) {
      SlipModel slip;
      object.bookmarks.insert(*slip.set_label("s").save(session).get_id());
    }
    object.__isset.bookmarks = true;
    const PageModel model = PageModel().from_thrift(object).save(session);
    CHECK(stored(session, *model.get_id()).bookmarks == object.bookmarks);
  });
}

TEST_CASE("a row that must name its owner does not leave a list that owns nothing") {
  on_each_wiki([](Session& session) {
    wiki::Page object = page("p");
    wiki::Tab tab;
    tab.__set_label("t");
    object.__set_tabs({tab, tab});
    const PageModel model = PageModel().from_thrift(object).save(session);
    object = model.to_thrift(session);
    object.tabs.pop_back();
    const auto details = live::details_of<thriftorm::ConstraintViolation>(
        [&] { PageModel().from_thrift(object).save(session); });
    CHECK(details.table == "tabs");
    CHECK(details.column == "page_id");
    CHECK(details.statement.empty());
    CHECK(count_rows(session, "tabs") == 2);
  });
}

TEST_CASE("a list of keys says nothing of whose an object is that leaves its owner out") {
  on_each_wiki([](Session& session) {
    const PageModel owner = PageModel().from_thrift(page("p")).save(session);
    wiki::Pin pin;
    pin.holder.__set_page_id(*owner.get_id());
    PinModel model = PinModel().from_thrift(pin).save(session);
    model.from_thrift(wiki::Pin());
    CHECK_THROWS_AS(model.save(session), thriftorm::InvalidData);
  });
}
