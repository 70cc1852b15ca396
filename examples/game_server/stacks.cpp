#include "stacks.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "answer.h"

namespace game_server {

using game::GameError;
using game::Inventory;
using game::InventoryEntry;

namespace {

InventoryEntry& entry_at(Inventory& inventory, std::int32_t index) {
  if (index >= 0 && static_cast<std::size_t>(index) < inventory.entries.size()) {
    return inventory.entries[static_cast<std::size_t>(index)];
  }
  throw Refused(GameError::INV_ITEM_NOT_FOUND, "The inventory has no entry at this index");
}

const StackedItem& item_of(const InventoryEntry& entry, const StackedItems& items) {
  const auto item = items.find(key_of(entry));
  if (item != items.end()) return item->second;
  throw Refused(GameError::INV_ITEM_NOT_FOUND, "The entry's item is gone");
}

// NaN is refused as well.
void require_quantity(double quantity) {
  if (quantity > 0.0 && std::isfinite(quantity)) return;
  throw Refused(GameError::INV_NEW_QUANTITY_INVALID, "The quantity must be above 0");
}

void require_stacking(const StackedItem& item) {
  if (item.max_stack_size) return;
  throw Refused(GameError::INV_ITEMS_DO_NOT_STACK, "The item does not stack");
}

// How much of an item one stack holds; empty: as much as there is.
std::optional<double> stack_limit(const StackedItem& item) {
  if (!item.max_stack_size) return std::nullopt;
  return static_cast<double>(std::max<std::int64_t>(*item.max_stack_size, 1));
}

void set_quantity(InventoryEntry& entry, double quantity, const StackedItem& item) {
  const auto limit = stack_limit(item);
  entry.__set_quantity(quantity);
  entry.__set_is_max_stacked(limit && quantity >= *limit);
}

// Fills the stacks of the same item that have room; gives what is left.
double fill_stacks(Inventory& inventory, const InventoryEntry& like, double quantity,
                   const StackedItem& item) {
  const auto limit = stack_limit(item);
  if (!limit) return quantity;
  for (InventoryEntry& entry : inventory.entries) {
    const double moved = std::min(quantity, *limit - entry.quantity);
    if (moved <= 0.0 || key_of(entry) != key_of(like)) continue;
    set_quantity(entry, entry.quantity + moved, item);
    quantity -= moved;
  }
  return quantity;
}

void add_stacks(Inventory& inventory, const InventoryEntry& like, double quantity,
                const StackedItem& item) {
  const double limit = stack_limit(item).value_or(quantity);
  const double room = inventory.max_entries - static_cast<double>(inventory.entries.size());
  if (quantity > 0.0 && std::ceil(quantity / limit) > room) {
    throw Refused(GameError::INV_MAX_ITEMS_REACHED, "The inventory has no room for more entries");
  }
  while (quantity > 0.0) {
    const double moved = std::min(quantity, limit);
    inventory.entries.push_back(like);
    set_quantity(inventory.entries.back(), moved, item);
    quantity -= moved;
  }
}

double volume_of(const Inventory& inventory, const StackedItems& items) {
  double volume = 0.0;
  for (const InventoryEntry& entry : inventory.entries) {
    const auto item = items.find(key_of(entry));
    if (item != items.end()) volume += entry.quantity * item->second.volume;
  }
  return volume;
}

}  // namespace

StackKey key_of(const InventoryEntry& entry) {
  StackKey key{entry.item_id, std::nullopt};
  if (entry.__isset.mobile_item_id) key.second = entry.mobile_item_id;
  return key;
}

void split_stack(Inventory& inventory, std::int32_t entry_index, double new_quantity,
                 const StackedItems& items) {
  InventoryEntry& entry = entry_at(inventory, entry_index);
  const StackedItem& item = item_of(entry, items);
  require_stacking(item);
  require_quantity(new_quantity);
  if (new_quantity > entry.quantity) {
    throw Refused(GameError::INV_INSUFFICIENT_QUANTITY, "The stack holds less than that");
  }
  if (new_quantity == entry.quantity) {
    throw Refused(GameError::INV_NEW_QUANTITY_INVALID, "Nothing would be left in the stack");
  }
  if (inventory.entries.size() >= static_cast<std::size_t>(std::max(inventory.max_entries, 0))) {
    throw Refused(GameError::INV_FULL_CANNOT_SPLIT, "The inventory has no room for another stack");
  }
  InventoryEntry split = entry;
  set_quantity(entry, entry.quantity - new_quantity, item);
  set_quantity(split, new_quantity, item);
  inventory.entries.push_back(split);
}

void transfer_item(Inventory& source, Inventory& destination, std::int32_t entry_index,
                   double quantity, const StackedItems& items) {
  InventoryEntry& entry = entry_at(source, entry_index);
  const StackedItem& item = item_of(entry, items);
  require_quantity(quantity);
  if (quantity > entry.quantity) {
    throw Refused(GameError::INV_INSUFFICIENT_QUANTITY, "The stack holds less than that");
  }
  if (quantity < entry.quantity) require_stacking(item);

  const double left = fill_stacks(destination, entry, quantity, item);
  add_stacks(destination, entry, left, item);
  destination.__set_last_calculated_volume(volume_of(destination, items));
  if (destination.last_calculated_volume > destination.max_volume) {
    throw Refused(GameError::INV_NEW_VOLUME_TOO_HIGH, "The inventory has no room for the volume");
  }
  set_quantity(entry, entry.quantity - quantity, item);
  if (entry.quantity == 0.0) source.entries.erase(source.entries.begin() + entry_index);
  source.__set_last_calculated_volume(volume_of(source, items));
}

}  // namespace game_server
