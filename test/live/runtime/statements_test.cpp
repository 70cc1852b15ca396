#include <doctest/doctest.h>

#include <chrono>

#include "test/live/engines.h"
#include "test/live/runtime/tables.h"

using namespace thriftorm;

namespace {

constexpr StaticSql kInsert("INSERT INTO numbers (n) VALUES (?)");
constexpr StaticSql kFind("SELECT n FROM numbers WHERE id = ?");
constexpr StaticSql kAll("SELECT * FROM numbers ORDER BY id");

void create_numbers(Session& session, int count) {
  live::create(session, "CREATE TABLE numbers (id {id}, n {int} NOT NULL) {options}");
  session.transaction([&] {
    for (int i = 0; i < count; ++i) session.execute(kInsert, i);
  });
}

}  // namespace

TEST_CASE("a statement is prepared once for each connection") {
  live::on_each_server([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session, 3);
    const std::string name = "Com_stmt_prepare";
    live::status(session, name);
    const std::int64_t before = live::status(session, name);
    for (int i = 0; i < 10; ++i) {
      session.query(kFind, 1);
      session.query(std::string("SELECT n + 1 FROM numbers WHERE id = ?"), i);
      session.query("SELECT n FROM numbers WHERE id = ?", i);  // kFind's text
    }
    CHECK(live::status(session, name) - before <= 3);
  });
}

TEST_CASE("statements that are not used for long make room, and work again") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session, 3);
    for (int round = 0; round < 2; ++round) {
      for (int i = 0; i < 300; ++i) {
        CHECK(live::number(session,
                           "SELECT n + " + std::to_string(i) + " FROM numbers WHERE id = 1") == i);
      }
    }
    if (test.is_sqlite()) return;
    CHECK(live::status(session, "Com_stmt_prepare") - live::status(session, "Com_stmt_close") <=
          260);
  });
}

TEST_CASE("while rows are open no other statement is taken") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session, 3);
    {
      Rows rows = session.query(kAll);
      CHECK(rows.next() != nullptr);
      live::error_of<UsageError>([&] { session.query(kAll); });
      live::error_of<UsageError>([&] { session.query(kFind, 1); });
      live::error_of<UsageError>([&] { session.query("SELECT 17"); });
      live::error_of<UsageError>([&] { session.execute(kInsert, 1); });
      live::error_of<UsageError>([&] { session.execute_ddl("DROP TABLE numbers"); });
      live::error_of<UsageError>([&] { session.begin(); });
      live::error_of<UsageError>([&] { session.transaction([] {}); });
      CHECK(rows.next() != nullptr);
      Rows moved = std::move(rows);
      CHECK(rows.next() == nullptr);
      CHECK(moved.next() != nullptr);
      CHECK(moved.next() == nullptr);
      CHECK(live::number(session, "SELECT COUNT(*) FROM numbers") == 3);
      CHECK(moved.next() == nullptr);
    }
    CHECK(session.execute(kInsert, 4) == 1);
  });
}

TEST_CASE("leaving a long result early leaves the session usable") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session, 5000);
    for (int i = 0; i < 3; ++i) {
      Rows rows = session.query("SELECT a.n, b.n FROM numbers a JOIN numbers b ON b.id <= 20");
      for (int j = 0; j < 5; ++j) CHECK(rows.next() != nullptr);
    }
    CHECK(live::number(session, "SELECT COUNT(*) FROM numbers") == 5000);
  });
}

TEST_CASE("a session that ends before its rows closes them") {
  live::on_each_engine([](live::TestDatabase& test) {
    {
      Session session = test.database.session();
      create_numbers(session, 10);
      auto rows = std::make_unique<Rows>(session.query(kAll));
      CHECK(rows->next() != nullptr);
      {
        const Session moved = std::move(session);
        CHECK(rows->next() != nullptr);
      }
      CHECK(rows->next() == nullptr);
    }
    Session session = test.database.session();
    CHECK(live::number(session, "SELECT COUNT(*) FROM numbers") == 10);
  });
}

TEST_CASE("matched rows are counted, changed or not") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session, 3);
    CHECK(session.execute("UPDATE numbers SET n = 5") == 3);
    CHECK(session.execute("UPDATE numbers SET n = 5") == 3);
    CHECK(session.execute("UPDATE numbers SET n = 5 WHERE n = 6") == 0);
    CHECK(session.execute("DELETE FROM numbers WHERE id > ?", 1) == 2);
    CHECK(session.execute("SELECT * FROM numbers") == 0);
    live::create(session, "CREATE TABLE later (id {id}) {options}");
    CHECK(session.execute(live::ddl(session.dialect(), "CREATE TABLE last (id {id}) {options}")) ==
          0);
    CHECK(session.execute(kInsert, 1) == 1);
    CHECK(session.last_insert_id() == live::number(session, "SELECT MAX(id) FROM numbers"));
  });
}

