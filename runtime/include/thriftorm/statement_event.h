// What observers of a session's statements are told.
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

namespace thriftorm {

// What was sent, for observers. Bound values are not in it. Preparing, closing and what a driver
// sends to set up a connection are not reported.
struct StatementEvent {
  std::string_view sql;                 // with a `?` for each value; valid during the call
  std::size_t parameter_count = 0;      // values that were bound
  std::chrono::nanoseconds duration{};  // until the server had answered; rows are read later
  bool failed = false;                  // an error was thrown
};

}  // namespace thriftorm
