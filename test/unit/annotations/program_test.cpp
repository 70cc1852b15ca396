#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "test/unit/annotations/support.h"

using namespace thriftorm;
using namespace thriftorm::idl;

namespace {

namespace fs = std::filesystem;

using Contents = std::map<std::string, std::string>;  // path → text

// Files in a folder of their own, which is gone with this.
class Files {
 public:
  explicit Files(const Contents& contents) {
    for (int i = 0; !fs::create_directory(folder_); ++i) {
      folder_ = fs::temp_directory_path() / ("thriftorm-program-" + std::to_string(i));
    }
    for (const auto& [path, text] : contents) {
      fs::create_directories((folder_ / path).parent_path());
      std::ofstream(folder_ / path, std::ios::binary) << text;
    }
  }
  ~Files() { fs::remove_all(folder_); }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;

  std::string path(const std::string& file) const { return (folder_ / file).string(); }

  // Without the folder, so that it can be compared.
  std::string shown(std::string text) const {
    const std::string prefix = folder_.string() + '/';
    for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) {
      text.erase(at, prefix.size());
    }
    return text;
  }

  struct Outcome {
    std::string order;        // the documents' paths
    std::string diagnostics;  // as they are printed
    Program program;
  };

  Outcome parse(const std::string& file, const std::vector<std::string>& directories = {}) const {
    std::vector<std::string> include_directories;
    for (const std::string& directory : directories) include_directories.push_back(path(directory));
    Diagnostics diagnostics;
    Outcome outcome;
    outcome.program = parse_file(path(file), include_directories, diagnostics);
    for (const Document& document : outcome.program.documents) {
      outcome.order += (outcome.order.empty() ? "" : " ") + shown(document.path);
    }
    outcome.diagnostics = shown(render_text(diagnostics, false));
    return outcome;
  }

 private:
  fs::path folder_ = fs::temp_directory_path();
};

}  // namespace

TEST_CASE("every file comes once, before those that include it") {
  const Files files(Contents{{"a.thrift", "include 'b.thrift'\ninclude 'c.thrift'\n"},
                             {"b.thrift", "include 'sub/d.thrift'\n"},
                             {"c.thrift", "include 'b.thrift'\ninclude 'sub/d.thrift'\n"},
                             {"sub/d.thrift", "struct D {}\n"}});
  const Files::Outcome outcome = files.parse("a.thrift");
  CHECK(outcome.diagnostics == "");
  CHECK(outcome.order == "sub/d.thrift b.thrift c.thrift a.thrift");
  CHECK(outcome.program.root().stem == "a");
}

TEST_CASE("an include is looked for beside its file, then in the include directories") {
  const Files files(Contents{{"src/a.thrift", "include 'x.thrift'\ninclude 'y.thrift'\n"},
                             {"src/x.thrift", "struct Beside {}\n"},
                             {"lib/x.thrift", "struct InDirectory {}\n"},
                             {"lib/y.thrift", "include '../src/x.thrift'\n"}});
  const Files::Outcome outcome = files.parse("src/a.thrift", {"none", "lib"});
  CHECK(outcome.diagnostics == "");
  CHECK(outcome.order == "src/x.thrift lib/y.thrift src/a.thrift");
  CHECK(files.shown(outcome.program.root().includes[1].resolved_path) == "lib/y.thrift");
}

TEST_CASE("an include says which document it is, whatever path led to it") {
  const Files files(Contents{{"a.thrift", "include 'b.thrift'\ninclude 'sub/../b.thrift'\n"},
                             {"sub/none.thrift", ""},
                             {"b.thrift", ""}});
  const Files::Outcome outcome = files.parse("a.thrift");
  CHECK(outcome.order == "b.thrift a.thrift");
  const Program& program = outcome.program;
  CHECK(program.root().includes[0].resolved_path == program.documents[0].path);
  CHECK(program.root().includes[1].resolved_path == program.documents[0].path);
}

TEST_CASE("missing-file: the file that was asked for") {
  const Files files(Contents{});
  const Files::Outcome outcome = files.parse("a.thrift");
  CHECK(outcome.diagnostics ==
        "a.thrift: error: this file cannot be opened [missing-file]\n1 error\n");
  CHECK(outcome.program.root().stem == "a");
}

TEST_CASE("missing-file: an include, whose names are then not doubted") {
  const Files files(Contents{{"a.thrift", "include 'lost.thrift'\nstruct A { 1: lost.B b }\n"}});
  const Files::Outcome outcome = files.parse("a.thrift");
  CHECK(outcome.diagnostics ==
        "a.thrift:1:9: error: `lost.thrift` is neither beside this file nor in an include "
        "directory [missing-file]\n"
        "    1 | include 'lost.thrift'\n"
        "      |         ^~~~~~~~~~~~~\n"
        "1 error\n");
  CHECK(outcome.program.root().includes[0].resolved_path.empty());
}

