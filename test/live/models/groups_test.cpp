// Flattened unions and structs, enums, and the owners that pivots hold.
#include "test/live/models/support.h"

using namespace thriftorm;
using namespace game_db;
using live::Strings;

namespace {

game::AttributeValue value_of(Session& session, std::int64_t id) {
  return AttributeModel::find(session, id)->get_value();
}

// The columns of the stored attribute 1 that hold something.
Strings set_columns(Session& session) {
  Strings names;
  for (const char* name :
       {"bool_value", "double_value", "vector3_x", "vector3_y", "vector3_z", "asset_id"}) {
    const std::string sql =
        "SELECT COUNT(*) FROM attributes WHERE id = 1 AND " + std::string(name) + " IS NOT NULL";
    if (live::number(session, sql) == 1) names.emplace_back(name);
  }
  return names;
}

game::AttributeValue vector_value(double x, double y, double z) {
  game::ItemVector3 vector;
  vector.x = x;
  vector.y = y;
  vector.z = z;
  game::AttributeValue value;
  value.__set_vector3(vector);
  return value;
}

// As in a database whose constraints were lost.
void drop_checks(Session& session) {
  if (session.dialect() == Dialect::kSqlite) {
    session.execute_ddl("PRAGMA ignore_check_constraints = ON");
    return;
  }
  for (const char* sql : {"ALTER TABLE attributes DROP CONSTRAINT ck_attributes_value_vector3",
                          "ALTER TABLE attributes DROP CONSTRAINT ck_attributes_value",
                          "ALTER TABLE mobiles DROP CONSTRAINT ck_mobiles_owner"}) {
    session.execute_ddl(sql);
  }
}

}  // namespace

TEST_CASE(
    "each variant of a union is stored in its own columns, and setting one clears the others") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    AttributeModel speed = live::attribute();
    speed.save(session);
    CHECK(set_columns(session) == Strings{"double_value"});
    CHECK(value_of(session, 1).double_value == 1.5);
    const Strings vector_columns{"vector3_x", "vector3_y", "vector3_z"};
    CHECK(live::sent(session, [&] { speed.set_value(vector_value(1, 0, -2.5)).save(session); }) ==
          Strings{"UPDATE `attributes` SET `double_value` = ?, `vector3_x` = ?, `vector3_y` = ?, "
                  "`vector3_z` = ? WHERE `id` = ?"});
    CHECK(set_columns(session) == vector_columns);
    CHECK(value_of(session, 1) == vector_value(1, 0, -2.5));
    CHECK(speed.get_vector3()->z == -2.5);
    CHECK_FALSE(speed.get_double_value());
    speed.set_asset_id(0).save(session);
    CHECK(set_columns(session) == Strings{"asset_id"});
    CHECK(value_of(session, 1).__isset.asset_id);
    CHECK_FALSE(speed.get_vector3());
    speed.set_bool_value(false).save(session);
    CHECK(set_columns(session) == Strings{"bool_value"});
    CHECK(value_of(session, 1).__isset.bool_value);
    game::ItemVector3 origin;
    speed.set_vector3(origin).save(session);
    CHECK(set_columns(session) == vector_columns);
    CHECK(value_of(session, 1) == vector_value(0, 0, 0));
    CHECK_FALSE(speed.set_value(vector_value(0, 0, 0)).is_dirty());
  });
}

TEST_CASE("a union has exactly one variant: anything else is refused before anything is sent") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    AttributeModel speed = live::attribute();
    speed.save(session);
    game::AttributeValue none;
    game::AttributeValue two;
    two.__set_bool_value(true);
    two.__set_asset_id(1);
    for (const game::AttributeValue& value : {none, two}) {
      const auto error = live::error_of<InvalidData>([&] { speed.set_value(value); });
      CHECK(error.details().table == "attributes");
      CHECK(error.details().column == "value");
    }
    CHECK_FALSE(speed.is_dirty());
    CHECK(*speed.get_double_value() == 1.5);
    speed.set_double_value(std::nullopt);
    MobileModel ownerless;
    ownerless.set_mobile_type(game::MobileType::NPC).set_what_we_call_you("Grunt");
    const Strings statements = live::sent(session, [&] {
      const auto error = live::error_of<InvalidData>([&] { speed.save(session); });
      CHECK(error.details().table == "attributes");
      CHECK(error.details().record_id == "1");
      CHECK_THROWS_AS(ownerless.save(session), InvalidData);
      CHECK_THROWS_AS(
          ownerless.set_owner_player_id(1).set_owner_player_id(std::nullopt).save(session),
          InvalidData);
    });
    CHECK(statements == Strings{});
    CHECK(ownerless.set_owner_player_id(1)
              .set_owner_mobile_id(4)
              .save(session)
              .get_owner()
              .mobile_id == 4);
    CHECK_FALSE(ownerless.get_owner_player_id());
  });
}

TEST_CASE("a variant that a place does not allow is refused, and the record stays as it was") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    MobileModel grunt = live::mobile(3);
    grunt.save(session);
    game::Owner item;
    item.__set_item_id(1);
    const auto error = live::error_of<InvalidData>([&] { grunt.set_owner(item); });
    CHECK(error.details().table == "mobiles");
    CHECK(error.message().find("item_id") != std::string::npos);
    game::Owner both = item;
    both.__set_player_id(1);
    CHECK_THROWS_AS(grunt.set_owner(both), InvalidData);
    CHECK_FALSE(grunt.is_dirty());
    CHECK(grunt.get_owner().player_id == 3);
    game::Owner mobile;
    mobile.__set_mobile_id(9);
    grunt.set_owner(mobile).save(session);
    CHECK(MobileModel::find(session, 1)->get_owner() == mobile);
    CHECK_FALSE(MobileModel::find(session, 1)->get_owner_player_id());
  });
}

