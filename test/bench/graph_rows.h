// A player with an avatar that has six attributes, as rows of four tables.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "game_types.h"

namespace bench {

inline constexpr std::size_t kPlayers = 250;  // in one run
inline constexpr std::size_t kAttributes = 6;

// What both sides store.
struct PlayerTexts {
  std::string full_name;
  std::string what_we_call_you;
  std::string email;
};

inline const std::vector<PlayerTexts>& players() {
  static const std::vector<PlayerTexts> all = [] {
    std::vector<PlayerTexts> texts;
    for (std::size_t i = 0; i < kPlayers; ++i)
      texts.push_back({fmt::format("Player Number {}", i), fmt::format("P{}", i),
                       fmt::format("player{}@example.com", i)});
    return texts;
  }();
  return all;
}

struct AttributeTexts {
  const char* internal_name;
  game::AttributeType::type type;
  const char* type_name;
};

inline constexpr std::array<AttributeTexts, kAttributes> kAttributeTexts{{
    {"strength_of_an_avatar", game::AttributeType::STRENGTH, "STRENGTH"},
    {"dexterity_of_an_avatar", game::AttributeType::DEXTERITY, "DEXTERITY"},
    {"intelligence_of_an_avatar", game::AttributeType::INTELLIGENCE, "INTELLIGENCE"},
    {"stamina_of_an_avatar", game::AttributeType::STAMINA, "STAMINA"},
    {"luck_of_an_avatar", game::AttributeType::LUCK, "LUCK"},
    {"health_of_an_avatar", game::AttributeType::HEALTH, "HEALTH"},
}};

inline constexpr const char* kToken = "4f1c0d8e9a7b6c5d4e3f2a1b0c9d8e7f";

struct AttributeRow {
  std::optional<std::int64_t> id;
  std::string internal_name;
  bool visible = false;
  std::optional<bool> bool_value;
  std::optional<double> double_value;
  std::optional<double> vector3_x;
  std::optional<double> vector3_y;
  std::optional<double> vector3_z;
  std::optional<std::int64_t> asset_id;
  std::string_view attribute_type;
};

struct MobileRow {
  std::optional<std::int64_t> id;
  std::string_view mobile_type;
  std::optional<std::int64_t> owner_mobile_id;
  std::optional<std::int64_t> owner_player_id;
  std::string what_we_call_you;
  std::vector<AttributeRow> attributes;
};

struct PlayerRow {
  std::optional<std::int64_t> id;
  std::string full_name;
  std::string what_we_call_you;
  std::string security_token;
  std::int64_t year_of_birth = 0;
  std::string email;
  MobileRow mobile;
};

inline PlayerRow make_row(const PlayerTexts& texts) {
  PlayerRow player;
  player.full_name = texts.full_name;
  player.what_we_call_you = texts.what_we_call_you;
  player.security_token = kToken;
  player.year_of_birth = 1980;
  player.email = texts.email;
  player.mobile.mobile_type = "PLAYER";
  player.mobile.what_we_call_you = texts.what_we_call_you;
  for (const AttributeTexts& attribute_texts : kAttributeTexts) {
    AttributeRow attribute;
    attribute.internal_name = attribute_texts.internal_name;
    attribute.visible = true;
    attribute.double_value = 12.5;
    attribute.attribute_type = attribute_texts.type_name;
    player.mobile.attributes.push_back(std::move(attribute));
  }
  return player;
}

}  // namespace bench
