// What destroying and reloading do. The numbers are those of the behaviours of the system that this
// replaces; D and B are its deviations from what was asked for, and its defects.
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "test/live/relations/support.h"

using namespace game_db;
using live::count_rows;
using thriftorm::ConstraintKind;
using thriftorm::Session;

namespace {

using Strings = std::vector<std::string>;

template <class Model>
concept DestroysWithoutCascade = requires(Model& model, Session& session) {
  model.destroy(session, thriftorm::Cascade::kNone);
};

// With attributes, an inventory that has an entry of `item`, and a minion that has an attribute.
MobileModel rich_mobile(const std::string& name, const ItemModel& item) {
  return live::new_mobile(name)
      .add_attribute(live::new_attribute("luck"))
      .add_attribute(live::new_attribute("speed"))
      .add_inventory(live::new_inventory().add_entry(live::new_entry(item)))
      .add_minion(live::new_mobile("minion").add_attribute(live::new_attribute("health")));
}

// How many rows there are that a rich mobile owns, and the mobiles.
std::int64_t count_owned(Session& session) {
  std::int64_t rows = 0;
  for (const char* table : {"mobiles", "attributes", "attribute_owners", "inventories",
                            "inventory_owners", "inventory_entries"})
    rows += count_rows(session, table);
  return rows;
}

}  // namespace

TEST_CASE(
    "55, D25: destroying a record without an id is UnsavedRecord; afterwards the id is gone") {
  static_assert(
      std::is_void_v<decltype(std::declval<PlayerModel&>().destroy(std::declval<Session&>()))>);
  live::on_each_game([](Session& session) {
    live::Log log(session);
    CHECK_THROWS_AS(live::new_player("jane@x").destroy(session), thriftorm::UnsavedRecord);
    CHECK(log.statements().empty());
    PlayerModel jane = live::save_player(session, "jane@x");
    jane.destroy(session);
    CHECK_FALSE(jane.get_id());
    CHECK(count_rows(session, "players") == 0);
  });
}

TEST_CASE("55: an id is enough to destroy a row, the record need not have been loaded") {
  live::on_each_game([](Session& session) {
    const PlayerModel jane =
        live::new_player("jane@x").set_mobile(live::new_mobile("Jane")).save(session);
    PlayerModel().set_id(jane.get_id()).destroy(session);
    CHECK(count_rows(session, "players") == 0);
    CHECK(count_rows(session, "mobiles") == 0);
  });
}

TEST_CASE("56: destroy takes what is owned, then the row itself, in one transaction") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = live::save_item(session, "sword");
    MobileModel mobile = rich_mobile("rich", sword).set_owner_player_id(1).save(session);
    live::Log log(session);
    mobile.destroy(session);
    CHECK(log.count("BEGIN") + log.count("START") == 1);
    CHECK(log.count("COMMIT") == 1);
    CHECK(log.tables("DELETE").back() == "mobiles");
    CHECK(count_owned(session) == 0);
  });
}

TEST_CASE("56: destroy joins the caller's transaction, and a rollback brings all of it back") {
  live::on_each_game_twice([](Session& session, Session& other) {
    const ItemModel sword = live::save_item(session, "sword");
    MobileModel mobile = rich_mobile("rich", sword).set_owner_player_id(1).save(session);
    const std::int64_t rows = count_owned(session);
    session.begin();
    mobile.destroy(session);
    CHECK(count_owned(other) == rows);
    session.rollback();
    CHECK(count_owned(session) == rows);
    CHECK(mobile.get_id());
  });
}

TEST_CASE("56: the instances that a mobile carries go along, their templates stay") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = live::save_item(session, "sword");
    PlayerModel jane = live::new_player("jane@x").set_mobile(
        live::new_mobile("Jane").add_mobile_item(live::new_mobile_item(sword)));
    jane.save(session);
    CHECK(count_rows(session, "mobile_items") == 1);
    jane.destroy(session);
    CHECK(count_rows(session, "mobile_items") == 0);
    CHECK(count_rows(session, "items") == 1);
  });
}

TEST_CASE("57: parents are never destroyed") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    MobileModel avatar = live::new_mobile("Jane").set_owner_player(jane).save(session);
    MobileModel minion = live::new_mobile("minion").set_owner_mobile(avatar).save(session);
    minion.destroy(session);
    CHECK(count_rows(session, "mobiles") == 1);
    avatar.destroy(session);
    CHECK(count_rows(session, "players") == 1);
    ItemModel sword = live::new_item("sword").set_blueprint(live::new_blueprint()).save(session);
    sword.destroy(session);
    CHECK(count_rows(session, "item_blueprints") == 1);
  });
}

