#include "drivers/mysql_options.h"

#include <fmt/format.h>

#include <array>

#include "drivers/drivers.h"
#include "thriftorm/error.h"

namespace thriftorm::driver {
namespace {

constexpr std::array<std::pair<std::string_view, SslMode>, 5> kSslModes = {{
    {"disabled", SslMode::kDisabled},
    {"preferred", SslMode::kPreferred},
    {"required", SslMode::kRequired},
    {"verify-ca", SslMode::kVerifyCa},
    {"verify-identity", SslMode::kVerifyIdentity},
}};

bool is_local(const MysqlOptions& options) {
  return !options.socket.empty() || options.host == "localhost" || options.host == "::1" ||
         options.host.starts_with("127.");
}

// What leaves the machine is encrypted, and the server proves who it is, unless the URL says
// otherwise; a CA is there to be checked.
SslMode default_mode(const MysqlOptions& options) {
  const bool unverified = is_local(options) && options.ssl_ca.empty();
  return unverified ? SslMode::kPreferred : SslMode::kVerifyIdentity;
}

SslMode ssl_mode_of(const DatabaseUrl& url, const MysqlOptions& options) {
  const std::string* text = find_option(url, "ssl-mode");
  if (text == nullptr) return default_mode(options);
  for (const auto& [name, mode] : kSslModes) {
    if (name != *text) continue;
    if (mode == SslMode::kVerifyCa && options.ssl_ca.empty()) {
      throw UsageError("the database URL's `ssl-mode=verify-ca` needs an `ssl-ca`");
    }
    return mode;
  }
  throw UsageError(
      "the database URL's option `ssl-mode` is none of disabled, preferred, required, verify-ca, "
      "verify-identity");
}

// The client library counts in whole seconds, and takes 0 for "never".
std::chrono::seconds whole_seconds(const DatabaseUrl& url, std::string_view name,
                                   std::chrono::seconds otherwise) {
  const auto value = std::chrono::ceil<std::chrono::seconds>(duration_option(url, name, otherwise));
  if (value.count() == 0) {
    throw UsageError(fmt::format("the database URL's option `{}` must be more than 0", name));
  }
  return value;
}

std::string text_option(const DatabaseUrl& url, std::string_view name) {
  const std::string* text = find_option(url, name);
  return text == nullptr ? std::string() : *text;
}

}  // namespace

MysqlOptions mysql_options_of(const DatabaseUrl& url) {
  constexpr std::array<std::string_view, 7> kOptions = {
      "socket",          "ssl-mode",     "ssl-ca",       "option-file",
      "connect_timeout", "read_timeout", "write_timeout"};
  check_options(url, kOptions);
  MysqlOptions options;
  options.host = url.host.empty() ? "localhost" : url.host;
  if (url.port != 0) options.port = url.port;
  options.user = url.user;
  options.password = url.password;
  options.database = url.path;
  options.socket = text_option(url, "socket");
  options.ssl_ca = text_option(url, "ssl-ca");
  options.ssl_mode = ssl_mode_of(url, options);
  options.connect_timeout = whole_seconds(url, "connect_timeout", options.connect_timeout);
  options.read_timeout = whole_seconds(url, "read_timeout", options.read_timeout);
  options.write_timeout = whole_seconds(url, "write_timeout", options.write_timeout);
  return options;
}

std::string MysqlOptions::endpoint() const {
  if (!socket.empty()) return socket;
  return host.find(':') == std::string::npos ? fmt::format("{}:{}", host, port)
                                             : fmt::format("[{}]:{}", host, port);
}

}  // namespace thriftorm::driver
