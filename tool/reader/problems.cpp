#include "tool/reader/problems.h"

#include <clang/Basic/DiagnosticDriver.h>
#include <clang/Basic/DiagnosticLex.h>
#include <clang/Basic/DiagnosticSema.h>
#include <clang/Basic/LangOptions.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>
#include <fmt/format.h>
#include <llvm/ADT/SmallString.h>

#include <algorithm>
#include <string_view>

namespace thriftorm {
namespace {

constexpr std::size_t kMaximumErrors = 10;

std::string clang_text(const clang::Diagnostic& info) {
  llvm::SmallString<256> text;
  info.FormatDiagnostic(text);
  return text.str().str();
}

// Which package or flag brings a file that an #include does not find.
std::string remedy(std::string_view file) {
  if (file.starts_with("thrift/")) {
    return "install Thrift's C++ library (package `libthrift-dev`), or pass `-- -I` with the "
           "directory that holds `thrift/`";
  }
  if (file.starts_with("boost/")) {
    return "install Boost (package `libboost-dev`), which Thrift's headers include, or pass "
           "`-- -I` with the directory that holds `boost/`";
  }
  if (file.ends_with("_types.h")) {
    return "generate the included IDL's headers as well (`thrift -r --gen cpp`), or pass `-- -I` "
           "with the directory that holds it";
  }
  if (file.find_first_of("/.") == std::string_view::npos) {
    return "install the C++ standard library's headers (package `g++`)";
  }
  return "pass `-- -I` with the directory that holds it";
}

std::string missing_include(const clang::Diagnostic& info) {
  const std::string& file = info.getArgStdStr(0);
  return fmt::format("`{}` is not found: {}", file, remedy(file));
}

bool has_place(const clang::Diagnostic& info) {
  return info.hasSourceManager() && info.getLocation().isValid();
}

bool in_system_header(const clang::Diagnostic& info) {
  return has_place(info) && info.getSourceManager().isInSystemHeader(info.getLocation());
}

// Clang says what led into the standard library once; further errors from there have no such note.
bool is_aftermath(const Problem& problem) { return problem.in_system_header && !problem.user_note; }

// An error inside the standard library is the header's: it moves to the place there that led to it.
void move_to_header(Problem& problem) {
  if (!problem.in_system_header || !problem.user_note) return;
  Note& note = problem.diagnostic.notes[*problem.user_note];
  std::swap(problem.diagnostic.location, note.location);
  note.message = "reported here";
}

}  // namespace

Location locate(const clang::SourceManager& sources, const clang::LangOptions& language,
                clang::SourceLocation location, const FileNames& names) {
  const clang::SourceLocation place = sources.getExpansionLoc(location);
  const clang::PresumedLoc presumed = sources.getPresumedLoc(place, /*UseLineDirectives=*/false);
  if (presumed.isInvalid()) return {names.header()};
  const unsigned length = clang::Lexer::MeasureTokenLength(place, sources, language);
  return {names.reported(presumed.getFilename()), static_cast<int>(presumed.getLine()),
          static_cast<int>(presumed.getColumn()), static_cast<int>(std::max(length, 1U))};
}

void ProblemCollector::HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                                        const clang::Diagnostic& info) {
  DiagnosticConsumer::HandleDiagnostic(level, info);
  if (info.getID() == clang::diag::fatal_too_many_errors) return;
  if (level >= clang::DiagnosticsEngine::Error) add_error(info);
  if (level == clang::DiagnosticsEngine::Note && !problems_.empty()) add_note(info);
}

Location ProblemCollector::place(const clang::Diagnostic& info) {
  if (!has_place(info)) return {command_.names.header()};
  Location location =
      locate(info.getSourceManager(), clang::LangOptions(), info.getLocation(), command_.names);
  remember_source(info, location.file);
  return location;
}

void ProblemCollector::remember_source(const clang::Diagnostic& info, const std::string& file) {
  const bool known =
      std::ranges::any_of(sources_, [&](const auto& source) { return source.first == file; });
  if (known) return;
  const clang::SourceManager& sources = info.getSourceManager();
  const clang::FileID id = sources.getFileID(sources.getExpansionLoc(info.getLocation()));
  if (const auto text = sources.getBufferDataOrNone(id)) sources_.emplace_back(file, text->str());
}

void ProblemCollector::add_error(const clang::Diagnostic& info) {
  Problem problem;
  problem.diagnostic = {Severity::kError,
                        place(info),
                        has_place(info) ? "header-error" : "compiler-flag",
                        clang_text(info),
                        {}};
  problem.in_system_header = in_system_header(info);
  switch (info.getID()) {
    case clang::diag::err_field_incomplete_or_sizeless:
      problem.incomplete_field = info.getLocation().getRawEncoding();
      break;
    case clang::diag::err_pp_file_not_found:
      problem.diagnostic.message = missing_include(info);
      break;
    case clang::diag::err_drv_unknown_argument:
    case clang::diag::err_drv_unknown_argument_with_suggestion:
      if (command_.flags_are_foreign) problem.diagnostic.severity = Severity::kWarning;
      break;
    default:
      break;
  }
  problems_.push_back(std::move(problem));
}

void ProblemCollector::add_note(const clang::Diagnostic& info) {
  Problem& problem = problems_.back();
  std::vector<Note>& notes = problem.diagnostic.notes;
  if (has_place(info) && !in_system_header(info) && !problem.user_note) {
    problem.user_note = notes.size();
  }
  notes.push_back({has_place(info) ? place(info) : Location(), clang_text(info)});
}

void ProblemCollector::report(Diagnostics& diagnostics) const {
  for (const auto& [file, text] : sources_) diagnostics.add_source(file, text);
  std::size_t errors = 0;
  for (Problem problem : problems_) {
    if (errors > 0 && is_aftermath(problem)) continue;
    move_to_header(problem);
    const Diagnostic& found = problem.diagnostic;
    if (found.severity == Severity::kWarning) {
      diagnostics.warning(found.location, found.kind, found.message).notes = found.notes;
    } else if (++errors <= kMaximumErrors) {
      diagnostics.error(found.location, found.kind, found.message).notes = found.notes;
    }
  }
}

}  // namespace thriftorm
