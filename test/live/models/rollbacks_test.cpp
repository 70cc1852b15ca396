// All or nothing: what records are after the transactions that they were saved in.
#include <memory>

#include "test/live/models/support.h"

using namespace thriftorm;
using namespace game_db;
using live::Strings;

namespace {

const Strings kAllSet = {"full_name", "what_we_call_you", "security_token", "year_of_birth",
                         "email"};

struct Failure {};

template <class Work>
void fail_in_transaction(Session& session, Work&& work) {
  CHECK_THROWS_AS(session.transaction([&] {
    work();
    throw Failure();
  }),
                  Failure);
}

std::int64_t players(Session& session) {
  return live::number(session, "SELECT COUNT(*) FROM players");
}

// As it was before it was ever saved, and able to be saved.
void check_new(Session& session, PlayerModel& jane) {
  CHECK_FALSE(jane.get_id());
  CHECK_FALSE(jane.is_stored());
  CHECK(live::dirty_columns(jane) == kAllSet);
  jane.save(session);
  CHECK(PlayerModel::find(session, *jane.get_id())->get_email() == jane.get_email());
}

}  // namespace

TEST_CASE("a record that was inserted is new again after a rollback") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    fail_in_transaction(session, [&] {
      jane.save(session);
      CHECK(jane.get_id().has_value());
      CHECK_FALSE(jane.is_dirty());
    });
    check_new(session, jane);
  });
}

TEST_CASE("a record that was updated several times has all of it dirty again after a rollback") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    jane.save(session);
    fail_in_transaction(session, [&] {
      jane.set_email("a@x").save(session);
      jane.set_full_name("Changed").save(session);
      jane.set_email("b@x").save(session);
      jane.set_year_of_birth(2000);
    });
    CHECK(live::dirty_columns(jane) == Strings{"full_name", "year_of_birth", "email"});
    CHECK(jane.is_stored());
    jane.save(session);
    const PlayerModel found = *PlayerModel::find(session, 1);
    CHECK(found.get_full_name() == "Changed");
    CHECK(found.get_email() == "b@x");
    CHECK(found.get_year_of_birth() == 2000);
  });
}

TEST_CASE("a transaction that commits leaves records clean, whatever happens afterwards") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    session.transaction([&] { jane.save(session); });
    fail_in_transaction(session, [&] { live::player("b@x").save(session); });
    CHECK_FALSE(jane.is_dirty());
    CHECK(jane.get_id() == 1);
    fail_in_transaction(session, [&] { jane.set_email("c@x").save(session); });
    CHECK(jane.get_id() == 1);
    CHECK(live::dirty_columns(jane) == Strings{"email"});
  });
}

TEST_CASE("a part that fails is undone alone; what is around it may still commit or not") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    for (const bool commits : {true, false}) {
      session.execute("DELETE FROM players");
      PlayerModel outer = live::player("outer@x");
      PlayerModel inner = live::player("inner@x");
      PlayerModel kept = live::player("kept@x");
      try {
        session.transaction([&] {
          outer.save(session);
          fail_in_transaction(session, [&] {
            inner.save(session);
            outer.set_full_name("Inner").save(session);
          });
          CHECK_FALSE(inner.get_id());
          CHECK(live::dirty_columns(outer) == Strings{"full_name"});
          session.transaction([&] { kept.save(session); });
          if (!commits) throw Failure();
        });
      } catch (const Failure&) {
      }
      CHECK(outer.is_stored() == commits);
      CHECK(kept.is_stored() == commits);
      CHECK(outer.get_id().has_value() == commits);
      CHECK(live::dirty_columns(outer) == (commits ? Strings{"full_name"} : kAllSet));
      CHECK(live::dirty_columns(kept) == (commits ? Strings{} : kAllSet));
      CHECK(live::dirty_columns(inner) == kAllSet);
      CHECK(players(session) == (commits ? 2 : 0));
    }
  });
}

TEST_CASE("a savepoint that is rolled back undoes its records, also inside another one") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel a = live::player("a@x");
    PlayerModel b = live::player("b@x");
    session.transaction([&] {
      Savepoint first(session);
      a.save(session);
      {
        Savepoint second(session);
        b.save(session);
        a.set_full_name("Second").save(session);
      }
      CHECK_FALSE(a.is_dirty());
      CHECK_FALSE(b.is_dirty());
      first.rollback();
      CHECK_FALSE(b.get_id());
      CHECK(live::dirty_columns(a) == kAllSet);
      b.save(session);
    });
    CHECK(b.is_stored());
    check_new(session, a);
  });
}

TEST_CASE("records that were moved or copied meanwhile learn of a rollback as well") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    std::vector<PlayerModel> moved;
    std::unique_ptr<PlayerModel> copy;
    fail_in_transaction(session, [&] {
      PlayerModel jane = live::player();
      jane.save(session);
      copy = std::make_unique<PlayerModel>(jane);
      moved.push_back(std::move(jane));
      moved.push_back(live::player("b@x"));
    });
    CHECK_FALSE(copy->get_id());
    CHECK(live::dirty_columns(*copy) == kAllSet);
    check_new(session, moved[0]);
    CHECK_FALSE(copy->get_id());
    CHECK(copy->is_dirty());
  });
}

