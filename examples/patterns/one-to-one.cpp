// One to one: a player and the mobile that is its avatar.
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include <thriftorm/database.h>

#include "check.h"
#include "game_db/models.h"

using namespace game_db;
using namespace patterns;
using thriftorm::ConstraintKind;
using thriftorm::Session;

namespace {

PlayerModel new_player(const std::string& email) {
  PlayerModel player;
  player.set_full_name("Jane Doe").set_what_we_call_you("Jane").set_email(email);
  return player.set_security_token("hashed").set_year_of_birth(1990);
}

MobileModel new_mobile(const std::string& name) {
  MobileModel mobile;
  return mobile.set_mobile_type(game::MobileType::PLAYER).set_what_we_call_you(name);
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
  PlayerModel jane = new_player("jane@example.com");

  MobileModel avatar = new_mobile("Jane the Bold");
  jane.set_mobile(std::move(avatar)).save(session);  // the player, then its avatar, or nothing

  std::optional<MobileModel> mobile = jane.get_mobile(session);           // empty: there is none
  std::optional<PlayerModel> player = mobile->get_owner_player(session);  // the way back
  check(mobile->get_what_we_call_you() == "Jane the Bold");
  check(player->get_id() == jane.get_id());
  check(!avatar.get_id());

  // Changing it:
  mobile->set_what_we_call_you("Jane the Bolder").save(session);
  check(count(session, "mobiles") == 1);

  const auto id = mobile->get_id();
  mobile->set_what_we_call_you("Jane");
  jane.set_mobile(*mobile).save(session);
  check(jane.get_mobile(session)->get_id() == id);
  check(jane.get_mobile(session)->get_what_we_call_you() == "Jane");

  // Another one in its place: the one before is destroyed, with what it owns.
  jane.set_mobile(new_mobile("Jane the Second")).save(session);
  check(count(session, "mobiles") == 1);
  check(jane.get_mobile(session)->get_id() != id);

  // None:
  jane.set_mobile(std::nullopt).save(session);
  check(!jane.get_mobile(session));
  check(count(session, "mobiles") == 0);

  jane.set_mobile(new_mobile("first")).set_mobile(new_mobile("second")).save(session);
  check(count(session, "mobiles") == 1);
  check(jane.get_mobile(session)->get_what_we_call_you() == "second");
  jane.destroy(session);  // takes the avatar along, and what it owns
  check(count(session, "mobiles") == 0);
}

// From the avatar's side, and what nothing but that side can do: a second one.
void two_avatars(Session& session) {
  PlayerModel jane = new_player("jane@example.com");
  jane.save(session);
  for (const char* name : {"first", "second"}) {
    new_mobile(name).set_owner_player_id(jane.get_id()).save(session);
  }
  check(jane.get_mobile(session)->get_what_we_call_you() == "first");
  jane.set_mobile(new_mobile("third")).save(session);
  check(count(session, "mobiles") == 1);
  jane.destroy(session);

  MobileModel alone = new_mobile("John");
  alone.set_owner_player(new_player("john@example.com")).save(session);
  check(alone.get_owner_player(session)->get_email() == "john@example.com");
  alone.get_owner_player(session)->destroy(session);
}

void refusing(Session& session) {
  PlayerModel jane = new_player("jane@example.com");
  jane.set_mobile(new_mobile("Jane")).save(session);
  PlayerModel john = new_player("john@example.com");
  john.save(session);
  MobileModel avatar = *jane.get_mobile(session);
  MobileModel minion = new_mobile("minion");
  avatar.add_minion(session, minion);

  PlayerModel taker = john;
  check(violates(ConstraintKind::kOwnership, [&] { taker.set_mobile(avatar).save(session); }));
  check(taker.is_dirty());
  taker = john;
  check(violates(ConstraintKind::kOwnership, [&] { taker.set_mobile(minion).save(session); }));
  check(jane.get_mobile(session)->get_id() == avatar.get_id());

  ItemModel sword;
  sword.set_internal_name("sword").set_item_type(game::ItemType::WEAPON).save(session);
  MobileItemModel mine = MobileItemModel::from_item(session, sword);
  avatar.add_mobile_item(session, mine);
  InventoryModel chest = save_chest(session, mine);
  PlayerModel changed = jane;
  check(violates(ConstraintKind::kForeignKey,
                 [&] { changed.set_mobile(new_mobile("other")).save(session); }));
  check(violates(ConstraintKind::kForeignKey, [&] { jane.destroy(session); }));
  check(jane.is_stored());
  check(count(session, "mobiles") == 2);
  chest.destroy(session);
  mine.destroy(session);

  MobileModel gone = avatar;
  session.execute("DELETE FROM mobiles");
  check(
      throws<thriftorm::RecordNotFound>([&] { gone.set_what_we_call_you("gone").save(session); }));
  MobileModel nobodys = new_mobile("nobody's");
  check(throws<thriftorm::InvalidData>([&] { nobodys.save(session); }));
  jane.destroy(session);
  john.destroy(session);
  sword.destroy(session);
}

void rolling_back(Session& session) {
  PlayerModel jane = new_player("jane@example.com");
  jane.set_mobile(new_mobile("Jane")).save(session);
  check(throws<std::runtime_error>([&] {
    session.transaction([&] {
      jane.set_mobile(new_mobile("other")).save(session);
      throw std::runtime_error("changed my mind");
    });
  }));
  check(jane.get_mobile(session)->get_what_we_call_you() == "Jane");
  check(jane.is_dirty());  // the other one waits again
  jane.reload(session);    // and is forgotten
  check(!jane.is_dirty());
  jane.destroy(session);
}

void counting(Session& session) {
  PlayerModel jane = new_player("jane@example.com");
  jane.set_mobile(new_mobile("Jane"));
  check(statements(session, [&] { jane.save(session); }) == 2);
  check(statements(session, [&] { jane.get_mobile(session); }) == 1);
  std::optional<MobileModel> mobile = jane.get_mobile(session);
  jane.set_mobile(mobile->set_what_we_call_you("J"));
  check(statements(session, [&] { jane.save(session); }) == 2);
  jane.set_mobile(std::nullopt);
  check(statements(session, [&] { jane.save(session); }) == 6);
  jane.set_mobile(new_mobile("Jane"));
  check(statements(session, [&] { jane.save(session); }) == 2);
  jane.set_mobile(new_mobile("Other"));
  check(statements(session, [&] { jane.save(session); }) == 7);
  check(statements(session, [&] { jane.destroy(session); }) == 10);
}

}  // namespace

int main(int argc, char** argv) {
  return run(argc, argv, [](Session& session) {
    create_schema(session);
    writing(session);
    two_avatars(session);
    refusing(session);
    rolling_back(session);
    counting(session);
  });
}
