#include "annotations/resolve.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "annotations/messages.h"

namespace thriftorm::idl {
namespace {

constexpr std::string_view kBaseTypes[] = {"bool", "byte",   "i8",     "i16",    "i32",
                                           "i64",  "double", "string", "binary", "uuid",
                                           "list", "set",    "map"};

void add_types(const Document& document, const std::string& prefix, std::set<std::string>& names) {
  for (const Struct& declaration : document.structs) names.insert(prefix + declaration.name);
  for (const Enum& declaration : document.enums) names.insert(prefix + declaration.name);
  for (const Typedef& declaration : document.typedefs) names.insert(prefix + declaration.name);
}

const Document* find_document(const Program& program, const std::string& path) {
  const auto found = std::ranges::find(program.documents, path, &Document::path);
  return found == program.documents.end() ? nullptr : &*found;
}

// The names that a file can use, and the prefixes of what could not be read: of those, any name
// may be right.
struct Scope {
  std::set<std::string> names;
  std::set<std::string> unread;
};

Scope scope_of(const Document& document, const Program& included) {
  Scope scope;
  add_types(document, "", scope.names);
  for (const Include& include : document.includes) {
    const std::string prefix = std::filesystem::path(include.path).stem().string() + ".";
    const Document* other = find_document(included, include.resolved_path);
    if (other == nullptr) scope.unread.insert(prefix);
    else add_types(*other, prefix, scope.names);
  }
  return scope;
}

}  // namespace

void check_references(const Parsed& parsed, const Program& included, Diagnostics& diagnostics) {
  const Scope scope = scope_of(parsed.document, included);
  for (const Type& type : parsed.references) {
    const std::string prefix = type.name.substr(0, type.name.rfind('.') + 1);
    if (scope.names.contains(type.name) || scope.unread.contains(prefix)) continue;
    std::vector<std::string_view> candidates(scope.names.begin(), scope.names.end());
    candidates.insert(candidates.end(), std::begin(kBaseTypes), std::end(kBaseTypes));
    diagnostics.error(
        type.location, "unknown-type",
        fmt::format("unknown type `{}`{}", type.name, did_you_mean(type.name, candidates)));
  }
}

}  // namespace thriftorm::idl
