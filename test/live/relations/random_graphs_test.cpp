// Random sequences of everything that can be done to records and their relations, on each engine
// and in maps: rows, ids and dirty columns must agree after each step, also where transactions and
// savepoints roll back. A sequence that fails is cut down to a short one. THRIFTORM_TEST_SEED
// repeats a run, THRIFTORM_TEST_ROUNDS says how many sequences there are, THRIFTORM_DEEP makes them
// many and long.
#include <cstdlib>
#include <random>

#include "test/live/relations/random_steps.h"
#include "test/live/relations/support.h"

using namespace random_graphs;

namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// The shortest sequence that could be found, as lines.
std::string shortest(thriftorm::Database& database, std::vector<Step> steps) {
  const auto fails = [&](const std::vector<Step>& some) {
    return !run(database, some).failure.empty();
  };
  const Outcome outcome = run(database, shrink(std::move(steps), fails));
  std::string text;
  for (const std::string& line : outcome.log) text += "\n  " + line;
  return text + "\n  => " + outcome.failure;
}

// SQLite need not wait for the disk.
std::string fast(const live::TestDatabase& test) {
  return test.is_sqlite() ? live::with_option(test.url, "synchronous=normal") : test.url;
}

}  // namespace

TEST_CASE(
    "whatever is done to records and their relations, rows and records are as they should be") {
  const bool deep = std::getenv("THRIFTORM_DEEP") != nullptr;
  const std::uint64_t seed = number_from("THRIFTORM_TEST_SEED", std::random_device()());
  INFO("THRIFTORM_TEST_SEED=", seed);
  live::on_each_engine([&](live::TestDatabase& test) {
    thriftorm::Database database(fast(test));
    {
      thriftorm::Session session = database.session();
      game_db::create_schema(session);
    }
    const std::uint64_t usual = test.is_sqlite() ? 60 : 15;
    const std::uint64_t rounds = number_from("THRIFTORM_TEST_ROUNDS", deep ? usual * 20 : usual);
    for (std::uint64_t round = 0; round < rounds; ++round) {
      const std::vector<Step> steps = random_steps(seed + round, deep ? 100 : 50);
      const Outcome outcome = run(database, steps);
      if (outcome.failure.empty()) {
        CHECK(outcome.steps == steps.size());
        continue;
      }
      FAIL("sequence ", round, ", step ", outcome.steps, ": ", outcome.failure,
           "\nin short:", shortest(database, steps));
    }
  });
}
