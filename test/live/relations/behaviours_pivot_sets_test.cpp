// What leaves a pivot, and what takes its place. The numbers are those of the behaviours of the system that this
// replaces; D and B are its deviations from what was asked for, and its defects.
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "test/live/relations/support.h"

using namespace game_db;
using live::count_rows;
using thriftorm::ConstraintKind;
using thriftorm::Session;

namespace {

using Strings = std::vector<std::string>;

template <class Model>
concept HasInventories = requires(Model& model, Session& session) {
  model.get_inventories(session);
};
template <class Model>
concept HasAttributes = requires(Model& model, Session& session) {
  model.get_attributes(session);
};
template <class Model>
concept OwnedByItem = requires(Model& model) {
  model.set_owner_item_id(1);
};

// A player who has these attributes.
PlayerModel save_player_with(Session& session, const std::string& email, const Strings& names) {
  PlayerModel player = live::new_player(email);
  for (AttributeModel& attribute : live::new_attributes(names))
    player.add_attribute(std::move(attribute));
  return player.save(session);
}

// An attribute that nobody owns.
AttributeModel save_attribute(Session& session, const std::string& name) {
  return live::new_attribute(name).save(session);
}

}  // namespace

TEST_CASE("82: many records are set in the order of the list, and each gets its own id") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    Strings names;
    for (int i = 0; i < 2500; ++i) names.push_back(std::to_string(i));
    std::vector<AttributeModel> list = live::new_attributes(names);
    jane.set_attributes(session, list);
    CHECK(live::names(jane.get_attributes(session)) == names);
    CHECK(AttributeModel::find(session, *list[1234].get_id())->get_internal_name() == "1234");
  });
}

TEST_CASE("79: remove deletes the pivot and the record in one transaction") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"luck", "speed"});
    AttributeModel luck = jane.get_attributes(session)[0];
    live::Log log(session);
    jane.remove_attribute(session, luck);
    CHECK(log.count("COMMIT") == 1);
    CHECK(log.tables("DELETE").back() == "attributes");
    CHECK_FALSE(luck.get_id());
    CHECK(live::names(jane.get_attributes(session)) == Strings{"speed"});
    CHECK(count_rows(session, "attributes") == 1);
    CHECK(count_rows(session, "attribute_owners") == 1);
  });
}

TEST_CASE(
    "79: removing from an unsaved owner, or an unsaved record, is UnsavedRecord, not silence") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"luck"});
    AttributeModel luck = jane.get_attributes(session)[0];
    AttributeModel unsaved = live::new_attribute("luck");
    CHECK_THROWS_AS(PlayerModel().remove_attribute(session, luck), thriftorm::UnsavedRecord);
    CHECK_THROWS_AS(jane.remove_attribute(session, unsaved), thriftorm::UnsavedRecord);
    CHECK(jane.get_attributes(session).size() == 1);
  });
}

TEST_CASE("79: a removal that is rolled back gives the record its id again") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"luck"});
    AttributeModel luck = jane.get_attributes(session)[0];
    session.begin();
    jane.remove_attribute(session, luck);
    session.rollback();
    CHECK(luck.get_id());
    CHECK(luck.is_stored());
    CHECK(live::names(jane.get_attributes(session)) == Strings{"luck"});
  });
}

TEST_CASE("80, B-6: removing what somebody else owns is refused, and it stays") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"luck"});
    PlayerModel john = save_player_with(session, "john@x", {"speed"});
    AttributeModel luck = jane.get_attributes(session)[0];
    CHECK(live::violation([&] { john.remove_attribute(session, luck); }) ==
          ConstraintKind::kOwnership);
    CHECK(luck.get_id());
    AttributeModel unowned = save_attribute(session, "unowned");
    CHECK(live::violation([&] { john.remove_attribute(session, unowned); }) ==
          ConstraintKind::kOwnership);
    CHECK(count_rows(session, "attributes") == 3);
    CHECK(live::names(jane.get_attributes(session)) == Strings{"luck"});
  });
}

TEST_CASE("80: removing what is gone already is RecordNotFound") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"luck"});
    AttributeModel luck = jane.get_attributes(session)[0];
    AttributeModel same = luck;
    jane.remove_attribute(session, same);
    CHECK_THROWS_AS(jane.remove_attribute(session, luck), thriftorm::RecordNotFound);
  });
}

TEST_CASE("81: an inventory that is removed takes its entries along") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = live::save_item(session, "sword");
    PlayerModel jane = live::new_player("jane@x").add_inventory(
        live::new_inventory().add_entry(live::new_entry(sword)).add_entry(live::new_entry(sword)));
    jane.save(session);
    InventoryModel chest = jane.get_inventories(session)[0];
    jane.remove_inventory(session, chest);
    CHECK_FALSE(chest.get_id());
    for (const char* table : {"inventories", "inventory_owners", "inventory_entries"})
      CHECK(count_rows(session, table) == 0);
    CHECK(count_rows(session, "items") == 1);
  });
}

