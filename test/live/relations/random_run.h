// One run of a random sequence: each step is done to the database and to what is expected of it, and
// then both are compared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "test/live/relations/random_records.h"
#include "test/live/relations/random_steps.h"

namespace random_graphs {

// What a step found that should not be.
struct Mismatch {
  std::string text;
};

// A step's numbers, one after the other; zero behind their end.
class Numbers {
 public:
  explicit Numbers(Step step) : step_(std::move(step)) {}
  std::size_t below(std::size_t limit) {
    return at_ < step_.numbers.size() ? step_.numbers[at_++] % limit : 0;
  }
  bool one_in(std::size_t n) { return below(n) == n - 1; }
  // For rank(): mostly one of three.
  std::size_t wish() {
    const std::size_t number = below(64);
    return number < 40 ? number % 3 : number;
  }

 private:
  Step step_;
  std::size_t at_ = 0;
};

// How much a wish is for the record with this label. What it picks among some records it picks among
// fewer as well, if it is still there.
std::uint64_t rank(std::size_t wish, const std::string& label);

struct Both {
  Record record;
  Shadow shadow;
};

// What can be given to a record of this kind, one by one.
std::vector<Relation> relations_of(Kind kind);

// To be saved with its owner, in the record and in what is expected of it.
void give(Record& record, Shadow& shadow, Relation relation, std::optional<Both> given);

inline constexpr std::size_t kMostHeld = 24;

class Run {
 public:
  // Empties all tables, and starts with one item.
  explicit Run(thriftorm::Database& database);
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  // Both throw Mismatch.
  void step(const Step& step);
  // Commits what is open.
  void end();
  std::vector<std::string> take_log() { return std::move(log_); }

 private:
  void act(Step::Action action, Numbers& numbers);
  void new_player(Numbers& numbers);
  void new_record(Numbers& numbers);
  void set_column(Numbers& numbers);
  void save_one(std::size_t at, bool alone);
  void give_one(Numbers& numbers);
  void set_avatar(Numbers& numbers);
  void set_owner(Numbers& numbers);
  void set_owner_key(Numbers& numbers);
  void two_owners(Numbers& numbers);
  void add_one(Numbers& numbers);
  void remove_one(Numbers& numbers);
  void set_all(Numbers& numbers);
  void link(Numbers& numbers);
  void find(Numbers& numbers);
  void begin();
  void end_one(Numbers& numbers, bool commits);
  void end_scope(int depth, bool commits);
  void drop_found(int depth);

  // --- The records that the test holds
  Shadow& shadow(std::size_t at) { return memory_.held[at]; }
  void hold(Both both) {
    records_.push_back(std::move(both.record));
    memory_.held.push_back(std::move(both.shadow));
  }
  Both take(std::size_t at) {
    Both both{std::move(records_[at]), std::move(shadow(at))};
    forget(at);
    return both;
  }
  void forget(std::size_t at) {
    records_.erase(records_.begin() + static_cast<std::ptrdiff_t>(at));
    memory_.held.erase(memory_.held.begin() + static_cast<std::ptrdiff_t>(at));
  }
  template <class Fits>
  std::vector<std::size_t> all(Fits fits) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < records_.size(); ++i)
      if (fits(shadow(i))) found.push_back(i);
    return found;
  }
  // One of them, often one of a few, so that much happens to those.
  template <class Fits>
  std::optional<std::size_t> any(Numbers& numbers, Fits fits) {
    const std::size_t wish = numbers.wish();
    std::optional<std::size_t> best;
    for (const std::size_t i : all(fits))
      if (!best || rank(wish, shadow(i).label) > rank(wish, shadow(*best).label)) best = i;
    return best;
  }
  std::optional<std::size_t> any(Numbers& numbers, Kind kind) {
    return any(numbers, [kind](const Shadow& record) { return record.kind == kind; });
  }

  std::optional<std::size_t> any_owner(Numbers& numbers);

  // --- New ones
  Both make(Kind kind, Numbers& numbers);
  // With some of what such a record may own.
  Both make_graph(Kind kind, Numbers& numbers, int levels);

  Id any_item(Numbers& numbers);

  // --- What happens, and what should
  void note(std::string line) { log_.push_back(std::move(line)); }
  void attempt(std::string text, const std::function<void()>& act,
               const std::function<void(Memory&)>& expected);
  void check_records();
  void check_count();
  void check_world();

  thriftorm::Session session_;
  Id missing_id_ = 0;
  Memory memory_;
  std::vector<Record> records_;  // one for each of memory_.held
  std::vector<std::unique_ptr<thriftorm::Savepoint>> savepoints_;
  std::size_t made_ = 0;  // the last label
  std::vector<std::string> log_;
};

}  // namespace random_graphs
