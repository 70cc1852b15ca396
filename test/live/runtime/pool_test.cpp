#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>
#include <vector>

#include "test/live/engines.h"
#include "test/live/runtime/tables.h"

using namespace thriftorm;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

Database open(const live::TestDatabase& test, const std::string& options, Hooks hooks = {}) {
  return Database(live::with_option(test.url, options), std::move(hooks));
}

std::int64_t id_of(Session& session) { return live::number(session, "SELECT CONNECTION_ID()"); }

}  // namespace

TEST_CASE("a pool that is used up is waited for as long as the URL says") {
  live::on_each_engine([](live::TestDatabase& test) {
    std::vector<PoolWaitEvent> waits;
    std::string endpoint;
    Hooks hooks;
    hooks.on_pool_wait = [&](const PoolWaitEvent& event) {
      waits.push_back(event);
      endpoint = event.endpoint;
    };
    Database database = open(test, "pool_size=2&pool_timeout=50ms", hooks);
    const Session first = database.session();
    {
      const Session second = database.session();
      const auto start = steady_clock::now();
      const auto error = live::error_of<Timeout>([&] { database.session(); });
      CHECK(steady_clock::now() - start >= milliseconds(50));
      CHECK(error.retry_is_safe());
      CHECK(error.message().find("none of the 2 connections to ") == 0);
      CHECK(error.message().find("pool_size") != std::string::npos);
      REQUIRE(waits.size() == 1);
      CHECK(waits[0].timed_out);
      CHECK(waits[0].duration >= milliseconds(50));
      CHECK(error.message().find(endpoint) != std::string::npos);
    }
    const Session third = database.session();
    const Counters counters = database.counters();
    CHECK(counters.connects == 2);
    CHECK(counters.connections_in_use == 2);
    CHECK(counters.connections_idle == 0);
    CHECK(counters.pool_waits == 1);
    CHECK(counters.pool_timeouts == 1);
    CHECK(counters.pool_wait_time >= milliseconds(50));
  });
}

TEST_CASE("who waits for a connection gets the next one that comes free") {
  live::on_each_engine([](live::TestDatabase& test) {
    Database database = open(test, "pool_size=1&pool_timeout=20s");
    auto held = std::make_unique<Session>(database.session());
    std::vector<std::future<std::int64_t>> waiting;
    for (int i = 0; i < 4; ++i) {
      waiting.push_back(std::async(std::launch::async,
                                   [&] { return live::number(database.session(), "SELECT 1"); }));
    }
    std::this_thread::sleep_for(milliseconds(30));
    held = nullptr;
    for (auto& answer : waiting) CHECK(answer.get() == 1);
    CHECK(database.counters().connects == 1);
    CHECK(database.counters().pool_timeouts == 0);
  });
}

TEST_CASE("a connection that has lived long enough is replaced") {
  live::on_each_engine([](live::TestDatabase& test) {
    Database database = open(test, "pool_max_life=20ms");
    live::number(database.session(), "SELECT 1");
    std::this_thread::sleep_for(milliseconds(25));
    live::number(database.session(), "SELECT 1");
    CHECK(database.counters().expired == 1);
    CHECK(database.counters().connects == 2);
    CHECK(database.counters().connections_idle == 1);
  });
}

TEST_CASE("a connection that died while idle is found out and replaced") {
  live::on_each_server([](live::TestDatabase& test) {
    Database database = open(test, "pool_validate_after=0s");
    std::int64_t id = 0;
    {
      Session session = database.session();
      id = id_of(session);
    }
    Database(test.engine.server_url).session().execute_ddl("KILL " + std::to_string(id));
    std::this_thread::sleep_for(milliseconds(100));
    Session session = database.session();
    CHECK(id_of(session) != id);
    CHECK(database.counters().invalid == 1);
  });
}

TEST_CASE(
    "a connection that breaks is discarded, and the idle ones are looked at before they are used") {
  live::on_each_server([](live::TestDatabase& test) {
    Database database = open(test, "pool_size=2");
    {
      const Session other = database.session();
      Session session = database.session();
      Database(test.engine.server_url)
          .session()
          .execute_ddl("KILL " + std::to_string(id_of(session)));
      std::this_thread::sleep_for(milliseconds(100));
      live::error_of<ConnectionLost>([&] { session.query("SELECT 1"); });
    }
    CHECK(database.counters().discarded == 1);
    CHECK(live::number(database.session(), "SELECT 1") == 1);
    CHECK(database.counters().connects == 2);
    CHECK(database.counters().invalid == 0);
  });
}

TEST_CASE(
    "a session that ends inside a transaction rolls it back before anybody else gets its "
    "connection") {
  live::on_each_engine([](live::TestDatabase& test) {
    Database database = open(test, "pool_size=1");
    {
      Session session = database.session();
      live::create(session, "CREATE TABLE numbers (id {id}, n {int} NOT NULL) {options}");
      session.begin();
      session.execute("INSERT INTO numbers (n) VALUES (1)");
    }
    Session session = database.session();
    CHECK_FALSE(session.in_transaction());
    CHECK(live::number(session, "SELECT COUNT(*) FROM numbers") == 0);
    CHECK(database.counters().connects == 1);
  });
}

