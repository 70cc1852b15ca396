// What `from_thrift`, `save` and `to_thrift` promise where objects are not as they should be.
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "test/live/conversion/objects.h"
#include "test/live/relations/library_records.h"
#include "test/live/relations/support.h"

using namespace game_db;
using live::attribute;
using live::avatar;
using live::count_rows;
using live::jane;
using live::on_each_library;
using thriftorm::Session;
using thriftorm::Unset;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// As the wire may bring it.
template <class Enum>
Enum unknown() {
  volatile int number = 0;
  return static_cast<Enum>(number);
}

game::Owner owned_by_mobile(std::int64_t id) {
  game::Owner owner;
  owner.__set_mobile_id(id);
  return owner;
}

// The error that `work` throws, as "kind table column".
template <class Work>
std::string refusal(Work&& work) {
  try {
    std::forward<Work>(work)();
  } catch (const thriftorm::Error& error) {
    return std::string(error.kind()) + " " + error.details().table + " " + error.details().column;
  }
  return "";
}

void check_nothing_stored(Session& session) {
  for (const char* table : {"players", "mobiles", "attributes", "attribute_owners"})
    CHECK(count_rows(session, table) == 0);
}

}  // namespace

TEST_CASE("a map key that its enum lacks is refused by save, and nothing is written") {
  live::on_each_game([](Session& session) {
    game::Player object = jane();
    const auto lacking = unknown<game::AttributeType::type>();
    game::Attribute element = attribute(game::AttributeType::LUCK, 1);
    element.attribute_type = lacking;
    object.mobile.attributes[lacking] = element;
    PlayerModel model;
    model.from_thrift(object);
    const auto results = model.try_save(session);
    REQUIRE_FALSE(is_ok(results));
    CHECK(results.front().error_code == game::GameError::DB_INVALID_DATA);
    CHECK(model.is_dirty());
    CHECK_FALSE(model.get_id());
    check_nothing_stored(session);
  });
}

TEST_CASE("a value that cannot be stored is refused wherever it stands in the object") {
  live::on_each_game([](Session& session) {
    game::Player object = jane();
    game::AttributeValue value;
    game::ItemVector3 vector;
    vector.__set_x(1);
    vector.__set_y(-kInfinity);
    vector.__set_z(0);
    value.__set_vector3(vector);
    object.mobile.attributes[game::AttributeType::LUCK].__set_value(value);
    PlayerModel model;
    model.from_thrift(object);
    CHECK(refusal([&] { model.save(session); }) == "InvalidData attributes vector3_y");
    const auto results = model.try_save(session);
    CHECK(results.front().error_code == game::GameError::DB_INVALID_DATA);
    CHECK(results.front().message.ends_with("(table `attributes`, column `vector3_y`)"));
    CHECK_FALSE(model.is_stored());
    check_nothing_stored(session);
    value = {};
    value.__set_double_value(1);
    object.mobile.attributes[game::AttributeType::LUCK].__set_value(value);
    model.from_thrift(object).save(session);
    CHECK(count_rows(session, "attributes") == 1);
  });
}

TEST_CASE("a union of a stored record with no variant set is refused, not left as it was") {
  live::on_each_game([](Session& session) {
    game::Mobile object = avatar();
    game::Owner owner;
    owner.__set_player_id(1);
    object.__set_owner(owner);
    MobileModel mobile = MobileModel().from_thrift(object).save(session);
    object = mobile.to_thrift(session);
    object.attributes[game::AttributeType::LUCK].value = {};
    CHECK(refusal([&] { MobileModel().from_thrift(object).save(session); }) ==
          "InvalidData attributes value");
    CHECK(mobile.to_thrift(session).attributes.at(game::AttributeType::LUCK).value.double_value ==
          0.5);
    // Who owns the mobile is left to what embeds it, or to the row.
    object = mobile.to_thrift(session);
    object.owner = {};
    MobileModel().from_thrift(object).save(session);
    CHECK(mobile.to_thrift(session).owner.player_id == 1);
    // What is unset is kept if that is asked for.
    game::Attribute partial;
    partial.__set_id(object.attributes[game::AttributeType::LUCK].id);
    partial.internal_name = "lucky";
    partial.__isset.internal_name = true;
    AttributeModel().from_thrift(partial, Unset::kKeep).save(session);
    const auto stored = AttributeModel::find(session, partial.id);
    CHECK(stored->get_internal_name() == "lucky");
    CHECK(stored->get_double_value() == 0.5);
  });
}

