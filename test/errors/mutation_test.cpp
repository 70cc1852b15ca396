// Whatever the annotations say, the tool either reports it or generates something: it never crashes.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <regex>
#include <string>
#include <vector>

#include "annotations/vocabulary.h"
#include "test/support/header_from.h"
#include "test/support/temporary_directory.h"
#include "tool/generate.h"

namespace thriftorm::test {
namespace {

// The lines of an IDL, and where its annotations are.
struct Mutable {
  std::vector<std::string> lines;
  std::vector<std::string> annotations;  // all of them, as written

  explicit Mutable(const std::string& text) {
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      lines.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    for (const std::string& line : lines) {
      for (const auto& found : find_annotations(line)) annotations.push_back(found.str());
    }
  }

  static std::vector<std::smatch> find_annotations(const std::string& line) {
    static const std::regex kAnnotation(R"(@[a-z_]+(\([^()]*(\([^()]*\))?[^()]*\))?)");
    std::vector<std::smatch> found;
    if (line.find("//@") == std::string::npos || line.find("@info") != std::string::npos) return found;
    for (std::sregex_iterator it(line.begin(), line.end(), kAnnotation), end; it != end; ++it) {
      found.push_back(*it);
    }
    return found;
  }

  std::string text() const {
    std::string all;
    for (const std::string& line : lines) all += line + "\n";
    return all;
  }
};

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  std::string mutate(Mutable idl) {
    for (int i = 1 + below(3); i > 0; --i) mutate_once(idl);
    return idl.text();
  }

 private:
  int below(std::size_t limit) {
    return static_cast<int>(random_() % static_cast<unsigned>(std::max<std::size_t>(limit, 1)));
  }
  template <class T>
  const T& any(const std::vector<T>& items) {
    return items[static_cast<std::size_t>(below(items.size()))];
  }

  std::string& annotated_line(Mutable& idl) {
    for (;;) {
      std::string& line = idl.lines[static_cast<std::size_t>(below(idl.lines.size()))];
      if (!Mutable::find_annotations(line).empty()) return line;
    }
  }
  std::string& any_line(Mutable& idl) {
    return idl.lines[static_cast<std::size_t>(below(idl.lines.size()))];
  }

  void mutate_once(Mutable& idl) {
    switch (below(6)) {
      case 0: return replace_one(annotated_line(idl), "");
      case 1: return replace_one(annotated_line(idl), any(idl.annotations));
      case 2: return add(any_line(idl), any(idl.annotations));
      case 3: return add(annotated_line(idl), any(idl.annotations));
      case 4: return rename(annotated_line(idl));
      default: return change_word(annotated_line(idl), any(idl.annotations));
    }
  }

  void replace_one(std::string& line, const std::string& by) {
    const std::string before = line;
    const std::vector<std::smatch> found = Mutable::find_annotations(before);
    const std::smatch& chosen = any(found);
    line = before.substr(0, static_cast<std::size_t>(chosen.position())) + by +
           before.substr(static_cast<std::size_t>(chosen.position() + chosen.length()));
  }
  static void add(std::string& line, const std::string& annotation) {
    line += line.find("//") == std::string::npos ? "  //" + annotation : " " + annotation;
  }
  void rename(std::string& line) {
    const std::vector<std::string_view> names = idl::annotation_names();
    const std::string before = line;
    const std::vector<std::smatch> found = Mutable::find_annotations(before);
    const std::string written = any(found).str();
    const std::size_t arguments = std::min(written.find('('), written.size());
    std::string name("@");
    name += any(names);
    replace_one(line, name + written.substr(arguments));
  }
  // Takes a word from the arguments of another annotation.
  void change_word(std::string& line, const std::string& other) {
    static const std::regex kWord(R"([a-z_][a-z_.0-9]*)");
    std::vector<std::string> words;
    for (std::sregex_iterator it(other.begin(), other.end(), kWord), end; it != end; ++it) {
      words.push_back(it->str());
    }
    const std::size_t start = line.find("//@");
    const std::string behind = line.substr(start + 3);
    std::vector<std::pair<std::size_t, std::size_t>> places;
    for (std::sregex_iterator it(behind.begin(), behind.end(), kWord), end; it != end; ++it) {
      places.emplace_back(it->position(), it->length());
    }
    const auto& [at, length] = any(places);
    line = line.substr(0, start + 3 + at) + any(words) + behind.substr(at + length);
  }

  std::mt19937 random_;
};

void generate(const std::string& idl) {
  GenerateOptions options;
  options.idl = idl;
  options.output_directory = "out";
  options.ddl = {{DdlDialect::kMysql, "mysql.sql"}, {DdlDialect::kSqlite, "sqlite.sql"}};
  Diagnostics diagnostics;
  const auto understood = understand(
      options, [](const idl::Program& program, Diagnostics&) { return header_from(program); },
      diagnostics);
  CHECK_NE(understood.has_value(), diagnostics.has_errors());
  if (understood) CHECK_FALSE(desired_files(*understood, options).empty());
}

void mutate_all(const std::string& path, int runs) {
  const TemporaryDirectory directory;
  const std::string common = THRIFTORM_SOURCE_DIR "/test/idl/common.thrift";
  directory.write("common.thrift", read_file(common));
  const Mutable original(read_file(path));
  const char* seed = std::getenv("THRIFTORM_SEED");
  const int first = seed == nullptr ? 0 : std::atoi(seed);
  for (int run = first; run < first + runs; ++run) {
    CAPTURE(run);
    directory.write("mutated.thrift", Mutator(static_cast<unsigned>(run)).mutate(original));
    generate(directory.path("mutated.thrift"));
  }
}

int runs() { return std::getenv("THRIFTORM_DEEP") == nullptr ? 150 : 5000; }

}  // namespace

TEST_CASE("annotations that were changed at random are reported or generated from") {
  mutate_all(THRIFTORM_SOURCE_DIR "/test/idl/everything.thrift", runs());
  mutate_all(THRIFTORM_SOURCE_DIR "/thrift/game.thrift", runs());
}

}  // namespace thriftorm::test
