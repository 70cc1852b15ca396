// Destroying a record takes along what it owns and nothing else.
#include <atomic>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "test/live/relations/support.h"

using namespace game_db;
using live::count_rows;
using thriftorm::Session;

namespace {

ItemModel save_item(Session& session, const std::string& name) {
  ItemModel item;
  return item.set_internal_name(name).set_item_type(game::ItemType::WEAPON).save(session);
}

// An inventory that the mobile owns.
InventoryModel give_inventory(Session& session, const MobileModel& mobile) {
  InventoryModel inventory;
  inventory.set_max_entries(1000).set_max_volume(1.0).set_last_calculated_volume(0.0).save(session);
  InventoryOwnerModel link;
  link.set_inventory_id(*inventory.get_id()).set_mobile_id(mobile.get_id()).save(session);
  return inventory;
}

InventoryEntryModel new_entry(const InventoryModel& inventory, const ItemModel& item) {
  InventoryEntryModel entry;
  return entry.set_inventory_id(*inventory.get_id())
      .set_item_id(*item.get_id())
      .set_quantity(1.0)
      .set_is_max_stacked(false);
}

// An item that the mobile carries, with an attribute of its own.
MobileItemModel give_item(Session& session, const MobileModel& mobile, const ItemModel& item) {
  MobileItemModel instance;
  instance.set_mobile_id(*mobile.get_id())
      .set_item_id(*item.get_id())
      .set_internal_name(item.get_internal_name())
      .set_item_type(item.get_item_type())
      .save(session);
  MobileItemAttributeModel attribute;
  attribute.set_mobile_item_id(*instance.get_id())
      .set_internal_name("damage")
      .set_visible(true)
      .set_bool_value(true)
      .set_attribute_type(game::AttributeType::DAMAGE)
      .save(session);
  return instance;
}

void hold(Session& session, const InventoryModel& inventory, const ItemModel& item,
          const MobileItemModel& instance) {
  new_entry(inventory, item).set_mobile_item_id(instance.get_id()).save(session);
}

struct Wealth {
  int attributes;
  int inventories;
  int entries;  // of each inventory
};

// `rows` inserted into a table, by a SELECT that has the numbers from 1 to 1000 as n.i and m.i.
template <class... Arguments>
void insert_many(Session& session, const std::string& table, const std::string& rows,
                 const Arguments&... arguments) {
  session.execute(
      "INSERT INTO " + table +
          " WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers "
          "WHERE i < 1000) SELECT " +
          rows,
      arguments...);
}

MobileModel save_rich_mobile(Session& session, const Wealth& wealth) {
  return session.transaction([&] {
    MobileModel mobile = live::save_npc(session, "rich");
    const std::int64_t id = *mobile.get_id();
    const std::int64_t first = id * 1'000'000;
    const ItemModel item = save_item(session, "item " + std::to_string(id));
    insert_many(session, "attributes (id, internal_name, visible, bool_value, attribute_type)",
                "? + n.i, 'attribute', 1, 1, 'STRENGTH' FROM numbers n WHERE n.i <= ?", first,
                wealth.attributes);
    insert_many(session, "attribute_owners (attribute_id, mobile_id)",
                "? + n.i, ? FROM numbers n WHERE n.i <= ?", first, id, wealth.attributes);
    insert_many(session, "inventories (id, max_entries, max_volume, last_calculated_volume)",
                "? + n.i, 1000, 1.0, 0.0 FROM numbers n WHERE n.i <= ?", first, wealth.inventories);
    insert_many(session, "inventory_owners (inventory_id, mobile_id)",
                "? + n.i, ? FROM numbers n WHERE n.i <= ?", first, id, wealth.inventories);
    insert_many(session, "inventory_entries (inventory_id, item_id, quantity, is_max_stacked)",
                "? + n.i, ?, 1.0, 0 FROM numbers n, numbers m WHERE n.i <= ? AND m.i <= ?", first,
                *item.get_id(), wealth.inventories, wealth.entries);
    return mobile;
  });
}

// How many rows each table of the example has.
std::vector<std::int64_t> counts(Session& session) {
  std::vector<std::int64_t> all;
  for (const char* table :
       {"attributes", "attribute_owners", "inventories", "inventory_entries", "inventory_owners",
        "items", "mobile_item_attributes", "mobile_items", "mobiles", "players"})
    all.push_back(count_rows(session, table));
  return all;
}

// Destroys a record that is in use; nothing may change.
template <class Record>
thriftorm::ConstraintViolation refusal(Session& session, Record& record) {
  const std::vector<std::int64_t> before = counts(session);
  try {
    record.destroy(session);
  } catch (const thriftorm::ConstraintViolation& error) {
    CHECK(record.is_stored());
    CHECK(counts(session) == before);
    return error;
  }
  FAIL("nothing was thrown");
  throw std::logic_error("not reached");
}

int statements_to_destroy(Session& session, MobileModel mobile) {
  live::Counter counter(session);
  mobile.destroy(session);
  return counter.statements();
}

}  // namespace