TEST_CASE("of two objects that a record takes over, the second counts alone") {
  live::on_each_game([](Session& session) {
    game::Player first = jane();
    first.mobile.mobile_type = unknown<game::MobileType::type>();
    game::Player second = jane();
    second.__isset.mobile = false;
    PlayerModel model;
    model.from_thrift(first).from_thrift(second).save(session);
    CHECK(count_rows(session, "players") == 1);
    CHECK(count_rows(session, "mobiles") == 0);
    // With what is unset kept, the first one's avatar stays.
    first = jane();
    first.__set_id(*model.get_id());
    PlayerModel().from_thrift(first).from_thrift(second, Unset::kKeep).save(session);
    CHECK(count_rows(session, "mobiles") == 1);
    CHECK(count_rows(session, "attributes") == 1);
  });
}

TEST_CASE("a record that was given to another is saved with it, whatever object is taken over") {
  live::on_each_game([](Session& session) {
    game::Player object = jane();
    object.__isset.mobile = false;
    PlayerModel model;
    model.set_mobile(live::new_mobile("Jane"));
    model.from_thrift(object).save(session);
    CHECK(count_rows(session, "mobiles") == 1);
  });
}

TEST_CASE("a rollback gives back what an object brought along, and a second save writes nothing") {
  live::on_each_game([](Session& session) {
    PlayerModel model;
    model.from_thrift(jane());
    CHECK_THROWS_AS(session.transaction([&] {
      model.save(session);
      throw std::runtime_error("no");
    }),
                    std::runtime_error);
    check_nothing_stored(session);
    CHECK(model.is_dirty());
    model.save(session);
    CHECK(model.to_thrift(session).mobile.attributes.size() == 1);
    live::Counter counter(session);
    model.save(session);
    CHECK(counter.statements() == 0);
  });
}

TEST_CASE("an object that is taken over after a rollback replaces what the rollback gave back") {
  live::on_each_game([](Session& session) {
    PlayerModel model;
    model.from_thrift(jane());
    CHECK_THROWS_AS(session.transaction([&] {
      model.save(session);
      throw std::runtime_error("no");
    }),
                    std::runtime_error);
    game::Player object = jane();
    object.mobile.attributes.clear();
    object.mobile.__set_what_we_call_you("Janet");
    model.from_thrift(object).save(session);
    CHECK(count_rows(session, "mobiles") == 1);
    CHECK(count_rows(session, "attributes") == 0);
    CHECK(model.to_thrift(session).mobile.what_we_call_you == "Janet");
  });
}

TEST_CASE("an embedded attribute may say whose it is, but not that it is another's") {
  live::on_each_game([](Session& session) {
    PlayerModel model = PlayerModel().from_thrift(jane()).save(session);
    game::Player object = model.to_thrift(session);
    PlayerModel().from_thrift(object).save(session);
    CHECK(count_rows(session, "attribute_owners") == 1);
    auto& luck = object.mobile.attributes.at(game::AttributeType::LUCK);
    luck.__set_owner(owned_by_mobile(object.mobile.id + 1));
    CHECK(refusal([&] {
            PlayerModel().from_thrift(object).save(session);
          }).starts_with("ConstraintViolation attributes"));
    luck.__isset.id = false;
    CHECK(refusal([&] {
            PlayerModel().from_thrift(object).save(session);
          }).starts_with("ConstraintViolation attributes"));
    CHECK(count_rows(session, "attributes") == 1);
  });
}

