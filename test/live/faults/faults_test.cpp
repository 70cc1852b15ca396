// What a client is told while servers die and connections are cut is true. With THRIFTORM_DEEP set
// for long; THRIFTORM_SEED repeats the cuts of a run (not the threads' turns).
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <random>

#include "test/live/engines.h"
#include "test/live/faults/load.h"
#include "test/live/faults/server.h"
#include "test/live/proxy.h"

using namespace thriftorm;
using namespace faults;
using namespace live;
using std::chrono::duration;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

namespace {

constexpr int kThreads = 6;

bool deep() { return std::getenv("THRIFTORM_DEEP") != nullptr; }

unsigned seed() {
  static const unsigned chosen = [] {
    const char* given = std::getenv("THRIFTORM_SEED");
    return given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10))
                            : std::random_device()();
  }();
  return chosen;
}

double seconds_between(steady_clock::time_point from, steady_clock::time_point to) {
  return duration<double>(to - from).count();
}

void print_counts(const char* engine, const char* what, const Ledger& ledger, std::uint64_t unknown,
                  const Counters& counters) {
  std::printf(
      "%s, %s: %llu stored (%llu of them CommitUnknown first, resolved), %llu failed; %llu "
      "retries, "
      "%llu connections opened, %llu discarded\n",
      engine, what, static_cast<unsigned long long>(ledger.count(Told::kStored)),
      static_cast<unsigned long long>(unknown),
      static_cast<unsigned long long>(ledger.count(Told::kFailed)),
      static_cast<unsigned long long>(counters.retries),
      static_cast<unsigned long long>(counters.connects),
      static_cast<unsigned long long>(counters.discarded));
}

void print_errors(const Ledger& ledger) {
  std::map<std::string, int> kinds;
  for (const auto& [key, call] : ledger.calls()) {
    if (!call.error.empty()) ++kinds[call.error.substr(0, call.error.find(" ("))];
  }
  for (const auto& [kind, count] : kinds) std::printf("  %6d %s\n", count, kind.c_str());
  std::fflush(stdout);
}

// Waits until the load has stored something after that moment.
steady_clock::time_point wait_for_stored(const Ledger& ledger, steady_clock::time_point since) {
  const auto end = steady_clock::now() + seconds(60);
  auto first = ledger.first_stored_after(since);
  while (first == steady_clock::time_point::max() && steady_clock::now() < end) {
    std::this_thread::sleep_for(milliseconds(20));
    first = ledger.first_stored_after(since);
  }
  REQUIRE(first != steady_clock::time_point::max());
  return first;
}

void kill_under_load(const char* engine, int kills) {
  PrivateServer server(engine);
  if (server.url().empty()) {
    std::printf("skipped: kills of %s (no server to kill)\n", engine);
    REQUIRE(std::getenv("THRIFTORM_REQUIRE_SERVERS") == nullptr);
    return;
  }
  std::minstd_rand random(seed());
  Database(server.url()).session().execute_ddl("CREATE DATABASE thriftorm_faults");
  Database database(live::with_database(server.url(), "thriftorm_faults") + "?read_timeout=5s");
  {
    Session session = database.session();
    create_inventories(session);
  }
  Ledger ledger;
  double downtime = 0, longest = 0;
  std::uint64_t unknown = 0;
  for (int kill = 0; kill < kills; ++kill) {
    Load load(database, ledger, "k" + std::to_string(kill), kThreads);
    wait_for_stored(ledger, steady_clock::now());
    std::this_thread::sleep_for(milliseconds(random() % 500));
    server.kill();
    const auto killed = steady_clock::now();
    std::this_thread::sleep_for(milliseconds(100));
    server.start_again();
    const auto back = steady_clock::now();
    longest = std::max(longest, seconds_between(back, wait_for_stored(ledger, back)));
    downtime += seconds_between(killed, back);
    load.stop();
    unknown += resolve_unknown(database, ledger);
    Session session = database.session();
    check_transfers(session, ledger);
  }
  print_counts(engine, "kill -9", ledger, unknown, database.counters());
  std::printf(
      "  %d kills; down for %.1f s on average, resumed within %.2f s of the server's return\n",
      kills, downtime / kills, longest);
  print_errors(ledger);
  CHECK(database.counters().connections_in_use == 0);
}