TEST_CASE("a mobile takes its attributes, inventories and their entries along, and no template") {
  live::on_each_game([](Session& session) {
    MobileModel mobile = save_rich_mobile(session, {20, 2, 20});
    const MobileModel other = live::save_npc(session, "other");
    live::give_attribute(session, other, "luck");
    mobile.destroy(session);
    CHECK(count_rows(session, "mobiles") == 1);
    CHECK(count_rows(session, "attributes") == 1);
    CHECK(count_rows(session, "attribute_owners") == 1);
    CHECK(count_rows(session, "inventories") == 0);
    CHECK(count_rows(session, "inventory_owners") == 0);
    CHECK(count_rows(session, "inventory_entries") == 0);
    CHECK(count_rows(session, "items") == 1);
    CHECK_FALSE(mobile.is_stored());
    CHECK_FALSE(mobile.get_id());
  });
}

TEST_CASE("destroying costs a statement for each table and level, however many rows there are") {
  live::on_each_game([](Session& session) {
    const int usual = statements_to_destroy(session, save_rich_mobile(session, {100, 10, 100}));
    CHECK(usual <= 14);
    const int large = statements_to_destroy(session, save_rich_mobile(session, {1000, 100, 1000}));
    CHECK(large <= usual);
    CHECK(count_rows(session, "attributes") == 0);
    CHECK(count_rows(session, "inventory_entries") == 0);
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
      CHECK(count_rows(session, table) == 0);
  });
}

TEST_CASE("a template that is in use is refused, and all stays as it was") {
  live::on_each_game([](Session& session) {
    ItemModel sword = save_item(session, "sword");
    const MobileModel wizard = live::save_npc(session, "wizard");
    const InventoryModel bag = give_inventory(session, wizard);
    for (int i = 0; i < 3; ++i) new_entry(bag, sword).save(session);
    AttributeModel attribute = live::new_attribute("damage");
    attribute.save(session);
    AttributeOwnerModel link;
    link.set_attribute_id(*attribute.get_id()).set_item_id(sword.get_id()).save(session);
    const thriftorm::ConstraintViolation error = refusal(session, sword);
    CHECK(error.constraint_kind() == thriftorm::ConstraintKind::kForeignKey);
    CHECK(error.details().table == "items");
    CHECK(error.details().record_id == std::to_string(*sword.get_id()));
    CHECK(error.message() == "rows of `inventory_entries` still use it by their `item_id`");
    CHECK(sword.get_attributes(session).size() == 1);
  });
}

TEST_CASE("a mobile takes along an item that an entry of its own inventory holds") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = save_item(session, "sword");
    MobileModel wizard = live::save_npc(session, "wizard");
    hold(session, give_inventory(session, wizard), sword, give_item(session, wizard, sword));
    const MobileModel other = live::save_npc(session, "other");
    hold(session, give_inventory(session, other), sword, give_item(session, other, sword));
    wizard.destroy(session);
    for (const char* table : {"mobiles", "mobile_items", "mobile_item_attributes", "inventories",
                              "inventory_owners", "inventory_entries", "items"})
      CHECK(count_rows(session, table) == 1);
  });
}

TEST_CASE("an item that another mobile's inventory holds keeps its mobile from being destroyed") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = save_item(session, "sword");
    MobileModel wizard = live::save_npc(session, "wizard");
    const MobileItemModel instance = give_item(session, wizard, sword);
    const MobileModel thief = live::save_npc(session, "thief");
    hold(session, give_inventory(session, wizard), sword, instance);
    hold(session, give_inventory(session, thief), sword, instance);
    live::give_attribute(session, wizard, "luck");
    const thriftorm::ConstraintViolation error = refusal(session, wizard);
    CHECK(error.constraint_kind() == thriftorm::ConstraintKind::kForeignKey);
    CHECK(error.details().table == "mobile_items");
    CHECK(error.details().record_id == std::to_string(*instance.get_id()));
    CHECK(error.message() == "rows of `inventory_entries` still use it by their `mobile_item_id`");
  });
}

TEST_CASE("an item goes by itself only if no entry holds it") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = save_item(session, "sword");
    const MobileModel wizard = live::save_npc(session, "wizard");
    MobileItemModel instance = give_item(session, wizard, sword);
    InventoryModel bag = give_inventory(session, wizard);
    hold(session, bag, sword, instance);
    CHECK(refusal(session, instance).details().table == "mobile_items");
    bag.destroy(session);
    instance.destroy(session);
    CHECK(count_rows(session, "mobile_item_attributes") == 0);
  });
}

TEST_CASE("mobiles that own each other go with the items that they hold of each other") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = save_item(session, "sword");
    MobileModel a = live::save_npc(session, "a");
    MobileModel b = live::new_mobile("b").set_owner_mobile_id(a.get_id());
    b.save(session);
    a.set_owner_mobile_id(b.get_id()).save(session);
    MobileModel minion = live::new_mobile("minion").set_owner_mobile_id(b.get_id());
    minion.save(session);
    const MobileItemModel instance = give_item(session, a, sword);
    hold(session, give_inventory(session, minion), sword, instance);
    hold(session, give_inventory(session, b), sword, give_item(session, minion, sword));
    const MobileModel thief = live::save_npc(session, "thief");
    InventoryModel loot = give_inventory(session, thief);
    hold(session, loot, sword, instance);
    CHECK(refusal(session, b).details().record_id == std::to_string(*instance.get_id()));
    loot.destroy(session);
    b.destroy(session);
    CHECK(counts(session) == std::vector<std::int64_t>{0, 0, 0, 0, 0, 1, 0, 0, 1, 0});
  });
}

