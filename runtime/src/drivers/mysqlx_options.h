// What a mysqlx:// URL says of the connection: as a mysql:// URL, where the connector can do it.
#pragma once

#include "drivers/mysql_options.h"

namespace thriftorm::driver {

// The connector knows no timeouts for reading and writing, asks for TLS or does without, has none
// on a socket, and checks a certificate against no CA but the one that it is given. Throws
// UsageError.
MysqlOptions mysqlx_options_of(const DatabaseUrl& url);

}  // namespace thriftorm::driver
