#include "cancel_target.h"

#include "server_sql.h"
#include "thriftorm/canceller.h"
#include "thriftorm/error.h"

namespace thriftorm {
namespace detail {

CancelTarget::CancelTarget(std::shared_ptr<Pool> pool, PooledConnection& pooled)
    : pool_(std::move(pool)), pooled_(&pooled) {
  if (pooled.connection->dialect() != Dialect::kSqlite) id_ = connection_id(*pooled.connection);
}

// The server is asked without the lock, which the end of the session takes: from now on the connection
// is not given to anybody else, and its server gives its id to no other.
void CancelTarget::cancel() {
  std::size_t endpoint = 0;
  {
    const std::lock_guard lock(mutex_);
    if (pooled_ == nullptr || pooled_->connection->interrupt()) return;
    asked_ = true;
    endpoint = pooled_->endpoint;
  }
  const auto connection = pool_->connect_beside(endpoint);
  try {
    kill_query(*connection, id_);
  } catch (const Error& error) {
    constexpr int kNoSuchThread = 1094;  // the session has ended meanwhile
    if (error.details().native_code != kNoSuchThread) throw;
  }
}

bool CancelTarget::release() noexcept {
  const std::lock_guard lock(mutex_);
  pooled_ = nullptr;
  return asked_;
}

}  // namespace detail

void Canceller::cancel() const { target_->cancel(); }

}  // namespace thriftorm