TEST_CASE("what a player and its mobiles hold of each other goes with the player") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = save_item(session, "sword");
    PlayerModel jane = live::new_player("jane@x");
    jane.save(session);
    MobileModel avatar = live::new_mobile("Jane").set_owner_player_id(jane.get_id());
    avatar.save(session);
    InventoryModel vault;
    vault.set_max_entries(9).set_max_volume(1.0).set_last_calculated_volume(0.0).save(session);
    InventoryOwnerModel link;
    link.set_inventory_id(*vault.get_id()).set_player_id(jane.get_id()).save(session);
    hold(session, vault, sword, give_item(session, avatar, sword));
    CHECK(refusal(session, avatar).details().table == "mobile_items");
    jane.destroy(session);
    CHECK(counts(session) == std::vector<std::int64_t>{0, 0, 0, 0, 0, 1, 0, 0, 0, 0});
  });
}

TEST_CASE("mobiles that own each other are found, not recursed into") {
  live::on_each_game([](Session& session) {
    MobileModel a = live::save_npc(session, "a");
    MobileModel b = live::new_mobile("b").set_owner_mobile_id(a.get_id());
    b.save(session);
    a.set_owner_mobile_id(b.get_id()).save(session);
    a.destroy(session);
    CHECK(count_rows(session, "mobiles") == 0);
  });
}

TEST_CASE("a chain of owners that is too long is an error, and nothing is destroyed") {
  live::on_sqlite([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
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
    CHECK(count_rows(session, "mobiles") == 151);
    CHECK(first.is_stored());
  });
}

TEST_CASE("a row that is gone already is RecordNotFound, and what pointed to it stays") {
  live::on_each_game([](Session& session) {
    MobileModel wizard = live::save_npc(session, "wizard");
    live::new_mobile("minion").set_owner_mobile_id(wizard.get_id()).save(session);
    session.execute("DELETE FROM mobiles WHERE what_we_call_you = 'wizard'");
    CHECK_THROWS_AS(wizard.destroy(session), thriftorm::RecordNotFound);
    CHECK(count_rows(session, "mobiles") == 1);
    CHECK_THROWS_AS(MobileModel().destroy(session), thriftorm::UnsavedRecord);
  });
}

TEST_CASE("a row that is gone already is RecordNotFound even if others still use it") {
  live::on_each_game([](Session& session) {
    ItemModel sword = save_item(session, "sword");
    new_entry(give_inventory(session, live::save_npc(session, "wizard")), sword).save(session);
    session.execute("DELETE FROM items");
    CHECK_THROWS_AS(sword.destroy(session), thriftorm::RecordNotFound);
  });
}

TEST_CASE("what another session adds before it commits goes along") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    const ItemModel sword = save_item(session, "sword");
    MobileModel wizard = live::save_npc(session, "wizard");
    session.begin();
    give_item(session, wizard, sword);
    live::give_attribute(session, wizard, "luck");
    std::thread other([&] {
      Session second = test.database.session();
      MobileModel::find(second, *wizard.get_id())->destroy(second);
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    session.commit();
    other.join();
    CHECK(counts(session) == std::vector<std::int64_t>{0, 0, 0, 0, 0, 1, 0, 0, 0, 0});
  });
}

TEST_CASE("of two that destroy the same row at once, one finds it gone") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    const MobileModel mobile = save_rich_mobile(session, {20, 5, 20});
    REQUIRE(mobile.is_stored());
    std::atomic<int> gone = 0;
    const auto destroy = [&](MobileModel copy) {
      Session mine = test.database.session();
      try {
        copy.destroy(mine);
      } catch (const thriftorm::RecordNotFound&) {
        ++gone;
      }
    };
    std::thread other(destroy, mobile);
    destroy(mobile);
    other.join();
    CHECK(gone == 1);
    CHECK(counts(session) == std::vector<std::int64_t>{0, 0, 0, 0, 0, 1, 0, 0, 0, 0});
  });
}

TEST_CASE("destroying within a transaction that rolls back restores rows and record") {
  live::on_each_game([](Session& session) {
    MobileModel mobile = save_rich_mobile(session, {20, 2, 20});
    const auto id = mobile.get_id();
    CHECK_THROWS_AS(session.transaction([&] {
      mobile.destroy(session);
      throw std::runtime_error("changed my mind");
    }),
                    std::runtime_error);
    CHECK(mobile.is_stored());
    CHECK(mobile.get_id() == id);
    CHECK(mobile.get_attributes(session).size() == 20);
    CHECK(count_rows(session, "inventory_entries") == 40);
  });
}
