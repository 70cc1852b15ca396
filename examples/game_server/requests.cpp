#include "requests.h"

namespace game_server {

int variants_set(const game::PlayerRequestData& data) {
  const auto& set = data.__isset;
  return set.load_player + set.create_player + set.save_player + set.destroy_player +
         set.list_players;
}

int variants_set(const game::ItemRequestData& data) {
  const auto& set = data.__isset;
  return set.load_item + set.create_item + set.save_item + set.destroy_item + set.list_items +
         set.autocomplete_items + set.load_blueprint_tree;
}

int variants_set(const game::InventoryRequestData& data) {
  const auto& set = data.__isset;
  return set.load_inventory + set.create_inventory + set.save_inventory + set.destroy_inventory +
         set.list_inventories + set.split_stack + set.transfer_item;
}

int variants_set(const game::MobileRequestData& data) {
  const auto& set = data.__isset;
  return set.load_mobile + set.create_mobile + set.save_mobile + set.destroy_mobile +
         set.list_mobiles + set.search_mobiles + set.describe_owner;
}

int variants_set(const game::Owner& owner) {
  const auto& set = owner.__isset;
  return set.mobile_id + set.item_id + set.asset_id + set.player_id;
}

void require(bool is_set, const char* name) {
  if (is_set) return;
  throw Refused(game::GameError::DB_INVALID_DATA, std::string("Request data must contain ") + name);
}

void require_not_negative(std::int64_t number, const char* name) {
  if (number >= 0) return;
  throw Refused(game::GameError::INVALID_ARGUMENT, std::string(name) + " must not be negative");
}

}  // namespace game_server
