#include "soci_sessions.h"

#include <soci/mysql/soci-mysql.h>

#include <fmt/format.h>

#include "soci_sqlite.h"

namespace bench {

std::unique_ptr<soci::session> open_soci(const FileDatabase& database) {
  return open_soci_sqlite(database.path(), open_sqlite(database.path()));
}

std::unique_ptr<soci::session> open_soci(const ServerDatabase& database) {
  const thriftorm::DatabaseUrl parts = thriftorm::parse_url(database.url());
  auto session = std::make_unique<soci::session>(
      soci::mysql, fmt::format("host={} port={} user={} password='{}' dbname={}", parts.host,
                               parts.port, parts.user, parts.password, parts.path));
  auto* backend = static_cast<soci::mysql_session_backend*>(session->get_backend());
  mysql_close(backend->conn_);
  backend->conn_ = open_mysql(database.url());
  return session;
}

}  // namespace bench
