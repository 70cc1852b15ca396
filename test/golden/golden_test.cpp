// Whole outputs, compared with what is committed. `scripts/update-goldens` writes them anew.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "test/support/temporary_directory.h"
#include "tool/generate.h"

namespace thriftorm::test {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = THRIFTORM_SOURCE_DIR;

// An IDL, the folder with its goldens, and the models that are among them.
struct Case {
  std::string name;
  fs::path idl;
  fs::path ddl;  // the folder of its committed DDL
  std::vector<std::string> models;
  bool with_tests = false;  // the suites of these models as well
};

// Between them, all templates.
std::vector<Case> cases() {
  return {{"game",
           kSource / "thrift/game.thrift",
           kSource / "thrift",
           {"attributes", "attribute_owners", "players", "mobile_items"},
           true},
          {"everything",
           kSource / "test/idl/everything.thrift",
           kSource / "test/golden/everything",
           {"sensors", "ledgers", "flags", "ports", "ships", "certificates", "cargoes"}}};
}

// After a run of the Thrift compiler into the folder.
GenerateOptions options_for(const Case& golden, const std::string& header_folder) {
  run_thrift(golden.idl.string(), header_folder);
  GenerateOptions options;
  options.idl = golden.idl.string();
  options.header = (fs::path(header_folder) / (golden.name + "_types.h")).string();
  return options;
}

// What is generated from a case with `header_folder` as the Thrift compiler's output, by path
// relative to `out`.
std::vector<DesiredFile> generate(const Case& golden, const std::string& header_folder,
                                  const std::string& out) {
  GenerateOptions options = options_for(golden, header_folder);
  options.output_directory = out;
  if (golden.with_tests) options.tests_directory = out + "/tests";
  for (const DdlDialect dialect : {DdlDialect::kMysql, DdlDialect::kMariadb, DdlDialect::kSqlite}) {
    options.ddl.push_back(
        {dialect, fmt::format("{}/{}.{}.sql", out, golden.name, to_text(dialect))});
  }
  Diagnostics diagnostics;
  const auto understood = understand(options, diagnostics);
  REQUIRE_MESSAGE(understood.has_value(), render_text(diagnostics, false));
  std::vector<DesiredFile> files = desired_files(*understood, options);
  files.push_back({out + "/schema.txt", dump(understood->schema)});
  for (DesiredFile& file : files) file.path = fs::path(file.path).lexically_relative(out).string();
  return files;
}

bool is_golden(const Case& golden, const std::string& path) {
  const fs::path file(path);
  if (file.extension() == ".sql" || file == "schema.txt") return true;
  if (file.filename() == "columns.h" || file.filename() == "enums.h" ||
      file.filename() == "models.h" || file.filename() == "version.h")
    return true;
  if (file.filename() == "suite.h" || file.filename() == "suite.cpp") return true;
  const std::string stem = file.stem().string();
  return std::any_of(golden.models.begin(), golden.models.end(), [&](const std::string& table) {
    return stem == table + "_model" || stem == table + "_test";
  });
}

bool updating() { return std::getenv("THRIFTORM_UPDATE_GOLDENS") != nullptr; }

std::string first_difference(const std::string& expected, const std::string& actual) {
  const auto [a, b] = std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
  if (a == expected.end() && b == actual.end()) return "";
  const auto line_at = [](const std::string& text, std::size_t at) {
    const std::size_t start = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    return text.substr(start, text.find('\n', at) - start);
  };
  const auto at = static_cast<std::size_t>(a - expected.begin());
  return fmt::format("line {}:\n- {}\n+ {}", std::count(expected.begin(), a, '\n') + 1,
                     line_at(expected, std::min(at, expected.size())),
                     line_at(actual, std::min(at, actual.size())));
}

// `path` is written if goldens are, and compared otherwise.
void compare_with_golden(const fs::path& path, const std::string& contents) {
  if (updating()) {
    fs::create_directories(path.parent_path());
    write_files({{path.string(), contents}});
    return;
  }
  CAPTURE(path.string());
  REQUIRE_MESSAGE(fs::exists(path), "run scripts/update-goldens");
  CHECK_EQ(first_difference(read_file(path), contents), "");
}

void compare_with_goldens(const Case& golden) {
  const TemporaryDirectory directory;
  const fs::path folder = kSource / "test/golden" / golden.name;
  if (updating()) fs::remove_all(folder);
  std::size_t compared = 0;
  for (const DesiredFile& file : generate(golden, directory.path("gen"), directory.path("out"))) {
    if (!is_golden(golden, file.path)) continue;
    ++compared;
    const bool is_ddl = fs::path(file.path).extension() == ".sql";
    compare_with_golden((is_ddl ? golden.ddl : folder) / file.path, file.contents);
  }
  const std::size_t tests = golden.with_tests ? 2 + golden.models.size() : 0;
  CHECK_EQ(compared, 8 + 2 * golden.models.size() + tests);
}

// The DDL of a case for an engine, and what goes with it. The engine must take all that is there.
void compare_engine(const Case& golden, const std::string& engine) {
  const TemporaryDirectory directory;
  const EngineProfile& profile = *find_engine(engine);
  GenerateOptions options = options_for(golden, directory.path("gen"));
  const fs::path folder = kSource / "test/golden/engines";
  const std::string stem = (folder / fmt::format("{}.{}", golden.name, engine)).string();
  options.engine = engine;
  options.ddl = {{profile.dialect, stem + ".sql"}};
  if (profile.is_sharded) {
    options.vschema = stem + ".vschema.json";
    options.sequences = stem + ".sequences.sql";
  }
  Diagnostics diagnostics;
  const auto understood = understand(options, diagnostics);
  REQUIRE_MESSAGE(understood.has_value(), render_text(diagnostics, false));
  for (const DesiredFile& file : desired_files(*understood, options))
    compare_with_golden(file.path, file.contents);
}

bool is_primary_key(const std::string& item) { return item.starts_with("PRIMARY KEY"); }

}  // namespace

