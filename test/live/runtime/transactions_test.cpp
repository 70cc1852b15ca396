#include <doctest/doctest.h>

#include <memory>

#include "test/live/engines.h"
#include "test/live/runtime/tables.h"

using namespace thriftorm;
using State = TransactionOutcome::State;

namespace {

constexpr StaticSql kInsert("INSERT INTO numbers (n) VALUES (?)");

void create_numbers(Session& session) {
  live::create(session, "CREATE TABLE numbers (id {id}, n {int} NOT NULL UNIQUE) {options}");
}

std::int64_t sum(live::TestDatabase& test) {
  return live::number(test.database.session(), "SELECT COALESCE(SUM(n), 0) FROM numbers");
}

}  // namespace

TEST_CASE("a transaction commits what its work did, and gives what its work returns") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session);
    std::shared_ptr<TransactionOutcome> outcome;
    const auto text = session.transaction([&] {
      CHECK(session.in_transaction());
      outcome = session.current_outcome();
      session.execute(kInsert, 1);
      CHECK(outcome->state() == State::kOpen);
      return std::make_unique<std::string>("moved");
    });
    CHECK(*text == "moved");
    CHECK_FALSE(session.in_transaction());
    CHECK(session.current_outcome() == nullptr);
    CHECK(outcome->state() == State::kCommitted);
    int value = 3;
    int& reference = session.transaction([&]() -> int& { return value; });
    CHECK(&reference == &value);
    CHECK(sum(test) == 1);
  });
}

TEST_CASE("an exception rolls its transaction back and goes on") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session);
    std::shared_ptr<TransactionOutcome> outcome;
    CHECK_THROWS_AS(session.transaction([&] {
      outcome = session.current_outcome();
      session.execute(kInsert, 1);
      throw std::out_of_range("mine");
    }),
                    std::out_of_range);
    CHECK(outcome->state() == State::kRolledBack);
    CHECK_FALSE(session.in_transaction());
    CHECK(sum(test) == 0);
  });
}

TEST_CASE("a failed inner transaction undoes its own part only") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session);
    std::vector<std::shared_ptr<TransactionOutcome>> outcomes;
    const auto keep = [&] { outcomes.push_back(session.current_outcome()); };
    session.transaction([&] {
      keep();
      session.execute(kInsert, 1);
      for (int i = 0; i < 3; ++i) {
        CHECK_THROWS_AS(session.transaction([&] {
          keep();
          session.execute(kInsert, 10);
          session.transaction([&] {
            keep();
            session.execute(kInsert, 100);
          });
          CHECK(outcomes.back()->state() == State::kOpen);
          throw 1;
        }),
                        int);
      }
      session.transaction([&] {
        keep();
        session.execute(kInsert, 1000);
      });
      CHECK(outcomes.back()->state() == State::kOpen);
    });
    CHECK(sum(test) == 1001);
    REQUIRE(outcomes.size() == 8);
    CHECK(outcomes[0]->state() == State::kCommitted);
    for (std::size_t i = 1; i < 7; ++i) CHECK(outcomes[i]->state() == State::kRolledBack);
    CHECK(outcomes[7]->state() == State::kCommitted);
  });
}

TEST_CASE("what an inner transaction kept is lost with the outer one") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session);
    std::shared_ptr<TransactionOutcome> inner;
    session.begin();
    session.transaction([&] { inner = session.current_outcome(); });
    CHECK(inner->state() == State::kOpen);
    session.rollback();
    CHECK(inner->state() == State::kRolledBack);
  });
}

TEST_CASE("savepoints release at their end, and roll back by an exception or by hand") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session);
    live::error_of<UsageError>([&] { Savepoint point(session); });
    session.begin();
    {
      Savepoint point(session);
      session.execute(kInsert, 1);
    }
    {
      Savepoint point(session);
      session.execute(kInsert, 10);
      point.rollback();
      session.execute(kInsert, 100);
      point.release();  // over already
    }
    CHECK_THROWS_AS(
        [&] {
          Savepoint point(session);
          session.execute(kInsert, 1000);
          throw 1;
        }(),
        int);
    {
      Savepoint outer(session);
      Savepoint inner(session);
      session.execute(kInsert, 10000);
      outer.release();  // takes the inner one along
      live::error_of<UsageError>([&] { inner.release(); });
    }
    session.commit();
    CHECK(sum(test) == 10101);
  });
}

