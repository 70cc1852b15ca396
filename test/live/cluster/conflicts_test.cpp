// Two nodes write the same row: the one that is first to commit ends the other's transaction, which
// learns of it by whatever it does next.
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "test/live/cluster/cluster.h"
#include "test/live/relations/support.h"

using namespace std::chrono_literals;
using live::Cluster;
using live::ClusterDatabase;
using thriftorm::Database;
using thriftorm::Savepoint;
using thriftorm::Session;

namespace {

void name_all(Session& session, const std::string& name) {
  session.execute("UPDATE players SET full_name = ?", name);
}

std::string name_of_all(Session& session) {
  thriftorm::Rows rows = session.query("SELECT full_name FROM players");
  return std::string(rows.next()->get_text(0));
}

// Names the player on the second node, and waits until the first node has it.
void interfere(Database& first, Database& second) {
  Session session = second.session();
  live::wait_for_others(session);
  name_all(session, "theirs");
  Session watching = first.session();
  for (int i = 0; i < 100 && name_of_all(watching) != "theirs"; ++i)
    std::this_thread::sleep_for(20ms);
  CHECK(name_of_all(watching) == "theirs");
}

// `work(session, interfering)` calls what it is given once, where the other node is to be first.
using Work = std::function<void(Session&, const std::function<void()>&)>;

void check_repeated(const Cluster& cluster, const std::string& where, const Work& work) {
  INFO(where);
  const ClusterDatabase made(cluster);
  Database first(made.url_of(0));
  Database second(made.url_of(1));
  {
    Session session = first.session();
    live::save_player(session, "jane");
  }
  int attempts = 0;
  first.run([&](Session& session) {
    ++attempts;
    work(session, [&] {
      if (attempts == 1) interfere(first, second);
    });
  });
  CHECK(attempts == 2);
  for (const auto& names : made.ask_nodes("SELECT full_name FROM players"))
    CHECK(names == std::vector<std::string>{"mine"});
}

}  // namespace

TEST_CASE("a transaction that another node was first to is repeated, wherever it learns of it") {
  live::on_each_cluster([](const Cluster& cluster) {
    if (!cluster.every_node_writes) return;
    INFO(cluster.name);
    check_repeated(cluster, "at COMMIT", [](Session& session, const auto& interfere) {
      name_all(session, "mine");
      interfere();
    });
    check_repeated(cluster, "at a statement", [](Session& session, const auto& interfere) {
      name_all(session, "mine");
      interfere();
      live::save_npc(session, "grunt");
    });
    check_repeated(cluster, "at RELEASE SAVEPOINT", [](Session& session, const auto& interfere) {
      name_all(session, "mine");
      Savepoint point(session);
      interfere();
      point.release();
    });
    check_repeated(cluster, "at ROLLBACK TO SAVEPOINT",
                   [](Session& session, const auto& interfere) {
                     name_all(session, "mine");
                     Savepoint point(session);
                     interfere();
                     point.rollback();
                   });
    // MySQL 9.7.4 forgets at SAVEPOINT that the transaction has ended, and commits what comes after:
    // on the other members with what came before.
    if (!cluster.writes_may_meet) return;
    check_repeated(cluster, "at SAVEPOINT", [](Session& session, const auto& interfere) {
      name_all(session, "mine");
      interfere();
      Savepoint point(session);
    });
  });
}
