// The IDL and the header that was generated from it, side by side.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "annotations/document.h"
#include "tool/reader/record.h"
#include "tool/schema/scope.h"

namespace thriftorm {

// The header's declarations by qualified name. Borrows the header.
class HeaderIndex {
 public:
  explicit HeaderIndex(const Header& header);

  // `name` may start with "::". Null: the header has no such declaration.
  const Record* record(std::string_view name) const;
  const CppEnum* enumeration(std::string_view name) const;

 private:
  std::map<std::string, const Record*, std::less<>> records_;
  std::map<std::string, const CppEnum*, std::less<>> enums_;
};

const CppField* find_field(const Record& record, std::string_view name);

// Reports where IDL and header disagree: a struct, field or enum value that one of them lacks
// ("stale-header") or that has another type or number ("type-mismatch").
void compare(const idl::Program& program, const Scope& scope, const Header& header,
             Diagnostics& diagnostics);

}  // namespace thriftorm
