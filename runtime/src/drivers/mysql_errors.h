// The errors of MySQL, MariaDB, their kin and their client libraries as typed errors.
#pragma once

#include <span>

#include "error_rules.h"

namespace thriftorm::driver {

// All codes that have a meaning of their own, in ascending order.
std::span<const ErrorRule> mysql_error_rules();
// The code's rule, or that of its SQLSTATE's class; null: it has none.
const ErrorRule* find_mysql_rule(int code, std::string_view sqlstate);

// `endpoint`: host and port, for what concerns the connection.
[[noreturn]] void throw_mysql_error(const ServerError& error, std::string_view endpoint);

}  // namespace thriftorm::driver
