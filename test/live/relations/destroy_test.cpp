// Destroying a record takes along what it owns and nothing else.
#include <string>
#include <vector>

#include "test/live/relations/support.h"

using namespace game_db;
using thriftorm::Session;

namespace {

std::int64_t count(Session& session, const std::string& table) {
  thriftorm::Rows rows = session.query("SELECT COUNT(*) FROM " + table);
  return rows.next()->get_int64(0);
}

ItemModel save_item(Session& session, const std::string& name) {
  ItemModel item;
  return item.set_internal_name(name).set_item_type(game::ItemType::WEAPON).save(session);
}

// An inventory that the mobile owns, with so many entries.
void give_inventory(Session& session, const MobileModel& mobile, const ItemModel& item,
                    int entries) {
  InventoryModel inventory;
  inventory.set_max_entries(1000).set_max_volume(1.0).set_last_calculated_volume(0.0).save(session);
  InventoryOwnerModel link;
  link.set_inventory_id(*inventory.get_id()).set_mobile_id(mobile.get_id()).save(session);
  for (int i = 0; i < entries; ++i) {
    InventoryEntryModel entry;
    entry.set_inventory_id(*inventory.get_id())
        .set_item_id(*item.get_id())
        .set_quantity(1.0)
        .set_is_max_stacked(false)
        .save(session);
  }
}

MobileModel save_rich_mobile(Session& session, int scale) {
  return session.transaction([&] {
    const ItemModel item = save_item(session, "item " + std::to_string(scale));
    MobileModel mobile = live::save_npc(session, "rich");
    for (int i = 0; i < 10 * scale; ++i) live::give_attribute(session, mobile, "attribute");
    for (int i = 0; i < scale; ++i) give_inventory(session, mobile, item, 10 * scale);
    return mobile;
  });
}

int statements_to_destroy(Session& session, MobileModel mobile) {
  live::Counter counter(session);
  mobile.destroy(session);
  return counter.statements();
}

}  // namespace

TEST_CASE("a mobile takes its attributes, inventories and their entries along, and no template") {
  live::on_each_game([](Session& session) {
    MobileModel mobile = save_rich_mobile(session, 2);
    const MobileModel other = live::save_npc(session, "other");
    live::give_attribute(session, other, "luck");
    mobile.destroy(session);
    CHECK(count(session, "mobiles") == 1);
    CHECK(count(session, "attributes") == 1);
    CHECK(count(session, "attribute_owners") == 1);
    CHECK(count(session, "inventories") == 0);
    CHECK(count(session, "inventory_owners") == 0);
    CHECK(count(session, "inventory_entries") == 0);
    CHECK(count(session, "items") == 1);
    CHECK_FALSE(mobile.is_stored());
    CHECK_FALSE(mobile.get_id());
  });
}

TEST_CASE("destroying costs a statement for each table and level, however many rows there are") {
  live::on_each_game([](Session& session) {
    const int small = statements_to_destroy(session, save_rich_mobile(session, 2));
    const int large = statements_to_destroy(
        session, save_rich_mobile(session, 10));  // 100 attributes, 10 inventories of 100 entries
    CHECK(large <= 14);
    CHECK(large == small);
    CHECK(count(session, "inventory_entries") == 0);
  });
}

TEST_CASE("a player takes the avatar along, and the avatar its minions and their attributes") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::new_player("jane@x");
    jane.save(session);
    MobileModel avatar = live::new_mobile("Jane").set_owner_player_id(jane.get_id());
    avatar.save(session);
    MobileModel minion = live::new_mobile("minion").set_owner_mobile_id(avatar.get_id());
    minion.save(session);
    live::give_attribute(session, minion, "strength");
    jane.destroy(session);
    for (const char* table : {"players", "mobiles", "attributes", "attribute_owners"})
      CHECK(count(session, table) == 0);
  });
}

TEST_CASE("a template that is in use is refused, and all stays as it was") {
  live::on_each_game([](Session& session) {
    ItemModel sword = save_item(session, "sword");
    const MobileModel wizard = live::save_npc(session, "wizard");
    give_inventory(session, wizard, sword, 3);
    AttributeModel attribute = live::new_attribute("damage");
    attribute.save(session);
    AttributeOwnerModel link;
    link.set_attribute_id(*attribute.get_id()).set_item_id(sword.get_id()).save(session);
    try {
      sword.destroy(session);
      FAIL("nothing was thrown");
    } catch (const thriftorm::ConstraintViolation& error) {
      CHECK(error.constraint_kind() == thriftorm::ConstraintKind::kForeignKey);
      CHECK(error.details().table == "items");
      CHECK(error.details().record_id == std::to_string(*sword.get_id()));
      CHECK(error.message() == "rows of `inventory_entries` still use it by their `item_id`");
    }
    CHECK(sword.is_stored());
    CHECK(sword.get_attributes(session).size() == 1);
    CHECK(count(session, "inventory_entries") == 3);
  });
}

TEST_CASE("mobiles that own each other are found, not recursed into") {
  live::on_each_game([](Session& session) {
    MobileModel a = live::save_npc(session, "a");
    MobileModel b = live::new_mobile("b").set_owner_mobile_id(a.get_id());
    b.save(session);
    a.set_owner_mobile_id(b.get_id()).save(session);
    a.destroy(session);
    CHECK(count(session, "mobiles") == 0);
  });
}

TEST_CASE("a chain of owners that is too long is an error, and nothing is destroyed") {
  live::on_sqlite([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_schema(session);
    MobileModel first = live::save_npc(session, "0");
    session.transaction([&] {
      MobileModel last = first;
      for (int i = 1; i <= 150; ++i) {
        MobileModel next = live::new_mobile(std::to_string(i)).set_owner_mobile_id(last.get_id());
        next.save(session);
        last = next;
      }
    });
    CHECK_THROWS_AS(first.destroy(session), thriftorm::InvalidData);
    CHECK(count(session, "mobiles") == 151);
    CHECK(first.is_stored());
  });
}

TEST_CASE("a row that is gone already is RecordNotFound, and what pointed to it stays") {
  live::on_each_game([](Session& session) {
    MobileModel wizard = live::save_npc(session, "wizard");
    live::new_mobile("minion").set_owner_mobile_id(wizard.get_id()).save(session);
    session.execute("DELETE FROM mobiles WHERE what_we_call_you = 'wizard'");
    CHECK_THROWS_AS(wizard.destroy(session), thriftorm::RecordNotFound);
    CHECK(count(session, "mobiles") == 1);
    CHECK_THROWS_AS(MobileModel().destroy(session), thriftorm::UnsavedRecord);
  });
}

TEST_CASE("destroying within a transaction that rolls back restores rows and record") {
  live::on_each_game([](Session& session) {
    MobileModel mobile = save_rich_mobile(session, 2);
    const auto id = mobile.get_id();
    CHECK_THROWS_AS(session.transaction([&] {
      mobile.destroy(session);
      throw std::runtime_error("changed my mind");
    }),
                    std::runtime_error);
    CHECK(mobile.is_stored());
    CHECK(mobile.get_id() == id);
    CHECK(mobile.get_attributes(session).size() == 20);
    CHECK(count(session, "inventory_entries") == 40);
  });
}
