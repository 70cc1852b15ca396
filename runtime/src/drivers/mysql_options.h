// What a mysql:// URL says of the connection.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "thriftorm/database.h"

namespace thriftorm::driver {

enum class SslMode : std::uint8_t { kDisabled, kPreferred, kRequired, kVerifyCa, kVerifyIdentity };

struct MysqlOptions {
  std::string host;
  int port = 3306;
  std::string socket;  // empty: TCP
  std::string user;
  std::string password;
  std::string database;
  SslMode ssl_mode = SslMode::kPreferred;
  std::string ssl_ca;  // empty: the system's
  std::chrono::seconds connect_timeout{10};
  std::chrono::seconds read_timeout{120};
  std::chrono::seconds write_timeout{120};

  // Host and port, or the socket's path, for messages.
  std::string endpoint() const;
};

// Throws UsageError.
MysqlOptions mysql_options_of(const DatabaseUrl& url);

}  // namespace thriftorm::driver
