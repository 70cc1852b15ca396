// The errors of MySQL, MariaDB, their kin and their client libraries as typed errors.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "error_rules.h"

namespace thriftorm::driver {

// What was under way when an error came.
enum class MysqlPhase : std::uint8_t {
  kConnect,
  kPrepare,
  kText,        // a statement without parameters that does not commit by itself
  kExecute,     // a prepared statement that changes nothing, or one inside a transaction
  kAutocommit,  // a statement that commits by itself
  kCommit,
};

// Whether such an error may leave open what became of a write.
bool leaves_unknown(MysqlPhase phase, int code);
// What a client library's code stands for: when an encrypted connection breaks, some say that TLS has
// failed. `verifies`: whether the server's certificate has to be good.
int meant_code(MysqlPhase phase, int code, std::string_view text, bool verifies);

// All codes that have a meaning of their own, in ascending order.
std::span<const ErrorRule> mysql_error_rules();
// The code's rule, or that of its SQLSTATE's class; null: it has none.
const ErrorRule* find_mysql_rule(int code, std::string_view sqlstate);

// `endpoint`: host and port, for what concerns the connection.
[[noreturn]] void throw_mysql_error(const ServerError& error, std::string_view endpoint);

}  // namespace thriftorm::driver
