// What a rollback takes back. The numbers are those of the behaviours of the system that this replaces; D and
// B are its deviations from what was asked for, and its defects.
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "test/live/relations/support.h"

using namespace game_db;
using live::count_rows;
using thriftorm::Session;

namespace {

using Strings = std::vector<std::string>;

}  // namespace

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
