#include <doctest/doctest.h>
#include <thriftorm/run_once.h>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>
#include <vector>

#include "test/live/engines.h"
#include "test/live/runtime/tables.h"

using namespace thriftorm;
using std::chrono::milliseconds;

namespace {

void create(live::TestDatabase& test) {
  Session session = test.database.session();
  live::create(session, "CREATE TABLE numbers (id {id}, n {int} NOT NULL) {options}");
  create_run_once_table(session);
  create_run_once_table(session);  // it may be there
}

void add(Session& session) { session.execute("INSERT INTO numbers (n) VALUES (?)", 1); }

std::int64_t count(live::TestDatabase& test, const char* table = "numbers") {
  Session session = test.database.session();
  return live::count_rows(session, table);
}

}  // namespace

TEST_CASE("work runs once for each key") {
  live::on_each_engine([](live::TestDatabase& test) {
    create(test);
    const std::string bytes("\0\xff key ", 7);
    for (const std::string& key :
         {std::string("a"), std::string("A"), std::string("a "), bytes, std::string(255, 'x')}) {
      CHECK(test.database.run_once(key, add));
      CHECK_FALSE(test.database.run_once(key, add));
    }
    CHECK(count(test) == 5);
    CHECK(count(test, "thriftorm_run_once") == 5);
    live::error_of<UsageError>([&] { test.database.run_once("", add); });
    live::error_of<UsageError>([&] { test.database.run_once(std::string(256, 'x'), add); });
  });
}

TEST_CASE("work that fails leaves its key free") {
  live::on_each_engine([](live::TestDatabase& test) {
    create(test);
    CHECK_THROWS_AS(
        test.database.run_once("k", [](Session& session) { add(session), throw live::Failure(); }),
        live::Failure);
    CHECK(count(test, "thriftorm_run_once") == 0);
    int calls = 0;
    ErrorDetails safe;
    safe.retry = Retry::kTransaction;
    CHECK(test.database.run_once("k", [&](Session& session) {
      add(session);
      if (++calls < 3) throw Deadlock("again", safe);
    }));
    CHECK(calls == 3);
    CHECK(count(test) == 1);
    // A duplicate of the work's own is not mistaken for the key's.
    live::error_of<ConstraintViolation>([&] {
      test.database.run_once("other", [](Session& session) {
        session.execute("INSERT INTO thriftorm_run_once (run_key) VALUES (?)",
                        Parameter::bytes("k"));
      });
    });
    CHECK(test.database.run_once("other", add));
  });
}

TEST_CASE("a COMMIT without an answer is found out by its key") {
  live::on_each_engine([](live::TestDatabase& test) {
    create(test);
    // It had not committed: the work runs again.
    int calls = 0;
    CHECK(test.database.run_once("rolled back", [&](Session& session) {
      add(session);
      if (++calls == 1) throw CommitUnknown("?");
    }));
    CHECK(calls == 2);
    CHECK(count(test) == 1);
    // It had: somebody else plays the COMMIT whose answer was lost.
    calls = 0;
    CHECK(test.database.run_once("committed", [&](Session& session) {
      if (++calls > 1) return add(session);
      session.rollback();
      CHECK(test.database.run_once("committed", add));
      throw CommitUnknown("?");
    }));
    CHECK(calls == 1);
    CHECK(count(test) == 2);
    // What fails later does not hide that nobody knows.
    calls = 0;
    const auto error = live::error_of<CommitUnknown>([&] {
      test.database.run_once("lost", [&](Session&) {
        if (++calls == 1) throw CommitUnknown("first");
        throw ConnectionLost("then");
      });
    });
    CHECK(calls == 2);
    CHECK(error.message().find("then") != std::string::npos);
    CHECK_FALSE(error.retry_is_safe());
  });
}

TEST_CASE("many callers with one key do the work once") {
  live::on_each_engine([](live::TestDatabase& test) {
    create(test);
    std::atomic<int> firsts = 0;
    std::vector<std::future<void>> callers;
    for (int i = 0; i < 8; ++i) {
      callers.push_back(std::async(std::launch::async, [&] {
        for (int key = 0; key < 10; ++key)
          firsts += test.database.run_once(std::to_string(key), add) ? 1 : 0;
      }));
    }
    for (auto& caller : callers) caller.get();
    CHECK(firsts == 10);
    CHECK(count(test) == 10);
  });
}

TEST_CASE("keys are forgotten when they are old") {
  live::on_each_engine([](live::TestDatabase& test) {
    create(test);
    CHECK(test.database.run_once("old", add));
    Session session = test.database.session();
    CHECK(forget_run_once_keys(session, std::chrono::hours(1)) == 0);
    session.execute("UPDATE thriftorm_run_once SET committed_at = ?", "2001-02-03 04:05:06");
    CHECK(forget_run_once_keys(session, std::chrono::hours(1)) == 1);
    CHECK(test.database.run_once("old", add));
  });
}

TEST_CASE("without its table, run_once says how to get it") {
  live::on_each_engine([](live::TestDatabase& test) {
    const auto error =
        live::error_of<SchemaMismatch>([&] { test.database.run_once("k", [](Session&) {}); });
    CHECK(error.message().find("create_run_once_table") != std::string::npos);
  });
}
