// Whole Thrift objects in and out.
#include <string>
#include <vector>

#include "test/live/conversion/objects.h"
#include "test/live/relations/support.h"

using namespace game_db;
using live::attribute;
using live::count_rows;
using thriftorm::Session;

namespace {

game::Player jane() {
  game::Player player = live::jane();
  player.mobile.attributes[game::AttributeType::STRENGTH] =
      attribute(game::AttributeType::STRENGTH, 7.5);
  return player;
}

}  // namespace

TEST_CASE("a player goes in with avatar and attributes, and comes out the same") {
  live::on_each_game([](Session& session) {
    PlayerModel model = PlayerModel().from_thrift(jane()).save(session);
    const auto stored = PlayerModel::find(session, *model.get_id());
    REQUIRE(stored);
    const game::Player out = stored->to_thrift(session);
    game::Player expected = jane();
    expected.__set_id(*model.get_id());
    expected.__set_over_13(true);
    expected.mobile.__set_id(out.mobile.id);
    game::Owner owner;
    owner.__set_player_id(*model.get_id());
    expected.mobile.__set_owner(owner);
    for (auto& [type, value] : expected.mobile.attributes) {
      value.__set_id(out.mobile.attributes.at(type).id);
      game::Owner mobile;
      mobile.__set_mobile_id(out.mobile.id);
      value.__set_owner(mobile);
    }
    CHECK(out == expected);
  });
}

TEST_CASE(
    "what came out goes in again, changed: the avatar is updated and attributes are replaced") {
  live::on_each_game([](Session& session) {
    PlayerModel model = PlayerModel().from_thrift(jane()).save(session);
    game::Player object = model.to_thrift(session);
    const std::int64_t avatar = object.mobile.id;
    object.mobile.__set_what_we_call_you("Janet");
    object.mobile.attributes.erase(game::AttributeType::LUCK);
    object.mobile.attributes[game::AttributeType::SPEED] =
        attribute(game::AttributeType::SPEED, 3.0);
    PlayerModel().from_thrift(object).save(session);
    const game::Player out = PlayerModel::find(session, object.id)->to_thrift(session);
    CHECK(out.mobile.id == avatar);
    CHECK(out.mobile.what_we_call_you == "Janet");
    CHECK(out.mobile.attributes.size() == 2);
    CHECK(out.mobile.attributes.at(game::AttributeType::STRENGTH).value.double_value == 7.5);
    CHECK(out.mobile.attributes.at(game::AttributeType::SPEED).value.double_value == 3.0);
    CHECK(count_rows(session, "mobiles") == 1);
    CHECK(count_rows(session, "attributes") == 2);
    CHECK(count_rows(session, "attribute_owners") == 2);
    // An embedded avatar without an id is the one that the player has.
    object.mobile.__isset.id = false;
    object.mobile.__set_what_we_call_you("J");
    for (auto& [type, value] : object.mobile.attributes) value.__isset.id = false;
    PlayerModel().from_thrift(object).save(session);
    CHECK(PlayerModel::find(session, object.id)->get_mobile(session)->get_what_we_call_you() ==
          "J");
    CHECK(count_rows(session, "mobiles") == 1);
    CHECK(count_rows(session, "attributes") == 2);
  });
}

TEST_CASE("an item goes in with its blueprint and components, and comes out the same") {
  live::on_each_game([](Session& session) {
    game::Item iron;
    iron.__set_internal_name("iron");
    iron.__set_item_type(game::ItemType::RAWMATERIAL);
    const std::int64_t iron_id = *ItemModel().from_thrift(iron).save(session).get_id();
    game::ItemBlueprintComponent component;
    component.__set_item_id(iron_id);
    component.__set_ratio(2.5);
    game::ItemBlueprint blueprint;
    blueprint.__set_bake_time_ms(100);
    blueprint.__set_components({{iron_id, component}});
    game::Item sword;
    sword.__set_internal_name("sword");
    sword.__set_item_type(game::ItemType::WEAPON);
    sword.__set_blueprint(blueprint);
    sword.__set_attributes(
        {{game::AttributeType::DAMAGE, attribute(game::AttributeType::DAMAGE, 9)}});
    const auto model = ItemModel().from_thrift(sword).save(session);
    const game::Item out = model.to_thrift(session);
    CHECK(out.blueprint.components == blueprint.components);
    CHECK(out.backing_table == game::BackingTable::ITEMS);
    CHECK(out.attributes.at(game::AttributeType::DAMAGE).owner.item_id == out.id);
    ItemModel().from_thrift(out).save(session);
    CHECK(ItemModel::find(session, out.id)->to_thrift(session).blueprint.components ==
          blueprint.components);
    CHECK(count_rows(session, "item_blueprints") == 1);
    CHECK(count_rows(session, "item_blueprint_components") == 1);
  });
}

TEST_CASE("results tell what happened in the service's words") {
  live::on_each_game([](Session& session) {
    PlayerModel model;
    CHECK(is_ok(model.from_thrift(jane()).try_save(session)));
    const auto [results, object] = model.into_thrift(session);
    REQUIRE(object);
    CHECK(is_ok(results));
    CHECK(results.front().message ==
          "Successfully converted Player id=" + std::to_string(*model.get_id()) + " to Thrift");
    const auto again = PlayerModel().from_thrift(jane()).try_save(session);
    CHECK_FALSE(is_ok(again));
    CHECK(again.front().error_code == game::GameError::DB_CONSTRAINT_VIOLATED);
    game::Player wrong = jane();
    wrong.__set_email("other@example.com");
    game::Owner two;
    two.__set_player_id(1);
    two.__set_mobile_id(1);
    wrong.mobile.__set_owner(two);
    const auto refused = PlayerModel().from_thrift(wrong).try_save(session);
    CHECK(refused.front().error_code == game::GameError::DB_INVALID_DATA);
    CHECK(count_rows(session, "players") == 1);
  });
}

TEST_CASE("a page of a thousand players takes as many statements as a page of ten") {
  live::on_each_game([](Session& session) {
    std::vector<PlayerModel> players = session.transaction([&] {
      std::vector<PlayerModel> all;
      for (int i = 0; i < 1000; ++i) {
        game::Player object = jane();
        object.__set_email(std::to_string(i));
        all.push_back(PlayerModel().from_thrift(object).save(session));
      }
      return all;
    });
    const auto statements = [&](const std::vector<PlayerModel>& page) {
      live::Counter counter(session);
      CHECK(to_thrift(session, page).size() == page.size());
      return counter.statements();
    };
    const int ten = statements({players.begin(), players.begin() + 10});
    CHECK(statements(players) == ten);
    CHECK(ten == 2);  // avatars, attributes
  });
}

TEST_CASE("insert stores a whole object under the id that it has, and never overwrites one") {
  live::on_each_game([](Session& session) {
    game::Player object = jane();
    object.__set_id(77);
    PlayerModel().from_thrift(object).insert(session);
    CHECK(PlayerModel::find(session, 77)->to_thrift(session).mobile.attributes.size() == 2);
    object.__set_email("other@example.com");
    CHECK_THROWS_AS(PlayerModel().from_thrift(object).insert(session),
                    thriftorm::ConstraintViolation);
    CHECK(PlayerModel::find(session, 77)->get_email() == "jane@example.com");
    CHECK(count_rows(session, "attributes") == 2);
  });
}
