#include "tool/write/write.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>

namespace thriftorm {
namespace {

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream contents;
  contents << in.rdbuf();
  return contents.str();
}

// Writes beside the target and renames, so that a reader never sees half a file.
void replace_file(const DesiredFile& file) {
  const std::filesystem::path target(file.path);
  if (target.has_parent_path()) std::filesystem::create_directories(target.parent_path());
  const std::filesystem::path temporary = target.string() + ".tmp";
  {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    out << file.contents;
    out.flush();
    if (!out) throw std::system_error(errno, std::generic_category(), "cannot write " + temporary.string());
  }
  std::filesystem::rename(temporary, target);
}

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
  for (const DesiredFile& file : files) {
    if (read_file(file.path) == file.contents) continue;
    replace_file(file);
    written.push_back(file.path);
  }
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
