// A database, by its URL, and the pool of connections to it. May be used by several threads.
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "thriftorm/hooks.h"
#include "thriftorm/retry.h"
#include "thriftorm/session.h"

namespace thriftorm {

namespace detail {
class Pool;
}  // namespace detail

// One server of a database.
struct Endpoint {
  std::string host;  // without brackets for IPv6
  int port = 0;      // 0: the scheme's own
  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

// How a database is reached: the parts of a URL.
//   sqlite:game.db   sqlite::memory:   sqlite:/var/lib/game.db?busy_timeout=5s
//   mysql://user:password@host:3306/game_db?ssl-mode=required&socket=/run/mysqld/mysqld.sock
//   mysql://user:password@db1:3306,db2:3306,db3:3306/game_db
// Parts are percent-decoded. The password may be left out (no colon after the user): it comes from
// the environment variable THRIFTORM_PASSWORD then, or from the option file.
//
// Options of all: pool_size (10 connections to each endpoint), pool_timeout (30s, of waiting for
// one), pool_max_life (30m), pool_validate_after (10s of idling), statement_timeout (none; on MySQL
// for statements that read, for others see lock waits and read_timeout), isolation (the server's own;
// read-committed, repeatable-read, serializable; SQLite is always serializable).
// Options of sqlite: busy_timeout (5s), synchronous (full, or normal: after a power failure the last
// commits may be missing).
// Options of mysql: socket; ssl-mode (disabled, preferred, required, verify-ca, verify-identity;
// default: preferred on loopback and sockets, verify-identity to other hosts and with an ssl-ca);
// ssl-ca (default: the system's authorities); option-file (a MySQL option file whose group [client]
// gives user and password); connect_timeout (10s), read_timeout and write_timeout (120s).
// Options of mysqlx: ssl-mode, ssl-ca, socket, option-file and connect_timeout of mysql.
// Durations are written 500ms, 5s, 2m.
struct DatabaseUrl {
  std::string scheme;                       // "sqlite", "mysql", "mysqlx"
  std::string user;                         // empty: none is named
  std::string password;                     // empty: see has_password
  bool has_password = false;                // whether the URL holds one, be it empty
  std::string host;                         // of the first endpoint
  int port = 0;                             // of the first endpoint; 0: the scheme's own
  std::vector<Endpoint> further_endpoints;  // behind the first one
  std::string path;  // SQLite: the file, ":memory:"; else the database's name
  std::vector<std::pair<std::string, std::string>> options;  // in order

  // The URL without its password, for messages.
  std::string redacted() const;
};

// Throws UsageError, whose message does not hold the password.
DatabaseUrl parse_url(std::string_view url);

// Several endpoints are one database: a primary and its replicas, or the nodes of a cluster. Which of
// them takes the writes is asked of them (the first one that is not read-only); one that cannot be
// reached, or refuses a write because it is not the primary any more, is left, and the others are
// asked again.
class Database {
 public:
  // Parses the URL and picks the driver (UsageError: unknown scheme, or a driver that this build
  // has not). Connects when the first session is asked for.
  explicit Database(std::string_view url, Hooks hooks = {});
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  // A session on a pooled connection to the endpoint that takes the writes, given back at the end of
  // its scope. It must not outlive the database. Throws Timeout if no connection comes free within
  // `pool_timeout`, ConnectionLost, AccessDenied, SchemaMismatch (no such database). A thread that holds
  // one session and asks for another can wait for itself: keep to one for each thread. A database in
  // memory has one connection: a second session at a time is a UsageError.
  Session session();

  // A session that reads: of a replica, in turn, where one can be reached. Writes are a UsageError.
  // A replica may lag behind; Session::read_only() can wait for what a session has written.
  Session read_only();

  // Runs `work(session)` in a transaction, and the whole of it again when the error says that this
  // is safe, as `policy` allows. Returns what `work` returns. What `work` does besides the database
  // happens once for each attempt. A COMMIT without an answer is CommitUnknown, and not repeated.
  template <std::invocable<Session&> Work>
  decltype(auto) run(Work&& work, const RetryPolicy& policy = {}) {
    for (detail::RetryLoop loop(*pool_, policy);;) {
      try {
        Session session = this->session();
        return session.transaction([&]() -> decltype(auto) { return std::invoke(work, session); });
      } catch (const Error& error) {
        if (!loop.again(error)) throw;
      }
    }
  }

  // As run(), and no more than once for each key (1 to 255 bytes, chosen by the caller: the id of a
  // request), whoever asks and however often: the transaction inserts the key into the table
  // `thriftorm_run_once` (run_once.h), so that it is repeated safely even when a COMMIT has no
  // answer. Returns whether this call's work is what is stored; false: the key had been committed
  // before, and `work` has left nothing. CommitUnknown: it could not be found out in time; ask again
  // with the same key. An exception of the work's own, after such a COMMIT, goes through all the same.
  template <std::invocable<Session&> Work>
  bool run_once(std::string_view key, Work&& work, const RetryPolicy& policy = {}) {
    for (detail::OnceLoop loop(*pool_, key, policy);;) {
      try {
        Session session = this->session();
        session.transaction([&] {
          loop.claim(session);
          std::invoke(work, session);
        });
        return true;
      } catch (const detail::OnceLoop::CommittedBefore&) {
        return loop.commit_unknown();
      } catch (const Error& error) {
        if (!loop.again(error)) throw;
      }
    }
  }

  // What it has done so far.
  Counters counters() const;

 private:
  std::shared_ptr<detail::Pool> pool_;
};

}  // namespace thriftorm