TEST_CASE("an attribute of its own is given to the owner that it names, and moves to another") {
  live::on_each_game([](Session& session) {
    const auto first = live::save_npc(session, "first");
    const auto second = live::save_npc(session, "second");
    game::Attribute object = attribute(game::AttributeType::SPEED, 2);
    object.__set_owner(owned_by_mobile(*first.get_id()));
    object.__set_id(*AttributeModel().from_thrift(object).save(session).get_id());
    CHECK(first.to_thrift(session).attributes.at(game::AttributeType::SPEED).id == object.id);
    object.__set_owner(owned_by_mobile(*second.get_id()));
    AttributeModel().from_thrift(object).save(session);
    CHECK(first.to_thrift(session).attributes.empty());
    CHECK(second.to_thrift(session).attributes.size() == 1);
    // An owner that is not set is left as it is.
    object.owner = {};
    AttributeModel().from_thrift(object).save(session);
    CHECK(AttributeModel::find(session, object.id)->to_thrift(session).owner.mobile_id ==
          *second.get_id());
  });
}

TEST_CASE("elements with ids of another owner are refused, and both keep what they have") {
  live::on_each_game([](Session& session) {
    game::Player object = jane();
    PlayerModel first = PlayerModel().from_thrift(object).save(session);
    object.__set_email("other@example.com");
    PlayerModel second = PlayerModel().from_thrift(object).save(session);
    game::Player mine = first.to_thrift(session);
    const game::Player other = second.to_thrift(session);
    mine.mobile.attributes = other.mobile.attributes;
    for (auto& [type, element] : mine.mobile.attributes) element.owner = {};
    CHECK_THROWS_AS(PlayerModel().from_thrift(mine).save(session), thriftorm::ConstraintViolation);
    mine = first.to_thrift(session);
    mine.mobile.__set_id(other.mobile.id);
    mine.mobile.owner = {};
    mine.mobile.attributes.clear();
    CHECK_THROWS_AS(PlayerModel().from_thrift(mine).save(session), thriftorm::ConstraintViolation);
    CHECK(second.to_thrift(session) == other);
    CHECK(first.to_thrift(session).mobile.attributes.size() == 1);
  });
}

TEST_CASE("of two rows with one map key the later is shown, and saving leaves that alone") {
  live::on_each_game([](Session& session) {
    const auto mobile = live::save_npc(session, "m");
    live::give_attribute(session, mobile, "early");
    live::give_attribute(session, mobile, "late");
    game::Mobile object = mobile.to_thrift(session);
    REQUIRE(object.attributes.size() == 1);
    CHECK(object.attributes.at(game::AttributeType::STRENGTH).internal_name == "late");
    MobileModel().from_thrift(object).save(session);
    CHECK(count_rows(session, "attributes") == 1);
    CHECK(mobile.to_thrift(session) == object);
  });
}

TEST_CASE("an embedded row that is gone is left out where it is optional") {
  live::on_each_game([](Session& session) {
    const auto item = live::save_item(session, "sword");
    session.execute("UPDATE items SET blueprint_id = 12345");
    const auto stored = ItemModel::find(session, *item.get_id());
    CHECK_FALSE(stored->to_thrift(session).__isset.blueprint);
  });
}

TEST_CASE("an inventory's entries keep their order, and those that are not in the list go") {
  live::on_each_game([](Session& session) {
    const auto item = live::save_item(session, "coin");
    game::Inventory object;
    object.__set_max_entries(5);
    for (const double quantity : {3.0, 1.0, 2.0}) {
      game::InventoryEntry entry;
      entry.__set_item_id(*item.get_id());
      entry.__set_quantity(quantity);
      object.entries.push_back(entry);
    }
    game::Owner owner;
    owner.__set_player_id(1);
    object.__set_owner(owner);
    const auto model = InventoryModel().from_thrift(object).save(session);
    game::Inventory out = model.to_thrift(session);
    REQUIRE(out.entries.size() == 3);
    CHECK(out.entries[0].quantity == 3.0);
    CHECK(out.entries[2].quantity == 2.0);
    out.entries.erase(out.entries.begin());
    InventoryModel().from_thrift(out).save(session);
    CHECK(model.to_thrift(session) == out);
    out.entries.clear();
    InventoryModel().from_thrift(out).save(session);
    CHECK(model.to_thrift(session) == out);
    CHECK(count_rows(session, "inventory_entries") == 0);
  });
}

