#include "soci_sqlite.h"

#include <soci/sqlite3/soci-sqlite3.h>

namespace bench {

std::unique_ptr<soci::session> open_soci_sqlite(const std::string& path, sqlite3* connection) {
  auto session = std::make_unique<soci::session>(soci::sqlite3, "db=" + path);
  auto* backend = static_cast<soci::sqlite3_session_backend*>(session->get_backend());
  sqlite_api::sqlite3_close(backend->conn_);
  backend->conn_ = reinterpret_cast<sqlite_api::sqlite3*>(connection);
  return session;
}

}  // namespace bench
