// thriftorm_bench [--filter REGEX] [--json FILE] [--runs N]: prints one table of ratios, each of the
// medians of N (15) runs of either side, in random order. Exit 1 if one is over its budget, 2 if one
// could not be measured.
#include <algorithm>
#include <array>
#include <exception>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "machine.h"
#include "process.h"
#include "table.h"

namespace {

struct Options {
  std::string filter = ".";
  std::string json;
  std::string runs = "15";
};

bool read(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    if (i + 1 == argc) return false;
    if (name == "--filter") options.filter = argv[i + 1];
    else if (name == "--json") options.json = argv[i + 1];
    else if (name == "--runs") options.runs = argv[i + 1];
    else return false;
  }
  return true;
}

// Comparisons that share what they are made on.
struct Group {
  std::vector<const char*> names;  // each comparison's begins with one of them
  void (*add)();
};

const std::array<Group, 8> kGroups{{
    {{"find_by_id"}, bench::add_find_by_id},
    {{"500_of_10,000_posts", "insert_one"}, bench::add_posts},
    {{"filter_and_load", "select_related", "stream", "insert_all", "nested_prefetch"},
     bench::add_queries},
    {{"load_page", "load_page_cpu"}, bench::add_load_page},
    {{"save_graphs"}, bench::add_save_graphs},
    {{"pool_of_8_for_64_threads"}, bench::add_pool},
    {{"generate 10 structs", "generate 40 structs", "generate 100 structs",
      "generate 1,000 structs", "generate 128 columns", "generate 1,000 vs 100 structs"},
     bench::add_generator},
    {{"compile 10 structs", "compile 100 structs", "compile 1,000 structs", "compile 128 columns"},
     bench::add_compile},
}};

// Makes only what the filter asks for.
void add_groups(const std::string& filter) {
  const std::regex wanted(filter);
  for (const Group& group : kGroups) {
    const bool any = std::any_of(group.names.begin(), group.names.end(), [&](const char* name) {
      const auto matches = [&](const char* database) {
        return std::regex_search(fmt::format("{}/{}/ours", name, database), wanted);
      };
      return matches("sqlite") || matches("mysql") || matches("-");
    });
    if (any) group.add();
  }
}

int run(const Options& options) {
  add_groups(options.filter);

  std::vector<std::string> arguments{"thriftorm_bench", "--benchmark_filter=" + options.filter,
                                     "--benchmark_repetitions=" + options.runs,
                                     "--benchmark_min_time=0.1",
                                     "--benchmark_enable_random_interleaving=true"};
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  int count = static_cast<int>(pointers.size());
  benchmark::Initialize(&count, pointers.data());
  bench::Collector collector;
  benchmark::RunSpecifiedBenchmarks(&collector);

  const std::vector<bench::Row> rows = collector.rows();
  bench::print_table(rows);
  for (const std::string& error : collector.errors()) fmt::print(stderr, "failed: {}\n", error);
  if (!options.json.empty()) bench::write_json(options.json, rows);
  if (!collector.errors().empty()) return 2;
  return std::all_of(rows.begin(), rows.end(), [](const auto& row) { return row.within_budget(); })
             ? 0
             : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 2 && std::string_view(argv[1]) == "--measure") return bench::measure(argv + 2);
  Options options;
  if (!read(argc, argv, options)) {
    fmt::print(stderr, "usage: thriftorm_bench [--filter REGEX] [--json FILE] [--runs N]\n");
    return 2;
  }
  try {
    return run(options);
  } catch (const std::exception& error) {  // caught, so that the databases are dropped
    fmt::print(stderr, "thriftorm_bench: {}\n", error.what());
    return 2;
  }
}