TEST_CASE("what others have stored against the rules is an error where it is read, not a guess") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    live::attribute().save(session);
    live::mobile().save(session);
    drop_checks(session);
    session.execute("UPDATE attributes SET vector3_y = 2.5");
    AttributeModel half = *AttributeModel::find(session, 1);
    CHECK_THROWS_AS(half.get_vector3(), InvalidData);
    const auto error = live::error_of<InvalidData>([&] { half.get_value(); });
    CHECK(error.details().table == "attributes");
    CHECK(error.details().column == "vector3");
    // The record can be mended.
    half.set_bool_value(true).save(session);
    CHECK(value_of(session, 1).bool_value);
    // Several variants: the read order decides.
    session.execute("UPDATE attributes SET asset_id = 4, double_value = 2.5");
    CHECK(value_of(session, 1).asset_id == 4);
    // None: the fallback.
    session.execute(
        "UPDATE attributes SET asset_id = NULL, double_value = NULL, bool_value = NULL");
    CHECK(value_of(session, 1).__isset.bool_value);
    CHECK_FALSE(value_of(session, 1).bool_value);
    session.execute("UPDATE mobiles SET owner_mobile_id = 4");
    CHECK_THROWS_AS(MobileModel::find(session, 1)->get_owner(), InvalidData);
    session.execute("UPDATE mobiles SET owner_mobile_id = NULL, owner_player_id = NULL");
    CHECK_THROWS_AS(MobileModel::find(session, 1)->get_owner(), InvalidData);
  });
}

TEST_CASE("the database refuses what breaks the rules of a union as well") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    live::attribute().save(session);
    live::mobile().save(session);
    for (const char* sql :
         {"UPDATE mobiles SET owner_mobile_id = 4", "UPDATE mobiles SET owner_player_id = NULL",
          "UPDATE attributes SET vector3_x = 1", "UPDATE attributes SET asset_id = 1",
          "UPDATE attributes SET double_value = NULL, vector3_y = 1, vector3_z = 1"}) {
      INFO(sql);
      const auto error = live::error_of<ConstraintViolation>([&] { session.execute(sql); });
      CHECK(error.constraint_kind() == ConstraintKind::kCheck);
      CHECK(error.details().constraint.starts_with("ck_"));
    }
  });
}

TEST_CASE("enums are stored by name; a name or a number that the enum lacks is refused") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    MobileModel grunt = live::mobile();
    grunt.set_mobile_type(game::MobileType::PLAYER).save(session);
    CHECK(live::texts(session, "SELECT mobile_type FROM mobiles") == Strings{"PLAYER"});
    CHECK(MobileModel::find(session, 1)->get_mobile_type() == game::MobileType::PLAYER);
    const auto lacking = live::error_of<InvalidData>(
        [&] { grunt.set_mobile_type(static_cast<game::MobileType::type>(3)); });
    CHECK(std::string(lacking.what()) ==
          "3 is not a member of the enum of `mobile_type`; table mobiles");
    CHECK(lacking.details().column == "mobile_type");
    CHECK_THROWS_AS(grunt.set_mobile_type(static_cast<game::MobileType::type>(0)), InvalidData);
    CHECK_FALSE(grunt.is_dirty());
    for (const char* name : {"player", "PLAYER ", "GHOST-secret", ""}) {
      session.execute("UPDATE mobiles SET mobile_type = ?", name);
      const auto error = live::error_of<InvalidData>([&] { MobileModel::find(session, 1); });
      CHECK(error.details().table == "mobiles");
      CHECK(error.details().record_id == "1");
      CHECK(error.details().column == "mobile_type");
      CHECK(std::string(error.what()).find("secret") == std::string::npos);
      CHECK_THROWS_AS(MobileModel::find_by_owner_player_id(session, 1), InvalidData);
    }
    // The session goes on.
    session.execute("UPDATE mobiles SET mobile_type = 'NPC'");
    CHECK(MobileModel::find(session, 1)->get_mobile_type() == game::MobileType::NPC);
  });
}

TEST_CASE("a pivot's record says who the owner is, and has exactly one") {
  live::on_each_game([](Session& session, live::TestDatabase&) {
    AttributeOwnerModel link;
    CHECK_THROWS_AS(link.set_attribute_id(1).save(session), InvalidData);
    link.set_mobile_id(5).set_player_id(7).save(session);
    CHECK(link.is_player());
    CHECK_FALSE(link.is_mobile());
    CHECK_FALSE(link.is_item());
    CHECK_FALSE(link.is_asset());
    const AttributeOwnerModel found = *AttributeOwnerModel::find_by_attribute_id(session, 1);
    CHECK(found.is_player());
    CHECK(found.get_owner().player_id == 7);
    CHECK_FALSE(found.get_owner().__isset.mobile_id);
    CHECK(AttributeOwnerModel::find_by_player_id(session, 7).size() == 1);
    game::Owner asset;
    asset.__set_asset_id(3);
    link.set_owner(asset).save(session);
    CHECK(AttributeOwnerModel::find(session, 1)->is_asset());
    AttributeOwnerModel second;
    second.set_attribute_id(1).set_item_id(2);
    const auto error = live::error_of<ConstraintViolation>([&] { second.save(session); });
    CHECK(error.constraint_kind() == ConstraintKind::kUnique);
  });
}
