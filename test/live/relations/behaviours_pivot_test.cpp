// What ownership over pivots does. The numbers are those of the behaviours of the system that this
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

TEST_CASE("74: both pivots say what kind the owner is") {
  live::on_each_game([](Session& session) {
    PlayerModel jane =
        live::new_player("jane@x").set_mobile(live::new_mobile("Jane")
                                                  .add_attribute(live::new_attribute("luck"))
                                                  .add_inventory(live::new_inventory()));
    jane.add_attribute(live::new_attribute("charm")).add_inventory(live::new_inventory());
    jane.save(session);
    ItemModel sword =
        live::new_item("sword").add_attribute(live::new_attribute("damage")).save(session);
    const MobileModel avatar = *jane.get_mobile(session);

    const AttributeOwnerModel of_player = jane.get_attribute_owners(session).at(0);
    CHECK(of_player.is_player());
    CHECK_FALSE(of_player.is_mobile());
    CHECK_FALSE(of_player.is_item());
    CHECK_FALSE(of_player.is_asset());
    const AttributeOwnerModel of_mobile = avatar.get_attribute_owners(session).at(0);
    CHECK(of_mobile.is_mobile());
    CHECK_FALSE(of_mobile.is_player());
    CHECK(sword.get_attribute_owners(session).at(0).is_item());
    CHECK(jane.get_inventory_owners(session).at(0).is_player());
    CHECK(avatar.get_inventory_owners(session).at(0).is_mobile());
    CHECK_FALSE(avatar.get_inventory_owners(session).at(0).is_player());
  });
}

TEST_CASE("74, B-8: after a rollback a pivot's record says that the owner is none again") {
  live::on_each_game([](Session& session) {
    AttributeOwnerModel link;
    link.set_attribute(save_attribute(session, "luck")).set_player(live::new_player("jane@x"));
    session.begin();
    link.save(session);
    CHECK(link.is_player());
    session.rollback();
    CHECK_FALSE(link.is_player());
    CHECK_THROWS_AS(link.get_owner(), thriftorm::InvalidData);
  });
}

TEST_CASE("75: what a record owns comes in one statement, in the order of its keys, never cached") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"c", "a", "b"});
    live::Counter counter(session);
    CHECK(live::names(jane.get_attributes(session)) == Strings{"c", "a", "b"});
    CHECK(counter.statements() == 1);
    CHECK(PlayerModel().get_attributes(session).empty());
    CHECK(PlayerModel().get_inventories(session).empty());
    CHECK(counter.statements() == 1);
    AttributeModel a = jane.get_attributes(session)[1];
    jane.remove_attribute(session, a);
    CHECK(live::names(jane.get_attributes(session)) == Strings{"c", "b"});
  });
}

TEST_CASE("76: the pivot's records come as a list or streamed, each call anew") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"a", "b"});
    Strings streamed;
    for (const AttributeOwnerModel& link : jane.attribute_owners(session))
      streamed.push_back(link.get_attribute(session)->get_internal_name());
    CHECK(streamed == Strings{"a", "b"});
    AttributeOwnerModel first = jane.get_attribute_owners(session)[0];
    first.destroy(session);
    CHECK(jane.get_attribute_owners(session).size() == 1);
  });
}

TEST_CASE("77: add with a session stores the record and its pivot at once, and gives it its id") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    AttributeModel luck = live::new_attribute("luck");
    live::Log log(session);
    jane.add_attribute(session, luck);
    CHECK(log.count("COMMIT") == 1);
    CHECK(luck.get_id());
    CHECK_FALSE(luck.is_dirty());
    CHECK(live::names(jane.get_attributes(session)) == Strings{"luck"});
  });
}

TEST_CASE(
    "77: add with a session to an unsaved owner is UnsavedRecord; without one it waits for save") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::new_player("jane@x");
    AttributeModel luck = live::new_attribute("luck");
    live::Counter counter(session);
    CHECK_THROWS_AS(jane.add_attribute(session, luck), thriftorm::UnsavedRecord);
    CHECK(counter.statements() == 0);
    CHECK_FALSE(luck.get_id());
    jane.add_attribute(luck).save(session);
    CHECK(live::names(jane.get_attributes(session)) == Strings{"luck"});
  });
}

TEST_CASE("77, B-12, D26: add is atomic: without its pivot the record is not stored either") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    session.execute_ddl("DROP TABLE attribute_owners");
    AttributeModel luck = live::new_attribute("luck");
    CHECK_THROWS_AS(jane.add_attribute(session, luck), thriftorm::SchemaMismatch);
    CHECK_FALSE(luck.get_id());
    CHECK(luck.is_dirty());
    CHECK(count_rows(session, "attributes") == 0);
    jane.add_attribute(luck);
    CHECK_THROWS_AS(jane.save(session), thriftorm::SchemaMismatch);
    CHECK(count_rows(session, "attributes") == 0);
    CHECK(jane.is_dirty());
  });
}

