// Single records: what is dirty, what is sent, what is found.
#include <limits>
#include <type_traits>

#include "test/live/models/support.h"

using namespace thriftorm;
using namespace game_db;
using live::Strings;

TEST_CASE("a new record is dirty, a saved or found one is clean") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane;
    CHECK(jane.is_dirty());
    CHECK_FALSE(jane.is_stored());
    CHECK_FALSE(jane.get_id().has_value());
    CHECK(live::dirty_columns(jane) == Strings{});
    jane = live::player();
    CHECK(live::dirty_columns(jane) ==
          Strings{"full_name", "what_we_call_you", "security_token", "year_of_birth", "email"});
    PlayerModel& same = jane.save(session);
    CHECK(&same == &jane);
    CHECK(jane.get_id() == 1);
    CHECK(jane.is_stored());
    CHECK_FALSE(jane.is_dirty());
    const std::optional<PlayerModel> found = PlayerModel::find(session, 1);
    REQUIRE(found);
    CHECK(found->is_stored());
    CHECK_FALSE(found->is_dirty());
    CHECK(live::dirty_columns(*found) == Strings{});
    CHECK(found->get_full_name() == "Jane Doe");
    CHECK(found->get_what_we_call_you() == "Jane");
    CHECK(found->get_security_token() == "hashed");
    CHECK(found->get_year_of_birth() == 1990);
    CHECK(found->get_email() == "jane@example.com");
  });
}

TEST_CASE("setting the value that a column has leaves a record clean; setters return the record") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    live::player().save(session);
    PlayerModel jane = *PlayerModel::find(session, 1);
    jane.set_full_name("Jane Doe").set_year_of_birth(1990).set_email(jane.get_email());
    CHECK_FALSE(jane.is_dirty());
    jane.set_id(1);
    CHECK_FALSE(jane.is_dirty());
    jane.set_year_of_birth(1991).set_email("j@example.com");
    CHECK(live::dirty_columns(jane) == Strings{"year_of_birth", "email"});
    CHECK(&jane.set_full_name("Jane") == &jane);
    // Setting it back is a change as well: what the row holds by now is not known.
    CHECK(live::dirty_columns(jane.set_full_name("Jane Doe")) ==
          Strings{"full_name", "year_of_birth", "email"});
  });
}

TEST_CASE("what is sent: one INSERT, an UPDATE of what has changed, nothing for a clean record") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    CHECK(live::sent(session, [&] { jane.save(session); }) ==
          Strings{"INSERT INTO `players` (`id`, `full_name`, `what_we_call_you`, `security_token`, "
                  "`year_of_birth`, `email`) VALUES (?, ?, ?, ?, ?, ?)"});
    CHECK(live::sent(session, [&] { jane.save(session); }) == Strings{});
    CHECK(live::sent(session, [&] { jane.set_email("j@x").set_full_name("J").save(session); }) ==
          Strings{"UPDATE `players` SET `full_name` = ?, `email` = ? WHERE `id` = ?"});
    CHECK(live::sent(session, [&] { jane.save(session).set_email("j@x").save(session); }) ==
          Strings{});
    CHECK(
        live::sent(session, [&] { PlayerModel::find(session, 1); }) ==
        Strings{"SELECT `id`, `full_name`, `what_we_call_you`, `security_token`, `year_of_birth`, "
                "`email` FROM `players` WHERE `id` = ?"});
    CHECK(live::sent(session, [&] { jane.reload(session); }).size() == 1);
  });
}

TEST_CASE("an UPDATE leaves the columns alone that somebody else has changed") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    live::player().save(session);
    PlayerModel mine = *PlayerModel::find(session, 1);
    PlayerModel theirs = *PlayerModel::find(session, 1);
    theirs.set_full_name("Changed").save(session);
    mine.set_email("mine@x").save(session);
    mine.reload(session);
    CHECK(mine.get_full_name() == "Changed");
    CHECK(mine.get_email() == "mine@x");
  });
}

TEST_CASE("find gives nothing where there is no row, and takes keys, not text") {
  static_assert(!std::is_invocable_v<decltype(&PlayerModel::find), Session&, const char*>);
  live::on_each_game([](Session& session, live::TestDatabase&) {
    CHECK_FALSE(PlayerModel::find(session, 1));
    CHECK_FALSE(PlayerModel::find(session, 0));
    CHECK_FALSE(PlayerModel::find(session, std::numeric_limits<std::int64_t>::min()));
    CHECK_FALSE(PlayerModel::find_by_email(session, "1 or 1=1"));
  });
}

