// What saving does. The numbers are those of the behaviours of the system that this replaces; D and
// B are its deviations from what was asked for, and its defects.
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "test/live/relations/support.h"

using namespace game_db;
using live::count_rows;
using thriftorm::Cascade;
using thriftorm::ConstraintKind;
using thriftorm::Session;

namespace {

using Strings = std::vector<std::string>;

// Lacks its name, so that it cannot be stored.
MobileModel unfinished_mobile() {
  MobileModel mobile;
  return mobile.set_mobile_type(game::MobileType::NPC);
}

}  // namespace

TEST_CASE("38, D21: save returns the record, and what fails is thrown as a typed error") {
  static_assert(std::is_same_v<decltype(std::declval<PlayerModel&>().save(std::declval<Session&>(),
                                                                          Cascade::kAll)),
                               PlayerModel&>);
  live::on_each_game([](Session& session) {
    CHECK(live::new_player("jane@x").save(session).get_id());
    CHECK(live::violation([&] { live::new_player("jane@x").save(session); }) ==
          ConstraintKind::kUnique);
  });
}

TEST_CASE("39: without an id save inserts, and the database's key becomes the record's") {
  live::on_each_game([](Session& session) {
    live::Log log(session);
    ItemModel sword = live::new_item("sword").save(session);
    CHECK(log.tables("INSERT INTO") == Strings{"items"});
    CHECK(log.statements().size() == 1);
    const std::optional<ItemModel> stored = ItemModel::find(session, *sword.get_id());
    REQUIRE(stored);
    CHECK(stored->get_internal_name() == "sword");
    CHECK_FALSE(stored->get_max_stack_size());
    CHECK_FALSE(stored->get_blueprint_id());
  });
}

TEST_CASE("39: a required column that was never set is refused before anything is sent") {
  live::on_each_game([](Session& session) {
    ItemModel nameless;
    nameless.set_item_type(game::ItemType::TOOL);
    live::Log log(session);
    CHECK(live::violation([&] { nameless.save(session); }) == ConstraintKind::kNotNull);
    CHECK(log.statements().empty());
  });
}

TEST_CASE("40, D26: with an id save updates what was set and leaves the other columns alone") {
  live::on_each_game([](Session& session) {
    const PlayerModel jane = live::save_player(session, "jane@x");
    PlayerModel by_id;
    live::Log log(session);
    by_id.set_id(jane.get_id()).set_full_name("Jane Roe").save(session);
    CHECK(log.tables("UPDATE") == Strings{"players"});
    CHECK(log.statements().size() == 1);
    const PlayerModel stored = *PlayerModel::find(session, *jane.get_id());
    CHECK(stored.get_full_name() == "Jane Roe");
    CHECK(stored.get_email() == "jane@x");
  });
}

TEST_CASE("40: id 0 is an id as any other; a chosen id is inserted by insert alone") {
  live::on_each_game([](Session& session) {
    CHECK_THROWS_AS(live::new_player("jane@x").set_id(0).save(session), thriftorm::RecordNotFound);
    CHECK(count_rows(session, "players") == 0);
    live::new_player("jane@x").set_id(77).insert(session);
    CHECK(PlayerModel::find(session, 77)->get_email() == "jane@x");
  });
}

TEST_CASE("41, B-23: an id that no row has is RecordNotFound, and the record stays dirty") {
  live::on_each_game([](Session& session) {
    PlayerModel nobody = live::new_player("nobody@x").set_id(4711);
    try {
      nobody.save(session);
      FAIL("nothing was thrown");
    } catch (const thriftorm::RecordNotFound& error) {
      CHECK(error.details().table == "players");
      CHECK(error.details().record_id == "4711");
    }
    CHECK(nobody.is_dirty());
    CHECK_FALSE(nobody.is_stored());
    CHECK(count_rows(session, "players") == 0);
  });
}

TEST_CASE("41: an update that changes nothing in a row that is there is no error") {
  live::on_each_game([](Session& session) {
    const PlayerModel jane = live::save_player(session, "jane@x");
    PlayerModel same;
    same.set_id(jane.get_id()).set_email("jane@x").save(session);
    CHECK_FALSE(same.is_dirty());
  });
}

