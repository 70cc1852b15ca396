// SOCI includes SQLite's header in a namespace of its own, so that what uses the one cannot use the
// other: this is the place between.
#pragma once

#include <memory>
#include <string>

#include <soci/soci.h>

struct sqlite3;

namespace bench {

// A session that takes the connection over; the file must exist.
std::unique_ptr<soci::session> open_soci_sqlite(const std::string& path, sqlite3* connection);

}  // namespace bench