namespace {

library::Book book(const std::string& title, const library::Author& author) {
  library::Book object;
  object.__set_title(title);
  object.__set_author(author);
  object.__set_published_date("2024-02-29");
  return object;
}

library::Author author(const std::string& name) {
  library::Author object;
  object.__set_name(name);
  object.__set_email(name + "@example.com");
  return object;
}

}  // namespace

TEST_CASE("an embedded parent without a key is created, and one with a key is only referred to") {
  on_each_library([](Session& session) {
    auto model = library_db::BookModel().from_thrift(book("Emma", author("Jane"))).save(session);
    library::Book out = model.to_thrift(session);
    CHECK(out.author.name == "Jane");
    out.author.__set_name("Joan");
    library_db::BookModel().from_thrift(out).save(session);
    CHECK(model.to_thrift(session).author.name == "Jane");
    CHECK(count_rows(session, "authors") == 1);
    out.author.__set_id(999);
    CHECK_THROWS_AS(library_db::BookModel().from_thrift(out).save(session),
                    thriftorm::ConstraintViolation);
  });
}

TEST_CASE("lists of rows and lists of ids are linked, each once, and empty ones unlink") {
  on_each_library([](Session& session) {
    library::Category category;
    category.__set_name("novels");
    category.books = {book("Emma", author("Jane")), book("Persuasion", author("Jane"))};
    auto model = library_db::CategoryModel().from_thrift(category).save(session);
    category = model.to_thrift(session);
    REQUIRE(category.books.size() == 2);
    library::Tag tag;
    tag.__set_name("old");
    tag.books = {category.books[1].id, category.books[0].id, category.books[1].id};
    auto tagged = library_db::TagModel().from_thrift(tag).save(session);
    CHECK(tagged.to_thrift(session).books ==
          std::vector<std::int64_t>{category.books[0].id, category.books[1].id});
    category.books = {category.books[1], category.books[1]};
    library_db::CategoryModel().from_thrift(category).save(session);
    CHECK(model.to_thrift(session).books.size() == 1);
    CHECK(count_rows(session, "books") == 2);
    category.books.clear();
    library_db::CategoryModel().from_thrift(category).save(session);
    tag = tagged.to_thrift(session);
    tag.books = {999};
    CHECK_THROWS_AS(library_db::TagModel().from_thrift(tag).save(session),
                    thriftorm::RecordNotFound);
    CHECK(count_rows(session, "book_categories") == 0);
    CHECK(count_rows(session, "book_tags") == 2);
  });
}

TEST_CASE("a page of categories takes as many statements as one, however many books they share") {
  on_each_library([](Session& session) {
    std::vector<library_db::CategoryModel> all;
    session.transaction([&] {
      library::Category first;
      first.__set_name("c");
      first.books = {book("Emma", author("Jane")), book("Persuasion", author("Jane"))};
      all.push_back(library_db::CategoryModel().from_thrift(first).save(session));
      const library::Category stored = all.front().to_thrift(session);
      for (int i = 1; i < 1000; ++i) {
        library::Category object = first;
        object.books = stored.books;
        all.push_back(library_db::CategoryModel().from_thrift(object).save(session));
      }
    });
    live::Counter counter(session);
    const auto objects = to_thrift(session, all);
    CHECK(counter.statements() == 2);  // books, authors
    REQUIRE(objects.size() == 1000);
    CHECK(objects[999].books == objects[0].books);
    CHECK(objects[999].books[1].author.name == "Jane");
  });
}
