// What the benchmarks come to: one row for each pair of our code and the hand-written one.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace bench {

// A comparison. Its two sides are registered as "<name>/<database>/ours" and ".../baseline".
struct Comparison {
  std::string name;
  std::string database;    // "sqlite", "mysql"; "-": none
  bool wall_time = false;  // a server works, or another process: CPU time of this one says little
  std::optional<double> budget;      // the largest ratio that is good
  std::optional<double> statements;  // sent for one operation of ours
};

// Registers both sides; each is a function of the benchmark's state.
template <class Ours, class Baseline>
void compare(const Comparison& comparison, Ours ours, Baseline baseline);

// The comparisons of this run, in order.
std::vector<Comparison>& comparisons();

// Collects the runs, then prints the table.
class TableReporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override;

  // Prints the table, and writes one JSON row for each comparison if `json_path` is not empty.
  // Returns whether every ratio is within its budget.
  bool finish(const std::string& json_path) const;

 private:
  std::map<std::string, std::vector<double>> nanoseconds_;  // by benchmark, one for each run
  std::vector<std::string> errors_;
};

void configure(benchmark::internal::Benchmark* registered, const Comparison& comparison);

template <class Ours, class Baseline>
void compare(const Comparison& comparison, Ours ours, Baseline baseline) {
  comparisons().push_back(comparison);
  const std::string name = comparison.name + "/" + comparison.database;
  configure(benchmark::RegisterBenchmark((name + "/ours").c_str(), ours), comparison);
  configure(benchmark::RegisterBenchmark((name + "/baseline").c_str(), baseline), comparison);
}

void add_find_by_id();
void add_save_graphs();
void add_load_page();
void add_queries();
void add_pool();
void add_generator();

}  // namespace bench
