// The table behind Database::run_once(): one row for each key whose work was committed.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "thriftorm/driver.h"

namespace thriftorm {

class Session;

// Creates `thriftorm_run_once` unless it is there.
void create_run_once_table(Session& session);
// The text that does so, for those who change the schema by hand.
std::string run_once_ddl(Dialect dialect);
// Deletes the keys that were committed longer ago than that, and returns how many. A key that is
// forgotten may run again: keep them for as long as a caller may repeat itself.
std::uint64_t forget_run_once_keys(Session& session, std::chrono::seconds older_than);

}  // namespace thriftorm
