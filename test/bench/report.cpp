#include "report.h"

#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "machine.h"

namespace bench {
namespace {

using Json = nlohmann::ordered_json;

struct Unit {
  const char* name;
  double nanoseconds;
};

Unit unit_for(double nanoseconds) {
  if (nanoseconds >= 1e8) return {"s", 1e9};
  if (nanoseconds >= 1e5) return {"ms", 1e6};
  return {"us", 1e3};
}

std::string number(const std::optional<double>& value, const char* format) {
  return value ? fmt::format(fmt::runtime(format), *value) : "-";
}

// "ours/by hand/SOCI"
std::string three(const Row& row, std::optional<double> Cost::*member, double unit,
                  const char* format) {
  const auto one = [&](const Cost& cost) {
    const std::optional<double>& value = cost.*member;
    return value ? number(*value / unit, format) : "-";
  };
  if (!(row.ours.*member)) return "";
  return fmt::format("{} / {}{}", one(row.ours), one(row.baseline),
                     row.soci ? " / " + one(*row.soci) : "");
}

void print_row(const Row& row) {
  const Comparison& comparison = row.comparison;
  const Unit unit = unit_for(row.baseline.nanoseconds);
  const auto time = [&](const Cost& cost) {
    return fmt::format("{:.3f} {:<2}", cost.nanoseconds / unit.nanoseconds, unit.name);
  };
  fmt::print("{:<28} {:<7} {:>12} {:>12} {:>12} {:>6.3f} {:>6} {:>6} {:>5} {:>19} {:>22} {:>4}{}\n",
             comparison.name, comparison.database, time(row.ours), time(row.baseline),
             row.soci ? time(*row.soci) : "", row.ratio(),
             comparison.budget ? fmt::format("{:.2f}", *comparison.budget) : "",
             row.soci ? fmt::format("{:.3f}", row.ours.nanoseconds / row.soci->nanoseconds) : "",
             number(comparison.statements, "{:.0f}"), three(row, &Cost::allocations, 1, "{:.2f}"),
             three(row, &Cost::peak_memory, 1024, "{:.0f}"), row.runs,
             row.within_budget() ? "" : "  over budget");
}

// Both databases' rows have the same.
void print_note(const Row& row) {
  const Comparison& comparison = row.comparison;
  if (comparison.note.empty() || comparison.database == "mysql") return;
  fmt::print("{}: {}", comparison.name, comparison.note);
  if (row.all_files()) fmt::print("; all of them about {:.0f} s", *row.all_files());
  fmt::print("\n");
}

Json json(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

Json to_json(const Row& row) {
  const Comparison& comparison = row.comparison;
  const Unit unit = unit_for(row.baseline.nanoseconds);
  const Cost none;
  const Cost& soci = row.soci ? *row.soci : none;
  Json object{{"name", comparison.name},
              {"database", comparison.database},
              {"unit", unit.name},
              {"ours", row.ours.nanoseconds / unit.nanoseconds},
              {"baseline", row.baseline.nanoseconds / unit.nanoseconds},
              {"ratio", row.ratio()},
              {"budget", json(comparison.budget)},
              {"statements", json(comparison.statements)}};
  object["soci"] = row.soci ? Json(soci.nanoseconds / unit.nanoseconds) : Json();
  object["soci_ratio"] = row.soci ? Json(row.ours.nanoseconds / soci.nanoseconds) : Json();
  object["rows"] = json(comparison.rows);
  object["allocations"] = json(row.ours.allocations);
  object["baseline_allocations"] = json(row.baseline.allocations);
  object["soci_allocations"] = json(soci.allocations);
  object["peak_memory"] = json(row.ours.peak_memory);
  object["baseline_peak_memory"] = json(row.baseline.peak_memory);
  object["soci_peak_memory"] = json(soci.peak_memory);
  object["files"] = json(comparison.files);
  object["all_files"] = json(row.all_files());
  object["runs"] = row.runs;
  object["note"] = comparison.note;
  return object;
}

}  // namespace

void print_table(const std::vector<Row>& rows) {
  fmt::print("{:<28} {:<7} {:>12} {:>12} {:>12} {:>6} {:>6} {:>6} {:>5} {:>19} {:>22} {:>4}\n",
             "benchmark", "on", "ours", "by hand", "SOCI", "/hand", "budget", "/SOCI", "stmts",
             "allocations a row", "peak KiB", "runs");
  for (const Row& row : rows) print_row(row);
  fmt::print("\n");
  for (const Row& row : rows) print_note(row);
  fmt::print("machine: {}\nsettings: {}\n", describe_machine().dump(1),
             describe_settings().dump(1));
}

void write_json(const std::string& path, const std::vector<Row>& rows) {
  std::ofstream out(path);
  out << Json{{"machine", describe_machine()}, {"settings", describe_settings()}}.dump() << "\n";
  for (const Row& row : rows) out << to_json(row).dump() << "\n";
}

}  // namespace bench
