// What is read and what is refused by the X protocol, against the classic one on the same server.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "test/live/engines.h"
#include "test/live/runtime/tables.h"

using namespace thriftorm;

namespace {

// Sessions of both protocols in one database. Without a URL of both there is nothing to compare.
template <class Test>
void on_both(Test&& test) {
  const auto& engines = live::engines();
  const auto classic = std::find_if(engines.begin(), engines.end(), [](const live::Engine& engine) {
    return engine.dialect == Dialect::kMysql && !engine.is_mysqlx();
  });
  if (classic == engines.end()) return;
  live::on_mysqlx([&](live::TestDatabase& database) {
    Session x = database.database.session();
    Session mysql = Database(live::with_database(classic->server_url, database.schema)).session();
    test(x, mysql);
  });
}

template <class Get>
std::string got(Get&& get) {
  try {
    return get();
  } catch (const SchemaMismatch&) {
    return "mismatch";
  }
}

// All rows, each value by each getter, a line each.
std::string read(Session& session, std::string_view sql,
                 std::span<const Parameter> parameters = {}) {
  std::string out;
  Rows rows = session.query(sql, parameters);
  while (const Row* row = rows.next()) {
    for (int i = 0; i < row->column_count(); ++i) {
      std::string value = row->column_name(i) + (row->is_null(i) ? " NULL" : "");
      value += " | " + got([&] { return std::to_string(row->get_int64(i)); });
      value += " | " + got([&] { return std::to_string(row->get_double(i)); });
      value += " | " + got([&] { return std::string(row->get_bytes(i)); });
      out += value + "\n";
    }
  }
  return out;
}

void check_same(Session& x, Session& mysql, std::string_view sql,
                const std::vector<Parameter>& parameters = {}) {
  INFO(std::string(sql));
  CHECK(read(x, sql, parameters) == read(mysql, sql, parameters));
}

// What became of a statement: the error, whole, or the count of rows.
std::string outcome(Session& session, std::string_view sql,
                    const std::vector<Parameter>& parameters) {
  try {
    return std::to_string(session.execute(sql, std::span<const Parameter>(parameters)));
  } catch (const Error& error) {
    const ErrorDetails& details = error.details();
    return std::string(error.kind()) + ": " + error.what() + " [" + details.table + "] [" +
           details.column + "] [" + details.constraint + "] " +
           std::to_string(static_cast<int>(details.retry));
  }
}

}  // namespace

TEST_CASE("columns of all types are read as the classic protocol reads them") {
  on_both([](Session& x, Session& mysql) {
    mysql.execute("SET SESSION sql_mode = ''");  // zeros in dates
    mysql.execute_ddl(
        "CREATE TABLE all_types (a TINYINT, b SMALLINT UNSIGNED, c MEDIUMINT, d INT UNSIGNED, e "
        "BIGINT, f BIGINT UNSIGNED, "
        "g TINYINT(1), h YEAR, i FLOAT, j DOUBLE, k DECIMAL(20,6), l DECIMAL(65,30), m "
        "DECIMAL(5,0), n BIT(1), o BIT(10), "
        "p BIT(64), q DATE, r TIME, s TIME(3), t DATETIME, u DATETIME(6), v TIMESTAMP(2) NULL, w "
        "CHAR(5), x VARCHAR(50), "
        "y TEXT, z LONGTEXT, aa BINARY(4), ab VARBINARY(50), ac LONGBLOB, ad ENUM('x','y z','ü'), "
        "ae SET('one','two','drei'), af JSON, ag INT ZEROFILL, ah VARCHAR(10) CHARACTER SET "
        "latin1)");
    mysql.execute(
        "INSERT INTO all_types VALUES "
        "(-128, 65535, -8388608, 4294967295, -9223372036854775808, 18446744073709551615, 1, 2024, "
        "0.1, 0.1, 12345.678901, "
        "-0.000000000000000000000000000001, 0, b'1', b'1000000001', b'1', '2024-02-29', "
        "'-838:59:59', '12:34:56.789', "
        "'2024-02-29 00:00:00', '2024-02-29 12:34:56.000001', '2024-02-29 12:34:56.78', 'ab', "
        "'z\\0ü', 'text', '', 'ab', "
        "'a\\0b', '\\0\\0', 'ü', 'one,drei', '{\"a\": [1, null]}', 42, 'é'), "
        "(127, 0, 8388607, 0, 9223372036854775807, 0, 0, 1901, -1e30, 1e-300, -0.5, "
        "99999999999999999999999999999999999.0, "
        "-99999, b'0', 0, b'1', '0000-00-00', '00:00:00', '-00:00:00.001', '0000-00-00 00:00:00', "
        "'9999-12-31 23:59:59.999999', "
        "'1970-01-01 00:00:01', '', '', '', 'x', '', '', '', 'x', '', '[]', 0, ''), "
        "(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, "
        "NULL, NULL, NULL, NULL, NULL, "
        "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, "
        "NULL)");
    check_same(x, mysql, "SELECT * FROM all_types");
    check_same(x, mysql,
               "SELECT SUM(a), AVG(a), SUM(k), MAX(u), MIN(r), COUNT(*), SUM(j), MAX(ad), "
               "GROUP_CONCAT(x) FROM all_types");
    check_same(x, mysql,
               "SELECT u + INTERVAL 1 SECOND, TIMEDIFF(u, t), DATE(u), UNIX_TIMESTAMP(v), a = 1, a "
               "/ 3, k * j FROM all_types");
  });
}