TEST_CASE("B-23: insert never overwrites the row that has the id") {
  live::on_each_game([](Session& session) {
    const PlayerModel jane = live::save_player(session, "jane@x");
    CHECK(live::violation([&] {
            live::new_player("john@x").set_id(jane.get_id()).insert(session);
          }) == ConstraintKind::kUnique);
    CHECK(PlayerModel::find(session, *jane.get_id())->get_email() == "jane@x");
  });
}

TEST_CASE(
    "42: a record with nothing set is refused before anything is sent: all tables require "
    "something") {
  live::on_each_game([](Session& session) {
    live::Log log(session);
    CHECK(live::violation([&] { PlayerModel().save(session); }) == ConstraintKind::kNotNull);
    CHECK(live::violation([&] { InventoryModel().save(session); }) == ConstraintKind::kNotNull);
    CHECK(live::violation([&] { AttributeOwnerModel().save(session); }) ==
          ConstraintKind::kNotNull);
    CHECK(log.statements().empty());
  });
}

TEST_CASE("43, D14: without a transaction of the caller, save is one of its own, and commits it") {
  live::on_each_game_twice([](Session& session, Session& other) {
    PlayerModel jane = live::new_player("jane@x").set_mobile(live::new_mobile("Jane"));
    live::Log log(session);
    jane.save(session);
    CHECK(log.count("BEGIN") + log.count("START") == 1);
    CHECK(log.count("COMMIT") == 1);
    CHECK(log.statements().back().starts_with("COMMIT"));
    CHECK_FALSE(session.in_transaction());
    CHECK(PlayerModel::find(other, *jane.get_id())->get_mobile(other));
  });
}

TEST_CASE(
    "43: where save fails all is rolled back, the records are as they were, and can be saved") {
  live::on_each_game([](Session& session) {
    live::save_player(session, "taken@x");
    PlayerModel jane = live::new_player("jane@x").add_attribute(live::new_attribute("luck"));
    MobileModel avatar = live::new_mobile("Jane");
    avatar.set_owner_player(jane).add_minion(unfinished_mobile());
    CHECK(live::violation([&] { avatar.save(session); }) == ConstraintKind::kNotNull);
    CHECK_FALSE(session.in_transaction());
    CHECK(count_rows(session, "players") == 1);
    CHECK(count_rows(session, "mobiles") == 0);
    CHECK_FALSE(avatar.get_id());
    CHECK_FALSE(avatar.get_owner_player_id());
    CHECK(avatar.is_dirty());

    jane.set_email("taken@x");
    CHECK(live::violation([&] { jane.save(session); }) == ConstraintKind::kUnique);
    CHECK_FALSE(jane.get_id());
    jane.set_email("jane@x").save(session);
    CHECK(live::names(jane.get_attributes(session)) == Strings{"luck"});
  });
}

TEST_CASE("43: a parent that could not be saved may be exchanged, and the rest is still there") {
  live::on_each_game([](Session& session) {
    live::save_player(session, "taken@x");
    MobileModel avatar = live::new_mobile("Jane")
                             .add_attribute(live::new_attribute("luck"))
                             .set_owner_player(live::new_player("taken@x"));
    CHECK(live::violation([&] { avatar.save(session); }) == ConstraintKind::kUnique);
    avatar.set_owner_player(live::new_player("jane@x")).save(session);
    CHECK(avatar.get_owner_player(session)->get_email() == "jane@x");
    CHECK(live::names(avatar.get_attributes(session)) == Strings{"luck"});
  });
}

TEST_CASE(
    "43: the error's kind is the same where several rows are inserted at once") {  // the driver loses the errors of MariaDB's INSERT … RETURNING
  live::on_each_game([](Session& session) {
    ItemBlueprintModel blueprint =
        live::new_blueprint().add_item(live::new_item("same")).add_item(live::new_item("same"));
    CHECK(live::violation([&] { blueprint.save(session); }) == ConstraintKind::kUnique);
    CHECK_FALSE(blueprint.get_id());
    CHECK(count_rows(session, "item_blueprints") == 0);
  });
}

