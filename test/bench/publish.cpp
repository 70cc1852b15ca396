// thriftorm_publish RESULTS --svg FILE --readme FILE: draws the results of thriftorm_bench, and puts
// them as a table between the README's marks.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kBegin = "<!-- numbers:begin -->";
constexpr std::string_view kEnd = "<!-- numbers:end -->";

struct Results {
  Json machine;
  Json settings;
  std::vector<Json> rows;
};

// The databases' rows of a benchmark one after the other.
std::vector<Json> side_by_side(const std::vector<Json>& rows) {
  std::vector<Json> sorted;
  for (const Json& first : rows) {
    const auto same = [&](const Json& row) { return row.at("name") == first.at("name"); };
    if (std::none_of(sorted.begin(), sorted.end(), same))
      std::copy_if(rows.begin(), rows.end(), std::back_inserter(sorted), same);
  }
  return sorted;
}

Results read_results(const std::string& path) {
  std::ifstream file(path);
  Results results;
  for (std::string line; std::getline(file, line);) {
    Json object = Json::parse(line);
    if (object.contains("name")) {
      results.rows.push_back(std::move(object));
    } else {
      results.machine = object.at("machine");
      results.settings = object.at("settings");
    }
  }
  results.rows = side_by_side(results.rows);
  if (results.rows.empty()) throw std::runtime_error(path + " has no rows");
  return results;
}

std::string text(const Json& row, const char* key) { return row.at(key).get<std::string>(); }
bool has(const Json& row, const char* key) { return !row.at(key).is_null(); }
double number(const Json& row, const char* key) { return row.at(key).get<double>(); }

// All bars of the plot have one measure: the hand-written code.
double soci_to_hand(const Json& row) { return number(row, "soci") / number(row, "baseline"); }

bool of_database(const Json& row) { return text(row, "database") != "-"; }

// --- The plot: for each row two bars, of ours and of SOCI, against the hand-written code as 1

constexpr int kLeft = 245;
constexpr int kScale = 190;  // pixels of a ratio of 1
constexpr int kValueWidth = 32;
constexpr int kRowHeight = 34;
constexpr int kTop = 46;
constexpr double kLongest = 2.5;  // a ratio; longer bars are cut and say so

std::string bar(int y, double ratio, const char* style) {
  const int length = static_cast<int>(std::min(ratio, kLongest) * kScale);
  const bool crosses_line = length < kScale && length + kValueWidth > kScale;
  return fmt::format(
      "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"12\"/>\n"
      "<text class=\"value\" x=\"{}\" y=\"{}\">{:.2f}{}</text>\n",
      style, kLeft, y, length, kLeft + 5 + (crosses_line ? kScale : length), y + 10, ratio,
      ratio > kLongest ? " →" : "");
}

std::string plot_row(const Json& row, int y) {
  std::string svg = fmt::format("<text class=\"name\" x=\"{}\" y=\"{}\">{} · {}</text>\n",
                                kLeft - 8, y + 17, text(row, "name"), text(row, "database"));
  svg += bar(y + (has(row, "soci") ? 0 : 7), number(row, "ratio"), "ours");
  if (has(row, "soci")) svg += bar(y + 14, soci_to_hand(row), "soci");
  return svg;
}

std::string plot(const Results& results) {
  std::vector<Json> rows;
  std::copy_if(results.rows.begin(), results.rows.end(), std::back_inserter(rows), of_database);
  const int height = kTop + kRowHeight * static_cast<int>(rows.size()) + 12;
  const int width = kLeft + static_cast<int>(kLongest * kScale) + 60;
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
      "height=\"{1}\" role=\"img\" aria-label=\"Time against hand-written code\">\n",
      width, height);
  svg += R"(<style>
