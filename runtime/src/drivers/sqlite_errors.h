// SQLite's result codes as typed errors.
#pragma once

#include <span>

#include "error_rules.h"

namespace thriftorm::driver {

// All codes that have a meaning of their own, extended ones before the primary ones they refine.
std::span<const ErrorRule> sqlite_error_rules();

[[noreturn]] void throw_sqlite_error(const ServerError& error);

}  // namespace thriftorm::driver
