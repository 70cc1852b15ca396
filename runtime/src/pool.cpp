#include "pool.h"

#include "thriftorm/error.h"

namespace thriftorm::detail {
namespace {

// A server may have closed a connection that was idle for longer; asking costs a round trip.
constexpr std::chrono::seconds kTrustedIdleTime(10);

}  // namespace

std::unique_ptr<PooledConnection> Pool::take_idle() {
  const std::lock_guard lock(mutex_);
  if (single_) {
    if (single_taken_) {
      throw UsageError(
          "a database in memory has one connection, and another session is using it; "
          "end that session first, or use a file");
    }
    single_taken_ = true;
  }
  if (idle_.empty()) return nullptr;
  auto pooled = std::move(idle_.back());
  idle_.pop_back();
  return pooled;
}

std::unique_ptr<PooledConnection> Pool::take() {
  while (auto pooled = take_idle()) {
    const auto idle = std::chrono::steady_clock::now() - pooled->idle_since;
    if (idle < kTrustedIdleTime || pooled->connection->alive()) return pooled;
  }
  try {
    return std::make_unique<PooledConnection>(connect_());
  } catch (...) {
    const std::lock_guard lock(mutex_);
    single_taken_ = false;
    throw;
  }
}

void Pool::give_back(std::unique_ptr<PooledConnection> pooled, bool reusable) noexcept {
  std::vector<std::unique_ptr<PooledConnection>> dropped;  // closed outside the lock
  const bool broken = !pooled->connection->usable();
  pooled->idle_since = std::chrono::steady_clock::now();
  const std::lock_guard lock(mutex_);
  single_taken_ = false;
  if (broken) dropped.swap(idle_);
  (reusable && !broken ? idle_ : dropped).push_back(std::move(pooled));
}

}  // namespace thriftorm::detail