TEST_CASE("77: add in a transaction that rolls back leaves the record new, to be added again") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    AttributeModel luck = live::new_attribute("luck");
    session.begin();
    jane.add_attribute(session, luck);
    session.rollback();
    CHECK_FALSE(luck.get_id());
    jane.add_attribute(session, luck);
    CHECK(live::names(jane.get_attributes(session)) == Strings{"luck"});
    CHECK(count_rows(session, "attribute_owners") == 1);
  });
}

TEST_CASE("77, 127: adding a clean record that nobody owns stores its pivot alone") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    AttributeModel luck = save_attribute(session, "luck");
    live::Log log(session);
    jane.add_attribute(session, luck);
    CHECK(log.tables("UPDATE").empty());
    CHECK(log.tables("INSERT INTO") == Strings{"attribute_owners"});
  });
}

TEST_CASE("78, D15: the same record added twice is owned once") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    AttributeModel luck = live::new_attribute("luck");
    jane.add_attribute(session, luck);
    jane.add_attribute(session, luck);
    jane.add_attribute(luck).add_attribute(luck).save(session);
    CHECK(count_rows(session, "attribute_owners") == 1);
    CHECK(jane.get_attributes(session).size() == 1);
    AttributeModel speed = save_attribute(session, "speed");
    std::vector<AttributeModel> twice{luck, speed, speed};
    jane.set_attributes(session, twice);
    CHECK(count_rows(session, "attribute_owners") == 2);
  });
}

TEST_CASE("78, D15, 127: a record that somebody else owns is refused, by each way to give it") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"luck"});
    PlayerModel john = live::save_player(session, "john@x");
    MobileModel npc = live::save_npc(session, "npc");
    AttributeModel luck = jane.get_attributes(session)[0];
    luck.set_internal_name("stolen");
    std::vector<AttributeModel> list{luck};
    CHECK(live::violation([&] { john.add_attribute(session, luck); }) ==
          ConstraintKind::kOwnership);
    CHECK(live::violation([&] { npc.add_attribute(session, luck); }) == ConstraintKind::kOwnership);
    CHECK(live::violation([&] { john.set_attributes(session, list); }) ==
          ConstraintKind::kOwnership);
    CHECK(live::violation([&] { live::new_player("joan@x").add_attribute(luck).save(session); }) ==
          ConstraintKind::kOwnership);
    AttributeOwnerModel link;
    link.set_attribute_id(*luck.get_id()).set_player_id(john.get_id());
    CHECK(live::violation([&] { link.save(session); }) == ConstraintKind::kUnique);
    CHECK(live::names(jane.get_attributes(session)) == Strings{"luck"});
    CHECK(count_rows(session, "attribute_owners") == 1);
    CHECK(count_rows(session, "players") == 2);
  });
}

TEST_CASE("78, D15: a record that two owners are given at once is refused, not dropped by one") {
  live::on_each_game([](Session& session) {
    const AttributeModel luck = save_attribute(session, "luck");
    MobileModel wizard = live::save_npc(session, "wizard");
    wizard.add_minion(live::new_mobile("a").add_attribute(luck));
    wizard.add_minion(live::new_mobile("b").add_attribute(luck));
    CHECK(live::violation([&] { wizard.save(session); }) == ConstraintKind::kOwnership);
    CHECK(count_rows(session, "attribute_owners") == 0);
    CHECK(count_rows(session, "mobiles") == 1);
  });
}

TEST_CASE("78, D15: what one minion owns is refused to its sibling in the same save") {
  live::on_each_game([](Session& session) {
    MobileModel wizard = live::save_npc(session, "wizard");
    wizard.add_minion(live::new_mobile("a").add_attribute(live::new_attribute("luck")));
    wizard.add_minion(live::new_mobile("b")).save(session);
    std::vector<MobileModel> minions = wizard.get_minions(session);
    const AttributeModel luck = minions[0].get_attributes(session)[0];
    minions[0].add_attribute(luck);
    minions[1].add_attribute(luck);
    CHECK(live::violation([&] { wizard.set_minions(session, minions); }) ==
          ConstraintKind::kOwnership);
    CHECK(live::names(minions[0].get_attributes(session)) == Strings{"luck"});
  });
}

TEST_CASE("78, D15: a record known by its id alone is refused if somebody else owns it") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player_with(session, "jane@x", {"luck"});
    PlayerModel john = live::save_player(session, "john@x");
    AttributeModel stolen = live::new_attribute("stolen");
    stolen.set_id(jane.get_attributes(session)[0].get_id());
    CHECK(live::violation([&] { john.add_attribute(session, stolen); }) ==
          ConstraintKind::kOwnership);
    CHECK(live::names(jane.get_attributes(session)) == Strings{"luck"});
  });
}

