// The rules of stacks in inventories, on values: nothing here talks to a database.
//
// Functions throw Refused with the IDL's INV_… code; what they were changing is not to be used then.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "game_types.h"

namespace game_server {

// What the rules need to know of an item.
struct StackedItem {
  std::optional<std::int64_t> max_stack_size;  // empty: it does not stack
  double volume = 0.0;                         // of one; an item without VOLUME takes up none
};

// An entry's template, and its instance if there is one, which counts then.
using StackKey = std::pair<game::ItemId, std::optional<game::MobileItemId>>;
using StackedItems = std::map<StackKey, StackedItem>;

StackKey key_of(const game::InventoryEntry& entry);

// Takes `new_quantity` off an entry into a new one at the end. INV_ITEM_NOT_FOUND,
// INV_ITEMS_DO_NOT_STACK, INV_NEW_QUANTITY_INVALID (not above 0, or nothing would stay),
// INV_INSUFFICIENT_QUANTITY, INV_FULL_CANNOT_SPLIT.
void split_stack(game::Inventory& inventory, std::int32_t entry_index, double new_quantity,
                 const StackedItems& items);

// Moves `quantity` of an entry: onto the stacks of the same item that have room, the rest into new
// ones. An entry of which nothing is left goes. Both volumes are calculated anew.
// INV_ITEM_NOT_FOUND, INV_NEW_QUANTITY_INVALID, INV_INSUFFICIENT_QUANTITY, INV_ITEMS_DO_NOT_STACK (a
// part of what does not stack), INV_MAX_ITEMS_REACHED, INV_NEW_VOLUME_TOO_HIGH.
void transfer_item(game::Inventory& source, game::Inventory& destination, std::int32_t entry_index,
                   double quantity, const StackedItems& items);

}  // namespace game_server
