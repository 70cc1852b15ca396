// Whatever the annotations say, the tool either reports it or generates something: it never crashes.
#include <doctest/doctest.h>

#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "annotations/vocabulary.h"
#include "test/support/header_from.h"
#include "test/support/temporary_directory.h"
#include "tool/generate.h"

namespace thriftorm::test {
namespace {

// A stretch of a line.
struct Span {
  std::size_t at = 0;
  std::size_t length = 0;
  std::string of(const std::string& line) const { return line.substr(at, length); }
};

bool is_word_part(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

// The end of the arguments that begin at `open`; `open` if they do not end.
std::size_t arguments_end(const std::string& line, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < line.size(); ++i) {
    if (line[i] == '(') ++depth;
    if (line[i] == ')' && --depth == 0) return i + 1;
  }
  return open;
}

std::vector<Span> find_annotations(const std::string& line) {
  std::vector<Span> found;
  const std::size_t comment = line.find("//@");
  if (comment == std::string::npos || line.find("@info") != std::string::npos) return found;
  for (std::size_t at = line.find('@', comment); at != std::string::npos; at = line.find('@', at)) {
    std::size_t end = at + 1;
    while (end < line.size() && is_word_part(line[end])) ++end;
    if (end < line.size() && line[end] == '(') end = arguments_end(line, end);
    found.push_back({at, end - at});
    at = end;
  }
  return found;
}

std::vector<Span> find_words(const std::string& text, std::size_t from) {
  std::vector<Span> found;
  for (std::size_t at = from; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_word_part(text[end])) ++end;
    if (end > at) found.push_back({at, end - at});
    at = std::max(end, at + 1);
  }
  return found;
}

// The lines of an IDL, and all its annotations as they are written.
struct Mutable {
  std::vector<std::string> lines;
  std::vector<std::string> annotations;

  explicit Mutable(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      lines.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    for (const std::string& line : lines) {
      for (const Span& found : find_annotations(line)) annotations.push_back(found.of(line));
    }
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
  T any(const std::vector<T>& items) {
    return items[static_cast<std::size_t>(below(items.size()))];
  }

  std::string& annotated_line(Mutable& idl) {
    for (;;) {
      std::string& line = idl.lines[static_cast<std::size_t>(below(idl.lines.size()))];
      if (!find_annotations(line).empty()) return line;
    }
  }
  std::string& any_line(Mutable& idl) {
    return idl.lines[static_cast<std::size_t>(below(idl.lines.size()))];
  }

  void mutate_once(Mutable& idl) {
    switch (below(6)) {
      case 0:
        return replace_one(annotated_line(idl), "");
      case 1:
        return replace_one(annotated_line(idl), any(idl.annotations));
      case 2:
        return add(any_line(idl), any(idl.annotations));
      case 3:
        return add(annotated_line(idl), any(idl.annotations));
      case 4:
        return rename(annotated_line(idl));
      default:
        return change_word(annotated_line(idl), any(idl.annotations));
    }
  }

  void replace_one(std::string& line, const std::string& by) {
    const Span chosen = any(find_annotations(line));
    line.replace(chosen.at, chosen.length, by);
  }
  static void add(std::string& line, const std::string& annotation) {
    line += line.find("//") == std::string::npos ? "  //" + annotation : " " + annotation;
  }
  void rename(std::string& line) {
    const Span chosen = any(find_annotations(line));
    const std::string written = chosen.of(line);
    const std::size_t arguments = std::min(written.find('('), written.size());
    line.replace(chosen.at, arguments, "@" + std::string(any(idl::annotation_names())));
  }
  // Takes a word from another annotation.
  void change_word(std::string& line, const std::string& other) {
    const std::vector<Span> places = find_words(line, line.find("//@"));
    const std::vector<Span> words = find_words(other, 0);
    if (places.empty() || words.empty()) return;
    const Span place = any(places);
    line.replace(place.at, place.length, any(words).of(other));
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
