// Objects of the example domain as they come over the wire, for the tests of conversion.
#pragma once

#include <string>

#include "game_types.h"

namespace live {

inline game::Attribute attribute(game::AttributeType::type type, double value) {
  game::Attribute object;
  object.__set_internal_name("a" + std::to_string(type));
  object.__set_visible(true);
  game::AttributeValue number;
  number.__set_double_value(value);
  object.__set_value(number);
  object.__set_attribute_type(type);
  return object;
}

inline game::Mobile avatar() {
  game::Mobile mobile;
  mobile.__set_mobile_type(game::MobileType::PLAYER);
  mobile.__set_what_we_call_you("Jane");
  mobile.__set_attributes({{game::AttributeType::LUCK, attribute(game::AttributeType::LUCK, 0.5)}});
  return mobile;
}

inline game::Player jane() {
  game::Player player;
  player.__set_full_name("Jane Doe");
  player.__set_what_we_call_you("Jane");
  player.__set_security_token("hash");
  player.__set_year_of_birth(1990);
  player.__set_email("jane@example.com");
  player.__set_mobile(avatar());
  return player;
}

}  // namespace live
