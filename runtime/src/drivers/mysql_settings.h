// What sessions of MySQL and MariaDB are told, by either protocol.
#pragma once

#include <string_view>

namespace thriftorm::driver {

// Text means the same on every server whatever its own defaults: values that do not fit are errors,
// and times are UTC.
inline constexpr std::string_view kMysqlSettings =
    "SET SESSION time_zone = '+00:00', "
    "sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
    "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', autocommit = 1";

// Whether the runtime tells a connection how to work by this statement, and stores nothing.
inline bool tells_connection(std::string_view sql) {
  return sql.starts_with("SET SESSION ") || sql.starts_with("KILL ");
}

}  // namespace thriftorm::driver
