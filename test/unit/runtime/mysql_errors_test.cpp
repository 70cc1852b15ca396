#ifdef THRIFTORM_HAS_MYSQL

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "runtime/src/drivers/mysql_errors.h"

using namespace thriftorm;
using driver::ServerError;

namespace {

struct Seen {
  std::string kind;
  std::string message;
  ErrorDetails details;
  std::optional<ConstraintKind> constraint_kind;
  std::string what;
};

Seen classify(const ServerError& error) {
  try {
    driver::throw_mysql_error(error, "db:3306");
  } catch (const ConstraintViolation& thrown) {
    return {thrown.kind(), thrown.message(), thrown.details(), thrown.constraint_kind(),
            thrown.what()};
  } catch (const Error& thrown) {
    return {thrown.kind(), thrown.message(), thrown.details(), std::nullopt, thrown.what()};
  }
}

Seen classify(int code, std::string_view text = "", bool committing = false) {
  ServerError error;
  error.code = code;
  error.sqlstate = "HY000";
  error.text = text;
  error.statement = "SELECT ?";
  error.committing = committing;
  return classify(error);
}

// What a client must do, by code.
struct Expected {
  const char* kind;
  Retry retry;
  std::vector<int> codes;
};

const std::vector<Expected>& expected() {
  static const std::vector<Expected> table = {
      {"Deadlock",
       Retry::kTransaction,
       {1213, 1020, 3101, 1614, 8002, 8005, 8022, 8028, 8147, 9007}},
      {"Timeout", Retry::kRollback, {1205, 3572, 1637}},
      {"Error", Retry::kRollback, {1615, 1243}},
      {"Deadlock", Retry::kRollback, {1412}},
      {"ConnectionLost", Retry::kReconnect, {2006, 2013, 2055, 2012, 1927, 3169, 4031, 1053,
                                             1158, 1159, 1160, 1161, 2002, 2003, 2005, 2014,
                                             2045, 2027, 1040, 1203, 1129, 6400}},
      {"Error", Retry::kReconnect, {1290, 1836, 1792, 1047, 3796, 3797, 3798, 3799}},
      {"ConnectionLost", Retry::kNever, {2026}},
      {"Error", Retry::kNever, {1206, 8004, 3098}},
      {"InvalidData", Retry::kNever, {1153, 2020, 1406, 1264, 1265, 1292, 1366, 1690, 3140}},
      {"ConstraintViolation",
       Retry::kNever,
       {1022, 1062, 1169, 1586, 1451, 1452, 1216, 1217, 1761, 1762, 1048, 1263, 1364, 3819, 4025}},
      {"Timeout", Retry::kNever, {3024, 1969}},
      {"Cancelled", Retry::kNever, {1317}},
      {"SchemaMismatch", Retry::kNever, {1049, 1051, 1054, 1109, 1146, 2057}},
      {"AccessDenied",
       Retry::kNever,
       {1044, 1045, 1130, 1142, 1143, 1227, 1698, 1820, 1862, 2059, 2061, 3118, 4151}},
      {"UsageError", Retry::kNever, {1295, 1390}},
  };
  return table;
}

}  // namespace

TEST_CASE("every code of a server is classified") {
  std::set<int> codes;
  for (const Expected& row : expected()) {
    for (const int code : row.codes) {
      CAPTURE(code);
      const Seen seen = classify(code);
      CHECK(seen.kind == row.kind);
      CHECK(seen.details.retry == row.retry);
      CHECK(seen.details.native_code == code);
      CHECK(seen.details.sqlstate == "HY000");
      CHECK(seen.details.statement == "SELECT ?");
      codes.insert(code);
    }
  }
  std::set<int> known;
  for (const driver::ErrorRule& rule : driver::mysql_error_rules()) known.insert(rule.code);
  CHECK(codes == known);
}

TEST_CASE("an unknown code of the connection's class is a lost connection") {
  ServerError error;
  error.code = 12345;
  error.sqlstate = "08S01";
  CHECK(classify(error).kind == "ConnectionLost");
  CHECK(classify(error).details.retry == Retry::kReconnect);
}

TEST_CASE("at COMMIT a lost connection leaves the outcome unknown, and is never retried") {
  for (const int code : {2006, 2013, 2055, 1053, 1927, 3169, 1047, 3100, 1317, 1969}) {
    CAPTURE(code);
    const Seen seen = classify(code, "", true);
    CHECK(seen.kind == "CommitUnknown");
    CHECK(seen.details.retry == Retry::kNever);
  }
  CHECK(classify(1213, "", true).kind == "Deadlock");
  CHECK(classify(3101, "", true).details.retry == Retry::kTransaction);
  CHECK(classify(1205, "", true).details.retry == Retry::kRollback);
  CHECK(classify(3100, "", false).kind == "Error");
}