TEST_CASE("82: set on an unsaved owner is UnsavedRecord, and sends nothing") {
  live::on_each_game([](Session& session) {
    std::vector<AttributeModel> list = live::new_attributes({"luck"});
    live::Counter counter(session);
    CHECK_THROWS_AS(live::new_player("jane@x").set_attributes(session, list),
                    thriftorm::UnsavedRecord);
    CHECK(counter.statements() == 0);
    CHECK_FALSE(list[0].get_id());
  });
}

TEST_CASE("82, D26: set replaces all, in one transaction; what is replaced is gone") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"luck", "speed"});
    std::vector<AttributeModel> list = live::new_attributes({"charm", "wit", "health"});
    live::Log log(session);
    jane.set_attributes(session, list);
    CHECK(log.count("COMMIT") == 1);
    CHECK(live::names(jane.get_attributes(session)) == Strings{"charm", "wit", "health"});
    CHECK(count_rows(session, "attributes") == 3);
    CHECK(count_rows(session, "attribute_owners") == 3);
    for (const AttributeModel& attribute : list) CHECK(attribute.get_id());
  });
}

TEST_CASE("82: a set that fails leaves the old one, and the records as they were") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"luck", "speed"});
    std::vector<AttributeModel> list = live::new_attributes({"charm"});
    list.emplace_back().set_internal_name("unfinished");
    CHECK(live::violation([&] { jane.set_attributes(session, list); }) == ConstraintKind::kNotNull);
    CHECK_FALSE(session.in_transaction());
    CHECK_FALSE(list[0].get_id());
    CHECK(list[0].is_dirty());
    CHECK(live::names(jane.get_attributes(session)) == Strings{"luck", "speed"});
  });
}

TEST_CASE("83: setting an empty list clears all") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"luck", "speed"});
    jane.set_attributes(session, {});
    CHECK(jane.get_attributes(session).empty());
    CHECK(count_rows(session, "attributes") == 0);
    CHECK(count_rows(session, "attribute_owners") == 0);
  });
}

TEST_CASE("84, B-2: set takes what is owned already, clean or changed: it stays, with its id") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"luck", "speed", "charm"});
    std::vector<AttributeModel> list = jane.get_attributes(session);
    list.erase(list.begin() + 2);
    list[1].set_internal_name("haste");
    const auto id = list[1].get_id();
    list.push_back(live::new_attribute("wit"));
    jane.set_attributes(session, list);
    CHECK(live::names(jane.get_attributes(session)) == Strings{"luck", "haste", "wit"});
    CHECK(list[1].get_id() == id);
    CHECK(count_rows(session, "attributes") == 3);
    CHECK(count_rows(session, "attribute_owners") == 3);
  });
}

TEST_CASE("84: setting the clean records that are owned writes nothing") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"luck", "speed"});
    std::vector<AttributeModel> list = jane.get_attributes(session);
    live::Log log(session);
    jane.set_attributes(session, list);
    for (const char* verb : {"INSERT", "UPDATE", "DELETE"}) CHECK(log.count(verb) == 0);
  });
}

TEST_CASE("84: records that are known by their ids alone may be set, and are updated") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"luck", "speed"});
    std::vector<AttributeModel> list = live::new_attributes({"renamed"});
    list[0].set_id(jane.get_attributes(session)[1].get_id());
    jane.set_attributes(session, list);
    CHECK(live::names(jane.get_attributes(session)) == Strings{"renamed"});
    CHECK(count_rows(session, "attributes") == 1);
  });
}

TEST_CASE(
    "85, B-13: set joins the caller's transaction, commits nothing, and is rolled back with it") {
  live::on_each_game_twice([](Session& session, Session& other) {
    PlayerModel jane = save_player_with(session, "jane@x", {"luck"});
    std::vector<AttributeModel> list = live::new_attributes({"charm", "wit"});
    session.begin();
    live::Log log(session);
    jane.set_attributes(session, list);
    CHECK(log.count("COMMIT") == 0);
    CHECK(session.in_transaction());
    CHECK(live::names(jane.get_attributes(other)) == Strings{"luck"});
    session.rollback();
    CHECK(live::names(jane.get_attributes(session)) == Strings{"luck"});
    CHECK_FALSE(list[0].get_id());
    jane.set_attributes(session, list);
    CHECK(live::names(jane.get_attributes(session)) == Strings{"charm", "wit"});
  });
}

TEST_CASE("B-18: six attributes are replaced in five statements, and cleared in three") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"a", "b", "c", "d", "e", "f"});
    std::vector<AttributeModel> list = live::new_attributes({"1", "2", "3", "4", "5", "6"});
    {
      live::Counter counter(session);
      jane.set_attributes(session, list);
      CHECK(counter.statements() <= 5);
    }
    live::Counter counter(session);
    jane.set_attributes(session, {});
    CHECK(counter.statements() <= 3);
  });
}
