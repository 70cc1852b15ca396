// What errors leave behind: in the pool, on a connection, in an open transaction.
#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <thread>

#include "test/live/engines.h"
#include "test/live/runtime/tables.h"

using namespace thriftorm;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

namespace {

std::int64_t id_of(Session& session) { return live::number(session, "SELECT CONNECTION_ID()"); }

void kill(const live::TestDatabase& test, std::int64_t id) {
  Database(test.engine.server_url).session().execute_ddl("KILL " + std::to_string(id));
  std::this_thread::sleep_for(milliseconds(100));
}

// The same server as two endpoints.
std::string twice(const std::string& url) {
  const std::size_t at = url.rfind('@') + 1;
  const std::string address = url.substr(at, url.find('/', at) - at);
  return url.substr(0, at) + address + "," + address + url.substr(url.find('/', at));
}

}  // namespace

TEST_CASE("a connection that is lost while it is told how to work leaves no work unknown") {
  live::on_each_server([](live::TestDatabase& test) {
    Database database(test.url);
    std::int64_t id = 0;
    {
      Session session = database.session();
      id = id_of(session);
    }
    kill(test, id);
    const auto error =
        live::error_of<ConnectionLost>([&] { database.read_only(); });  // SET SESSION …
    CHECK(error.retry_is_safe());
    CHECK(live::number(database.read_only(), "SELECT 1") == 1);
    CHECK(database.counters().connections_in_use == 0);
  });
}

// MariaDB ends a deadlock of GET_LOCK() with the error of other deadlocks, and rolls nothing back.
TEST_CASE(
    "a transaction that lost a deadlock has left nothing, whatever the server has done by itself") {
  live::on_each_server([](live::TestDatabase& test) {
    if (test.engine.dialect != Dialect::kMariadb) return;
    Database database(live::with_option(test.url, "pool_size=2"));
    {
      Session session = database.session();
      live::create(session, "CREATE TABLE numbers (id {id}, n {int} NOT NULL) {options}");
    }
    std::promise<void> both_hold[2];
    const auto cross = [&](int me, const char* mine, const char* other) {
      Session session = database.session();
      try {
        session.transaction([&] {
          session.execute("INSERT INTO numbers (n) VALUES (?)", 1);
          live::number(session, std::string("SELECT GET_LOCK('") + mine + test.schema + "', 10)");
          both_hold[me].set_value();
          both_hold[1 - me].get_future().wait();
          live::number(session, std::string("SELECT GET_LOCK('") + other + test.schema + "', 10)");
        });
      } catch (const Deadlock& error) {
        CHECK(error.details().retry == Retry::kTransaction);
        session.execute("DO RELEASE_ALL_LOCKS()");
        session.transaction([] {});
        return 1;
      }
      session.execute("DO RELEASE_ALL_LOCKS()");
      return 0;
    };
    auto other = std::async(std::launch::async, [&] { return cross(1, "b", "a"); });
    const int deadlocks = cross(0, "a", "b");
    CHECK(deadlocks + other.get() == 1);
    CHECK(live::number(database.session(), "SELECT COUNT(*) FROM numbers") == 1);
  });
}

TEST_CASE("a pool that is used up is no reason to look for another primary") {
  live::on_each_server([](live::TestDatabase& test) {
    Database database(live::with_option(twice(test.url), "pool_size=2&pool_timeout=500ms"));
    const Session writer = database.session();
    std::vector<Session> readers;
    {
      Session broken = database.session();
      kill(test, id_of(broken));
      live::error_of<ConnectionLost>([&] { broken.query("SELECT 1"); });
    }
    // Which endpoint takes the writes is not known any more, and both are used up.
    for (int i = 0; i < 3; ++i) readers.push_back(database.read_only());
    const auto start = steady_clock::now();
    live::error_of<Timeout>([&] { database.session(); });
    CHECK(steady_clock::now() - start < milliseconds(1500));
    CHECK(database.counters().primary_changes == 0);
    readers.clear();
    CHECK(live::number(database.session(), "SELECT 1") == 1);
    CHECK(database.counters().connections_in_use == 1);
  });
}

TEST_CASE("a policy may have no budget to keep to") {
  live::on_each_engine([](live::TestDatabase& test) {
    ErrorDetails safe;
    safe.retry = Retry::kTransaction;
    int calls = 0;
    test.database.run(
        [&](Session&) {
          if (++calls < 3) throw Deadlock("again", safe);
        },
        {.budget = milliseconds::max()});
    CHECK(calls == 3);
  });
}
