// The generator's own time: against the compiler that merely parses the same header, and as the IDL
// grows; and what its output costs to compile. Whole processes, CPU time of the children.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "table.h"

namespace bench {
namespace {

double child_seconds() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void run(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& argument : command)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    execv(arguments.front(), arguments.data());
    _exit(127);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
    throw std::runtime_error("cannot run " + command.front());
}

// Structs of ten fields, some of them relations, as a schema of that size would have.
std::string idl_text(int structs) {
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

// An IDL of so many structs with its header and a folder for the output.
struct Input {
  explicit Input(int structs)
      : folder(std::filesystem::temp_directory_path() /
               fmt::format("thriftorm_bench_{}_{}", getpid(), structs)) {
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "bench.thrift") << idl_text(structs);
    run({THRIFTORM_THRIFT_PATH, "--gen", "cpp:no_skeleton", "-out", folder.string(),
         (folder / "bench.thrift").string()});
  }
  ~Input() { std::filesystem::remove_all(folder); }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  std::filesystem::path folder;
};

void generate(benchmark::State& state, const Input& input) {
  for (auto _ : state) {
    std::filesystem::remove_all(input.folder / "out");
    const double before = child_seconds();
    run({THRIFTORM_TOOL_PATH, "generate", (input.folder / "bench.thrift").string(), "--header",
         (input.folder / "bench_types.h").string(), "--out", (input.folder / "out").string(),
         "--ddl", "mysql=" + (input.folder / "out/bench.sql").string()});
    state.SetIterationTime(child_seconds() - before);
  }
}

void parse_with_clang(benchmark::State& state, const Input& input) {
  for (auto _ : state) {
    const double before = child_seconds();
    run({THRIFTORM_CLANG_PATH, "-fsyntax-only", "-std=c++17", "-x", "c++",
         (input.folder / "bench_types.h").string()});
    state.SetIterationTime(child_seconds() - before);
  }
}

// Compiles one file of the example domain as the development preset does.
void compile(benchmark::State& state, const std::filesystem::path& source) {
  const std::filesystem::path generated = THRIFTORM_GAME_DB_PATH;
  for (auto _ : state) {
    const double before = child_seconds();
    run({THRIFTORM_CXX_PATH, "-std=c++20", "-g1", "-Og", "-Wall", "-Wextra", "-Wconversion",
         "-I" + (generated / "models").string(), "-I" THRIFTORM_INCLUDE_PATH, "-isystem",
         (generated / "thrift").string(), "-c", source.string(), "-o", "/dev/null"});
    state.SetIterationTime(child_seconds() - before);
  }
}

// A file that only includes the domain's Thrift header.
struct ThriftHeaderAlone {
  ThriftHeaderAlone() { std::ofstream(path) << "#include \"game_types.h\"\n"; }
  ~ThriftHeaderAlone() { std::filesystem::remove(path); }
  ThriftHeaderAlone(const ThriftHeaderAlone&) = delete;
  ThriftHeaderAlone& operator=(const ThriftHeaderAlone&) = delete;

  std::filesystem::path path = std::filesystem::temp_directory_path() /
                               fmt::format("thriftorm_bench_{}_header.cpp", getpid());
};

}  // namespace

void add_generator() {
  static const Input small(40);
  compare(
      {"generate vs clang++ -fsyntax-only", "-", true, 0.75, std::nullopt},
      [](benchmark::State& state) { generate(state, small); },
      [](benchmark::State& state) { parse_with_clang(state, small); });
  static const Input hundred(100);
  static const Input thousand(1000);
  compare(
      {"generate 1,000 structs vs 100", "-", true, 10.0, std::nullopt},
      [](benchmark::State& state) { generate(state, thousand); },
      [](benchmark::State& state) { generate(state, hundred); });
  static const ThriftHeaderAlone header;
  compare(
      {"compile a model vs Thrift's header", "-", true, 1.5, std::nullopt},
      [](benchmark::State& state) {
        compile(state, THRIFTORM_GAME_DB_PATH "/models/game_db/mobiles_model.cpp");
      },
      [](benchmark::State& state) { compile(state, header.path); });
}

}  // namespace bench
