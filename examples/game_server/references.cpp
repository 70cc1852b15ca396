#include "references.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "answer.h"
#include "game_db/models.h"
#include "queries.h"

namespace game_server {

using game_db::ItemModel;
using game_db::MobileModel;
using game_db::PlayerModel;
using thriftorm::Session;

namespace {

// All of these ids must be among the records, which are in the order of their ids.
template <class Model>
void require_all(const std::vector<std::int64_t>& ids, const std::vector<Model>& records,
                 const char* name) {
  const auto comes_before = [](const Model& record, std::int64_t id) {
    return *record.get_id() < id;
  };
  for (const std::int64_t id : ids) {
    const auto record = std::lower_bound(records.begin(), records.end(), id, comes_before);
    if (record != records.end() && record->get_id() == id) continue;
    throw Refused(game::GameError::DB_RECORD_NOT_FOUND, fmt::format("{} {} not found", name, id));
  }
}

// Whether an owner is set is for the models to say.
void require_owner(Session& session, const game::Owner& owner) {
  const auto& set = owner.__isset;
  if (set.player_id || set.mobile_id || set.item_id) owner_name(session, owner);
}

}  // namespace

std::string owner_name(Session& session, const game::Owner& owner) {
  if (owner.__isset.player_id) {
    const std::string name = fmt::format("Player id={}", owner.player_id);
    return found(PlayerModel::find(session, owner.player_id), name).get_full_name();
  }
  if (owner.__isset.mobile_id) {
    const std::string name = fmt::format("Mobile {}", owner.mobile_id);
    return found(MobileModel::find(session, owner.mobile_id), name).get_what_we_call_you();
  }
  if (owner.__isset.item_id) {
    const std::string name = fmt::format("Item {}", owner.item_id);
    return found(ItemModel::find(session, owner.item_id), name).get_internal_name();
  }
  throw Refused(game::GameError::DB_RECORD_NOT_FOUND,
                fmt::format("Asset {} not found", owner.asset_id));
}

void require_references(Session& session, const game::Item& item) {
  std::vector<game::ItemId> ingredients;
  for (const auto& [id, component] : item.blueprint.components) {
    ingredients.push_back(component.item_id);
  }
  require_all(ingredients, find_items(session, ingredients), "Item");
}

void require_references(Session& session, const game::Mobile& mobile) {
  require_owner(session, mobile.owner);
}

void require_references(Session& session, const game::Inventory& inventory) {
  require_owner(session, inventory.owner);
  std::vector<game::ItemId> templates;
  std::vector<game::MobileItemId> instances;
  for (const game::InventoryEntry& entry : inventory.entries) {
    templates.push_back(entry.item_id);
    if (entry.__isset.mobile_item_id) instances.push_back(entry.mobile_item_id);
  }
  require_all(templates, find_items(session, templates), "Item");
  require_all(instances, find_mobile_items(session, instances), "Mobile item");
}

}  // namespace game_server
