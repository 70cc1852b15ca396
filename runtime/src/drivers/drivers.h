// The drivers that this build has, and what they share.
#pragma once

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

// Throws UsageError for an option that is not in `known`, or that stands there twice.
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
