// What relations to one and to many do. The numbers are those of the behaviours of the system that
// this replaces; D and B are its deviations from what was asked for, and its defects.
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "test/live/relations/support.h"

using namespace game_db;
using live::count_rows;
using thriftorm::Missing;
using thriftorm::Session;

namespace {

using Strings = std::vector<std::string>;

template <class Model>
concept FoundByText = requires(Session& session) {
  Model::find(session, "1 or 1=1");
};

}  // namespace

TEST_CASE(
    "65, D26: a key that is NULL is empty, one that is found a record, a dangling one empty") {
  live::on_each_game([](Session& session) {
    const PlayerModel jane = live::save_player(session, "jane@x");
    const MobileModel avatar = live::new_mobile("Jane").set_owner_player(jane).save(session);
    CHECK(avatar.get_owner_player(session)->get_email() == "jane@x");
    CHECK_FALSE(avatar.get_owner_mobile(session));
    CHECK_FALSE(avatar.get_owner_mobile(session, Missing::kThrow));
    CHECK(avatar.get_owner_player(session, Missing::kThrow)->get_id() == jane.get_id());
    session.execute("DELETE FROM players");
    CHECK_FALSE(avatar.get_owner_player(session));
  });
}

TEST_CASE("65: with Missing::kThrow a dangling key is RecordNotFound, and names table and column") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = live::new_item("sword").set_blueprint_id(9).save(session);
    try {
      sword.get_blueprint(session, Missing::kThrow);
      FAIL("nothing was thrown");
    } catch (const thriftorm::RecordNotFound& error) {
      CHECK(error.details().table == "items");
      CHECK(error.details().column == "blueprint_id");
      CHECK(error.message() == "`blueprint_id` names a row that is gone");
    }
  });
}

TEST_CASE("65: a parent that a query looked for and that is not there is told with its record") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::new_player("jane").save(session);
    AttributeModel strength = live::new_attribute("strength");
    jane.add_attribute(session, strength);
    session.execute("DELETE FROM attributes");
    const AttributeOwnerModel link = AttributeOwnerModel::query()
                                         .select_related(columns::attribute_owner::attribute())
                                         .one(session);
    try {
      link.attribute();
      FAIL("nothing was thrown");
    } catch (const thriftorm::RecordNotFound& error) {
      CHECK(error.details().table == "attribute_owners");
      CHECK(error.details().record_id == std::to_string(*link.get_id()));
      CHECK(error.details().column == "attribute_id");
    }
  });
}

TEST_CASE(
    "66, D3: nothing is cached: each call reads the row anew, and gives a record of its own") {
  live::on_each_game([](Session& session) {
    const MobileModel avatar =
        live::new_mobile("Jane").set_owner_player(live::new_player("jane@x")).save(session);
    live::Counter counter(session);
    PlayerModel first = *avatar.get_owner_player(session);
    first.set_full_name("Jane Roe");
    CHECK(avatar.get_owner_player(session)->get_full_name() == "Jane Doe");
    CHECK(counter.statements() == 2);
    first.save(session);
    CHECK(avatar.get_owner_player(session)->get_full_name() == "Jane Roe");
  });
}

TEST_CASE("67: giving a parent sets the key, marks the record, clears other owners, returns it") {
  static_assert(
      std::is_same_v<decltype(MobileModel().set_owner_player(std::nullopt)), MobileModel&>);
  live::on_each_game([](Session& session) {
    const PlayerModel jane = live::save_player(session, "jane@x");
    const MobileModel boss = live::save_npc(session, "boss");
    MobileModel mobile = live::new_mobile("m").set_owner_mobile(boss).save(session);
    CHECK(mobile.get_owner_mobile_id() == boss.get_id());
    mobile.set_owner_player(jane);
    CHECK(mobile.get_owner_player_id() == jane.get_id());
    CHECK_FALSE(mobile.get_owner_mobile_id());
    CHECK(mobile.is_dirty());
    mobile.save(session);
    const MobileModel stored = *MobileModel::find(session, *mobile.get_id());
    CHECK(stored.get_owner_player_id() == jane.get_id());
    CHECK_FALSE(stored.get_owner_mobile_id());
  });
}

