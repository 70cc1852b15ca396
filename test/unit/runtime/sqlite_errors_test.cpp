#ifdef THRIFTORM_HAS_SQLITE

#include <doctest/doctest.h>

#include <optional>
#include <set>

#include "runtime/src/drivers/sqlite_errors.h"

using namespace thriftorm;
using driver::ServerError;

namespace {

struct Seen {
  std::string kind;
  std::string message;
  ErrorDetails details;
  std::optional<ConstraintKind> constraint_kind;
};

Seen classify(int code, std::string_view text = "", bool text_is_safe = false) {
  ServerError error;
  error.code = code;
  error.text = text;
  error.text_is_safe = text_is_safe;
  try {
    driver::throw_sqlite_error(error);
  } catch (const ConstraintViolation& thrown) {
    return {thrown.kind(), thrown.message(), thrown.details(), thrown.constraint_kind()};
  } catch (const Error& thrown) {
    return {thrown.kind(), thrown.message(), thrown.details(), std::nullopt};
  }
}

}  // namespace

TEST_CASE("every code of SQLite is classified") {
  struct Expected {
    int code;
    const char* kind;
    Retry retry;
  };
  const Expected expected[] = {
      {275, "ConstraintViolation", Retry::kNever},
      {787, "ConstraintViolation", Retry::kNever},
      {1299, "ConstraintViolation", Retry::kNever},
      {2067, "ConstraintViolation", Retry::kNever},
      {1555, "ConstraintViolation", Retry::kNever},
      {2579, "ConstraintViolation", Retry::kNever},
      {3091, "InvalidData", Retry::kNever},
      {19, "Error", Retry::kNever},
      {5, "Deadlock", Retry::kRollback},
      {517, "Deadlock", Retry::kRollback},
      {6, "Deadlock", Retry::kRollback},
      {17, "Deadlock", Retry::kRollback},
      {9, "Cancelled", Retry::kNever},
      {18, "InvalidData", Retry::kNever},
      {20, "InvalidData", Retry::kNever},
      {25, "UsageError", Retry::kNever},
      {21, "UsageError", Retry::kNever},
      {8, "AccessDenied", Retry::kNever},
      {3, "AccessDenied", Retry::kNever},
      {23, "AccessDenied", Retry::kNever},
      {14, "ConnectionLost", Retry::kNever},
      {26, "Error", Retry::kNever},
      {11, "Error", Retry::kNever},
      {10, "Error", Retry::kNever},
      {13, "Error", Retry::kNever},
      {7, "Error", Retry::kNever},
  };
  std::set<int> codes;
  for (const Expected& row : expected) {
    CAPTURE(row.code);
    const Seen seen = classify(row.code);
    CHECK(seen.kind == row.kind);
    CHECK(seen.details.retry == row.retry);
    CHECK(seen.details.native_code == row.code);
    codes.insert(row.code);
  }
  std::set<int> known;
  for (const driver::ErrorRule& rule : driver::sqlite_error_rules()) known.insert(rule.code);
  CHECK(codes == known);
}

TEST_CASE("an extended code without an entry is classified as the code that it refines") {
  CHECK(classify(261).kind == "Deadlock");       // BUSY_RECOVERY
  CHECK(classify(1032).kind == "AccessDenied");  // READONLY_DBMOVED
  CHECK(classify(1811, "RAISEd: s3cr3t").message ==
        "a constraint or trigger refused the statement");
  CHECK(classify(1811, "FOREIGN KEY constraint failed").constraint_kind ==
        ConstraintKind::kForeignKey);
}

TEST_CASE("SQLite's messages give their names") {
  const Seen unique = classify(2067, "UNIQUE constraint failed: players.email");
  CHECK(unique.message == "duplicate value for `players.email`");
  CHECK(unique.constraint_kind == ConstraintKind::kUnique);
  CHECK(unique.details.table == "players");
  CHECK(unique.details.column == "email");
  CHECK(classify(2067, "UNIQUE constraint failed: t.a, t.b").details.column == "a, b");
  CHECK(classify(2067, "UNIQUE constraint failed: index 'u_lower'").details.constraint ==
        "u_lower");
  const Seen check = classify(275, "CHECK constraint failed: ck_age");
  CHECK(check.message == "check constraint violated: `ck_age`");
  CHECK(check.details.constraint == "ck_age");
  CHECK(classify(1299, "NOT NULL constraint failed: players.email").details.column == "email");
  const Seen type = classify(3091, "cannot store TEXT value in INTEGER column players.age");
  CHECK(type.message == "value of a wrong type for `players.age`");
  CHECK(type.details.column == "age");
}

TEST_CASE("what SQLite does not find while it prepares is a schema mismatch") {
  CHECK(classify(1, "no such table: main.players", true).details.table == "players");
  CHECK(classify(1, "no such column: p.email", true).details.column == "p.email");
  const Seen insert = classify(1, "table players has no column named email", true);
  CHECK(insert.kind == "SchemaMismatch");
  CHECK(insert.details.table == "players");
  CHECK(insert.details.column == "email");
  CHECK(classify(1, "near \"SELEC\": syntax error", true).message ==
        "SQLite refused the statement: near \"SELEC\": syntax error");
  CHECK(classify(1, "s3cr3t").message == "SQLite refused the statement");
}

#endif
