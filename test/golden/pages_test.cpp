// The pages under examples/patterns: what stands in their blocks stands in the IDL, in the emitted
// DDL, and in the programs that CTest runs.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "test/support/temporary_directory.h"
#include "tool/generate.h"

namespace thriftorm::test {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

const fs::path kSource = THRIFTORM_SOURCE_DIR;

struct Block {
  std::string language;
  int line = 0;  // of its first line in the page, from 1
  Lines lines;
};

Lines lines_of(const std::string& text) {
  std::istringstream stream(text);
  Lines lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// What stands between ``` and ```, with what is said behind the first.
std::vector<Block> blocks_of(const std::string& page) {
  std::vector<Block> blocks;
  bool inside = false;
  int number = 0;
  for (const std::string& line : lines_of(page)) {
    ++number;
    if (line.starts_with("```")) {
      inside = !inside;
      if (inside) blocks.push_back({line.substr(3), number + 1, {}});
    } else if (inside) {
      blocks.back().lines.push_back(line);
    }
  }
  REQUIRE_FALSE(inside);
  return blocks;
}

bool is_blank(const std::string& line) { return line.find_first_not_of(' ') == std::string::npos; }

std::size_t indentation(const std::string& line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

// Whether a line stands for others that are left out.
bool leaves_out(const std::string& line) {
  const std::string_view text = std::string_view(line).substr(indentation(line));
  return text == "…" || text == "// …";
}

// The runs of lines between those that are left out, less the indentation that all lines share.
std::vector<Lines> runs_of(const Lines& block) {
  std::size_t common = std::string::npos;
  for (const std::string& line : block) {
    if (!is_blank(line) && !leaves_out(line)) common = std::min(common, indentation(line));
  }
  std::vector<Lines> runs{{}};
  for (const std::string& line : block) {
    if (leaves_out(line)) runs.emplace_back();
    else runs.back().push_back(is_blank(line) ? "" : line.substr(common));
  }
  std::erase_if(runs, [](const Lines& run) { return run.empty(); });
  return runs;
}

bool stands_at(const Lines& run, const Lines& source, std::size_t at, const std::string& indent) {
  if (run.size() > source.size() - at) return false;
  for (std::size_t i = 0; i < run.size(); ++i) {
    const std::string& line = source[at + i];
    if (run[i].empty() ? !is_blank(line) : line != indent + run[i]) return false;
  }
  return true;
}

// Where the first of these lines behind `from` begins that this run is; empty: none.
std::optional<std::size_t> find_run(const Lines& run, const Lines& source, std::size_t from,
                                    const std::string& indent) {
  for (std::size_t at = from; at + run.size() <= source.size(); ++at) {
    if (stands_at(run, source, at, indent)) return at;
  }
  return std::nullopt;
}

// Whether the block's lines stand in the source, in their order and equally indented, with nothing
// between them but where the block says that it leaves lines out.
bool stands_in(const Lines& block, const std::string& text) {
  const std::vector<Lines> runs = runs_of(block);
  const Lines source = lines_of(text);
  for (std::size_t spaces = 0; spaces <= 16 && !runs.empty(); spaces += 2) {
    const std::string indent(spaces, ' ');
    std::optional<std::size_t> at = 0;
    for (const Lines& run : runs) {
      at = find_run(run, source, *at, indent);
      if (!at) break;
      *at += run.size();
    }
    if (at) return true;
  }
  return false;
}

// The MySQL DDL that is emitted for an IDL.
std::string mysql_ddl(const fs::path& idl) {
  const TemporaryDirectory directory;
  run_thrift(idl.string(), directory.path("gen"));
  GenerateOptions options;
  options.idl = idl.string();
  options.header = directory.path("gen/" + idl.stem().string() + "_types.h");
  options.output_directory = directory.path("out");
  options.ddl.push_back({DdlDialect::kMysql, directory.path("out/mysql.sql")});
  Diagnostics diagnostics;
  const auto understood = understand(options, diagnostics);
  REQUIRE_MESSAGE(understood.has_value(), render_text(diagnostics, false));
  for (const DesiredFile& file : desired_files(*understood, options)) {
    if (file.path == options.ddl.front().path) return file.contents;
  }
  FAIL("no DDL was emitted");
  return {};
}

// What a page's blocks are taken from: the example domain, or the page's own IDL, and its program.
// The example domain's DDL is held against its IDL by another case.
struct Sources {
  std::string thrift;
  std::string sql;
  std::string cpp;

  const std::string* find(std::string_view language) const {
    if (language == "thrift") return &thrift;
    if (language == "sql") return &sql;
    if (language == "cpp") return &cpp;
    return nullptr;
  }
};

Sources sources_of(fs::path page) {
  const std::string cpp = read_file(page.replace_extension(".cpp"));
  const fs::path idl = page.replace_extension(".thrift");
  if (fs::exists(idl)) return {read_file(idl), mysql_ddl(idl), cpp};
  return {read_file(kSource / "thrift/game.thrift"), read_file(kSource / "thrift/game.mysql.sql"),
          cpp};
}

// The pages on patterns, without their list.
std::vector<fs::path> pages() {
  std::vector<fs::path> pages;
  for (const auto& entry : fs::directory_iterator(kSource / "examples/patterns")) {
    const fs::path& path = entry.path();
    if (path.extension() == ".md" && path.filename() != "README.md") pages.push_back(path);
  }
  std::sort(pages.begin(), pages.end());
  return pages;
}

}  // namespace

TEST_CASE("what stands on the pages stands in the IDL, the DDL and the programs") {
  REQUIRE_FALSE(pages().empty());
  for (const fs::path& page : pages()) {
    const Sources sources = sources_of(page);
    const std::vector<Block> blocks = blocks_of(read_file(page));
    CHECK_GE(blocks.size(), 3);
    for (const Block& block : blocks) {
      CAPTURE(fmt::format("{}:{}", page.filename().string(), block.line));
      const std::string* source = sources.find(block.language);
      REQUIRE_MESSAGE(source != nullptr, "nothing to compare it with: " << block.language);
      CHECK(stands_in(block.lines, *source));
    }
  }
}

TEST_CASE("the list of the pages names each of them, and no block that nothing checks") {
  const std::string list = read_file(kSource / "examples/patterns/README.md");
  for (const fs::path& page : pages()) {
    const std::string name = page.filename().string();
    CHECK_NE(list.find(fmt::format("| [{0}]({0}) |", name)), std::string::npos);
  }
  CHECK(blocks_of(list).empty());
}

TEST_CASE("a block may be indented otherwise and leave lines out, and no line may differ") {
  const std::string source = "int f() {\n  a();\n  if (b)\n    c();\n\n  d();\n}\n";
  CHECK(stands_in({"a();", "if (b)", "  c();"}, source));
  CHECK(stands_in({"a();", "// …", "d();"}, source));
  CHECK(stands_in({"int f() {", "  …", "}"}, source));
  CHECK(stands_in({"  c();", "", "d();"}, source));
  CHECK_FALSE(stands_in({"a();", "d();"}, source));
  CHECK_FALSE(stands_in({"d();", "// …", "a();"}, source));
  CHECK_FALSE(stands_in({"a();", "  if (b)"}, source));
  CHECK_FALSE(stands_in({"b();"}, source));
  CHECK_FALSE(stands_in({"a()"}, source));
  CHECK_FALSE(stands_in({"// …"}, source));
}

}  // namespace thriftorm::test
