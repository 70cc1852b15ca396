#include "table.h"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace bench {
namespace {

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

struct Unit {
  const char* name;
  double nanoseconds;
};

Unit unit_for(double nanoseconds) {
  if (nanoseconds >= 1e8) return {"s", 1e9};
  if (nanoseconds >= 1e5) return {"ms", 1e6};
  return {"us", 1e3};
}

}  // namespace

std::vector<Comparison>& comparisons() {
  static std::vector<Comparison> all;
  return all;
}

void configure(benchmark::internal::Benchmark* registered, const Comparison& comparison) {
  if (comparison.database == "-") {
    registered->UseManualTime()->Iterations(1);
  } else if (comparison.wall_time) {
    registered->UseRealTime();
  }
}

void TableReporter::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.error_occurred) {
      errors_.push_back(run.benchmark_name() + ": " + run.error_message);
      continue;
    }
    if (run.run_type != Run::RT_Iteration || run.iterations == 0) continue;
    const std::string name = run.run_name.function_name;
    const auto comparison = std::find_if(
        comparisons().begin(), comparisons().end(),
        [&](const Comparison& c) { return name.starts_with(c.name + "/" + c.database + "/"); });
    const bool wall = comparison != comparisons().end() && comparison->wall_time;
    const double seconds = wall ? run.real_accumulated_time : run.cpu_accumulated_time;
    nanoseconds_[name].push_back(seconds * 1e9 / static_cast<double>(run.iterations));
  }
}

bool TableReporter::finish(const std::string& json_path) const {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  bool within = errors_.empty();
  fmt::print("{:<34} {:<8} {:>12} {:>12} {:>7} {:>7} {:>5}\n", "benchmark", "database", "ours",
             "by hand", "ratio", "budget", "runs");
  for (const Comparison& comparison : comparisons()) {
    const std::string name = comparison.name + "/" + comparison.database;
    const auto ours = nanoseconds_.find(name + "/ours");
    const auto baseline = nanoseconds_.find(name + "/baseline");
    if (ours == nanoseconds_.end() || baseline == nanoseconds_.end()) continue;
    const double our_time = median(ours->second);
    const double their_time = median(baseline->second);
    const double ratio = our_time / their_time;
    const bool good = !comparison.budget || ratio <= *comparison.budget;
    within = within && good;
    const Unit unit = unit_for(their_time);
    fmt::print("{:<34} {:<8} {:>9.3f} {:<2} {:>9.3f} {:<2} {:>7.3f} {:>7} {:>5}{}\n",
               comparison.name, comparison.database, our_time / unit.nanoseconds, unit.name,
               their_time / unit.nanoseconds, unit.name, ratio,
               comparison.budget ? fmt::format("{:.2f}", *comparison.budget) : "",
               ours->second.size(), good ? "" : "  over budget");
    nlohmann::ordered_json row{{"name", comparison.name},
                               {"database", comparison.database},
                               {"unit", unit.name},
                               {"ours", our_time / unit.nanoseconds},
                               {"baseline", their_time / unit.nanoseconds},
                               {"ratio", ratio}};
    row["budget"] =
        comparison.budget ? nlohmann::ordered_json(*comparison.budget) : nlohmann::ordered_json();
    row["statements"] = comparison.statements ? nlohmann::ordered_json(*comparison.statements)
                                              : nlohmann::ordered_json();
    rows.push_back(std::move(row));
  }
  for (const std::string& error : errors_) fmt::print(stderr, "failed: {}\n", error);
  if (!json_path.empty()) {
    std::ofstream out(json_path);
    for (const auto& row : rows) out << row.dump() << "\n";
  }
  return within;
}

}  // namespace bench
