// Transfers between inventories, by the game's models and by many threads at once, each under a key
// of its own, and what the database must hold afterwards.
#pragma once

#include <thriftorm/database.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace faults {

// Of stacks, from an inventory's to another's.
struct Transfer {
  std::int64_t source = 0;
  std::int64_t destination = 0;
  std::int64_t amount = 0;
};

// What a caller was told.
enum class Told : std::uint8_t { kStored, kFailed, kUnknown };

struct Call {
  Transfer transfer;
  Told told = Told::kFailed;
  std::string error;     // its kind, code and message
  bool patient = false;  // it was to be repeated for as long as any fault lasts
};

// What became of all calls so far, by key. Used by all threads of the load.
class Ledger {
 public:
  void add(const std::string& key, Call call);
  void resolve(const std::string& key);
  std::map<std::string, Call> calls() const;
  std::uint64_t count(Told told) const;
  // When the first call after `since` was stored; the clock's end: none.
  std::chrono::steady_clock::time_point first_stored_after(
      std::chrono::steady_clock::time_point since) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Call> calls_;
  std::vector<std::chrono::steady_clock::time_point> stored_;
};

void create_inventories(thriftorm::Session& session);

// Threads that transfer until stop(). Each key is `prefix`, the thread and a number. A third of the
// calls has one attempt alone, a third two, a third goes on for as long as a restart may take.
class Load {
 public:
  Load(thriftorm::Database& database, Ledger& ledger, std::string prefix, int threads);
  ~Load() { stop(); }
  void stop();

 private:
  void transfer_until_stopped(int thread);

  thriftorm::Database& database_;
  Ledger& ledger_;
  const std::string prefix_;
  std::atomic<bool> stopped_ = false;
  std::vector<std::thread> threads_;
};

// Threads that insert single rows, each committing by itself; `entry` is the key.
class SingleWrites {
 public:
  SingleWrites(thriftorm::Database& database, Ledger& ledger, std::string prefix, int threads);
  ~SingleWrites() { stop(); }
  void stop();

 private:
  std::atomic<bool> stopped_ = false;
  std::vector<std::thread> threads_;
};

// Asks again for every call whose outcome is unknown, with its key. Returns how many there were.
std::uint64_t resolve_unknown(thriftorm::Database& database, Ledger& ledger);

// Checks (doctest) on a healthy connection: what was told to be stored is there once, what has failed
// is not there, nothing is half done.
void check_transfers(thriftorm::Session& session, const Ledger& ledger);
// The same of single writes; those whose outcome is unknown are there once or not at all.
void check_single_writes(thriftorm::Session& session, const Ledger& ledger);

}  // namespace faults
