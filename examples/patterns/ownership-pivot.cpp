// An ownership pivot: attributes that a player owns through `attribute_owners`.
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

PlayerModel new_player(const std::string& email) {
  PlayerModel player;
  player.set_full_name("Jane Doe").set_what_we_call_you("Jane").set_email(email);
  return player.set_security_token("hashed").set_year_of_birth(1990);
}

AttributeModel new_attribute(const std::string& name, double value) {
  AttributeModel attribute;
  attribute.set_internal_name(name).set_visible(true).set_double_value(value);
  return attribute.set_attribute_type(game::AttributeType::STRENGTH);
}

void adding(Session& session) {
  PlayerModel jane = new_player("jane@example.com");
  AttributeModel strength = new_attribute("strength", 12.0);
  AttributeModel luck = new_attribute("luck", 0.5);

  jane.add_attribute(std::move(strength));  // waits; jane may be new
  jane.save(session);                       // jane, the attribute and its pivot row, or nothing

  jane.add_attribute(session, luck);  // now; luck has its id
  check(luck.get_id().has_value());
  check(!strength.get_id());
  check(jane.get_attributes(session).size() == 2);

  jane.add_attribute(session, luck);  // hers already: nothing is linked again
  jane.add_attribute(luck).add_attribute(luck).save(session);
  check(count(session, "attribute_owners") == 2);
  const AttributeModel stamina = new_attribute("stamina", 3.0);
  jane.add_attribute(stamina).add_attribute(stamina);  // copies of a new one: two rows
  jane.save(session);
  check(count(session, "attribute_owners") == 4);

  AttributeModel alone = new_attribute("alone", 1.0);
  alone.save(session);  // nobody's yet
  check(!alone.get_attribute_owner(session));
  jane.add_attribute(session, alone);
  check(alone.get_attribute_owner(session).has_value());

  jane.add_attribute(new_attribute("later", 1.0));
  jane.set_full_name("Jane Q. Doe").save(session, thriftorm::Cascade::kNone);
  check(jane.is_dirty());
  check(count(session, "attributes") == 5);
  jane.reload(session);
  check(!jane.is_dirty());
  jane.destroy(session);  // takes her attributes and their pivot rows along
  check(count(session, "attributes") == 0);
  check(count(session, "attribute_owners") == 0);
}

void reading(Session& session) {
  PlayerModel jane = new_player("jane@example.com");
  jane.add_attribute(new_attribute("strength", 12.0)).save(session);

  std::vector<AttributeModel> attributes = jane.get_attributes(session);  // in the order of ids
  for (AttributeModel& attribute : jane.attributes(session)) {            // streamed
    attribute.set_visible(false).save(session);
  }
  for (const AttributeOwnerModel& link : jane.get_attribute_owners(session)) {
    check(link.is_player());
  }
  // From the attribute to its owner:
  std::optional<AttributeOwnerModel> link = attributes[0].get_attribute_owner(session);
  std::variant<std::monostate, MobileModel, ItemModel, PlayerModel> owner =
      link->get_owner(session);
  check(std::get<PlayerModel>(owner).get_id() == jane.get_id());
  check(link->get_owner().player_id == *jane.get_id());
  check(statements(session, [&] { jane.get_attributes(session); }) == 1);
  jane.destroy(session);
}

void replacing(Session& session) {
  PlayerModel jane = new_player("jane@example.com");
  jane.add_attribute(new_attribute("strength", 12.0)).add_attribute(new_attribute("luck", 0.5));
  jane.save(session);

  std::vector<AttributeModel> attributes = jane.get_attributes(session);
  attributes.erase(attributes.begin());                 // strength goes
  attributes[0].set_double_value(0.75);                 // luck stays, and is updated
  attributes.push_back(new_attribute("stamina", 3.0));  // is inserted
  jane.set_attributes(session, attributes);
  check(attributes[1].get_id().has_value());  // ids are written back

  check(count(session, "attributes") == 2);
  check(jane.get_attributes(session)[0].get_double_value() == 0.75);
  attributes.push_back(attributes[0]);
  jane.set_attributes(session, attributes);
  check(count(session, "attributes") == 2);
  check(count(session, "attribute_owners") == 2);

  jane.remove_attribute(session, attributes[0]);  // deletes the attribute and its pivot row
  check(!attributes[0].is_stored());
  check(attributes[0].get_internal_name() == "luck");
  check(count(session, "attributes") == 1);
  jane.set_attributes(session, {});
  check(count(session, "attributes") == 0);
  check(count(session, "attribute_owners") == 0);
  jane.destroy(session);
}

void moving(Session& session) {
  PlayerModel jane = new_player("jane@example.com");
  jane.save(session);
  PlayerModel john = new_player("john@example.com");
  john.save(session);
  AttributeModel luck = new_attribute("luck", 0.5);
  jane.add_attribute(session, luck);

  std::optional<AttributeOwnerModel> link = luck.get_attribute_owner(session);
  link->set_player_id(john.get_id()).save(session);  // one UPDATE: it is john's now
  check(jane.get_attributes(session).empty());
  check(john.get_attributes(session).size() == 1);
  link->set_item_id(1);
  check(!link->is_player());
  link->reload(session);

  luck.destroy(session);  // takes its pivot row along
  check(count(session, "attribute_owners") == 0);
  jane.destroy(session);
  john.destroy(session);
}

