// Reaching other records from one: to-one, to-many, through pivots, by a union's variant.
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "test/live/relations/support.h"

using namespace game_db;
using thriftorm::Session;

namespace {

std::vector<std::string> names(const std::vector<MobileModel>& mobiles) {
  std::vector<std::string> all;
  for (const MobileModel& mobile : mobiles) all.push_back(mobile.get_what_we_call_you());
  return all;
}

}  // namespace

TEST_CASE("a player's avatar is reached from the player, and the player from the avatar") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::new_player("jane@x");
    jane.save(session);
    CHECK_FALSE(jane.get_mobile(session));
    MobileModel avatar = live::new_mobile("Jane").set_owner_player_id(jane.get_id());
    avatar.save(session);
    CHECK(jane.get_mobile(session)->get_id() == avatar.get_id());
    CHECK(avatar.get_owner_player(session)->get_id() == jane.get_id());
    CHECK_FALSE(avatar.get_owner_mobile(session));
  });
}

TEST_CASE("of several rows that name a record once, the one with the lowest key counts") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::new_player("jane@x");
    jane.save(session);
    for (const char* name : {"first", "second"})
      live::new_mobile(name).set_owner_player_id(jane.get_id()).save(session);
    CHECK(jane.get_mobile(session)->get_what_we_call_you() == "first");
  });
}

TEST_CASE("minions are those that a mobile owns, in the order of their keys") {
  live::on_each_game([](Session& session) {
    MobileModel wizard = live::save_npc(session, "wizard");
    for (const char* name : {"c", "a", "b"})
      live::new_mobile(name).set_owner_mobile_id(wizard.get_id()).save(session);
    CHECK(names(wizard.get_minions(session)) == std::vector<std::string>{"c", "a", "b"});
    const MobileModel minion = wizard.get_minions(session).front();
    CHECK(minion.get_owner_mobile(session)->get_what_we_call_you() == "wizard");
  });
}

TEST_CASE("an unsaved record has no relatives, and asking costs no statement") {
  live::on_each_game([](Session& session) {
    live::Counter counter(session);
    CHECK(MobileModel().get_minions(session).empty());
    CHECK_FALSE(PlayerModel().get_mobile(session));
    CHECK_FALSE(MobileModel().get_owner_player(session));
    for (MobileModel& minion : MobileModel().minions(session))
      FAIL("there is a ", minion.get_what_we_call_you());
    CHECK(counter.statements() == 0);
  });
}

TEST_CASE("a dangling key is empty, or with kThrow an error that names its column") {
  live::on_each_game([](Session& session) {
    MobileModel orphan = live::new_mobile("orphan").set_owner_player_id(4711);
    orphan.save(session);
    CHECK_FALSE(orphan.get_owner_player(session));
    try {
      orphan.get_owner_player(session, thriftorm::Missing::kThrow);
      FAIL("nothing was thrown");
    } catch (const thriftorm::RecordNotFound& error) {
      CHECK(error.details().table == "mobiles");
      CHECK(error.details().column == "owner_player_id");
    }
    CHECK_FALSE(MobileModel().get_owner_player(session, thriftorm::Missing::kThrow));
  });
}

TEST_CASE("attributes are reached through their pivot, and the pivot's rows say whose they are") {
  live::on_each_game([](Session& session) {
    const MobileModel wizard = live::save_npc(session, "wizard");
    const MobileModel other = live::save_npc(session, "other");
    for (const char* name : {"strength", "luck"}) live::give_attribute(session, wizard, name);
    live::give_attribute(session, other, "speed");

    std::vector<std::string> found;
    for (const AttributeModel& attribute : wizard.get_attributes(session))
      found.push_back(attribute.get_internal_name());
    CHECK(found == std::vector<std::string>{"strength", "luck"});

    const std::vector<AttributeOwnerModel> links = wizard.get_attribute_owners(session);
    REQUIRE(links.size() == 2);
    CHECK(links[0].is_mobile());
    CHECK_FALSE(links[0].is_player());
    CHECK(links[0].get_attribute(session)->get_internal_name() == "strength");
    const auto owner = links[0].get_owner(session);
    REQUIRE(std::holds_alternative<MobileModel>(owner));
    CHECK(std::get<MobileModel>(owner).get_id() == wizard.get_id());
  });
}

TEST_CASE("an owner whose kind has no table, or whose row is gone, is monostate") {
  live::on_each_game([](Session& session) {
    AttributeModel attribute = live::new_attribute("icon");
    attribute.save(session);
    game::Owner asset;
    asset.__set_asset_id(9);
    AttributeOwnerModel link;
    link.set_attribute_id(*attribute.get_id()).set_owner(asset).save(session);
    CHECK(link.is_asset());
    CHECK(std::holds_alternative<std::monostate>(link.get_owner(session)));
    link.set_player_id(4711).save(session);
    CHECK_FALSE(link.is_asset());
    CHECK(std::holds_alternative<std::monostate>(link.get_owner(session)));
  });
}

