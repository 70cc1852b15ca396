// The tool as a program: what it returns, what it prints, and what it leaves behind.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "test/support/temporary_directory.h"

namespace thriftorm::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kGood =
    "//@mysql_table(posts)\nstruct Post { 1: optional i64 id  2: string title }\n";
constexpr const char* kBad =
    "//@mysql_table(posts)\nstruct Post { 1: optional i64 id  2: list<string> words }\n";

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

// A folder with `post.thrift`, its header, and what the tool makes of them.
class Project {
 public:
  explicit Project(const std::string& idl) {
    directory.write("post.thrift", idl);
    run_thrift(directory.path("post.thrift"), directory.path("gen"));
  }

  Outcome run(const std::string& arguments) const {
    const std::string command = fmt::format("cd '{}' && '{}' {} >stdout 2>stderr", directory.path(),
                                            THRIFTORM_TOOL, arguments);
    const int status = std::system(command.c_str());
    return {WEXITSTATUS(status), read_file(directory.path("stdout")),
            read_file(directory.path("stderr"))};
  }
  Outcome generate(const std::string& options) const {
    return run("generate post.thrift --header gen/post_types.h " + options);
  }
  bool has(const std::string& path) const { return fs::exists(directory.path(path)); }

  TemporaryDirectory directory;
};

}  // namespace

TEST_CASE("a clean run writes what was asked for and says nothing") {
  const Project project(kGood);
  const Outcome outcome =
      project.generate("--out models --ddl sqlite=sql/post.sql --depfile post.d");
  CHECK_EQ(outcome.code, 0);
  CHECK_EQ(outcome.out + outcome.err, "");
  CHECK(project.has("models/post_db/posts_model.h"));
  CHECK(project.has("sql/post.sql"));
  CHECK(read_file(project.directory.path("post.d")).starts_with("models/post_db/columns.h:"));
}

TEST_CASE("a mistake in the input: the caret, exit 1, and no file is touched") {
  const Project project(kBad);
  const Outcome outcome = project.generate("--out models --ddl sqlite=post.sql");
  CHECK_EQ(outcome.code, 1);
  CHECK_EQ(outcome.err,
           "post.thrift:2:51: error: field `words` is a container: say how it is stored with "
           "`//@json`, or `//@ignore` [unannotated-field]\n"
           "    2 | struct Post { 1: optional i64 id  2: list<string> words }\n"
           "      |                                                   ^~~~~\n"
           "1 error\n");
  CHECK_FALSE(project.has("models"));
  CHECK_FALSE(project.has("post.sql"));
}

TEST_CASE("problems are JSON where that is asked for") {
  const Project project(
      "//@mysql_table(posts)\nstruct Post { 1: optional i64 id  2: i32 order }\n");
  const Outcome outcome = project.run("check post.thrift --header gen/post_types.h --format json");
  CHECK_EQ(outcome.code, 1);
  CHECK_EQ(outcome.err, "");
  CHECK(outcome.out.starts_with("["));
  CHECK(outcome.out.find("\"kind\": \"reserved-word\"") != std::string::npos);
}

TEST_CASE("an engine's DDL may stand beside SQLite's, and its files beside both") {
  const Project project(kGood);
  const Outcome outcome = project.generate(
      "--engine vitess --ddl mysql=post.sql --ddl sqlite=lite.sql --vschema vschema.json "
      "--sequences sequences.sql");
  CHECK_EQ(outcome.code, 0);
  CHECK_EQ(outcome.out + outcome.err, "");
  for (const char* file : {"post.sql", "lite.sql", "vschema.json", "sequences.sql"})
    CHECK(project.has(file));
}

