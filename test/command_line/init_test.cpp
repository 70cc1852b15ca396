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

}  // namespace

TEST_CASE("init writes a first project and says what comes next") {
  const TemporaryDirectory directory;
  CHECK_EQ(init(directory, "sites/blog"), Outcome{0,
                                                  "wrote sites/blog/blog.thrift\n"
                                                  "wrote sites/blog/CMakeLists.txt\n"
                                                  "wrote sites/blog/main.cpp\n"
                                                  "wrote sites/blog/.gitignore\n"
                                                  "\n"
                                                  "To build, run and test it:\n"
                                                  "  cmake -S sites/blog -B sites/blog/build\n"
                                                  "  cmake --build sites/blog/build\n"
                                                  "  sites/blog/build/blog\n"
                                                  "  ctest --test-dir sites/blog/build\n",
                                                  ""});
  CHECK(std::filesystem::exists(directory.path("sites/blog/.gitignore")));
}

TEST_CASE("init writes into the folder it is in") {
  const TemporaryDirectory directory;
  const Outcome outcome = init(directory, "");
  CHECK_EQ(outcome.code, 0);
  CHECK(outcome.out.starts_with("wrote blog.thrift\n"));
  CHECK(outcome.out.ends_with(
      "  cmake -S . -B build\n  cmake --build build\n  build/blog\n  ctest --test-dir build\n"));
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
