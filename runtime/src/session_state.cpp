#include "session_state.h"

#include <fmt/format.h>

#include <algorithm>

namespace thriftorm::detail {

using State = TransactionOutcome::State;

SessionState::~SessionState() {
  close_rows();
  if (!outcomes.empty() || connection.in_transaction()) undo_quietly();
  lease->reusable = connection.usable() && !connection.in_transaction();
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
  const std::shared_ptr<StatementObserver> called = observer;  // it may take itself off
  observing = true;
  try {
    (*called)(event);
  } catch (...) {
  }
  observing = false;
}

template <class Work>
void SessionState::observed(std::string_view sql, std::size_t parameter_count, Work work) {
  if (!observer) [[likely]] {
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

void SessionState::execute_text(std::string_view sql) {
  require_ready();
  control(sql);
}

void SessionState::control(std::string_view sql) {
  ++statement_count;
  try {
    observed(sql, 0, [&] { connection.execute_text(sql); });
  } catch (...) {
    note_failure();
    throw;
  }
}

void SessionState::begin() {
  if (!outcomes.empty()) throw UsageError("a transaction is open already");
  require_ready();
  control(connection.dialect() == Dialect::kSqlite ? "BEGIN IMMEDIATE" : "START TRANSACTION");
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
  ++statement_count;
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