TEST_CASE("find_by gives a list in the order of the keys, and of a unique column one record") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    live::mobile(7).set_id(30).insert(session);
    live::mobile(7).set_id(10).insert(session);
    live::mobile(8).set_id(15).insert(session);
    live::mobile(7).set_id(20).insert(session);
    std::vector<std::int64_t> ids;
    for (const MobileModel& found : MobileModel::find_by_owner_player_id(session, 7)) {
      CHECK_FALSE(found.is_dirty());
      ids.push_back(*found.get_id());
    }
    CHECK(ids == std::vector<std::int64_t>{10, 20, 30});
    CHECK(MobileModel::find_by_owner_player_id(session, 9).empty());
    CHECK(MobileModel::find_by_owner_mobile_id(session, 7).empty());
    live::player("a@x").save(session);
    live::player("b@x").save(session);
    CHECK(PlayerModel::find_by_email(session, "b@x")->get_id() == 2);
    CHECK_FALSE(PlayerModel::find_by_email(session, "c@x"));
  });
}

TEST_CASE("insert takes any id: zero, negative ones and the largest") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    const std::int64_t ids[] = {0, -5, 77, std::numeric_limits<std::int64_t>::min(),
                                std::numeric_limits<std::int64_t>::max()};
    for (const std::int64_t id : ids) {
      INFO("id: ", id);
      PlayerModel jane = live::player(std::to_string(id));
      jane.set_id(id).insert(session);
      CHECK(jane.get_id() == id);
      CHECK_FALSE(jane.is_dirty());
      REQUIRE(PlayerModel::find(session, id));
      CHECK(PlayerModel::find(session, id)->get_email() == std::to_string(id));
      jane.set_full_name("Changed").save(session);
      CHECK(PlayerModel::find(session, id)->get_full_name() == "Changed");
    }
    CHECK(live::number(session, "SELECT COUNT(*) FROM players") == 5);
  });
}

TEST_CASE("an id that no row has makes save throw, and the record is as dirty as it was") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    jane.set_id(99);
    const auto error = live::error_of<RecordNotFound>([&] { jane.save(session); });
    CHECK(error.details().table == "players");
    CHECK(error.details().record_id == "99");
    CHECK(jane.is_dirty());
    CHECK_FALSE(jane.is_stored());
    CHECK(live::dirty_columns(jane).size() == 5);
    CHECK(jane.insert(session).get_id() == 99);
    // A key alone: there is nothing to write, but the row must be there.
    CHECK_FALSE(PlayerModel().set_id(99).save(session).is_dirty());
    CHECK_THROWS_AS(PlayerModel().set_id(98).save(session), RecordNotFound);
    // Some columns and a key: the others are left alone.
    PlayerModel().set_id(99).set_full_name("").save(session);
    CHECK(PlayerModel::find(session, 99)->get_full_name().empty());
    CHECK(PlayerModel::find(session, 99)->get_email() == "jane@example.com");
  });
}

TEST_CASE(
    "a record that was made from a key has values in those columns alone that it has written") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    live::player().save(session);
    PlayerModel jane;
    jane.set_id(1).set_full_name("J").set_email("j@x").set_security_token("token").save(session);
    // The same again is no change; of what was never set nobody knows.
    CHECK_FALSE(jane.set_full_name("J").is_dirty());
    CHECK(live::dirty_columns(jane.set_year_of_birth(0)) == Strings{"year_of_birth"});
    jane.save(session);
    CHECK(PlayerModel::find(session, 1)->get_year_of_birth() == 0);
    jane.destroy(session);
    CHECK(live::dirty_columns(jane) ==
          Strings{"full_name", "security_token", "year_of_birth", "email"});
    CHECK(live::error_of<ConstraintViolation>([&] { jane.save(session); }).message() ==
          "`what_we_call_you` was never set, cannot be NULL and has no default");
    PlayerModel copy = jane;
    copy.set_what_we_call_you("Jane").save(session);
    CHECK(PlayerModel::find(session, *copy.get_id())->get_full_name() == "J");
    CHECK_FALSE(copy.is_dirty());
    // After all of them were written none is left unknown.
    CHECK_FALSE(copy.set_what_we_call_you("Jane").set_year_of_birth(0).is_dirty());
  });
}

