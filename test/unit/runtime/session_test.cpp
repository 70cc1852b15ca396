// Sessions on a database in memory; the same on all engines is in the live tests.
#ifdef THRIFTORM_HAS_SQLITE

#include <doctest/doctest.h>
#include <thriftorm/database.h>

#include <string>
#include <vector>

using namespace thriftorm;

TEST_CASE("a database in memory lives as long as its Database, in one session at a time") {
  Database database("sqlite::memory:");
  {
    Session session = database.session();
    session.execute_ddl("CREATE TABLE t (n INTEGER) STRICT");
    session.execute("INSERT INTO t VALUES (?)", 5);
    CHECK_THROWS_AS(database.session(), UsageError);
  }
  Session session = database.session();
  Rows rows = session.query("SELECT n FROM t");
  CHECK(rows.next()->get_int64(0) == 5);
  Database other("sqlite::memory:");
  CHECK_THROWS_AS(other.session().query("SELECT n FROM t"), SchemaMismatch);
}

TEST_CASE("a session that outlives its moved database goes on") {
  Database first("sqlite::memory:");
  Session session = first.session();
  const Database second = std::move(first);
  CHECK(session.query("SELECT 1").next()->get_int64(0) == 1);
}

TEST_CASE("statements known by their address are found among many") {
  Database database("sqlite::memory:");
  Session session = database.session();
  static constexpr StaticSql kOne("SELECT 1"), kTwo("SELECT 2"), kThree("SELECT 3");
  for (int i = 0; i < 3; ++i) {
    CHECK(session.query(kOne).next()->get_int64(0) == 1);
    CHECK(session.query(kTwo).next()->get_int64(0) == 2);
    CHECK(session.query(kThree).next()->get_int64(0) == 3);
    CHECK(session.query("SELECT 2").next()->get_int64(0) == 2);
  }
}

TEST_CASE("every statement is observed once, in order, with how it ended") {
  Database database("sqlite::memory:");
  Session session = database.session();
  session.execute_ddl("CREATE TABLE t (n INTEGER NOT NULL) STRICT");
  std::vector<std::string> seen;
  session.on_statement([&](const StatementEvent& event) {
    seen.push_back(std::string(event.sql) + (event.failed ? " failed " : " ") +
                   std::to_string(event.parameter_count));
  });
  session.transaction([&] {
    session.execute("INSERT INTO t VALUES (?)", 1);
    session.transaction([&] { session.query("SELECT n FROM t"); });
    CHECK_THROWS_AS(
        session.transaction([&] { session.execute("INSERT INTO t VALUES (?)", Parameter()); }),
        ConstraintViolation);
  });
  session.on_statement(nullptr);
  session.execute("INSERT INTO t VALUES (2)");
  const std::vector<std::string> expected = {"BEGIN IMMEDIATE 0",
                                             "INSERT INTO t VALUES (?) 1",
                                             "SAVEPOINT thriftorm_1 0",
                                             "SELECT n FROM t 0",
                                             "RELEASE SAVEPOINT thriftorm_1 0",
                                             "SAVEPOINT thriftorm_1 0",
                                             "INSERT INTO t VALUES (?) failed 1",
                                             "ROLLBACK TO SAVEPOINT thriftorm_1 0",
                                             "RELEASE SAVEPOINT thriftorm_1 0",
                                             "COMMIT 0"};
  CHECK(seen == expected);
}

TEST_CASE("a comment after a statement is not a second one") {
  Database database("sqlite::memory:");
  Session session = database.session();
  CHECK(session.query("SELECT 1; -- one").next()->get_int64(0) == 1);
  CHECK_THROWS_AS(session.query("SELECT 1; SELECT 2"), UsageError);
  CHECK_THROWS_AS(session.query("-- nothing"), UsageError);
}

TEST_CASE("rows that are open when their transaction rolls back are closed") {
  Database database("sqlite::memory:");
  Session session = database.session();
  session.begin();
  Rows rows = session.query("SELECT 1 UNION SELECT 2");
  CHECK(rows.next() != nullptr);
  CHECK_THROWS_AS(session.commit(), UsageError);
  session.rollback();
  CHECK(rows.next() == nullptr);
  CHECK_FALSE(session.in_transaction());
}

#endif