TEST_CASE("67: the key of a new parent is empty until save, and clears other owners as well") {
  live::on_each_game([](Session& session) {
    MobileModel mobile = live::save_npc(session, "m");
    mobile.set_owner_mobile(live::new_mobile("boss").set_owner_player_id(1));
    CHECK_FALSE(mobile.get_owner_mobile_id());
    CHECK_FALSE(mobile.get_owner_player_id());
    mobile.save(session);
    const MobileModel stored = *MobileModel::find(session, *mobile.get_id());
    CHECK(stored.get_owner_mobile(session)->get_what_we_call_you() == "boss");
    CHECK_FALSE(stored.get_owner_player_id());
  });
}

TEST_CASE("67: giving no parent stores NULL; an owner that must be there is missed by save") {
  live::on_each_game([](Session& session) {
    ItemModel sword = live::new_item("sword").set_blueprint(live::new_blueprint()).save(session);
    sword.set_blueprint(std::nullopt).save(session);
    CHECK_FALSE(ItemModel::find(session, *sword.get_id())->get_blueprint_id());
    MobileModel mobile = live::save_npc(session, "m");
    mobile.set_owner_player(std::nullopt);
    CHECK_THROWS_AS(mobile.save(session), thriftorm::InvalidData);
    CHECK(MobileModel::find(session, *mobile.get_id())->get_owner_player_id());
  });
}

TEST_CASE("68: setting the key drops the parent that was given before") {
  live::on_each_game([](Session& session) {
    const PlayerModel jane = live::save_player(session, "jane@x");
    MobileModel avatar = live::new_mobile("Jane");
    avatar.set_owner_player(live::new_player("other@x")).set_owner_player_id(jane.get_id());
    avatar.save(session);
    CHECK(avatar.get_owner_player(session)->get_id() == jane.get_id());
    CHECK(count_rows(session, "players") == 1);
  });
}

TEST_CASE("68: setting the key of another kind of owner drops the parent as well") {
  live::on_each_game([](Session& session) {
    const MobileModel boss = live::save_npc(session, "boss");
    MobileModel minion = live::new_mobile("minion");
    minion.set_owner_player(live::new_player("other@x")).set_owner_mobile_id(boss.get_id());
    minion.save(session);
    CHECK(minion.get_owner_mobile_id() == boss.get_id());
    CHECK_FALSE(minion.get_owner_player_id());
    CHECK(count_rows(session, "players") == 0);
  });
}

TEST_CASE("69: children come as a list in the order of their keys; an unsaved parent has none") {
  live::on_each_game([](Session& session) {
    MobileModel wizard = live::save_npc(session, "wizard");
    for (const char* name : {"c", "a", "b"}) wizard.add_minion(live::new_mobile(name));
    wizard.save(session);
    CHECK(live::names(wizard.get_minions(session)) == Strings{"c", "a", "b"});
    CHECK(live::names(MobileModel::find_by_owner_mobile_id(session, *wizard.get_id())) ==
          live::names(wizard.get_minions(session)));
    CHECK(MobileModel().get_minions(session).empty());
  });
}

TEST_CASE("70, D3: lists are not cached, and take no reload: each call gives what is stored now") {
  live::on_each_game([](Session& session) {
    MobileModel wizard = live::save_npc(session, "wizard");
    CHECK(wizard.get_minions(session).empty());
    live::new_mobile("a").set_owner_mobile_id(wizard.get_id()).save(session);
    CHECK(wizard.get_minions(session).size() == 1);
    std::vector<MobileModel> minions = wizard.get_minions(session);
    minions[0].set_what_we_call_you("changed");
    CHECK(wizard.get_minions(session)[0].get_what_we_call_you() == "a");
  });
}

TEST_CASE("71, D11: the cursor streams: leaving it early reads one page of many") {
  live::on_each_game([](Session& session) {
    const MobileModel wizard = live::save_npc(session, "wizard");
    std::vector<MobileModel> minions;
    for (int i = 0; i < 600; ++i) minions.push_back(live::new_mobile(std::to_string(i)));
    MobileModel owner = wizard;
    owner.set_minions(session, minions);
    live::Counter counter(session);
    for (const MobileModel& minion : wizard.minions(session)) {
      CHECK(minion.get_what_we_call_you() == "0");
      break;
    }
    CHECK(counter.statements() == 1);
  });
}

TEST_CASE(
    "71: a cursor of an unsaved record is empty, of a saved one it gives what the list gives") {
  live::on_each_game([](Session& session) {
    MobileModel wizard = live::save_npc(session, "wizard");
    wizard.add_minion(live::new_mobile("a")).add_minion(live::new_mobile("b")).save(session);
    Strings seen;
    for (const MobileModel& minion : wizard.minions(session))
      seen.push_back(minion.get_what_we_call_you());
    CHECK(seen == live::names(wizard.get_minions(session)));
    for ([[maybe_unused]] const MobileModel& minion : MobileModel().minions(session))
      FAIL("there is one");
  });
}

