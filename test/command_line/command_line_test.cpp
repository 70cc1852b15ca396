// The tool as a program: what it returns, what it prints, and what it leaves behind.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <regex>
#include <string>

#include "test/command_line/terminal.h"
#include "test/support/run_in.h"
#include "test/support/temporary_directory.h"

namespace thriftorm::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kGood =
    "//@mysql_table(posts)\nstruct Post { 1: optional i64 id  2: string title }\n";
constexpr const char* kBad =
    "//@mysql_table(posts)\nstruct Post { 1: optional i64 id  2: list<string> words }\n";
constexpr const char* kProblem =
    "post.thrift:2:51: error: field `words` is a container: say how it is stored with `//@json`, "
    "or `//@ignore` [unannotated-field]\n"
    "    2 | struct Post { 1: optional i64 id  2: list<string> words }\n"
    "      |                                                   ^~~~~\n"
    "1 error\n";
constexpr const char* kColouredProblem =
    "\033[1mpost.thrift:2:51:\033[0m \033[1;31merror:\033[0m field `words` is a container: say how "
    "it is stored with `//@json`, or `//@ignore` [unannotated-field]\n"
    "    2 | struct Post { 1: optional i64 id  2: list<string> words }\n"
    "      |                                                   \033[1;32m^~~~~\033[0m\n"
    "1 error\n";

// A folder with `post.thrift`, its header, and what the tool makes of them.
class Project {
 public:
  explicit Project(const std::string& idl) {
    directory.write("post.thrift", idl);
    run_thrift(directory.path("post.thrift"), directory.path("gen"));
  }

  Outcome run(const std::string& arguments) const {
    return run_in(directory.path(), fmt::format("'{}' {}", THRIFTORM_TOOL, arguments));
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
  CHECK_EQ(outcome.err, kProblem);
  CHECK_FALSE(project.has("models"));
  CHECK_FALSE(project.has("post.sql"));
}

TEST_CASE("problems are JSON where that is asked for: an array, with all that text would say") {
  const Project project(
      "//@mysql_table(posts)\nstruct Post { 1: optional i64 id  2: i32 order }\n"
      "//@mysql_table(posts)\nstruct Other { 1: optional i64 id }\n");
  const Outcome outcome = project.run("check post.thrift --header gen/post_types.h --format json");
  CHECK_EQ(outcome.code, 1);
  CHECK_EQ(outcome.err, "");
  CHECK_EQ(outcome.out, R"([
  {
    "severity": "error",
    "file": "post.thrift",
    "line": 2,
    "column": 42,
    "length": 5,
    "kind": "reserved-word",
    "message": "column `order` is a reserved word of SQL: rename it with `//@column(name)`",
    "notes": []
  },
  {
    "severity": "error",
    "file": "post.thrift",
    "line": 3,
    "column": 16,
    "length": 5,
    "kind": "duplicate-table",
    "message": "table `posts` is already defined",
    "notes": [
      {
        "file": "post.thrift",
        "line": 1,
        "column": 3,
        "length": 12,
        "message": "first defined here"
      }
    ]
  }
]
)");
}

TEST_CASE("nothing to report is an empty array") {
  const Project project(kGood);
  CHECK_EQ(project.run("check post.thrift --header gen/post_types.h --format json"),
           Outcome{0, "[]\n", ""});
}

