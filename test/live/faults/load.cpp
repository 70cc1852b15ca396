#include "test/live/faults/load.h"

#include <doctest/doctest.h>
#include <thriftorm/run_once.h>

#include <algorithm>
#include <functional>
#include <random>

#include "game_db/models.h"
#include "test/live/engines.h"
#include "test/live/relations/support.h"

namespace faults {
namespace {

using namespace thriftorm;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::int64_t kInventories = 20, kQuantity = 1'000'000;

constexpr StaticSql kInsert(
    "INSERT INTO transfers (request, source, destination, amount) VALUES (?, ?, ?, ?)");
constexpr StaticSql kSingle("INSERT INTO entries (request) VALUES (?)");

// Each inventory has one stack.
void put(Session& session, std::int64_t inventory, std::int64_t amount) {
  namespace entry = game_db::columns::inventory_entry;
  auto stack = game_db::InventoryEntryModel::query()
                   .where(entry::inventory_id == inventory)
                   .for_update()
                   .one(session);
  stack.set_quantity(stack.get_quantity() + static_cast<double>(amount)).save(session);
}

void make(Session& session, const std::string& key, const Transfer& transfer) {
  session.execute(kInsert, key, transfer.source, transfer.destination, transfer.amount);
  put(session, transfer.source, -transfer.amount);
  put(session, transfer.destination, transfer.amount);
}

// The source and the destination in no order: deadlocks are a part of the load.
Transfer any_transfer(std::minstd_rand& random) {
  const auto source = static_cast<std::int64_t>(random() % kInventories);
  const auto step = static_cast<std::int64_t>(random() % (kInventories - 1));
  const auto amount = static_cast<std::int64_t>(random() % 100);
  return {source + 1, (source + 1 + step) % kInventories + 1, amount + 1};
}

bool is_patient(int number) { return number % 3 == 2; }

RetryPolicy policy_of(int number) {
  RetryPolicy policy;
  policy.attempts = is_patient(number) ? 10'000 : number % 3 + 1;
  policy.longest_pause = milliseconds(200);
  policy.budget = milliseconds(120'000);
  return policy;
}

std::string description(const Error& error) {
  return std::string(error.kind()) + " " + std::to_string(error.details().native_code) + ": " +
         error.message();
}

// Runs the work and says what a caller is told of it.
Call told(const Transfer& transfer, const std::function<void()>& work) {
  try {
    work();
    return {transfer, Told::kStored, "", false};
  } catch (const CommitUnknown& error) {
    return {transfer, Told::kUnknown, description(error), false};
  } catch (const Error& error) {
    return {transfer, Told::kFailed, description(error), false};
  }
}

// How many rows each request has.
std::map<std::string, std::int64_t> rows_of(Session& session, const char* table) {
  std::map<std::string, std::int64_t> counts;
  Rows rows = session.query(std::string("SELECT request FROM ") + table);
  while (const Row* row = rows.next()) ++counts[std::string(row->get_text(0))];
  return counts;
}

// Whether the caller was told the truth, and a patient one that it is done.
bool is_right(const Call& call, std::int64_t count) {
  if (call.patient && call.told != Told::kStored) return false;
  if (call.told == Told::kUnknown) return count <= 1;
  return count == (call.told == Told::kStored ? 1 : 0);
}

void check_requests(Session& session, const Ledger& ledger, const char* table) {
  constexpr const char* kTold[] = {"stored", "failed", "unknown"};
  constexpr std::size_t kShown = 10;
  auto counts = rows_of(session, table);
  std::vector<std::string> wrong;
  for (const auto& [key, call] : ledger.calls()) {
    if (!is_right(call, counts[key]) && wrong.size() < kShown) {
      wrong.push_back(key + " is there " + std::to_string(counts[key]) + " times, told: " +
                      kTold[static_cast<std::size_t>(call.told)] + " " + call.error);
    }
    counts.erase(key);
  }
  for (const std::string& call : wrong) FAIL_CHECK(call);
  CHECK(counts.empty());  // nobody has asked for these
}

}  // namespace

void Ledger::add(const std::string& key, Call call) {
  const std::lock_guard lock(mutex_);
  if (call.told == Told::kStored) stored_.push_back(steady_clock::now());
  calls_.emplace(key, std::move(call));
}

void Ledger::resolve(const std::string& key) {
  const std::lock_guard lock(mutex_);
  calls_.at(key).told = Told::kStored;
}

std::map<std::string, Call> Ledger::calls() const {
  const std::lock_guard lock(mutex_);
  return calls_;
}

std::uint64_t Ledger::count(Told told) const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::uint64_t>(std::count_if(
      calls_.begin(), calls_.end(), [&](const auto& call) { return call.second.told == told; }));
}

steady_clock::time_point Ledger::first_stored_after(steady_clock::time_point since) const {
  const std::lock_guard lock(mutex_);
  auto first = steady_clock::time_point::max();
  for (const auto time : stored_) {
    if (time > since) first = std::min(first, time);
  }
  return first;
}

void create_inventories(Session& session) {
  game_db::create_schema(session);
  session.execute_ddl(
      "CREATE TABLE transfers (id BIGINT PRIMARY KEY AUTO_INCREMENT, request VARCHAR(64) NOT NULL, "
      "source BIGINT NOT NULL, destination BIGINT NOT NULL, amount BIGINT NOT NULL) ENGINE=InnoDB");
  session.execute_ddl(
      "CREATE TABLE entries (id BIGINT PRIMARY KEY AUTO_INCREMENT, request VARCHAR(64) NOT NULL) "
      "ENGINE=InnoDB");
  create_run_once_table(session);
  const game_db::ItemModel coin = live::save_item(session, "coin");
  for (std::int64_t id = 1; id <= kInventories; ++id) {
    game_db::InventoryModel inventory = live::new_inventory();
    inventory.insert(session);
    REQUIRE(inventory.get_id() == id);
    inventory.set_entries(session, {live::new_entry(coin).set_quantity(kQuantity)});
  }
}

Load::Load(Database& database, Ledger& ledger, std::string prefix, int threads)
    : database_(database), ledger_(ledger), prefix_(std::move(prefix)) {
  for (int thread = 0; thread < threads; ++thread) {
    threads_.emplace_back([this, thread] { transfer_until_stopped(thread); });
  }
}

void Load::stop() {
  stopped_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Load::transfer_until_stopped(int thread) {
  std::minstd_rand random(static_cast<unsigned>(thread) + 1);
  for (int number = 0; !stopped_; ++number) {
    const std::string key = prefix_ + "-" + std::to_string(thread) + "-" + std::to_string(number);
    const Transfer transfer = any_transfer(random);
    Call call = told(transfer, [&] {
      // Nobody else has the key: were it there, an attempt that was repeated had been stored.
      const bool first = database_.run_once(
          key, [&](Session& session) { make(session, key, transfer); }, policy_of(number));
      if (!first) throw Error("the key was there at the first call");
    });
    call.patient = is_patient(number);
    ledger_.add(key, std::move(call));
  }
}

SingleWrites::SingleWrites(Database& database, Ledger& ledger, std::string prefix, int threads) {
  for (int thread = 0; thread < threads; ++thread) {
    threads_.emplace_back([&database, &ledger, prefix, thread, this] {
      for (int number = 0; !stopped_; ++number) {
        const std::string key =
            prefix + "-" + std::to_string(thread) + "-" + std::to_string(number);
        ledger.add(key, told({}, [&] { database.session().execute(kSingle, key); }));
      }
    });
  }
}

void SingleWrites::stop() {
  stopped_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

std::uint64_t resolve_unknown(Database& database, Ledger& ledger) {
  std::uint64_t resolved = 0;
  for (const auto& [key, call] : ledger.calls()) {
    if (call.told != Told::kUnknown) continue;
    database.run_once(key, [&](Session& session) { make(session, key, call.transfer); });
    ledger.resolve(key);
    ++resolved;
  }
  return resolved;
}

void check_transfers(Session& session, const Ledger& ledger) {
  session.transaction([&] {
    check_requests(session, ledger, "transfers");
    CHECK(live::count_rows(session, "inventory_entries") == kInventories);
    CHECK(live::count_rows(session, "thriftorm_run_once") ==
          live::count_rows(session, "transfers"));
    // Each stack is what its transfers have made of it.
    CHECK(live::count_rows(session, "inventory_entries e WHERE quantity <> " +
                                        std::to_string(kQuantity) +
                                        " + (SELECT COALESCE(SUM(amount), 0) FROM transfers WHERE "
                                        "destination = e.inventory_id)"
                                        " - (SELECT COALESCE(SUM(amount), 0) FROM transfers WHERE "
                                        "source = e.inventory_id)") == 0);
    Rows rows = session.query("SELECT SUM(quantity) FROM inventory_entries");
    CHECK(rows.next()->get_double(0) == static_cast<double>(kInventories * kQuantity));
    rows.next();
  });
}

void check_single_writes(Session& session, const Ledger& ledger) {
  check_requests(session, ledger, "entries");
}

}  // namespace faults
