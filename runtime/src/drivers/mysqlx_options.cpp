#include "drivers/mysqlx_options.h"

#include <array>

#include "drivers/drivers.h"
#include "thriftorm/error.h"

namespace thriftorm::driver {

MysqlOptions mysqlx_options_of(const DatabaseUrl& url) {
  constexpr std::array<std::string_view, 5> kOptions = {"socket", "ssl-mode", "ssl-ca",
                                                        "option-file", "connect_timeout"};
  constexpr int kPort = 33060;
  check_options(url, kOptions);
  MysqlOptions options = mysql_options_of(url);
  if (url.port == 0) options.port = kPort;
  if (options.ssl_mode == SslMode::kVerifyIdentity && options.ssl_ca.empty()) {
    throw UsageError(
        "mysqlx verifies a server against no CA but the database URL's `ssl-ca`, which is missing "
        "(`ssl-mode=required` encrypts and does not verify)");
  }
  if (!options.socket.empty() && options.ssl_mode >= SslMode::kRequired) {
    throw UsageError("the database URL asks for TLS on a socket, which mysqlx does not have");
  }
  return options;
}

}  // namespace thriftorm::driver
