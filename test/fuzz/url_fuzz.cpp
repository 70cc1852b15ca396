// Database URLs, and what the pool and the drivers take of their options.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/src/drivers/drivers.h"
#include "runtime/src/pool_options.h"
#include "test/fuzz/require.h"
#ifdef THRIFTORM_HAS_MYSQL
#include "runtime/src/drivers/mysql_options.h"
#endif

namespace {

using thriftorm::DatabaseUrl;
using thriftorm::test::require;

const std::string kSecret = "Secret-of-nobody";

bool same_endpoints(const DatabaseUrl& one, const DatabaseUrl& other) {
  if (one.host != other.host || one.port != other.port) return false;
  if (one.further_endpoints.size() != other.further_endpoints.size()) return false;
  for (std::size_t i = 0; i < one.further_endpoints.size(); ++i) {
    const auto& a = one.further_endpoints[i];
    const auto& b = other.further_endpoints[i];
    if (a.host != b.host || a.port != b.port) return false;
  }
  return true;
}

// The URL that messages show is the same URL, and has no password.
void check_redacted(DatabaseUrl url) {
  url.password = kSecret;
  const std::string text = url.redacted();
  const DatabaseUrl shown = thriftorm::parse_url(text);
  require(shown.scheme == url.scheme && shown.user == url.user && shown.path == url.path &&
              shown.options == url.options && same_endpoints(shown, url),
          "a redacted URL is parsed as the URL was, but for its password", text);
  require(shown.password.empty(), "a redacted URL has no password", text);
}

// Whatever the options are, they are taken or refused, and the refusal keeps the secret.
void check_options(DatabaseUrl url) {
  url.password = kSecret;
  try {
    const thriftorm::detail::PoolOptions pool = thriftorm::detail::take_pool_options(url);
    require(pool.size >= 1 && pool.timeout.count() >= 0 && pool.max_life.count() > 0 &&
                pool.validate_after.count() >= 0 && pool.statement_timeout.count() >= 0,
            "the pool's options are in their ranges");
#ifdef THRIFTORM_HAS_SQLITE
    if (url.scheme == "sqlite") thriftorm::driver::sqlite_driver(url);
#endif
#ifdef THRIFTORM_HAS_MYSQL
    if (url.scheme == "mysql") {
      const auto options = thriftorm::driver::mysql_options_of(url);
      require(options.connect_timeout.count() > 0, "a timeout is more than 0");
    }
#endif
  } catch (const thriftorm::UsageError& error) {
    require(std::string_view(error.what()).find(kSecret) == std::string_view::npos,
            "an error does not tell the password", error.what());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  DatabaseUrl url;
  try {
    url = thriftorm::parse_url({reinterpret_cast<const char*>(data), size});
  } catch (const thriftorm::UsageError&) {
    return 0;
  }
  check_redacted(url);
  if (url.redacted().find(kSecret) == std::string::npos) check_options(url);
  return 0;
}