TEST_CASE("include-cycle: the chain is shown") {
  const Files files(Contents{{"a.thrift", "include 'b.thrift'\n"},
                             {"b.thrift", "include 'c.thrift'\n"},
                             {"c.thrift", "include 'b.thrift'\n"}});
  const Files::Outcome outcome = files.parse("a.thrift");
  CHECK(outcome.diagnostics ==
        "c.thrift:1:9: error: with this, `b.thrift` includes itself [include-cycle]\n"
        "    1 | include 'b.thrift'\n"
        "      |         ^~~~~~~~~~\n"
        "b.thrift:1:9: note: `c.thrift` is included here\n"
        "    1 | include 'c.thrift'\n"
        "      |         ^~~~~~~~~~\n"
        "1 error\n");
  CHECK(outcome.order == "c.thrift b.thrift a.thrift");
}

TEST_CASE("include-cycle: a file that includes itself") {
  const Files files(Contents{{"a.thrift", "include 'a.thrift'\n"}});
  CHECK(files.parse("a.thrift").diagnostics ==
        "a.thrift:1:9: error: with this, `a.thrift` includes itself [include-cycle]\n"
        "    1 | include 'a.thrift'\n"
        "      |         ^~~~~~~~~~\n"
        "1 error\n");
}

TEST_CASE("unknown-type: in fields, typedefs, consts and services, with the nearest name") {
  const Files files(Contents{{"a.thrift",
                              "include 'b.thrift'\n"
                              "typedef strng Text\n"
                              "const Colour C = 1\n"
                              "struct A { 1: list<b.Bookk> books  2: b.Book book 3: Book x }\n"
                              "service S { A f(1: Q q) }\n"},
                             {"b.thrift", "struct Book {}\n"}});
  CHECK(files.parse("a.thrift").diagnostics ==
        "a.thrift:2:9: error: unknown type `strng`; did you mean `string`? [unknown-type]\n"
        "    2 | typedef strng Text\n"
        "      |         ^~~~~\n"
        "a.thrift:3:7: error: unknown type `Colour` [unknown-type]\n"
        "    3 | const Colour C = 1\n"
        "      |       ^~~~~~\n"
        "a.thrift:4:20: error: unknown type `b.Bookk`; did you mean `b.Book`? [unknown-type]\n"
        "    4 | struct A { 1: list<b.Bookk> books  2: b.Book book 3: Book x }\n"
        "      |                    ^~~~~~~\n"
        "a.thrift:4:54: error: unknown type `Book`; did you mean `b.Book`? [unknown-type]\n"
        "    4 | struct A { 1: list<b.Bookk> books  2: b.Book book 3: Book x }\n"
        "      |                                                      ^~~~\n"
        "a.thrift:5:20: error: unknown type `Q`; did you mean `A`? [unknown-type]\n"
        "    5 | service S { A f(1: Q q) }\n"
        "      |                    ^\n"
        "5 errors\n");
}

TEST_CASE("unknown-type: a name of a file that only an included file includes") {
  const Files files(Contents{{"a.thrift", "include 'b.thrift'\nstruct A { 1: c.C c }\n"},
                             {"b.thrift", "include 'c.thrift'\nstruct B { 1: c.C c }\n"},
                             {"c.thrift", "struct C {}\n"}});
  CHECK(files.parse("a.thrift").diagnostics ==
        "a.thrift:2:15: error: unknown type `c.C` [unknown-type]\n"
        "    2 | struct A { 1: c.C c }\n"
        "      |               ^~~\n"
        "1 error\n");
}

TEST_CASE("a type may be used before it is declared") {
  const Files files(Contents{{"a.thrift", "struct A { 1: B b }\ntypedef E B\nenum E { X }\n"}});
  CHECK(files.parse("a.thrift").diagnostics == "");
}

TEST_CASE("the example domain is free of diagnostics") {
  Diagnostics diagnostics;
  const Program program = parse_file(THRIFTORM_SOURCE_DIR "/thrift/game.thrift", {}, diagnostics);
  CHECK(render_text(diagnostics, false) == "");

  std::vector<std::string> tables;
  for (const Struct& declaration : program.root().structs) {
    const auto collect = [&](const Annotation& annotation) {
      if (annotation.name != "mysql_table" && annotation.name != "pivot") return;
      for (std::size_t i = 0; const Argument* name = annotation.positional(i); ++i) {
        tables.push_back(name->value.text);
      }
    };
    std::ranges::for_each(declaration.annotations, collect);
    for (const Field& field : declaration.fields) std::ranges::for_each(field.annotations, collect);
  }
  std::ranges::sort(tables);
  CHECK(tables == std::vector<std::string>{
                      "attribute_owners", "attributes", "inventories", "inventory_entries",
                      "inventory_owners", "item_blueprint_components", "item_blueprints", "items",
                      "mobile_item_attributes", "mobile_item_blueprint_components",
                      "mobile_item_blueprints", "mobile_items", "mobiles", "players"});
}
