#include "pool.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <tuple>
#include <utility>

#include "server_sql.h"
#include "thriftorm/error.h"

namespace thriftorm::detail {
namespace {

// How long an endpoint that could not be reached is asked last.
constexpr std::chrono::seconds kDownTime(1);

// Bystanders: what they throw changes nothing.
template <class Event>
void tell(const std::function<void(const Event&)>& hook, const Event& event) noexcept {
  if (!hook) return;
  try {
    hook(event);
  } catch (...) {
  }
}

// Connections that were opened together do not all end together.
Clock::time_point end_of_life(std::chrono::milliseconds max_life) {
  thread_local std::minstd_rand random(std::random_device{}());
  std::uniform_int_distribution<std::int64_t> life(max_life.count() * 9 / 10, max_life.count());
  return Clock::now() + std::chrono::milliseconds(life(random));
}

}  // namespace

Pool::Pool(std::vector<EndpointInfo> endpoints, const PoolOptions& options, Hooks hooks,
           bool single)
    : options_(options), hooks_(std::move(hooks)), single_(single) {
  for (EndpointInfo& info : endpoints) {
    endpoints_.push_back(std::make_unique<Endpoint>());
    endpoints_.back()->info = std::move(info);
  }
  if (endpoints_.size() == 1) primary_ = 0;
}

std::unique_ptr<PooledConnection> Pool::take(Access access) {
  const auto deadline = Clock::now() + options_.timeout;
  auto pooled = access == Access::kRead ? take_for_reading(deadline) : take_for_writing(deadline);
  set_access(pooled, access);
  return pooled;
}

void Pool::set_access(std::unique_ptr<PooledConnection>& pooled, Access access) {
  const bool read_only = access != Access::kWrite;
  if (pooled->read_only == read_only) return;
  try {
    set_read_only(*pooled->connection, read_only);
  } catch (...) {
    give_back(std::move(pooled), false);
    throw;
  }
  pooled->read_only = read_only;
}

// A primary that cannot be reached any more is looked for once: if another is found, that one.
std::unique_ptr<PooledConnection> Pool::take_for_writing(Clock::time_point deadline) {
  const std::size_t chosen = primary(deadline);
  try {
    return take_from(chosen, deadline);
  } catch (const Error& error) {
    if (endpoints_.size() == 1 || error.details().retry != Retry::kReconnect) throw;
  }
  note_down(chosen);
  return take_from(primary(deadline), deadline);
}

std::unique_ptr<PooledConnection> Pool::take_for_reading(Clock::time_point deadline) {
  if (endpoints_.size() == 1) return take_from(0, deadline);
  std::vector<std::size_t> order;
  {
    const Lock lock(mutex_);
    order = in_order(next_replica_++ % endpoints_.size());
    // The primary has enough to do: of those that can be reached it comes last.
    const auto now = Clock::now();
    const auto rank = [&](std::size_t i) {
      return std::tuple(endpoints_[i]->down_until > now, i == primary_, is_full(*endpoints_[i]));
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  }
  std::exception_ptr error;
  for (const std::size_t i : order) {
    try {
      return take_from(i, deadline);
    } catch (const Error& reason) {
      if (reason.details().retry != Retry::kReconnect) throw;
      error = std::current_exception();
      note_down(i);
    }
  }
  std::rethrow_exception(error);
}

// The endpoints from `first` on, round, those that could not be reached a moment ago at the end.
std::vector<std::size_t> Pool::in_order(std::size_t first) const {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < endpoints_.size(); ++i) {
    order.push_back((first + i) % endpoints_.size());
  }
  const auto now = Clock::now();
  std::stable_partition(order.begin(), order.end(),
                        [&](std::size_t i) { return endpoints_[i]->down_until <= now; });
  return order;
}

void Pool::note_down(std::size_t endpoint) noexcept {
  const Lock lock(mutex_);
  endpoints_[endpoint]->down_until = Clock::now() + kDownTime;
  if (endpoints_.size() > 1 && primary_ == endpoint) primary_ = std::nullopt;
}

// --- One endpoint --------------------------------------------------------------------------------

std::unique_ptr<PooledConnection> Pool::take_from(std::size_t endpoint,
                                                  Clock::time_point deadline) {
  Endpoint& from = *endpoints_[endpoint];
  Lock lock(mutex_);
  if (is_full(from)) wait_for_slot(lock, from, deadline);
  return take_slot(std::move(lock), endpoint);
}

bool Pool::is_full(const Endpoint& endpoint) const {
  return endpoint.in_use >= (single_ ? 1 : options_.size);
}

// Requires: the lock is held, and the endpoint is not full.
std::unique_ptr<PooledConnection> Pool::take_slot(Lock lock, std::size_t endpoint) {
  Endpoint& from = *endpoints_[endpoint];
  ++from.in_use;
  if (auto pooled = take_idle(lock, from)) return pooled;
  lock.unlock();
  try {
    return open(endpoint);
  } catch (...) {
    lock.lock();
    ++counters_.failed_connects;
    --from.in_use;
    from.freed.notify_one();
    throw;
  }
}

void Pool::wait_for_slot(Lock& lock, Endpoint& endpoint, Clock::time_point deadline) {
  if (single_) {
    throw UsageError(
        "a database in memory has one connection, and another session is using it; "
        "end that session first, or use a file");
  }
  const auto start = Clock::now();
  const bool freed = endpoint.freed.wait_until(lock, deadline, [&] { return !is_full(endpoint); });
  const auto waited = Clock::now() - start;
  ++counters_.pool_waits;
  counters_.pool_wait_time += waited;
  if (!freed) ++counters_.pool_timeouts;
  if (freed && !hooks_.on_pool_wait) return;
  lock.unlock();
  tell(hooks_.on_pool_wait, PoolWaitEvent{endpoint.info.name, waited, !freed});
  if (!freed) {
    ErrorDetails details;
    details.retry = Retry::kTransaction;
    throw Timeout(
        fmt::format(
            "none of the {} connections to {} came free within {} ms (pool_size, pool_timeout)",
            options_.size, endpoint.info.name, options_.timeout.count()),
        std::move(details));
  }
  lock.lock();
  // Somebody may have been faster meanwhile.
  if (is_full(endpoint)) wait_for_slot(lock, endpoint, deadline);
}

// Null: there is none that is good. Called and left with the lock held. Where the one that was used
// last is found dead, the others, which have been idle for longer, go with it unasked: each of them
// might be waited for in vain.
std::unique_ptr<PooledConnection> Pool::take_idle(Lock& lock, Endpoint& endpoint) {
  while (!endpoint.idle.empty()) {
    auto pooled = std::move(endpoint.idle.back());
    endpoint.idle.pop_back();
    const auto now = Clock::now();
    const bool expired = now >= pooled->expires;
    const bool trusted = now - pooled->idle_since < options_.validate_after &&
                         pooled->idle_since > endpoint.suspect_since;
    if (!expired && trusted) return pooled;
    lock.unlock();
    const bool good = !expired && pooled->connection->alive();
    if (!good) pooled = nullptr;
    lock.lock();
    if (good) return pooled;
    ++(expired ? counters_.expired : counters_.invalid);
    if (expired) continue;
    auto others = std::exchange(endpoint.idle, {});
    counters_.discarded += others.size();
    lock.unlock();
    others.clear();
    lock.lock();
  }
  return nullptr;
}

std::unique_ptr<PooledConnection> Pool::open(std::size_t endpoint) {
  auto connection = endpoints_[endpoint]->info.connect();
  if (options_.statement_timeout.count() > 0) {
    set_statement_timeout(*connection, options_.statement_timeout);
  }
  if (!options_.isolation.empty()) set_isolation(*connection, options_.isolation);
  {
    const Lock lock(mutex_);
    ++counters_.connects;
  }
  const auto end = single_ ? Clock::time_point::max() : end_of_life(options_.max_life);
  return std::make_unique<PooledConnection>(std::move(connection), endpoint, end);
}

void Pool::give_back(std::unique_ptr<PooledConnection> pooled, bool reusable) noexcept {
  const bool broken = !pooled->connection->usable();
  const std::size_t index = pooled->endpoint;
  Endpoint& endpoint = *endpoints_[index];
  pooled->idle_since = Clock::now();
  {
    const Lock lock(mutex_);
    --endpoint.in_use;
    if (reusable && !broken) {
      endpoint.idle.push_back(std::move(pooled));
    } else {
      ++counters_.discarded;
    }
    // What ended it has probably ended others, or made another endpoint the primary.
    if (broken) {
      endpoint.suspect_since = Clock::now();
      if (endpoints_.size() > 1 && primary_ == index) primary_ = std::nullopt;
    }
  }
  endpoint.freed.notify_one();
}  // a connection that is not kept is closed here, outside the lock

std::unique_ptr<driver::Connection> Pool::connect_beside(std::size_t endpoint) {
  return endpoints_[endpoint]->info.connect();
}

// --- Which endpoint takes the writes -------------------------------------------------------------

bool Pool::is_primary(std::size_t endpoint) const {
  const Lock lock(mutex_);
  return primary_ == endpoint;
}

// One thread asks the endpoints; the others wait for what it finds, be it an error.
std::size_t Pool::primary(Clock::time_point deadline) {
  Lock lock(mutex_);
  while (!primary_ && searching_) {
    const std::uint64_t before = searches_;
    if (!searched_.wait_until(lock, deadline, [&] { return searches_ != before; })) {
      ErrorDetails details;
      details.retry = Retry::kTransaction;
      throw Timeout(fmt::format("which endpoint takes the writes was not found out within {} ms "
                                "(pool_timeout)",
                                options_.timeout.count()),
                    std::move(details));
    }
    if (search_error_) std::rethrow_exception(search_error_);
  }
  if (primary_) return *primary_;
  searching_ = true;
  lock.unlock();
  std::exception_ptr error;
  std::size_t found = 0;
  try {
    found = search_primary();
  } catch (...) {
    error = std::current_exception();
  }
  lock.lock();
  searching_ = false;
  ++searches_;
  search_error_ = error;
  if (!error) {
    primary_ = found;
    if (last_primary_ && found != last_primary_) ++counters_.primary_changes;
    last_primary_ = found;
  }
  searched_.notify_all();
  if (error) std::rethrow_exception(error);
  return found;
}

std::size_t Pool::search_primary() {
  std::vector<std::size_t> order;
  {
    const Lock lock(mutex_);
    order = in_order(last_primary_.value_or(0));
  }
  std::string reasons;
  for (const std::size_t i : order) {
    std::string why_not;
    if (try_primary(i, why_not)) return i;
    reasons += (reasons.empty() ? "" : "; ") + why_not;
  }
  ErrorDetails details;
  details.retry = Retry::kReconnect;
  throw ConnectionLost("no endpoint takes writes: " + reasons, std::move(details));
}

// What is wrong with one endpoint is no reason not to ask the next, but for a login that is refused.
bool Pool::try_primary(std::size_t endpoint, std::string& why_not) {
  try {
    if (ask_whether_primary(endpoint)) return true;
    why_not = endpoints_[endpoint]->info.name + " is read-only";
  } catch (const Error& error) {
    if (!error.retry_is_safe()) throw;
    note_down(endpoint);
    why_not = error.message();
  }
  return false;
}

// Outside of the pool's bounds where all connections are taken: their users may be waiting for what
// is found.
bool Pool::ask_whether_primary(std::size_t endpoint) {
  Lock lock(mutex_);
  if (is_full(*endpoints_[endpoint])) {
    lock.unlock();
    return takes_writes(*connect_beside(endpoint));
  }
  auto pooled = take_slot(std::move(lock), endpoint);
  bool writes = false;
  try {
    writes = takes_writes(*pooled->connection);
  } catch (...) {
    give_back(std::move(pooled), false);
    throw;
  }
  give_back(std::move(pooled), true);
  return writes;
}

// --- Reading one's own writes --------------------------------------------------------------------

bool Lease::sees(const std::string& position, std::size_t origin) {
  constexpr std::chrono::seconds kPatience(1);
  if (pooled->endpoint == origin) return true;
  if (position.empty()) return false;
  try {
    if (wait_for_position(*pooled->connection, position, kPatience)) {
      return true;
    }
  } catch (const Error&) {
    // A server that cannot tell is not read.
  }
  reusable = pooled->connection->usable();
  return false;
}

// --- Counting ------------------------------------------------------------------------------------

void Pool::add(const SessionCounts& counts) noexcept {
  const Lock lock(mutex_);
  counters_.statements += counts.statements;
  counters_.rows += counts.rows;
}

void Pool::note_retry(const RetryEvent& event) noexcept {
  {
    const Lock lock(mutex_);
    ++counters_.retries;
  }
  tell(hooks_.on_retry, event);
}

Counters Pool::counters() const {
  const Lock lock(mutex_);
  Counters counters = counters_;
  for (const auto& endpoint : endpoints_) {
    counters.connections_in_use += endpoint->in_use;
    counters.connections_idle += endpoint->idle.size();
  }
  return counters;
}

}  // namespace thriftorm::detail
