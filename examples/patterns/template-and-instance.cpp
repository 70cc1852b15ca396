// Template and instance: the sword that all swords are made of, and the one that a mobile carries.
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

#include <thriftorm/database.h>

#include "check.h"
#include "game_db/models.h"

using namespace game_db;
using namespace patterns;
using thriftorm::ConstraintKind;
using thriftorm::Session;

namespace {

ItemModel new_item(const std::string& name) {
  ItemModel item;
  return item.set_internal_name(name).set_item_type(game::ItemType::WEAPON);
}

AttributeModel new_attribute(const std::string& name, double value) {
  AttributeModel attribute;
  attribute.set_internal_name(name).set_visible(true).set_double_value(value);
  return attribute.set_attribute_type(game::AttributeType::DAMAGE);
}

MobileModel save_carrier(Session& session) {
  MobileModel mobile;
  mobile.set_mobile_type(game::MobileType::NPC).set_what_we_call_you("carrier");
  return mobile.set_owner_player_id(1).save(session);
}

InventoryModel save_chest(Session& session) {
  InventoryModel chest;
  chest.set_max_entries(10).set_max_volume(1.0);
  return chest.set_last_calculated_volume(0.0).save(session);
}

ItemModel save_sword(Session& session) {
  ItemModel iron = new_item("iron");
  iron.save(session);

  ItemBlueprintComponentModel two_iron;
  two_iron.set_component_item_id(*iron.get_id()).set_ratio(2.0);
  ItemBlueprintModel blueprint;
  blueprint.set_bake_time_ms(1500).add_component(std::move(two_iron));
  ItemModel sword;
  sword.set_internal_name("sword").set_item_type(game::ItemType::WEAPON);
  sword.set_blueprint(std::move(blueprint)).add_attribute(new_attribute("damage", 7.0));
  sword.save(session);  // blueprint, its component, sword, attribute, pivot row: all or nothing
  return sword;
}

void clear(Session& session) {
  for (const char* table :
       {"attributes", "attribute_owners", "inventories", "inventory_owners", "inventory_entries",
        "item_blueprint_components", "item_blueprints", "items", "mobile_item_attributes",
        "mobile_item_blueprint_components", "mobile_item_blueprints", "mobile_items", "mobiles"}) {
    session.execute("DELETE FROM " + std::string(table));
  }
}

void copying(Session& session) {
  ItemModel sword = save_sword(session);
  MobileModel carrier = save_carrier(session);

  MobileItemModel mine = MobileItemModel::from_item(session, sword);  // reads; nothing is written
  mine.set_mobile_id(*carrier.get_id()).save(session);                // all new rows, or none
  check(mine.get_item_id() == *sword.get_id());
  check(mine.get_internal_name() == "sword");

  // An enchantment: the template keeps its own.
  MobileItemAttributeModel damage = mine.get_attributes(session).front();
  damage.set_double_value(9.0).save(session);
  check(sword.get_attributes(session).front().get_double_value() == 7.0);

  MobileItemAttributeModel glow;
  glow.set_internal_name("glow").set_visible(true).set_bool_value(true);
  glow.set_attribute_type(game::AttributeType::ICON);
  mine.add_attribute(session, glow);  // now; without a session it waits for mine.save(session)
  check(glow.get_id().has_value());
  mine.remove_attribute(session, glow);
  check(!glow.is_stored());

  // With its carrier's next save:
  carrier.add_mobile_item(MobileItemModel::from_item(session, sword)).save(session);
  check(carrier.get_mobile_items(session).size() == 2);

  std::optional<ItemModel> made_of = mine.get_item(session);
  std::optional<MobileItemBlueprintModel> recipe = mine.get_blueprint(session);  // its own rows
  check(made_of->get_id() == sword.get_id());
  check(recipe->get_components(session).size() == 1);
  check(recipe->get_components(session)[0].get_ratio() == 2.0);
  check(sword.get_mobile_items(session).size() == 2);

  sword.set_internal_name("long sword").save(session);
  mine.reload(session);
  check(mine.get_internal_name() == "sword");

  carrier.destroy(session);  // takes along what it carries
  check(count(session, "mobile_items") == 0);
  check(count(session, "mobile_item_attributes") == 0);
  check(count(session, "mobile_item_blueprints") == 2);
  check(sword.get_attributes(session).size() == 1);
}

void destroying(Session& session) {
  ItemModel sword = save_sword(session);
  MobileModel carrier = save_carrier(session);
  MobileItemModel mine = MobileItemModel::from_item(session, sword);
  carrier.add_mobile_item(session, mine);
  MobileItemModel other = MobileItemModel::from_item(session, sword);
  carrier.add_mobile_item(session, other);

  std::optional<MobileItemBlueprintModel> recipe = mine.get_blueprint(session);
  session.transaction([&] {
    mine.destroy(session);  // its attributes go along, its blueprint stays
    if (recipe) recipe->destroy(session);
  });
  check(count(session, "mobile_item_attributes") == 1);
  check(count(session, "mobile_item_blueprints") == 1);
  check(count(session, "mobile_item_blueprint_components") == 1);
  check(count(session, "items") == 2);

  other.destroy(session);
  check(count(session, "mobile_item_attributes") == 0);
  check(count(session, "mobile_item_blueprints") == 1);
  MobileItemModel late = MobileItemModel::from_item(session, sword);
  sword.destroy(session);  // nobody uses it any more
  check(count(session, "attributes") == 0);
  check(count(session, "item_blueprints") == 1);
  carrier.add_mobile_item(session, late);
  check(!late.get_item(session));
}

void stacking(Session& session) {
  ItemModel sword = new_item("sword");
  sword.save(session);
  MobileModel carrier = save_carrier(session);
  InventoryModel chest = save_chest(session);
  MobileItemModel mine = MobileItemModel::from_item(session, sword);
  mine.set_mobile_id(*carrier.get_id()).save(session);

  InventoryEntryModel entry;
  entry.set_item_id(*sword.get_id()).set_quantity(1.0).set_is_max_stacked(false);
  chest.add_entry(session, entry);
  std::variant<std::monostate, MobileItemModel, ItemModel> item = entry.get_effective_item(session);
  check(std::holds_alternative<ItemModel>(item));
  entry.set_mobile_item_id(mine.get_id()).save(session);
  item = entry.get_effective_item(session);  // the instance counts, once there is one
  check(std::holds_alternative<MobileItemModel>(item));

  check(violates(ConstraintKind::kForeignKey, [&] { sword.destroy(session); }));
  check(violates(ConstraintKind::kForeignKey, [&] { mine.destroy(session); }));
  check(violates(ConstraintKind::kForeignKey, [&] { carrier.destroy(session); }));
  check(mine.is_stored());
  carrier.add_inventory(session, chest);
  carrier.destroy(session);  // the entry goes along
  check(count(session, "mobile_items") == 0);
  check(count(session, "inventory_entries") == 0);
  sword.destroy(session);
}

void refusing(Session& session) {
  ItemModel sword = save_sword(session);
  MobileModel carrier = save_carrier(session);
  check(throws<thriftorm::UnsavedRecord>(
      [&] { MobileItemModel::from_item(session, new_item("new")); }));
  MobileItemModel nobodys = MobileItemModel::from_item(session, sword);
  check(violates(ConstraintKind::kNotNull, [&] { nobodys.save(session); }));
  check(count(session, "mobile_item_blueprints") == 0);
  check(violates(ConstraintKind::kForeignKey,
                 [&] { sword.get_blueprint(session)->destroy(session); }));
  check(violates(ConstraintKind::kForeignKey, [&] {
    const ItemBlueprintModel blueprint = *sword.get_blueprint(session);
    blueprint.get_components(session)[0].get_component_item(session)->destroy(session);
  }));
  ItemModel twin = new_item("sword");
  check(violates(ConstraintKind::kUnique, [&] { twin.save(session); }));

  MobileItemModel mine = MobileItemModel::from_item(session, sword);
  carrier.add_mobile_item(session, mine);
  MobileItemModel other = MobileItemModel::from_item(session, sword);
  carrier.add_mobile_item(session, other);
  MobileItemAttributeModel damage = mine.get_attributes(session).front();
  check(violates(ConstraintKind::kOwnership, [&] { other.add_attribute(session, damage); }));
  check(violates(ConstraintKind::kOwnership, [&] { other.remove_attribute(session, damage); }));
  check(violates(ConstraintKind::kOwnership,
                 [&] { save_carrier(session).add_mobile_item(session, mine); }));
}

void rolling_back(Session& session) {
  MobileModel carrier = save_carrier(session);
  MobileItemModel mine = MobileItemModel::from_item(session, save_sword(session));
  mine.set_mobile_id(*carrier.get_id());
  MobileItemModel twin = mine;
  check(throws<std::runtime_error>([&] {
    session.transaction([&] {
      mine.save(session);
      throw std::runtime_error("changed my mind");
    });
  }));
  check(!mine.get_id());
  check(!mine.get_blueprint_id());
  mine.save(session);  // with the attributes and the blueprint that it was copied with
  check(mine.get_attributes(session).size() == 1);
  check(mine.get_blueprint(session)->get_components(session).size() == 1);

  twin.save(session);
  check(twin.get_attributes(session).size() == 1);
  check(twin.get_blueprint_id() != mine.get_blueprint_id());
}

void counting(Session& session) {
  ItemModel sword = new_item("axe");
  ItemBlueprintModel blueprint;
  blueprint.set_bake_time_ms(1500);
  for (int i = 0; i < 3; ++i) {
    ItemBlueprintComponentModel component;
    blueprint.add_component(component.set_component_item_id(1).set_ratio(2.0));
    sword.add_attribute(new_attribute("damage", i));
  }
  sword.set_blueprint(std::move(blueprint));
  check(statements(session, [&] { sword.save(session); }) == by_engine(session, 5, 6));
  MobileItemModel mine;
  check(statements(session, [&] { mine = MobileItemModel::from_item(session, sword); }) == 3);
  mine.set_mobile_id(1);
  check(statements(session, [&] { mine.save(session); }) == by_engine(session, 4, 5));
  check(statements(session, [&] { mine.destroy(session); }) == 4);
}

}  // namespace

int main(int argc, char** argv) {
  return run(argc, argv, [](Session& session) {
    create_schema(session);
    for (const auto step : {copying, destroying, stacking, refusing, rolling_back, counting}) {
      step(session);
      clear(session);
    }
  });
}
