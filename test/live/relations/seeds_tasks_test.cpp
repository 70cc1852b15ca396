// What was asked of pivots, in its C++ form. The numbers are those of the behaviours of the system
// that this replaces, as they were asked for: 000 is the list of requirements, whose examples have
// names, and 001 the list of tasks.
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
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
concept HasInventories = requires(Model& model, Session& session, InventoryModel& inventory,
                                  std::vector<InventoryModel>& list) {
  { model.get_inventories(session) } -> std::same_as<std::vector<InventoryModel>>;
  model.add_inventory(session, inventory);
  model.remove_inventory(session, inventory);
  model.set_inventories(session, list);
};

// Each kind of owner of attributes, stored.
template <class Case>
void on_each_owner(Case test_case) {
  live::on_each_game([&](Session& session) {
    PlayerModel player = live::save_player(session, "jane@x");
    test_case(session, player, "player_id");
    MobileModel mobile = live::save_npc(session, "npc");
    test_case(session, mobile, "mobile_id");
    ItemModel item = live::save_item(session, "sword");
    test_case(session, item, "item_id");
  });
}

// The rows of a pivot with this owner and no other.
template <class Owner>
std::int64_t count_owned_alone(Session& session, const std::string& pivot, const Owner& owner,
                               const std::string& column) {
  std::string condition = column + " = " + std::to_string(*owner.get_id());
  for (const char* other : {"player_id", "mobile_id", "item_id", "asset_id"}) {
    if (column != other) condition += std::string(" AND ") + other + " IS NULL";
  }
  return count_rows(session, pivot + " WHERE " + condition);
}

}  // namespace

// ---- 001: the tests that were asked for --------------------------------------------------------

TEST_CASE("001/6.1: is_player, is_mobile and is_item of a stored attribute's pivot") {
  on_each_owner([](Session& session, auto& owner, const std::string& column) {
    owner.set_attributes(session, live::new_attributes({"a"}));
    const AttributeOwnerModel link = owner.get_attribute_owners(session).at(0);
    CHECK(link.is_player() == (column == "player_id"));
    CHECK(link.is_mobile() == (column == "mobile_id"));
    CHECK(link.is_item() == (column == "item_id"));
    CHECK_FALSE(link.is_asset());
  });
}

TEST_CASE("001/6.2: get_attributes returns a list of attributes") {
  live::on_each_game([](Session& session) {
    PlayerModel player = live::save_player(session, "jane@x");
    static_assert(
        std::is_same_v<decltype(player.get_attributes(session)), std::vector<AttributeModel>>);
    CHECK(player.get_attributes(session).empty());
    player.add_attribute(live::new_attribute("a")).add_attribute(live::new_attribute("b"));
    player.save(session);
    CHECK(live::names(player.get_attributes(session)) == Strings{"a", "b"});
  });
}

TEST_CASE("001/6.3: get_attribute_owners returns a list of pivot records") {
  live::on_each_game([](Session& session) {
    PlayerModel player =
        live::new_player("jane@x").add_attribute(live::new_attribute("a")).save(session);
    static_assert(std::is_same_v<decltype(player.get_attribute_owners(session)),
                                 std::vector<AttributeOwnerModel>>);
    REQUIRE(player.get_attribute_owners(session).size() == 1);
    CHECK(player.get_attribute_owners(session)[0].get_player_id() == player.get_id());
  });
}

TEST_CASE("001/6.4: add_attribute sets player_id, and mobile_id, item_id and asset_id are NULL") {
  live::on_each_game([](Session& session) {
    PlayerModel player = live::save_player(session, "jane@x");
    AttributeModel attribute = live::new_attribute("a");
    player.add_attribute(session, attribute);
    CHECK(count_owned_alone(session, "attribute_owners", player, "player_id") == 1);
    CHECK(count_rows(session, "attribute_owners") == 1);
  });
}

TEST_CASE("001/6.5: remove_attribute deletes the pivot and the attribute, and no other") {
  live::on_each_game([](Session& session) {
    PlayerModel player = live::save_player(session, "jane@x");
    std::vector<AttributeModel> list = live::new_attributes({"a", "b"});
    player.set_attributes(session, list);
    const std::int64_t id = *list[0].get_id();
    player.remove_attribute(session, list[0]);
    CHECK_FALSE(AttributeModel::find(session, id));
    CHECK_FALSE(AttributeOwnerModel::find_by_attribute_id(session, id));
    CHECK(AttributeModel::find(session, *list[1].get_id()));
  });
}

TEST_CASE("001/6.6: set_attributes replaces all") {
  live::on_each_game([](Session& session) {
    PlayerModel player = live::save_player(session, "jane@x");
    std::vector<AttributeModel> old = live::new_attributes({"a", "b"});
    player.set_attributes(session, old);
    std::vector<AttributeModel> fresh = live::new_attributes({"c"});
    player.set_attributes(session, fresh);
    CHECK(live::names(player.get_attributes(session)) == Strings{"c"});
    for (const AttributeModel& attribute : old)
      CHECK_FALSE(AttributeModel::find(session, *attribute.get_id()));
  });
}

