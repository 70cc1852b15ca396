#include "references.h"

#include <fmt/format.h>

#include <cstdint>
#include <set>

#include "answer.h"
#include "game_db/models.h"

namespace game_server {

namespace columns = game_db::columns;
using game_db::ItemModel;
using game_db::MobileModel;
using game_db::PlayerModel;
using thriftorm::Session;

namespace {

// There must be a record for each of these ids.
template <class IdColumn>
void require_all(Session& session, const IdColumn& id, std::set<std::int64_t> ids,
                 const char* name) {
  if (ids.empty()) return;
  const auto stored = IdColumn::RootModel::query().where(id.in(ids)).select(id).all(session);
  for (const auto& [there] : stored) ids.erase(there);
  if (ids.empty()) return;
  throw Refused(game::GameError::DB_RECORD_NOT_FOUND,
                fmt::format("{} {} not found", name, *ids.begin()));
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
  std::set<game::ItemId> ingredients;
  for (const auto& [id, component] : item.blueprint.components) {
    ingredients.insert(component.item_id);
  }
  require_all(session, columns::item::id, ingredients, "Item");
}

void require_references(Session& session, const game::Mobile& mobile) {
  require_owner(session, mobile.owner);
}

void require_references(Session& session, const game::Inventory& inventory) {
  require_owner(session, inventory.owner);
  std::set<game::ItemId> templates;
  std::set<game::MobileItemId> instances;
  for (const game::InventoryEntry& entry : inventory.entries) {
    templates.insert(entry.item_id);
    if (entry.__isset.mobile_item_id) instances.insert(entry.mobile_item_id);
  }
  require_all(session, columns::item::id, templates, "Item");
  require_all(session, columns::mobile_item::id, instances, "Mobile item");
}

}  // namespace game_server
