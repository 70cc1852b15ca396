// Requests to the services, each around one variant of its union.
#pragma once

#include <cstdint>
#include <string>

#include "game_types.h"

namespace game_client {

inline game::PlayerRequest load_player(game::PlayerId id) {
  game::LoadPlayerRequestData data;
  data.__set_player_id(id);
  game::PlayerRequest request;
  request.data.__set_load_player(data);
  return request;
}

inline game::PlayerRequest create_player(const game::Player& player) {
  game::CreatePlayerRequestData data;
  data.__set_player(player);
  game::PlayerRequest request;
  request.data.__set_create_player(data);
  return request;
}

inline game::PlayerRequest save_player(const game::Player& player) {
  game::SavePlayerRequestData data;
  data.__set_player(player);
  game::PlayerRequest request;
  request.data.__set_save_player(data);
  return request;
}

inline game::PlayerRequest destroy_player(game::PlayerId id) {
  game::DestroyPlayerRequestData data;
  data.__set_player_id(id);
  game::PlayerRequest request;
  request.data.__set_destroy_player(data);
  return request;
}

inline game::PlayerRequest list_players(std::int32_t page, std::int32_t size,
                                        const std::string& search) {
  game::ListPlayersRequestData data;
  data.__set_page(page);
  data.__set_results_per_page(size);
  data.__set_search_string(search);
  game::PlayerRequest request;
  request.data.__set_list_players(data);
  return request;
}

inline game::ItemRequest create_item(const game::Item& item) {
  game::CreateItemRequestData data;
  data.__set_item(item);
  game::ItemRequest request;
  request.data.__set_create_item(data);
  return request;
}

inline game::ItemRequest load_item(std::int64_t id) {
  game::LoadItemRequestData data;
  data.__set_item_id(id);
  game::ItemRequest request;
  request.data.__set_load_item(data);
  return request;
}

inline game::ItemRequest destroy_item(game::ItemId id) {
  game::DestroyItemRequestData data;
  data.__set_item_id(id);
  game::ItemRequest request;
  request.data.__set_destroy_item(data);
  return request;
}

inline game::ItemRequest autocomplete_items(const std::string& search, std::int32_t limit) {
  game::AutocompleteItemsRequestData data;
  data.__set_search_string(search);
  data.__set_max_results(limit);
  game::ItemRequest request;
  request.data.__set_autocomplete_items(data);
  return request;
}

inline game::ItemRequest load_blueprint_tree(game::ItemId id, std::int32_t max_depth) {
  game::LoadBlueprintTreeRequestData data;
  data.__set_item_id(id);
  data.__set_max_depth(max_depth);
  game::ItemRequest request;
  request.data.__set_load_blueprint_tree(data);
  return request;
}

inline game::InventoryRequest load_inventory(game::InventoryId id) {
  game::LoadInventoryRequestData data;
  data.__set_inventory_id(id);
  game::InventoryRequest request;
  request.data.__set_load_inventory(data);
  return request;
}

inline game::InventoryRequest create_inventory(const game::Inventory& inventory) {
  game::CreateInventoryRequestData data;
  data.__set_inventory(inventory);
  game::InventoryRequest request;
  request.data.__set_create_inventory(data);
  return request;
}

inline game::InventoryRequest destroy_inventory(game::InventoryId id) {
  game::DestroyInventoryRequestData data;
  data.__set_inventory_id(id);
  game::InventoryRequest request;
  request.data.__set_destroy_inventory(data);
  return request;
}

inline game::InventoryRequest split_stack(game::InventoryId id, std::int32_t index,
                                          double quantity) {
  game::SplitStackRequestData data;
  data.__set_inventory_id(id);
  data.__set_entry_index(index);
  data.__set_new_quantity(quantity);
  game::InventoryRequest request;
  request.data.__set_split_stack(data);
  return request;
}

inline game::InventoryRequest transfer_item(game::InventoryId source, game::InventoryId destination,
                                            std::int32_t index, double quantity) {
  game::TransferItemRequestData data;
  data.__set_source_inventory_id(source);
  data.__set_destination_inventory_id(destination);
  data.__set_entry_index(index);
  data.__set_quantity(quantity);
  game::InventoryRequest request;
  request.data.__set_transfer_item(data);
  return request;
}

inline game::MobileRequest load_mobile(game::MobileId id) {
  game::LoadMobileRequestData data;
  data.__set_mobile_id(id);
  game::MobileRequest request;
  request.data.__set_load_mobile(data);
  return request;
}

inline game::MobileRequest create_mobile(const game::Mobile& mobile) {
  game::CreateMobileRequestData data;
  data.__set_mobile(mobile);
  game::MobileRequest request;
  request.data.__set_create_mobile(data);
  return request;
}

inline game::MobileRequest search_mobiles(const std::string& search, std::int32_t limit) {
  game::SearchMobilesRequestData data;
  data.__set_search_string(search);
  data.__set_max_results(limit);
  game::MobileRequest request;
  request.data.__set_search_mobiles(data);
  return request;
}

inline game::MobileRequest describe_owner(const game::Owner& owner) {
  game::DescribeOwnerRequestData data;
  data.__set_owner(owner);
  game::MobileRequest request;
  request.data.__set_describe_owner(data);
  return request;
}

}  // namespace game_client
