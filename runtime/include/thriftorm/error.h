// What can go wrong while records are stored and loaded. "No such row" is not among it: that is an
// empty optional.
#pragma once

#include <cstdint>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>

namespace thriftorm {

// What a caller may do after an error.
enum class Retry : std::uint8_t {
  kNever,        // the same statement would fail again
  kTransaction,  // the transaction has rolled back for certain: run the whole of it again
  kRollback,     // only the statement has rolled back: ROLLBACK first, then the whole transaction
  kReconnect,    // the connection is gone: on a new one, run the whole transaction again
};

// What was being done when an error came.
enum class Operation : std::uint8_t { kQuery, kInsert, kUpdate };

// Everything an error knows besides its message. It never holds bound values: they may be secrets.
struct ErrorDetails {
  std::string table;       // the record's table; empty: no record is concerned
  std::string record_id;   // the record's primary key as text; empty: none, or not stored yet
  std::string column;      // the column concerned, or "a, b"; empty: it is not known
  std::string constraint;  // the violated one's name, PRIMARY of a primary key; empty: not known
  std::string statement;   // the SQL text, with its placeholders
  int native_code = 0;     // the engine's error number (SQLite: the extended result code); 0: none
  std::string sqlstate;    // five characters; empty on SQLite
  Retry retry = Retry::kNever;  // what of the work may be done again
};

// The base of all errors; thrown as itself for those of the server that have no kind of their own.
// what() is one line: the message, then table and id, native code and SQLSTATE, and the statement.
class Error : public std::runtime_error {
 public:
  // `message` holds no bound value.
  explicit Error(std::string message, ErrorDetails details = {});

  // The message alone.
  const std::string& message() const noexcept { return message_; }
  // What else is known; it lives as long as the error.
  const ErrorDetails& details() const noexcept { return details_; }
  // Whether running the whole transaction again is safe: it left no trace in the database.
  bool retry_is_safe() const noexcept { return details_.retry != Retry::kNever; }

  // The error's kind as it is called here, e.g. "Deadlock".
  virtual const char* kind() const noexcept { return "Error"; }
  // Throws a copy of this error, of its own type, with `details` in place of its own.
  [[noreturn]] void rethrow_with(ErrorDetails details) const {
    throw_copy(std::move(details));
    std::terminate();
  }

 protected:
  // Throws; each kind throws itself. (A virtual function's promise not to return is not heeded.)
  virtual void throw_copy(ErrorDetails details) const { throw Error(message_, std::move(details)); }

 private:
  std::string message_;
  ErrorDetails details_;
};

// Defines one kind of error; undefined again below.
#define THRIFTORM_ERROR_KIND(Name)                               \
  class Name : public Error {                                    \
   public:                                                       \
    using Error::Error;                                          \
    const char* kind() const noexcept override { return #Name; } \
                                                                 \
   protected:                                                    \
    void throw_copy(ErrorDetails details) const override {       \
      throw Name(message(), std::move(details));                 \
    }                                                            \
  };

// The server cannot be reached, or a connection broke. Retried on a new connection, unless it broke
// during COMMIT: that is CommitUnknown.
THRIFTORM_ERROR_KIND(ConnectionLost)
// The connection broke while COMMIT was under way: the transaction may have been stored or not.
THRIFTORM_ERROR_KIND(CommitUnknown)
// The server refuses the user, the password or the privilege.
THRIFTORM_ERROR_KIND(AccessDenied)
// The transaction lost against another one (deadlock, certification, SQLITE_BUSY).
THRIFTORM_ERROR_KIND(Deadlock)
// A lock, a statement or the pool was waited for too long.
THRIFTORM_ERROR_KIND(Timeout)
// Canceller::cancel() ended the statement, or somebody did so on the server.
THRIFTORM_ERROR_KIND(Cancelled)
// A value does not fit its column, or stored data contradicts what the IDL says of it.
THRIFTORM_ERROR_KIND(InvalidData)
// The operation needs a record that is stored, and this one is not yet.
THRIFTORM_ERROR_KIND(UnsavedRecord)
// A relation was asked for that the query did not load.
THRIFTORM_ERROR_KIND(NotLoaded)
// The row that a record stands for is not there (any more).
THRIFTORM_ERROR_KIND(RecordNotFound)
// Somebody else has changed the row since the record was read (optimistic locking).
THRIFTORM_ERROR_KIND(StaleRecord)
// There is no such database, or it lacks a table or column of the IDL or has it with another type.
THRIFTORM_ERROR_KIND(SchemaMismatch)
// The runtime is called in a way that cannot work (a malformed URL, a second statement while a
// result is being read): a mistake in the program.
THRIFTORM_ERROR_KIND(UsageError)

#undef THRIFTORM_ERROR_KIND

// kOwnership is not the database's: a record belongs to another than the one that it was given to, or
// taken from.
enum class ConstraintKind : std::uint8_t { kUnique, kForeignKey, kCheck, kNotNull, kOwnership };

// A constraint refused the row; details().constraint or .column name it.
class ConstraintViolation : public Error {
 public:
  // As Error's.
  ConstraintViolation(std::string message, ConstraintKind constraint_kind,
                      ErrorDetails details = {})
      : Error(std::move(message), std::move(details)), constraint_kind_(constraint_kind) {}

  // Which kind of constraint it was.
  ConstraintKind constraint_kind() const noexcept { return constraint_kind_; }
  const char* kind() const noexcept override { return "ConstraintViolation"; }

 protected:
  void throw_copy(ErrorDetails details) const override {
    throw ConstraintViolation(message(), constraint_kind_, std::move(details));
  }

 private:
  ConstraintKind constraint_kind_;
};

}  // namespace thriftorm
