// What the game adds: unions, pivots, a relation to one child, enums, booleans.
#include <optional>

#include "game_db/models.h"
#include "test/live/queries/corpus.h"

namespace queries {

using namespace game_db;
using namespace game_db::columns;
using thriftorm::count;

void add_game(Corpus& corpus) {
  corpus.add("equal member", attribute::attribute_type == game::AttributeType::LUCK);
  corpus.add("not equal member", mobile::mobile_type != game::MobileType::NPC);
  corpus.add("in members", item::item_type.in({game::ItemType::WEAPON, game::ItemType::TOOL,
                                               game::ItemType::CONTAINER}));
  corpus.add("not in members", item::item_type.not_in({game::ItemType::WEAPON}));
  corpus.add("true", attribute::visible == true);
  corpus.add("not true", attribute::visible != true);
  corpus.add("nullable truth", attribute::bool_value == false);
  corpus.add("not nullable truth", !(attribute::bool_value == false));
  corpus.add("variant by its column", mobile::owner_player_id.is_not_null());
  corpus.add("variant by its record", mobile::owner_mobile() == MobileModel().set_id(3));
  corpus.add("parts of a struct",
             attribute::vector3_x + attribute::vector3_y > attribute::vector3_z);
  corpus.add("the child's column", player::mobile().what_we_call_you > "a");
  corpus.add("the child's column is null", player::mobile().what_we_call_you.is_null());
  corpus.add("there is a child", player::mobile().exists());
  corpus.add("there is no child", player::mobile().is_null());
  corpus.add("any of the child",
             player::mobile().any(mobile::what_we_call_you > "a" && mobile::id > 9));
  corpus.add("none of the child", player::mobile().none(mobile::what_we_call_you > "a"));
  corpus.add("the child is a record", player::mobile() == MobileModel().set_id(5));
  corpus.add("the child is not a record", player::mobile() != MobileModel().set_id(5));
  corpus.add("the child's many", player::mobile().minions().what_we_call_you > "a");
  corpus.add("count of the child",
             PlayerModel::query().select(player::id, count(player::mobile())));
  corpus.add("ordered by the child",
             PlayerModel::query().order_by(player::mobile().what_we_call_you.desc()));
  corpus.add("the child's child's", mobile::owner_player().mobile().id == mobile::id);
  corpus.add("pivot rows", player::attribute_owners().attribute_id > 20);
  corpus.add("through the pivot", player::attributes().internal_name > "a");
  corpus.add(
      "through the pivot, all of it",
      mobile::attributes().any(attribute::internal_name > "a" && attribute::visible == true));
  corpus.add("through the pivot, counted",
             ItemModel::query().select(item::id, count(item::attributes())));
  corpus.add("back through the pivot",
             attribute::attribute_owner().mobile().what_we_call_you > "a");
  corpus.add("a player's attributes", PlayerModel().set_id(3).query_attributes());
  corpus.add("many of a union's parent",
             mobile::owner_mobile().minions().attributes().double_value > 0);
  corpus.add("greatest of many",
             MobileModel::query().select(mobile::id, max(mobile::minions().id)));
}

}  // namespace queries
