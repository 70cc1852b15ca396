#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <optional>

#include "test/live/engines.h"
#include "test/live/runtime/tables.h"

using namespace thriftorm;

namespace {

constexpr const char* kTable =
    "CREATE TABLE things (id {id}, i {int}, d {double}, t {text}, b {bytes}) {options}";
constexpr StaticSql kInsert("INSERT INTO things (i, d, t, b) VALUES (?, ?, ?, ?)");
constexpr StaticSql kFind("SELECT i, d, t, b FROM things WHERE id = ?");

struct Thing {
  std::optional<std::int64_t> i;
  std::optional<double> d;
  std::optional<std::string> t;
  std::optional<std::string> b;
  bool operator==(const Thing&) const = default;
};

Thing round_trip(Session& session, const Thing& thing) {
  const Parameter bytes = thing.b ? Parameter::bytes(*thing.b) : Parameter();
  CHECK(session.execute(kInsert, thing.i, thing.d, thing.t, bytes) == 1);
  Rows rows = session.query(kFind, session.last_insert_id());
  const Row* row = rows.next();
  REQUIRE(row != nullptr);
  Thing out;
  if (!row->is_null(0)) out.i = row->get_int64(0);
  if (!row->is_null(1)) out.d = row->get_double(1);
  if (!row->is_null(2)) out.t = row->get_text(2);
  if (!row->is_null(3)) out.b = row->get_bytes(3);
  CHECK(rows.next() == nullptr);
  return out;
}

void check_round_trip(Session& session, const Thing& thing) {
  CHECK((round_trip(session, thing) == thing));
}

}  // namespace

TEST_CASE("values of all kinds come back as they were") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    live::create(session, kTable);
    using Integer = std::numeric_limits<std::int64_t>;
    using Double = std::numeric_limits<double>;
    check_round_trip(session, {1, 0.1, "text", "bytes"});
    check_round_trip(session, {Integer::min(), Double::denorm_min(), "", ""});
    check_round_trip(session, {Integer::max(), Double::max(), std::string("a\0b\0", 4),
                               std::string("\0\xFF\0", 3)});
    check_round_trip(session, {0, Double::lowest(), "z\u00FC\u4E2D\U0001F600", "\x80\xC0"});
    check_round_trip(session, {-1, 1.0 / 3, "'\"\\%_`;--\n\r\t", "'"});
    check_round_trip(session, {std::nullopt, std::nullopt, std::nullopt, std::nullopt});
    check_round_trip(session, {7, Double::min(), std::string(1 << 20, 'x') + "\U0001F600",
                               std::string(3 << 20, '\0')});
    check_round_trip(session, {8, 2.5, std::string(1025, 'y'), std::string(1024, 'z')});
  });
}

TEST_CASE("a negative zero keeps its value, and on MySQL its sign") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    live::create(session, kTable);
    const Thing thing = round_trip(session, {0, -0.0, "", ""});
    REQUIRE(thing.d);
    CHECK(*thing.d == 0.0);
    if (test.engine.dialect == Dialect::kMysql) CHECK(std::signbit(*thing.d));
  });
}

TEST_CASE("long values between short ones are each read whole") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    live::create(session, kTable);
    const std::vector<std::size_t> lengths = {10, 5000, 0, 4999, 100'000, 1, 2'000'000, 3};
    for (const std::size_t length : lengths) {
      session.execute(kInsert, static_cast<std::int64_t>(length), 1.0, std::string(length, 'a'),
                      Parameter::bytes(std::string(length / 2, 'b')));
    }
    for (int round = 0; round < 2; ++round) {
      Rows rows = session.query("SELECT t, b, i FROM things ORDER BY id");
      for (const std::size_t length : lengths) {
        const Row* row = rows.next();
        REQUIRE(row != nullptr);
        CHECK((row->get_text(0) == std::string(length, 'a')));
        CHECK((row->get_bytes(1) == std::string(length / 2, 'b')));
        CHECK(row->get_int64(2) == static_cast<std::int64_t>(length));
      }
      CHECK(rows.next() == nullptr);
    }
  });
}

TEST_CASE("bound text need not outlive the call that a query is made by") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    live::create(session, kTable);
    for (const char* text : {"one", "two", "two", "three", "two"}) {
      session.execute(kInsert, 1, 1.0, text, Parameter());
    }
    auto wanted = std::make_unique<std::string>("two");
    Rows rows = session.query("SELECT id FROM things WHERE t = ? ORDER BY id", *wanted);
    wanted->assign("xxx");
    wanted.reset();
    int count = 0;
    while (rows.next() != nullptr) ++count;
    CHECK(count == 3);
  });
}

