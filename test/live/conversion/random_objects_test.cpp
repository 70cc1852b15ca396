// Random objects, stored, found and changed, of every struct of the example that has a table.
#include "game_db/models.h"
#include "test/live/conversion/random_lives.h"

using live::Run;
using thriftorm::Session;

TEST_CASE("random objects of the game come out as they went in, whatever is changed in them") {
  using namespace game_db;
  live::with_random_objects(
      "thrift/game.thrift", [](Session& session) { create_schema(session); },
      [](Run& run) {
        run.table<PlayerModel>("players");
        run.table<MobileModel>("mobiles");
        run.table<ItemModel>("items");
        run.table<MobileItemModel>("mobile_items");
        run.table<InventoryModel>("inventories");
        run.table<InventoryEntryModel>("inventory_entries",
                                       [](auto& model) { model.set_inventory_id(1'000'000); });
        run.table<ItemBlueprintModel>("item_blueprints");
        run.table<MobileItemBlueprintModel>("mobile_item_blueprints");
        run.table<ItemBlueprintComponentModel>("item_blueprint_components", [](auto& model) {
          model.set_item_blueprint_id(1'000'000);
        });
        run.table<MobileItemBlueprintComponentModel>(
            "mobile_item_blueprint_components",
            [](auto& model) { model.set_item_blueprint_id(1'000'000); });
        run.table<AttributeModel>("attributes");
        run.table<MobileItemAttributeModel>(
            "mobile_item_attributes", [](auto& model) { model.set_mobile_item_id(1'000'000); });
      });
}
