// What the runtime needs of a database's client library. Implemented once for each driver; users
// of the runtime do not see it.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "thriftorm/parameter.h"

namespace thriftorm {

// The SQL that an engine speaks.
enum class Dialect : std::uint8_t { kSqlite, kMysql, kMariadb };

}  // namespace thriftorm

namespace thriftorm::driver {

// A prepared statement and, after execute(), the result it is reading. Columns count from 0.
// Every function throws a typed thriftorm::Error whose details hold the statement.
class Statement {
 public:
  virtual ~Statement() = default;

  // Binds and runs, up to the first row. As many parameters as the statement has placeholders, else
  // UsageError. NaN and infinities, and text that is not UTF-8, are InvalidData, before anything is
  // sent. What the parameters refer to must live until this returns, not longer.
  virtual void execute(std::span<const Parameter> parameters) = 0;
  // Moves to the next row; false: there is none (any more), the result is closed.
  virtual bool fetch() = 0;
  // Closes the result, read to its end or not; the statement can be executed again.
  virtual void finish() noexcept = 0;

  virtual int column_count() const = 0;
  virtual std::string column_name(int column) const = 0;

  // The current row. NULL or a value of another type is a SchemaMismatch that names the column;
  // text and bytes are valid until the next fetch() or finish(). get_double() takes integers too, and
  // get_bytes() text; dates, times and decimals of a server are text, and a decimal (a SUM) is
  // accepted by get_int64() if it is whole and by get_double().
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t get_int64(int column) const = 0;
  virtual double get_double(int column) const = 0;
  virtual std::string_view get_text(int column) const = 0;
  virtual std::string_view get_bytes(int column) const = 0;

  // Rows matched by an UPDATE (not: changed), rows inserted or deleted.
  virtual std::uint64_t affected_rows() const = 0;
  // The id that an INSERT of one row was given.
  virtual std::int64_t last_insert_id() const = 0;
};

class Connection {
 public:
  virtual ~Connection() = default;

  virtual Dialect dialect() const = 0;
  // (major, minor), to ask for features with; never compare with one version alone.
  virtual std::pair<int, int> server_version() const = 0;

  virtual std::unique_ptr<Statement> prepare(std::string_view sql) = 0;
  // Runs one statement without parameters or result: DDL and transaction control.
  virtual void execute_text(std::string_view sql) = 0;
  // COMMIT, whose failures have their own meaning (CommitUnknown).
  virtual void commit() = 0;

  // From now on, a statement that runs longer fails with Timeout, where the client library is what
  // runs it; servers are told by a statement.
  virtual void limit_statements(std::chrono::milliseconds) {}
  // Ends the statement that is running, called by another thread; it fails with Cancelled. False: the
  // server has to be asked to, on another connection.
  virtual bool interrupt() noexcept { return false; }

  // Whether the server says that a transaction is open.
  virtual bool in_transaction() const = 0;
  // False once an error has made the connection's state unknown: it is then thrown away.
  virtual bool usable() const noexcept = 0;
  // Asks the server whether the connection still stands: after it has been idle.
  virtual bool alive() noexcept = 0;
};

}  // namespace thriftorm::driver
