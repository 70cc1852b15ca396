// Keys that the database makes come back to the records they belong to, also where they do not rise
// by one and others insert at the same time.
#include <algorithm>
#include <functional>
#include <future>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "test/live/relations/support.h"

using namespace game_db;
using live::count_rows;
using thriftorm::Session;

namespace {

constexpr int kThreads = 8;
constexpr int kGraphs = 25;  // of each thread
constexpr int kAttributes = 6;

// A player's avatar, with what it was given. Names and values say which is which.
struct Graph {
  PlayerModel player;
  MobileModel avatar;
  std::vector<AttributeModel> attributes;
};

Graph new_graph(const std::string& name) {
  Graph graph{live::new_player(name), live::new_mobile(name), {}};
  for (int i = 0; i < kAttributes; ++i) {
    graph.attributes.push_back(live::new_attribute(name + " " + std::to_string(i)));
    graph.attributes.back().set_double_value(i + 0.5);
  }
  return graph;
}

// Of the keys that this session makes; SQLite has no such thing.
void set_step(Session& session, int step) {
  if (session.dialect() == thriftorm::Dialect::kSqlite) return;
  session.execute("SET SESSION auto_increment_increment = " + std::to_string(step) +
                  ", auto_increment_offset = " + std::to_string(std::min(step, 3)));
}

// Record by record and as a set; the ids come back to all of them.
void save_in_parts(Session& session, Graph& graph) {
  graph.player.save(session);
  graph.avatar.set_owner_player_id(graph.player.get_id()).save(session);
  graph.avatar.set_attributes(session, graph.attributes);
}

// In one go; the ids come back to what was given away.
void save_at_once(Session& session, Graph graph) {
  for (AttributeModel& attribute : graph.attributes)
    graph.avatar.add_attribute(std::move(attribute));
  graph.player.set_mobile(std::move(graph.avatar)).save(session);
}

// Each record's id names the row that has its values.
void check(Session& session, const Graph& graph) {
  REQUIRE(graph.attributes.size() == kAttributes);
  const std::string& name = graph.player.get_email();
  const auto player = PlayerModel::find(session, graph.player.get_id().value());
  REQUIRE(player);
  CHECK(player->get_email() == name);
  const auto avatar = MobileModel::find(session, graph.avatar.get_id().value());
  REQUIRE(avatar);
  CHECK(avatar->get_what_we_call_you() == name);
  CHECK(avatar->get_owner_player_id() == player->get_id());
  for (const AttributeModel& attribute : graph.attributes) {
    const auto found = AttributeModel::find(session, attribute.get_id().value());
    REQUIRE(found);
    CHECK(found->get_internal_name() == attribute.get_internal_name());
    CHECK(found->get_double_value() == attribute.get_double_value());
    CHECK(found->get_internal_name().starts_with(name + " "));
    CHECK(
        AttributeOwnerModel::find_by_attribute_id(session, *attribute.get_id())->get_mobile_id() ==
        avatar->get_id());
  }
}

bool rise_by(const std::vector<AttributeModel>& attributes, std::int64_t step) {
  for (std::size_t i = 1; i < attributes.size(); ++i)
    if (*attributes[i].get_id() - *attributes[i - 1].get_id() != step) return false;
  return true;
}

// One graph after the other, every second one at once and read back; what another thread was in the
// way of is done again.
std::vector<Graph> save_graphs(thriftorm::Database& database, int thread, int step) {
  std::vector<Graph> graphs;
  for (int i = 0; i < kGraphs; ++i) {
    Graph& graph = graphs.emplace_back(new_graph(std::to_string(thread) + "/" + std::to_string(i)));
    database.run([&](Session& session) {
      set_step(session, step);
      if (i % 2 == 0) save_in_parts(session, graph);
      else save_at_once(session, graph);
    });
    if (i % 2 == 0) continue;
    Session session = database.session();
    graph.player = PlayerModel::find_by_email(session, graph.player.get_email()).value();
    graph.avatar = graph.player.get_mobile(session).value();
    graph.attributes = graph.avatar.get_attributes(session);
  }
  return graphs;
}

// `step_of(thread)`: by how much the keys rise that a thread makes.
template <class StepOf>
void check_threads(live::TestDatabase& test, StepOf step_of) {
  Session session = test.database.session();
  create_schema(session);
  std::vector<std::future<std::vector<Graph>>> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.push_back(std::async(std::launch::async, save_graphs, std::ref(test.database), thread,
                                 step_of(thread)));
  }
  std::set<std::int64_t> ids;
  for (auto& thread : threads) {
    for (const Graph& graph : thread.get()) {
      check(session, graph);
      for (const AttributeModel& attribute : graph.attributes) ids.insert(*attribute.get_id());
    }
  }
  constexpr std::int64_t kAll = kThreads * kGraphs;
  CHECK(ids.size() == kAll * kAttributes);
  CHECK(count_rows(session, "players") == kAll);
  CHECK(count_rows(session, "mobiles") == kAll);
  CHECK(count_rows(session, "attributes") == kAll * kAttributes);
  CHECK(count_rows(session, "attribute_owners") == kAll * kAttributes);
}

}  // namespace

TEST_CASE("threads that insert at once get the keys of their own rows, which rise by seven") {
  live::on_each_engine(
      [](live::TestDatabase& test) { check_threads(test, [](int) { return 7; }); });
}

TEST_CASE("threads whose keys rise by different steps get the keys of their own rows") {
  live::on_each_server(
      [](live::TestDatabase& test) { check_threads(test, [](int thread) { return thread + 1; }); });
}

TEST_CASE("a step that changes between two saves of one session counts for the second") {
  live::on_each_game([](Session& session) {
    int n = 0;
    for (const int step : {7, 1, 1, 5, 7}) {
      set_step(session, step);
      Graph graph = new_graph(std::to_string(++n));
      save_in_parts(session, graph);
      check(session, graph);
      if (session.dialect() != thriftorm::Dialect::kSqlite) CHECK(rise_by(graph.attributes, step));
    }
  });
}

TEST_CASE("a step that changes within a transaction counts from then on") {
  live::on_each_game([](Session& session) {
    std::vector<Graph> graphs;
    session.transaction([&] {
      for (const int step : {1, 7, 3}) {
        set_step(session, step);
        graphs.push_back(new_graph(std::to_string(step)));
        save_in_parts(session, graphs.back());
      }
    });
    for (const Graph& graph : graphs) check(session, graph);
  });
}
