// The connections of a database: for each endpoint so many at most, kept while nobody uses them.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "drivers/drivers.h"
#include "pool_options.h"
#include "statement_cache.h"
#include "thriftorm/hooks.h"

namespace thriftorm::detail {

using Clock = std::chrono::steady_clock;

struct PooledConnection {
  PooledConnection(std::unique_ptr<driver::Connection> opened, std::size_t at,
                   Clock::time_point end)
      : connection(std::move(opened)), statements(*connection), endpoint(at), expires(end) {}

  std::unique_ptr<driver::Connection> connection;
  StatementCache statements;  // goes before its connection
  std::size_t endpoint;       // which of the pool's
  Clock::time_point expires;
  Clock::time_point idle_since;
  bool read_only = false;  // what the server was told last
};

// What a session is for: to write, to read wherever it can, to read from where others write.
enum class Access : std::uint8_t { kWrite, kRead, kReadPrimary };

// What a session saw, to be added to the database's counters at its end.
struct SessionCounts {
  std::uint64_t statements = 0;
  std::uint64_t rows = 0;
};

class Pool {
 public:
  struct EndpointInfo {
    driver::Connect connect;
    std::string name;  // for messages
  };

  // `endpoints`: the same database each; which of several takes the writes is asked of them.
  // `single`: the database lives in its one connection.
  Pool(std::vector<EndpointInfo> endpoints, const PoolOptions& options, Hooks hooks, bool single);

  // A connection to the endpoint that takes the writes, or to read from: of a replica where one can
  // be reached. Throws Timeout if none comes free in time, ConnectionLost, AccessDenied,
  // SchemaMismatch (no such database).
  std::unique_ptr<PooledConnection> take(Access access);
  // `reusable`: no transaction is open on it, and its state is known.
  void give_back(std::unique_ptr<PooledConnection> connection, bool reusable) noexcept;

  // A connection outside of the pool's bounds to the same endpoint as another one.
  std::unique_ptr<driver::Connection> connect_beside(std::size_t endpoint);

  bool is_primary(std::size_t endpoint) const;
  void add(const SessionCounts& counts) noexcept;
  void note_retry(const RetryEvent& event) noexcept;
  Counters counters() const;
  const Hooks& hooks() const { return hooks_; }
  const PoolOptions& options() const { return options_; }

 private:
  struct Endpoint {
    EndpointInfo info;
    std::size_t in_use = 0;
    std::vector<std::unique_ptr<PooledConnection>> idle;  // the one used last at the end
    Clock::time_point
        suspect_since{};             // those that have been idle since then or longer may be dead
    Clock::time_point down_until{};  // it could not be reached: asked last until then
    std::condition_variable freed;
  };
  using Lock = std::unique_lock<std::mutex>;

  std::unique_ptr<PooledConnection> take_for_writing(Clock::time_point deadline);
  std::unique_ptr<PooledConnection> take_for_reading(Clock::time_point deadline);
  std::unique_ptr<PooledConnection> take_from(std::size_t endpoint, Clock::time_point deadline);
  std::unique_ptr<PooledConnection> take_slot(Lock lock, std::size_t endpoint);
  bool is_full(const Endpoint& endpoint) const;
  void wait_for_slot(Lock& lock, Endpoint& endpoint, Clock::time_point deadline);
  std::unique_ptr<PooledConnection> take_idle(Lock& lock, Endpoint& endpoint);
  std::unique_ptr<PooledConnection> open(std::size_t endpoint);
  void set_access(std::unique_ptr<PooledConnection>& pooled, Access access);

  std::size_t primary(Clock::time_point deadline);
  std::size_t search_primary();
  bool try_primary(std::size_t endpoint, std::string& why_not);
  bool ask_whether_primary(std::size_t endpoint);
  void note_down(std::size_t endpoint) noexcept;
  std::vector<std::size_t> in_order(std::size_t first) const;

  const PoolOptions options_;
  const Hooks hooks_;
  const bool single_;
  mutable std::mutex mutex_;  // of all below; never held while a server is asked
  std::vector<std::unique_ptr<Endpoint>> endpoints_;
  std::optional<std::size_t> primary_;  // none: not known
  std::optional<std::size_t> last_primary_;
  std::size_t next_replica_ = 0;
  bool searching_ = false;           // one thread is looking for the primary
  std::uint64_t searches_ = 0;       // that have ended
  std::exception_ptr search_error_;  // of the last one; null: it was found
  std::condition_variable searched_;
  Counters counters_;
};

// A connection on loan.
struct Lease {
  Lease(std::shared_ptr<Pool> from, Access wanted)
      : pool(std::move(from)), access(wanted), pooled(pool->take(wanted)) {}
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() {
    pool->add(counts);
    pool->give_back(std::move(pooled), reusable);
  }

  // Whether its server has, within a second, all that `position` of the server at `origin` covers.
  bool sees(const std::string& position, std::size_t origin);

  std::shared_ptr<Pool> pool;
  Access access;
  std::unique_ptr<PooledConnection> pooled;
  SessionCounts counts;
  bool reusable = false;  // set once everything on it has ended well
};

}  // namespace thriftorm::detail