TEST_CASE("57: a pivot's record goes alone, its owner and what it owned stay") {
  live::on_each_game([](Session& session) {
    PlayerModel jane =
        live::new_player("jane@x").add_attribute(live::new_attribute("luck")).save(session);
    jane.get_attribute_owners(session)[0].destroy(session);
    CHECK(count_rows(session, "players") == 1);
    CHECK(count_rows(session, "attributes") == 1);
    CHECK(jane.get_attributes(session).empty());
  });
}

TEST_CASE("58: destroy has no switch that leaves orphans behind: the IDL says what goes along") {
  static_assert(!DestroysWithoutCascade<PlayerModel> && !DestroysWithoutCascade<AttributeModel>);
  live::on_each_game([](Session& session) {
    PlayerModel jane =
        live::new_player("jane@x").add_attribute(live::new_attribute("luck")).save(session);
    jane.get_attributes(session)[0].destroy(session);
    CHECK(count_rows(session, "attribute_owners") == 0);
  });
}

TEST_CASE(
    "59, B-5: a player takes the avatar along, its attributes, their pivots, its inventories") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = live::save_item(session, "sword");
    PlayerModel jane = live::new_player("jane@x")
                           .set_mobile(rich_mobile("Jane", sword))
                           .add_attribute(live::new_attribute("charm"))
                           .add_inventory(live::new_inventory().add_entry(live::new_entry(sword)));
    jane.save(session);
    jane.destroy(session);
    CHECK(count_rows(session, "players") == 0);
    CHECK(count_owned(session) == 0);
    CHECK(count_rows(session, "items") == 1);
  });
}

TEST_CASE("60, B-5: mobiles, items and players take their attributes along, and nobody else's") {
  live::on_each_game([](Session& session) {
    PlayerModel jane =
        live::new_player("jane@x").add_attribute(live::new_attribute("charm")).save(session);
    ItemModel sword =
        live::new_item("sword").add_attribute(live::new_attribute("damage")).save(session);
    MobileModel npc = live::save_npc(session, "npc");
    npc.add_attribute(live::new_attribute("luck")).save(session);
    npc.destroy(session);
    CHECK(count_rows(session, "attributes") == 2);
    sword.destroy(session);
    CHECK(count_rows(session, "attributes") == 1);
    CHECK(live::names(jane.get_attributes(session)) == Strings{"charm"});
    jane.destroy(session);
    CHECK(count_rows(session, "attributes") == 0);
    CHECK(count_rows(session, "attribute_owners") == 0);
  });
}

TEST_CASE("61, B-5: a mobile's inventory goes with its entries and its pivot") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = live::save_item(session, "sword");
    MobileModel npc = live::save_npc(session, "npc");
    npc.add_inventory(live::new_inventory()
                          .add_entry(live::new_entry(sword))
                          .add_entry(live::new_entry(sword)))
        .save(session);
    CHECK(count_rows(session, "inventory_entries") == 2);
    npc.destroy(session);
    CHECK(count_owned(session) == 0);
  });
}

TEST_CASE("62, B-5: a template that entries, instances or blueprints use is refused; all stays") {
  live::on_each_game([](Session& session) {
    ItemModel in_entry = live::save_item(session, "in entry");
    live::new_inventory().add_entry(live::new_entry(in_entry)).save(session);
    ItemModel carried = live::save_item(session, "carried");
    MobileModel npc = live::save_npc(session, "npc");
    npc.add_mobile_item(live::new_mobile_item(carried)).save(session);
    ItemModel component = live::save_item(session, "component");
    ItemBlueprintComponentModel part;
    part.set_component_item_id(*component.get_id()).set_ratio(1.0);
    live::new_blueprint().add_component(part).save(session);

    for (ItemModel* item : {&in_entry, &carried, &component}) {
      item->add_attribute(live::new_attribute("damage")).save(session);
      CHECK(live::violation([&] { item->destroy(session); }) == ConstraintKind::kForeignKey);
      CHECK(item->get_id());
      CHECK(item->get_attributes(session).size() == 1);
    }
    CHECK(count_rows(session, "items") == 3);
    CHECK(count_rows(session, "mobile_items") == 1);
    CHECK(count_rows(session, "inventory_entries") == 1);
  });
}