TEST_CASE("destroy is undone by a rollback") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    jane.save(session).set_email("changed@x");
    fail_in_transaction(session, [&] {
      jane.destroy(session);
      CHECK_FALSE(jane.get_id());
    });
    CHECK(jane.get_id() == 1);
    CHECK(jane.is_stored());
    CHECK(live::dirty_columns(jane) == Strings{"email"});
    // Saved again under another key, and destroyed once more.
    fail_in_transaction(session, [&] {
      jane.destroy(session);
      jane.set_full_name("Again").save(session);
      jane.destroy(session);
    });
    CHECK(jane.get_id() == 1);
    CHECK(live::dirty_columns(jane) == Strings{"full_name", "email"});
    jane.save(session);
    CHECK(players(session) == 1);
  });
}

TEST_CASE("a record that is inserted and destroyed in one transaction is new after a rollback") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    fail_in_transaction(session, [&] {
      jane.save(session).destroy(session);
      CHECK_FALSE(jane.is_stored());
    });
    check_new(session, jane);
  });
}

TEST_CASE("a reload inside a transaction does not make a record forget what it was") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    fail_in_transaction(session, [&] {
      jane.save(session).set_full_name("Dropped").reload(session);
      CHECK(jane.get_full_name() == "Jane Doe");
      CHECK_FALSE(jane.is_dirty());
    });
    check_new(session, jane);
    fail_in_transaction(session,
                        [&] { jane.set_email("changed@x").save(session).reload(session); });
    CHECK(live::dirty_columns(jane) == Strings{"email"});
    CHECK(jane.get_email() == "changed@x");
    CHECK(jane.reload(session).get_email() == "jane@example.com");
  });
}

TEST_CASE("a session that ends with an open transaction takes it back") {
  live::on_each_game([](Session& own, live::TestDatabase& test) {
    PlayerModel jane = live::player();
    {
      Session session = test.database.session();
      session.begin();
      jane.save(session);
    }
    check_new(own, jane);
  });
}

TEST_CASE("begin, commit and rollback by hand do the same") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    session.begin();
    jane.save(session);
    session.rollback();
    check_new(session, jane);
    session.begin();
    jane.set_full_name("Kept").save(session);
    session.commit();
    CHECK_FALSE(jane.is_dirty());
  });
}

TEST_CASE("a connection that is lost takes back the records of its transaction") {
  live::on_each_server([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_schema(session);
    PlayerModel jane = live::player();
    CHECK_THROWS_AS(session.transaction([&] {
      jane.save(session);
      const std::string kill =
          "KILL " + std::to_string(live::number(session, "SELECT CONNECTION_ID()"));
      test.database.session().execute_ddl(kill);
      session.execute("UPDATE players SET full_name = ''");
    }),
                    ConnectionLost);
    CHECK_FALSE(jane.get_id());
    CHECK(live::dirty_columns(jane) == kAllSet);
  });
}

TEST_CASE("a COMMIT whose outcome is not known counts as rolled back") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    PlayerModel jane = live::player();
    session.begin();
    jane.save(session);
    session.current_outcome()->set(TransactionOutcome::State::kRolledBack);  // as the session does
    CHECK_FALSE(jane.get_id());
    CHECK(live::dirty_columns(jane) == kAllSet);
    session.rollback();
    check_new(session, jane);
  });
}

TEST_CASE("a save that fails inside a transaction leaves the record as it was before that save") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    live::player("taken@x").save(session);
    PlayerModel jane = live::player("jane@x");
    session.transaction([&] {
      jane.save(session);
      jane.set_email("taken@x").set_full_name("Changed");
      CHECK_THROWS_AS(jane.save(session), ConstraintViolation);
      CHECK(jane.is_stored());
      CHECK(live::dirty_columns(jane) == Strings{"full_name", "email"});
      jane.set_email("free@x").save(session);
    });
    CHECK(PlayerModel::find_by_email(session, "free@x")->get_full_name() == "Changed");
    PlayerModel twin = live::player("taken@x");
    CHECK_THROWS_AS(twin.save(session), ConstraintViolation);
    CHECK_FALSE(twin.get_id());
    CHECK(live::dirty_columns(twin) == kAllSet);
  });
}

TEST_CASE("a long transaction does not make its records grow") {
  // Ten thousand saves of one record, each in a part of its own or in none: the states that are kept
  // are copied with the record, so that a copy's time would show them.
  live::on_sqlite([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_schema(session);
    PlayerModel jane = live::player();
    jane.save(session);
    fail_in_transaction(session, [&] {
      for (int i = 0; i < 5000; ++i) {
        jane.set_year_of_birth(i).save(session);
        session.transaction([&] { jane.set_full_name(std::to_string(i)).save(session); });
      }
      const long holders = session.current_outcome().use_count();
      CHECK(holders < 10);
    });
    CHECK(live::dirty_columns(jane) == Strings{"full_name", "year_of_birth"});
  });
}