TEST_CASE("the DDL for each engine is what is committed") {
  for (const std::string_view engine : engine_names()) {
    if (engine != "none") compare_engine(cases()[0], std::string(engine));
  }
  compare_engine(cases()[1], "group-replication");
  compare_engine(cases()[1], "galera");
  compare_engine(cases()[1], "vitess");
}

TEST_CASE("every table has a primary key and is InnoDB's, which groups and clusters ask for") {
  const TemporaryDirectory directory;
  for (const Case& golden : cases()) {
    Diagnostics diagnostics;
    const auto understood =
        understand(options_for(golden, directory.path(golden.name)), diagnostics);
    REQUIRE(understood.has_value());
    for (const std::string_view engine : engine_names()) {
      const EngineProfile& profile = *find_engine(engine);
      for (const CreateTable& table :
           plan_ddl(understood->schema, profile.dialect, profile).tables) {
        CAPTURE(table.head);
        CHECK_EQ(std::count_if(table.items.begin(), table.items.end(), is_primary_key), 1);
        CHECK(table.tail.starts_with(" ENGINE=InnoDB "));
      }
    }
  }
}

TEST_CASE("the example domain's output, with the DDL under thrift/, is what is committed") {
  compare_with_goldens(cases()[0]);
}

TEST_CASE("the output for the whole annotation language is what is committed") {
  compare_with_goldens(cases()[1]);
}

TEST_CASE("two folders give the same bytes") {
  const TemporaryDirectory first;
  const TemporaryDirectory second;
  const Case golden = cases()[1];
  CHECK(generate(golden, first.path("gen"), first.path("out")) ==
        generate(golden, second.path("elsewhere/headers"), second.path("models/here")));
}

TEST_CASE("a second run writes nothing") {
  const TemporaryDirectory directory;
  std::vector<DesiredFile> files =
      generate(cases()[0], directory.path("gen"), directory.path("out"));
  for (DesiredFile& file : files) file.path = directory.path(file.path);
  CHECK_EQ(write_files(files).size(), files.size());
  const auto time = fs::last_write_time(files.front().path);
  CHECK_EQ(write_files(files).size(), 0);
  CHECK(fs::last_write_time(files.front().path) == time);

  SUBCASE("one that differs is written alone") {
    directory.write(fs::path(files[1].path).lexically_relative(directory.path()).string(),
                    "changed");
    CHECK_EQ(differing_files(files), std::vector<std::string>{files[1].path});
    CHECK_EQ(write_files(files), std::vector<std::string>{files[1].path});
    CHECK_EQ(differing_files(files).size(), 0);
  }
}

}  // namespace thriftorm::test
