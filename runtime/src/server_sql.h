// What is asked of a server about itself, and told to a connection, in each dialect's words.
#pragma once

#include <chrono>
#include <string>

#include "thriftorm/driver.h"

namespace thriftorm::detail {

// From now on statements that run longer fail with Timeout (MySQL: those that read).
void set_statement_timeout(driver::Connection& connection, std::chrono::milliseconds timeout);

// From now on transactions run at this level, "READ COMMITTED" for example. Not for SQLite.
void set_isolation(driver::Connection& connection, const std::string& level);

// From now on the server refuses writes on this connection, or takes them again.
void set_read_only(driver::Connection& connection, bool read_only);

// Whether the server takes writes: it is no replica, and no secondary of a group.
bool takes_writes(driver::Connection& connection);

// How far the server's own transactions have come, for wait_for_position() on another one of the
// same cluster; empty: it does not say (no GTIDs).
std::string position_of(driver::Connection& connection);

// Waits until the server has all that `position` covers; false: not within `timeout`.
bool wait_for_position(driver::Connection& connection, const std::string& position,
                       std::chrono::milliseconds timeout);

// What the server calls this connection, and the end of what another one is doing.
std::int64_t connection_id(driver::Connection& connection);
void kill_query(driver::Connection& connection, std::int64_t id);

}  // namespace thriftorm::detail
