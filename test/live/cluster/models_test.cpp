// Records on the nodes of a cluster.
#include <algorithm>
#include <future>
#include <set>
#include <string>
#include <vector>

#include "test/live/cluster/cluster.h"
#include "test/live/relations/support.h"

using namespace game_db;
using live::Cluster;
using live::ClusterDatabase;
using thriftorm::Database;
using thriftorm::Session;

namespace {

constexpr int kAttributes = 5;
constexpr int kRounds = 15;  // of each thread

std::vector<std::string> numbered(const std::string& name) {
  std::vector<std::string> names;
  for (int i = 0; i < kAttributes; ++i) names.push_back(name + " " + std::to_string(i));
  return names;
}

// A player with an avatar that has attributes, by the ownership pivot.
struct Graph {
  PlayerModel player;
  MobileModel avatar;
  std::vector<AttributeModel> attributes;
};

Graph save_graph(Session& session, const std::string& name) {
  Graph graph{live::new_player(name), live::new_mobile(name), {}};
  graph.player.save(session);
  graph.avatar.set_owner_player_id(graph.player.get_id()).save(session);
  graph.attributes = live::new_attributes(numbered(name));
  graph.avatar.set_attributes(session, graph.attributes);
  return graph;
}

bool rise_by(const std::vector<AttributeModel>& attributes, std::int64_t step) {
  return std::adjacent_find(attributes.begin(), attributes.end(),
                            [&](const AttributeModel& a, const AttributeModel& b) {
                              return *b.get_id() - *a.get_id() != step;
                            }) == attributes.end();
}

// Each record's id names the row with its values, on a node that need not have written it.
void check(Session& session, const Graph& graph) {
  const std::string& name = graph.player.get_email();
  const auto player = PlayerModel::find(session, *graph.player.get_id());
  REQUIRE(player);
  CHECK(player->get_email() == name);
  const auto avatar = player->get_mobile(session);
  REQUIRE(avatar);
  CHECK(avatar->get_id() == graph.avatar.get_id());
  CHECK(live::names(avatar->get_attributes(session)) == numbered(name));
  for (const AttributeModel& attribute : graph.attributes) {
    const auto found = AttributeModel::find(session, *attribute.get_id());
    REQUIRE(found);
    CHECK(found->get_internal_name() == attribute.get_internal_name());
  }
}

void check_on_each_node(const Cluster& cluster, const ClusterDatabase& made,
                        const std::vector<Graph>& graphs) {
  for (std::size_t node = 0; node < cluster.nodes.size(); ++node) {
    Database database(made.url_of(node));
    Session session = database.read_only();
    live::wait_for_others(session);
    for (const Graph& graph : graphs) check(session, graph);
  }
}

void set_step(Session& session, int step) {
  session.execute("SET SESSION auto_increment_increment = " + std::to_string(step) +
                  ", auto_increment_offset = 2");
}

// One graph after the other; what another node was in the way of is done again.
std::vector<Graph> save_graphs(const std::string& url, const std::string& name) {
  Database database(url);
  std::vector<Graph> graphs;
  for (int round = 0; round < kRounds; ++round) {
    graphs.push_back(database.run(
        [&](Session& session) { return save_graph(session, name + "/" + std::to_string(round)); }));
  }
  return graphs;
}

}  // namespace

TEST_CASE("what one node stores, the others have: players, avatars, attributes by their pivot") {
  live::on_each_cluster([](const Cluster& cluster) {
    INFO(cluster.name);
    const ClusterDatabase made(cluster);
    std::vector<Graph> graphs;
    for (const std::string& url : made.writing_urls()) {
      Database database(url);
      Session session = database.session();
      graphs.push_back(save_graph(session, "player " + std::to_string(graphs.size())));
      CHECK(rise_by(graphs.back().attributes, cluster.key_step));
    }
    check_on_each_node(cluster, made, graphs);
  });
}

TEST_CASE("keys that rise by three or seven come back to their own records") {
  live::on_each_cluster([](const Cluster& cluster) {
    INFO(cluster.name);
    const ClusterDatabase made(cluster);
    std::vector<Graph> graphs;
    for (const std::string& url : made.writing_urls()) {
      Database database(url);
      for (const int step : {3, 7, 1}) {
        Session session = database.session();
        set_step(session, step);
        graphs.push_back(save_graph(session, "player " + std::to_string(graphs.size())));
      }
    }
    check_on_each_node(cluster, made, graphs);
  });
}

TEST_CASE("an inventory and its entries change hands on one node, as another node sees") {
  live::on_each_cluster([](const Cluster& cluster) {
    INFO(cluster.name);
    const ClusterDatabase made(cluster);
    Database database(made.url());
    Session session = database.session();
    const ItemModel sword = live::save_item(session, "sword");
    PlayerModel jane = live::save_player(session, "jane");
    PlayerModel john = live::save_player(session, "john");
    InventoryModel bag = live::new_inventory();
    jane.add_inventory(session, bag);
    std::vector<InventoryEntryModel> entries(3, live::new_entry(sword));
    bag.set_entries(session, entries);
    InventoryOwnerModel link = bag.get_inventory_owner(session).value();
    link.set_player_id(john.get_id()).save(session);
    for (std::size_t node = 0; node < cluster.nodes.size(); ++node) {
      Database other(made.url_of(node));
      Session reading = other.read_only();
      live::wait_for_others(reading);
      CHECK(jane.get_inventories(reading).empty());
      const std::vector<InventoryModel> bags = john.get_inventories(reading);
      REQUIRE(bags.size() == 1);
      CHECK(bags[0].get_id() == bag.get_id());
      CHECK(bags[0].get_entries(reading).size() == 3);
    }
  });
}

TEST_CASE("threads that write at once, on every node that can take it, get their own rows' keys") {
  live::on_each_cluster([](const Cluster& cluster) {
    INFO(cluster.name);
    const ClusterDatabase made(cluster);
    const std::vector<std::string> urls =
        cluster.writes_may_meet ? made.writing_urls() : std::vector<std::string>(3, made.url());
    std::vector<std::future<std::vector<Graph>>> threads;
    for (int round = 0; round < 2; ++round) {
      for (const std::string& url : urls) {
        threads.push_back(std::async(std::launch::async, save_graphs, url,
                                     "thread " + std::to_string(threads.size())));
      }
    }
    std::vector<Graph> graphs;
    for (auto& thread : threads) {
      for (Graph& graph : thread.get()) graphs.push_back(std::move(graph));
    }
    std::set<std::int64_t> ids;
    for (const Graph& graph : graphs) {
      for (const AttributeModel& attribute : graph.attributes) ids.insert(*attribute.get_id());
    }
    CHECK(ids.size() == graphs.size() * kAttributes);
    check_on_each_node(cluster, made, graphs);
  });
}