TEST_CASE("a getter of another type, or of NULL, is a schema mismatch that names the column") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    live::create(session, kTable);
    session.execute(kInsert, 1, 2.5, "text", Parameter());
    Rows rows = session.query("SELECT i, d, t, b FROM things");
    const Row* row = rows.next();
    REQUIRE(row != nullptr);
    const auto column = [&](auto&& get) {
      const auto error = live::error_of<SchemaMismatch>(get);
      CHECK(error.message().starts_with("column `" + error.details().column + "` is "));
      return error.details().column;
    };
    CHECK(column([&] { row->get_text(0); }) == "i");
    CHECK(column([&] { row->get_int64(1); }) == "d");
    CHECK(column([&] { row->get_text(1); }) == "d");
    CHECK(column([&] { row->get_int64(2); }) == "t");
    CHECK(column([&] { row->get_double(2); }) == "t");
    CHECK(column([&] { row->get_int64(3); }) == "b");
    CHECK(column([&] { row->get_double(3); }) == "b");
    CHECK(column([&] { row->get_text(3); }) == "b");
    CHECK(column([&] { row->get_bytes(3); }) == "b");
    CHECK(row->get_double(0) == 1.0);
    CHECK(row->column_name(1) == "d");
    CHECK(row->column_count() == 4);
  });
}

TEST_CASE("what no engine can store is refused before it is sent") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    live::create(session, kTable);
    int sent = 0;
    session.on_statement([&](const StatementEvent& event) { sent += event.failed ? 0 : 1; });
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    const auto refused = [&](const Parameter& d, const Parameter& t) {
      return live::error_of<InvalidData>([&] { session.execute(kInsert, 1, d, t, Parameter()); })
          .message();
    };
    CHECK(refused(nan, "") == "parameter 2 is not a finite number");
    CHECK(refused(-infinity, "") == "parameter 2 is not a finite number");
    CHECK(refused(1.0, "\xC3(secret") == "parameter 3 is text that is not valid UTF-8");
    live::error_of<UsageError>([&] { session.execute(kInsert, 1, 2); });
    CHECK(sent == 0);
    CHECK(live::number(session, "SELECT COUNT(*) FROM things") == 0);
  });
}

TEST_CASE("a server's dates and decimals are text, and whole decimals are integers too") {
  live::on_each_server([](live::TestDatabase& test) {
    Session session = test.database.session();
    session.execute_ddl(
        "CREATE TABLE other (a DATETIME(6), b DATE, c DECIMAL(20,3), d FLOAT, e BIGINT UNSIGNED, f "
        "TINYINT(1), "
        "g TIME, h JSON, i YEAR, j ENUM('x','y'))");
    session.execute(
        "INSERT INTO other VALUES ('2024-02-29 12:34:56.789012', '1999-12-31', 12345.678, 0.5, "
        "18446744073709551615, 1, "
        "'-10:00:01', '{\"a\": 1}', 2024, 'y')");
    Rows rows = session.query(
        "SELECT a, b, c, d, e, f, g, h, i, j, SUM(f), AVG(f), NULL FROM other GROUP BY a, b, c, d, "
        "e, f, g, h, i, j");
    const Row* row = rows.next();
    REQUIRE(row != nullptr);
    CHECK(row->get_text(0) == "2024-02-29 12:34:56.789012");
    CHECK(row->get_text(1) == "1999-12-31");
    CHECK(row->get_text(2) == "12345.678");
    CHECK(row->get_double(2) == 12345.678);
    live::error_of<SchemaMismatch>([&] { row->get_int64(2); });
    CHECK(row->get_double(3) == 0.5);
    live::error_of<SchemaMismatch>([&] { row->get_int64(4); });
    CHECK(row->get_int64(5) == 1);
    CHECK(row->get_text(6) == "-10:00:01");
    CHECK(row->get_text(7) == "{\"a\": 1}");
    CHECK(row->get_int64(8) == 2024);
    CHECK(row->get_text(9) == "y");
    CHECK(row->get_int64(10) == 1);
    CHECK(row->get_double(11) == 1.0);
    CHECK(row->is_null(12));
    live::error_of<UsageError>([&] { row->get_int64(13); });
  });
}
