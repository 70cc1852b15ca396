#include "test/live/relations/random_run.h"

#include <algorithm>
#include <random>

namespace random_graphs {
namespace {

// The error's kind, of a ConstraintViolation the constraint's as well.
std::string kind_of(const thriftorm::Error& error) {
  const auto* violation = dynamic_cast<const thriftorm::ConstraintViolation*>(&error);
  if (violation == nullptr) return error.kind();
  constexpr const char* kKinds[] = {"unique", "foreign key", "check", "not null", "ownership"};
  return std::string("ConstraintViolation (") +
         kKinds[static_cast<std::size_t>(violation->constraint_kind())] + ")";
}

std::string as_text(const Values& values) {
  std::string text;
  for (const auto& [column, value] : values) text += " " + column + "=" + value;
  return text;
}

// A line for each row that is not in the other.
std::string rows_missing(const World& from, const World& in, const std::string& what) {
  std::string text;
  for (const auto& [table, rows] : from) {
    for (const auto& [id, values] : rows) {
      const auto found = in.at(table).find(id);
      if (found != in.at(table).end() && found->second == values) continue;
      text += "\n    " + what + ": " + table + " " + std::to_string(id) + as_text(values);
    }
  }
  return text;
}

bool was_found(const Shadow& record, int depth) {
  if (record.loaded_at >= depth) return true;
  for (const Shadow::Waiting& waiting : record.queue)
    for (const Shadow& given : waiting.record)
      if (was_found(given, depth)) return true;
  for (const Shadow::Before& before : record.undo)
    for (const Shadow::Waiting& waiting : before.queue)
      for (const Shadow& given : waiting.record)
        if (was_found(given, depth)) return true;
  return false;
}

}  // namespace

// Players first, so that there is something to work on.
std::vector<Step> random_steps(std::uint64_t seed, std::size_t many) {
  // How often an action comes, in the order of Action.
  constexpr std::array<unsigned, Step::kActions> kWeights{4, 5, 10, 14, 3, 10, 8, 6, 3, 1, 8,
                                                          5, 5, 1,  4,  4, 8,  2, 8, 4, 5};
  std::discrete_distribution<unsigned> action(kWeights.begin(), kWeights.end());
  std::mt19937_64 random(seed);
  std::vector<Step> steps(many);
  for (std::size_t i = 0; i < many; ++i) {
    steps[i].number = i + 1;
    steps[i].action = i < 3 ? Step::kNewPlayer : static_cast<Step::Action>(action(random));
    for (std::uint8_t& number : steps[i].numbers) number = static_cast<std::uint8_t>(random());
  }
  return steps;
}

std::uint64_t rank(std::size_t wish, const std::string& label) {
  std::uint64_t hash = 0xCBF29CE484222325 + wish;
  for (const char c : label) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return (hash ^ hash >> 29) * 0x9E3779B97F4A7C15 >> 8;
}

Outcome run(thriftorm::Database& database, const std::vector<Step>& steps) {
  Outcome outcome;
  Run run(database);
  try {
    for (const Step& step : steps) {
      run.step(step);
      ++outcome.steps;
    }
    run.end();
  } catch (const Mismatch& mismatch) {
    outcome.failure = mismatch.text;
  } catch (const std::exception& error) {
    outcome.failure = error.what();
  }
  outcome.log = run.take_log();
  return outcome;
}

Run::Run(thriftorm::Database& database)
    : session_(database.session()), memory_([this](Kind kind, const std::string& label) {
        return find_id(session_, kind, label).value_or(--missing_id_);
      }) {
  clear_world(session_);
  for (std::size_t kind = 0; kind < kKinds; ++kind)
    memory_.world[std::string(table_of(static_cast<Kind>(kind)).name)];
  memory_.world["attribute_owners"];
  memory_.world["inventory_owners"];
  Numbers zeros{Step()};
  hold(make(Kind::kItem, zeros));
  save_one(0, false);
}

void Run::step(const Step& step) {
  Numbers numbers(step);
  made_ = step.number * 100;
  act(step.action, numbers);
  check_records();
  check_count();
}

void Run::end() {
  if (memory_.depth() > 0) end_scope(1, true);
  check_records();
  check_world();
}

void Run::attempt(std::string text, const std::function<void()>& act,
                  const std::function<void(Memory&)>& expected) {
  std::string thrown;
  std::string message;
  try {
    act();
  } catch (const thriftorm::Error& error) {
    thrown = kind_of(error);
    message = error.what();
  }
  note(std::move(text) + (thrown.empty() ? "" : "  // " + thrown));
  const Memory before = memory_;
  std::string refused;
  try {
    expected(memory_);
  } catch (const Refused& refusal) {
    refused = refusal.kind;
    memory_ = before;
  }
  if (thrown == refused) return;
  if (thrown.empty()) throw Mismatch{"should have been refused: " + refused};
  throw Mismatch{message + (refused.empty() ? "" : "\n    expected " + refused)};
}

void Run::check_records() {
  for (std::size_t i = 0; i < records_.size(); ++i) {
    const std::string wrong = difference(records_[i], shadow(i));
    if (!wrong.empty()) throw Mismatch{"the record " + shadow(i).name() + " " + wrong};
  }
}

void Run::check_count() {
  std::size_t expected = 0;
  for (const auto& [table, rows] : memory_.world) expected += rows.size();
  if (count_rows(session_) != static_cast<Id>(expected)) check_world();
}

void Run::check_world() {
  const World world = read_world(session_);
  if (world == memory_.world) return;
  throw Mismatch{"the database differs" + rows_missing(memory_.world, world, "expected") +
                 rows_missing(world, memory_.world, "found")};
}

void Run::begin() {
  if (memory_.depth() >= 4) return;
  if (memory_.depth() == 0) session_.begin();
  else savepoints_.push_back(std::make_unique<thriftorm::Savepoint>(session_));
  memory_.begin();
  note("begin " + std::to_string(memory_.depth()));
}

// The innermost, or with all that is inside it one further out.
void Run::end_one(Numbers& numbers, bool commits) {
  if (memory_.depth() == 0) return;
  const int out = numbers.one_in(4) ? static_cast<int>(numbers.below(4)) : 0;
  end_scope(std::max(1, memory_.depth() - out), commits);
}

void Run::end_scope(int depth, bool commits) {
  if (!commits) drop_found(depth);
  note((commits ? "commit " : "rollback ") + std::to_string(depth));
  if (depth == 1) {
    if (commits) session_.commit();
    else session_.rollback();
  } else {
    thriftorm::Savepoint& point = *savepoints_[static_cast<std::size_t>(depth) - 2];
    if (commits) point.release();
    else point.rollback();
  }
  // Those inside are over.
  while (savepoints_.size() > static_cast<std::size_t>(std::max(0, depth - 2))) {
    savepoints_.back()->rollback();
    savepoints_.pop_back();
  }
  if (commits) memory_.commit(depth);
  else memory_.rollback(depth);
  check_world();
}

// Records that were read where all is undone name rows that never were.
void Run::drop_found(int depth) {
  for (std::size_t i = records_.size(); i-- > 0;)
    if (was_found(shadow(i), depth)) forget(i);
}

}  // namespace random_graphs