TEST_CASE("--check writes nothing and tells what would change") {
  const Project project(kGood);
  CHECK_EQ(project.generate("--ddl sqlite=post.sql").code, 0);
  const std::string before = read_file(project.directory.path("post.sql"));
  CHECK_EQ(project.generate("--ddl sqlite=post.sql --check --depfile post.d").code, 0);
  project.directory.write("post.sql", before + "-- changed\n");
  const Outcome outcome = project.generate("--ddl sqlite=post.sql --check");
  CHECK_EQ(outcome.code, 1);
  CHECK_EQ(outcome.err, "post.sql is not what would be generated\n");
  CHECK_EQ(read_file(project.directory.path("post.sql")), before + "-- changed\n");
}

TEST_CASE("what cannot be written: exit 2, and nothing half written") {
  const Project project(kGood);
  project.directory.write("file", "in the way");
  const Outcome outcome = project.generate("--out models --ddl sqlite=file/post.sql");
  CHECK_EQ(outcome.code, 2);
  CHECK(outcome.err.starts_with("thriftorm: "));
  CHECK_FALSE(project.has("models/post_db/enums.h"));
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(project.directory.path())) {
    CHECK_NE(entry.path().extension(), ".tmp");
  }
}

TEST_CASE("a command line that makes no sense: exit 2") {
  const Project project(kGood);
  CHECK_EQ(project.run("").code, 2);
  CHECK_EQ(project.run("generate").code, 2);
  CHECK_EQ(project.generate("--nonsense").code, 2);
  CHECK_EQ(project.generate("--ddl oracle=post.sql").code, 2);
  CHECK_EQ(project.generate("--ddl sqlite=").code, 2);
  CHECK_EQ(project.generate("--ddl sqlite=a.sql --ddl mysql=a.sql").code, 2);
  CHECK_EQ(project.generate("--out models --namespace class").code, 2);
  CHECK_EQ(project.generate("--out models --namespace acme::std").code, 2);
  CHECK_EQ(project.generate("--out models --namespace 9lives").code, 2);
  CHECK_EQ(project.generate("--format xml").code, 2);
  CHECK_EQ(project.generate("--ddl mysql=a.sql --engine oracle").code, 2);
  CHECK_EQ(project.generate("--ddl mysql=a.sql --engine galera").code, 2);
  CHECK_EQ(project.generate("--ddl mysql=a.sql --engine tidb --vschema a.json").code, 2);
  CHECK_FALSE(project.has("models"));
}

TEST_CASE("help and version are no failures") {
  const Project project(kGood);
  CHECK_EQ(project.run("--help").code, 0);
  CHECK_EQ(project.run("--version").code, 0);
}

TEST_CASE("missing files and headers that are not Thrift's are problems of the input") {
  const Project project(kGood);
  CHECK_EQ(project.run("check post.thrift --header nowhere.h").code, 1);
  CHECK_EQ(project.run("check nowhere.thrift --header gen/post_types.h").code, 1);
  project.directory.write("other.h", "struct Other { int x; };\n");
  const Outcome outcome = project.run("check post.thrift --header other.h");
  CHECK_EQ(outcome.code, 1);
  CHECK(outcome.err.find("[not-thrift]") != std::string::npos);
}

TEST_CASE("a namespace may be stated, and is made of the file's name where the IDL has none") {
  const Project project(kGood);
  CHECK_EQ(project.generate("--out models --namespace acme::storage").code, 0);
  CHECK(project.has("models/acme/storage/posts_model.h"));
  fs::copy(project.directory.path("post.thrift"), project.directory.path("2-posts.thrift"));
  CHECK_EQ(project.run("generate 2-posts.thrift --header gen/post_types.h --out models").code, 0);
  CHECK(project.has("models/_2_posts_db/posts_model.h"));
}

TEST_CASE("a build that expects other tables is told") {
  const Project project(kGood);
  const Outcome outcome = project.generate("--out models --expect-tables posts,tags");
  CHECK_EQ(outcome.code, 1);
  CHECK(outcome.err.find("[unexpected-tables]") != std::string::npos);
}

}  // namespace thriftorm::test