TEST_CASE(
    "86, D15: a pivot has exactly one owner: none is refused, a second takes the first's place") {
  live::on_each_game([](Session& session) {
    const AttributeModel luck = save_attribute(session, "luck");
    AttributeOwnerModel link;
    link.set_attribute_id(*luck.get_id());
    live::Counter counter(session);
    CHECK_THROWS_AS(link.save(session), thriftorm::InvalidData);
    CHECK(counter.statements() == 0);
    link.set_mobile_id(1).set_item_id(2).set_player_id(3).save(session);
    CHECK(count_rows(session,
                     "attribute_owners WHERE player_id = 3 AND mobile_id IS NULL AND "
                     "item_id IS NULL AND asset_id IS NULL") == 1);
    link.set_player_id(std::nullopt);
    CHECK_THROWS_AS(link.save(session), thriftorm::InvalidData);
  });
}

TEST_CASE("86, D15: the database refuses a pivot with two owners, or none, as well") {
  live::on_each_game([](Session& session) {
    CHECK(live::violation([&] {
            session.execute(
                "INSERT INTO attribute_owners (attribute_id, mobile_id, player_id) "
                "VALUES (1, 2, 3)");
          }) == ConstraintKind::kCheck);
    CHECK(live::violation([&] {
            session.execute("INSERT INTO inventory_owners (inventory_id) VALUES (1)");
          }) == ConstraintKind::kCheck);
  });
}

TEST_CASE("86: a pivot that was given several owners to save keeps the last") {
  live::on_each_game([](Session& session) {
    const AttributeModel luck = save_attribute(session, "luck");
    AttributeOwnerModel link;
    link.set_attribute(luck)
        .set_player(live::new_player("jane@x"))
        .set_item(live::new_item("sword"))
        .save(session);
    CHECK(link.is_item());
    CHECK_FALSE(link.is_player());
    CHECK(std::get<ItemModel>(link.get_owner(session)).get_internal_name() == "sword");
    CHECK(count_rows(session, "players") == 0);
  });
}

TEST_CASE("D6: an owner that the place does not allow is refused by its setter, or has none") {
  static_assert(!OwnedByItem<MobileModel>);
  live::on_each_game([](Session& session) {
    MobileModel mobile = live::save_npc(session, "m");
    game::Owner item;
    item.__set_item_id(1);
    CHECK_THROWS_AS(mobile.set_owner(item), thriftorm::InvalidData);
    CHECK_THROWS_AS(mobile.set_owner(game::Owner()), thriftorm::InvalidData);
    game::Owner two;
    two.__set_mobile_id(1);
    two.__set_player_id(2);
    CHECK_THROWS_AS(mobile.set_owner(two), thriftorm::InvalidData);
    CHECK_FALSE(mobile.is_dirty());
    CHECK_THROWS_AS(live::new_mobile("nobody's").save(session), thriftorm::InvalidData);
  });
}

TEST_CASE("B-14: a pivot without an owner is a typed error wherever it is asked for its owner") {
  CHECK_THROWS_AS(InventoryOwnerModel().get_owner(), thriftorm::InvalidData);
  CHECK_THROWS_AS(AttributeOwnerModel().get_owner(), thriftorm::InvalidData);
}

TEST_CASE(
    "87, D17: players, mobiles and items have attributes; players and mobiles have inventories") {
  static_assert(HasAttributes<PlayerModel> && HasAttributes<MobileModel> &&
                HasAttributes<ItemModel>);
  static_assert(HasInventories<PlayerModel> && HasInventories<MobileModel> &&
                !HasInventories<ItemModel>);
}

TEST_CASE("127: inventories are added, listed, replaced and removed as attributes are") {
  live::on_each_game([](Session& session) {
    MobileModel npc = live::save_npc(session, "npc");
    InventoryModel bag = live::new_inventory().set_max_entries(1);
    npc.add_inventory(session, bag);
    REQUIRE(npc.get_inventories(session).size() == 1);
    CHECK(npc.get_inventories(session)[0].get_id() == bag.get_id());
    std::vector<InventoryModel> list{bag, live::new_inventory().set_max_entries(2)};
    npc.set_inventories(session, list);
    CHECK(npc.get_inventories(session).size() == 2);
    npc.remove_inventory(session, bag);
    REQUIRE(npc.get_inventories(session).size() == 1);
    CHECK(npc.get_inventories(session)[0].get_max_entries() == 2);
    CHECK(count_rows(session, "inventory_owners") == 1);
  });
}
