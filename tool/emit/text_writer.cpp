#include "tool/emit/text_writer.h"

#include <algorithm>
#include <cassert>

namespace thriftorm {
namespace {

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}
bool is_blank(std::string_view line) { return indentation(line) == line.size(); }

// The template's lines without the line breaks around it and without their common indentation.
std::vector<std::string_view> dedent(std::string_view pattern) {
  if (pattern.starts_with('\n')) pattern.remove_prefix(1);
  std::vector<std::string_view> lines = split_lines(pattern);
  if (!lines.empty() && is_blank(lines.back()) && pattern.find('\n') != std::string_view::npos)
    lines.pop_back();
  std::size_t common = std::string_view::npos;
  for (const std::string_view line : lines) {
    if (!is_blank(line)) common = std::min(common, indentation(line));
  }
  for (std::string_view& line : lines) line.remove_prefix(std::min(common, line.size()));
  return lines;
}

struct Filling {
  const std::vector<Hole>& holes;
  std::vector<bool> used;

  const std::string& find(std::string_view name) {
    for (std::size_t i = 0; i < holes.size(); ++i) {
      if (holes[i].name != name) continue;
      used[i] = true;
      return holes[i].text;
    }
    assert(!"a template names a hole that is not given");
    return holes.front().text;
  }
};

// The name of the one hole that a line consists of; empty if it is anything else.
std::string_view sole_hole(std::string_view line) {
  const std::string_view content = line.substr(indentation(line));
  const bool sole =
      content.size() > 2 && content.front() == '$' && content.find('$', 1) == content.size() - 1;
  return sole ? content.substr(1, content.size() - 2) : std::string_view();
}

void append_block(std::string_view block, std::size_t indent, std::string& out) {
  for (const std::string_view line : split_lines(block)) {
    if (!line.empty()) out.append(indent, ' ').append(line);
    out += '\n';
  }
}

void append_line(std::string_view line, Filling& filling, std::string& out) {
  std::size_t at = 0;
  while (at < line.size()) {
    const std::size_t open = line.find('$', at);
    const std::size_t close = open == std::string_view::npos ? open : line.find('$', open + 1);
    if (close == std::string_view::npos) break;
    out.append(line.substr(at, open - at))
        .append(filling.find(line.substr(open + 1, close - open - 1)));
    at = close + 1;
  }
  out.append(line.substr(at)) += '\n';
}

}  // namespace

Hole::Hole(std::string_view hole_name, const std::function<void(TextWriter&)>& write)
    : name(hole_name) {
  TextWriter writer;
  write(writer);
  text = writer.text();
}

void TextWriter::emit(std::string_view pattern, const std::vector<Hole>& holes) {
  Filling filling{holes, std::vector<bool>(holes.size())};
  for (const std::string_view line : dedent(pattern)) {
    const std::string_view hole = sole_hole(line);
    if (hole.empty()) {
      append_line(line, filling, text_);
    } else {
      append_block(filling.find(hole), indentation(line), text_);
    }
  }
  assert(std::all_of(filling.used.begin(), filling.used.end(), [](bool used) { return used; }) &&
         "a given hole is not used");
}

void TextWriter::blank_line() {
  if (!text_.empty()) text_ += '\n';
}

}  // namespace thriftorm
