// game_load --port N [--clients N] [--seconds S]: many clients at once, each a thread with a
// connection of its own, that create and load players, list them, and move items between inventories
// that all of them share. Then checks that no request failed but for the rules of inventories, and
// that no item was lost or doubled. Returns 1 if something is not as it should be.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "client/connection.h"
#include "client/objects.h"
#include "client/requests.h"

using namespace game_client;
using game::GameError;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kItems = 3;
constexpr std::size_t kInventories = 8;
constexpr double kQuantity = 1000.0;  // of each item, in each inventory at first
constexpr std::int64_t kStack = 700;
constexpr std::int32_t kMaxEntries = 24;
constexpr std::size_t kEntriesInReach = 8;  // that clients move; there may be fewer, or more
constexpr double kMaxVolume = 4000.0;

enum class Operation : std::uint8_t { kCreate, kLoad, kList, kSplit, kTransfer };
constexpr std::array<const char*, 5> kNames{"create", "load", "list", "split", "transfer"};

// How often each operation succeeded, and was refused by the rules; what else went wrong.
struct Tally {
  std::array<std::int64_t, kNames.size()> succeeded{};
  std::array<std::int64_t, kNames.size()> refused{};
  std::vector<std::string> failures;

  void add(const Tally& other) {
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      succeeded[i] += other.succeeded[i];
      refused[i] += other.refused[i];
    }
    failures.insert(failures.end(), other.failures.begin(), other.failures.end());
  }
};

// What moving items may be answered with while others move them too.
bool is_rule(const game::GameResult& result) {
  switch (result.error_code) {
    case GameError::INV_ITEM_NOT_FOUND:
    case GameError::INV_INSUFFICIENT_QUANTITY:
    case GameError::INV_NEW_QUANTITY_INVALID:
    case GameError::INV_FULL_CANNOT_SPLIT:
    case GameError::INV_MAX_ITEMS_REACHED:
    case GameError::INV_NEW_VOLUME_TOO_HIGH:
      return true;
    default:
      return false;
  }
}

// What all clients share.
struct World {
  std::string mark;  // names of this run hold it
  game::PlayerId owner = 0;
  std::vector<game::ItemId> items;
  std::vector<game::InventoryId> inventories;
};

World make_world(Connection& server) {
  World world;
  world.mark = fmt::format("{:08x}", std::random_device()());
  game::PlayerResponse owner;
  server.players.create(owner, create_player(new_player("Owner", "owner@" + world.mark)));
  world.owner = owner.response_data.create_player.player.id;
  std::vector<game::InventoryEntry> entries;
  for (std::size_t i = 0; i < kItems; ++i) {
    game::ItemResponse item;
    server.items.create(item,
                        create_item(new_item(fmt::format("{} {}", world.mark, i), kStack, 1)));
    world.items.push_back(item.response_data.create_item.item.id);
    entries.push_back(new_entry(world.items.back(), kQuantity));
  }
  for (std::size_t i = 0; i < kInventories; ++i) {
    game::InventoryResponse inventory;
    server.inventories.create(
        inventory, create_inventory(new_inventory(world.owner, kMaxEntries, kMaxVolume, entries)));
    world.inventories.push_back(inventory.response_data.create_inventory.inventory.id);
  }
  return world;
}

class Client {
 public:
  Client(const World& world, const std::string& host, int port, std::size_t number)
      : world_(world), server_(host, port), number_(number), random_(number) {}

  void run_until(Clock::time_point end) {
    while (Clock::now() < end) step();
  }
  const Tally& tally() const { return tally_; }

 private:
  void step() {
    switch (static_cast<Operation>(below(kNames.size()))) {
      case Operation::kCreate:
        return create();
      case Operation::kLoad:
        return load();
      case Operation::kList:
        return list();
      case Operation::kSplit:
        return split();
      case Operation::kTransfer:
        return transfer();
    }
  }

  void create() {
    const std::string name = fmt::format("{}-{}-{}", world_.mark, number_, created_.size());
    const game::Player player = new_player(name, name);
    game::PlayerResponse response;
    server_.players.create(response, create_player(player));
    note(Operation::kCreate, response);
    if (response.__isset.response_data) {
      created_.push_back(response.response_data.create_player.player);
    }
  }

  void load() {
    if (created_.empty()) return;
    const game::Player& player = created_[below(created_.size())];
    game::PlayerResponse response;
    server_.players.load(response, load_player(player.id));
    note(Operation::kLoad, response);
    expect(response.response_data.load_player.player == player, "a player came back changed");
  }

  void list() {
    game::PlayerResponse response;
    const std::string mine = fmt::format("{}-{}-", world_.mark, number_);
    server_.players.list_records(response, list_players(0, 5, mine));
    note(Operation::kList, response);
    expect(response.response_data.list_players.total_count ==
               static_cast<std::int64_t>(created_.size()),
           "a list found another number of players than were created");
  }

