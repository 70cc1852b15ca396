#include <doctest/doctest.h>

#include "test/live/engines.h"
#include "test/live/runtime/tables.h"

using namespace thriftorm;

namespace {

constexpr const char* kSecret = "s3cr3t' for key 'x' at row 1";

void create_tables(Session& session) {
  live::create(session,
               "CREATE TABLE parents (id {id}, email VARCHAR(40) NOT NULL, age INT, level TINYINT, "
               "CONSTRAINT u_email UNIQUE (email), CONSTRAINT ck_age CHECK (age > 0))");
  live::create(
      session,
      "CREATE TABLE children (id {id}, parent {int} NOT NULL, "
      "CONSTRAINT fk_parent FOREIGN KEY (parent) REFERENCES parents (id) ON DELETE RESTRICT)");
  session.execute("INSERT INTO parents (id, email) VALUES (1, ?)", kSecret);
  session.execute("INSERT INTO children (parent) VALUES (1)");
}

// No error may hold what was bound.
void check_discreet(const Error& error) {
  CHECK(std::string(error.what()).find("s3cr3t") == std::string::npos);
  CHECK_FALSE(error.retry_is_safe());
  CHECK(error.details().statement != "");
  CHECK(error.details().native_code != 0);
}

ConstraintViolation violation(Session& session, ConstraintKind kind, std::string_view sql,
                              const std::vector<Parameter>& parameters = {}) {
  auto error = live::error_of<ConstraintViolation>(
      [&] { session.execute(sql, std::span<const Parameter>(parameters)); });
  CHECK(error.constraint_kind() == kind);
  check_discreet(error);
  return error;
}

}  // namespace

TEST_CASE("violated constraints are told by kind and name") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_tables(session);
    const bool sqlite = test.is_sqlite();
    using enum ConstraintKind;

    const auto unique =
        violation(session, kUnique, "INSERT INTO parents (email) VALUES (?)", {kSecret});
    CHECK((sqlite ? unique.details().column : unique.details().constraint) ==
          (sqlite ? "email" : "u_email"));
    if (test.engine.dialect != Dialect::kMariadb) CHECK(unique.details().table == "parents");

    violation(session, kUnique, "INSERT INTO parents (id, email) VALUES (1, ?)", {"s3cr3t"});

    const auto not_null =
        violation(session, kNotNull, "INSERT INTO parents (email) VALUES (?)", {Parameter()});
    CHECK(not_null.details().column == "email");
    CHECK(violation(session, kNotNull, "INSERT INTO parents (age) VALUES (1)").details().column ==
          "email");

    const auto check =
        violation(session, kCheck, "INSERT INTO parents (email, age) VALUES ('x', ?)", {-1});
    CHECK(check.message() == "check constraint violated: `ck_age`");
    CHECK(check.details().constraint == "ck_age");

    const auto orphan =
        violation(session, kForeignKey, "INSERT INTO children (parent) VALUES (?)", {77});
    const auto used = violation(session, kForeignKey, "DELETE FROM parents WHERE id = ?", {1});
    if (sqlite) return;
    CHECK(orphan.details().constraint == "fk_parent");
    CHECK(orphan.details().column == "parent");
    CHECK(orphan.details().table == "children");
    CHECK(used.details().constraint == "fk_parent");
  });
}

TEST_CASE("values that do not fit are invalid data with their column") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_tables(session);
    const auto column_of = [&](std::string_view sql, const Parameter& value) {
      const auto error =
          live::error_of<InvalidData>([&] { session.execute(sql, std::span(&value, 1)); });
      check_discreet(error);
      return error.details().column;
    };
    if (test.is_sqlite()) {
      live::create(session, "CREATE TABLE exact (id {id}, n {int}) STRICT");
      CHECK(column_of("INSERT INTO exact (n) VALUES (?)", "s3cr3t") == "n");
      return;
    }
    CHECK(column_of("INSERT INTO parents (email) VALUES (?)",
                    "s3cr3t-0123456789-0123456789-0123456789-0123456789") == "email");
    CHECK(column_of("INSERT INTO parents (email, level) VALUES ('y', ?)", 1000) == "level");
    CHECK(column_of("INSERT INTO parents (email, level) VALUES ('y', ?)",
                    "s3cr3t' for column 'x' at row 1") == "level");
    column_of(
        "INSERT INTO parents (email) SELECT 'a' FROM parents WHERE CAST(? AS SIGNED) + "
        "9223372036854775807 > 0",
        1);
    CHECK(live::number(session, "SELECT COUNT(*) FROM parents") == 1);
  });
}

TEST_CASE("missing tables and columns are a schema mismatch that names them") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    create_tables(session);
    const auto details = [&](std::string_view sql) {
      const auto error = live::error_of<SchemaMismatch>([&] { session.execute(sql); });
      check_discreet(error);
      CHECK(error.details().statement == sql);
      return error.details();
    };
    CHECK(details("SELECT * FROM absent").table == "absent");
    CHECK(details("INSERT INTO absent (a) VALUES (1)").table == "absent");
    CHECK(details("SELECT nickname FROM parents").column == "nickname");
    CHECK(details("INSERT INTO parents (nickname) VALUES (1)").column == "nickname");
    CHECK(details("UPDATE parents SET nickname = 1").column == "nickname");
    CHECK(live::number(session, "SELECT COUNT(*) FROM parents") == 1);
  });
}

TEST_CASE("a statement that is not SQL is an error with the engine's explanation") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    const auto error = live::error_of<Error>([&] { session.execute("SELEC 1"); });
    CHECK(std::string(error.kind()) == "Error");
    CHECK(error.message().find("SELEC") != std::string::npos);
    live::error_of<Error>([&] { session.execute("SELECT 1; SELECT 2"); });
    live::error_of<Error>([&] { session.execute_ddl("SELECT 1; SELECT 2"); });
    live::error_of<Error>([&] { session.execute(""); });
    CHECK(live::number(session, "SELECT 5") == 5);
  });
}