TEST_CASE("a session that ends inside a transaction rolls it back and is given back clean") {
  live::on_each_engine([](live::TestDatabase& test) {
    std::shared_ptr<TransactionOutcome> outcome;
    {
      Session session = test.database.session();
      create_numbers(session);
      session.begin();
      outcome = session.current_outcome();
      session.execute(kInsert, 1);
    }
    CHECK(outcome->state() == State::kRolledBack);
    Session session = test.database.session();
    CHECK_FALSE(session.in_transaction());
    CHECK(live::number(session, "SELECT COUNT(*) FROM numbers") == 0);
    session.transaction([&] { session.execute(kInsert, 1); });
  });
}

TEST_CASE("transactions by hand refuse what makes no sense") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session);
    live::error_of<UsageError>([&] { session.commit(); });
    live::error_of<UsageError>([&] { session.rollback(); });
    session.begin();
    live::error_of<UsageError>([&] { session.begin(); });
    if (!test.is_sqlite())
      live::error_of<UsageError>([&] { session.execute_ddl("DROP TABLE numbers"); });
    session.execute(kInsert, 1);
    session.commit();
    live::error_of<UsageError>([&] { session.transaction([&] { session.commit(); }); });
    live::error_of<UsageError>([&] { session.transaction([&] { session.rollback(); }); });
    CHECK(sum(test) == 1);
  });
}

TEST_CASE(
    "a statement that ends the transaction behind its back is refused, and so is what follows") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session);
    live::error_of<UsageError>([&] {
      session.transaction([&] {
        session.execute(kInsert, 1);
        live::error_of<UsageError>([&] { session.execute("COMMIT"); });
        session.execute(kInsert, 2);
      });
    });
    CHECK_FALSE(session.in_transaction());
    CHECK(sum(test) == 1);
    session.transaction([&] { session.execute(kInsert, 3); });
    if (test.is_sqlite()) return;
    live::error_of<UsageError>(
        [&] { session.transaction([&] { session.execute("CREATE TABLE x (y INT)"); }); });
  });
}

TEST_CASE("a statement's error leaves its transaction usable") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session);
    session.transaction([&] {
      session.execute(kInsert, 1);
      live::error_of<ConstraintViolation>([&] { session.execute(kInsert, 1); });
      session.execute(kInsert, 2);
    });
    CHECK(sum(test) == 3);
  });
}

TEST_CASE("an error of COMMIT is what is thrown, and nothing is stored") {
  live::on_sqlite([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session);
    live::create(session,
                 "CREATE TABLE children (id {id}, parent {int} REFERENCES numbers (id) DEFERRABLE "
                 "INITIALLY DEFERRED)");
    std::shared_ptr<TransactionOutcome> outcome;
    const auto error = live::error_of<ConstraintViolation>([&] {
      session.transaction([&] {
        outcome = session.current_outcome();
        session.execute("INSERT INTO children (parent) VALUES (77)");
      });
    });
    CHECK(error.constraint_kind() == ConstraintKind::kForeignKey);
    CHECK(outcome->state() == State::kRolledBack);
    CHECK_FALSE(session.in_transaction());
    CHECK(live::number(session, "SELECT COUNT(*) FROM children") == 0);
  });
}

TEST_CASE("run repeats the whole transaction as long as that is safe") {
  live::on_each_engine([](live::TestDatabase& test) {
    create_numbers(*std::make_unique<Session>(test.database.session()));
    int calls = 0;
    ErrorDetails safe;
    safe.retry = Retry::kTransaction;
    const int result = test.database.run([&](Session& session) {
      session.execute(kInsert, ++calls);
      if (calls < 3) throw Deadlock("again", safe);
      return 17;
    });
    CHECK(result == 17);
    CHECK(calls == 3);
    CHECK(sum(test) == 3);
    calls = 0;
    live::error_of<Deadlock>([&] {
      test.database.run([&](Session&) { ++calls, throw Deadlock("again", safe); }, {.attempts = 2});
    });
    CHECK(calls == 2);
    calls = 0;
    live::error_of<CommitUnknown>(
        [&] { test.database.run([&](Session&) { ++calls, throw CommitUnknown("?"); }); });
    CHECK(calls == 1);
  });
}
