// Each query of the corpus: its SQL is what is committed, and it gives on each engine what it gives
// over plain rows. THRIFTORM_UPDATE_GOLDENS writes the SQL anew (scripts/update-goldens).
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "game_db/models.h"
#include "test/live/queries/corpus.h"
#include "test/live/queries/evaluation.h"
#include "test/live/relations/library_records.h"
#include "test/live/relations/support.h"

using namespace queries;
using thriftorm::Dialect;
using thriftorm::Session;

namespace {

constexpr std::uint64_t kSeed = 20240229;

std::string sql_of(const Corpus& corpus, Dialect dialect) {
  std::string text;
  for (const Entry& entry : corpus.entries())
    text +=
        "-- " + entry.name + "\n" + thriftorm::detail::select_sql(entry.state, dialect) + ";\n\n";
  return text;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void compare_with_golden(const Corpus& corpus, const std::string& name, Dialect dialect) {
  const std::filesystem::path path =
      std::filesystem::path(THRIFTORM_SOURCE_DIR "/test/live/queries/goldens") / (name + ".sql");
  const std::string text = sql_of(corpus, dialect);
  if (std::getenv("THRIFTORM_UPDATE_GOLDENS") != nullptr) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }
  const std::string golden = read_file(path);
  const auto [expected, actual] =
      std::mismatch(golden.begin(), golden.end(), text.begin(), text.end());
  if (expected == golden.end() && actual == text.end()) return;
  const auto line_at = [](const std::string& in, std::ptrdiff_t at) {
    const std::size_t begin = in.rfind('\n', static_cast<std::size_t>(at)) + 1;
    return in.substr(begin, in.find('\n', begin) - begin);
  };
  const std::ptrdiff_t at = std::max<std::ptrdiff_t>(expected - golden.begin(), 1) - 1;
  FAIL_CHECK(path.filename().string(), " is not what is committed: scripts/update-goldens\n- ",
             line_at(golden, at), "\n+ ", line_at(text, at));
}

void check_results(const Entry& entry, const PlainDatabase& plain, Session& session) {
  CAPTURE(entry.name);
  std::vector<std::string> expected;
  for (const PlainRow& row : evaluate(entry.state, plain, session.dialect()))
    expected.push_back(to_text(row));
  CAPTURE(thriftorm::detail::select_sql(entry.state, session.dialect()));
  const Results results = entry.run(session);
  CHECK(results.rows == expected);
  if (!results.count) return;
  CHECK(*results.count == static_cast<std::int64_t>(expected.size()));
  CHECK(results.exists == !expected.empty());
  CHECK(results.first == (expected.empty() ? "none" : expected.front()));
  if (!results.last.empty()) CHECK(results.last == (expected.empty() ? "none" : expected.back()));
  CHECK(results.cursor == expected);
}

}  // namespace

TEST_CASE("the queries of the corpus are written as the SQL that is committed") {
  for (const auto& [name, corpus] :
       {std::pair("library", library_corpus()), std::pair("game", game_corpus())}) {
    compare_with_golden(corpus, std::string(name) + ".sqlite", Dialect::kSqlite);
    compare_with_golden(corpus, std::string(name) + ".mysql", Dialect::kMysql);
    compare_with_golden(corpus, std::string(name) + ".mariadb", Dialect::kMariadb);
  }
}

TEST_CASE("no two queries of the corpus have the same name, and they are many") {
  std::set<std::string> names;
  for (const Corpus& corpus : {library_corpus(), game_corpus()}) {
    for (const Entry& entry : corpus.entries())
      CHECK_MESSAGE(names.insert(entry.name).second, entry.name);
  }
  CHECK(names.size() >= 150);
}

TEST_CASE("the library's queries give the same rows on each engine and without one") {
  const PlainDatabase plain = random_library(kSeed);
  const Corpus corpus = library_corpus();
  live::on_each_library([&](Session& session) {
    plain.insert_into(session);
    for (const Entry& entry : corpus.entries()) check_results(entry, plain, session);
  });
}

TEST_CASE("the game's queries give the same rows on each engine and without one") {
  const PlainDatabase plain = random_game(kSeed);
  const Corpus corpus = game_corpus();
  live::on_each_game([&](Session& session) {
    plain.insert_into(session);
    for (const Entry& entry : corpus.entries()) check_results(entry, plain, session);
  });
}