TEST_CASE("colour: always, never, and where nobody looks on none") {
  const Project project(kBad);
  const std::string check = "check post.thrift --header gen/post_types.h";
  CHECK_EQ(project.run(check).err, kProblem);
  CHECK_EQ(project.run(check + " --color never").err, kProblem);
  CHECK_EQ(project.run(check + " --color always").err, kColouredProblem);
  CHECK_EQ(run_in(project.directory.path(),
                  fmt::format("NO_COLOR=1 '{}' {} --color always", THRIFTORM_TOOL, check))
               .err,
           kColouredProblem);
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
  CHECK_EQ(outcome.err,
           "thriftorm: filesystem error: cannot create directories: Not a directory [file]\n");
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

TEST_CASE("colour is there by itself at a terminal, unless NO_COLOR says otherwise") {
  const Project project(kBad);
  const auto printed = [&](const char* environment) {
    Terminal terminal(
        project.directory.path(),
        {"sh", "-c",
         fmt::format("echo begin; {} '{}' check post.thrift --header gen/post_types.h; "
                     "echo end; read wait",
                     environment, THRIFTORM_TOOL)});
    std::string text = terminal.wait_for("begin\r\n", "end\r\n");
    std::erase(text, '\r');
    return text;
  };
  CHECK_EQ(printed(""), kColouredProblem);
  CHECK_EQ(printed("NO_COLOR="), kColouredProblem);
  CHECK_EQ(printed("NO_COLOR=1"), kProblem);
}

TEST_CASE("what was meant is guessed: commands, options and values") {
  const Project project(kGood);
  const auto message = [&](const std::string& arguments) {
    const Outcome outcome = project.run(arguments);
    CHECK_EQ(outcome.code, 2);
    CHECK_EQ(outcome.out, "");
    return outcome.err;
  };
  CHECK_EQ(message("genrate post.thrift"),
           "thriftorm: there is no command `genrate`; did you mean `generate`?\n"
           "`thriftorm --help` explains\n");
  CHECK_EQ(message("check post.thrift --hedaer=gen/post_types.h"),
           "thriftorm: there is no option `--hedaer`; did you mean `--header`?\n"
           "`thriftorm check --help` explains\n");
  CHECK_EQ(message("--versoin"),
           "thriftorm: there is no option `--versoin`; did you mean `--version`?\n"
           "`thriftorm --help` explains\n");
  CHECK_EQ(message("check post.thrift --header gen/post_types.h --format jsn"),
           "thriftorm: --format: `jsn` is not one of text, json; did you mean `json`?\n"
           "`thriftorm check --help` explains\n");
  CHECK_EQ(
      message("generate post.thrift --header gen/post_types.h --ddl sqlit=a.sql"),
      "thriftorm: --ddl: `sqlit=a.sql` is not DIALECT=FILE with one of mysql, mariadb, sqlite; "
      "did you mean `sqlite`?\n`thriftorm generate --help` explains\n");
  CHECK_EQ(message("generate post.thrift --header gen/post_types.h --ddl sqlite"),
           "thriftorm: --ddl: `sqlite` names no file: write sqlite=FILE\n"
           "`thriftorm generate --help` explains\n");
}

TEST_CASE("what nothing is like is refused without a guess") {
  const Project project(kGood);
  CHECK_EQ(
      project.run("frobnicate"),
      Outcome{2, "", "thriftorm: there is no command `frobnicate`\n`thriftorm --help` explains\n"});
  CHECK_EQ(project.run(""),
           Outcome{2, "", "thriftorm: a command is missing\n`thriftorm --help` explains\n"});
  CHECK_EQ(project.run("check a.thrift b.thrift --header c.h"),
           Outcome{2, "",
                   "thriftorm: `b.thrift` is one argument too many\n"
                   "`thriftorm check --help` explains\n"});
}

TEST_CASE("help and version are no failures, and go to standard output") {
  const Project project(kGood);
  CHECK_EQ(project.run("commands --help"),
           Outcome{0,
                   "Print the reference of the command line, as Markdown\n"
                   "Usage: thriftorm commands [OPTIONS]\n"
                   "\n"
                   "Options:\n"
                   "  -h,--help                       Explain, and exit\n"
                   "\n"
                   "Example:\n"
                   "  thriftorm commands | less\n",
                   ""});
  const Outcome version = project.run("--version");
  CHECK_EQ(version.code, 0);
  CHECK_EQ(version.err, "");
  CHECK(std::regex_match(
      version.out,
      std::regex("thriftorm " THRIFTORM_VERSION "\n.*clang version 19\\..*, its headers in /.*\n"
                 "Thrift compiler on the PATH: Thrift version .*\n")));
}

TEST_CASE("each command has examples") {
  const Project project(kGood);
  for (const char* command :
       {"", "generate", "check", "init", "annotations", "commands", "completion"}) {
    const Outcome help = project.run(fmt::format("{} --help", command));
    CHECK_EQ(help.code, 0);
    CHECK_MESSAGE(std::regex_search(
                      help.out, std::regex("\nExamples?:\n  thriftorm |\nExamples:\n  source ")),
                  command);
  }
}

TEST_CASE("missing files and headers that are not Thrift's are problems of the input") {
  const Project project(kGood);
  CHECK_EQ(project.run("check post.thrift --header nowhere.h"),
           Outcome{1, "",
                   "nowhere.h: error: there is no header `nowhere.h`: generate it first, with "
                   "`thrift --gen cpp` [missing-header]\n1 error\n"});
  CHECK_EQ(project.run("check nowhere.thrift --header gen/post_types.h"),
           Outcome{1, "",
                   "nowhere.thrift: error: this file cannot be opened [missing-file]\n1 error\n"});
  project.directory.write("other.h", "struct Other { int x; };\n");
  CHECK_EQ(
      project.run("check post.thrift --header other.h"),
      Outcome{1, "",
              "other.h: error: `other.h` compiles, but declares no struct or enum of Thrift's: "
              "name the `…_types.h` that `thrift --gen cpp` wrote [not-thrift]\n1 error\n"});
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
  CHECK_EQ(
      project.generate("--out models --expect-tables posts,tags"),
      Outcome{1, "",
              "post.thrift: error: the build expects models for `posts`, `tags`, the IDL has "
              "`posts`: configure the build again; if that does not help, an annotation stands "
              "where only the tool or only the build sees it [unexpected-tables]\n1 error\n"});
}

}  // namespace thriftorm::test