TEST_CASE(
    "72: the avatar is the mobile with the lowest id; empty if there is none, then not cached") {
  live::on_each_game([](Session& session) {
    const PlayerModel jane = live::save_player(session, "jane@x");
    CHECK_FALSE(PlayerModel().get_mobile(session));
    CHECK_FALSE(jane.get_mobile(session));
    const MobileModel first = live::new_mobile("z").set_owner_player(jane).save(session);
    CHECK(jane.get_mobile(session)->get_id() == first.get_id());
    live::new_mobile("a").set_owner_player(jane).save(session);
    CHECK(jane.get_mobile(session)->get_id() == first.get_id());
  });
}

TEST_CASE("73, D1: minions and the mobile that owns one are reached from each other") {
  live::on_each_game([](Session& session) {
    MobileModel wizard = live::save_npc(session, "wizard");
    MobileModel minion = live::new_mobile("minion");
    wizard.add_minion(session, minion);
    CHECK(minion.get_id());
    CHECK(minion.get_owner_mobile(session)->get_id() == wizard.get_id());
    CHECK(live::names(wizard.get_minions(session)) == Strings{"minion"});
    wizard.remove_minion(session, minion);
    CHECK(count_rows(session, "mobiles") == 1);
  });
}

TEST_CASE("73, D2: set_mobile gives a player an avatar, which has no other owner then") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    jane.set_mobile(live::new_mobile("Jane")).save(session);
    const MobileModel avatar = *jane.get_mobile(session);
    CHECK(avatar.get_owner_player_id() == jane.get_id());
    CHECK_FALSE(avatar.get_owner_mobile_id());
  });
}

TEST_CASE("73: a minion or an avatar that somebody else owns is refused, and stays theirs") {
  live::on_each_game([](Session& session) {
    MobileModel wizard = live::save_npc(session, "wizard");
    wizard.add_minion(live::new_mobile("minion")).save(session);
    MobileModel minion = wizard.get_minions(session)[0];
    MobileModel thief = live::save_npc(session, "thief");
    CHECK(live::violation([&] { thief.add_minion(session, minion); }) ==
          thriftorm::ConstraintKind::kOwnership);
    PlayerModel jane = live::save_player(session, "jane@x");
    jane.set_mobile(minion);
    CHECK(live::violation([&] { jane.save(session); }) == thriftorm::ConstraintKind::kOwnership);
    CHECK(live::names(wizard.get_minions(session)) == Strings{"minion"});
    CHECK_FALSE(jane.get_mobile(session));
  });
}

TEST_CASE("73: another's avatar or minion is refused also when only its id is known") {
  live::on_each_game([](Session& session) {
    PlayerModel john = live::new_player("john@x").set_mobile(live::new_mobile("John"));
    john.save(session);
    const auto id = john.get_mobile(session)->get_id();
    PlayerModel jane = live::save_player(session, "jane@x");
    jane.set_mobile(live::new_mobile("stolen").set_id(id));
    CHECK(live::violation([&] { jane.save(session); }) == thriftorm::ConstraintKind::kOwnership);
    MobileModel thief = live::save_npc(session, "thief");
    MobileModel minion = live::new_mobile("stolen").set_id(id);
    CHECK(live::violation([&] { thief.add_minion(session, minion); }) ==
          thriftorm::ConstraintKind::kOwnership);
    REQUIRE(john.get_mobile(session));
    CHECK(john.get_mobile(session)->get_what_we_call_you() == "John");
  });
}

TEST_CASE("73: one's own avatar may be given by its id, and is updated") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::new_player("jane@x").set_mobile(live::new_mobile("Jane"));
    jane.save(session);
    const auto id = jane.get_mobile(session)->get_id();
    jane.set_mobile(live::new_mobile("renamed").set_id(id)).save(session);
    CHECK(jane.get_mobile(session)->get_id() == id);
    CHECK(jane.get_mobile(session)->get_what_we_call_you() == "renamed");
    CHECK(count_rows(session, "mobiles") == 1);
  });
}