TEST_CASE("bound values have the types that the classic protocol gives them") {
  on_both([](Session& x, Session& mysql) {
    const std::string bytes("\0\x80\xFF'\\\"\n", 7);
    check_same(x, mysql, "SELECT ? + 0 AS a, ? * 3 AS b, ? / 7 AS c, -? AS d",
               {0.1, 1e300, 1.0, 5e-324});
    check_same(x, mysql, "SELECT ? + 0 AS a, ? DIV 2 AS b, ? % 7 AS c", {INT64_MIN, INT64_MAX, -5});
    check_same(x, mysql, "SELECT CONCAT(?, ?) AS a, HEX(?) AS b, LENGTH(?) AS c",
               {"a", "z\u00FC\U0001F600", Parameter::bytes(bytes), Parameter::bytes(bytes)});
    check_same(x, mysql, "SELECT ? IS NULL AS a, ? <=> NULL AS b, COALESCE(?, 'x') AS c",
               {Parameter(), 1, Parameter()});
    check_same(x, mysql, "SELECT 1 FROM (SELECT 1) t LIMIT ?", {1});
    check_same(x, mysql, "SELECT ? = 'A' AS a, ? LIKE 'a%' AS b, ? = BINARY 'a' AS c",
               {"a", "Abc", Parameter::bytes("a")});
  });
}

TEST_CASE("only what stands outside of quotes and comments is a placeholder") {
  on_both([](Session& x, Session& mysql) {
    check_same(x, mysql,
               "SELECT '?', \"it\\\"s?\" AS d, 'it''s\\'?' AS e, ? AS `?`, 1 != ? AS a /* ? ' */, "
               "5 - -? AS b # ?\n -- ?'\n , ? AS c -- ?",
               {"?", 2, 3, "'?"});
  });
}

