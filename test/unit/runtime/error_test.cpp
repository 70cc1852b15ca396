#include <doctest/doctest.h>
#include <thriftorm/error.h>

#include "runtime/src/drivers/error_rules.h"

using namespace thriftorm;

TEST_CASE("what() is one line with all that is known") {
  ErrorDetails details;
  details.table = "players";
  details.record_id = "5";
  details.native_code = 1062;
  details.sqlstate = "23000";
  details.statement = "INSERT INTO players\n  VALUES (?)";
  const ConstraintViolation error("duplicate value for `email`", ConstraintKind::kUnique, details);
  CHECK(std::string(error.what()) ==
        "duplicate value for `email`; table players; id 5; code 1062; SQLSTATE 23000; "
        "statement INSERT INTO players   VALUES (?)");
  CHECK(error.message() == "duplicate value for `email`");
  CHECK(std::string(Error("alone").what()) == "alone");
}

TEST_CASE("a copy with other details is of the error's own type") {
  const ConstraintViolation violation("m", ConstraintKind::kCheck);
  const Deadlock deadlock("m");
  const Error* errors[] = {&violation, &deadlock};
  ErrorDetails details;
  details.table = "players";
  CHECK_THROWS_AS(errors[1]->rethrow_with(details), Deadlock);
  try {
    errors[0]->rethrow_with(details);
  } catch (const ConstraintViolation& error) {
    CHECK(error.constraint_kind() == ConstraintKind::kCheck);
    CHECK(error.details().table == "players");
  }
}

TEST_CASE("each kind has its name, and is retried if its details say so") {
  using driver::ErrorKind;
  const std::pair<ErrorKind, const char*> kinds[] = {
      {ErrorKind::kError, "Error"},
      {ErrorKind::kConnectionLost, "ConnectionLost"},
      {ErrorKind::kCommitUnknown, "CommitUnknown"},
      {ErrorKind::kAccessDenied, "AccessDenied"},
      {ErrorKind::kDeadlock, "Deadlock"},
      {ErrorKind::kTimeout, "Timeout"},
      {ErrorKind::kInvalidData, "InvalidData"},
      {ErrorKind::kSchemaMismatch, "SchemaMismatch"},
      {ErrorKind::kUsageError, "UsageError"},
      {ErrorKind::kUnique, "ConstraintViolation"},
      {ErrorKind::kNotNull, "ConstraintViolation"},
  };
  for (const auto& [kind, name] : kinds) {
    for (const Retry retry :
         {Retry::kNever, Retry::kTransaction, Retry::kRollback, Retry::kReconnect}) {
      ErrorDetails details;
      details.retry = retry;
      try {
        driver::throw_error(kind, "m", details);
      } catch (const Error& error) {
        CHECK(std::string(error.kind()) == name);
        CHECK(error.retry_is_safe() == (retry != Retry::kNever));
      }
    }
  }
}