TEST_CASE(
    "a statement that commits by itself is unknown only where its commit may have taken place") {
  using driver::leaves_unknown;
  using driver::MysqlPhase;
  for (const int code : {2013, 2055, 2012, 2027, 1180, 3100})
    CHECK(leaves_unknown(MysqlPhase::kAutocommit, code));
  for (const int code : {2006, 1213, 1205, 1047, 1317, 1053})
    CHECK_FALSE(leaves_unknown(MysqlPhase::kAutocommit, code));
  for (const int code : {2006, 2013, 3100}) CHECK(leaves_unknown(MysqlPhase::kCommit, code));
  using enum MysqlPhase;
  for (const MysqlPhase phase : {kConnect, kPrepare, kText, kExecute})
    CHECK_FALSE(leaves_unknown(phase, 2013));
}

TEST_CASE(
    "an encrypted connection that breaks is lost, and one that cannot be made is not asked for "
    "again") {
  using driver::meant_code;
  using enum driver::MysqlPhase;
  CHECK(meant_code(kConnect, 2026, "TLS/SSL error: Connection reset by peer (104)", true) == 2013);
  CHECK(meant_code(kConnect, 2026, "TLS/SSL error: unexpected eof while reading", true) == 2013);
  CHECK(meant_code(kExecute, 2026, "TLS/SSL error: anything", true) == 2013);
  for (const char* text :
       {"TLS/SSL error: self-signed certificate", "TLS/SSL error: certificate verify failed",
        "SSL is required, but the server does not support it (at all)", "odd ()", ""}) {
    CAPTURE(text);
    CHECK(meant_code(kConnect, 2026, text, true) == 2026);
  }
  // Nobody has asked for a good certificate: that is not what has failed.
  CHECK(meant_code(kConnect, 2026, "TLS/SSL error: self-signed certificate in certificate chain",
                   false) == 2013);
  CHECK(meant_code(kConnect, 2026, "tlsv13 alert certificate required", false) == 2026);
  CHECK(meant_code(kConnect, 2026, "TLS/SSL error: unsupported protocol", false) == 2026);
  CHECK(meant_code(kCommit, 1180, "(1)", true) == 1180);
}

TEST_CASE("an error wrapped by COMMIT is a deadlock only if its inner code says so") {
  const Seen deadlock =
      classify(1180, "Got error 149 \"Lock deadlock; Retry transaction\" during COMMIT", true);
  CHECK(deadlock.kind == "Deadlock");
  CHECK(deadlock.details.retry == Retry::kTransaction);
  CHECK(classify(1180, "Got error 5 \"Input/output error\" during COMMIT", true).kind ==
        "CommitUnknown");
  CHECK(classify(1180, "Got error 1149 \"error 14\" during COMMIT", true).kind == "CommitUnknown");
}

TEST_CASE("a savepoint that the engine has lost says that the transaction has ended") {
  const char* text = "Got error 153 - 'No savepoint with that name' ";
  for (const int code : {1030, 1181}) {
    CAPTURE(code);
    const Seen seen = classify(code, text, false);
    CHECK(seen.kind == "Deadlock");
    CHECK(seen.details.retry == Retry::kRollback);
    CHECK(classify(code, "Got error 1 - 'Operation not permitted' ", false).kind == "Error");
  }
}