  void split() {
    game::InventoryResponse response;
    server_.inventories.split_stack(response, split_stack(inventory(), entry(), quantity()));
    note(Operation::kSplit, response);
  }

  void transfer() {
    const game::InventoryId source = inventory();
    game::InventoryId destination = inventory();
    while (destination == source) destination = inventory();
    game::InventoryResponse response;
    server_.inventories.transfer_item(response,
                                      transfer_item(source, destination, entry(), quantity()));
    note(Operation::kTransfer, response);
  }

  template <class Response>
  void note(Operation operation, const Response& response) {
    const auto index = static_cast<std::size_t>(operation);
    for (const game::GameResult& result : response.results) {
      if (result.status != game::StatusType::FAILURE) continue;
      if (is_rule(result)) ++tally_.refused[index];
      else expect(false, fmt::format("{}: {}", kNames[index], result.message));
      return;
    }
    ++tally_.succeeded[index];
  }
  void expect(bool holds, const std::string& what) {
    if (!holds) tally_.failures.push_back(what);
  }

  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }
  game::InventoryId inventory() { return world_.inventories[below(world_.inventories.size())]; }
  std::int32_t entry() { return static_cast<std::int32_t>(below(kEntriesInReach)); }
  // Whole numbers, so that sums are exact; few of them, so that stacks come and go.
  double quantity() { return 100.0 * static_cast<double>(1 + below(3)); }

  const World& world_;
  Connection server_;
  std::size_t number_;
  std::mt19937_64 random_;
  std::vector<game::Player> created_;
  Tally tally_;
};

Tally run_clients(const World& world, const std::string& host, int port, std::size_t clients,
                  double seconds) {
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                      std::chrono::duration<double>(seconds));
  Tally all;
  std::mutex mutex;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < clients; ++i) {
    threads.emplace_back([&, i] {
      Tally tally;
      try {
        Client client(world, host, port, i);
        client.run_until(end);
        tally = client.tally();
      } catch (const std::exception& error) {
        tally.failures.emplace_back(error.what());
      }
      const std::lock_guard lock(mutex);
      all.add(tally);
    });
  }
  for (std::thread& thread : threads) thread.join();
  return all;
}

// Of each item, all inventories together hold what was put in.
void check_inventories(Connection& server, const World& world, Tally& tally) {
  std::map<game::ItemId, double> sums;
  for (const game::InventoryId id : world.inventories) {
    game::InventoryResponse loaded;
    server.inventories.load(loaded, load_inventory(id));
    const game::Inventory& inventory = loaded.response_data.load_inventory.inventory;
    double volume = 0.0;
    for (const game::InventoryEntry& entry : inventory.entries) {
      sums[entry.item_id] += entry.quantity;
      volume += entry.quantity;  // one of each takes up one
    }
    if (inventory.entries.size() > kMaxEntries || volume > kMaxVolume) {
      tally.failures.push_back(fmt::format("inventory {} holds more than it may", id));
    }
  }
  for (const game::ItemId item : world.items) {
    if (sums[item] == kQuantity * kInventories) continue;
    tally.failures.push_back(fmt::format("of item {} there are {}, and {} were put in", item,
                                         sums[item], kQuantity * kInventories));
  }
}

void print(const Tally& tally, double seconds) {
  std::int64_t answered = 0;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    fmt::print("{:10}{:8} succeeded {:8} refused by a rule\n", kNames[i], tally.succeeded[i],
               tally.refused[i]);
    answered += tally.succeeded[i] + tally.refused[i];
  }
  fmt::print("{} requests, {:.0f} a second; {} failures\n", answered,
             static_cast<double>(answered) / seconds, tally.failures.size());
  for (std::size_t i = 0; i < tally.failures.size() && i < 10; ++i) {
    fmt::print("  {}\n", tally.failures[i]);
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::string host = "127.0.0.1";
  int port = 9090;
  std::size_t clients = 64;
  double seconds = 3.0;
  CLI::App app("Puts a game_server under load, and checks that nothing is lost.");
  app.add_option("--host", host)->capture_default_str();
  app.add_option("--port", port)->capture_default_str();
  app.add_option("--clients", clients)->capture_default_str();
  app.add_option("--seconds", seconds)->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  try {
    Connection server(host, port);
    const World world = make_world(server);
    Tally tally = run_clients(world, host, port, clients, seconds);
    check_inventories(server, world, tally);
    print(tally, seconds);
    return tally.failures.empty() ? 0 : 1;
  } catch (const std::exception& error) {
    fmt::print("{}\n", error.what());
    return 1;
  }
}
