// What the benchmarks come to, as a table and as JSON.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace bench {

struct Comparison {
  std::string name;
  std::string database;    // "sqlite", "mysql"; "-": none
  bool wall_time = false;  // a server works: CPU time of this process says little
  std::optional<double> budget = std::nullopt;      // the largest ratio to `baseline` that is good
  std::optional<double> statements = std::nullopt;  // sent for one operation of ours
  double operations = 1;                            // that one run does
  std::optional<double> rows = std::nullopt;        // read or written by one operation
  int repetitions = 0;                              // 0: as many as the program is told
  std::optional<double> files = std::nullopt;       // of which the row is one
  std::string note = "";                            // what a reader of the row must know
};

// What one operation of a side costs.
struct Cost {
  double nanoseconds = 0;                            // the median of all runs
  std::optional<double> allocations = std::nullopt;  // calls of operator new for each row
  std::optional<double> peak_memory = std::nullopt;  // bytes above what was there before
};

struct Row {
  Comparison comparison;
  Cost ours;
  Cost baseline;
  std::optional<Cost> soci;
  std::size_t runs = 0;

  double ratio() const { return ours.nanoseconds / baseline.nanoseconds; }
  // Of all the files that the row is one of, in seconds.
  std::optional<double> all_files() const {
    if (!comparison.files) return std::nullopt;
    return ours.nanoseconds / 1e9 * *comparison.files;
  }
  bool within_budget() const { return !comparison.budget || ratio() <= *comparison.budget; }
};

void print_table(const std::vector<Row>& rows);

// One line of JSON that describes the machine and the settings, and one for each row.
void write_json(const std::string& path, const std::vector<Row>& rows);

}  // namespace bench
