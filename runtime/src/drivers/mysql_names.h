// The names in a server's message, and nothing else of it: messages of the same form quote values.
#pragma once

#include <string_view>

#include "thriftorm/error.h"

namespace thriftorm::driver {

// Fills in table, column and constraint where the message of `code` names them. Returns the name to
// show, e.g. "players.email"; it lies in `text`.
std::string_view take_mysql_names(int code, std::string_view text, ErrorDetails& details);

}  // namespace thriftorm::driver
