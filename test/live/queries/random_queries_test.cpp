// Random queries give on each engine what they give over plain rows. THRIFTORM_TEST_SEED repeats a
// run, THRIFTORM_TEST_ROUNDS says how many queries there are, THRIFTORM_DEEP makes them many.
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "test/live/queries/evaluation.h"
#include "test/live/queries/random_queries.h"
#include "test/live/relations/library_records.h"

using namespace queries;
using thriftorm::Row;
using thriftorm::Session;
using thriftorm::detail::QueryState;

namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

std::vector<PlainRow> keys_of(Session& session, const QueryState& state) {
  std::vector<PlainRow> keys;
  thriftorm::detail::SelectRun run(session, state);
  const int column = static_cast<int>(state.table->key);
  while (const Row* row = run.next()) {
    if (state.table->text_key) keys.push_back({std::string(row->get_text(column))});
    else keys.push_back({row->get_int64(column)});
  }
  return keys;
}

// Sets a column of the query's rows to what it is, and takes it back.
std::uint64_t update(Session& session, QueryState state) {
  state.joined.clear();
  const std::size_t column = state.table->columns.size() - 1;
  thriftorm::detail::Expression same{.kind = thriftorm::detail::Expression::Kind::kColumn};
  same.path = &thriftorm::kRootPath;
  same.column = column;
  std::uint64_t count = 0;
  live::fail_in_transaction(session, [&] {
    count = thriftorm::detail::update_rows(session, state, {{column, same}});
  });
  return count;
}

std::string all_of(const std::vector<PlainRow>& rows) {
  std::string text;
  for (const PlainRow& row : rows) text += to_text(row.front()) + " ";
  return text;
}

// How many tables the statement reads.
std::size_t tables_in(const std::string& sql) {
  std::size_t count = 1;
  for (std::size_t at = sql.find("` AS `"); at != std::string::npos;
       at = sql.find("` AS `", at + 1))
    ++count;
  return count;
}

// A server that makes joins of subqueries takes minutes to plan those of more tables.
constexpr std::size_t kMostTables = 12;

// SQLite reads no statement with more than about a dozen subqueries inside each other.
bool is_too_deep(const thriftorm::Error& error) {
  return std::string(error.what()).find("parser stack overflow") != std::string::npos;
}

// The query on this engine and over plain rows; how many rows it gives.
std::size_t check(Session& session, const QueryState& state, const PlainDatabase& plain,
                  bool updates) {
  INFO(thriftorm::detail::select_sql(state, session.dialect()));
  const std::vector<PlainRow> expected = evaluate(state, plain, session.dialect());
  REQUIRE(all_of(keys_of(session, state)) == all_of(expected));
  REQUIRE(thriftorm::detail::count_rows(session, state) ==
          static_cast<std::int64_t>(expected.size()));
  if (updates) REQUIRE(update(session, state) == expected.size());
  return expected.size();
}

}  // namespace

TEST_CASE("random queries give the same rows on each engine and without one") {
  const bool deep = std::getenv("THRIFTORM_DEEP") != nullptr;
  const std::uint64_t seed = number_from("THRIFTORM_TEST_SEED", std::random_device()());
  const std::uint64_t rounds = number_from("THRIFTORM_TEST_ROUNDS", deep ? 20'000 : 2'000);
  std::printf("random queries: THRIFTORM_TEST_SEED=%" PRIu64 " repeats them\n", seed);
  std::fflush(stdout);
  INFO("THRIFTORM_TEST_SEED=", seed);
  const PlainDatabase plain = random_library(seed);
  live::on_each_library([&](Session& session) {
    plain.insert_into(session);
    RandomQueries queries(seed, plain);
    std::uint64_t rows = 0;
    std::uint64_t too_deep = 0;
    std::uint64_t too_large = 0;
    for (std::uint64_t round = 0; round < rounds; ++round) {
      INFO("query ", round);
      const QueryState state = queries.next();
      if (tables_in(thriftorm::detail::select_sql(state, session.dialect())) > kMostTables) {
        ++too_large;
        continue;
      }
      try {
        rows += check(session, state, plain, round % 5 == 0);
      } catch (const thriftorm::Error& error) {
        INFO(thriftorm::detail::select_sql(state, session.dialect()));
        REQUIRE_MESSAGE(is_too_deep(error), error.what());
        ++too_deep;
      }
    }
    // Nearly all could be run, and not all of them were empty.
    CHECK(too_deep <= rounds / 100);
    CHECK(too_large <= rounds / 10);
    CHECK(rows > rounds);
  });
}
