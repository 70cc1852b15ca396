// Whether a copy can take all along that its template has.
#include <fmt/format.h>

#include "tool/schema/check.h"
#include "tool/schema/copies.h"

namespace thriftorm {
namespace {

void check_copy(const Table& table, const Copy& copy, Diagnostics& diagnostics) {
  const auto report = [&](const std::string& field, const Location& location,
                          std::string_view why) {
    Diagnostic& error = diagnostics.error(
        table.location, "missing-template-field",
        fmt::format("`{}` cannot be copied from `{}`: {}", field, copy.source->name, why));
    error.notes.push_back({location, "stored here"});
  };
  for (const Column* column : copy.lost_columns) {
    report(column->field, column->location,
           fmt::format("`{}` has no column for `{}`", copy.target->name, column->name));
  }
  for (const Relation* relation : copy.lost_relations) {
    report(relation->field, relation->location,
           relation->kind == RelationKind::kManyToMany
               ? "links of an association table belong to the template alone; `//@ignore` the "
                 "field in one of the two"
               : fmt::format("`{}` stores no such rows", copy.target->name));
  }
}

// A row that owns rows of its own table, by whatever way, could own itself.
bool reaches(const std::vector<Copy>& copies, const Copy& from, const Copy& wanted,
             std::size_t depth) {
  if (depth > copies.size()) return false;
  for (const auto& [source, target] : from.relations) {
    for (const Copy& next : copies) {
      if (next.source->name != source->target || next.target->name != target->target) continue;
      if (&next == &wanted || reaches(copies, next, wanted, depth + 1)) return true;
    }
  }
  return false;
}

}  // namespace

void check_copies(const Schema& schema, Diagnostics& diagnostics) {
  for (const Table& table : schema.tables) {
    const std::vector<Copy> copies = find_copies(schema, table);
    for (const Copy& copy : copies) {
      check_copy(table, copy, diagnostics);
      if (!reaches(copies, copy, copy, 0)) continue;
      diagnostics.error(
          table.location, "recursive-copy",
          fmt::format("a copy of `{}` would take along rows of `{}`, and those again "
                      "rows of `{}`: a copy ends somewhere",
                      copies.front().source->name, copy.source->name, copy.source->name));
    }
  }
}

}  // namespace thriftorm
