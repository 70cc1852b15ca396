// One connection at work: statements, transactions, savepoints. Used by one thread at a time.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "thriftorm/canceller.h"
#include "thriftorm/driver.h"
#include "thriftorm/error.h"
#include "thriftorm/parameter.h"

namespace thriftorm {

class Session;
namespace detail {
struct Lease;         // the pooled connection with its prepared statements
struct SessionState;  // what a session, its rows and its savepoints share
}  // namespace detail

// SQL text that lives as long as the program, known by its address: the statements of emitted code.
// A session finds its prepared form without reading the text.
class StaticSql {
 public:
  // Of a string literal.
  template <std::size_t N>
  consteval explicit StaticSql(const char (&text)[N]) : text_(text, N - 1) {}
  // The SQL, with a `?` for each value.
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// How a transaction or savepoint ended. Records that were saved inside keep it, so that they know
// whether what they hold was stored.
class TransactionOutcome {
 public:
  // How it stands.
  enum class State : std::uint8_t { kOpen, kCommitted, kRolledBack };

  // Open, and inside `parent` if there is one.
  explicit TransactionOutcome(std::shared_ptr<const TransactionOutcome> parent = nullptr)
      : parent_(std::move(parent)) {}

  // Of the whole chain: rolled back if this or anything around it is; committed once the outermost
  // transaction is. A COMMIT whose outcome is unknown counts as rolled back.
  State state() const {
    if (state_ != State::kCommitted || !parent_) return state_;
    return parent_->state();
  }
  // For the runtime.
  void set(State state) { state_ = state; }
  // What a savepoint that was released is now a part of; null: it is not one, or was not released.
  std::shared_ptr<const TransactionOutcome> released_into() const {
    return state_ == State::kCommitted ? parent_ : nullptr;
  }

 private:
  State state_ = State::kOpen;
  std::shared_ptr<const TransactionOutcome> parent_;
};

struct StatementEvent;  // in statement_event.h
// What is called with each statement that was sent; see Session::on_statement().
using StatementObserver = std::function<void(const StatementEvent&)>;

// A row of a result, read where it lies: nothing is copied until it is asked for.
class Row {
 public:
  // For the runtime.
  explicit Row(const driver::Statement& statement, int first = 0)
      : statement_(&statement), first_(first) {}

  // Whether the column is NULL. Columns count from 0.
  bool is_null(int column) const { return statement_->is_null(first_ + column); }
  // A whole number; a bool is 0 or 1. As all getters: NULL or a value of another type is a SchemaMismatch
  // that names the column.
  std::int64_t get_int64(int column) const { return statement_->get_int64(first_ + column); }
  // A floating-point or whole number.
  double get_double(int column) const { return statement_->get_double(first_ + column); }
  // Text in UTF-8, valid until the next row is read. Dates, times and decimals of a server are text.
  std::string_view get_text(int column) const { return statement_->get_text(first_ + column); }
  // Bytes, of a text as well; valid for as long.
  std::string_view get_bytes(int column) const { return statement_->get_bytes(first_ + column); }
  // How many columns the row has.
  int column_count() const { return statement_->column_count() - first_; }
  // What the statement calls a column.
  std::string column_name(int column) const { return statement_->column_name(first_ + column); }
  // The columns from this one on, as a row of their own.
  Row from(int column) const { return Row(*statement_, first_ + column); }

 private:
  const driver::Statement* statement_;
  int first_;
};

// The rows of a query, streamed. While one is open, the session takes no other statement
// (UsageError, on every engine alike); reading to the end or destroying it closes it, as do the end
// of the session and a rollback (next() then gives null). Of a writing statement (RETURNING) all
// rows should be read: outside a transaction it is stored once the last one has been.
class Rows {
 public:
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  Rows(Rows&& other) noexcept;
  Rows& operator=(Rows&&) = delete;
  ~Rows();

  // The next row; null: no more. It is valid until the next call.
  const Row* next();

 private:
  friend struct detail::SessionState;
  Rows(detail::SessionState& state, driver::Statement& statement) noexcept;
  void close() noexcept;

  detail::SessionState* state_;  // null: closed
  driver::Statement* statement_;
  Row row_;
};

namespace detail {

// A transaction, or inside another one a savepoint. Rolls back at the end of its scope unless
// committed; an error of that rollback is swallowed (another one is on its way) and costs the
// session its connection.
class TransactionScope {
 public:
  explicit TransactionScope(Session& session);
  TransactionScope(const TransactionScope&) = delete;
  TransactionScope& operator=(const TransactionScope&) = delete;
  ~TransactionScope();

  // Commits, or releases the savepoint. Whether it throws or not, the scope is over.
  void commit();

 private:
  Session& session_;
  std::shared_ptr<TransactionOutcome> outcome_;  // null: over
  bool outermost_;
};

}  // namespace detail

// A connection of a database, for as long as the session lives: statements, transactions. Used by one
// thread at a time. All functions that talk to the database throw the errors of error.h.
class Session {
 public:
  // For the runtime: sessions are made by Database::session().
  explicit Session(std::unique_ptr<detail::Lease> lease);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  Session(Session&& other) noexcept;
  Session& operator=(Session&&) = delete;
  // Rolls back what is open and gives the connection back.
  ~Session();

