#include "tool/schema/follow_up.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

namespace thriftorm {
namespace {

// These say that something is not there, or does not lead where it should.
constexpr auto kMissingSomething = std::to_array<std::string_view>(
    {"missing-template-field", "no-tables", "unknown-column", "unknown-struct", "unknown-table",
     "unused-annotation", "wrong-reference", "wrong-type"});

// The lines on which declarations stand that lack an annotation.
class FaultyLines {
 public:
  FaultyLines(const idl::Program& program, const FaultyFields& fields) {
    for (const idl::Field* field : fields) add(*field, true);
    for (const idl::Document& document : program.documents) {
      for (const idl::Struct& structure : document.structs) add_struct(structure);
      for (const idl::Enum& enumeration : document.enums) add(enumeration, enumeration.faulty);
      for (const idl::Typedef& alias : document.typedefs) add(alias, alias.faulty);
    }
  }

  bool empty() const { return lines_.empty(); }
  bool contains(const Location& location) const {
    return lines_.contains({location.file, location.line});
  }

 private:
  void add_struct(const idl::Struct& structure) {
    add(structure, structure.faulty);
    for (const idl::Field& field : structure.fields) add(field, structure.faulty || field.faulty);
  }
  template <class Declaration>
  void add(const Declaration& declaration, bool faulty) {
    if (!faulty) return;
    lines_.emplace(declaration.location.file, declaration.location.line);
    for (const idl::Annotation& annotation : declaration.annotations) {
      lines_.emplace(annotation.location.file, annotation.location.line);
    }
  }

  std::set<std::pair<std::string, int>> lines_;
};

bool misses_something(const Diagnostic& diagnostic) {
  return std::find(kMissingSomething.begin(), kMissingSomething.end(), diagnostic.kind) !=
         kMissingSomething.end();
}

}  // namespace

void report_but_follow_ups(const idl::Program& program, const FaultyFields& fields,
                           const Diagnostics& found, Diagnostics& diagnostics) {
  const FaultyLines faulty(program, fields);
  std::set<std::tuple<std::string, int, int, std::string>> seen;
  for (Diagnostic& diagnostic : found.sorted()) {
    const Location& at = diagnostic.location;
    if (!seen.emplace(at.file, at.line, at.column, diagnostic.message).second) continue;
    if (!faulty.empty() && (faulty.contains(at) || misses_something(diagnostic))) continue;
    const bool is_error = diagnostic.severity == Severity::kError;
    Diagnostic& reported = is_error ? diagnostics.error(at, diagnostic.kind, diagnostic.message)
                                    : diagnostics.warning(at, diagnostic.kind, diagnostic.message);
    reported.notes = std::move(diagnostic.notes);
  }
}

}  // namespace thriftorm
