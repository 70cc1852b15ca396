// Reads what the rules of stacks need to know of the items in inventories.
#pragma once

#include <vector>

#include <thriftorm/session.h>

#include "stacks.h"

namespace game_server {

// Of all entries, with as many statements for many as for one. Items that are gone are not in it.
StackedItems load_stacked_items(thriftorm::Session& session,
                                const std::vector<const game::Inventory*>& inventories);

}  // namespace game_server
