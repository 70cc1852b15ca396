#include "stacked_items.h"

#include <set>

#include "game_db/models.h"
#include "queries.h"

namespace game_server {

namespace columns = game_db::columns;

namespace {

// Of a template or an instance.
template <class Object>
StackedItem stacked_item(const Object& object) {
  StackedItem item;
  if (object.__isset.max_stack_size) item.max_stack_size = object.max_stack_size;
  const auto volume = object.attributes.find(game::AttributeType::VOLUME);
  if (volume != object.attributes.end() && volume->second.value.__isset.double_value) {
    item.volume = volume->second.value.double_value;
  }
  return item;
}

}  // namespace

StackedItems load_stacked_items(thriftorm::Session& session,
                                const std::vector<const game::Inventory*>& inventories) {
  std::set<game::ItemId> templates;
  std::set<game::MobileItemId> instances;
  for (const game::Inventory* inventory : inventories) {
    for (const game::InventoryEntry& entry : inventory->entries) {
      if (entry.__isset.mobile_item_id) instances.insert(entry.mobile_item_id);
      else templates.insert(entry.item_id);
    }
  }
  StackedItems items;
  for (const game::Item& item :
       to_thrift(session, find_all(session, columns::item::id, templates))) {
    items[{item.id, std::nullopt}] = stacked_item(item);
  }
  for (const game::MobileItem& item :
       to_thrift(session, find_all(session, columns::mobile_item::id, instances))) {
    items[{item.item_id, item.id}] = stacked_item(item);
  }
  return items;
}

}  // namespace game_server
