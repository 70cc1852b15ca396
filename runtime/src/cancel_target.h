// The connection that a Canceller reaches, for as long as its session has it.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>

#include "pool.h"

namespace thriftorm::detail {

class CancelTarget {
 public:
  CancelTarget(std::shared_ptr<Pool> pool, PooledConnection& pooled);

  // May be called by any thread. Throws as connecting does.
  void cancel();
  // The session ends. Returns whether a request to the server has been sent, or is about to be.
  bool release() noexcept;

 private:
  std::mutex mutex_;
  const std::shared_ptr<Pool> pool_;
  PooledConnection* pooled_;  // null: the session has ended
  std::int64_t id_ = 0;       // constant; on its server; 0: the client library cancels
  bool asked_ = false;
};

}  // namespace thriftorm::detail
