// Codes that a client must tell apart, as they come over the wire: every one of a server's by SIGNAL,
// and those that a test can bring about by what they are for.
#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "test/live/engines.h"
#include "test/live/runtime/tables.h"

using namespace thriftorm;
using std::chrono::milliseconds;

namespace {

struct Signalled {
  const char* kind;
  Retry retry;
  bool usable;  // the connection afterwards
  std::vector<int> codes;
};

const std::vector<Signalled>& signalled() {
  static const std::vector<Signalled> table = {
      {"Deadlock",
       Retry::kTransaction,
       true,
       {1213, 1020, 3101, 1614, 8002, 8005, 8022, 8028, 8147, 9007}},
      {"Timeout", Retry::kRollback, true, {1205, 3572, 1637}},
      {"Deadlock", Retry::kRollback, true, {1412}},
      {"ConnectionLost",
       Retry::kReconnect,
       false,
       {1927, 3169, 4031, 1053, 1158, 1159, 1160, 1161, 1040, 1203, 1129}},
      {"Error", Retry::kReconnect, false, {1290, 1836, 1792, 1047, 3796, 3797, 3798, 3799}},
      {"Error", Retry::kNever, true, {1206, 8004, 3098}},
      {"InvalidData", Retry::kNever, false, {1153}},
      {"InvalidData", Retry::kNever, true, {1406, 1264}},
      {"ConstraintViolation",
       Retry::kNever,
       true,
       {1062, 1451, 1452, 1216, 1217, 1048, 1364, 3819, 4025}},
      {"Timeout", Retry::kNever, true, {3024}},
      {"Cancelled", Retry::kNever, true, {1317}},
  };
  return table;
}

void create_numbers(Session& session) {
  live::create(session, "CREATE TABLE numbers (id {id}, n {int} NOT NULL) {options}");
  session.execute("INSERT INTO numbers (n) VALUES (?)", 1);
}

template <class Kind, class Work>
void check_code(int code, Retry retry, Work&& work) {
  const auto error = live::error_of<Kind>(work);
  CHECK(error.details().native_code == code);
  CHECK(error.details().retry == retry);
}

}  // namespace

TEST_CASE("every code of a server is told as what it is, and leaves nothing behind") {
  live::on_each_server([](live::TestDatabase& test) {
    {
      Session session = test.database.session();
      create_numbers(session);
      session.execute_ddl(
          "CREATE PROCEDURE fail_with(code INT) SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = code, "
          "MESSAGE_TEXT = 's3cr3t'");
    }
    for (const Signalled& row : signalled()) {
      for (const int code : row.codes) {
        CAPTURE(code);
        Session session = test.database.session();
        const std::uint64_t discarded = test.database.counters().discarded;
        session.begin();
        session.execute("INSERT INTO numbers (n) VALUES (?)", code);
        try {
          session.execute("CALL fail_with(?)", code);
          FAIL_CHECK("no error");
        } catch (const Error& error) {
          CHECK(std::string(error.kind()) == row.kind);
          CHECK(error.details().retry == row.retry);
          CHECK(error.details().native_code == code);
          CHECK(std::string(error.what()).find("s3cr3t") == std::string::npos);
        }
        { const Session ended = std::move(session); }
        CHECK(test.database.counters().discarded - discarded == (row.usable ? 0 : 1));
        CHECK(live::number(test.database.session(), "SELECT COUNT(*) FROM numbers") == 1);
      }
    }
  });
}

TEST_CASE("a lock that is not waited for") {
  live::on_each_server([](live::TestDatabase& test) {
    Session holder = test.database.session();
    create_numbers(holder);
    holder.begin();
    holder.execute("UPDATE numbers SET n = 2");
    Session session = test.database.session();
    session.begin();
    const int code = test.engine.dialect == Dialect::kMysql ? 3572 : 1205;
    check_code<Timeout>(code, Retry::kRollback,
                        [&] { live::number(session, "SELECT n FROM numbers FOR UPDATE NOWAIT"); });
  });
}

TEST_CASE("a table that was changed after the transaction's snapshot") {
  live::on_each_server([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session);
    live::create(session, "CREATE TABLE others (id {id}) {options}");
    session.begin();
    live::count_rows(session, "others");
    test.database.session().execute_ddl("ALTER TABLE numbers FORCE");
    check_code<Deadlock>(1412, Retry::kRollback, [&] { live::count_rows(session, "numbers"); });
  });
}

TEST_CASE("a row that was changed after the transaction's snapshot") {
  live::on_each_server([](live::TestDatabase& test) {
    if (test.engine.dialect != Dialect::kMariadb) return;
    Session session = test.database.session();
    create_numbers(session);
    session.execute_ddl("SET SESSION innodb_snapshot_isolation = ON");
    session.begin();
    live::count_rows(session, "numbers");
    test.database.session().execute("UPDATE numbers SET n = 2");
    check_code<Deadlock>(1020, Retry::kTransaction,
                         [&] { session.execute("UPDATE numbers SET n = n + 1"); });
  });
}

TEST_CASE("a connection that the server has closed because nobody used it") {
  live::on_each_server([](live::TestDatabase& test) {
    if (test.engine.is_mysqlx()) return;  // its sessions have a time limit of their own
    Session session = test.database.session();
    session.execute_ddl("SET SESSION wait_timeout = 1");
    std::this_thread::sleep_for(milliseconds(2500));
    const auto error = live::error_of<ConnectionLost>([&] { live::number(session, "SELECT 1"); });
    CHECK(error.details().retry == Retry::kReconnect);
    if (test.engine.dialect == Dialect::kMysql) CHECK(error.details().native_code == 4031);
  });
}

TEST_CASE("a read of SQLite's that has become too old to write after") {
  live::on_sqlite([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session);
    session.execute_ddl("BEGIN DEFERRED");
    live::count_rows(session, "numbers");
    test.database.session().execute("UPDATE numbers SET n = 2");
    check_code<Deadlock>(517, Retry::kRollback,
                         [&] { session.execute("UPDATE numbers SET n = n + 1"); });
  });
}