TEST_CASE("73: an entry of another inventory is refused") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = live::save_item(session, "sword");
    InventoryModel chest = live::new_inventory().add_entry(live::new_entry(sword)).save(session);
    InventoryModel bag = live::new_inventory().save(session);
    std::vector<InventoryEntryModel> entries = chest.get_entries(session);
    CHECK(live::violation([&] { bag.add_entry(session, entries[0]); }) ==
          thriftorm::ConstraintKind::kOwnership);
    CHECK(live::violation([&] { bag.set_entries(session, entries); }) ==
          thriftorm::ConstraintKind::kOwnership);
    CHECK(chest.get_entries(session).size() == 1);
  });
}

TEST_CASE("73: an entry of another inventory is refused also when only its id is known") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = live::save_item(session, "sword");
    InventoryModel chest = live::new_inventory().add_entry(live::new_entry(sword)).save(session);
    InventoryModel bag = live::new_inventory().save(session);
    std::vector<InventoryEntryModel> entries{
        live::new_entry(sword).set_id(chest.get_entries(session)[0].get_id())};
    CHECK(live::violation([&] { bag.add_entry(session, entries[0]); }) ==
          thriftorm::ConstraintKind::kOwnership);
    CHECK(live::violation([&] { bag.set_entries(session, entries); }) ==
          thriftorm::ConstraintKind::kOwnership);
    CHECK(chest.get_entries(session).size() == 1);
  });
}

TEST_CASE("73: a minion that somebody else has taken meanwhile is refused, to add and to remove") {
  live::on_each_game([](Session& session) {
    MobileModel wizard = live::save_npc(session, "wizard");
    wizard.add_minion(live::new_mobile("minion")).save(session);
    MobileModel stale = wizard.get_minions(session)[0];
    session.execute("UPDATE mobiles SET owner_mobile_id = 999 WHERE owner_mobile_id IS NOT NULL");
    CHECK(live::violation([&] { wizard.add_minion(session, stale); }) ==
          thriftorm::ConstraintKind::kOwnership);
    CHECK(live::violation([&] { wizard.remove_minion(session, stale); }) ==
          thriftorm::ConstraintKind::kOwnership);
    CHECK(count_rows(session, "mobiles") == 2);
  });
}

TEST_CASE("69: rows that a record does not own move to another, or away, and are never destroyed") {
  live::on_each_game([](Session& session) {
    ItemBlueprintModel one = live::new_blueprint().save(session);
    ItemBlueprintModel two = live::new_blueprint().save(session);
    ItemModel sword = live::new_item("sword");
    ItemModel axe = live::new_item("axe");
    one.add_item(session, sword);
    one.add_item(session, axe);
    two.add_item(session, sword);
    CHECK(live::names(one.get_items(session)) == Strings{"axe"});
    CHECK(live::names(two.get_items(session)) == Strings{"sword"});
    session.begin();
    two.remove_item(session, sword);
    CHECK_FALSE(sword.get_blueprint_id());
    session.rollback();
    two.remove_item(session, sword);
    CHECK_FALSE(sword.is_dirty());
    CHECK_FALSE(ItemModel::find(session, *sword.get_id())->get_blueprint_id());
    one.set_items(session, {});
    CHECK(count_rows(session, "items WHERE blueprint_id IS NULL") == 2);
  });
}

TEST_CASE("D10: the tables have no foreign keys unless the IDL asks for them: keys may dangle") {
  live::on_each_game([](Session& session) {
    CHECK_NOTHROW(live::new_mobile("m").set_owner_player_id(4711).save(session));
    CHECK_NOTHROW(
        live::new_entry(live::save_item(session, "sword")).set_inventory_id(9).save(session));
  });
}

TEST_CASE("D22: there is a finder for each key column, also where the key has no table") {
  live::on_each_game([](Session& session) {
    CHECK(MobileModel::find_by_owner_player_id(session, 1).empty());
    CHECK(AttributeModel::find_by_asset_id(session, 1).empty());
    CHECK(AttributeOwnerModel::find_by_asset_id(session, 1).empty());
    CHECK(InventoryEntryModel::find_by_mobile_item_id(session, 1).empty());
    CHECK(ItemBlueprintComponentModel::find_by_component_item_id(session, 1).empty());
    CHECK_FALSE(AttributeOwnerModel::find_by_attribute_id(session, 1));  // unique
  });
}