TEST_CASE("44: in the caller's transaction save commits nothing: others see the row afterwards") {
  live::on_each_game_twice([](Session& session, Session& other) {
    session.begin();
    live::Log log(session);
    live::new_player("jane@x").set_mobile(live::new_mobile("Jane")).save(session);
    CHECK(log.count("COMMIT") == 0);
    CHECK(log.count("ROLLBACK") == 0);
    CHECK(session.in_transaction());
    CHECK(count_rows(other, "players") == 0);
    session.commit();
    CHECK(count_rows(other, "players") == 1);
    CHECK(count_rows(other, "mobiles") == 1);
  });
}

TEST_CASE(
    "44: a save that fails in the caller's transaction undoes its own part; the rest goes on") {
  live::on_each_game([](Session& session) {
    session.begin();
    live::save_player(session, "jane@x");
    CHECK_THROWS(live::new_player("john@x").set_mobile(unfinished_mobile()).save(session));
    CHECK(session.in_transaction());
    live::save_player(session, "joan@x");
    session.commit();
    CHECK(count_rows(session, "players") == 2);
    CHECK_FALSE(PlayerModel::find_by_email(session, "john@x"));
  });
}

TEST_CASE(
    "45, B-8: after the caller's rollback a new record has no id, is dirty, and is inserted") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::new_player("jane@x");
    session.begin();
    jane.save(session);
    session.rollback();
    CHECK_FALSE(jane.get_id());
    CHECK(jane.is_dirty());
    jane.save(session);
    CHECK(count_rows(session, "players") == 1);
  });
}

TEST_CASE("45, B-8: after the caller's rollback what was updated is dirty, and is written") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    session.begin();
    jane.set_full_name("Jane Roe").save(session);
    session.rollback();
    CHECK(jane.is_dirty());
    jane.save(session);
    CHECK(PlayerModel::find(session, *jane.get_id())->get_full_name() == "Jane Roe");
  });
}

TEST_CASE(
    "45, B-8: after the caller's rollback a parent is to be saved again, and the key with it") {
  live::on_each_game([](Session& session) {
    MobileModel avatar = live::new_mobile("Jane").set_owner_player(live::new_player("jane@x"));
    session.begin();
    avatar.save(session);
    CHECK(avatar.get_owner_player_id());
    session.rollback();
    CHECK_FALSE(avatar.get_id());
    avatar.save(session);
    CHECK(avatar.get_owner_player(session)->get_email() == "jane@x");
    CHECK(count_rows(session, "players") == 1);
  });
}

TEST_CASE(
    "45, B-8: the key of a parent whose INSERT was rolled back is gone from the first look on") {
  live::on_each_game([](Session& session) {
    MobileModel avatar = live::new_mobile("Jane").set_owner_player(live::new_player("jane@x"));
    session.begin();
    avatar.save(session);
    session.rollback();
    CHECK_FALSE(avatar.get_owner_player_id());
  });
}

TEST_CASE("45, B-8: a getter does not follow the key of a parent whose INSERT was rolled back") {
  live::on_each_game([](Session& session) {
    MobileModel avatar = live::new_mobile("Jane").set_owner_player(live::new_player("jane@x"));
    session.begin();
    avatar.save(session);
    session.rollback();
    const std::optional<PlayerModel> owner =
        avatar.get_owner_player(session, thriftorm::Missing::kThrow);
    CHECK_FALSE(owner);
  });
}

TEST_CASE("45, B-8: all that was given in several saves waits again after the rollback") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::new_player("jane@x");
    session.begin();
    jane.add_attribute(live::new_attribute("a")).save(session);
    jane.add_attribute(live::new_attribute("b")).save(session);
    session.rollback();
    CHECK(jane.is_dirty());
    jane.save(session);
    CHECK(live::names(jane.get_attributes(session)) == Strings{"a", "b"});
  });
}

TEST_CASE("45, B-8: of two avatars that were given and rolled back, the later one is saved again") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::new_player("jane@x");
    session.begin();
    jane.set_mobile(live::new_mobile("first")).save(session);
    jane.set_mobile(live::new_mobile("second")).save(session);
    CHECK(count_rows(session, "mobiles") == 1);
    session.rollback();
    jane.save(session);
    CHECK(count_rows(session, "mobiles") == 1);
    CHECK(jane.get_mobile(session)->get_what_we_call_you() == "second");
  });
}

