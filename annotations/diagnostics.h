// What is wrong with the user's input, and where. Every stage of the tool reports into one
// Diagnostics; nothing is thrown for a mistake in the input, so that one run shows them all.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace thriftorm {

// A stretch of one line of a source file. Line and column count from 1, columns in bytes;
// line 0 means the file as a whole. `length` is the number of columns to underline, at least 1.
struct Location {
  std::string file;
  int line = 0;
  int column = 0;
  int length = 1;

  bool operator==(const Location&) const = default;
};

enum class Severity { kError, kWarning };

// A second place that explains the first ("first defined here").
struct Note {
  Location location;  // file may be empty: a note without a place
  std::string message;

  bool operator==(const Note&) const = default;
};

struct Diagnostic {
  Severity severity = Severity::kError;
  Location location;
  std::string kind;     // stable, kebab-case, e.g. "duplicate-column"
  std::string message;  // lower case, no full stop, names in backticks
  std::vector<Note> notes;

  bool operator==(const Diagnostic&) const = default;
};

// Collects what a run finds and keeps the text of the files it concerns, for the carets.
class Diagnostics {
 public:
  // Makes the text of a file known; a later text for the same file replaces it.
  void add_source(std::string file, std::string text);

  Diagnostic& error(const Location& location, std::string kind, std::string message);
  Diagnostic& warning(const Location& location, std::string kind, std::string message);

  bool has_errors() const { return errors_ > 0; }
  std::size_t error_count() const { return errors_; }

  // In order of file (as first seen), line and column; the order of reporting among equals.
  std::vector<Diagnostic> sorted() const;

  // The line of a known file without its line end; empty if file or line is unknown.
  std::string_view source_line(const std::string& file, int line) const;

 private:
  struct Source {
    std::string text;
    std::vector<std::size_t> line_starts;  // offsets into the text
  };

  Diagnostic& report(Severity severity, const Location& location, std::string kind,
                     std::string message);

  std::vector<Diagnostic> diagnostics_;
  std::map<std::string, std::size_t, std::less<>> file_order_;  // by first mention
  std::map<std::string, Source, std::less<>> sources_;
  std::size_t errors_ = 0;
};

// The diagnostics as a compiler prints them, with source line, caret and notes, then a line that
// counts them. `colour` adds ANSI escapes.
std::string render_text(const Diagnostics& diagnostics, bool colour);

// The diagnostics as a JSON array of {severity, file, line, column, length, kind, message, notes}.
std::string render_json(const Diagnostics& diagnostics);

// The candidate nearest to `word` if it is near enough to be meant (edit distance of at most a
// third of the longer word, at least 1); empty otherwise.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace thriftorm
