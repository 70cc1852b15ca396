// Whole objects: players as they come over the wire, in and out.
#include <map>
#include <string>
#include <vector>

#include <thriftorm/database.h>

#include "check.h"
#include "game_db/models.h"

using namespace game_db;
using namespace patterns;
using thriftorm::Session;

namespace {

game::Attribute new_attribute(game::AttributeType::type type, double number) {
  game::AttributeValue value;
  value.__set_double_value(number);
  game::Attribute attribute;
  attribute.__set_internal_name("attribute");
  attribute.__set_attribute_type(type);
  attribute.__set_value(value);
  return attribute;
}

game::Player new_player(const std::string& email) {
  game::Mobile mobile;
  mobile.__set_mobile_type(game::MobileType::PLAYER);
  mobile.__set_what_we_call_you("Jane");
  mobile.attributes[game::AttributeType::LUCK] = new_attribute(game::AttributeType::LUCK, 0.5);
  game::Player player;
  player.__set_full_name("Jane Doe");
  player.__set_what_we_call_you("Jane");
  player.__set_email(email);
  player.__set_year_of_birth(1990);
  player.__set_mobile(mobile);
  return player;
}

void send(const game::Player& player) { check(player.over_13); }

void in_and_out(Session& session) {
  const game::Player wire = new_player("jane@example.com");
  PlayerModel jane = PlayerModel().from_thrift(wire).save(session);
  check(count(session, "attributes") == 1);

  MobileModel avatar = *jane.get_mobile(session);
  game::Mobile rename;
  rename.__set_id(*avatar.get_id());
  rename.__set_what_we_call_you("Janet");
  rename.__isset.what_we_call_you = true;  // read from the wire, it is set by itself
  MobileModel().from_thrift(rename, thriftorm::Unset::kKeep).save(session);
  check(jane.get_mobile(session)->get_mobile_type() == game::MobileType::PLAYER);
  check(count(session, "attributes") == 1);

  const std::vector<PlayerModel> players{jane};
  game::Player object = jane.to_thrift(session);  // with the avatar and its attributes
  std::vector<game::Player> page =
      to_thrift(session, players);  // as many statements for 1,000 as for 10
  check(page.front() == object);
  check(object.mobile.what_we_call_you == "Janet");
  check(object.mobile.owner.player_id == object.id);

  object.mobile.attributes.clear();
  PlayerModel().from_thrift(object).save(session);
  check(count(session, "attributes") == 0);
  check(count(session, "mobiles") == 1);
}

void in_own_words(Session& session) {
  game::Player wire = new_player("john@example.com");
  std::vector<game::GameResult> saved = PlayerModel().from_thrift(wire).try_save(session);
  check(is_ok(saved));
  const PlayerModel jane = *PlayerModel::find_by_email(session, "jane@example.com");
  const auto [results, found] = jane.into_thrift(session);
  if (is_ok(results)) send(*found);
  check(found.has_value());
  check(!is_ok(PlayerModel().from_thrift(wire).try_save(session)));  // the e-mail is taken
}

template <class Change>
bool is_refused(Session& session, Change&& change) {
  game::Player wire = new_player("mary@example.com");
  change(wire);
  PlayerModel mary = PlayerModel().from_thrift(wire);
  return throws<thriftorm::InvalidData>([&] { mary.save(session); }) && !mary.get_id();
}

void refusing(Session& session) {
  const auto players = count(session, "players");
  check(is_refused(session, [](game::Player& player) {
    player.mobile.owner.__set_player_id(1);
    player.mobile.owner.__set_mobile_id(1);
  }));
  check(is_refused(session, [](game::Player& player) { player.mobile.owner.__set_item_id(1); }));
  check(is_refused(session, [](game::Player& player) {
    player.mobile.attributes[game::AttributeType::SPEED] =
        new_attribute(game::AttributeType::LUCK, 1.0);
  }));
  check(is_refused(session, [](game::Player& player) {
    player.mobile.mobile_type = static_cast<game::MobileType::type>(3);
  }));
  check(count(session, "players") == players);
}

}  // namespace

int main(int argc, char** argv) {
  return run(argc, argv, [](Session& session) {
    create_schema(session);
    in_and_out(session);
    in_own_words(session);
    refusing(session);
  });
}