TEST_CASE("45, B-8: an avatar that took another's place does so again after a rollback") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::new_player("jane@x").set_mobile(live::new_mobile("first"));
    jane.save(session);
    session.begin();
    jane.set_mobile(live::new_mobile("second")).save(session);
    session.rollback();
    CHECK(jane.get_mobile(session)->get_what_we_call_you() == "first");
    jane.save(session);
    CHECK(jane.get_mobile(session)->get_what_we_call_you() == "second");
    CHECK(count_rows(session, "mobiles") == 1);
  });
}

TEST_CASE("45, B-8: a key that was set after a new parent was saved stays set after a rollback") {
  live::on_each_game([](Session& session) {
    const PlayerModel jane = live::save_player(session, "jane@x");
    MobileModel avatar = live::new_mobile("Jane");
    session.begin();
    avatar.set_owner_player(live::new_player("other@x")).save(session);
    avatar.set_owner_player_id(jane.get_id()).save(session);
    session.rollback();
    avatar.save(session);
    CHECK(avatar.get_owner_player(session)->get_email() == "jane@x");
    CHECK(count_rows(session, "players") == 1);
  });
}

TEST_CASE("45, B-8: what a savepoint takes back waits again, and is saved by what is around it") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::new_player("jane@x").add_attribute(live::new_attribute("luck"));
    session.transaction([&] {
      thriftorm::Savepoint point(session);
      jane.save(session);
      point.rollback();
      CHECK_FALSE(jane.get_id());
      jane.save(session);
    });
    CHECK(live::names(jane.get_attributes(session)) == Strings{"luck"});
    CHECK(count_rows(session, "players") == 1);
  });
}

TEST_CASE(
    "45, B-8: of two kinds of parents that were given and rolled back, the later one counts") {
  live::on_each_game([](Session& session) {
    MobileModel minion = live::new_mobile("minion");
    session.begin();
    minion.set_owner_player(live::new_player("jane@x")).save(session);
    minion.set_owner_mobile(live::new_mobile("boss").set_owner_player_id(1)).save(session);
    session.rollback();
    minion.save(session);
    CHECK(minion.get_owner_mobile(session)->get_what_we_call_you() == "boss");
    CHECK_FALSE(minion.get_owner_player_id());
    CHECK(count_rows(session, "mobiles") == 2);
  });
}

TEST_CASE("45, B-8: a part that is rolled back alone leaves the record as the rest has saved it") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    session.transaction([&] {
      jane.set_mobile(live::new_mobile("first")).save(session);
      CHECK_THROWS_AS(session.transaction([&] {
        jane.set_mobile(live::new_mobile("second")).save(session);
        throw std::runtime_error("no");
      }),
                      std::runtime_error);
    });
    CHECK(jane.get_mobile(session)->get_what_we_call_you() == "first");
    jane.save(session);
    CHECK(jane.get_mobile(session)->get_what_we_call_you() == "second");
    CHECK(count_rows(session, "mobiles") == 1);
  });
}

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

TEST_CASE("B-4: two copies of a record that change different columns both keep their change") {
  live::on_each_game([](Session& session) {
    PlayerModel one = live::save_player(session, "jane@x");
    PlayerModel two = *PlayerModel::find(session, *one.get_id());
    one.set_full_name("Jane Roe").save(session);
    two.set_year_of_birth(1991).save(session);
    const PlayerModel stored = *PlayerModel::find(session, *one.get_id());
    CHECK(stored.get_full_name() == "Jane Roe");
    CHECK(stored.get_year_of_birth() == 1991);
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

TEST_CASE("54: a destroyed record is new again, and saving it inserts another row") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::save_player(session, "jane@x");
    const auto id = jane.get_id();
    jane.destroy(session);
    CHECK(jane.is_dirty());
    jane.save(session);
    CHECK(jane.get_id() != id);
    CHECK(PlayerModel::find(session, *jane.get_id())->get_email() == "jane@x");
  });
}

