// Searching without case and accents: what every engine takes for the same.
#include <doctest/doctest.h>

#include <string>

#include "game_db/models.h"
#include "test/live/engines.h"

using game_db::ItemModel;
using thriftorm::Session;
namespace item = game_db::columns::item;

namespace {

bool finds(Session& session, const std::string& stored, const std::string& searched) {
  game::Item object;
  object.__set_internal_name(stored);
  object.__set_item_type(game::ItemType::COMPONENT);
  ItemModel model = ItemModel().from_thrift(object);
  model.save(session);
  const bool found =
      ItemModel::query().where(item::internal_name.icontains(searched)).exists(session);
  model.destroy(session);
  return found;
}

TEST_CASE("case and accents of a letter do not count") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    CHECK(finds(session, "Zoé", "zoe"));
    CHECK(finds(session, "Zoe", "ZOÉ"));
    CHECK(finds(session, "ΣΊΣΥΦΟΣ", "σίσυφο"));
    CHECK(finds(session, "ЁЖ", "еж"));
    CHECK(finds(session, "İstanbul", "istanbul"));
    CHECK(finds(session, "100% _x_", "% _X"));
    CHECK(!finds(session, "100", "%"));
    // Letters are compared one by one: what is several characters is not one.
    CHECK(!finds(session, "Zoé", "Zoe\u0301"));
    CHECK(!finds(session, "Straße", "STRASSE"));
    CHECK(!finds(session, "abc", "\u0301"));
  });
}

TEST_CASE("a locking query outside of a transaction is refused, whatever it asks") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    CHECK_THROWS_AS(ItemModel::query().for_update().all(session), thriftorm::UsageError);
    CHECK_THROWS_AS(ItemModel::query().for_update().exists(session), thriftorm::UsageError);
    CHECK_THROWS_AS(ItemModel::query().for_update().count(session), thriftorm::UsageError);
  });
}

}  // namespace