// Of literals MySQL folds `1 = 0` away, and then takes the UPDATE for one that reads what it
// changes.
TEST_CASE("what the server refuses with literals is done with values that are bound") {
  on_both([](Session& x, Session& mysql) {
    mysql.execute_ddl(
        "CREATE TABLE racks (id BIGINT PRIMARY KEY, outer_id BIGINT, weight DOUBLE, name "
        "VARBINARY(9))");
    mysql.execute("INSERT INTO racks VALUES (1, NULL, 1, ''), (2, 1, 1, ''), (3, 1, 1, '')");
    const auto same = [&](const std::string& inside, const std::vector<Parameter>& parameters) {
      const std::string sql =
          "UPDATE racks SET weight = ?, name = ? WHERE id IN (SELECT id FROM (SELECT racks.id FROM "
          "racks WHERE " +
          inside + ") AS chosen)";
      CHECK(outcome(x, sql, parameters) == outcome(mysql, sql, parameters));
      check_same(x, mysql, "SELECT * FROM racks");
    };
    const std::string empty =
        "EXISTS (SELECT 1 FROM racks AS i WHERE i.outer_id = racks.id AND ? = 0)";
    const Parameter name = Parameter::bytes(std::string_view("\0\xFF'?", 4));
    same(empty, {0.1, name, 1});
    same("NOT " + empty, {0.2, name, 1});
    same("NOT " + empty, {1e-300, Parameter(), 1});
    same("NOT " + empty, {0.3, "'", 0});
    same("NOT " + empty + " AND absent = ?", {0.3, name, 1, 1});
    const auto direct = live::error_of<Error>(
        [&] { x.execute("UPDATE racks SET weight = ? WHERE id IN (SELECT id FROM racks)", 1.0); });
    CHECK(direct.details().native_code == 1093);
  });
}

TEST_CASE(
    "refused statements are told as the classic protocol tells them, number, SQLSTATE and names "
    "included") {
  on_both([](Session& x, Session& mysql) {
    mysql.execute_ddl(
        "CREATE TABLE parents (id BIGINT PRIMARY KEY AUTO_INCREMENT, email VARCHAR(20) NOT NULL "
        "UNIQUE, level TINYINT, "
        "CONSTRAINT positive CHECK (level > 0))");
    mysql.execute_ddl(
        "CREATE TABLE children (id BIGINT PRIMARY KEY, parent BIGINT, CONSTRAINT fk FOREIGN KEY "
        "(parent) REFERENCES parents (id))");
    mysql.execute_ddl("CREATE TABLE keys_of_bytes (id VARBINARY(20) PRIMARY KEY)");
    mysql.execute("INSERT INTO keys_of_bytes VALUES (x'00FF27'), ('')");
    mysql.execute("INSERT INTO parents (id, email) VALUES (1, 's3cr3t')");
    mysql.execute("INSERT INTO children VALUES (1, 1)");
    const auto same = [&](std::string_view sql, const std::vector<Parameter>& parameters = {}) {
      const std::string expected = outcome(mysql, sql, parameters);
      CHECK(outcome(x, sql, parameters) == expected);
      CHECK(expected.find("s3cr3t' for") == std::string::npos);
    };
    same("INSERT INTO parents (email) VALUES (?)", {"s3cr3t"});
    same("INSERT INTO parents (email) VALUES (?)", {Parameter()});
    same("INSERT INTO parents (level) VALUES (?)", {1});
    same("INSERT INTO parents (email, level) VALUES (?, ?)", {"x", -1});
    same("INSERT INTO parents (email, level) VALUES (?, ?)", {"x", 1000});
    same("INSERT INTO parents (email, level) VALUES (?, ?)",
         {"x", "s3cr3t' for column 'x' at row 1"});
    same("INSERT INTO parents (email) VALUES (?)", {"longer than twenty characters"});
    same("INSERT INTO children VALUES (2, ?)", {77});
    same("INSERT INTO keys_of_bytes VALUES (?)",
         {Parameter::bytes(std::string_view("\0\xFF'", 3))});
    same("INSERT INTO keys_of_bytes VALUES (?)", {Parameter::bytes(std::string_view())});
    same("DELETE FROM parents WHERE id = ?", {1});
    same("SELECT * FROM absent");
    same("SELECT absent FROM parents");
    same("UPDATE parents SET absent = 1");
    same("SELEC 1");
    same("SELECT 1; SELECT 2");
    same("SELECT JSON_EXTRACT('{', '$')");
    same("UPDATE parents SET email = email");
    same("INSERT INTO parents (email) VALUES ('s3cr3t') ON DUPLICATE KEY UPDATE email = email");
  });
}
