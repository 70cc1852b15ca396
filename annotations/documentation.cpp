#include <algorithm>

#include "annotations/characters.h"
#include "annotations/comment_text.h"

namespace thriftorm::idl {
namespace {

std::string_view trim_end(std::string_view line) {
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line;
}

std::size_t indentation(std::string_view line) {
  std::size_t count = 0;
  while (count < line.size() && is_blank(line[count])) ++count;
  return count;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (;;) {
    const std::size_t end = text.find('\n');
    lines.push_back(trim_end(text.substr(0, end)));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

// A line of a comment's frame: nothing but stars.
bool is_frame(std::string_view line) {
  return line.find_first_not_of("* \t\r") == std::string_view::npos;
}

bool begins_with_star(std::string_view line) {
  return is_frame(line) || line[indentation(line)] == '*';
}

std::string_view without_star(std::string_view line) {
  line.remove_prefix(indentation(line));
  if (line.starts_with('*')) line.remove_prefix(1);
  if (line.starts_with(' ')) line.remove_prefix(1);
  return line;
}

// Takes the stars off the lines behind the first, or the indentation that they have in common.
void unindent(std::vector<std::string_view>& lines) {
  const auto rest = lines.begin() + 1;
  if (std::all_of(rest, lines.end(), begins_with_star)) {
    std::transform(rest, lines.end(), rest, without_star);
    return;
  }
  std::size_t common = std::string_view::npos;
  for (auto line = rest; line != lines.end(); ++line) {
    if (!line->empty()) common = std::min(common, indentation(*line));
  }
  for (auto line = rest; line != lines.end(); ++line) {
    line->remove_prefix(std::min(common, line->size()));
  }
}

}  // namespace

std::string clean_documentation(std::string_view text) {
  std::vector<std::string_view> lines = split_lines(text);
  lines.front().remove_prefix(indentation(lines.front()));
  for (std::string_view& line : lines) {
    if (is_frame(line)) line = {};
  }
  unindent(lines);
  const auto filled = [](std::string_view line) { return !line.empty(); };
  const auto first = std::find_if(lines.begin(), lines.end(), filled);
  const auto last = std::find_if(lines.rbegin(), std::make_reverse_iterator(first), filled).base();
  std::string result;
  for (auto line = first; line != last; ++line) {
    if (line != first) result += '\n';
    result += *line;
  }
  return result;
}

}  // namespace thriftorm::idl
