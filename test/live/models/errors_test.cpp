// What goes wrong in the database, and what the errors say of it.
#include <functional>

#include "test/live/models/support.h"

using namespace thriftorm;
using namespace game_db;

namespace {

constexpr const char* kSecret = "s3cret-marker";

}  // namespace

TEST_CASE("a table that is missing is a SchemaMismatch that names it") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    session.execute_ddl("DROP TABLE players");
    PlayerModel jane = live::player();
    const auto error = live::error_of<SchemaMismatch>([&] { jane.save(session); });
    CHECK(error.details().table == "players");
    CHECK(jane.is_dirty());
    CHECK_THROWS_AS(PlayerModel::find(session, 1), SchemaMismatch);
    CHECK_THROWS_AS(PlayerModel::find_by_email(session, ""), SchemaMismatch);
    CHECK_THROWS_AS(PlayerModel().set_id(1).set_full_name("").save(session), SchemaMismatch);
    CHECK_THROWS_AS(PlayerModel().set_id(1).destroy(session), SchemaMismatch);
    create_schema(session);
    CHECK(jane.save(session).get_id() == 1);
  });
}

TEST_CASE(
    "a column that is gone is a SchemaMismatch, also for statements that were prepared before") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    jane.save(session);
    PlayerModel::find(session, 1);
    session.execute_ddl("ALTER TABLE players DROP COLUMN year_of_birth");
    CHECK_THROWS_AS(PlayerModel::find(session, 1), SchemaMismatch);
    CHECK_THROWS_AS(live::player("b@x").save(session), SchemaMismatch);
    CHECK_THROWS_AS(jane.set_year_of_birth(1).save(session), SchemaMismatch);
    const auto error = live::error_of<SchemaMismatch>([&] { jane.save(session); });
    CHECK(error.details().table == "players");
    CHECK(error.details().record_id == "1");
    CHECK(jane.is_dirty());
  });
}

TEST_CASE("NULL in a column that the IDL requires is an error that names table, id and column") {
  live::on_each_game([](Session& session, live::TestDatabase& test) {
    live::mobile().save(session);
    if (test.is_sqlite()) {
      session.execute_ddl("DROP TABLE mobiles");
      session.execute_ddl(
          "CREATE TABLE mobiles (id INTEGER PRIMARY KEY, mobile_type TEXT, owner_mobile_id "
          "INTEGER, "
          "owner_player_id INTEGER, what_we_call_you TEXT) STRICT");
      session.execute("INSERT INTO mobiles VALUES (1, 'NPC', NULL, 1, 'Grunt')");
    } else {
      session.execute_ddl(
          "ALTER TABLE mobiles MODIFY what_we_call_you VARCHAR(255) NULL, MODIFY mobile_type "
          "VARCHAR(64) NULL");
    }
    for (const char* column : {"what_we_call_you", "mobile_type"}) {
      session.execute("UPDATE mobiles SET what_we_call_you = 'x', mobile_type = 'NPC'");
      session.execute("UPDATE mobiles SET " + std::string(column) + " = NULL");
      const auto error = live::error_of<SchemaMismatch>([&] { MobileModel::find(session, 1); });
      CHECK(error.details().table == "mobiles");
      CHECK(error.details().record_id == "1");
      CHECK(error.details().column == column);
    }
  });
}

TEST_CASE(
    "a value that is taken is a ConstraintViolation with the constraint, the table and the id") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    live::player("taken@x").save(session);
    PlayerModel jane = live::player("jane@x");
    jane.save(session);
    const auto update =
        live::error_of<ConstraintViolation>([&] { jane.set_email("taken@x").save(session); });
    CHECK(update.constraint_kind() == ConstraintKind::kUnique);
    CHECK(update.details().constraint == "uq_players_email");
    CHECK(update.details().column == "email");
    CHECK(update.details().table == "players");
    CHECK(update.details().record_id == "2");
    const auto insert =
        live::error_of<ConstraintViolation>([&] { live::player("taken@x").save(session); });
    CHECK(insert.constraint_kind() == ConstraintKind::kUnique);
    CHECK(insert.details().record_id.empty());
    const auto key =
        live::error_of<ConstraintViolation>([&] { live::player("c@x").set_id(1).insert(session); });
    CHECK(key.constraint_kind() == ConstraintKind::kUnique);
    CHECK(key.details().record_id == "1");
  });
}

TEST_CASE("no error holds a bound value") {
  live::on_each_game([](Session& session, live::TestDatabase& test) {
    live::player(kSecret).save(session);
    PlayerModel other = live::player("other@x");
    other.save(session);
    const auto with = [](auto change) {
      PlayerModel record = live::player(kSecret);
      change(record);
      return record;
    };
    const std::function<void()> failures[] = {
        [&] { live::player(kSecret).save(session); },
        [&] { PlayerModel(other).set_email(kSecret).save(session); },
        [&] {
          with([](PlayerModel& r) {
            r.set_full_name(kSecret + std::string(300, 'x'));
          }).save(session);
        },
        [&] {
          with([](PlayerModel& r) {
            r.set_full_name(kSecret + std::string("\xff"));
          }).save(session);
        },
        [&] { with([](PlayerModel& r) { r.set_id(99); }).save(session); },
        [&] { session.execute("INSERT INTO players (full_name) VALUES (?)", kSecret); },
        [&] { session.execute("UPDATE players SET year_of_birth = ?", kSecret); },
        [&] {
          session.execute("UPDATE players SET full_name = ?", kSecret + std::string(300, 'x'));
        },
        [&] { session.execute("INSERT INTO nowhere VALUES (?)", kSecret); },
        [&] {
          session.execute_ddl("ALTER TABLE players DROP COLUMN full_name");
          live::player(kSecret).save(session);
        },
        [&] {
          session.execute_ddl("DROP TABLE players");
          live::player(kSecret).save(session);
        },
    };
    int failed = 0;
    for (const auto& failure : failures) {
      INFO("failure ", failed);
      try {
        failure();
        FAIL("no error");
      } catch (const Error& error) {
        ++failed;
        const ErrorDetails& details = error.details();
        for (const std::string& text :
             {std::string(error.what()), error.message(), details.constraint, details.column,
              details.record_id, details.statement}) {
          CHECK(text.find("s3cret") == std::string::npos);
        }
      }
    }
    CHECK(failed == 11);
    CHECK(test.url.find(kSecret) == std::string::npos);
  });
}