TEST_CASE("an entry's effective item is the instance if there is one, else the template") {
  live::on_each_game([](Session& session) {
    ItemModel sword;
    sword.set_internal_name("sword").set_item_type(game::ItemType::WEAPON).save(session);
    const MobileModel wizard = live::save_npc(session, "wizard");
    MobileItemModel mine;
    mine.set_mobile_id(*wizard.get_id())
        .set_item_id(*sword.get_id())
        .set_internal_name("my sword")
        .set_item_type(game::ItemType::WEAPON)
        .save(session);
    InventoryModel chest;
    chest.set_max_entries(5).set_max_volume(1.0).set_last_calculated_volume(0.0).save(session);
    InventoryEntryModel entry;
    entry.set_inventory_id(*chest.get_id())
        .set_item_id(*sword.get_id())
        .set_quantity(1.0)
        .set_is_max_stacked(false)
        .save(session);
    CHECK(std::get<ItemModel>(entry.get_effective_item(session)).get_internal_name() == "sword");
    entry.set_mobile_item_id(mine.get_id()).save(session);
    CHECK(std::get<MobileItemModel>(entry.get_effective_item(session)).get_internal_name() ==
          "my sword");
    CHECK(chest.get_entries(session).size() == 1);
  });
}

TEST_CASE("a cursor reads page by page, each row once, in the order of keys") {
  live::on_each_game([](Session& session) {
    const MobileModel wizard = live::save_npc(session, "wizard");
    constexpr int kMinions = 600;  // two full pages and a part
    session.transaction([&] {
      for (int i = 0; i < kMinions; ++i)
        live::new_mobile(std::to_string(i)).set_owner_mobile_id(wizard.get_id()).save(session);
    });
    live::Counter counter(session);
    int seen = 0;
    for (const MobileModel& minion : wizard.minions(session))
      CHECK(minion.get_what_we_call_you() == std::to_string(seen++));
    CHECK(seen == kMinions);
    CHECK(counter.statements() == 3);
  });
}

TEST_CASE("a relation of exactly one page takes a second statement to see its end") {
  live::on_each_game([](Session& session) {
    const MobileModel wizard = live::save_npc(session, "wizard");
    session.transaction([&] {
      for (int i = 0; i < 256; ++i)
        live::new_mobile("m").set_owner_mobile_id(wizard.get_id()).save(session);
    });
    live::Counter counter(session);
    int seen = 0;
    for ([[maybe_unused]] const MobileModel& minion : wizard.minions(session)) ++seen;
    CHECK(seen == 256);
    CHECK(counter.statements() == 2);
  });
}

TEST_CASE("cursors nest, and rows can be written while they are read") {
  live::on_each_game([](Session& session) {
    const MobileModel wizard = live::save_npc(session, "wizard");
    for (int i = 0; i < 3; ++i) {
      MobileModel minion = live::new_mobile("minion").set_owner_mobile_id(wizard.get_id());
      minion.save(session);
      for (int j = 0; j < 2; ++j)
        live::new_mobile("imp").set_owner_mobile_id(minion.get_id()).save(session);
    }
    int imps = 0;
    for (MobileModel& minion : wizard.minions(session)) {
      for (MobileModel& imp : minion.minions(session)) {
        imp.set_what_we_call_you("imp " + std::to_string(imps++)).save(session);
      }
      minion.set_what_we_call_you("seen").save(session);
    }
    CHECK(imps == 6);
    CHECK(names(wizard.get_minions(session)) == std::vector<std::string>(3, "seen"));
  });
}

TEST_CASE("a row that is destroyed under a cursor does not stop it") {
  live::on_each_game([](Session& session) {
    const MobileModel wizard = live::save_npc(session, "wizard");
    session.transaction([&] {
      for (int i = 0; i < 300; ++i)
        live::new_mobile("m").set_owner_mobile_id(wizard.get_id()).save(session);
    });
    int seen = 0;
    for (MobileModel& minion : wizard.minions(session)) {
      minion.destroy(session);
      ++seen;
    }
    CHECK(seen == 300);
    CHECK(wizard.get_minions(session).empty());
  });
}

TEST_CASE("leaving a cursor after the first of a million rows costs one page") {
  live::on_sqlite([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_schema(session);
    const MobileModel wizard = live::save_npc(session, "wizard");
    session.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) "
        "INSERT INTO mobiles (mobile_type, owner_mobile_id, what_we_call_you) SELECT 'NPC', ?, 'm' "
        "FROM n",
        *wizard.get_id());
    live::Counter counter(session);
    int seen = 0;
    for ([[maybe_unused]] const MobileModel& minion : wizard.minions(session)) {
      ++seen;
      break;
    }
    CHECK(seen == 1);
    CHECK(counter.statements() == 1);
  });
}
