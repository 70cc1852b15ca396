#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <future>
#include <limits>
#include <random>
#include <string>
#include <thread>

#include "test/live/engines.h"
#include "test/live/runtime/tables.h"

using namespace thriftorm;

TEST_CASE("options that the connector cannot heed are refused") {
  const auto refused = [](const std::string& url) {
    return live::error_of<UsageError>([&] { Database database(url); }).message();
  };
  CHECK(refused("mysqlx://me@127.0.0.1/db?read_timeout=5s")
            .starts_with("the database URL has an unknown option `read_timeout`; mysqlx takes: "
                         "socket, ssl-mode, ssl-ca, option-file, connect_timeout"));
  const std::string no_ca =
      "mysqlx verifies a server against no CA but the database URL's `ssl-ca`, which is missing "
      "(`ssl-mode=required` encrypts and does not verify)";
  CHECK(refused("mysqlx://me@127.0.0.1/db?ssl-mode=verify-identity") == no_ca);
  CHECK(refused("mysqlx://me@db.example.com/db") == no_ca);
  CHECK(refused("mysqlx://me@/db?socket=/x.sock&ssl-mode=required") ==
        "the database URL asks for TLS on a socket, which mysqlx does not have");
}

TEST_CASE("a server that cannot be reached by the X protocol is told with its address") {
  const auto lost = [](const std::string& url) {
    const auto error = live::error_of<ConnectionLost>([&] { Database(url).session(); });
    CHECK(std::string(error.what()).find("s3cr3t") == std::string::npos);
    return error;
  };
  const auto refused = lost("mysqlx://me:s3cr3t@127.0.0.1:1/db?connect_timeout=1s");
  CHECK(refused.message() ==
        "the server cannot be reached (127.0.0.1:1): Connection refused (generic:111)");
  CHECK(refused.details().retry == Retry::kReconnect);
  CHECK(lost("mysqlx://me:s3cr3t@/db?socket=/nowhere/x.sock").details().native_code == 2002);
}

TEST_CASE("doubles arrive to the bit") {
  live::on_mysqlx([](live::TestDatabase& test) {
    Session session = test.database.session();
    live::create(session, "CREATE TABLE numbers (id {id}, n {double}) {options}");
    std::mt19937_64 random(1);
    for (int i = 0; i < 300; ++i) {
      const double number = std::bit_cast<double>(random());
      if (!std::isfinite(number)) continue;
      session.execute("INSERT INTO numbers (n) VALUES (?)", number);
      Rows rows = session.query("SELECT n FROM numbers WHERE n = ? AND id = ?", number,
                                session.last_insert_id());
      const Row* row = rows.next();
      REQUIRE(row != nullptr);
      CHECK(row->get_double(0) == number);
    }
  });
}

TEST_CASE("every byte arrives, wherever it stands") {
  live::on_mysqlx([](live::TestDatabase& test) {
    Session session = test.database.session();
    live::create(session, "CREATE TABLE things (id {id}, b {bytes}, t {text}) {options}");
    std::string bytes;
    for (int first = 0; first < 256; ++first) {
      for (int second = 0; second < 256; ++second)
        bytes.append({static_cast<char>(first), static_cast<char>(second)});
    }
    std::string text;
    for (char c = 0; c >= 0 && c < 127; ++c) text.append({c, '\\', c, '\'', c});
    session.execute("INSERT INTO things (b, t) VALUES (?, ?)", Parameter::bytes(bytes), text);
    Rows rows = session.query("SELECT b, t FROM things WHERE b = ? AND t = ?",
                              Parameter::bytes(bytes), text);
    const Row* row = rows.next();
    REQUIRE(row != nullptr);
    CHECK((row->get_bytes(0) == bytes));
    CHECK((row->get_text(1) == text));
  });
}

// The server names such a column by its text, in which it has put the values.
TEST_CASE("a column without a name of its own shows no bound value") {
  live::on_mysqlx([](live::TestDatabase& test) {
    Session session = test.database.session();
    Rows rows = session.query(
        "SELECT CONCAT(?, 'x'), ?, 1 + 1, ? AS own, ? AS `it``s`, UPPER(own) FROM (SELECT ? AS "
        "own) t",
        "s3cr3t", 7, "a", "b", "c");
    const Row* row = rows.next();
    REQUIRE(row != nullptr);
    std::vector<std::string> names;
    for (int i = 0; i < row->column_count(); ++i) names.push_back(row->column_name(i));
    CHECK(names == std::vector<std::string>{"?", "?", "1 + 1", "own", "it`s", "UPPER(own)"});
    CHECK(std::string(live::error_of<SchemaMismatch>([&] { row->get_int64(0); }).what())
              .find("s3cr3t") == std::string::npos);
  });
}

