// Structs that convert in ways of their own: pointers, computed fields, keys and times that Thrift
// cannot leave unset, required containers.
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "shapes_db/models.h"
#include "shapes_db/results.h"
#include "test/live/relations/support.h"
#include "test/live/runtime/tables.h"

using namespace shapes_db;
using live::count_rows;
using thriftorm::Session;
using thriftorm::Unset;

namespace {

template <class Case>
void on_each_shape(Case test_case) {
  live::on_each_engine([&](live::TestDatabase& test) {
    Session session = test.database.session();
    create_schema(session);
    test_case(session);
  });
}

shapes::Node node(const std::string& name) {
  shapes::Node object;
  object.__set_object(name);
  shapes::Amount amount;
  amount.__set_count(3);
  object.__set_amount(amount);
  return object;
}

shapes::Person person(const std::string& name, const shapes::Person* mother = nullptr) {
  shapes::Person object;
  object.__set_name(name);
  if (mother != nullptr) object.__set_mother(std::make_shared<shapes::Person>(*mother));
  return object;
}

shapes::Word word(const std::string& key) {
  shapes::Word object;
  object.__set_key(key);
  return object;
}

// How many there are, mothers of mothers included.
int generations(const shapes::Person& object) {
  return object.mother ? 1 + generations(*object.mother) : 1;
}

}  // namespace

