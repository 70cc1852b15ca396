// Instances that are made of templates, and rows of structs that have several tables.
#include <string>
#include <vector>

#include "test/live/relations/support.h"

using namespace game_db;
using live::count_rows;
using thriftorm::Session;

namespace {

ItemModel new_item(const std::string& name) {
  ItemModel item;
  return item.set_internal_name(name).set_item_type(game::ItemType::WEAPON);
}

// A sword with a blueprint of so much iron, a weight and a position.
ItemModel save_sword(Session& session) {
  ItemModel iron = new_item("iron");
  iron.save(session);
  ItemBlueprintComponentModel component;
  component.set_component_item_id(*iron.get_id()).set_ratio(2.5);
  ItemBlueprintModel blueprint;
  blueprint.set_bake_time_ms(1500).add_component(std::move(component));
  game::ItemVector3 position;
  position.x = 1.0;
  position.y = -2.0;
  position.z = 0.5;
  ItemModel sword = new_item("sword");
  sword.set_max_stack_size(3)
      .set_blueprint(std::move(blueprint))
      .add_attribute(live::new_attribute("weight").set_double_value(7.25))
      .add_attribute(live::new_attribute("position").set_vector3(position));
  return sword.save(session);
}

}  // namespace

TEST_CASE("an item is saved with its blueprint, the blueprint's components and its attributes") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = save_sword(session);
    const auto blueprint = sword.get_blueprint(session);
    REQUIRE(blueprint);
    CHECK(blueprint->get_bake_time_ms() == 1500);
    REQUIRE(blueprint->get_components(session).size() == 1);
    CHECK(blueprint->get_components(session)[0].get_ratio() == 2.5);
    CHECK(sword.get_attributes(session).size() == 2);
    CHECK(count_rows(session, "mobile_item_blueprints") == 0);
  });
}

TEST_CASE("an instance copies its template's fields, attributes and blueprint as new rows") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = save_sword(session);
    const MobileModel carrier = live::save_npc(session, "carrier");
    MobileItemModel mine = MobileItemModel::from_item(session, sword);
    CHECK_FALSE(mine.is_stored());
    CHECK(count_rows(session, "mobile_items") == 0);
    mine.set_mobile_id(*carrier.get_id()).save(session);
    const auto stored = MobileItemModel::find(session, *mine.get_id());
    REQUIRE(stored);
    CHECK(stored->get_item_id() == *sword.get_id());
    CHECK(stored->get_internal_name() == "sword");
    CHECK(stored->get_max_stack_size() == 3);
    CHECK(stored->get_item_type() == game::ItemType::WEAPON);
    const std::vector<MobileItemAttributeModel> attributes = stored->get_attributes(session);
    REQUIRE(attributes.size() == 2);
    CHECK(attributes[0].get_internal_name() == "weight");
    CHECK(attributes[0].get_double_value() == 7.25);
    CHECK(attributes[0].get_bool_value() == std::nullopt);
    CHECK(attributes[1].get_vector3()->y == -2.0);
    const auto blueprint = stored->get_blueprint(session);
    REQUIRE(blueprint);
    CHECK(blueprint->get_bake_time_ms() == 1500);
    REQUIRE(blueprint->get_components(session).size() == 1);
    CHECK(blueprint->get_components(session)[0].get_ratio() == 2.5);
  });
}

TEST_CASE("an enchantment of an instance leaves its template alone, and destroying it as well") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = save_sword(session);
    const MobileModel carrier = live::save_npc(session, "carrier");
    MobileItemModel mine = MobileItemModel::from_item(session, sword);
    mine.set_mobile_id(*carrier.get_id()).save(session);
    MobileItemAttributeModel weight = mine.get_attributes(session).front();
    weight.set_double_value(1.0).save(session);
    CHECK(sword.get_attributes(session).front().get_double_value() == 7.25);
    mine.destroy(session);
    CHECK(count_rows(session, "mobile_item_attributes") == 0);
    CHECK(sword.get_attributes(session).size() == 2);
    CHECK(sword.get_blueprint(session)->get_components(session).size() == 1);
  });
}

TEST_CASE("a template that is not stored cannot be copied") {
  live::on_each_game([](Session& session) {
    CHECK_THROWS_AS(MobileItemModel::from_item(session, new_item("sword")),
                    thriftorm::UnsavedRecord);
  });
}

TEST_CASE("an entry's effective item is the instance once there is one, and else the template") {
  live::on_each_game([](Session& session) {
    const ItemModel sword = save_sword(session);
    const MobileModel carrier = live::save_npc(session, "carrier");
    MobileItemModel mine = MobileItemModel::from_item(session, sword);
    mine.set_mobile_id(*carrier.get_id()).save(session);
    InventoryEntryModel entry;
    entry.set_item_id(*sword.get_id()).set_quantity(1.0).set_is_max_stacked(false);
    const auto lying = entry.get_effective_item(session);
    REQUIRE(std::holds_alternative<ItemModel>(lying));
    CHECK(std::get<ItemModel>(lying).get_id() == sword.get_id());
    entry.set_mobile_item_id(mine.get_id());
    const auto carried = entry.get_effective_item(session);
    REQUIRE(std::holds_alternative<MobileItemModel>(carried));
    CHECK(std::get<MobileItemModel>(carried).get_id() == mine.get_id());
  });
}
