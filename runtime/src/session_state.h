// What a session, its rows and its savepoints share: the connection on loan, the rows being read and
// the open transaction.
#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "cancel_target.h"
#include "pool.h"
#include "thriftorm/session.h"
#include "thriftorm/statement_event.h"

namespace thriftorm::detail {

struct SessionState {
  using Outcome = std::shared_ptr<TransactionOutcome>;

  explicit SessionState(std::unique_ptr<Lease> on_loan)
      : lease(std::move(on_loan)),
        connection(*lease->pooled->connection),
        statements(lease->pooled->statements),
        hooks(lease->pool->hooks()),
        counts(lease->counts),
        watched(hooks.on_statement || hooks.on_slow_statement) {}
  ~SessionState();

  // Statements. Each refuses while rows are open, while an observer runs, and in a transaction that
  // the server has rolled back.
  template <class Sql>
  Rows query(const Sql& sql, std::span<const Parameter> parameters) {
    require_ready();
    return Rows(*this, run(sql, parameters));
  }
  template <class Sql>
  std::uint64_t execute(const Sql& sql, std::span<const Parameter> parameters) {
    require_ready();
    return end_execute(run(sql, parameters));
  }
  void execute_text(std::string_view sql);

  // Transactions. The first outcome is the transaction's, those after it are its open savepoints'.
  void begin();
  void commit();
  void rollback();
  Outcome savepoint();
  void release(const Outcome& outcome);
  void rollback_to(const Outcome& outcome);
  bool is_open(const Outcome& outcome) const;

  // How far the server's transactions have come; see position_of().
  std::string position();
  std::shared_ptr<CancelTarget> make_cancel_target();

  // Closes the rows, if some are open, whoever holds them.
  void close_rows() noexcept;
  // After an error: whether the server has ended the transaction by it.
  void note_failure() noexcept;

  const std::unique_ptr<Lease> lease;
  driver::Connection& connection;
  StatementCache& statements;
  const Hooks& hooks;
  SessionCounts& counts;
  Rows* rows = nullptr;     // open; null: none
  std::exception_ptr doom;  // what made the server roll the open transaction back
  bool observing = false;   // the observer is running
  std::shared_ptr<StatementObserver> observer;
  bool watched;                                 // by the observer or by the database's hooks
  std::shared_ptr<CancelTarget> cancel_target;  // null: nobody has asked for it
  std::vector<Outcome> outcomes;
  std::int64_t last_insert_id = 0;
  bool refuses_repeated_loads = false;
  std::vector<const StaticSql*>
      loads;  // statements that have loaded single rows since that is refused

 private:
  static std::string_view text_of(const StaticSql& sql) { return sql.text(); }
  static std::string_view text_of(std::string_view sql) { return sql; }

  void require_ready() const {
    if (rows != nullptr || doom || observing) [[unlikely]]
      refuse();
  }
  [[noreturn]] void refuse() const;
  // In the header: a query by id is to cost next to nothing beyond its driver's work.
  template <class Sql>
  driver::Statement& run(const Sql& sql, std::span<const Parameter> parameters) {
    try {
      driver::Statement& statement = statements.find(sql);
      ++counts.statements;
      if (!watched) [[likely]] {
        statement.execute(parameters);
      } else {
        execute_observed(statement, text_of(sql), parameters);
      }
      if (!outcomes.empty() && !connection.in_transaction()) [[unlikely]] {
        refuse_ending(statement, text_of(sql));
      }
      return statement;
    } catch (...) {
      note_failure();
      explain_refused_write();
      throw;
    }
  }
  // In a session that only reads: what the server says of a write is the program's mistake.
  void explain_refused_write() const;
  void execute_observed(driver::Statement& statement, std::string_view sql,
                        std::span<const Parameter> parameters);
  [[noreturn]] static void refuse_ending(driver::Statement& statement, std::string_view sql);
  std::uint64_t end_execute(driver::Statement& statement);
  template <class Work>
  void observed(std::string_view sql, std::size_t parameter_count, Work work);
  void notify(const StatementEvent& event) noexcept;
  void control(std::string_view sql);
  void end_outcomes(std::size_t from, TransactionOutcome::State state) noexcept;
  void undo_quietly() noexcept;
};

}  // namespace thriftorm::detail
