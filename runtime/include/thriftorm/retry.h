// How often and for how long Database::run() and run_once() try.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace thriftorm {

class Error;
class Session;

// The pause before the second attempt is `first_pause`; it doubles for each further one up to
// `longest_pause`, and each is cut by chance to between its half and its whole, so that clients that
// failed together do not come back together. An attempt is the last one when `attempts` have been
// made, or when the next would begin later than `budget` after the first.
struct RetryPolicy {
  int attempts = 50;                               // at most, the first among them
  std::chrono::milliseconds first_pause{10};       // before the second attempt
  std::chrono::milliseconds longest_pause{1'000};  // before any attempt
  std::chrono::milliseconds budget{30'000};        // from the first attempt to the last one's begin
};

namespace detail {

class Pool;

class RetryLoop {
 public:
  RetryLoop(Pool& pool, const RetryPolicy& policy);
  // Whether to try again after `error`, once it has paused. False: throw it.
  bool again(const Error& error);

 protected:
  bool pause_and_go_on(const Error& error);

 private:
  Pool& pool_;
  const RetryPolicy policy_;
  const std::chrono::steady_clock::time_point end_;
  int attempt_ = 1;
};

class OnceLoop : public RetryLoop {
 public:
  // Thrown by claim(): the key is there.
  struct CommittedBefore {};

  OnceLoop(Pool& pool, std::string_view key, const RetryPolicy& policy);
  // Inserts the key into the open transaction.
  void claim(Session& session);
  bool again(const Error& error);
  // Whether an attempt of this loop may be the one that committed the key.
  bool commit_unknown() const { return commit_unknown_; }

 private:
  const std::string key_;
  bool commit_unknown_ = false;
};

}  // namespace detail
}  // namespace thriftorm