TEST_CASE("62, B-5: a blueprint that an item uses is refused; an unused one takes its components") {
  live::on_each_game([](Session& session) {
    const ItemModel ore = live::save_item(session, "ore");
    ItemBlueprintComponentModel part;
    part.set_component_item_id(*ore.get_id()).set_ratio(1.0);
    ItemModel sword = live::new_item("sword")
                          .set_blueprint(live::new_blueprint().add_component(part))
                          .save(session);
    ItemBlueprintModel blueprint = *sword.get_blueprint(session);
    CHECK(live::violation([&] { blueprint.destroy(session); }) == ConstraintKind::kForeignKey);
    CHECK(count_rows(session, "item_blueprint_components") == 1);
    sword.destroy(session);
    blueprint.destroy(session);
    CHECK(count_rows(session, "item_blueprint_components") == 0);
    CHECK(count_rows(session, "items") == 1);
  });
}

TEST_CASE("62: an instance in an inventory is refused; the template outlives its instances") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = live::save_item(session, "sword");
    MobileModel npc = live::save_npc(session, "npc");
    npc.add_mobile_item(live::new_mobile_item(sword)).save(session);
    MobileItemModel mine = npc.get_mobile_items(session)[0];
    InventoryModel chest = live::new_inventory()
                               .add_entry(live::new_entry(sword).set_mobile_item_id(mine.get_id()))
                               .save(session);
    CHECK(live::violation([&] { mine.destroy(session); }) == ConstraintKind::kForeignKey);
    chest.destroy(session);
    mine.destroy(session);
    CHECK(count_rows(session, "items") == 1);
  });
}

TEST_CASE("B-11: an error on the way reaches the caller, and what was deleted before it is back") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = live::save_item(session, "sword");
    PlayerModel jane =
        live::new_player("jane@x").set_mobile(rich_mobile("Jane", sword)).save(session);
    const std::int64_t attributes = count_rows(session, "attributes");
    session.execute_ddl("DROP TABLE inventory_entries");
    CHECK_THROWS_AS(jane.destroy(session), thriftorm::SchemaMismatch);
    CHECK_FALSE(session.in_transaction());
    CHECK(jane.get_id());
    CHECK(count_rows(session, "players") == 1);
    CHECK(count_rows(session, "mobiles") == 2);
    CHECK(count_rows(session, "attributes") == attributes);
  });
}

TEST_CASE("63, D25: reload needs an id and a row; it reads the row anew, and the record is clean") {
  live::on_each_game([](Session& session) {
    CHECK_THROWS_AS(live::new_player("jane@x").reload(session), thriftorm::UnsavedRecord);
    PlayerModel jane = live::save_player(session, "jane@x");
    session.execute("UPDATE players SET full_name = 'Jane Roe'");
    jane.set_email("changed@x").reload(session);
    CHECK(jane.get_full_name() == "Jane Roe");
    CHECK(jane.get_email() == "jane@x");
    CHECK_FALSE(jane.is_dirty());
    session.execute("DELETE FROM players");
    try {
      jane.reload(session);
      FAIL("nothing was thrown");
    } catch (const thriftorm::RecordNotFound& error) {
      CHECK(error.details().table == "players");
      CHECK(error.details().record_id == std::to_string(*jane.get_id()));
    }
    CHECK(jane.get_full_name() == "Jane Roe");
  });
}

TEST_CASE("63: reload drops what was given to the record and not saved") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    jane.add_attribute(live::new_attribute("luck")).set_mobile(live::new_mobile("Jane"));
    jane.reload(session);
    CHECK_FALSE(jane.is_dirty());
    jane.save(session);
    CHECK(count_rows(session, "attributes") == 0);
    CHECK(count_rows(session, "mobiles") == 0);
  });
}

TEST_CASE(
    "64, B-7: find leaves no transaction open: reload sees what others have committed since") {
  live::on_each_game_twice([](Session& session, Session& other) {
    const PlayerModel saved = live::save_player(other, "jane@x");
    PlayerModel found = *PlayerModel::find(session, *saved.get_id());
    CHECK_FALSE(session.in_transaction());
    CHECK_FALSE(found.get_mobile(session));
    PlayerModel same = *PlayerModel::find(other, *saved.get_id());
    same.set_full_name("Jane Roe").set_mobile(live::new_mobile("Jane")).save(other);
    CHECK(found.reload(session).get_full_name() == "Jane Roe");
    CHECK(found.get_mobile(session));
    same.set_mobile(std::nullopt).save(other);
    CHECK_FALSE(found.get_mobile(session));
  });
}

TEST_CASE("125: destroying a parent removes it and its children") {
  live::on_each_game([](Session& session) {
    MobileModel wizard = live::save_npc(session, "wizard");
    wizard.add_minion(live::new_mobile("a")).add_minion(live::new_mobile("b")).save(session);
    const MobileModel other = live::save_npc(session, "other");
    wizard.destroy(session);
    CHECK(count_rows(session, "mobiles") == 1);
    CHECK(MobileModel::find(session, *other.get_id()));
  });
}