TEST_CASE("001/6.7, 127: changed attributes are saved, clean ones are not saved again") {
  live::on_each_game([](Session& session) {
    PlayerModel player = live::save_player(session, "jane@x");
    std::vector<AttributeModel> list = live::new_attributes({"a", "b"});
    player.set_attributes(session, list);
    list[0].set_internal_name("changed");
    live::Log log(session);
    for (AttributeModel& attribute : list) player.add_attribute(session, attribute);
    CHECK(log.tables("UPDATE") == Strings{"attributes"});
    CHECK(log.count("INSERT") == 0);
    CHECK(live::names(player.get_attributes(session)) == Strings{"changed", "b"});
  });
}

TEST_CASE("001/6.8: owners share no attributes: each has a record of its own") {
  live::on_each_game([](Session& session) {
    PlayerModel jane =
        live::new_player("jane@x").add_attribute(live::new_attribute("a")).save(session);
    PlayerModel john =
        live::new_player("john@x").add_attribute(live::new_attribute("a")).save(session);
    CHECK(jane.get_attributes(session)[0].get_id() != john.get_attributes(session)[0].get_id());
    AttributeModel of_jane = jane.get_attributes(session)[0];
    CHECK(live::violation([&] { john.add_attribute(session, of_jane); }) ==
          ConstraintKind::kOwnership);
    CHECK(count_rows(session, "attribute_owners") == 2);
  });
}

TEST_CASE("001/7.1: is_player, is_mobile and is_item of a stored inventory's pivot") {
  live::on_each_game([](Session& session) {
    PlayerModel jane =
        live::new_player("jane@x").add_inventory(live::new_inventory()).save(session);
    const InventoryOwnerModel of_player = jane.get_inventory_owners(session).at(0);
    CHECK(of_player.is_player());
    CHECK_FALSE(of_player.is_mobile());
    CHECK_FALSE(of_player.is_item());
    MobileModel npc = live::save_npc(session, "npc");
    npc.add_inventory(live::new_inventory()).save(session);
    const InventoryOwnerModel of_mobile = npc.get_inventory_owners(session).at(0);
    CHECK(of_mobile.is_mobile());
    CHECK_FALSE(of_mobile.is_player());
    CHECK_FALSE(of_mobile.is_item());
  });
}

TEST_CASE("001/7.2: get_inventories of a mobile, as items own none") {
  live::on_each_game([](Session& session) {
    MobileModel npc = live::save_npc(session, "npc");
    npc.add_inventory(live::new_inventory().set_max_entries(1))
        .add_inventory(live::new_inventory().set_max_entries(2))
        .save(session);
    const std::vector<InventoryModel> inventories = npc.get_inventories(session);
    REQUIRE(inventories.size() == 2);
    CHECK(inventories[0].get_max_entries() == 1);
    CHECK(inventories[1].get_max_entries() == 2);
  });
}

TEST_CASE("001/7.3: a mobile's inventories are added, and removed with their entries") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = live::save_item(session, "sword");
    MobileModel npc = live::save_npc(session, "npc");
    InventoryModel bag = live::new_inventory().add_entry(live::new_entry(sword));
    npc.add_inventory(session, bag);
    CHECK(bag.get_entries(session).size() == 1);
    npc.remove_inventory(session, bag);
    for (const char* table : {"inventories", "inventory_owners", "inventory_entries"})
      CHECK(count_rows(session, table) == 0);
  });
}

TEST_CASE("001/7.4: a mobile's inventories are replaced at once") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = live::save_item(session, "sword");
    MobileModel npc = live::save_npc(session, "npc");
    npc.add_inventory(live::new_inventory().add_entry(live::new_entry(sword))).save(session);
    std::vector<InventoryModel> two{live::new_inventory(), live::new_inventory()};
    npc.set_inventories(session, two);
    CHECK(npc.get_inventories(session).size() == 2);
    CHECK(count_rows(session, "inventories") == 2);
    CHECK(count_rows(session, "inventory_entries") == 0);
  });
}

TEST_CASE("001/7.5: an inventory's pivot has the key of its owner alone") {
  live::on_each_game([](Session& session) {
    PlayerModel jane =
        live::new_player("jane@x").add_inventory(live::new_inventory()).save(session);
    MobileModel npc = live::save_npc(session, "npc");
    npc.add_inventory(live::new_inventory()).save(session);
    CHECK(count_owned_alone(session, "inventory_owners", jane, "player_id") == 1);
    CHECK(count_owned_alone(session, "inventory_owners", npc, "mobile_id") == 1);
  });
}
