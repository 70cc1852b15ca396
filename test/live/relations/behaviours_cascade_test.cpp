// What saving does for the records around one. The numbers are those of the behaviours of the system that this replaces; D and
// B are its deviations from what was asked for, and its defects.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "test/live/relations/support.h"

using namespace game_db;
using live::count_rows;
using thriftorm::Cascade;
using thriftorm::Session;

namespace {

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("46: saving a clean record sends nothing at all") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    PlayerModel found = *PlayerModel::find(session, *jane.get_id());
    live::Log log(session);
    jane.save(session);
    found.save(session);
    CHECK(log.statements().empty());
  });
}

TEST_CASE("46, D19: a clean record is not written, what was given to it is") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    jane.add_attribute(live::new_attribute("luck"));
    CHECK(jane.is_dirty());
    live::Log log(session);
    jane.save(session);
    CHECK(log.tables("UPDATE").empty());
    CHECK(log.tables("INSERT INTO") == Strings{"attributes", "attribute_owners"});
    CHECK_FALSE(jane.is_dirty());
  });
}

TEST_CASE(
    "47, B-12: parents are saved first, then the record, then its children, in one transaction") {
  live::on_each_game([](Session& session) {
    MobileModel avatar = live::new_mobile("Jane")
                             .add_attribute(live::new_attribute("luck"))
                             .add_minion(live::new_mobile("minion"))
                             .set_owner_player(live::new_player("jane@x"));
    live::Log log(session);
    avatar.save(session);
    CHECK(log.tables("INSERT INTO") ==
          Strings{"players", "mobiles", "attributes", "attribute_owners", "mobiles"});
    CHECK(log.count("COMMIT") == 1);
    const PlayerModel jane = *PlayerModel::find_by_email(session, "jane@x");
    CHECK(avatar.get_owner_player_id() == jane.get_id());
    CHECK(live::names(avatar.get_minions(session)) == Strings{"minion"});
    CHECK(live::names(avatar.get_attributes(session)) == Strings{"luck"});
  });
}

TEST_CASE("47: a parent that was changed is written, and what was given to it as well") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    jane.set_full_name("Jane Roe").add_attribute(live::new_attribute("luck"));
    live::new_mobile("Jane").set_owner_player(jane).save(session);
    const PlayerModel stored = *PlayerModel::find(session, *jane.get_id());
    CHECK(stored.get_full_name() == "Jane Roe");
    CHECK(stored.get_attributes(session).size() == 1);
  });
}

TEST_CASE("47: saving costs a statement for each table and level, however many rows there are") {
  live::on_each_game([](Session& session) {
    const auto cost = [&](int rows) {
      MobileModel wizard = live::new_mobile("wizard").set_owner_player_id(1);
      for (int i = 0; i < rows; ++i) {
        MobileModel minion = live::new_mobile("minion");
        for (int j = 0; j < rows; ++j) minion.add_attribute(live::new_attribute("a"));
        wizard.add_minion(std::move(minion));
      }
      live::Counter counter(session);
      wizard.save(session);
      return counter.statements();
    };
    const int small = cost(2);
    CHECK(small <= (session.dialect() == thriftorm::Dialect::kMysql ? 5 : 4));
    CHECK(cost(20) == small);
  });
}

TEST_CASE("48: Cascade::kNone saves the record alone; a new parent waits, and the key stays NULL") {
  live::on_each_game([](Session& session) {
    ItemModel sword = live::new_item("sword").set_blueprint(live::new_blueprint());
    sword.save(session, Cascade::kNone);
    CHECK_FALSE(ItemModel::find(session, *sword.get_id())->get_blueprint_id());
    CHECK(count_rows(session, "item_blueprints") == 0);
    CHECK(sword.is_dirty());
    sword.save(session);
    CHECK(ItemModel::find(session, *sword.get_id())->get_blueprint(session));
  });
}

TEST_CASE("48: Cascade::kNone leaves children waiting, at every level") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::new_player("jane@x").set_mobile(
        live::new_mobile("Jane").add_attribute(live::new_attribute("luck")));
    jane.save(session, Cascade::kNone);
    CHECK(count_rows(session, "mobiles") == 0);
    jane.save(session);
    CHECK(jane.get_mobile(session)->get_attributes(session).size() == 1);
  });
}

TEST_CASE("49: the key of a new parent is written though the record was clean") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = live::save_item(session, "sword");
    ItemModel found = *ItemModel::find(session, *sword.get_id());
    found.set_blueprint(live::new_blueprint()).save(session);
    CHECK(found.get_blueprint_id());
    CHECK(ItemModel::find(session, *sword.get_id())->get_blueprint_id() ==
          found.get_blueprint_id());
  });
}

