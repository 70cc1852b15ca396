// What an item is made of, down to what is not made of anything.
#pragma once

#include <cstdint>

#include <thriftorm/session.h>

#include "game_types.h"

namespace game_server {

// Reads level by level, with the same few statements for each level, however many items are on it.
//
// An item stands in the tree once for each place that it is used in. One that would contain itself is
// left out there, and told as cycle_detected; what lies below `max_depth`, as max_depth_reached. The
// total time is that of all nodes together.
//
// Refused: the item, or one that a blueprint names, is gone (DB_RECORD_NOT_FOUND); the tree has more
// than 10,000 nodes (BLUEPRINT_TOO_DEEP).
game::LoadBlueprintTreeResponseData load_blueprint_tree(thriftorm::Session& session,
                                                        game::ItemId root, std::int32_t max_depth);

}  // namespace game_server
