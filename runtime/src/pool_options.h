// What a URL says of the pool, whatever its scheme, and of what each connection is told at first.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "thriftorm/database.h"

namespace thriftorm::detail {

struct PoolOptions {
  std::size_t size = 10;                             // connections to each endpoint
  std::chrono::milliseconds timeout{30'000};         // of waiting for one
  std::chrono::milliseconds max_life{30 * 60'000};   // of a connection
  std::chrono::milliseconds validate_after{10'000};  // of idling
  std::chrono::milliseconds statement_timeout{0};    // 0: none
  std::string isolation;  // "READ COMMITTED"; empty: the server's own, or SQLite
};

// Takes its options off `url`, so that what is left is the driver's. Throws UsageError.
PoolOptions take_pool_options(DatabaseUrl& url);

}  // namespace thriftorm::detail
