// A database, by its URL, and the pool of connections to it. May be used by several threads.
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "thriftorm/session.h"
#include "thriftorm/statement_event.h"

namespace thriftorm {

namespace detail {
class Pool;
void pause_before_retry(int attempt);  // counts from 1
}  // namespace detail

// How a database is reached: the parts of a URL.
//   sqlite:game.db   sqlite::memory:   sqlite:/var/lib/game.db?busy_timeout=5s
//   mysql://user:password@host:3306/game_db?ssl-mode=required&socket=/run/mysqld/mysqld.sock
// Parts are percent-decoded. The password may be left out (no colon after the user) and comes from
// the environment variable THRIFTORM_PASSWORD then.
//
// Options of sqlite: busy_timeout (5s), synchronous (full, or normal: after a power failure the last
// commits may be missing).
// Options of mysql: socket; ssl-mode (disabled, preferred, required, verify-ca, verify-identity;
// default: preferred on loopback and sockets, required to other hosts, verify-identity with an
// ssl-ca); ssl-ca; connect_timeout (10s), read_timeout and write_timeout (120s).
// Durations are written 500ms, 5s, 2m.
struct DatabaseUrl {
  std::string scheme;  // "sqlite", "mysql"
  std::string user;
  std::string password;
  bool has_password = false;  // whether the URL holds one, be it empty
  std::string host;           // without brackets for IPv6
  int port = 0;               // 0: the scheme's own
  std::string path;           // SQLite: the file, ":memory:"; else the database's name
  std::vector<std::pair<std::string, std::string>> options;  // in order

  // The URL without its password, for messages.
  std::string redacted() const;
};

// Throws UsageError, whose message does not hold the password.
DatabaseUrl parse_url(std::string_view url);

class Database {
 public:
  // Parses the URL and picks the driver (UsageError: unknown scheme, or a driver that this build
  // has not). Connects when the first session is asked for.
  explicit Database(std::string_view url);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  // A session on a pooled connection, given back at the end of its scope. It must not outlive the
  // database. A database in memory has one connection: a second session at a time is a UsageError.
  Session session();

  // Runs `work(session)` in a transaction, and the whole of it again when the error says that this
  // is safe, with growing pauses (10 ms doubled up to 1 s, each cut by chance to between its half and
  // its whole), at most `attempts` times in all. Returns what `work` returns.
  template <std::invocable<Session&> Work>
  decltype(auto) run(Work&& work, int attempts = 5) {
    for (int attempt = 1;; ++attempt) {
      try {
        Session session = this->session();
        return session.transaction([&]() -> decltype(auto) { return std::invoke(work, session); });
      } catch (const Error& error) {
        if (!error.retry_is_safe() || attempt >= attempts) throw;
      }
      detail::pause_before_retry(attempt);
    }
  }

 private:
  std::shared_ptr<detail::Pool> pool_;
};

}  // namespace thriftorm
