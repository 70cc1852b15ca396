#include "cancel_target.h"

#include "server_sql.h"
#include "thriftorm/canceller.h"

namespace thriftorm {
namespace detail {

CancelTarget::CancelTarget(std::shared_ptr<Pool> pool, PooledConnection& pooled)
    : pool_(std::move(pool)), pooled_(&pooled) {
  if (pooled.connection->dialect() != Dialect::kSqlite) id_ = connection_id(*pooled.connection);
}

// The lock is held while the server is asked: the connection must not change hands meanwhile.
void CancelTarget::cancel() {
  const std::lock_guard lock(mutex_);
  if (pooled_ == nullptr || pooled_->connection->interrupt()) return;
  const auto connection = pool_->connect_beside(pooled_->endpoint);
  asked_ = true;
  kill_query(*connection, id_);
}

bool CancelTarget::release() noexcept {
  const std::lock_guard lock(mutex_);
  pooled_ = nullptr;
  return asked_;
}

}  // namespace detail

void Canceller::cancel() const { target_->cancel(); }

}  // namespace thriftorm
