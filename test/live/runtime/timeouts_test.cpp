#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <optional>
#include <thread>

#include "test/live/engines.h"
#include "test/live/runtime/tables.h"

using namespace thriftorm;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

namespace {

// A statement that runs for far longer than any test waits, reading only.
constexpr const char* kEndless =
    "WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 900) "
    "SELECT COUNT(*) FROM many a, many b, many c, many d WHERE a.n * b.n * c.n * d.n = -1";

void run_endless(Session& session) {
  Rows rows = session.query(kEndless);
  while (rows.next() != nullptr) {
  }
}

// Runs it, and cancels it from another thread until that has hit: it may not have begun.
void cancel_endless(Session& session, const Canceller& canceller) {
  std::atomic<bool> ended = false;
  auto other = std::async(std::launch::async, [&] {
    while (!ended) {
      std::this_thread::sleep_for(milliseconds(100));
      if (!ended) canceller.cancel();
    }
  });
  live::error_of<Cancelled>([&] { run_endless(session); });
  ended = true;
  other.get();
}

}  // namespace

TEST_CASE("a statement that runs for too long fails, and its session goes on") {
  live::on_each_engine([](live::TestDatabase& test) {
    Database database(live::with_option(test.url, "statement_timeout=200ms"));
    Session session = database.session();
    const auto start = steady_clock::now();
    const auto error = live::error_of<Timeout>([&] { run_endless(session); });
    CHECK(steady_clock::now() - start < seconds(10));
    CHECK(error.message() == "the statement ran for too long");
    CHECK_FALSE(error.retry_is_safe());
    CHECK(live::number(session, "SELECT 1") == 1);
    CHECK(database.counters().discarded == 0);
  });
}

TEST_CASE("another thread can cancel what a session does") {
  live::on_each_engine([](live::TestDatabase& test) {
    Database database(test.url);
    std::optional<Session> session(database.session());
    const Canceller canceller = session->canceller();
    cancel_endless(*session, canceller);
    session.reset();
    canceller.cancel();  // nothing any more
    // On servers the connection is not given to anybody else: a late request would hit them.
    CHECK(live::number(database.session(), "SELECT 1") == 1);
    CHECK(database.counters().discarded == (test.is_sqlite() ? 0 : 1));
  });
}

TEST_CASE("a transaction whose statement is cancelled can go on or roll back") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    live::create(session, "CREATE TABLE numbers (id {id}, n {int} NOT NULL) {options}");
    session.begin();
    session.execute("INSERT INTO numbers (n) VALUES (?)", 1);
    cancel_endless(session, session.canceller());
    session.rollback();
    CHECK(live::number(test.database.session(), "SELECT COUNT(*) FROM numbers") == 0);
  });
}
