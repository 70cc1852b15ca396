// Ends what a session is doing, from another thread.
#pragma once

#include <memory>

namespace thriftorm {

namespace detail {
class CancelTarget;
}

// Made by Session::canceller(); copies stand for the same session, and may outlive it.
class Canceller {
 public:
  // For the runtime.
  explicit Canceller(std::shared_ptr<detail::CancelTarget> target) : target_(std::move(target)) {}

  // The statement that the session is running fails with Cancelled; if it runs none, the next one
  // may. Nothing happens once the session has ended. On servers this opens a connection of its own
  // for the request, outside of the pool's bounds (ConnectionLost if that fails), and the session's
  // connection is closed when it ends.
  void cancel() const;

 private:
  std::shared_ptr<detail::CancelTarget> target_;
};

}  // namespace thriftorm
