#include "thriftorm/run_once.h"

#include <fmt/format.h>

#include "thriftorm/error.h"
#include "thriftorm/retry.h"
#include "thriftorm/session.h"

namespace thriftorm {
namespace {

constexpr std::size_t kLongestKey = 255;

constexpr StaticSql kClaim("INSERT INTO thriftorm_run_once (run_key) VALUES (?)");

const char* table_sql(Dialect dialect) {
  if (dialect == Dialect::kSqlite) {
    return "CREATE TABLE IF NOT EXISTS thriftorm_run_once (\n"
           "  run_key BLOB NOT NULL PRIMARY KEY,\n"
           "  committed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP\n"
           ") STRICT, WITHOUT ROWID";
  }
  return "CREATE TABLE IF NOT EXISTS thriftorm_run_once (\n"
         "  run_key VARBINARY(255) NOT NULL PRIMARY KEY,\n"
         "  committed_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,\n"
         "  KEY ix_thriftorm_run_once_committed_at (committed_at)\n"
         ") ENGINE=InnoDB";
}

std::string forget_sql(Dialect dialect, std::int64_t seconds) {
  if (dialect == Dialect::kSqlite) {
    return fmt::format(
        "DELETE FROM thriftorm_run_once WHERE committed_at < datetime('now', '-{} seconds')",
        seconds);
  }
  return fmt::format(
      "DELETE FROM thriftorm_run_once WHERE committed_at < NOW() - INTERVAL {} SECOND", seconds);
}

}  // namespace

std::string run_once_ddl(Dialect dialect) { return table_sql(dialect); }

void create_run_once_table(Session& session) { session.execute_ddl(table_sql(session.dialect())); }

std::uint64_t forget_run_once_keys(Session& session, std::chrono::seconds older_than) {
  return session.execute(forget_sql(session.dialect(), older_than.count()));
}

namespace detail {

OnceLoop::OnceLoop(Pool& pool, std::string_view key, const RetryPolicy& policy)
    : RetryLoop(pool, policy), key_(key) {
  if (key_.empty() || key_.size() > kLongestKey) {
    throw UsageError(
        fmt::format("a key of run_once() has 1 to {} bytes, not {}", kLongestKey, key_.size()));
  }
}

void OnceLoop::claim(Session& session) {
  try {
    session.execute(kClaim, Parameter::bytes(key_));
  } catch (const ConstraintViolation& error) {
    if (error.constraint_kind() == ConstraintKind::kUnique) throw CommittedBefore();
    throw;
  } catch (const SchemaMismatch& error) {
    throw SchemaMismatch(
        "run_once() needs its table: create it by create_run_once_table(session), or give the "
        "text of run_once_ddl() to those who change the schema",
        error.details());
  }
}

// After a COMMIT without an answer any failure leaves open what it did: only the key can tell.
bool OnceLoop::again(const Error& error) {
  const bool unknown = dynamic_cast<const CommitUnknown*>(&error) != nullptr;
  commit_unknown_ = commit_unknown_ || unknown;
  if ((unknown || error.retry_is_safe()) && pause_and_go_on(error)) return true;
  if (!commit_unknown_ || unknown) return false;
  throw CommitUnknown(
      fmt::format("whether the work was stored is unknown: an earlier COMMIT had no answer, and "
                  "repeating it under its key failed: {}",
                  error.message()),
      error.details());
}

}  // namespace detail
}  // namespace thriftorm
