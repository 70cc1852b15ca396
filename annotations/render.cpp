#include <algorithm>
#include <cctype>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "annotations/diagnostics.h"
#include "annotations/utf8.h"

namespace thriftorm {
namespace {

constexpr std::size_t kTabStop = 4;
constexpr std::size_t kWidestExcerpt = 120;  // in screen columns
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kEllipsis = "...";

// ANSI escapes, all empty without colour.
struct Palette {
  std::string_view bold, error, warning, note, caret, reset;
};

constexpr Palette kPlain = {};
constexpr Palette kColoured = {"\033[1m",    "\033[1;31m", "\033[1;35m",
                               "\033[1;36m", "\033[1;32m", "\033[0m"};

// A source line as it is shown: one element for each screen column. Tabs are spread out, control
// characters and broken UTF-8 replaced, so that a caret below stands where it should and a
// terminal is left alone.
struct Excerpt {
  std::vector<std::string_view> columns;
  std::size_t caret = 0;  // screen column that the underline begins at
  std::size_t width = 1;  // screen columns that it covers
};

bool is_control(std::string_view character) {
  return character.size() == 1 && std::iscntrl(static_cast<unsigned char>(character[0])) != 0;
}

void append_character(std::string_view character, Excerpt& excerpt) {
  if (character == "\t") {
    do {
      excerpt.columns.push_back(" ");
    } while (excerpt.columns.size() % kTabStop != 0);
  } else {
    excerpt.columns.push_back(is_control(character) ? kReplacement : character);
  }
}

// The source line spread over screen columns; the underline's byte columns become screen columns.
Excerpt spread(std::string_view line, const Location& location) {
  const auto first = static_cast<std::size_t>(std::max(location.column, 1)) - 1;
  const std::size_t end = first + static_cast<std::size_t>(std::max(location.length, 1));
  Excerpt excerpt;
  std::size_t underline_end = 0;
  for (std::size_t offset = 0; offset < line.size();) {
    if (offset <= first) excerpt.caret = excerpt.columns.size();
    const std::size_t length = utf8_sequence_length(line.substr(offset));
    append_character(length == 0 ? kReplacement : line.substr(offset, length), excerpt);
    offset += std::max<std::size_t>(length, 1);
    if (offset <= end) underline_end = excerpt.columns.size();
  }
  if (first >= line.size()) excerpt.caret = excerpt.columns.size();
  excerpt.width = underline_end > excerpt.caret ? underline_end - excerpt.caret : 1;
  return excerpt;
}

std::string join(const std::vector<std::string_view>& columns, std::size_t first,
                 std::size_t count) {
  std::string result;
  for (std::size_t i = first; i < std::min(first + count, columns.size()); ++i) {
    result += columns[i];
  }
  return result;
}

// Long lines are shown around the caret.
std::string render_excerpt(const Excerpt& excerpt, const Location& location,
                           const Palette& palette) {
  const std::size_t total = excerpt.columns.size();
  const std::size_t window = kWidestExcerpt - 2 * kEllipsis.size();
  const bool clipped = total > kWidestExcerpt;
  const std::size_t first = clipped && excerpt.caret > window / 2
                                ? std::min(excerpt.caret - window / 2, total - window)
                                : 0;
  const std::size_t shown = clipped ? window : total;
  const std::string_view before = first > 0 ? kEllipsis : "";
  const std::string_view after = clipped && first + shown < total ? kEllipsis : "";

  const std::size_t indent = excerpt.caret - first + before.size();
  const std::size_t room = std::max<std::size_t>(first + shown, excerpt.caret + 1) - excerpt.caret;
  const std::string underline = '^' + std::string(std::min(excerpt.width, room) - 1, '~');
  return fmt::format("{:5} | {}{}{}\n{:5} | {:{}}{}{}{}\n", location.line, before,
                     join(excerpt.columns, first, shown), after, "", "", indent, palette.caret,
                     underline, palette.reset);
}

std::string render_place(const Location& location, const Palette& palette) {
  if (location.file.empty()) return {};
  const std::string place =
      location.line == 0 ? location.file
                         : fmt::format("{}:{}:{}", location.file, location.line, location.column);
  return fmt::format("{}{}:{} ", palette.bold, place, palette.reset);
}

std::string render_source(const Diagnostics& diagnostics, const Location& location,
                          const Palette& palette) {
  const std::string_view line = diagnostics.source_line(location.file, location.line);
  return line.empty() ? std::string() : render_excerpt(spread(line, location), location, palette);
}

std::string render_diagnostic(const Diagnostics& diagnostics, const Diagnostic& diagnostic,
                              const Palette& palette) {
  const bool error = diagnostic.severity == Severity::kError;
  std::string result =
      fmt::format("{}{}{}:{} {} [{}]\n{}", render_place(diagnostic.location, palette),
                  error ? palette.error : palette.warning, error ? "error" : "warning",
                  palette.reset, diagnostic.message, diagnostic.kind,
                  render_source(diagnostics, diagnostic.location, palette));
  for (const Note& note : diagnostic.notes) {
    result += fmt::format("{}{}note:{} {}\n{}", render_place(note.location, palette), palette.note,
                          palette.reset, note.message,
                          render_source(diagnostics, note.location, palette));
  }
  return result;
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string render_totals(std::size_t errors, std::size_t warnings) {
  if (warnings == 0) return counted(errors, "error") + '\n';
  if (errors == 0) return counted(warnings, "warning") + '\n';
  return counted(errors, "error") + ", " + counted(warnings, "warning") + '\n';
}

nlohmann::ordered_json place_as_json(const Location& location) {
  return {{"file", location.file},
          {"line", location.line},
          {"column", location.column},
          {"length", location.length}};
}

nlohmann::ordered_json as_json(const Diagnostic& diagnostic) {
  nlohmann::ordered_json result;
  result["severity"] = diagnostic.severity == Severity::kError ? "error" : "warning";
  result.update(place_as_json(diagnostic.location));
  result["kind"] = diagnostic.kind;
  result["message"] = diagnostic.message;
  result["notes"] = nlohmann::ordered_json::array();
  for (const Note& note : diagnostic.notes) {
    nlohmann::ordered_json note_json = place_as_json(note.location);
    note_json["message"] = note.message;
    result["notes"].push_back(std::move(note_json));
  }
  return result;
}

}  // namespace

std::string render_text(const Diagnostics& diagnostics, bool colour) {
  const Palette& palette = colour ? kColoured : kPlain;
  const std::vector<Diagnostic> sorted = diagnostics.sorted();
  if (sorted.empty()) return {};
  std::string result;
  for (const Diagnostic& diagnostic : sorted) {
    result += render_diagnostic(diagnostics, diagnostic, palette);
  }
  const std::size_t errors = diagnostics.error_count();
  return result + render_totals(errors, sorted.size() - errors);
}

std::string render_json(const Diagnostics& diagnostics) {
  nlohmann::ordered_json result = nlohmann::ordered_json::array();
  for (const Diagnostic& diagnostic : diagnostics.sorted()) result.push_back(as_json(diagnostic));
  // Messages quote the user's files, which may be anything; a broken sequence must not stop us.
  return result.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace thriftorm
