#include "annotations/parser.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "annotations/messages.h"
#include "annotations/resolve.h"
#include "annotations/source.h"

namespace thriftorm::idl {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> read_file(const fs::path& path) {
  std::error_code ignored;
  std::ifstream file(path, std::ios::binary);
  if (!file || fs::is_directory(path, ignored)) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// One file, however many paths lead to it.
std::string identity(const fs::path& path) {
  std::error_code error;
  const fs::path canonical = fs::weakly_canonical(path, error);
  return error ? path.lexically_normal().string() : canonical.string();
}

class ProgramLoader {
 public:
  ProgramLoader(const std::vector<std::string>& include_directories, Diagnostics& diagnostics)
      : include_directories_(include_directories), diagnostics_(diagnostics) {}

  Program run(const std::string& path);

 private:
  struct Open {
    std::string identity;
    std::string path;
    Location include;  // of the next file's name
  };

  void load(const std::string& path, std::string_view text);
  void follow(Include& include, const std::string& from);
  std::optional<fs::path> find(const Include& include, const std::string& from) const;
  void report_cycle(const std::string& identity);

  const std::vector<std::string>& include_directories_;
  Diagnostics& diagnostics_;
  std::vector<Open> open_;                     // the chain of includes that is being read
  std::map<std::string, std::string> loaded_;  // identity → path as it was opened
  Program program_;
};

Program ProgramLoader::run(const std::string& path) {
  const std::optional<std::string> text = read_file(path);
  if (!text) {
    diagnostics_.error({path, 0, 0, 1}, "missing-file", "this file cannot be opened");
    Document missing;
    missing.path = path;
    missing.stem = fs::path(path).stem().string();
    program_.documents.push_back(std::move(missing));
  } else {
    load(path, *text);
  }
  return std::move(program_);
}

void ProgramLoader::load(const std::string& path, std::string_view text) {
  open_.push_back({identity(path), path, {}});
  loaded_.emplace(open_.back().identity, path);
  Parsed parsed = parse_source(text, path, diagnostics_);
  for (Include& include : parsed.document.includes) {
    open_.back().include = include.location;
    follow(include, path);
  }
  open_.pop_back();
  check_references(parsed, program_, diagnostics_);
  program_.documents.push_back(std::move(parsed.document));
}

void ProgramLoader::follow(Include& include, const std::string& from) {
  const std::optional<fs::path> path = find(include, from);
  const std::optional<std::string> text = path ? read_file(*path) : std::nullopt;
  if (!text) {
    diagnostics_.error(include.location, "missing-file",
                       fmt::format("`{}` is neither beside this file nor in an include directory",
                                   printable(include.path)));
    return;
  }
  const std::string file = identity(*path);
  const auto [loaded, is_new] = loaded_.try_emplace(file, path->string());
  include.resolved_path = loaded->second;
  if (is_new) load(path->string(), *text);
  else report_cycle(file);
}

std::optional<fs::path> ProgramLoader::find(const Include& include, const std::string& from) const {
  std::vector<fs::path> directories = {fs::path(from).parent_path()};
  directories.insert(directories.end(), include_directories_.begin(), include_directories_.end());
  for (const fs::path& directory : directories) {
    const fs::path candidate = (directory / include.path).lexically_normal();
    std::error_code ignored;
    if (fs::is_regular_file(candidate, ignored)) return candidate;
  }
  return std::nullopt;
}

// A file that is still being read includes itself.
void ProgramLoader::report_cycle(const std::string& identity) {
  const auto first = std::ranges::find(open_, identity, &Open::identity);
  if (first == open_.end()) return;
  Diagnostic& diagnostic =
      diagnostics_.error(open_.back().include, "include-cycle",
                         fmt::format("with this, `{}` includes itself", printable(first->path)));
  for (auto file = first; file + 1 != open_.end(); ++file) {
    diagnostic.notes.push_back(
        {file->include, fmt::format("`{}` is included here", printable((file + 1)->path))});
  }
}

}  // namespace

Program parse_file(const std::string& path, const std::vector<std::string>& include_directories,
                   Diagnostics& diagnostics) {
  return ProgramLoader(include_directories, diagnostics).run(path);
}

}  // namespace thriftorm::idl
