#include "tool/write/write.h"

#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace thriftorm {
namespace {

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream contents;
  contents << in.rdbuf();
  return contents.str();
}

// Files that stand beside their targets until all of them are written: a reader never sees half a
// file, and where one cannot be written, none is replaced.
class Replacements {
 public:
  Replacements() = default;
  Replacements(const Replacements&) = delete;
  Replacements& operator=(const Replacements&) = delete;
  ~Replacements() {
    std::error_code ignored;
    for (const auto& [temporary, target] : files_) std::filesystem::remove(temporary, ignored);
  }

  void write(const DesiredFile& file) {
    const std::filesystem::path target(file.path);
    if (target.has_parent_path()) std::filesystem::create_directories(target.parent_path());
    if (std::filesystem::is_directory(target)) {
      throw std::system_error(std::make_error_code(std::errc::is_a_directory),
                              "cannot write " + target.string());
    }
    // Several runs may write the same file.
    const std::filesystem::path temporary = fmt::format("{}.{}.tmp", target.string(), getpid());
    files_.emplace_back(temporary, target);
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    out << file.contents;
    out.flush();
    if (!out)
      throw std::system_error(errno, std::generic_category(), "cannot write " + target.string());
  }

  void commit() {
    for (const auto& [temporary, target] : files_) std::filesystem::rename(temporary, target);
    files_.clear();
  }

 private:
  std::vector<std::pair<std::filesystem::path, std::filesystem::path>> files_;
};

// Spaces, `#` and `$` have meanings of their own in a Makefile.
std::string escaped(std::string_view path) {
  std::string text;
  for (const char c : path) {
    if (c == ' ' || c == '#') text += '\\';
    if (c == '$') text += '$';
    text += c;
  }
  return text;
}

}  // namespace

std::vector<std::string> write_files(const std::vector<DesiredFile>& files) {
  std::vector<std::string> written;
  Replacements replacements;
  for (const DesiredFile& file : files) {
    if (read_file(file.path) == file.contents) continue;
    replacements.write(file);
    written.push_back(file.path);
  }
  replacements.commit();
  return written;
}

std::vector<std::string> differing_files(const std::vector<DesiredFile>& files) {
  std::vector<std::string> differing;
  for (const DesiredFile& file : files) {
    if (read_file(file.path) != file.contents) differing.push_back(file.path);
  }
  return differing;
}

std::string depfile_text(std::string_view target, const std::vector<std::string>& inputs) {
  std::string text = escaped(target) + ":";
  for (const std::string& input : inputs) text += " \\\n  " + escaped(input);
  return text + "\n";
}

}  // namespace thriftorm
