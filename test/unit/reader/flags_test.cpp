#include <doctest/doctest.h>

#include "test/unit/reader/generated.h"

namespace thriftorm::test {
namespace {

namespace fs = std::filesystem;

// A header that compiles only with -DREADY and with `extra.h` on the include path.
void generate_demanding(const TemporaryDirectory& directory, const std::string& folder) {
  directory.write(folder + "/.keep", "");
  generate(directory,
           {{"t.thrift",
             "cpp_include \"<extra.h>\"\nnamespace cpp t\n"
             "struct P { 1: i32 x }\n"}},
           "t.thrift");
  for (const char* file : {"t_types.h", "t_types.cpp"}) {
    fs::rename(directory.path(file), directory.path(folder + "/" + file));
  }
  directory.write("extra/extra.h", "#ifndef READY\n#error not ready\n#endif\n");
}

constexpr const char* kRecord =
    "record t::P in t_types.h\n  x: int32 as std::int32_t\n  isset: x\n"
    "file extra.h\nfile t_types.h\n";

void write_commands(const TemporaryDirectory& directory, const std::string& flags) {
  directory.write("build/compile_commands.json",
                  "[{\"directory\": \"" + directory.path("build") + "\", \"command\": \"g++ " +
                      flags +
                      " -MD -MF dep.d -o t.o -c ../gen/t_types.cpp\", \"file\": "
                      "\"../gen/t_types.cpp\"}]");
}

// For as long as it lives, the working directory is another.
class WorkingDirectory {
 public:
  explicit WorkingDirectory(const std::string& path) : before_(fs::current_path()) {
    fs::current_path(path);
  }
  ~WorkingDirectory() { fs::current_path(before_); }
  WorkingDirectory(const WorkingDirectory&) = delete;
  WorkingDirectory& operator=(const WorkingDirectory&) = delete;

 private:
  fs::path before_;
};

TEST_CASE("the user's flags reach Clang") {
  const TemporaryDirectory directory;
  generate_demanding(directory, "gen");
  const std::string header = directory.path("gen/t_types.h");
  CHECK(read_text(header, {{"-I" + directory.path("extra"), "-DREADY"}, ""}) == kRecord);
  CHECK(read_text(header, {{"-I", directory.path("extra")}, ""}) ==
        "extra.h:2:2: not ready [header-error]\n");
}

TEST_CASE("the header's directory and its parent are on the include path") {
  const TemporaryDirectory directory;
  generate_demanding(directory, "gen");
  fs::copy(directory.path("extra/extra.h"), directory.path("extra.h"));
  CHECK(read_text(directory.path("gen/t_types.h"), {{"-DREADY"}, ""}) == kRecord);
  fs::rename(directory.path("extra.h"), directory.path("gen/extra.h"));
  CHECK(read_text(directory.path("gen/t_types.h"), {{"-DREADY"}, ""}) == kRecord);
}

TEST_CASE("another standard can be asked for") {
  const TemporaryDirectory directory;
  generate_demanding(directory, "gen");
  directory.write("gen/extra.h", "static_assert(__cplusplus > 202002L);\n");
  const std::string header = directory.path("gen/t_types.h");
  CHECK(read_text(header, {{"-std=c++23"}, ""}) == kRecord);
  CHECK(!read_text(header).starts_with("record"));
}

TEST_CASE("a flag that Clang does not know is an error of the user's") {
  const TemporaryDirectory directory;
  generate_demanding(directory, "gen");
  CHECK(read_text(directory.path("gen/t_types.h"),
                  {{"-I" + directory.path("extra"), "-DREADY", "-fno-such-flag"}, ""}) ==
        "t_types.h:0:0: unknown argument: '-fno-such-flag' [compiler-flag]\n");
}

TEST_CASE("a build directory gives the flags of the nearest source") {
  const TemporaryDirectory directory;
  generate_demanding(directory, "gen");
  write_commands(directory, "-I../extra -DREADY");
  CHECK(read_text(directory.path("gen/t_types.h"), {{}, directory.path("build")}) == kRecord);
  CHECK(!fs::exists(directory.path("build/dep.d")));
  CHECK(!fs::exists(directory.path("build/t.o")));
}

TEST_CASE("a build's flag that Clang does not know is only a warning") {
  const TemporaryDirectory directory;
  generate_demanding(directory, "gen");
  write_commands(directory, "-I../extra -DREADY -fno-such-flag");
  CHECK(read_text(directory.path("gen/t_types.h"), {{}, directory.path("build")}) ==
        std::string("t_types.h:0:0: unknown argument: '-fno-such-flag' [compiler-flag]\n") +
            kRecord);
}

TEST_CASE("flags of the user's add to those of the build") {
  const TemporaryDirectory directory;
  generate_demanding(directory, "gen");
  write_commands(directory, "-I../extra");
  CHECK(read_text(directory.path("gen/t_types.h"), {{"-DREADY"}, directory.path("build")}) ==
        kRecord);
}

TEST_CASE("a build directory without commands is reported") {
  const TemporaryDirectory directory;
  generate_demanding(directory, "gen");
  const WorkingDirectory inside(directory.path());
  fs::create_directory("build");
  CHECK(read_text("gen/t_types.h", {{}, "build"}) ==
        "t_types.h:0:0: no `compile_commands.json` with commands in `build`: configure that build "
        "with `-DCMAKE_EXPORT_COMPILE_COMMANDS=ON` [missing-compile-commands]\n");
}

std::vector<std::string> files_of(const std::string& header, const ReaderOptions& options) {
  Diagnostics diagnostics;
  const auto result = read_header(header, options, diagnostics);
  CHECK(describe(diagnostics) == "");
  if (!result) return {};
  CHECK(result->path == header);
  CHECK(result->records.at(0).file == header);
  return result->files;
}

using Files = std::vector<std::string>;

TEST_CASE("a relative header gives relative files, in every directory that Clang works in") {
  const TemporaryDirectory directory;
  generate_demanding(directory, "gen");
  write_commands(directory, "-I../extra -DREADY");
  const WorkingDirectory inside(directory.path());
  const Files expected = {"extra/extra.h", "gen/t_types.h"};
  CHECK(files_of("gen/t_types.h", {{"-Iextra", "-DREADY"}, ""}) == expected);
  const std::string absolute = (fs::current_path() / "extra").string();
  CHECK(files_of("gen/t_types.h", {{"-I" + absolute, "-DREADY"}, ""}) == expected);
  CHECK(files_of("gen/t_types.h", {{}, "build"}) == expected);
}

TEST_CASE("an absolute header gives absolute files") {
  const TemporaryDirectory directory;
  generate_demanding(directory, "gen");
  CHECK(files_of(directory.path("gen/t_types.h"),
                 {{"-I" + directory.path("gen/../extra"), "-DREADY"}, ""}) ==
        Files{directory.path("extra/extra.h"), directory.path("gen/t_types.h")});
}

TEST_CASE("a header in the working directory itself is read") {
  const TemporaryDirectory directory;
  generate_demanding(directory, "gen");
  const WorkingDirectory inside(directory.path("gen"));
  CHECK(files_of("t_types.h", {{"-I../extra", "-DREADY"}, ""}) ==
        Files{"../extra/extra.h", "t_types.h"});
}

}  // namespace
}  // namespace thriftorm::test