TEST_CASE("64 threads share 8 connections") {
  live::on_each_engine([](live::TestDatabase& test) {
    constexpr int kThreads = 64, kTimes = 20;
    Database database = open(test, "pool_size=8");
    std::vector<std::future<std::int64_t>> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.push_back(std::async(std::launch::async, [&] {
        std::int64_t sum = 0;
        for (int j = 0; j < kTimes; ++j) {
          Session session = database.session();
          sum += session.query("SELECT ?", 1).next()->get_int64(0);
        }
        return sum;
      }));
    }
    std::int64_t sum = 0;
    for (auto& thread : threads) sum += thread.get();
    CHECK(sum == kThreads * kTimes);
    const Counters counters = database.counters();
    CHECK(counters.statements == kThreads * kTimes);
    CHECK(counters.rows == kThreads * kTimes);
    CHECK(counters.connects <= 8);
    CHECK(counters.connections_in_use == 0);
    CHECK(counters.connections_idle == counters.connects);
  });
}

TEST_CASE("a session that reads refuses to write, and others on its connection may again") {
  live::on_each_engine([](live::TestDatabase& test) {
    Database database = open(test, "pool_size=1");
    {
      Session session = database.session();
      live::create(session, "CREATE TABLE numbers (id {id}, n {int} NOT NULL) {options}");
    }
    {
      Session reader = database.read_only();
      CHECK(live::number(reader, "SELECT COUNT(*) FROM numbers") == 0);
      reader.transaction([&] { CHECK(live::number(reader, "SELECT COUNT(*) FROM numbers") == 0); });
      const auto error = live::error_of<UsageError>(
          [&] { reader.execute("INSERT INTO numbers (n) VALUES (?)", 1); });
      CHECK_FALSE(error.retry_is_safe());
      CHECK(error.message().find("only reads") != std::string::npos);
    }
    Session session = database.session();
    session.execute("INSERT INTO numbers (n) VALUES (?)", 1);
    CHECK(live::number(session, "SELECT COUNT(*) FROM numbers") == 1);
  });
}

TEST_CASE("a session's own writes are there for its readers, be there a replica or not") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    live::create(session, "CREATE TABLE numbers (id {id}, n {int} NOT NULL) {options}");
    session.execute("INSERT INTO numbers (n) VALUES (?)", 1);
    Session reader = session.read_only(Session::Freshness::kOwnWrites);
    CHECK(live::number(reader, "SELECT COUNT(*) FROM numbers") == 1);
    session.transaction([&] { live::error_of<UsageError>([&] { session.read_only(); }); });
  });
}

TEST_CASE("what a database does is counted and told, without bound values") {
  live::on_each_engine([](live::TestDatabase& test) {
    std::vector<std::string> all, slow;
    std::vector<int> retries;
    Hooks hooks;
    hooks.on_statement = [&](const StatementEvent& event) { all.emplace_back(event.sql); };
    hooks.on_slow_statement = [&](const StatementEvent& event) {
      slow.emplace_back(event.sql), throw 1;
    };
    hooks.slow_statement = std::chrono::hours(1);
    hooks.on_retry = [&](const RetryEvent& event) {
      CHECK(std::string(event.error.kind()) == "Deadlock");
      CHECK(event.pause > milliseconds(0));
      retries.push_back(event.attempt);
      throw 1;
    };
    ErrorDetails safe;
    safe.retry = Retry::kTransaction;
    {
      Database database = open(test, "pool_size=1", hooks);
      const int done = database.run([&](Session& session) {
        session.query("SELECT ?", "s3cr3t").next();
        if (retries.size() < 2) throw Deadlock("again", safe);
        return 5;
      });
      CHECK(done == 5);
      CHECK(retries == std::vector<int>{1, 2});
      CHECK(all.size() == 9);
      CHECK(std::count(all.begin(), all.end(), "SELECT ?") == 3);
      CHECK(slow.empty());
      const Counters counters = database.counters();
      CHECK(counters.statements == 9);
      CHECK(counters.rows == 3);
      CHECK(counters.retries == 2);
    }
    hooks.slow_statement = std::chrono::nanoseconds(0);
    Database database = open(test, "pool_size=1", hooks);
    Session session = database.session();
    std::vector<std::string> own;
    session.on_statement([&](const StatementEvent& event) { own.emplace_back(event.sql); });
    session.query("SELECT ?", "s3cr3t");
    CHECK(slow == std::vector<std::string>{"SELECT ?"});
    CHECK(own == slow);
  });
}

TEST_CASE("retrying ends with its attempts and its budget") {
  live::on_each_engine([](live::TestDatabase& test) {
    ErrorDetails safe;
    safe.retry = Retry::kTransaction;
    int calls = 0;
    const auto fail = [&](Session&) { ++calls, throw Deadlock("again", safe); };
    test.database.session();  // connecting takes its time
    const auto start = steady_clock::now();
    live::error_of<Deadlock>([&] {
      test.database.run(fail, {.attempts = 1000,
                               .first_pause = milliseconds(10),
                               .longest_pause = milliseconds(20),
                               .budget = milliseconds(200)});
    });
    CHECK(steady_clock::now() - start < milliseconds(2000));
    CHECK(calls >= 2);
    CHECK(calls <= 25);
    calls = 0;
    live::error_of<Deadlock>([&] { test.database.run(fail, {.attempts = 3}); });
    CHECK(calls == 3);
  });
}
