// The connector's destructors throw, and so end the process, once a connection is lost. The driver
// leaves its objects undestroyed then: each case here would not return otherwise.
#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "test/live/engines.h"
#include "test/live/proxy.h"
#include "test/live/runtime/tables.h"

using namespace thriftorm;

namespace {

// A database, by way of a proxy.
struct Cuttable {
  Cuttable(const live::TestDatabase& test, const std::string& option)
      : proxy(port_of(test.url)), database(live::with_option(by_proxy(test.url), option)) {}

  static std::size_t port_at(const std::string& url) { return url.find(':', url.rfind('@')) + 1; }
  static int port_of(const std::string& url) { return std::stoi(url.substr(port_at(url))); }
  std::string by_proxy(std::string url) const {
    const std::size_t at = port_at(url);
    return url.replace(at, url.find('/', at) - at, std::to_string(proxy.port()));
  }

  live::Proxy proxy;
  Database database;
};

template <class Test>
void on_cuttable(Test&& test) {
  live::on_mysqlx([&](live::TestDatabase& direct) {
    Session session = direct.database.session();
    live::create(session, "CREATE TABLE numbers (id {id}, n {int} NOT NULL, t {text}) {options}");
    for (int i = 0; i < 10; ++i)
      session.execute("INSERT INTO numbers (n, t) VALUES (1, REPEAT('x', 100))");
    session.execute(
        "INSERT INTO numbers (n, t) SELECT a.n, a.t FROM numbers a JOIN numbers b JOIN numbers c");
    for (const char* option : {"ssl-mode=required", "ssl-mode=disabled"}) {
      INFO(option);
      Cuttable cuttable(direct, option);
      test(cuttable, session);
    }
  });
}

constexpr const char* kAll = "SELECT id, n, t FROM numbers";

}  // namespace

TEST_CASE(
    "a connection that is cut anywhere in an answer is lost, and the next session has another") {
  on_cuttable([](Cuttable& cuttable, Session&) {
    for (long bytes = 0; bytes < 150'000; bytes += 1 + bytes / 3) {
      INFO("after ", bytes, " bytes");
      {
        Session session = cuttable.database.session();
        cuttable.proxy.cut_after(bytes);
        const auto error = live::error_of<ConnectionLost>([&] { session.query(kAll); });
        CHECK(error.details().native_code == 2013);
        CHECK(error.details().retry == Retry::kReconnect);
        live::error_of<ConnectionLost>([&] { session.query("SELECT 1"); });
      }
      REQUIRE(cuttable.proxy.has_cut());
    }
    Session session = cuttable.database.session();
    CHECK(live::number(session, "SELECT COUNT(*) FROM numbers") == 1010);
  });
}

TEST_CASE("a connection that is cut while it is idle is found out") {
  on_cuttable([](Cuttable& cuttable, Session& direct) {
    Session session = cuttable.database.session();
    const std::int64_t id = live::number(session, "SELECT CONNECTION_ID()");
    cuttable.proxy.cut_after(0);
    direct.execute_ddl("KILL " + std::to_string(id));
    live::error_of<ConnectionLost>([&] {
      for (int i = 0; i < 100; ++i) session.query("SELECT 1");
    });
  });
}

TEST_CASE("a connection that is cut while it is idle can be closed") {
  live::on_mysqlx([](live::TestDatabase& test) {
    for (const char* option : {"ssl-mode=required", "ssl-mode=disabled"}) {
      auto cuttable = std::make_unique<Cuttable>(test, option);
      cuttable->database.session();
      cuttable->proxy.cut();
      cuttable->database.session();
      cuttable->proxy.cut();
    }
  });
}

TEST_CASE("a connection that is cut when a write has committed leaves the outcome unknown") {
  on_cuttable([](Cuttable& cuttable, Session& direct) {
    const std::int64_t before = live::number(direct, "SELECT COUNT(*) FROM numbers");
    {
      Session session = cuttable.database.session();
      cuttable.proxy.cut_after(0);
      live::error_of<CommitUnknown>(
          [&] { session.execute("INSERT INTO numbers (n) VALUES (?)", 2); });
    }
    Session session = cuttable.database.session();
    session.begin();
    session.execute("INSERT INTO numbers (n) VALUES (?)", 3);
    cuttable.proxy.cut_after(0);
    live::error_of<CommitUnknown>([&] { session.commit(); });
    CHECK(live::number(direct, "SELECT COUNT(*) FROM numbers") == before + 2);
  });
}

TEST_CASE("a connection that is cut inside a transaction takes it along") {
  on_cuttable([](Cuttable& cuttable, Session& direct) {
    const std::int64_t before = live::number(direct, "SELECT COUNT(*) FROM numbers");
    int calls = 0;
    cuttable.database.run([&](Session& session) {
      session.execute("INSERT INTO numbers (n) VALUES (?)", 3);
      if (++calls == 1) cuttable.proxy.cut_after(0);
      session.execute("INSERT INTO numbers (n) VALUES (?)", 4);
    });
    CHECK(calls == 2);
    CHECK(live::number(direct, "SELECT COUNT(*) FROM numbers") == before + 2);
  });
}