TEST_CASE("D24: records that come through a relation are clean, and saving them sends nothing") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::new_player("jane@x")
                           .set_mobile(live::new_mobile("Jane").add_minion(live::new_mobile("m")))
                           .add_attribute(live::new_attribute("luck"))
                           .save(session);
    MobileModel avatar = *jane.get_mobile(session);
    MobileModel minion = avatar.get_minions(session)[0];
    PlayerModel owner = *avatar.get_owner_player(session);
    AttributeModel luck = jane.get_attributes(session)[0];
    AttributeOwnerModel link = jane.get_attribute_owners(session)[0];
    live::Log log(session);
    avatar.save(session);
    minion.save(session);
    owner.save(session);
    luck.save(session);
    link.save(session);
    CHECK(log.statements().empty());
  });
}

TEST_CASE("B-14: an inventory without entries has an empty list of them") {
  live::on_each_game([](Session& session) {
    const InventoryModel chest = live::new_inventory().save(session);
    CHECK(chest.get_entries(session).empty());
    CHECK_FALSE(chest.get_inventory_owner(session));
    const ItemBlueprintModel blueprint = live::new_blueprint().save(session);
    CHECK(blueprint.get_components(session).empty());
  });
}

TEST_CASE("B-16: the columns that relations are followed by have indexes") {
  live::on_each_game([](Session& session) {
    const bool sqlite = session.dialect() == thriftorm::Dialect::kSqlite;
    const auto indexes = [&](const std::string& table, const std::string& column) {
      return count_rows(session,
                        sqlite ? "sqlite_master WHERE type = 'index' AND tbl_name = '" + table +
                                     "' AND sql LIKE '%(\"" + column + "\")%'"
                               : "information_schema.statistics WHERE table_schema = DATABASE() "
                                 "AND seq_in_index = 1 AND table_name = '" +
                                     table + "' AND column_name = '" + column + "'");
    };
    for (const char* column : {"owner_mobile_id", "owner_player_id"})
      CHECK(indexes("mobiles", column) == 1);
    for (const char* column : {"mobile_id", "item_id", "player_id", "asset_id"}) {
      CHECK(indexes("attribute_owners", column) == 1);
      CHECK(indexes("inventory_owners", column) == 1);
    }
    CHECK(indexes("attribute_owners", "attribute_id") == 1);
    CHECK(indexes("inventory_entries", "inventory_id") == 1);
  });
}

TEST_CASE("B-20, B-21: values never become SQL, and text does not compile where a key is wanted") {
  static_assert(!FoundByText<PlayerModel> && !FoundByText<MobileModel>);
  live::on_each_game([](Session& session) {
    const std::string hostile = "'; DROP TABLE players; -- \\ \" % _";
    PlayerModel jane = live::new_player(hostile).set_mobile(live::new_mobile(hostile));
    jane.add_attribute(live::new_attribute(hostile)).save(session);
    CHECK(jane.reload(session).get_email() == hostile);
    CHECK(jane.get_mobile(session)->get_what_we_call_you() == hostile);
    CHECK(live::names(jane.get_attributes(session)) == Strings{hostile});
    CHECK_FALSE(PlayerModel::find_by_email(session, "' OR '1' = '1"));
  });
}

TEST_CASE(
    "121: a parent comes with its class and id; giving another sets the key and is given back") {
  live::on_each_game([](Session& session) {
    const PlayerModel jane = live::save_player(session, "jane@x");
    const PlayerModel john = live::save_player(session, "john@x");
    MobileModel avatar = live::new_mobile("m").set_owner_player(jane).save(session);
    static_assert(
        std::is_same_v<decltype(avatar.get_owner_player(session)), std::optional<PlayerModel>>);
    CHECK(avatar.get_owner_player(session)->get_id() == jane.get_id());
    avatar.set_owner_player(john);
    CHECK(avatar.get_owner_player_id() == john.get_id());
    CHECK(avatar.dirty_columns() == std::vector<std::string_view>{"owner_player_id"});
    CHECK(avatar.get_owner_player(session)->get_id() == john.get_id());
  });
}

TEST_CASE("122: children come as a list of two, or one at a time, and each call is a new one") {
  live::on_each_game([](Session& session) {
    MobileModel wizard = live::save_npc(session, "wizard");
    wizard.add_minion(live::new_mobile("a")).add_minion(live::new_mobile("b")).save(session);
    static_assert(std::is_same_v<decltype(wizard.get_minions(session)), std::vector<MobileModel>>);
    static_assert(!std::is_same_v<decltype(wizard.minions(session)), std::vector<MobileModel>>);
    CHECK(wizard.get_minions(session).size() == 2);
    int seen = 0;
    for ([[maybe_unused]] const MobileModel& minion : wizard.minions(session)) ++seen;
    CHECK(seen == 2);
  });
}
