#include "thriftorm/retry.h"

#include <algorithm>
#include <random>
#include <thread>

#include "pool.h"
#include "thriftorm/error.h"
#include "thriftorm/session.h"

namespace thriftorm::detail {
namespace {

using std::chrono::milliseconds;

milliseconds pause_after(int attempt, const RetryPolicy& policy) {
  milliseconds longest = std::min(policy.first_pause, policy.longest_pause);
  for (int i = 1; i < attempt && longest < policy.longest_pause; ++i) {
    longest = std::min(longest * 2, policy.longest_pause);
  }
  thread_local std::minstd_rand random(std::random_device{}());
  std::uniform_int_distribution<std::int64_t> pause(longest.count() / 2, longest.count());
  return milliseconds(pause(random));
}

// The clock's own end at the latest: a policy may have no budget to keep to.
Clock::time_point end_of(milliseconds budget) {
  const auto now = Clock::now();
  return now + std::min(budget, std::chrono::floor<milliseconds>(Clock::time_point::max() - now));
}

}  // namespace

RetryLoop::RetryLoop(Pool& pool, const RetryPolicy& policy)
    : pool_(pool), policy_(policy), end_(end_of(policy.budget)) {}

bool RetryLoop::pause_and_go_on(const Error& error) {
  if (attempt_ >= policy_.attempts) return false;
  const milliseconds pause = pause_after(attempt_, policy_);
  if (std::chrono::steady_clock::now() + pause >= end_) return false;
  pool_.note_retry({error, attempt_, pause});
  std::this_thread::sleep_for(pause);
  ++attempt_;
  return true;
}

bool RetryLoop::again(const Error& error) {
  return error.retry_is_safe() && pause_and_go_on(error);
}

}  // namespace thriftorm::detail