text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.name { text-anchor: end; }
.value, .axis { font-size: 11px; fill: #59636e; }
.ours { fill: #0969da; }
.soci { fill: #bf8700; }
line { stroke: #818b98; stroke-width: 1; stroke-dasharray: 3 3; }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc; }
  .value, .axis { fill: #9198a1; }
  .ours { fill: #4493f8; }
  .soci { fill: #d29922; }
}
</style>
)";
  svg += fmt::format(
      "<rect class=\"ours\" x=\"{0}\" y=\"8\" width=\"12\" height=\"12\"/><text x=\"{1}\" "
      "y=\"18\">thriftorm</text>\n<rect class=\"soci\" x=\"{2}\" y=\"8\" width=\"12\" "
      "height=\"12\"/><text x=\"{3}\" y=\"18\">SOCI</text>\n<text class=\"axis\" x=\"{4}\" "
      "y=\"18\">time, hand-written C API code = 1; shorter is better</text>\n",
      kLeft, kLeft + 17, kLeft + 95, kLeft + 112, kLeft + 160);
  svg += fmt::format("<line x1=\"{0}\" y1=\"{1}\" x2=\"{0}\" y2=\"{2}\"/>\n", kLeft + kScale,
                     kTop - 14, height - 8);
  for (std::size_t i = 0; i < rows.size(); ++i)
    svg += plot_row(rows[i], kTop + kRowHeight * static_cast<int>(i));
  return svg + "</svg>\n";
}

// --- The table

std::string time_of(const Json& row, const char* key) {
  if (!has(row, key)) return "–";
  const double value = number(row, key);
  const std::string unit = text(row, "unit") == "us" ? "µs" : text(row, "unit");
  return fmt::format("{:.{}f} {}", value, value < 10 ? 2 : value < 100 ? 1 : 0, unit);
}

std::string ratio(const Json& row, const char* key) {
  return has(row, key) ? fmt::format("{:.2f}", number(row, key)) : "–";
}

// "ours / by hand / SOCI"
std::string three(const Json& row, const std::string& key, double unit, int digits) {
  if (!has(row, key.c_str())) return "–";
  std::string joined = fmt::format("{:.{}f}", number(row, key.c_str()) / unit, digits);
  for (const char* side : {"baseline_", "soci_"}) {
    const std::string other = side + key;
    if (has(row, other.c_str()))
      joined += fmt::format(" / {:.{}f}", number(row, other.c_str()) / unit, digits);
  }
  return joined;
}

std::string table_of_databases(const Results& results) {
  std::string table =
      "| | on | ours | by hand | SOCI | ours : by hand | ours : SOCI | statements | allocations a "
      "row¹ | peak memory, KiB¹ |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n";
  for (const Json& row : results.rows) {
    if (!of_database(row)) continue;
    table += fmt::format(
        "| `{}` | {} | {} | {} | {} | **{}** | {} | {} | {} | {} |\n", text(row, "name"),
        text(row, "database"), time_of(row, "ours"), time_of(row, "baseline"), time_of(row, "soci"),
        ratio(row, "ratio"), ratio(row, "soci_ratio"),
        has(row, "statements") ? fmt::format("{}", number(row, "statements")) : "–",
        three(row, "allocations", 1, 2), three(row, "peak_memory", 1024, 0));
  }
  return table;
}

std::string table_of_processes(const Results& results) {
  std::string table =
      "| | ours | against | ratio | peak memory, MiB | |\n|---|--:|--:|--:|--:|---|\n";
  for (const Json& row : results.rows) {
    if (of_database(row)) continue;
    std::string note = text(row, "note");
    if (has(row, "all_files"))
      note += fmt::format("; all files about {:.0f} s", number(row, "all_files"));
    table += fmt::format("| {} | {} | {} | **{}** | {} | {} |\n", text(row, "name"),
                         time_of(row, "ours"), time_of(row, "baseline"), ratio(row, "ratio"),
                         three(row, "peak_memory", 1 << 20, 0), note);
  }
  return table;
}

std::string settings_of(const Json& settings) {
  std::string list;
  for (const auto& [engine, values] : settings.items()) {
    if (!values.is_object()) continue;
    list += list.empty() ? "" : "; ";
    list += engine + ": ";
    std::vector<std::string> pairs;
    for (const auto& [name, value] : values.items())
      pairs.push_back(fmt::format("{} `{}`", name, value.get<std::string>()));
    list += fmt::format("{}", fmt::join(pairs, ", "));
  }
  return list + "; statements are " + text(settings, "statements");
}

std::string numbers(const Results& results) {
  const Json& machine = results.machine;
  const std::string mysql = machine.value("mysql", std::string("–"));
  return fmt::format(
      "![Time against hand-written code](test/bench/numbers.svg)\n\n{}\n¹ ours / by hand / SOCI\n\n"
      "{}\nMeasured {} by `scripts/bench --update-readme`; [test/bench](test/bench/README.md) says "
      "what each row does and what is held equal. {}, {} cores, {} GiB, {}; {} `{}`; SQLite {}, "
      "MySQL {}, libmariadb {}, SOCI {}. {}.\n",
      table_of_databases(results), table_of_processes(results), text(machine, "date"),
      text(machine, "cpu"), machine.at("cores").dump(), machine.at("memory_gib").dump(),
      text(machine, "kernel"), text(machine, "compiler"), text(machine, "flags"),
      text(machine, "sqlite"), mysql, text(machine, "libmariadb"), text(machine, "soci"),
      settings_of(results.settings));
}

void write(const std::string& path, const std::string& contents) {
  std::ofstream file(path);
  file << contents << std::flush;
  if (!file) throw std::runtime_error("cannot write " + path);
}

void update_readme(const std::string& path, const std::string& block) {
  std::ifstream file(path);
  std::string readme{std::istreambuf_iterator<char>(file), {}};
  const std::size_t begin = readme.find(kBegin);
  const std::size_t end = readme.find(kEnd);
  if (begin == std::string::npos || end == std::string::npos || end < begin)
    throw std::runtime_error(fmt::format("{} has no block between {} and {}", path, kBegin, kEnd));
  readme.replace(begin, end - begin, fmt::format("{}\n{}", kBegin, block));
  write(path, readme);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6 || std::string_view(argv[2]) != "--svg" ||
      std::string_view(argv[4]) != "--readme") {
    fmt::print(stderr, "usage: thriftorm_publish RESULTS --svg FILE --readme FILE\n");
    return 2;
  }
  try {
    const Results results = read_results(argv[1]);
    write(argv[3], plot(results));
    update_readme(argv[5], numbers(results));
  } catch (const std::exception& error) {
    fmt::print(stderr, "thriftorm_publish: {}\n", error.what());
    return 1;
  }
  return 0;
}
