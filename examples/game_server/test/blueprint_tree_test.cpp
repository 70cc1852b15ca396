#include "blueprint_tree.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <tuple>
#include <vector>

#include "answer.h"
#include "game_db/models.h"
#include "test/live/engines.h"

using game_db::ItemModel;
using thriftorm::Session;

namespace {

ItemModel save_item(Session& session, const std::string& name,
                    const std::vector<game::ItemId>& components) {
  game::Item item;
  item.__set_internal_name(name);
  item.__set_item_type(game::ItemType::COMPONENT);
  game::ItemBlueprint blueprint;
  blueprint.__set_bake_time_ms(10);
  for (const game::ItemId id : components) {
    blueprint.components[id].__set_item_id(id);
    blueprint.components[id].__set_ratio(2.0);
  }
  item.__set_blueprint(blueprint);
  return ItemModel().from_thrift(item).save(session);
}

// Item, parent (0: none) and depth of each node.
std::vector<std::tuple<game::ItemId, game::ItemId, int>> shape(
    const game::LoadBlueprintTreeResponseData& tree) {
  std::vector<std::tuple<game::ItemId, game::ItemId, int>> nodes;
  for (const game::BlueprintTreeNode& node : tree.nodes) {
    nodes.emplace_back(node.item.id, node.__isset.parent_item_id ? node.parent_item_id : 0,
                       node.depth);
  }
  return nodes;
}

template <class Work>
int statements(Session& session, Work&& work) {
  int sent = 0;
  session.on_statement([&](const thriftorm::StatementEvent&) { ++sent; });
  work();
  session.on_statement(nullptr);
  return sent;
}

TEST_CASE("a level takes as many statements with many items as with one") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    const game::ItemId iron = *save_item(session, "iron", {}).get_id();
    const game::ItemId thin = *save_item(session, "thin", {iron}).get_id();
    std::vector<game::ItemId> parts;
    for (int i = 0; i < 30; ++i) {
      parts.push_back(*save_item(session, fmt::format("part {}", i), {}).get_id());
    }
    const game::ItemId wide = *save_item(session, "wide", parts).get_id();
    const int for_one =
        statements(session, [&] { game_server::load_blueprint_tree(session, thin, 10); });
    const int for_many = statements(session, [&] {
      CHECK(game_server::load_blueprint_tree(session, wide, 10).nodes.size() == 31);
    });
    CHECK(for_many == for_one);
  });
}

TEST_CASE("an item stands in the tree wherever it is used, but not inside itself") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    ItemModel ore = save_item(session, "ore", {});
    const game::ItemId iron = *save_item(session, "iron", {*ore.get_id()}).get_id();
    const game::ItemId nail = *save_item(session, "nail", {iron}).get_id();
    const game::ItemId door = *save_item(session, "door", {iron, nail}).get_id();
    game::Item cyclic = ore.to_thrift(session);
    cyclic.blueprint.components[door].__set_item_id(door);
    ItemModel().from_thrift(cyclic).save(session);

    const auto tree = game_server::load_blueprint_tree(session, door, 10);
    const game::ItemId first = *ore.get_id();
    CHECK(shape(tree) ==
          std::vector<std::tuple<game::ItemId, game::ItemId, int>>{{door, 0, 0},
                                                                   {iron, door, 1},
                                                                   {nail, door, 1},
                                                                   {first, iron, 2},
                                                                   {iron, nail, 2},
                                                                   {first, iron, 3}});
    CHECK(tree.cycle_detected);
    CHECK(!tree.max_depth_reached);
    CHECK(tree.total_bake_time_ms == 60);

    const auto cut = game_server::load_blueprint_tree(session, door, 1);
    CHECK(shape(cut) == std::vector<std::tuple<game::ItemId, game::ItemId, int>>{
                            {door, 0, 0}, {iron, door, 1}, {nail, door, 1}});
    CHECK(cut.max_depth_reached);
    CHECK(!cut.cycle_detected);
  });
}

TEST_CASE("a tree that doubles on every level is refused") {
  live::on_sqlite([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    std::vector<game::ItemId> below;
    for (int level = 0; level < 14; ++level) {
      const std::vector<game::ItemId> used = below;
      below = {*save_item(session, fmt::format("left {}", level), used).get_id(),
               *save_item(session, fmt::format("right {}", level), used).get_id()};
    }
    const auto code = [&] {
      try {
        game_server::load_blueprint_tree(session, below[0], 100);
      } catch (const game_server::Refused& refused) {
        return static_cast<int>(refused.code());
      }
      return 0;
    }();
    CHECK(code == game::GameError::BLUEPRINT_TOO_DEEP);
  });
}

}  // namespace
