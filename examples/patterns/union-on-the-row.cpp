// A union on the row: mobiles that a player or another mobile owns, and the values of attributes.
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <thriftorm/database.h>

#include "check.h"
#include "game_db/models.h"

using namespace game_db;
using namespace patterns;
using thriftorm::ConstraintKind;
using thriftorm::Session;

namespace {

PlayerModel save_player(Session& session, const std::string& email) {
  PlayerModel player;
  player.set_full_name("Jane Doe").set_what_we_call_you("Jane").set_email(email);
  return player.set_security_token("hashed").set_year_of_birth(1990).save(session);
}

MobileModel new_mobile(const std::string& name) {
  MobileModel mobile;
  return mobile.set_mobile_type(game::MobileType::NPC).set_what_we_call_you(name);
}

// A chest that holds one of these.
InventoryModel save_chest(Session& session, const MobileItemModel& item) {
  InventoryEntryModel entry;
  entry.set_item_id(item.get_item_id()).set_mobile_item_id(item.get_id());
  entry.set_quantity(1.0).set_is_max_stacked(false);
  InventoryModel chest;
  chest.set_max_entries(10).set_max_volume(1.0).set_last_calculated_volume(0.0);
  return chest.add_entry(std::move(entry)).save(session);
}

void writing(Session& session) {
  PlayerModel jane = save_player(session, "jane@example.com");
  MobileModel wizard = new_mobile("wizard");

  wizard.set_owner_player_id(jane.get_id()).save(session);  // by its key
  MobileModel imp = new_mobile("imp");
  imp.set_owner_mobile(wizard).save(session);  // by the record, which is saved first if it is new
  imp.set_owner_player_id(jane.get_id());      // clears owner_mobile_id
  check(!imp.get_owner_mobile_id());

  game::Owner owner;
  owner.__set_mobile_id(*wizard.get_id());
  imp.set_owner(owner).save(session);  // as it came over the wire

  check(imp.get_owner().mobile_id == *wizard.get_id());             // as it goes over the wire
  std::optional<MobileModel> boss = imp.get_owner_mobile(session);  // empty: not a mobile, or gone
  std::variant<std::monostate, MobileModel, PlayerModel> who = imp.get_owner(session);
  std::vector<MobileModel> owned = MobileModel::find_by_owner_player_id(session, *jane.get_id());
  check(boss->get_id() == wizard.get_id());
  check(std::get<MobileModel>(who).get_id() == wizard.get_id());
  check(owned.size() == 1);
  check(owned[0].get_id() == wizard.get_id());
  jane.destroy(session);
  check(count(session, "mobiles") == 0);
}

void owning(Session& session) {
  PlayerModel jane = save_player(session, "jane@example.com");
  MobileModel wizard = new_mobile("wizard").set_owner_player_id(jane.get_id());
  MobileModel cat = new_mobile("cat");

  wizard.add_minion(new_mobile("imp"));  // waits
  wizard.save(session);                  // the wizard, then the imp with its key
  wizard.add_minion(session, cat);       // now; cat has its id

  std::vector<MobileModel> minions = wizard.get_minions(session);  // in the order of ids
  for (MobileModel& minion : wizard.minions(session)) {            // streamed
    minion.set_mobile_type(game::MobileType::NPC).save(session);
  }

  wizard.remove_minion(session, cat);    // destroys it
  minions = {new_mobile("owl")};         // the imp goes
  wizard.set_minions(session, minions);  // all or nothing; the owl has its id
  check(!cat.is_stored());
  check(minions[0].get_id().has_value());
  check(minions[0].get_owner_mobile_id() == wizard.get_id());
  check(count(session, "mobiles") == 2);

  jane.destroy(session);  // takes the wizard along, and that its minions
  check(count(session, "mobiles") == 0);
}

void valuing(Session& session) {
  game::ItemVector3 here;
  here.x = 1.0;

  AttributeModel attribute;
  attribute.set_double_value(2.5);
  attribute.set_vector3(here);  // clears double_value; x, y and z are set together
  check(!attribute.get_double_value());
  game::AttributeValue value = attribute.get_value();  // the variant that is set
  check(value.__isset.vector3);

  attribute.set_internal_name("a").set_visible(true);
  attribute.set_attribute_type(game::AttributeType::POSITION).save(session);
  session.execute("UPDATE attributes SET vector3_x = NULL, vector3_y = NULL, vector3_z = NULL");
  attribute.reload(session);
  check(attribute.get_value().__isset.bool_value);
  check(!attribute.get_value().bool_value);
  check(violates(ConstraintKind::kCheck,
                 [&] { session.execute("UPDATE attributes SET vector3_x = 1.0"); }));
  attribute.destroy(session);
}

void refusing(Session& session) {
  PlayerModel jane = save_player(session, "jane@example.com");
  MobileModel wizard = new_mobile("wizard").set_owner_player_id(jane.get_id());
  MobileModel witch = new_mobile("witch").set_owner_player_id(jane.get_id());
  MobileModel imp = new_mobile("imp");
  wizard.save(session);
  witch.save(session);

  check(throws<thriftorm::InvalidData>([&] { imp.save(session); }));
  check(throws<thriftorm::InvalidData>([&] { imp.set_owner(game::Owner()); }));
  game::Owner owner;
  owner.__set_item_id(1);
  check(throws<thriftorm::InvalidData>([&] { imp.set_owner(owner); }));
  owner = game::Owner();
  owner.__set_player_id(1);
  owner.__set_mobile_id(1);
  check(throws<thriftorm::InvalidData>([&] { imp.set_owner(owner); }));
  wizard.set_owner_player_id(std::nullopt);
  check(throws<thriftorm::InvalidData>([&] { wizard.save(session); }));
  wizard.reload(session);
  check(violates(ConstraintKind::kCheck, [&] {
    session.execute("UPDATE mobiles SET owner_mobile_id = 1 WHERE id = ?", *wizard.get_id());
  }));

  check(throws<thriftorm::UnsavedRecord>([&] { new_mobile("x").add_minion(session, imp); }));
  check(throws<thriftorm::UnsavedRecord>([&] { wizard.remove_minion(session, imp); }));
  wizard.add_minion(session, imp);
  check(violates(ConstraintKind::kOwnership, [&] { witch.add_minion(session, imp); }));
  check(violates(ConstraintKind::kOwnership, [&] { witch.add_minion(session, wizard); }));
  check(violates(ConstraintKind::kOwnership, [&] { witch.remove_minion(session, imp); }));
  // Said on purpose, it is a move:
  imp.set_owner_mobile_id(witch.get_id()).save(session);
  check(witch.get_minions(session).size() == 1);

  ItemModel sword;
  sword.set_internal_name("sword").set_item_type(game::ItemType::WEAPON).save(session);
  MobileItemModel carried = MobileItemModel::from_item(session, sword);
  imp.add_mobile_item(session, carried);
  InventoryModel chest = save_chest(session, carried);
  check(violates(ConstraintKind::kForeignKey, [&] { witch.destroy(session); }));
  check(witch.is_stored());
  chest.destroy(session);

  MobileModel gone = imp;
  imp.destroy(session);  // with what it carries
  check(count(session, "mobile_items") == 0);
  check(throws<thriftorm::RecordNotFound>([&] { gone.set_what_we_call_you("x").save(session); }));
  check(throws<thriftorm::RecordNotFound>([&] { gone.destroy(session); }));
  // Nothing looks for the owner's row: a key that no row has is stored.
  MobileModel orphan = new_mobile("orphan").set_owner_player_id(4711);
  orphan.save(session);
  check(!orphan.get_owner_player(session));
  check(std::holds_alternative<std::monostate>(orphan.get_owner(session)));
  check(throws<thriftorm::RecordNotFound>(
      [&] { orphan.get_owner_player(session, thriftorm::Missing::kThrow); }));
  orphan.destroy(session);

  wizard.set_owner_mobile_id(witch.get_id()).save(session);
  witch.set_owner_mobile_id(wizard.get_id()).save(session);
  witch.destroy(session);
  check(count(session, "mobiles") == 0);
  jane.destroy(session);
  sword.destroy(session);
}

void rolling_back(Session& session) {
  PlayerModel jane = save_player(session, "jane@example.com");
  MobileModel wizard = new_mobile("wizard").set_owner_player_id(jane.get_id());
  wizard.save(session);
  MobileModel imp = new_mobile("imp");
  check(throws<std::runtime_error>([&] {
    session.transaction([&] {
      wizard.add_minion(session, imp);
      throw std::runtime_error("changed my mind");
    });
  }));
  check(!imp.get_id());
  check(!imp.get_owner_mobile_id());  // nobody's again
  check(wizard.get_minions(session).empty());
  jane.destroy(session);
}

void counting(Session& session) {
  PlayerModel jane = save_player(session, "jane@example.com");
  MobileModel wizard = new_mobile("wizard").set_owner_player_id(jane.get_id());
  for (int i = 0; i < 6; ++i) wizard.add_minion(new_mobile("imp"));
  check(statements(session, [&] { wizard.save(session); }) == by_engine(session, 2, 3));
  MobileModel cat = new_mobile("cat");
  check(statements(session, [&] { wizard.add_minion(session, cat); }) == 2);
  cat.set_owner_player_id(jane.get_id());
  check(statements(session, [&] { cat.save(session); }) == 1);
  cat.set_owner_mobile_id(wizard.get_id()).save(session);
  check(statements(session, [&] { wizard.remove_minion(session, cat); }) == 6);
  std::vector<MobileModel> six;
  for (int i = 0; i < 6; ++i) six.push_back(new_mobile("owl"));
  check(statements(session, [&] { wizard.set_minions(session, six); }) == 7);
  check(statements(session, [&] { wizard.get_minions(session); }) == 1);
  check(statements(session, [&] { wizard.destroy(session); }) == 11);
  jane.destroy(session);
}

}  // namespace

int main(int argc, char** argv) {
  return run(argc, argv, [](Session& session) {
    create_schema(session);
    writing(session);
    owning(session);
    valuing(session);
    refusing(session);
    rolling_back(session);
    counting(session);
  });
}
