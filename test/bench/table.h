// The comparisons: one row of the table for each pair of our code and the hand-written one, with a
// third side where SOCI has a way of its own.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "process.h"
#include "report.h"

namespace bench {

// One side. `restore`, where there is one, puts back what `run` has changed; it is not timed.
struct Side {
  std::function<void()> run;
  std::function<void()> restore = nullptr;
};

// Registers the sides as "<name>/<database>/ours", ".../baseline" and ".../soci". They are kept until
// the program ends.
void compare(const Comparison& comparison, const Side& ours, const Side& baseline,
             const std::optional<Side>& soci = std::nullopt);

// The same for sides that are processes of their own, each run once a repetition.
void compare_processes(const Comparison& comparison, const std::function<ProcessUsage()>& ours,
                       const std::function<ProcessUsage()>& baseline);

// Collects the times of all runs.
class Collector : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override;

  // What was measured, in the order of registration; allocations and memory are measured now, by one
  // more run of each side.
  std::vector<Row> rows() const;
  const std::vector<std::string>& errors() const { return errors_; }

 private:
  std::vector<std::string> errors_;
};

// What the program compares: a function registers one or more comparisons.
void add_find_by_id();
void add_posts();
void add_save_graphs();
void add_load_page();
void add_queries();
void add_pool();
void add_generator();
void add_compile();

}  // namespace bench