TEST_CASE("the key of a stored record does not change") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    jane.save(session);
    CHECK_THROWS_AS(jane.set_id(2), UsageError);
    CHECK_THROWS_AS(jane.set_id(std::nullopt), UsageError);
    CHECK(jane.get_id() == 1);
    CHECK_THROWS_AS(jane.insert(session), ConstraintViolation);
    CHECK(jane.get_id() == 1);
    CHECK_FALSE(jane.is_dirty());
  });
}

TEST_CASE("a column that must have a value and was never set is refused before anything is sent") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane;
    jane.set_full_name("Jane");
    const Strings statements = live::sent(session, [&] {
      const auto error = live::error_of<ConstraintViolation>([&] { jane.save(session); });
      CHECK(error.constraint_kind() == ConstraintKind::kNotNull);
      CHECK(error.details().table == "players");
      CHECK(error.details().column == "what_we_call_you");
    });
    CHECK(statements == Strings{});
    CHECK(live::dirty_columns(jane) == Strings{"full_name"});
    jane.set_what_we_call_you("Jane");
    const auto message = [&](PlayerModel player) {
      return live::error_of<ConstraintViolation>([&] { player.save(session); }).message();
    };
    CHECK(
        message(PlayerModel()) ==
        "`full_name`, `what_we_call_you`, `security_token`, `year_of_birth` and `email` were never "
        "set, cannot be NULL and have no default");
    CHECK(
        message(jane) ==
        "`security_token`, `year_of_birth` and `email` were never set, cannot be NULL and have no "
        "default");
    jane.set_security_token("hash").set_email("jane@x");
    CHECK(message(jane) == "`year_of_birth` was never set, cannot be NULL and has no default");
  });
}

TEST_CASE("reload reads the row anew and drops what was changed") {
  live::on_each_game([](Session& session, live::TestDatabase& test) {
    PlayerModel jane = live::player();
    CHECK_THROWS_AS(jane.reload(session), UnsavedRecord);
    jane.save(session).set_full_name("Dropped");
    test.database.session().execute("UPDATE players SET email = 'new@x' WHERE id = 1");
    CHECK(&jane.reload(session) == &jane);
    CHECK(jane.get_full_name() == "Jane Doe");
    CHECK(jane.get_email() == "new@x");
    CHECK_FALSE(jane.is_dirty());
    test.database.session().execute("DELETE FROM players");
    jane.set_full_name("Kept");
    const auto error = live::error_of<RecordNotFound>([&] { jane.reload(session); });
    CHECK(error.details().record_id == "1");
    CHECK(jane.get_full_name() == "Kept");
    CHECK(jane.is_dirty());
  });
}

TEST_CASE("destroy deletes the row; the record is new again") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    CHECK_THROWS_AS(jane.destroy(session), UnsavedRecord);
    jane.save(session).destroy(session);
    CHECK_FALSE(PlayerModel::find(session, 1));
    CHECK_FALSE(jane.get_id());
    CHECK_FALSE(jane.is_stored());
    CHECK(jane.is_dirty());
    CHECK_THROWS_AS(jane.destroy(session), UnsavedRecord);
    CHECK_THROWS_AS(jane.reload(session), UnsavedRecord);
    jane.save(session);
    CHECK(jane.get_id() == 2);
    CHECK(PlayerModel::find(session, 2)->get_full_name() == "Jane Doe");
    PlayerModel gone = jane;
    jane.destroy(session);
    CHECK_THROWS_AS(gone.destroy(session), RecordNotFound);
    CHECK_THROWS_AS(gone.set_full_name("x").save(session), RecordNotFound);
    CHECK(gone.get_id() == 2);
    CHECK(live::dirty_columns(gone) == Strings{"full_name"});
  });
}

TEST_CASE("copies share nothing, and a record that was moved from is new and unset") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    jane.save(session);
    PlayerModel copy = jane;
    copy.set_full_name("Copy");
    CHECK_FALSE(jane.is_dirty());
    CHECK(jane.get_full_name() == "Jane Doe");
    PlayerModel moved = std::move(copy);
    CHECK(moved.get_id() == 1);
    CHECK(live::dirty_columns(moved) == Strings{"full_name"});
    CHECK_FALSE(copy.get_id());  // NOLINT: that is what is tested
    CHECK_FALSE(copy.is_stored());
    CHECK_THROWS_AS(copy.set_full_name("x").save(session), ConstraintViolation);
    PlayerModel& same = moved;
    moved = same;
    CHECK(moved.get_id() == 1);
    CHECK(moved.get_full_name() == "Copy");
    CHECK(live::dirty_columns(moved) == Strings{"full_name"});
  });
}