TEST_CASE("names are taken out of messages, values are not") {
  struct Case {
    int code;
    const char* text;
    const char* message;
    const char* table;
    const char* column;
    const char* constraint;
  };
  const Case cases[] = {
      {1062, "Duplicate entry 's3cr3t' for key 'players.email'",
       "duplicate value for `players.email`", "players", "", "email"},
      {1062, "Duplicate entry 's3cr3t' for key 'email'", "duplicate value for `email`", "", "",
       "email"},
      {1062, "Duplicate entry 'x' for key 's3cr3t'' for key 'players.PRIMARY'",
       "duplicate value for `players.PRIMARY`", "players", "", "PRIMARY"},
      {1062, "Duplicate entry 'x' for key 's3cr3t' cut off", "duplicate value for", "", "", ""},
      {1586, "Duplicate entry 's3cr3t' for key 'k'", "duplicate value for `k`", "", "", "k"},
      {1048, "Column 'email' cannot be null", "NULL is not allowed in `email`", "", "email", ""},
      {1364, "Field 'email' doesn't have a default value", "no value and no default for `email`",
       "", "email", ""},
      {1452,
       "Cannot add or update a child row: a foreign key constraint fails (`game`.`items`, "
       "CONSTRAINT `fk_items_owner` FOREIGN KEY (`owner_id`) REFERENCES `players` (`id`))",
       "foreign key violated: `fk_items_owner`", "items", "owner_id", "fk_items_owner"},
      {1451,
       "Cannot delete or update a parent row: a foreign key constraint fails (`game`.`items`, "
       "CONSTRAINT `fk` FOREIGN KEY (`owner_id`) REFERENCES `players` (`id`))",
       "foreign key violated: `fk`", "items", "owner_id", "fk"},
      {3819, "Check constraint 'ck_age' is violated.", "check constraint violated: `ck_age`", "",
       "", "ck_age"},
      {4025, "CONSTRAINT `ck_age` failed for `game`.`players`",
       "check constraint violated: `ck_age`", "players", "", "ck_age"},
      {4025, "CONSTRAINT `players.age` failed for `game`.`players`",
       "check constraint violated: `age`", "players", "", "age"},
      {1406, "Data too long for column 'email' at row 1", "value too long for column `email`", "",
       "email", ""},
      {1264, "Out of range value for column 'age' at row 12", "value out of range for column `age`",
       "", "age", ""},
      {1366, "Incorrect integer value: 's3cr3t' for column 'age' at row 1",
       "incorrect value for column `age`", "", "age", ""},
      {1366, "Incorrect integer value: 's3cr3t' for column `game`.`players`.`age` at row 1",
       "incorrect value for column `age`", "", "age", ""},
      {1366, "Incorrect integer value: 'x for column 's3cr3t' at row 1' for column 'age' at row 1",
       "incorrect value for column `age`", "", "age", ""},
      {1292, "Truncated incorrect DOUBLE value: 'x for column 's3cr3t' at row 1'",
       "incorrect value for column", "", "", ""},
      {3140, "Invalid JSON text: \"s3cr3t\" at position 0 in value for column 'players.data'.",
       "invalid JSON for column `data`", "", "data", ""},
      {1146, "Table 'game.players' doesn't exist", "no such table: `players`", "players", "", ""},
      {1054, "Unknown column 'p.nickname' in 'field list'", "no such column: `nickname`", "",
       "nickname", ""},
      {1051, "Unknown table 'game.players'", "no such table: `players`", "players", "", ""},
      {1049, "Unknown database 'game'", "no such database: `game` (db:3306)", "", "", ""},
  };
  for (const Case& expected : cases) {
    CAPTURE(expected.text);
    const Seen seen = classify(expected.code, expected.text);
    CHECK(seen.message == expected.message);
    CHECK(seen.details.table == expected.table);
    CHECK(seen.details.column == expected.column);
    CHECK(seen.details.constraint == expected.constraint);
    CHECK(seen.what.find("s3cr3t") == std::string::npos);
  }
}

TEST_CASE("constraints are told apart") {
  using enum ConstraintKind;
  for (const int code : {1022, 1062, 1169, 1586}) CHECK(classify(code).constraint_kind == kUnique);
  for (const int code : {1451, 1452, 1216, 1217, 1761, 1762})
    CHECK(classify(code).constraint_kind == kForeignKey);
  for (const int code : {1048, 1263, 1364}) CHECK(classify(code).constraint_kind == kNotNull);
  for (const int code : {3819, 4025}) CHECK(classify(code).constraint_kind == kCheck);
}

TEST_CASE("a server's own words are shown only where nothing was bound") {
  ServerError error;
  error.code = 1644;
  error.text = "s3cr3t";
  CHECK(classify(error).message == "the server refused the statement");
  error.text_is_safe = true;
  CHECK(classify(error).message == "the server refused the statement: s3cr3t");
}

TEST_CASE("errors of the connection name the endpoint") {
  CHECK(classify(2013).message == "the connection was lost (db:3306)");
  ServerError denied;
  denied.code = 1045;
  denied.text = "Access denied for user 'me'@'here' (using password: YES)";
  denied.text_is_safe = true;
  CHECK(classify(denied).message ==
        "the server denies access (db:3306): Access denied for user 'me'@'here' (using password: "
        "YES)");
}

#endif
