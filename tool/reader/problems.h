// What Clang complains about, kept instead of printed.
#pragma once

#include <clang/Basic/Diagnostic.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "annotations/diagnostics.h"
#include "tool/reader/command.h"

namespace thriftorm {

// One error of Clang's with its notes, in our terms.
struct Problem {
  Diagnostic diagnostic;
  bool in_system_header = false;
  std::optional<std::size_t> user_note;  // the first of the notes that is in the user's own files
  unsigned incomplete_field = 0;         // raw place of a field with an incomplete type, else 0
};

// Collects errors. Lives as long as the run; the command outlives it.
class ProblemCollector : public clang::DiagnosticConsumer {
 public:
  explicit ProblemCollector(const Command& command) : command_(command) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                        const clang::Diagnostic& info) override;

  std::vector<Problem>& problems() { return problems_; }

  // Reports the first ten problems and makes the text of the files they are in known.
  void report(Diagnostics& diagnostics) const;

 private:
  void add_error(const clang::Diagnostic& info);
  void add_note(const clang::Diagnostic& info);
  void remember_source(const clang::Diagnostic& info, const std::string& file);
  Location place(const clang::Diagnostic& info);

  const Command& command_;
  std::vector<Problem> problems_;
  std::vector<std::pair<std::string, std::string>> sources_;
};

// Where Clang says that something is: file as reported, line, column, length of the token.
Location locate(const clang::SourceManager& sources, const clang::LangOptions& language,
                clang::SourceLocation location, const FileNames& names);

}  // namespace thriftorm
