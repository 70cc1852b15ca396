// thriftorm_bench [--filter REGEX] [--json FILE]: prints one table of ratios. Each is the ratio of
// the medians of 15 interleaved runs of either side. Exit 1 if one is over its budget.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "table.h"

int main(int argc, char** argv) {
  std::string filter = ".";
  std::string json;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--filter" && i + 1 < argc) {
      filter = argv[++i];
    } else if (argument == "--json" && i + 1 < argc) {
      json = argv[++i];
    } else {
      fmt::print(stderr, "usage: thriftorm_bench [--filter REGEX] [--json FILE]\n");
      return 2;
    }
  }
  bench::add_find_by_id();
  bench::add_save_graphs();
  bench::add_load_page();
  bench::add_queries();
  bench::add_pool();
  bench::add_generator();

  std::vector<std::string> options{"thriftorm_bench", "--benchmark_filter=" + filter,
                                   "--benchmark_repetitions=15", "--benchmark_min_time=0.1",
                                   "--benchmark_enable_random_interleaving=true"};
  std::vector<char*> pointers;
  for (std::string& option : options) pointers.push_back(option.data());
  int count = static_cast<int>(pointers.size());
  benchmark::Initialize(&count, pointers.data());
  bench::TableReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  return reporter.finish(json) ? 0 : 1;
}
