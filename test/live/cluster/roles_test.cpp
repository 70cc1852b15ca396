// Which node takes the writes, and what readers of the others see.
#include <doctest/doctest.h>
#include <thriftorm/database.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "test/live/cluster/cluster.h"

using live::Cluster;
using live::ClusterDatabase;
using thriftorm::Database;
using thriftorm::Session;

namespace {

std::string ask(Session& session, const std::string& sql) {
  thriftorm::Rows rows = session.query(sql);
  return std::string(rows.next()->get_text(0));
}

constexpr const char* kCount = "SELECT CAST(COUNT(*) AS CHAR) FROM players";
constexpr const char* kPort = "SELECT CAST(@@port AS CHAR)";

void add_player(Session& session, const std::string& email) {
  session.execute(
      "INSERT INTO players (full_name, what_we_call_you, security_token, year_of_birth, email) "
      "VALUES ('Jane', 'Jane', 'x', 1990, ?)",
      email);
}

// Makes a node the primary of its group, and waits until it is.
void hand_over(const std::string& node) {
  Database database(node);
  Session session = database.session();
  const std::string id = ask(session, "SELECT @@server_uuid");
  ask(session, "SELECT group_replication_set_as_primary('" + id + "')");  // it takes no parameter
}

}  // namespace

TEST_CASE("a primary that hands over is left, and writes go on where they are taken") {
  live::on_each_cluster([](const Cluster& cluster) {
    if (cluster.every_node_writes) return;
    INFO(cluster.name);
    constexpr int kThreads = 4, kTurns = 3;
    const ClusterDatabase made(cluster);
    Database database(made.url());
    std::atomic<int> stored = 0;
    std::atomic<bool> stopped = false;
    std::vector<std::future<void>> writers;
    struct Stop {
      std::atomic<bool>& stopped;
      ~Stop() { stopped = true; }
    } const stop{stopped};  // whatever fails: the writers are waited for
    for (int thread = 0; thread < kThreads; ++thread) {
      writers.push_back(std::async(std::launch::async, [&, thread] {
        for (int i = 0; !stopped; ++i) {
          const std::string email = std::to_string(thread) + "/" + std::to_string(i);
          database.run([&](Session& session) { add_player(session, email); });
          ++stored;
        }
      }));
    }
    const auto primary = [&] {
      return database.run([](Session& session) { return ask(session, kPort); });
    };
    for (int turn = 1; turn <= kTurns; ++turn) {
      const std::string port = ":" + primary();
      hand_over(*std::find_if(
          cluster.nodes.begin(), cluster.nodes.end(),
          [&](const std::string& node) { return node.find(port) == std::string::npos; }));
      const int before = stored;
      const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
      while (stored < before + 20 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      CHECK(":" + primary() != port);
    }
    stopped = true;
    for (auto& writer : writers) writer.get();  // each write was stored, by whichever node
    CHECK(database.counters().primary_changes >= kTurns);
    for (const auto& answer : made.ask_nodes(kCount))
      CHECK(answer == std::vector<std::string>{std::to_string(stored)});
  });
}

TEST_CASE("readers of other nodes see what their session has written, when they are asked to") {
  live::on_each_cluster([](const Cluster& cluster) {
    INFO(cluster.name);
    const ClusterDatabase made(cluster);
    Database database(made.url());
    Session session = database.session();
    const std::string writer = ask(session, kPort);
    int elsewhere = 0;
    for (int i = 1; i <= 100; ++i) {
      add_player(session, std::to_string(i));
      Session reader = session.read_only(Session::Freshness::kOwnWrites);
      CHECK(ask(reader, kCount) == std::to_string(i));
      if (ask(reader, kPort) != writer) ++elsewhere;
    }
    CHECK(elsewhere > 90);  // the primary is read where the others take too long alone
  });
}
