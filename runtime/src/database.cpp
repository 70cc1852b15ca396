#include "thriftorm/database.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <thread>

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
  throw UsageError(
      fmt::format("unknown database scheme `{}`; known are sqlite and mysql", url.scheme));
}

std::shared_ptr<detail::Pool> open_pool(std::string_view text) {
  DatabaseUrl url = parse_url(text);
  const char* password = std::getenv("THRIFTORM_PASSWORD");
  if (!url.has_password && password != nullptr) url.password = password;
  const bool in_memory = url.scheme == "sqlite" && url.path == ":memory:";
  return std::make_shared<detail::Pool>(pick_driver(url), in_memory);
}

}  // namespace

Database::Database(std::string_view url) : pool_(open_pool(url)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Session Database::session() { return Session(std::make_unique<detail::Lease>(pool_)); }

void detail::pause_before_retry(int attempt) {
  using std::chrono::milliseconds;
  const std::int64_t longest =
      std::min<std::int64_t>(std::int64_t{10} << std::min(attempt - 1, 10), 1000);
  thread_local std::minstd_rand random(std::random_device{}());
  std::uniform_int_distribution<std::int64_t> pause(longest / 2, longest);
  std::this_thread::sleep_for(milliseconds(pause(random)));
}

}  // namespace thriftorm
