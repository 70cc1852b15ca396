// The drivers that this build has, and what they share.
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "thriftorm/database.h"
#include "thriftorm/driver.h"

namespace thriftorm::driver {

// Makes a new connection at each call; may be called by several threads.
using Connect = std::function<std::unique_ptr<Connection>()>;

// Each checks its URL and its options (UsageError) and connects to nothing yet.
Connect sqlite_driver(const DatabaseUrl& url);
Connect mysql_driver(const DatabaseUrl& url);
Connect mysqlx_driver(const DatabaseUrl& url);

// Takes user and password from the option file and the environment where `url` lacks them. Throws
// UsageError, whose message does not hold them.
void complete_credentials(DatabaseUrl& url);

// A URL's first endpoint, for messages: host and port, a socket's path, or a file.
std::string endpoint_name(const DatabaseUrl& url);

// The options that every scheme takes, and that its driver does not see; see pool_options.h.
inline constexpr std::array<std::string_view, 6> kPoolOptions = {
    "pool_size",           "pool_timeout",      "pool_max_life",
    "pool_validate_after", "statement_timeout", "isolation"};

// Throws UsageError for an option that is not in `known`.
void check_options(const DatabaseUrl& url, std::span<const std::string_view> known);
// The value of an option; null: it is not there.
const std::string* find_option(const DatabaseUrl& url, std::string_view name);
// A duration option: 500ms, 5s, 2m.
std::chrono::milliseconds duration_option(const DatabaseUrl& url, std::string_view name,
                                          std::chrono::milliseconds otherwise);

// Refuses what no engine can store as it is: NaN and infinities, text that is not UTF-8
// (InvalidData), and a wrong number of parameters (UsageError). Messages tell the parameter's place
// (from 1), never its value.
void check_parameters(std::span<const Parameter> parameters, std::size_t placeholders,
                      std::string_view sql);

}  // namespace thriftorm::driver
