// A node is killed while others write: what was acknowledged stays, and nothing happens twice.
#include <doctest/doctest.h>
#include <thriftorm/run_once.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "test/live/cluster/cluster.h"
#include "test/live/relations/support.h"

using live::Cluster;
using live::ClusterDatabase;
using thriftorm::Database;
using thriftorm::Session;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

namespace {

constexpr int kThreads = 8;
constexpr int kAccounts = 24;
constexpr int kBalance = 1000;
const thriftorm::RetryPolicy kPatient{.attempts = 1000, .budget = 60'000ms};

// What the threads were told.
struct Outcome {
  std::mutex mutex;
  std::vector<std::string> acknowledged;  // keys
  std::vector<Clock::time_point> times;   // of the acknowledgements
  std::vector<std::string> errors;
};

// Accounts are inventories, and what they hold is the number of entries that they may have.
std::vector<std::int64_t> open_accounts(Session& session) {
  std::vector<std::int64_t> accounts;
  for (int i = 0; i < kAccounts; ++i) {
    game_db::InventoryModel account = live::new_inventory();
    accounts.push_back(*account.set_max_entries(kBalance).save(session).get_id());
  }
  return accounts;
}

// Moves one, and notes the transfer under its key. Rows are written in the order of their ids, so
// that two transfers do not wait for each other.
void transfer(Session& session, const std::string& key, std::int64_t from, std::int64_t to) {
  const auto add = [&](std::int64_t account, int amount) {
    session.execute("UPDATE inventories SET max_entries = max_entries + ? WHERE id = ?", amount,
                    account);
  };
  if (from < to) add(from, -1);
  add(to, 1);
  if (to < from) add(from, -1);
  live::new_attribute(key).save(session);
}

void make_transfers(Database& database, int thread, const std::vector<std::int64_t>& accounts,
                    const std::atomic<bool>& stop, Outcome& outcome) {
  for (int i = 0; !stop; ++i) {
    const std::string key = std::to_string(thread) + "/" + std::to_string(i);
    const auto pick = [&](int n) { return accounts[static_cast<std::size_t>(n % kAccounts)]; };
    try {
      const bool mine = database.run_once(
          key,
          [&](Session& session) { transfer(session, key, pick(thread + i), pick(thread + i + 7)); },
          kPatient);
      const std::lock_guard lock(outcome.mutex);
      if (!mine) outcome.errors.push_back(key + " was there before it was sent");
      outcome.acknowledged.push_back(key);
      outcome.times.push_back(Clock::now());
    } catch (const std::exception& error) {
      const std::lock_guard lock(outcome.mutex);
      outcome.errors.push_back(error.what());
    }
  }
}

// The node that a database writes to.
std::size_t writing_node(const Cluster& cluster, Database& database) {
  Session session = database.session();
  thriftorm::Rows rows = session.query("SELECT @@port");
  const std::string port = ":" + std::to_string(rows.next()->get_int64(0));
  const auto found = std::find_if(cluster.nodes.begin(), cluster.nodes.end(),
                                  [&](const std::string& url) { return url.ends_with(port); });
  REQUIRE(found != cluster.nodes.end());
  return static_cast<std::size_t>(found - cluster.nodes.begin());
}

// From the kill to the acknowledgement that ended the last silence of more than 0.3 s.
double seconds_until_service(const Outcome& outcome, Clock::time_point killed) {
  Clock::time_point resumed = killed;
  Clock::time_point last = killed;
  for (const Clock::time_point time : outcome.times) {
    if (time < killed) continue;
    if (time - last > 300ms) resumed = time;
    last = time;
  }
  return std::chrono::duration<double>(resumed - killed).count();
}

bool has_resumed(Outcome& outcome, Clock::time_point killed) {
  const std::lock_guard lock(outcome.mutex);
  return !outcome.times.empty() && outcome.times.back() > killed + 500ms &&
         Clock::now() - outcome.times.back() < 100ms;
}

// Kills the node that takes the writes while threads write; returns when they have stopped.
std::size_t write_and_kill(const Cluster& cluster, const std::string& url,
                           const std::vector<std::int64_t>& accounts, Outcome& outcome,
                           Clock::time_point& killed) {
  Database database(url);
  const std::size_t node = writing_node(cluster, database);
  std::atomic<bool> stop = false;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back(
        [&, thread] { make_transfers(database, thread, accounts, stop, outcome); });
  }
  std::this_thread::sleep_for(1500ms);
  killed = Clock::now();
  live::kill_node(cluster, node);
  while (!has_resumed(outcome, killed) && Clock::now() < killed + 60s)
    std::this_thread::sleep_for(50ms);
  std::this_thread::sleep_for(2s);
  stop = true;
  for (std::thread& thread : threads) thread.join();
  return node;
}

// Every node has each acknowledged transfer once, and no other one; nothing was lost on the way.
void check_transfers(const ClusterDatabase& made, const Outcome& outcome) {
  std::vector<std::string> expected = outcome.acknowledged;
  std::sort(expected.begin(), expected.end());
  for (std::vector<std::string>& noted : made.ask_nodes("SELECT internal_name FROM attributes")) {
    std::sort(noted.begin(), noted.end());
    CHECK(noted.size() == expected.size());
    CHECK((noted == expected));
  }
  for (const auto& sums : made.ask_nodes("SELECT CAST(SUM(max_entries) AS CHAR) FROM inventories"))
    CHECK(sums == std::vector<std::string>{std::to_string(kAccounts * kBalance)});
}

void check_kill(const Cluster& cluster, bool through_router) {
  const ClusterDatabase made(cluster);
  std::vector<std::int64_t> accounts;
  {
    Database database(made.url());
    Session session = database.session();
    thriftorm::create_run_once_table(session);
    accounts = open_accounts(session);
  }
  Outcome outcome;
  Clock::time_point killed;
  const std::string url = through_router ? made.router_url() : made.url();
  const std::size_t node = write_and_kill(cluster, url, accounts, outcome, killed);
  for (const std::string& error : outcome.errors) FAIL_CHECK(error);
  std::sort(outcome.times.begin(), outcome.times.end());
  const double seconds = seconds_until_service(outcome, killed);
  std::printf("%s%s: %zu transfers, service resumed %.1f s after the kill\n", cluster.name.c_str(),
              through_router ? " by its router" : "", outcome.acknowledged.size(), seconds);
  CHECK(seconds < 30);
  live::restart_node(cluster, node);
  check_transfers(made, outcome);
}

}  // namespace

TEST_CASE(
    "a node that dies under load takes no acknowledged transfer along, and none is made twice") {
  live::on_each_cluster([](const Cluster& cluster) {
    INFO(cluster.name);
    check_kill(cluster, false);
    if (!cluster.router.empty()) check_kill(cluster, true);
  });
}