bool encrypts(const live::Engine& engine) {
  try {
    Database(live::with_option(engine.server_url, "ssl-mode=required")).session();
    return true;
  } catch (const ConnectionLost&) {
    return false;
  }
}

// Connections live for some bytes.
std::function<Fate()> fates(std::uint64_t most_bytes) {
  return [random = std::minstd_rand(seed()), most_bytes]() mutable {
    Fate fate;
    const auto draw = random() % 100;
    fate.harm = draw < 80 ? Harm::kReset : draw < 85 ? Harm::kDrop : Harm::kDelay;
    fate.to_server = random() % 2 == 0;
    fate.bytes = random() % most_bytes;
    fate.delay = milliseconds(random() % 100);
    return fate;
  };
}

// `most_bytes`: of a connection's life, in one direction; a login over TLS takes some thousand.
void cut_under_load(const live::Engine& engine, const std::string& ssl_mode,
                    std::uint64_t most_bytes, std::uint64_t cuts) {
  live::TestDatabase test(engine);
  {
    Session session = test.database.session();  // over TLS: without it, a first login is refused
    create_inventories(session);
  }
  Proxy proxy(port_of(test.url), fates(most_bytes));
  Database database(with_port(test.url, proxy.port()) +
                    "?read_timeout=1s&connect_timeout=2s&ssl-mode=" + ssl_mode);
  Ledger transfers, singles;
  const auto start = steady_clock::now();
  {
    Load load(database, transfers, "c", kThreads);
    SingleWrites writes(database, singles, "s", 2);
    const auto end = start + seconds(deep() ? 1200 : 60);
    while (proxy.harmed().cuts() < cuts && steady_clock::now() < end)
      std::this_thread::sleep_for(milliseconds(20));
    // The last calls end without harm.
    proxy.spare(true);
  }
  const double took = seconds_between(start, steady_clock::now());
  const std::uint64_t unknown = resolve_unknown(test.database, transfers);
  print_counts(engine.name.c_str(), ("ssl-mode=" + ssl_mode).c_str(), transfers, unknown,
               database.counters());
  const Harmed harmed = proxy.harmed();
  std::printf(
      "  %llu resets, %llu drops, %llu delays in %.1f s; single writes: %llu stored, %llu unknown, "
      "%llu failed\n",
      static_cast<unsigned long long>(harmed.resets), static_cast<unsigned long long>(harmed.drops),
      static_cast<unsigned long long>(harmed.delays), took,
      static_cast<unsigned long long>(singles.count(Told::kStored)),
      static_cast<unsigned long long>(singles.count(Told::kUnknown)),
      static_cast<unsigned long long>(singles.count(Told::kFailed)));
  print_errors(transfers);
  print_errors(singles);
  CHECK(harmed.cuts() >= cuts);
  CHECK(database.counters().connections_in_use == 0);
  Session session = test.database.session();
  check_transfers(session, transfers);
  check_single_writes(session, singles);
}

}  // namespace

TEST_CASE("what a client is told is true while the server is killed") {
  std::printf("seed %u\n", seed());
  kill_under_load("mysql", deep() ? 20 : 3);
  if (deep()) kill_under_load("mariadb", 20);
}

TEST_CASE("what a client is told is true while connections are cut") {
  std::printf("seed %u\n", seed());
  for (const live::Engine& engine : live::engines()) {
    if (engine.server_url.empty()) continue;
    INFO("engine: ", engine.name);
    cut_under_load(engine, "disabled", 8'000, deep() ? 1000 : 70);
    if (encrypts(engine)) {
      cut_under_load(engine, "required", 20'000, deep() ? 1000 : 70);
    } else {
      std::printf("skipped: cuts of encrypted connections to %s (it offers no TLS)\n",
                  engine.name.c_str());
    }
  }
}
