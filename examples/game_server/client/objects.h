// Objects that clients send to be created.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "game_types.h"

namespace game_client {

inline game::Owner owned_by_player(game::PlayerId id) {
  game::Owner owner;
  owner.__set_player_id(id);
  return owner;
}

inline game::Attribute new_attribute(const std::string& name, game::AttributeType::type type,
                                     double number) {
  game::Attribute attribute;
  attribute.__set_internal_name(name);
  attribute.__set_visible(true);
  attribute.__set_attribute_type(type);
  attribute.value.__set_double_value(number);
  return attribute;
}

// A player with an avatar that has two attributes.
inline game::Player new_player(const std::string& name, const std::string& email) {
  game::Mobile avatar;
  avatar.__set_mobile_type(game::MobileType::PLAYER);
  avatar.__set_what_we_call_you(name);
  avatar.attributes[game::AttributeType::STRENGTH] =
      new_attribute("strength", game::AttributeType::STRENGTH, 12.5);
  avatar.attributes[game::AttributeType::LUCK] =
      new_attribute("luck", game::AttributeType::LUCK, 0.5);
  game::Player player;
  player.__set_full_name(name + " Doe");
  player.__set_what_we_call_you(name);
  player.__set_security_token("hashed");
  player.__set_year_of_birth(1990);
  player.__set_email(email);
  player.__set_mobile(avatar);
  return player;
}

// An item of which `stack` make a stack, and one takes up `volume`.
inline game::Item new_item(const std::string& name, std::int64_t stack, double volume) {
  game::Item item;
  item.__set_internal_name(name);
  item.__set_item_type(game::ItemType::RAWMATERIAL);
  item.__set_max_stack_size(stack);
  item.attributes[game::AttributeType::VOLUME] =
      new_attribute("volume", game::AttributeType::VOLUME, volume);
  return item;
}

inline game::InventoryEntry new_entry(game::ItemId item, double quantity) {
  game::InventoryEntry entry;
  entry.__set_item_id(item);
  entry.__set_quantity(quantity);
  entry.__set_is_max_stacked(false);
  return entry;
}

inline game::Inventory new_inventory(game::PlayerId owner, std::int32_t max_entries,
                                     double max_volume,
                                     const std::vector<game::InventoryEntry>& entries) {
  game::Inventory inventory;
  inventory.__set_max_entries(max_entries);
  inventory.__set_max_volume(max_volume);
  inventory.__set_entries(entries);
  inventory.__set_owner(owned_by_player(owner));
  return inventory;
}

}  // namespace game_client
