// The connections of one database that nobody uses at the moment.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "drivers/drivers.h"
#include "statement_cache.h"

namespace thriftorm::detail {

struct PooledConnection {
  explicit PooledConnection(std::unique_ptr<driver::Connection> opened)
      : connection(std::move(opened)), statements(*connection) {}

  std::unique_ptr<driver::Connection> connection;
  StatementCache statements;  // goes before its connection
  std::chrono::steady_clock::time_point idle_since;
};

class Pool {
 public:
  // `single`: the database lives in its one connection.
  Pool(driver::Connect connect, bool single) : connect_(std::move(connect)), single_(single) {}

  std::unique_ptr<PooledConnection> take();
  // `reusable`: no transaction is open on it, and its state is known. One that broke takes the idle
  // ones with it: what ended it has probably ended them.
  void give_back(std::unique_ptr<PooledConnection> connection, bool reusable) noexcept;

 private:
  std::unique_ptr<PooledConnection> take_idle();

  const driver::Connect connect_;
  const bool single_;
  std::mutex mutex_;
  bool single_taken_ = false;
  std::vector<std::unique_ptr<PooledConnection>> idle_;  // the one used last at the end
};

// A connection on loan.
struct Lease {
  explicit Lease(std::shared_ptr<Pool> from) : pool(std::move(from)), pooled(pool->take()) {}
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() { pool->give_back(std::move(pooled), reusable); }

  std::shared_ptr<Pool> pool;
  std::unique_ptr<PooledConnection> pooled;
  bool reusable = false;  // set once everything on it has ended well
};

}  // namespace thriftorm::detail
