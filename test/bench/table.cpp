#include "table.h"

#include <algorithm>
#include <deque>

#include "memory.h"

namespace bench {
namespace {

struct Measured {
  std::vector<double> nanoseconds;  // of one run, for each repetition
  double peak_memory = 0;           // of processes
};

// A side with what was measured of it.
struct Entry {
  Side side;
  Measured measured;
};

struct Registered {
  Comparison comparison;
  Entry ours;
  Entry baseline;
  std::optional<Entry> soci;
};

std::deque<Registered>& all() {
  static std::deque<Registered> registered;
  return registered;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

void repeat(benchmark::State& state, const Side& side) {
  for (auto _ : state) {
    side.run();
    if (!side.restore) continue;
    state.PauseTiming();
    side.restore();
    state.ResumeTiming();
  }
}

std::string prefix(const Comparison& comparison) {
  return comparison.name + "/" + comparison.database + "/";
}

void add(const Comparison& comparison, const char* side, Entry& entry) {
  auto* added = benchmark::RegisterBenchmark(
      (prefix(comparison) + side).c_str(),
      [&entry](benchmark::State& state) { repeat(state, entry.side); });
  if (comparison.wall_time) added->UseRealTime();
  if (comparison.repetitions > 0) added->Repetitions(comparison.repetitions);
}

void add(const Comparison& comparison, const char* side, Entry& entry,
         const std::function<ProcessUsage()>& process) {
  auto* added = benchmark::RegisterBenchmark(
      (prefix(comparison) + side).c_str(), [&entry, process](benchmark::State& state) {
        for (auto _ : state) {
          const ProcessUsage usage = process();
          state.SetIterationTime(usage.seconds);
          entry.measured.peak_memory = std::max(entry.measured.peak_memory, usage.peak_memory);
        }
      });
  added->UseManualTime()->Iterations(1);
  if (comparison.repetitions > 0) added->Repetitions(comparison.repetitions);
}

Entry* find_entry(Registered& registered, const std::string& side) {
  if (side == "ours") return &registered.ours;
  if (side == "baseline") return &registered.baseline;
  return registered.soci ? &*registered.soci : nullptr;
}

Cost cost_of(const Entry& entry, const Comparison& comparison) {
  Cost cost;
  cost.nanoseconds = median(entry.measured.nanoseconds) / comparison.operations;
  if (!entry.side.run) {
    cost.peak_memory = entry.measured.peak_memory;
    return cost;
  }
  cost.peak_memory = peak_memory(entry.side.run);
  if (entry.side.restore) entry.side.restore();
  if (!comparison.rows) return cost;
  const std::uint64_t before = allocations();
  entry.side.run();
  cost.allocations =
      static_cast<double>(allocations() - before) / (*comparison.rows * comparison.operations);
  if (entry.side.restore) entry.side.restore();
  return cost;
}

}  // namespace

void compare(const Comparison& comparison, const Side& ours, const Side& baseline,
             const std::optional<Side>& soci) {
  Registered& added = all().emplace_back(Registered{comparison, {ours, {}}, {baseline, {}}, {}});
  add(comparison, "ours", added.ours);
  add(comparison, "baseline", added.baseline);
  if (!soci) return;
  added.soci = Entry{*soci, {}};
  add(comparison, "soci", *added.soci);
}

void compare_processes(const Comparison& comparison, const std::function<ProcessUsage()>& ours,
                       const std::function<ProcessUsage()>& baseline) {
  Registered& added = all().emplace_back(Registered{comparison, {}, {}, {}});
  add(comparison, "ours", added.ours, ours);
  add(comparison, "baseline", added.baseline, baseline);
}

void Collector::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.error_occurred) {
      errors_.push_back(run.benchmark_name() + ": " + run.error_message);
      continue;
    }
    if (run.run_type != Run::RT_Iteration || run.iterations == 0) continue;
    const std::string& name = run.run_name.function_name;
    const auto registered = std::find_if(all().begin(), all().end(), [&](const Registered& each) {
      return name.starts_with(prefix(each.comparison));
    });
    if (registered == all().end()) continue;
    Entry* entry = find_entry(*registered, name.substr(prefix(registered->comparison).size()));
    const bool wall = registered->comparison.wall_time || !entry->side.run;
    const double seconds = wall ? run.real_accumulated_time : run.cpu_accumulated_time;
    entry->measured.nanoseconds.push_back(seconds * 1e9 / static_cast<double>(run.iterations));
  }
}

std::vector<Row> Collector::rows() const {
  std::vector<Row> rows;
  for (const Registered& registered : all()) {
    const std::size_t runs = registered.ours.measured.nanoseconds.size();
    if (runs == 0 || registered.baseline.measured.nanoseconds.empty()) continue;
    Row& row = rows.emplace_back();
    row.comparison = registered.comparison;
    row.ours = cost_of(registered.ours, row.comparison);
    row.baseline = cost_of(registered.baseline, row.comparison);
    if (registered.soci && !registered.soci->measured.nanoseconds.empty())
      row.soci = cost_of(*registered.soci, row.comparison);
    row.runs = runs;
  }
  return rows;
}

}  // namespace bench