TEST_CASE("B-9: NaN and infinities are refused before anything is sent, and store nothing") {
  live::on_each_game([](Session& session) {
    for (const double value : {std::nan(""), std::numeric_limits<double>::infinity(),
                               -std::numeric_limits<double>::infinity()}) {
      AttributeModel speed =
          live::new_attribute("speed").set_bool_value({}).set_double_value(value);
      live::Counter counter(session);
      CHECK_THROWS_AS(speed.save(session), thriftorm::InvalidData);
      CHECK(counter.statements() == 0);
      CHECK_THROWS_AS(live::new_player("jane@x").add_attribute(speed).save(session),
                      thriftorm::InvalidData);
    }
    CHECK(count_rows(session, "players") == 0);
    CHECK(count_rows(session, "attributes") == 0);
  });
}

TEST_CASE(
    "B-12: two records that must change together do so in the caller's transaction, or neither") {
  live::on_each_game([](Session& session) {
    InventoryModel from = live::new_inventory().save(session);
    InventoryModel to = live::new_inventory().save(session);
    from.set_max_entries(9);
    to.set_max_volume(std::nan(""));
    CHECK_THROWS_AS(session.transaction([&] {
      from.save(session);
      to.save(session);
    }),
                    thriftorm::InvalidData);
    CHECK(InventoryModel::find(session, *from.get_id())->get_max_entries() == 10);
    CHECK(from.is_dirty());
  });
}

TEST_CASE(
    "B-15: records hold no connection: a graph and a thousand records use the session's own") {
  live::on_each_game([](Session& session) {
    if (session.dialect() == thriftorm::Dialect::kSqlite) return;  // counts no connections
    const std::string connections = "information_schema.processlist WHERE db = DATABASE()";
    const std::int64_t before = count_rows(session, connections);
    PlayerModel jane = live::new_player("jane@x").set_mobile(live::new_mobile("Jane"));
    jane.save(session);
    std::vector<MobileModel> avatars;
    for (int i = 0; i < 1000; ++i) avatars.push_back(*jane.get_mobile(session));
    CHECK(count_rows(session, connections) == before);
  });
}

TEST_CASE("D8: a bool is a bool, stored as 0 or 1") {
  static_assert(std::is_same_v<decltype(AttributeModel().get_visible()), bool>);
  live::on_each_game([](Session& session) {
    AttributeModel luck = live::new_attribute("luck").set_visible(false).save(session);
    CHECK(count_rows(session, "attributes WHERE visible = 0 AND bool_value = 1") == 1);
    CHECK_FALSE(AttributeModel::find(session, *luck.get_id())->get_visible());
  });
}

TEST_CASE(
    "123: a new record is dirty, a saved one clean, a changed one dirty, a clean one stays so") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = live::new_player("jane@x");
    CHECK(jane.is_dirty());
    jane.save(session);
    CHECK_FALSE(jane.is_dirty());
    jane.set_full_name("Jane Roe");
    CHECK(jane.is_dirty());
    jane.save(session);
    CHECK_FALSE(jane.is_dirty());
    jane.save(session);
    CHECK_FALSE(jane.is_dirty());
  });
}

TEST_CASE("124: a new parent is saved with its child, both get ids, and the child is clean") {
  live::on_each_game([](Session& session) {
    MobileModel avatar = live::new_mobile("Jane").set_owner_player(live::new_player("jane@x"));
    avatar.save(session);
    CHECK(avatar.get_id());
    CHECK_FALSE(avatar.is_dirty());
    const PlayerModel jane = *avatar.get_owner_player(session);
    CHECK(jane.get_id() == avatar.get_owner_player_id());
    CHECK_FALSE(jane.is_dirty());
  });
}

TEST_CASE("126: an enum is stored by its name, and comes back as the value that it was") {
  live::on_each_game([](Session& session) {
    MobileModel npc = live::save_npc(session, "wizard");
    CHECK(count_rows(session, "mobiles WHERE mobile_type = 'NPC'") == 1);
    CHECK(MobileModel::find(session, *npc.get_id())->get_mobile_type() == game::MobileType::NPC);
  });
}
