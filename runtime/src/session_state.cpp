#include "session_state.h"

#include <fmt/format.h>

#include <algorithm>

#include "server_sql.h"

namespace thriftorm::detail {

using State = TransactionOutcome::State;

SessionState::~SessionState() {
  close_rows();
  if (!outcomes.empty() || connection.in_transaction()) undo_quietly();
  // A cancellation that is on its way would hit whoever uses the connection next.
  const bool disturbed = cancel_target && cancel_target->release();
  lease->reusable = connection.usable() && !connection.in_transaction() && !disturbed;
}

void SessionState::explain_refused_write() const {
  if (lease->access == Access::kWrite) return;
  try {
    throw;
  } catch (const Error& error) {
    constexpr int kSqliteReadOnly = 8, kMysqlReadOnlyTransaction = 1792;
    const int code = error.details().native_code;
    if (code != kSqliteReadOnly && code != kMysqlReadOnlyTransaction) return;
    ErrorDetails details = error.details();
    details.retry = Retry::kNever;
    throw UsageError("the session only reads: write by one of Database::session()",
                     std::move(details));
  } catch (...) {
  }
}

void SessionState::refuse() const {
  if (observing) throw UsageError("an observer of statements must not use the session");
  if (rows != nullptr) {
    throw UsageError(
        "a result is being read: read it to its end or let it go before the next statement");
  }
  std::rethrow_exception(doom);
}

void SessionState::close_rows() noexcept {
  if (rows != nullptr) rows->close();
}

void SessionState::note_failure() noexcept {
  if (outcomes.empty() || doom || (connection.usable() && connection.in_transaction())) return;
  doom = std::current_exception();
  for (const Outcome& outcome : outcomes) outcome->set(State::kRolledBack);
}

// Observers are bystanders: what they throw changes nothing.
void SessionState::notify(const StatementEvent& event) noexcept {
  const auto call = [&](const StatementObserver& called) {
    try {
      called(event);
    } catch (...) {
    }
  };
  observing = true;
  if (const auto called = observer) call(*called);  // it may take itself off
  if (hooks.on_statement) call(hooks.on_statement);
  if (hooks.on_slow_statement && event.duration >= hooks.slow_statement)
    call(hooks.on_slow_statement);
  observing = false;
}

template <class Work>
void SessionState::observed(std::string_view sql, std::size_t parameter_count, Work work) {
  if (!watched) [[likely]] {
    work();
    return;
  }
  StatementEvent event;
  event.sql = sql;
  event.parameter_count = parameter_count;
  const auto start = std::chrono::steady_clock::now();
  const auto report = [&] {
    event.duration = std::chrono::steady_clock::now() - start;
    notify(event);
  };
  try {
    work();
  } catch (...) {
    event.failed = true;
    report();
    throw;
  }
  report();
}

void SessionState::execute_observed(driver::Statement& statement, std::string_view sql,
                                    std::span<const Parameter> parameters) {
  observed(sql, parameters.size(), [&] { statement.execute(parameters); });
}

// COMMIT, ROLLBACK or DDL by execute(), behind the transaction's back: what follows would not be in
// it. note_failure() ends it.
void SessionState::refuse_ending(driver::Statement& statement, std::string_view sql) {
  statement.finish();
  ErrorDetails details;
  details.statement = std::string(sql);
  throw UsageError("the statement has ended the open transaction", std::move(details));
}

// Rows that nobody asked for are read all the same: errors may come with them.
std::uint64_t SessionState::end_execute(driver::Statement& statement) {
  try {
    while (statement.fetch()) {
    }
  } catch (...) {
    note_failure();
    throw;
  }
  last_insert_id = statement.last_insert_id();
  return statement.affected_rows();
}

std::string SessionState::position() {
  require_ready();
  return position_of(connection);
}

std::shared_ptr<CancelTarget> SessionState::make_cancel_target() {
  if (!cancel_target) {
    require_ready();
    cancel_target = std::make_shared<CancelTarget>(lease->pool, *lease->pooled);
  }
  return cancel_target;
}

void SessionState::execute_text(std::string_view sql) {
  require_ready();
  control(sql);
}

void SessionState::control(std::string_view sql) {
  ++counts.statements;
  try {
    observed(sql, 0, [&] { connection.execute_text(sql); });
  } catch (...) {
    note_failure();
    explain_refused_write();
    throw;
  }
}

void SessionState::begin() {
  if (!outcomes.empty()) throw UsageError("a transaction is open already");
  require_ready();
  if (connection.dialect() != Dialect::kSqlite) {
    control("START TRANSACTION");
  } else {
    control(lease->access == Access::kWrite ? "BEGIN IMMEDIATE" : "BEGIN");
  }
  outcomes.push_back(std::make_shared<TransactionOutcome>());
}

void SessionState::end_outcomes(std::size_t from, State state) noexcept {
  for (std::size_t i = from; i < outcomes.size(); ++i) outcomes[i]->set(state);
  outcomes.resize(std::min(from, outcomes.size()));
  if (outcomes.empty()) doom = nullptr;
}

void SessionState::commit() {
  if (outcomes.empty()) throw UsageError("no transaction is open");
  if (doom) {
    const std::exception_ptr cause = doom;
    undo_quietly();
    std::rethrow_exception(cause);
  }
  require_ready();
  ++counts.statements;
  try {
    observed("COMMIT", 0, [&] { connection.commit(); });
  } catch (...) {
    undo_quietly();
    throw;
  }
  end_outcomes(0, State::kCommitted);
}

void SessionState::rollback() {
  if (outcomes.empty()) throw UsageError("no transaction is open");
  if (observing) refuse();
  close_rows();
  end_outcomes(0, State::kRolledBack);
  if (connection.usable() && connection.in_transaction()) control("ROLLBACK");
}

// The transaction is over, whatever it takes: a connection that cannot even roll back is not given
// to anyone else.
void SessionState::undo_quietly() noexcept {
  close_rows();
  end_outcomes(0, State::kRolledBack);
  if (!connection.usable() || !connection.in_transaction()) return;
  try {
    control("ROLLBACK");
  } catch (...) {
  }
}

SessionState::Outcome SessionState::savepoint() {
  if (outcomes.empty()) throw UsageError("a savepoint needs an open transaction");
  require_ready();
  control(fmt::format("SAVEPOINT thriftorm_{}", outcomes.size()));
  outcomes.push_back(std::make_shared<TransactionOutcome>(outcomes.back()));
  return outcomes.back();
}

bool SessionState::is_open(const Outcome& outcome) const {
  return std::find(outcomes.begin(), outcomes.end(), outcome) != outcomes.end();
}

void SessionState::release(const Outcome& outcome) {
  if (!is_open(outcome)) throw UsageError("the savepoint's transaction has ended");
  require_ready();
  const auto depth = static_cast<std::size_t>(std::find(outcomes.begin(), outcomes.end(), outcome) -
                                              outcomes.begin());
  control(fmt::format("RELEASE SAVEPOINT thriftorm_{}", depth));
  end_outcomes(depth, State::kCommitted);
}

void SessionState::rollback_to(const Outcome& outcome) {
  if (!is_open(outcome)) return;
  if (observing) refuse();
  close_rows();
  const auto depth = static_cast<std::size_t>(std::find(outcomes.begin(), outcomes.end(), outcome) -
                                              outcomes.begin());
  end_outcomes(depth, State::kRolledBack);
  if (doom) return;  // the server has undone it all
  control(fmt::format("ROLLBACK TO SAVEPOINT thriftorm_{}", depth));
  // SQLite would keep one savepoint of this name for each rollback, and look at all of them at each
  // write; servers replace it.
  if (connection.dialect() == Dialect::kSqlite) {
    control(fmt::format("RELEASE SAVEPOINT thriftorm_{}", depth));
  }
}

}  // namespace thriftorm::detail