void refusing(Session& session) {
  PlayerModel jane = new_player("jane@example.com");
  jane.save(session);
  PlayerModel john = new_player("john@example.com");
  john.save(session);
  AttributeModel luck = new_attribute("luck", 0.5);
  jane.add_attribute(session, luck);

  try {
    john.add_attribute(session, luck);  // which is jane's
  } catch (const thriftorm::ConstraintViolation& refused) {
    check(refused.constraint_kind() == ConstraintKind::kOwnership);
    check(refused.message() == "it is not one of the `attributes` of this record of `players`");
  }
  check(violates(ConstraintKind::kOwnership, [&] { john.add_attribute(session, luck); }));
  check(violates(ConstraintKind::kOwnership, [&] { john.remove_attribute(session, luck); }));
  check(violates(ConstraintKind::kOwnership, [&] {
    std::vector<AttributeModel> lucks{luck};
    john.set_attributes(session, lucks);
  }));
  check(violates(ConstraintKind::kOwnership, [&] {
    PlayerModel copy = john;
    copy.add_attribute(luck).save(session);
  }));
  AttributeModel added = new_attribute("new", 1.0);
  check(throws<thriftorm::UnsavedRecord>([&] { new_player("x").add_attribute(session, added); }));
  check(throws<thriftorm::UnsavedRecord>([&] { new_player("x").set_attributes(session, {}); }));
  check(throws<thriftorm::UnsavedRecord>([&] { jane.remove_attribute(session, added); }));
  check(!added.get_id());

  AttributeModel gone = new_attribute("gone", 1.0);
  jane.add_attribute(session, gone);
  session.execute("DELETE FROM attribute_owners WHERE attribute_id = ?", *gone.get_id());
  session.execute("DELETE FROM attributes WHERE id = ?", *gone.get_id());
  check(throws<thriftorm::RecordNotFound>([&] { jane.add_attribute(session, gone); }));
  check(throws<thriftorm::RecordNotFound>([&] { jane.remove_attribute(session, gone); }));
  PlayerModel deleted = new_player("deleted@example.com");
  deleted.save(session);
  session.execute("DELETE FROM players WHERE id = ?", *deleted.get_id());
  check(throws<thriftorm::RecordNotFound>([&] { deleted.add_attribute(session, added); }));
  check(throws<thriftorm::RecordNotFound>([&] { deleted.set_attributes(session, {}); }));

  AttributeOwnerModel nobodys;
  nobodys.set_attribute_id(*luck.get_id());
  check(throws<thriftorm::InvalidData>([&] { nobodys.save(session); }));
  game::Owner two;
  two.__set_player_id(1);
  two.__set_item_id(1);
  check(throws<thriftorm::InvalidData>([&] { nobodys.set_owner(two); }));
  nobodys.set_player_id(john.get_id());
  check(violates(ConstraintKind::kUnique, [&] { nobodys.save(session); }));
  check(violates(ConstraintKind::kCheck, [&] {
    session.execute("UPDATE attribute_owners SET item_id = 1 WHERE attribute_id = ?",
                    *luck.get_id());
  }));
  jane.destroy(session);
  john.destroy(session);
}

void rolling_back(Session& session) {
  PlayerModel jane = new_player("jane@example.com");
  jane.add_attribute(new_attribute("strength", 12.0));
  try {
    session.transaction([&] {
      jane.save(session);
      throw std::runtime_error("changed my mind");
    });
  } catch (const std::runtime_error&) {
  }
  check(!jane.get_id());   // new again
  check(jane.is_dirty());  // and its attribute waits again
  jane.save(session);
  check(jane.get_attributes(session).size() == 1);

  AttributeModel strength = jane.get_attributes(session)[0];
  check(throws<std::runtime_error>([&] {
    session.transaction([&] {
      jane.remove_attribute(session, strength);
      throw std::runtime_error("changed my mind");
    });
  }));
  check(strength.is_stored());
  jane.destroy(session);
  check(count(session, "attributes") == 0);
}

void counting(Session& session) {
  PlayerModel jane = new_player("jane@example.com");
  for (int i = 0; i < 6; ++i) jane.add_attribute(new_attribute("strength", i));
  check(statements(session, [&] { jane.save(session); }) == by_engine(session, 3, 4));
  jane.add_attribute(new_attribute("luck", 1.0));
  check(statements(session, [&] { jane.save(session); }) == 3);
  AttributeModel added = new_attribute("luck", 1.0);
  check(statements(session, [&] { jane.add_attribute(session, added); }) == 3);
  check(statements(session, [&] { jane.remove_attribute(session, added); }) == 3);
  std::vector<AttributeModel> fresh;
  for (int i = 0; i < 6; ++i) fresh.push_back(new_attribute("fresh", i));
  check(statements(session, [&] { jane.set_attributes(session, fresh); }) == 5);
  const int few = statements(session, [&] { jane.destroy(session); });
  jane = new_player("jane@example.com");
  for (int i = 0; i < 100; ++i) jane.add_attribute(new_attribute("strength", i));
  jane.save(session);
  check(statements(session, [&] { jane.destroy(session); }) == few);
  check(few == 7);
}

}  // namespace

int main(int argc, char** argv) {
  return run(argc, argv, [](Session& session) {
    create_schema(session);
    adding(session);
    reading(session);
    replacing(session);
    moving(session);
    refusing(session);
    rolling_back(session);
    counting(session);
  });
}