TEST_CASE("a statement goes on working when its table changes under it") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session, 1);
    const auto columns = [&] {
      Rows rows = session.query(kAll);
      const Row* row = rows.next();
      REQUIRE(row != nullptr);
      std::vector<std::string> names;
      for (int i = 0; i < row->column_count(); ++i) names.push_back(row->column_name(i));
      return names;
    };
    CHECK(columns() == std::vector<std::string>{"id", "n"});
    session.execute_ddl(std::string("ALTER TABLE numbers ADD COLUMN extra ") +
                        (test.is_sqlite() ? "TEXT" : "VARCHAR(2000) NOT NULL DEFAULT 'later'"));
    CHECK(columns() == std::vector<std::string>{"id", "n", "extra"});
    session.execute_ddl("ALTER TABLE numbers DROP COLUMN extra");
    CHECK(columns() == std::vector<std::string>{"id", "n"});
    if (test.is_sqlite()) return;
    session.execute_ddl("ALTER TABLE numbers MODIFY n VARCHAR(40) NOT NULL");
    Rows rows = session.query(kAll);
    const Row* row = rows.next();
    REQUIRE(row != nullptr);
    CHECK(row->get_text(1) == "0");
    live::error_of<SchemaMismatch>([&] { row->get_int64(1); });
  });
}

TEST_CASE("every statement that the server counts is observed, and no other") {
  live::on_each_server([](live::TestDatabase& test) {
    if (test.engine.is_mysqlx()) return;  // it asks the server for an error's code
    Session session = test.database.session();
    create_numbers(session, 3);
    std::int64_t observed = 0;
    session.on_statement([&](const StatementEvent& event) {
      CHECK(event.duration.count() > 0);
      ++observed;
    });
    live::status(session, "Questions");
    const std::int64_t questions = live::status(session, "Questions");
    const std::int64_t before = observed;
    session.transaction([&] {
      session.execute(kInsert, 1);
      session.query(kFind, 1);
      session.query("SELECT n FROM numbers WHERE id = 77");
      try {
        session.transaction([&] {
          session.execute(kInsert, 2);
          throw 1;
        });
      } catch (int) {
      }
      session.transaction([&] { session.execute(kInsert, 3); });
    });
    session.execute_ddl("CREATE TABLE more (id BIGINT PRIMARY KEY)");
    try {
      session.transaction([&] { throw 1; });
    } catch (int) {
    }
    live::error_of<ConstraintViolation>(
        [&] { session.execute("INSERT INTO numbers (id, n) VALUES (1, 1)"); });
    const std::int64_t counted = live::status(session, "Questions") - questions;
    CHECK(counted == observed - before);
    CHECK(observed - before == 16);
  });
}

TEST_CASE("what an observer throws, and what it tries, changes nothing") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_numbers(session, 3);
    int refused = 0;
    session.on_statement([&](const StatementEvent&) {
      try {
        session.execute(kInsert, 99);
      } catch (const UsageError&) {
        ++refused;
      }
      throw std::runtime_error("observer");
    });
    session.transaction([&] { session.execute(kInsert, 3); });
    CHECK(refused == 3);
    Rows rows = session.query(kAll);
    int count = 0;
    while (rows.next() != nullptr) ++count;
    CHECK(count == 4);
    live::error_of<SchemaMismatch>([&] { session.execute_ddl("DROP TABLE absent"); });
    session.on_statement([&](const StatementEvent&) { session.on_statement(nullptr); });
    session.query(kFind, 1);
    session.query(kFind, 1);
    CHECK(refused == 5);
  });
}

TEST_CASE("RETURNING gives rows, and its changes are stored") {
  live::on_each_engine([](live::TestDatabase& test) {
    if (test.engine.dialect == Dialect::kMysql) return;
    Session session = test.database.session();
    create_numbers(session, 0);
    {
      Rows rows = session.query("INSERT INTO numbers (n) VALUES (?), (?) RETURNING id", 7, 8);
      CHECK(rows.next()->get_int64(0) == 1);
      CHECK(rows.next()->get_int64(0) == 2);
      CHECK(rows.next() == nullptr);
    }
    CHECK(session.execute("INSERT INTO numbers (n) VALUES (9) RETURNING id") == 1);
    CHECK(live::number(test.database.session(), "SELECT SUM(n) FROM numbers") == 24);
  });
}