TEST_CASE("a new object comes from the wire with its zeros: it is created, now") {
  on_each_shape([](Session& session) {
    shapes::Node object = node("n");
    object.__isset.id = object.__isset.created = object.__isset.updated = true;
    NodeModel model = NodeModel().from_thrift(object).save(session);
    CHECK(model.get_id() > 0);
    object = model.to_thrift(session);
    CHECK(object.created > 1'600'000'000'000'000);
    CHECK(object.updated >= object.created);
    CHECK(object.outline.size() == 1);
    const std::int64_t created = object.created;
    object.__set_object("changed");
    object.created = 0;
    NodeModel().from_thrift(object).save(session);
    object = NodeModel::find(session, object.id)->to_thrift(session);
    CHECK(object.object == "changed");
    CHECK(object.created == created);
  });
}

TEST_CASE("an object that was read before another one was saved is stale, across the wire") {
  on_each_shape([](Session& session) {
    NodeModel model = NodeModel().from_thrift(node("n")).save(session);
    shapes::Node first = model.to_thrift(session);
    shapes::Node second = first;
    first.__set_object("first");
    second.__set_object("second");
    NodeModel().from_thrift(first).save(session);
    CHECK_THROWS_AS(NodeModel().from_thrift(second).save(session), thriftorm::StaleRecord);
    CHECK(NodeModel::find(session, first.id)->get_object() == "first");
  });
}

TEST_CASE("what a function of the user's throws is a result, and no exception") {
  on_each_shape([](Session& session) {
    NodeModel model = NodeModel().from_thrift(node("throws")).save(session);
    const auto [results, object] = model.into_thrift(session);
    CHECK_FALSE(object);
    REQUIRE(results.size() == 1);
    CHECK_FALSE(is_ok(results));
    CHECK(results.front().text == "Failed to convert Node to Thrift: no shape");
  });
}

TEST_CASE("a person goes in with a line of mothers, and comes out the same") {
  on_each_shape([](Session& session) {
    shapes::Person line = person("0");
    for (int i = 1; i < 5; ++i) line = person(std::to_string(i), &line);
    const auto model = PersonModel().from_thrift(line).save(session);
    const shapes::Person out = model.to_thrift(session);
    CHECK(generations(out) == 5);
    CHECK(out.mother->mother->name == "2");
    PersonModel().from_thrift(out).save(session);
    CHECK(count_rows(session, "people") == 5);
  });
}

TEST_CASE("objects end after ten levels, and where a row would embed itself, with a warning") {
  on_each_shape([](Session& session) {
    std::int64_t id = 0;
    for (int i = 0; i < 15; ++i) {
      PersonModel next;
      next.set_name("p");
      if (id != 0) next.set_mother_id(id);
      id = *next.save(session).get_id();
    }
    const auto deep = PersonModel::find(session, id)->into_thrift(session);
    REQUIRE(deep.second);
    CHECK(generations(*deep.second) == 11);
    CHECK(is_ok(deep.first));
    CHECK(deep.first.size() == 2);
    session.execute("UPDATE people SET mother_id = 3 WHERE id = 1");
    const auto cyclic = PersonModel::find(session, 3)->into_thrift(session);
    CHECK(generations(*cyclic.second) == 3);
    CHECK(cyclic.first.size() == 2);
    // On a page, what is left out of one object stands in another.
    std::vector<PersonModel> page;
    for (const std::int64_t key : {1, 2, 3}) page.push_back(*PersonModel::find(session, key));
    for (const shapes::Person& object : to_thrift(session, page)) CHECK(generations(object) == 3);
  });
}

TEST_CASE("a chain that is longer than any cascade is refused by save") {
  on_each_shape([](Session& session) {
    shapes::Person line = person("0");
    for (int i = 1; i < 150; ++i) line = person(std::to_string(i), &line);
    PersonModel model;
    model.from_thrift(line);
    CHECK_THROWS_AS(model.save(session), thriftorm::InvalidData);
    CHECK(count_rows(session, "people") == 0);
  });
}

TEST_CASE("required and optional containers, parents and children by pointer keep what they hold") {
  on_each_shape([](Session& session) {
    const auto first = NodeModel().from_thrift(node("a")).save(session);
    const auto second = NodeModel().from_thrift(node("b")).save(session);
    WordModel().from_thrift(word("iron")).insert(session);
    shapes::Shelf shelf;
    shelf.name = "s";
    shelf.nodes = {*second.get_id(), *first.get_id()};
    shelf.word = word("iron");
    shelf.link.__set_element("link");
    auto spare = std::make_shared<shapes::Link>();
    spare->__set_element("spare");
    shelf.__set_spare_link(spare);
    shapes::Place place;
    place.__set_word_key("iron");
    shelf.__set_place(place);
    shapes::Link link;
    link.__set_element("joined");
    shelf.__set_links({link});
    auto model = ShelfModel().from_thrift(shelf).save(session);
    shapes::Shelf out = model.to_thrift(session);
    CHECK(out.nodes == shelf.nodes);
    CHECK(out.word.key == "iron");
    CHECK(out.link.element == "link");
    REQUIRE(out.spare_link);
    CHECK(out.spare_link->element == "spare");
    CHECK(out.place.word_key == "iron");
    CHECK(out.links.size() == 1);
    // Unset, they are left alone; a union that is set to nothing is refused.
    out.__isset.links = out.__isset.place = false;
    out.spare_link.reset();
    out.__isset.spare_link = false;
    out.nodes.clear();
    ShelfModel().from_thrift(out).save(session);
    out = model.to_thrift(session);
    CHECK(out.nodes.empty());
    CHECK(out.links.size() == 1);
    CHECK(out.spare_link);
    CHECK(out.place.word_key == "iron");
    out.place = {};
    CHECK_THROWS_AS(ShelfModel().from_thrift(out).save(session), thriftorm::InvalidData);
    CHECK(count_rows(session, "shelf_places") == 1);
    // The word is a required one.
    out = model.to_thrift(session);
    session.execute("UPDATE shelves SET word_key = 'gone'");
    const auto dangling = ShelfModel::find(session, out.id);
    try {
      dangling->to_thrift(session);
      FAIL("it has no word");
    } catch (const thriftorm::RecordNotFound& error) {
      CHECK(error.details().table == "shelves");
      CHECK(error.details().record_id == std::to_string(out.id));
      CHECK(error.details().column == "word_key");
    }
  });
}

TEST_CASE("words are joined in both directions by keys that are texts") {
  on_each_shape([](Session& session) {
    for (const char* key : {"iron", "steel", "Iron"})
      WordModel().from_thrift(word(key)).insert(session);
    shapes::Word iron = WordModel::find(session, "iron")->to_thrift(session);
    iron.value = {"steel", "Iron"};
    auto stored = *WordModel::find(session, "iron");
    stored.from_thrift(iron).save(session);
    CHECK(stored.to_thrift(session).value == std::vector<std::string>{"Iron", "steel"});
    CHECK(WordModel::find(session, "steel")->to_thrift(session).value ==
          std::vector<std::string>{"iron"});
    CHECK(WordModel::find(session, "Iron")->to_thrift(session).value ==
          std::vector<std::string>{"iron"});
  });
}

TEST_CASE("what others have stored is refused with the table, the record and the field") {
  on_each_shape([](Session& session) {
    const auto model = NodeModel().from_thrift(node("n")).save(session);
    try {
      session.execute("UPDATE nodes SET amount_weight = 1.5");
    } catch (const thriftorm::ConstraintViolation&) {
      return;  // the database has seen to it
    }
    const auto results = NodeModel::find(session, *model.get_id())->into_thrift(session).first;
    CHECK(results.front().text.ends_with("(table `nodes`, id `1`, column `amount`)"));
  });
}

TEST_CASE(
    "objects that stand inside each other in a circle, or too deep, are a fault of the outermost") {
  on_each_shape([](Session& session) {
    const auto refuse = [&](const shapes::Person& object) {
      PersonModel model;
      model.from_thrift(object);
      live::Counter counter(session);
      const auto error = live::error_of<thriftorm::InvalidData>([&] { model.save(session); });
      CHECK(error.message() ==
            "`mother`: objects stand inside each other over more than 100 levels");
      CHECK(error.details().table == "people");
      CHECK(error.details().column == "mother");
      CHECK(counter.statements() == 0);
    };
    const auto own_mother = std::make_shared<shapes::Person>(person("Eve"));
    own_mother->__set_mother(own_mother);
    refuse(*own_mother);
    own_mother->mother.reset();

    const auto line = [](int generations) {
      auto youngest = std::make_shared<shapes::Person>(person("Eve"));
      for (; generations > 0; --generations) {
        auto child = std::make_shared<shapes::Person>(person("Ada"));
        child->__set_mother(std::move(youngest));
        youngest = std::move(child);
      }
      return youngest;
    };
    refuse(*line(101));
    PersonModel last;
    last.from_thrift(*line(100)).save(session);
    CHECK(count_rows(session, "people") == 101);
  });
}
