#include "thriftorm/database.h"

#include <fmt/format.h>

#include "drivers/drivers.h"
#include "pool.h"

namespace thriftorm {
namespace {

[[noreturn, maybe_unused]] void not_built(const char* scheme, const char* option) {
  throw UsageError(
      fmt::format("this build has no driver for `{}:` (CMake option {})", scheme, option));
}

driver::Connect pick_driver(const DatabaseUrl& url) {
  if (url.scheme == "sqlite") {
#ifdef THRIFTORM_HAS_SQLITE
    return driver::sqlite_driver(url);
#else
    not_built("sqlite", "THRIFTORM_SQLITE");
#endif
  }
  if (url.scheme == "mysql") {
#ifdef THRIFTORM_HAS_MYSQL
    return driver::mysql_driver(url);
#else
    not_built("mysql", "THRIFTORM_MYSQL");
#endif
  }
  if (url.scheme == "mysqlx") {
#ifdef THRIFTORM_HAS_MYSQLX
    return driver::mysqlx_driver(url);
#else
    not_built("mysqlx", "THRIFTORM_MYSQLX");
#endif
  }
  throw UsageError(
      fmt::format("unknown database scheme `{}`; known are sqlite, mysql and mysqlx", url.scheme));
}

// The same database at each endpoint.
std::vector<detail::Pool::EndpointInfo> endpoints_of(const DatabaseUrl& url) {
  std::vector<Endpoint> endpoints = {{url.host, url.port}};
  endpoints.insert(endpoints.end(), url.further_endpoints.begin(), url.further_endpoints.end());
  std::vector<detail::Pool::EndpointInfo> infos;
  for (Endpoint& endpoint : endpoints) {
    DatabaseUrl one = url;
    one.host = std::move(endpoint.host);
    one.port = endpoint.port;
    one.further_endpoints.clear();
    infos.push_back({pick_driver(one), driver::endpoint_name(one)});
  }
  return infos;
}

std::shared_ptr<detail::Pool> open_pool(std::string_view text, Hooks hooks) {
  DatabaseUrl url = parse_url(text);
  const detail::PoolOptions options = detail::take_pool_options(url);
  driver::complete_credentials(url);
  const bool in_memory = url.scheme == "sqlite" && url.path == ":memory:";
  return std::make_shared<detail::Pool>(endpoints_of(url), options, std::move(hooks), in_memory);
}

}  // namespace

Database::Database(std::string_view url, Hooks hooks) : pool_(open_pool(url, std::move(hooks))) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Session Database::session() {
  return Session(std::make_unique<detail::Lease>(pool_, detail::Access::kWrite));
}

Session Database::read_only() {
  return Session(std::make_unique<detail::Lease>(pool_, detail::Access::kRead));
}

Counters Database::counters() const { return pool_->counters(); }

}  // namespace thriftorm
