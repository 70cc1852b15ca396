#include "stacks.h"

#include <doctest/doctest.h>

#include <limits>
#include <utility>
#include <vector>

#include "answer.h"
#include "client/objects.h"

using game::GameError;
using game::Inventory;
using game_client::new_entry;
using game_client::new_inventory;
using namespace game_server;

namespace {

constexpr game::ItemId kOre = 1, kSword = 2, kGone = 3;

const StackedItems& items() {
  static const StackedItems all{{{kOre, std::nullopt}, {10, 0.5}},
                                {{kSword, std::nullopt}, {std::nullopt, 2.0}},
                                {{kSword, 7}, {std::nullopt, 2.0}}};
  return all;
}

Inventory inventory(const std::vector<game::InventoryEntry>& entries, int max_entries = 5,
                    double max_volume = 100.0) {
  return new_inventory(1, max_entries, max_volume, entries);
}

// Item and quantity of each entry.
std::vector<std::pair<game::ItemId, double>> contents(const Inventory& of) {
  std::vector<std::pair<game::ItemId, double>> stacks;
  for (const auto& entry : of.entries) stacks.emplace_back(entry.item_id, entry.quantity);
  return stacks;
}
using Contents = std::vector<std::pair<game::ItemId, double>>;

// The code that the work is refused with; 0: it is not.
template <class Work>
int refusal(Work&& work) {
  try {
    work();
  } catch (const Refused& refused) {
    return refused.code();
  }
  return 0;
}

int transfer_refusal(Inventory source, Inventory destination, int index, double quantity) {
  return refusal([&] { transfer_item(source, destination, index, quantity, items()); });
}

TEST_CASE("stacks with room are filled before new ones are made") {
  Inventory source = inventory({new_entry(kOre, 30.0)});
  Inventory destination = inventory({new_entry(kOre, 8.0), new_entry(kSword, 1.0)});
  transfer_item(source, destination, 0, 16.0, items());
  CHECK(contents(source) == Contents{{kOre, 14.0}});
  CHECK(contents(destination) == Contents{{kOre, 10.0}, {kSword, 1.0}, {kOre, 10.0}, {kOre, 4.0}});
  CHECK(destination.entries[0].is_max_stacked);
  CHECK(destination.entries[2].is_max_stacked);
  CHECK(!destination.entries[3].is_max_stacked);
  CHECK(source.last_calculated_volume == 7.0);
  CHECK(destination.last_calculated_volume == 14.0);
}

TEST_CASE("an instance is not stacked with its template") {
  game::InventoryEntry mine = new_entry(kSword, 1.0);
  mine.__set_mobile_item_id(7);
  Inventory source = inventory({mine});
  Inventory destination = inventory({new_entry(kSword, 1.0)});
  transfer_item(source, destination, 0, 1.0, items());
  CHECK(source.entries.empty());
  CHECK(destination.entries == std::vector{new_entry(kSword, 1.0), mine});
}

TEST_CASE("what cannot be transferred is refused by its code") {
  const Inventory ore = inventory({new_entry(kOre, 10.0)});
  const Inventory empty = inventory({});
  CHECK(transfer_refusal(ore, empty, 1, 1.0) == GameError::INV_ITEM_NOT_FOUND);
  CHECK(transfer_refusal(ore, empty, -1, 1.0) == GameError::INV_ITEM_NOT_FOUND);
  CHECK(transfer_refusal(inventory({new_entry(kGone, 1.0)}), empty, 0, 1.0) ==
        GameError::INV_ITEM_NOT_FOUND);
  for (const double invalid : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(),
                               std::numeric_limits<double>::infinity()}) {
    CHECK(transfer_refusal(ore, empty, 0, invalid) == GameError::INV_NEW_QUANTITY_INVALID);
  }
  CHECK(transfer_refusal(ore, empty, 0, 10.5) == GameError::INV_INSUFFICIENT_QUANTITY);
  CHECK(transfer_refusal(inventory({new_entry(kSword, 2.0)}), empty, 0, 1.0) ==
        GameError::INV_ITEMS_DO_NOT_STACK);
  CHECK(transfer_refusal(ore, inventory({}, 0), 0, 1.0) == GameError::INV_MAX_ITEMS_REACHED);
  CHECK(transfer_refusal(inventory({new_entry(kOre, 1e300)}), empty, 0, 1e300) ==
        GameError::INV_MAX_ITEMS_REACHED);
  CHECK(transfer_refusal(ore, inventory({}, 5, 0.4), 0, 1.0) == GameError::INV_NEW_VOLUME_TOO_HIGH);
  CHECK(transfer_refusal(ore, empty, 0, 10.0) == 0);
}

TEST_CASE("what cannot be split is refused by its code") {
  const auto split_refusal = [](Inventory of, int index, double quantity) {
    return refusal([&] { split_stack(of, index, quantity, items()); });
  };
  const Inventory ore = inventory({new_entry(kOre, 10.0)});
  CHECK(split_refusal(ore, 1, 1.0) == GameError::INV_ITEM_NOT_FOUND);
  CHECK(split_refusal(ore, 0, 0.0) == GameError::INV_NEW_QUANTITY_INVALID);
  CHECK(split_refusal(ore, 0, 10.0) == GameError::INV_NEW_QUANTITY_INVALID);
  CHECK(split_refusal(ore, 0, 11.0) == GameError::INV_INSUFFICIENT_QUANTITY);
  CHECK(split_refusal(inventory({new_entry(kSword, 2.0)}), 0, 1.0) ==
        GameError::INV_ITEMS_DO_NOT_STACK);
  CHECK(split_refusal(inventory({new_entry(kOre, 10.0)}, 1), 0, 4.0) ==
        GameError::INV_FULL_CANNOT_SPLIT);
  CHECK(split_refusal(ore, 0, 4.0) == 0);
}

}  // namespace
