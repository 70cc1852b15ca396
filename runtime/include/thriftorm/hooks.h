// What a database tells its program while it runs: events as they happen, and counters. None of it
// holds a bound value.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string_view>

#include "thriftorm/statement_event.h"

namespace thriftorm {

class Error;

// A transaction is about to be run again by Database::run() or run_once().
struct RetryEvent {
  const Error& error;              // what ended the attempt
  int attempt;                     // that ended, from 1
  std::chrono::nanoseconds pause;  // before the next one begins
};

// A session had to wait because all connections to an endpoint were taken.
struct PoolWaitEvent {
  std::string_view endpoint;          // host and port, a socket's path, or a file
  std::chrono::nanoseconds duration;  // of the wait
  bool timed_out;                     // no connection came free: session() throws Timeout
};

// Callbacks, called by the thread that the event concerns, several threads at a time. They are
// bystanders: what they throw is swallowed, and they must not use the session that they are told of
// (UsageError).
struct Hooks {
  // After every statement of every session; see Session::on_statement().
  std::function<void(const StatementEvent&)> on_statement;
  // After those alone that took at least `slow_statement`.
  std::function<void(const StatementEvent&)> on_slow_statement;
  // How long a statement takes at least to be called slow.
  std::chrono::nanoseconds slow_statement = std::chrono::seconds(1);
  // Before Database::run() or run_once() pauses for another attempt.
  std::function<void(const RetryEvent&)> on_retry;
  // After a session has waited for a connection.
  std::function<void(const PoolWaitEvent&)> on_pool_wait;
};

// What a database has done since it was opened, over all of its sessions. Statements and rows are
// added when a session ends.
struct Counters {
  std::uint64_t statements = 0;       // sent, transaction control included
  std::uint64_t rows = 0;             // read
  std::uint64_t retries = 0;          // transactions run again
  std::uint64_t connects = 0;         // connections opened …
  std::uint64_t failed_connects = 0;  // … and attempts that failed
  std::uint64_t discarded = 0;  // connections closed because they broke, or their state was unknown
  std::uint64_t expired = 0;    // connections closed because they had lived long enough
  std::uint64_t invalid = 0;    // connections found dead after idling
  std::uint64_t primary_changes = 0;  // the endpoint that takes the writes became another one
  std::uint64_t pool_waits = 0;       // sessions that waited for a connection …
  std::uint64_t pool_timeouts = 0;    // … and those for which none came free
  std::chrono::nanoseconds pool_wait_time{};  // of all of them together
  std::uint64_t connections_in_use = 0;       // now
  std::uint64_t connections_idle = 0;         // now
};

}  // namespace thriftorm
