// What saving does. The numbers are those of the behaviours of the system that this replaces; D and
// B are its deviations from what was asked for, and its defects.
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
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
