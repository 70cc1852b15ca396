#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>

#include "test/support/run_in.h"
#include "test/support/temporary_directory.h"

namespace thriftorm::test {
namespace {

Outcome init(const TemporaryDirectory& directory, const std::string& arguments) {
  return run_in(directory.path(), fmt::format("'{}' init {}", THRIFTORM_TOOL, arguments));
}

// What init prints; `prefix` is before the names of files.
std::string what_comes_next(const char* prefix, const char* folder) {
  return fmt::format(
      "wrote {0}blog.thrift\n"
      "wrote {0}CMakeLists.txt\n"
      "wrote {0}main.cpp\n"
      "wrote {0}.gitignore\n"
      "\n"
      "To build, run and test it:\n"
      "  cmake -S {1} -B {0}build\n"
      "  cmake --build {0}build\n"
      "  {0}build/blog\n"
      "  ctest --test-dir {0}build\n",
      prefix, folder);
}

}  // namespace

TEST_CASE("init writes a first project and says what comes next") {
  const TemporaryDirectory directory;
  CHECK_EQ(init(directory, "sites/blog"),
           Outcome{0, what_comes_next("sites/blog/", "sites/blog"), ""});
  CHECK(std::filesystem::exists(directory.path("sites/blog/.gitignore")));
}

TEST_CASE("init writes into the folder it is in") {
  const TemporaryDirectory directory;
  CHECK_EQ(init(directory, ""), Outcome{0, what_comes_next("", "."), ""});
  CHECK(std::filesystem::exists(directory.path("main.cpp")));
}

TEST_CASE("init overwrites nothing, and writes nothing where it would") {
  const TemporaryDirectory directory;
  directory.write("blog/main.cpp", "mine");
  CHECK_EQ(init(directory, "blog"),
           Outcome{2, "", "thriftorm: init overwrites nothing, and there is `blog/main.cpp`\n"});
  CHECK_EQ(read_file(directory.path("blog/main.cpp")), "mine");
  CHECK_FALSE(std::filesystem::exists(directory.path("blog/blog.thrift")));
}

TEST_CASE("init's IDL is clean") {
  const TemporaryDirectory directory;
  REQUIRE_EQ(init(directory, "").code, 0);
  run_thrift(directory.path("blog.thrift"), directory.path("gen"));
  CHECK_EQ(run_in(directory.path(),
                  fmt::format("'{}' check blog.thrift --header gen/blog_types.h", THRIFTORM_TOOL)),
           Outcome{0, "", ""});
}

}  // namespace thriftorm::test
