#include "idl.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>

#include <fmt/format.h>

namespace bench {

std::string many_structs(int structs) {
  std::string text = "namespace cpp bench\nenum Kind { PLAIN = 1 FANCY = 2 }\n";
  for (int i = 0; i < structs; ++i) {
    text += fmt::format("//@references(records_{0})\ntypedef i64 Record{0}Id\n", i);
  }
  for (int i = 0; i < structs; ++i) {
    text += fmt::format(
        "//@mysql_table(records_{0})\nstruct Record{0} {{\n  1: optional Record{0}Id id\n  2: "
        "string name  //@unique\n  3: i32 amount\n"
        "  4: optional double weight\n  5: bool visible\n  6: Kind kind\n  7: optional string note "
        " //@text\n  8: i64 created  //@datetime(unit=ms)\n"
        "  9: optional Record{1}Id other_id\n  10: binary payload\n}}\n",
        i, i == 0 ? 0 : i - 1);
  }
  return text;
}

std::string wide_struct(int columns) {
  constexpr std::array<const char*, 4> kTypes{"i32", "optional i64", "optional double", "bool"};
  std::string text =
      "namespace cpp bench\n//@mysql_table(wide_records)\nstruct WideRecord {\n"
      "  1: optional i64 id\n";
  for (int i = 2; i <= columns; ++i)
    text += fmt::format("  {0}: {1} field{0}\n", i, kTypes[static_cast<std::size_t>(i) % 4]);
  return text + "}\n";
}

Input::Input(const std::string& name, const std::string& idl)
    : folder_(std::filesystem::temp_directory_path() /
              fmt::format("thriftorm_bench_{}_{}", getpid(), name)) {
  std::filesystem::create_directories(folder_);
  std::ofstream(folder_ / "bench.thrift") << idl;
  std::ofstream(header_alone()) << "#include \"bench_types.h\"\n";
  run({THRIFTORM_THRIFT_PATH, "--gen", "cpp:no_skeleton", "-out", folder_.string(),
       (folder_ / "bench.thrift").string()});
}

Input::~Input() { std::filesystem::remove_all(folder_); }

ProcessUsage Input::generate() const {
  const std::filesystem::path out = folder_ / "out";
  std::filesystem::remove_all(out);
  return run({THRIFTORM_TOOL_PATH, "generate", (folder_ / "bench.thrift").string(), "--header",
              header().string(), "--out", out.string(), "--ddl",
              "mysql=" + (out / "bench.sql").string()});
}

ProcessUsage Input::parse() const {
  return run({THRIFTORM_CLANG_PATH, "-fsyntax-only", "-std=c++17", "-x", "c++", header().string()});
}

ProcessUsage Input::compile(const std::filesystem::path& source) const {
  return run({THRIFTORM_CXX_PATH, "-std=c++20", "-g1", "-Og", "-Wall", "-Wextra", "-Wconversion",
              "-I" + (folder_ / "out").string(), "-I" THRIFTORM_INCLUDE_PATH,
              "-I" THRIFTORM_BUILT_INCLUDE_PATH, "-isystem", folder_.string(), "-c",
              source.string(), "-o", "/dev/null"});
}

std::vector<std::filesystem::path> Input::sources() const {
  std::vector<std::filesystem::path> sources;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "out")) {
    if (entry.path().extension() == ".cpp") sources.push_back(entry.path());
  }
  std::sort(sources.begin(), sources.end());
  return sources;
}

}  // namespace bench
