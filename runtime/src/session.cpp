#include "thriftorm/session.h"

#include <algorithm>

#include <exception>

#include "session_state.h"

namespace thriftorm {

Rows::Rows(detail::SessionState& state, driver::Statement& statement) noexcept
    : state_(&state), statement_(&statement), row_(statement) {
  state.rows = this;
}

Rows::Rows(Rows&& other) noexcept
    : state_(std::exchange(other.state_, nullptr)), statement_(other.statement_), row_(other.row_) {
  if (state_ != nullptr) state_->rows = this;
}

Rows::~Rows() {
  if (state_ != nullptr) close();
}

void Rows::close() noexcept {
  statement_->finish();
  state_->rows = nullptr;
  state_ = nullptr;
}

const Row* Rows::next() {
  if (state_ == nullptr) return nullptr;
  try {
    if (statement_->fetch()) {
      ++state_->counts.rows;
      return &row_;
    }
  } catch (...) {
    detail::SessionState& state = *state_;
    close();
    state.note_failure();
    throw;
  }
  close();
  return nullptr;
}

Session::Session(std::unique_ptr<detail::Lease> lease)
    : state_(std::make_unique<detail::SessionState>(std::move(lease))) {}
Session::Session(Session&&) noexcept = default;
Session::~Session() = default;

Dialect Session::dialect() const { return state_->connection.dialect(); }
std::pair<int, int> Session::server_version() const { return state_->connection.server_version(); }

Rows Session::query(const StaticSql& sql, std::span<const Parameter> parameters) {
  return state_->query(sql, parameters);
}
Rows Session::query(std::string_view sql, std::span<const Parameter> parameters) {
  return state_->query(sql, parameters);
}
std::uint64_t Session::execute(const StaticSql& sql, std::span<const Parameter> parameters) {
  return state_->execute(sql, parameters);
}
std::uint64_t Session::execute(std::string_view sql, std::span<const Parameter> parameters) {
  return state_->execute(sql, parameters);
}

std::int64_t Session::last_insert_id() const { return state_->last_insert_id; }

void Session::execute_ddl(std::string_view sql) {
  if (in_transaction() && dialect() != Dialect::kSqlite) {
    throw UsageError("DDL inside a transaction would commit it on this server");
  }
  state_->execute_text(sql);
}

void Session::begin() { state_->begin(); }
void Session::commit() { state_->commit(); }
void Session::rollback() { state_->rollback(); }
bool Session::in_transaction() const { return !state_->outcomes.empty(); }

const std::shared_ptr<TransactionOutcome>& Session::current_outcome() const {
  static const std::shared_ptr<TransactionOutcome> none;
  return state_->outcomes.empty() ? none : state_->outcomes.back();
}

void Session::on_statement(StatementObserver observer) {
  state_->observer = observer ? std::make_shared<StatementObserver>(std::move(observer)) : nullptr;
  state_->watched =
      state_->observer || state_->hooks.on_statement || state_->hooks.on_slow_statement;
}

std::uint64_t Session::statement_count() const { return state_->counts.statements; }

std::uint64_t Session::row_count() const { return state_->counts.rows; }

Canceller Session::canceller() { return Canceller(state_->make_cancel_target()); }

Session Session::read_only(Freshness freshness) {
  if (in_transaction()) {
    throw UsageError(
        "a further session cannot see what an open transaction has written: commit first");
  }
  const auto& pool = state_->lease->pool;
  const bool own_writes = freshness == Freshness::kOwnWrites;
  const std::string position = own_writes ? state_->position() : "";
  auto lease = std::make_unique<detail::Lease>(pool, detail::Access::kRead);
  if (own_writes && !lease->sees(position, state_->lease->pooled->endpoint)) {
    lease = nullptr;
    lease = std::make_unique<detail::Lease>(pool, detail::Access::kReadPrimary);
  }
  return Session(std::move(lease));
}

void Session::refuse_repeated_loads(bool refuse) {
  state_->refuses_repeated_loads = refuse;
  state_->loads.clear();
}

void Session::note_load(const StaticSql& sql) {
  if (!state_->refuses_repeated_loads) [[likely]]
    return;
  auto& loads = state_->loads;
  if (std::find(loads.begin(), loads.end(), &sql) != loads.end()) {
    ErrorDetails details;
    details.statement = std::string(sql.text());
    throw UsageError(
        "single rows are loaded one after the other: load them with the records that name "
        "them (select_related, prefetch_related), or all at once (in)",
        std::move(details));
  }
  loads.push_back(&sql);
}

namespace detail {

TransactionScope::TransactionScope(Session& session)
    : session_(session), outermost_(!session.in_transaction()) {
  if (outermost_) {
    session.begin();
    outcome_ = session.current_outcome();
  } else {
    outcome_ = session.state_->savepoint();
  }
}

void TransactionScope::commit() {
  SessionState& state = *session_.state_;
  if (!state.is_open(outcome_)) {
    outcome_ = nullptr;
    throw UsageError("the transaction was ended from inside");
  }
  if (outermost_) {
    state.commit();
  } else {
    state.release(outcome_);
  }
  outcome_ = nullptr;
}

TransactionScope::~TransactionScope() {
  if (!outcome_) return;
  SessionState& state = *session_.state_;
  try {
    if (!state.is_open(outcome_)) return;
    if (outermost_) {
      state.rollback();
    } else {
      state.rollback_to(outcome_);
    }
  } catch (...) {
  }
}

}  // namespace detail

Savepoint::Savepoint(Session& session)
    : session_(session),
      exceptions_(std::uncaught_exceptions()),
      outcome_(session.state_->savepoint()) {}

Savepoint::~Savepoint() noexcept(false) {
  if (!outcome_) return;
  if (std::uncaught_exceptions() == exceptions_) {
    release();
    return;
  }
  try {
    rollback();
  } catch (...) {
  }
}

void Savepoint::release() {
  if (const auto outcome = std::exchange(outcome_, nullptr)) session_.state_->release(outcome);
}

void Savepoint::rollback() {
  if (const auto outcome = std::exchange(outcome_, nullptr)) session_.state_->rollback_to(outcome);
}

}  // namespace thriftorm