  // The SQL that the database speaks.
  Dialect dialect() const;
  // The server's or library's version, major and minor.
  std::pair<int, int> server_version() const;

  // Of what a replica may not have yet: anything, or nothing that this session has committed.
  enum class Freshness : std::uint8_t { kAny, kOwnWrites };
  // A further session of the same database that reads, on a replica where there is one; see
  // Database::read_only(). With kOwnWrites it sees all that this session has committed: the replica
  // is waited for, and where it takes longer than a second, or does not say how far it is (no GTIDs),
  // the primary is read. UsageError inside a transaction, whose writes nobody else can see.
  Session read_only(Freshness freshness = Freshness::kAny);

  // What another thread can end this session's statements with.
  Canceller canceller();

  // A query's rows. The text is prepared once for each connection.
  template <class... Arguments>
  Rows query(const StaticSql& sql, const Arguments&... arguments) {
    const std::array<Parameter, sizeof...(Arguments)> parameters{Parameter(arguments)...};
    return query(sql, std::span<const Parameter>(parameters));
  }
  template <class... Arguments>
  Rows query(std::string_view sql, const Arguments&... arguments) {
    const std::array<Parameter, sizeof...(Arguments)> parameters{Parameter(arguments)...};
    return query(sql, std::span<const Parameter>(parameters));
  }
  Rows query(const StaticSql& sql, std::span<const Parameter> parameters);
  Rows query(std::string_view sql, std::span<const Parameter> parameters);

  // A statement without rows; returns how many it matched, inserted or deleted.
  template <class... Arguments>
  std::uint64_t execute(const StaticSql& sql, const Arguments&... arguments) {
    const std::array<Parameter, sizeof...(Arguments)> parameters{Parameter(arguments)...};
    return execute(sql, std::span<const Parameter>(parameters));
  }
  template <class... Arguments>
  std::uint64_t execute(std::string_view sql, const Arguments&... arguments) {
    const std::array<Parameter, sizeof...(Arguments)> parameters{Parameter(arguments)...};
    return execute(sql, std::span<const Parameter>(parameters));
  }
  std::uint64_t execute(const StaticSql& sql, std::span<const Parameter> parameters);
  std::uint64_t execute(std::string_view sql, std::span<const Parameter> parameters);
  // The id that the last INSERT of one row was given, by execute().
  std::int64_t last_insert_id() const;

  // Runs one statement that cannot be prepared (DDL). No parameters. Inside a transaction: UsageError
  // on MySQL and MariaDB, where DDL would commit it.
  void execute_ddl(std::string_view sql);

  // Runs `work` in a transaction, commits and returns what `work` returns; an exception rolls back
  // and goes on, and an error of COMMIT is thrown. Inside another transaction it is a part of that
  // one: its failure rolls back to where it began. Once the server has rolled the transaction back
  // by itself (a deadlock, a lost connection), every further statement in it throws that error again.
  template <std::invocable Work>
  decltype(auto) transaction(Work&& work) {
    detail::TransactionScope scope(*this);
    if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
      std::invoke(std::forward<Work>(work));
      scope.commit();
    } else {
      decltype(auto) result = std::invoke(std::forward<Work>(work));
      scope.commit();
      return result;
    }
  }

  // Begins a transaction by hand, for code that cannot be a function object. Inside a transaction it is
  // a UsageError.
  void begin();
  // Commits the transaction. CommitUnknown: the connection broke, and it may have been stored or not.
  void commit();
  // Rolls the transaction back; records that were saved in it are what they were before.
  void rollback();
  // Whether a transaction is open.
  bool in_transaction() const;
  // The innermost open transaction or savepoint; null: none.
  const std::shared_ptr<TransactionOutcome>& current_outcome() const;

  // How many statements this session has sent, transaction control included.
  std::uint64_t statement_count() const;
  // How many rows it has read.
  std::uint64_t row_count() const;
  // From now on, loading single rows one after the other by the same statement is a UsageError: for
  // tests that are to notice a query for each record of a list.
  void refuse_repeated_loads(bool refuse = true);
  // For the runtime: a single row is about to be loaded by this statement.
  void note_load(const StaticSql& sql);

  // Called after every statement that is sent, transaction control included; null: nobody. It is a
  // bystander: what it throws is swallowed, and it must not use the session (UsageError).
  void on_statement(StatementObserver observer);

 private:
  friend class detail::TransactionScope;
  friend class Savepoint;
  std::unique_ptr<detail::SessionState> state_;
};

// Rolls back to where it began unless released. Outside a transaction: UsageError.
class Savepoint {
 public:
  // Begins here. The session must outlive it.
  explicit Savepoint(Session& session);
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  // Releases it, or rolls back to it if an exception is on its way out.
  ~Savepoint() noexcept(false);

  // Keeps what was done; it becomes a part of the transaction around it. Savepoints inside it go too.
  void release();
  // Undoes what was done since.
  void rollback();

 private:
  Session& session_;
  int exceptions_;                               // on their way when it began
  std::shared_ptr<TransactionOutcome> outcome_;  // null: over
};

}  // namespace thriftorm
