// Saving a record with all that was given to it: one transaction, few statements, all or nothing.
#include <string>
#include <vector>

#include "test/live/relations/support.h"

using namespace game_db;
using live::count_rows;
using thriftorm::Session;

namespace {

std::vector<AttributeModel> new_attributes(int many) {
  std::vector<AttributeModel> attributes;
  for (int i = 0; i < many; ++i)
    attributes.push_back(live::new_attribute("attribute " + std::to_string(i)));
  return attributes;
}

// A player with an avatar that has six attributes.
PlayerModel new_graph(const std::string& email) {
  MobileModel avatar = live::new_mobile("avatar");
  for (AttributeModel& attribute : new_attributes(6)) avatar.add_attribute(std::move(attribute));
  return live::new_player(email).set_mobile(std::move(avatar));
}

}  // namespace

TEST_CASE("saving a new player with avatar and six attributes takes a statement for each table") {
  live::on_each_game([](Session& session) {
    PlayerModel player = new_graph("jane@x");
    live::Counter counter(session);
    player.save(session);
    CHECK(counter.statements() <= (session.dialect() == thriftorm::Dialect::kMysql ? 6 : 4));
    CHECK_FALSE(player.is_dirty());
    const auto avatar = player.get_mobile(session);
    REQUIRE(avatar);
    CHECK(avatar->get_owner_player_id() == player.get_id());
    const std::vector<AttributeModel> attributes = avatar->get_attributes(session);
    REQUIRE(attributes.size() == 6);
    for (int i = 0; i < 6; ++i) {
      CHECK(attributes[static_cast<std::size_t>(i)].get_internal_name() ==
            "attribute " + std::to_string(i));
    }
  });
}

TEST_CASE("a set of six new records takes five statements") {
  live::on_each_game([](Session& session) {
    PlayerModel player = live::new_player("jane@x");
    player.save(session);
    std::vector<AttributeModel> first = new_attributes(6);
    player.set_attributes(session, first);
    CHECK(count_rows(session, "attributes") == 6);
    std::vector<AttributeModel> second = new_attributes(6);
    {
      live::Counter counter(session);
      player.set_attributes(session, second);
      CHECK(counter.statements() <= 5);
    }
    CHECK(count_rows(session, "attributes") == 6);
    CHECK(count_rows(session, "attribute_owners") == 6);
    for (const AttributeModel& attribute : second) {
      REQUIRE(attribute.get_id());
      CHECK(AttributeModel::find(session, *attribute.get_id())->get_internal_name() ==
            attribute.get_internal_name());
    }
    // Two stay, two of them changed, two go, two are new.
    std::vector<AttributeModel> third(second.begin(), second.begin() + 4);
    third[0].set_visible(false);
    third[1].set_double_value(2.5);
    for (AttributeModel& attribute : new_attributes(2)) third.push_back(std::move(attribute));
    {
      live::Counter counter(session);
      player.set_attributes(session, third);
      CHECK(counter.statements() <= 8);
    }
    CHECK(count_rows(session, "attributes") == 6);
    CHECK(player.get_attributes(session).size() == 6);
    player.remove_attribute(session, third[0]);
    CHECK_FALSE(third[0].get_id());
    CHECK(count_rows(session, "attributes") == 5);
    CHECK(count_rows(session, "attribute_owners") == 5);
  });
}

TEST_CASE("a rollback gives back what waited to be saved") {
  live::on_each_game([](Session& session) {
    PlayerModel player = new_graph("jane@x");
    CHECK_THROWS(session.transaction([&] {
      player.save(session);
      CHECK(player.get_id());
      throw std::runtime_error("no");
    }));
    CHECK_FALSE(player.get_id());
    CHECK(player.is_dirty());
    CHECK(count_rows(session, "attributes") == 0);
    player.save(session);
    CHECK(player.get_mobile(session)->get_attributes(session).size() == 6);
  });
}
