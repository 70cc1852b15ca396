// Thrift's declarations in a translation unit that Clang has parsed.
#pragma once

#include <vector>

#include "tool/reader/file_names.h"
#include "tool/reader/problems.h"
#include "tool/reader/record.h"

namespace clang {
class ASTContext;
}

namespace thriftorm {

struct Declarations {
  std::vector<Record> records;
  std::vector<CppEnum> enums;
  std::vector<IncompleteField> incomplete_fields;
};

// Every Thrift record and enum, in order of declaration. The problems that concern a record's
// field of incomplete type are moved from `problems` into the result.
Declarations read_declarations(clang::ASTContext& context, const FileNames& names,
                               std::vector<Problem>& problems);

}  // namespace thriftorm
