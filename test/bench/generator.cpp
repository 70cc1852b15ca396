// The generator's own time: against the compiler that merely parses the same header, and as the IDL
// grows; and what its output costs to compile, against its Thrift header alone. CPU time and memory of
// whole processes.
#include <algorithm>
#include <deque>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "idl.h"
#include "table.h"

namespace bench {
namespace {

constexpr int kRuns = 5;         // processes vary little
constexpr int kCompileRuns = 3;  // and take long

struct Size {
  const char* name;
  std::string idl;
  std::optional<double> budget;  // of generating
};

std::vector<Size> sizes() {
  return {{"10", many_structs(10), 0.75},
          {"40", many_structs(40), 0.75},
          {"100", many_structs(100), std::nullopt},
          {"1,000", many_structs(1'000), std::nullopt},
          {"128 columns", wide_struct(128), 0.75}};
}

// Of each size, made when it is first asked for.
const Input& input(const std::string& name) {
  static std::deque<std::pair<std::string, Input>> made;
  for (const auto& [known, each] : made) {
    if (known == name) return each;
  }
  for (const Size& size : sizes()) {
    if (size.name == name)
      return made
          .emplace_back(std::piecewise_construct, std::forward_as_tuple(name),
                        std::forward_as_tuple(fmt::format("size{}", made.size()), size.idl))
          .second;
  }
  throw std::logic_error("no such size: " + name);
}

std::string row_name(const char* what, const std::string& size) {
  return fmt::format("{} {}{}", what, size, size.ends_with("columns") ? "" : " structs");
}

}  // namespace

void add_generator() {
  for (const Size& size : sizes()) {
    const Input& of = input(size.name);
    Comparison comparison{.name = row_name("generate", size.name), .database = "-"};
    comparison.budget = size.budget;
    comparison.repetitions = kRuns;
    comparison.note = "against clang++ -fsyntax-only on the same header";
    compare_processes(
        comparison, [&of] { return of.generate(); }, [&of] { return of.parse(); });
  }
  Comparison growth{.name = "generate 1,000 vs 100 structs", .database = "-"};
  growth.budget = 10.0;
  growth.repetitions = kRuns;
  growth.note = "against 100 structs";
  compare_processes(
      growth, [] { return input("1,000").generate(); }, [] { return input("100").generate(); });
}

void add_compile() {
  constexpr std::size_t kSampled = 3;
  for (const Size& size : sizes()) {
    if (std::string(size.name) == "40") continue;
    const Input& of = input(size.name);
    of.generate();
    const std::vector<std::filesystem::path> sources = of.sources();
    std::vector<std::filesystem::path> sample;
    for (std::size_t i = 0; i < std::min(kSampled, sources.size()); ++i)
      sample.push_back(sources[i * sources.size() / std::min(kSampled, sources.size())]);
    Comparison comparison{.name = row_name("compile", size.name), .database = "-"};
    comparison.budget = 1.5;
    comparison.repetitions = kCompileRuns;
    comparison.files = static_cast<double>(sources.size());
    comparison.note = fmt::format("one file, the mean of {} of {}, against its Thrift header alone",
                                  sample.size(), sources.size());
    const auto compile_sample = [&of, sample] {
      ProcessUsage mean;
      for (const std::filesystem::path& source : sample) {
        const ProcessUsage usage = of.compile(source);
        mean.seconds += usage.seconds / static_cast<double>(sample.size());
        mean.peak_memory = std::max(mean.peak_memory, usage.peak_memory);
      }
      return mean;
    };
    compare_processes(comparison, compile_sample, [&of] { return of.compile(of.header_alone()); });
  }
}

}  // namespace bench
