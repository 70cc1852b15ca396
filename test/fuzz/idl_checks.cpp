#include "test/fuzz/idl_checks.h"

#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

#include "annotations/resolve.h"
#include "annotations/source.h"
#include "annotations/utf8.h"
#include "test/fuzz/print_document.h"
#include "test/fuzz/require.h"

namespace thriftorm::test {
namespace {

const std::string kPath = "fuzzed.thrift";

idl::Document read(std::string_view text, Diagnostics& diagnostics) {
  idl::Parsed parsed = idl::parse_source(text, kPath, diagnostics);
  check_references(parsed, {}, diagnostics);
  return std::move(parsed.document);
}

// On a line of the file, between its first character and its end; the end of the file may stand
// behind a carriage return that ends no line.
void check_place(const Location& location, std::string_view text, const Diagnostics& diagnostics) {
  if (location.file.empty()) return;
  require(location.file == kPath, "a place is in the file that is read", location.file);
  require(location.length >= 1, "a place is at least one column wide");
  if (location.line == 0) return;
  const int lines = static_cast<int>(std::ranges::count(text, '\n')) + 1;
  require(location.line >= 1 && location.line <= lines, "a place's line is in the file");
  const auto width = static_cast<int>(diagnostics.source_line(kPath, location.line).size());
  const int end = location.line == lines && text.ends_with('\r') ? width + 2 : width + 1;
  require(location.column >= 1 && location.column <= end, "a place's column is on its line");
  require(location.length == 1 || location.column - 1 + location.length <= width,
          "a place ends on its line");
}

void check_message(const std::string& message) {
  require(!message.empty() && message.find('\n') == std::string::npos, "a message is one line",
          message);
  require(find_invalid_utf8(message) == std::string_view::npos, "a message is UTF-8", message);
}

void check_diagnostics(const Diagnostics& diagnostics, std::string_view text) {
  for (const Diagnostic& diagnostic : diagnostics.sorted()) {
    check_place(diagnostic.location, text, diagnostics);
    check_message(diagnostic.message);
    for (const Note& note : diagnostic.notes) {
      check_place(note.location, text, diagnostics);
      check_message(note.message);
    }
  }
  require(find_invalid_utf8(render_text(diagnostics, true)) == std::string_view::npos,
          "what is printed is UTF-8");
  require(nlohmann::json::parse(render_json(diagnostics)).size() == diagnostics.sorted().size(),
          "JSON has each diagnostic");
}

}  // namespace

void check_idl(std::string_view text) {
  Diagnostics diagnostics;
  const idl::Document document = read(text, diagnostics);
  check_diagnostics(diagnostics, text);
  const std::string printed = print_document(document);
  if (diagnostics.has_errors()) return;
  Diagnostics again;
  const std::string reprinted = print_document(read(printed, again));
  require(!again.has_errors(), "what was understood is understood when it is printed",
          render_text(again, false) + printed);
  require(reprinted == printed, "what is printed is read as it was",
          printed + "\n---\n" + reprinted);
}

}  // namespace thriftorm::test
