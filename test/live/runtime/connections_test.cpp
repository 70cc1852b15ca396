#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "test/live/engines.h"
#include "test/live/runtime/tables.h"

using namespace thriftorm;
using State = TransactionOutcome::State;

namespace {

void create_numbers(Session& session) {
  live::create(session, "CREATE TABLE numbers (id {id}, n {int} NOT NULL) {options}");
  session.execute("INSERT INTO numbers (id, n) VALUES (1, 1), (2, 2)");
}

// Ends the server's side of `session`.
void kill(live::TestDatabase& test, std::int64_t id) {
  Session other = Database(test.engine.server_url).session();
  other.execute_ddl("KILL " + std::to_string(id));
  const std::string alive =
      "SELECT COUNT(*) FROM information_schema.processlist WHERE id = " + std::to_string(id);
  for (int i = 0; i < 500 && live::number(other, alive) != 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

std::int64_t id_of(Session& session) { return live::number(session, "SELECT CONNECTION_ID()"); }

// The URL's server with other credentials.
std::string with_user(const std::string& url, const std::string& user) {
  return url.substr(0, url.find("//") + 2) + user + url.substr(url.rfind('@'));
}

}  // namespace

TEST_CASE("a server that cannot be reached is told with its address") {
#ifdef THRIFTORM_HAS_MYSQL
  const auto error = live::error_of<ConnectionLost>(
      [] { Database("mysql://me:s3cr3t@127.0.0.1:1/db?connect_timeout=1s").session(); });
  CHECK(error.message().find("127.0.0.1:1") != std::string::npos);
  CHECK(std::string(error.what()).find("s3cr3t") == std::string::npos);
  CHECK(error.details().retry == Retry::kReconnect);
  live::error_of<ConnectionLost>(
      [] { Database("mysql://me@/db?socket=/nowhere/there.sock").session(); });
#endif
#ifdef THRIFTORM_HAS_SQLITE
  live::error_of<ConnectionLost>([] { Database("sqlite:/nowhere/there.db").session(); });
#endif
}

TEST_CASE("a wrong password or user is access denied, a database that is not there a mismatch") {
  live::on_each_server([](live::TestDatabase& test) {
    const auto denied = [&](const std::string& url) {
      const auto error = live::error_of<AccessDenied>([&] { Database(url).session(); });
      CHECK(std::string(error.what()).find("s3cr3t") == std::string::npos);
      CHECK_FALSE(error.retry_is_safe());
      return error.message();
    };
    denied(with_user(test.url, "thriftorm:s3cr3t"));
    denied(with_user(test.url, "nobody:s3cr3t"));
    const auto absent = live::error_of<SchemaMismatch>(
        [&] { Database(live::with_database(test.url, "thriftorm_absent")).session(); });
    CHECK(absent.message().starts_with("no such database: `thriftorm_absent` (127.0.0.1:"));
    CHECK_FALSE(absent.retry_is_safe());
  });
}

TEST_CASE("TLS is used where it is asked for, and checked against the CA that is given") {
  live::on_each_server([](live::TestDatabase& test) {
    const auto cipher = [&](const std::string& option) {
      Session session = Database(live::with_option(test.url, option)).session();
      Rows rows =
          session.query(test.engine.is_mysqlx() ? "SHOW SESSION STATUS LIKE 'Mysqlx_ssl_cipher'"
                                                : "SHOW SESSION STATUS LIKE 'Ssl_cipher'");
      return std::string(rows.next()->get_text(1));
    };
    const bool offers_tls = cipher("ssl-mode=preferred") != "";
    if (test.engine.dialect == Dialect::kMysql) {
      REQUIRE(offers_tls);
      CHECK(cipher("ssl-mode=required") != "");
      // Its certificate is its own, which no system knows.
      if (test.engine.is_mysqlx()) {
        live::error_of<UsageError>([&] { cipher("ssl-mode=verify-identity"); });
      } else {
        live::error_of<ConnectionLost>([&] { cipher("ssl-mode=verify-identity"); });
      }
    } else if (!offers_tls) {
      live::error_of<ConnectionLost>([&] { cipher("ssl-mode=required"); });
      live::error_of<ConnectionLost>([&] { cipher("ssl-mode=verify-identity"); });
    }
    CHECK(cipher("ssl-mode=disabled") == "");
    live::error_of<ConnectionLost>([&] { cipher("ssl-ca=/nowhere/ca.pem"); });
  });
}

TEST_CASE("a connection has the settings that the runtime rests on") {
  live::on_each_server([](live::TestDatabase& test) {
    Session session = test.database.session();
    Rows rows = session.query(
        "SELECT @@time_zone, @@sql_mode, @@character_set_client, @@character_set_results, "
        "@@autocommit");
    const Row* row = rows.next();
    CHECK(row->get_text(0) == "+00:00");
    CHECK(row->get_text(1).find("STRICT_ALL_TABLES") != std::string_view::npos);
    CHECK(row->get_text(2) == "utf8mb4");
    CHECK(row->get_text(3) == "utf8mb4");
    CHECK(row->get_int64(4) == 1);
    CHECK(session.dialect() == test.engine.dialect);
  });
  live::on_sqlite([](live::TestDatabase& test) {
    Session session = test.database.session();
    CHECK(live::number(session, "PRAGMA foreign_keys") == 1);
    CHECK(live::number(session, "PRAGMA busy_timeout") == 5000);
    CHECK(live::number(session, "PRAGMA synchronous") == 2);
    Rows rows = session.query("PRAGMA journal_mode");
    CHECK(rows.next()->get_text(0) == "wal");
    CHECK(session.server_version() >= std::pair(3, 37));
  });
}

TEST_CASE("transactions run at the level that the URL names") {
  live::on_each_server([](live::TestDatabase& test) {
    const char* variable = test.engine.dialect == Dialect::kMysql ? "SELECT @@transaction_isolation"
                                                                  : "SELECT @@tx_isolation";
    const auto level = [&](const std::string& url) {
      Session session = Database(url).session();
      return std::string(session.query(variable).next()->get_text(0));
    };
    CHECK(level(test.url) == "REPEATABLE-READ");
    CHECK(level(live::with_option(test.url, "isolation=read-committed")) == "READ-COMMITTED");
    CHECK(level(live::with_option(test.url, "isolation=serializable")) == "SERIALIZABLE");
  });
}

TEST_CASE(
    "a connection that is killed between statements is lost, and the next session has another") {
  live::on_each_server([](live::TestDatabase& test) {
    {
      Session session = test.database.session();
      create_numbers(session);
      kill(test, id_of(session));
      const auto error =
          live::error_of<ConnectionLost>([&] { session.query("SELECT n FROM numbers"); });
      CHECK(error.details().retry == Retry::kReconnect);
    }
    Session session = test.database.session();
    CHECK(live::number(session, "SELECT COUNT(*) FROM numbers") == 2);
  });
}

TEST_CASE("a connection that is killed inside a transaction takes it along") {
  live::on_each_server([](live::TestDatabase& test) {
    create_numbers(*std::make_unique<Session>(test.database.session()));
    int calls = 0;
    std::shared_ptr<TransactionOutcome> first;
    test.database.run([&](Session& session) {
      if (!first) first = session.current_outcome();
      session.execute("INSERT INTO numbers (n) VALUES (3)");
      if (++calls == 1) {
        kill(test, id_of(session));
        live::error_of<ConnectionLost>(
            [&] { session.execute("INSERT INTO numbers (n) VALUES (4)"); });
        CHECK(first->state() == State::kRolledBack);
        live::error_of<ConnectionLost>(
            [&] { session.query("SELECT 1"); });  // and nothing else can be done
      }
    });
    CHECK(calls == 2);
    CHECK(live::number(test.database.session(), "SELECT COUNT(*) FROM numbers") == 3);
  });
}

TEST_CASE(
    "a connection that is lost at COMMIT leaves the outcome unknown, and nothing is repeated") {
  live::on_each_server([](live::TestDatabase& test) {
    create_numbers(*std::make_unique<Session>(test.database.session()));
    int calls = 0;
    std::shared_ptr<TransactionOutcome> outcome;
    live::error_of<CommitUnknown>([&] {
      test.database.run([&](Session& session) {
        ++calls;
        outcome = session.current_outcome();
        session.execute("INSERT INTO numbers (n) VALUES (3)");
        kill(test, id_of(session));
      });
    });
    CHECK(calls == 1);
    CHECK(outcome->state() == State::kRolledBack);
    CHECK(live::number(test.database.session(), "SELECT COUNT(*) FROM numbers") == 2);
  });
}

TEST_CASE("a deadlock is typed, and running the transaction again gets it done") {
  live::on_each_server([](live::TestDatabase& test) {
    create_numbers(*std::make_unique<Session>(test.database.session()));
    std::atomic<int> deadlocks = 0;
    std::atomic<int> arrived = 0;
    const auto add = [&](int first, int second) {
      test.database.run([&, met = false](Session& session) mutable {
        try {
          session.execute("UPDATE numbers SET n = n + 10 WHERE id = ?", first);
          if (!met) {
            met = true;
            ++arrived;
            while (arrived < 2) std::this_thread::yield();
          }
          session.execute("UPDATE numbers SET n = n + 10 WHERE id = ?", second);
        } catch (const Deadlock& error) {
          ++deadlocks;
          CHECK(error.details().retry == Retry::kTransaction);
          CHECK(session.current_outcome()->state() == State::kRolledBack);
          live::error_of<Deadlock>([&] { session.execute("UPDATE numbers SET n = 0"); });
          live::error_of<Deadlock>([&] { session.transaction([] {}); });
          // Swallowed here, it comes back at the transaction's end.
        }
      });
    };
    auto other = std::async(std::launch::async, [&] { add(2, 1); });
    add(1, 2);
    other.get();
    CHECK(deadlocks == 1);
    CHECK(live::number(test.database.session(), "SELECT SUM(n) FROM numbers") == 43);
  });
}

TEST_CASE(
    "waiting too long for a lock is a timeout after which the whole transaction may run again") {
  live::on_each_server([](live::TestDatabase& test) {
    Session holder = test.database.session();
    create_numbers(holder);
    holder.begin();
    holder.execute("UPDATE numbers SET n = 5 WHERE id = 1");
    Session waiter = test.database.session();
    waiter.execute("SET SESSION innodb_lock_wait_timeout = 1");
    waiter.begin();
    waiter.execute("UPDATE numbers SET n = 6 WHERE id = 2");
    const auto error =
        live::error_of<Timeout>([&] { waiter.execute("UPDATE numbers SET n = 6 WHERE id = 1"); });
    CHECK(error.details().retry == Retry::kRollback);
    CHECK(waiter.in_transaction());
    CHECK(waiter.current_outcome()->state() == State::kOpen);
    waiter.rollback();
    holder.rollback();
    CHECK(live::number(waiter, "SELECT SUM(n) FROM numbers") == 3);
  });
}

TEST_CASE("SQLite's writers wait for each other as long as the URL says") {
  live::on_sqlite([](live::TestDatabase& test) {
    Session holder = test.database.session();
    create_numbers(holder);
    Database hasty(live::with_option(test.url, "busy_timeout=20ms"));
    Session waiter = hasty.session();
    holder.begin();
    const auto error = live::error_of<Deadlock>([&] { waiter.begin(); });
    CHECK(error.details().retry == Retry::kRollback);
    CHECK_FALSE(waiter.in_transaction());
    live::error_of<Deadlock>([&] { waiter.execute("INSERT INTO numbers (n) VALUES (3)"); });
    CHECK(live::number(waiter, "SELECT COUNT(*) FROM numbers") == 2);
    holder.commit();
    waiter.transaction([&] { waiter.execute("INSERT INTO numbers (n) VALUES (3)"); });
  });
}

TEST_CASE("many threads share a database") {
  live::on_each_engine([](live::TestDatabase& test) {
    create_numbers(*std::make_unique<Session>(test.database.session()));
    std::vector<std::future<void>> threads;
    for (int i = 0; i < 8; ++i) {
      threads.push_back(std::async(std::launch::async, [&] {
        for (int j = 0; j < 25; ++j) {
          test.database.run([&](Session& session) {
            session.execute("UPDATE numbers SET n = n + 1 WHERE id = 1");
          });
        }
      }));
    }
    for (auto& thread : threads) thread.get();
    CHECK(live::number(test.database.session(), "SELECT n FROM numbers WHERE id = 1") == 201);
  });
}