TEST_CASE("an open transaction is known whoever began or ended it") {
  live::on_mysqlx([](live::TestDatabase& test) {
    Session session = test.database.session();
    live::create(session, "CREATE TABLE numbers (id {id}, n {int} NOT NULL) {options}");
    session.execute_ddl(
        "CREATE PROCEDURE stores() BEGIN INSERT INTO numbers (n) VALUES (1); COMMIT; END");
    session.execute_ddl("CREATE PROCEDURE adds() INSERT INTO numbers (n) VALUES (1)");
    const auto ended_by = [&](std::string_view sql) {
      session.begin();
      const auto error = live::error_of<UsageError>([&] { session.execute(sql); });
      CHECK(error.message() == "the statement has ended the open transaction");
      session.rollback();
    };
    const auto kept_by = [&](std::string_view sql) {
      session.begin();
      session.execute(sql);
      session.execute("INSERT INTO numbers (n) VALUES (2)");
      session.rollback();
    };
    ended_by("CALL stores()");
    ended_by("COMMIT");
    ended_by("  rollback work");
    ended_by("CREATE TABLE more (id BIGINT PRIMARY KEY)");
    kept_by("CALL adds()");
    kept_by("CREATE TEMPORARY TABLE passing (id BIGINT PRIMARY KEY)");
    kept_by("DROP TEMPORARY TABLE passing");
    kept_by("SET autocommit = 1");
    kept_by("SET SESSION lock_wait_timeout = 5");
    kept_by("/* a comment */ INSERT INTO numbers (n) VALUES (2)");
    CHECK(live::number(session, "SELECT COUNT(*) FROM numbers") == 1);
  });
}

TEST_CASE("a transaction that was begun by a statement is rolled back with its session") {
  live::on_mysqlx([](live::TestDatabase& test) {
    {
      Session session = test.database.session();
      live::create(session, "CREATE TABLE numbers (id {id}, n {int} NOT NULL) {options}");
      session.execute("BEGIN");
      session.execute("INSERT INTO numbers (n) VALUES (1)");
    }
    CHECK(live::number(test.database.session(), "SELECT COUNT(*) FROM numbers") == 0);
  });
}

TEST_CASE("a query that is interrupted while its rows arrive is told, and the session goes on") {
  live::on_mysqlx([](live::TestDatabase& test) {
    Session session = test.database.session();
    Session other = test.database.session();
    const std::string id = std::to_string(live::number(session, "SELECT CONNECTION_ID()"));
    auto killer = std::async(std::launch::async, [&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      other.execute_ddl("KILL QUERY " + id);
    });
    const auto error = live::error_of<Cancelled>([&] {
      session.query(
          "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
          "SELECT REPEAT('x', 1000), a.i, SLEEP(0.001) FROM n a JOIN n b");
    });
    killer.get();
    CHECK(error.details().native_code == 1317);
    CHECK(error.details().sqlstate == "70100");
    CHECK(live::number(session, "SELECT 5") == 5);
  });
}

// To the X plugin `--` and a tab begin no comment: it takes the quote for one that never ends.
TEST_CASE("an error that the server does not know of ends the session") {
  live::on_mysqlx([](live::TestDatabase& test) {
    {
      Session session = test.database.session();
      session.begin();
      const auto error =
          live::error_of<Error>([&] { session.query("SELECT 1 --\t'\n, ?", "s3cr3t"); });
      CHECK(error.message() == "the server refused the statement");
      CHECK(error.details().native_code == 0);
      live::error_of<Error>([&] { session.query("SELECT 1"); });
    }
    CHECK(test.database.counters().discarded == 1);
    CHECK(live::number(test.database.session(), "SELECT 5") == 5);
  });
}

TEST_CASE("a value that is larger than the server takes is refused before it is sent") {
  live::on_mysqlx([](live::TestDatabase& test) {
    Session session = test.database.session();
    live::create(session, "CREATE TABLE things (id {id}, b {bytes}) {options}");
    const auto limit = live::number(session, "SELECT @@mysqlx_max_allowed_packet");
    const std::string fits(static_cast<std::size_t>(limit) - 200,
                           '\0');  // two bytes each as a literal
    const std::string large(static_cast<std::size_t>(limit), 'x');
    const auto insert = [&](const std::string& value) {
      session.execute("INSERT INTO things (b) VALUES (?)", Parameter::bytes(value));
    };
    insert(fits);
    const auto error = live::error_of<InvalidData>([&] { insert(large); });
    CHECK(error.details().native_code == 1153);
    CHECK(live::number(session, "SELECT MAX(LENGTH(b)) FROM things") == limit - 200);
  });
}

TEST_CASE("statements that are used again go on giving rows, with and without TLS") {
  live::on_mysqlx([](live::TestDatabase& test) {
    for (const char* option : {"ssl-mode=required", "ssl-mode=disabled"}) {
      Database database(live::with_option(test.url, option));
      for (int i = 0; i < 40; ++i) {
        Session session = database.session();
        for (int j = 0; j < 10; ++j) CHECK(live::number(session, "SELECT 7") == 7);
      }
    }
  });
}