TEST_CASE("50, B-3, D24: a parent that was found is not written by its child; newer values stay") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    const PlayerModel stale = *PlayerModel::find(session, *jane.get_id());
    jane.set_full_name("Jane Roe").save(session);
    live::Log log(session);
    live::new_mobile("Jane").set_owner_player(stale).save(session);
    CHECK(log.tables("UPDATE").empty());
    CHECK(PlayerModel::find(session, *jane.get_id())->get_full_name() == "Jane Roe");
  });
}

TEST_CASE("51, B-1: what is given to a new record waits for it, gets its key, and is stored") {
  live::on_each_game([](Session& session) {
    const ItemModel ore = live::save_item(session, "ore");
    ItemBlueprintComponentModel component;
    component.set_component_item_id(*ore.get_id()).set_ratio(2.0);
    ItemModel sword = live::new_item("sword")
                          .set_blueprint(live::new_blueprint().add_component(std::move(component)))
                          .add_attribute(live::new_attribute("damage"))
                          .save(session);
    MobileItemAttributeModel sharp;
    sharp.set_internal_name("sharp").set_visible(true).set_double_value(1.5).set_attribute_type(
        game::AttributeType::DAMAGE);
    MobileModel avatar = live::new_mobile("Jane")
                             .add_attribute(live::new_attribute("luck"))
                             .add_minion(live::new_mobile("minion"))
                             .add_inventory(live::new_inventory().add_entry(live::new_entry(sword)))
                             .add_mobile_item(live::new_mobile_item(sword).add_attribute(sharp));
    PlayerModel jane = live::new_player("jane@x").set_mobile(std::move(avatar)).save(session);

    CHECK(sword.get_blueprint(session)->get_components(session).size() == 1);
    CHECK(live::names(sword.get_attributes(session)) == Strings{"damage"});
    const MobileModel stored = *jane.get_mobile(session);
    CHECK(live::names(stored.get_attributes(session)) == Strings{"luck"});
    CHECK(live::names(stored.get_minions(session)) == Strings{"minion"});
    REQUIRE(stored.get_inventories(session).size() == 1);
    CHECK(stored.get_inventories(session)[0].get_entries(session).size() == 1);
    REQUIRE(live::names(stored.get_mobile_items(session)) == Strings{"my sword"});
    CHECK(live::names(stored.get_mobile_items(session)[0].get_attributes(session)) ==
          Strings{"sharp"});
  });
}

TEST_CASE("52, D2: the avatar that is given to a player is saved with the player") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::new_player("jane@x").set_mobile(live::new_mobile("first"));
    jane.save(session);
    CHECK(jane.get_mobile(session)->get_what_we_call_you() == "first");
    MobileModel avatar = *jane.get_mobile(session);
    avatar.set_what_we_call_you("renamed");
    jane.set_mobile(avatar).save(session);
    CHECK(jane.get_mobile(session)->get_id() == avatar.get_id());
    CHECK(jane.get_mobile(session)->get_what_we_call_you() == "renamed");
    jane.set_mobile(live::new_mobile("second")).save(session);
    CHECK(jane.get_mobile(session)->get_what_we_call_you() == "second");
    CHECK(count_rows(session, "mobiles") == 1);
    jane.set_mobile(std::nullopt).save(session);
    CHECK_FALSE(jane.get_mobile(session));
    CHECK(count_rows(session, "mobiles") == 0);
  });
}

TEST_CASE(
    "53, B-19: records are values: two that are given to each other are copies, and no cycle") {
  live::on_each_game([](Session& session) {
    MobileModel a = live::new_mobile("a");
    MobileModel b = live::new_mobile("b");
    a.set_owner_mobile(b);
    b.set_owner_mobile(a);
    CHECK_THROWS_AS(b.save(session), thriftorm::InvalidData);  // the innermost has no owner
    CHECK(count_rows(session, "mobiles") == 0);
    CHECK_FALSE(session.in_transaction());
  });
}

TEST_CASE("53, B-19: records that wait for each other over more than 100 levels are InvalidData") {
  live::on_each_game([](Session& session) {
    const auto chain = [](int levels) {
      MobileModel last = live::new_mobile("0").set_owner_player_id(1);
      for (int i = 1; i <= levels; ++i)
        last = live::new_mobile(std::to_string(i)).set_owner_mobile(std::move(last));
      return last;
    };
    CHECK_THROWS_AS(chain(101), thriftorm::InvalidData);
    chain(100).save(session);
    CHECK(count_rows(session, "mobiles") == 101);
  });
}

TEST_CASE("53: rows that own each other are saved as any others") {
  live::on_each_game([](Session& session) {
    MobileModel a = live::save_npc(session, "a");
    MobileModel b = live::new_mobile("b").set_owner_mobile(a).save(session);
    a.set_owner_mobile(b).save(session);
    CHECK(a.get_owner_mobile(session)->get_owner_mobile(session)->get_id() == a.get_id());
  });
}
