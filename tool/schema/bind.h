// From the IDL and the header to the schema.
#pragma once

#include "annotations/document.h"
#include "tool/reader/record.h"
#include "tool/schema/schema.h"

namespace thriftorm {

// Joins the program with the header that Clang read. Reports every problem it finds; the schema is
// complete only if none of them is an error.
// Requires: the program was read without errors.
Schema bind(const idl::Program& program, const Header& header, Diagnostics& diagnostics);

// What can be wrong with a schema that is complete: names that clash, are too long or reserved,
// keys and rows over the engines' limits, referential actions that an engine refuses.
void check(const Schema& schema, Diagnostics& diagnostics);

}  // namespace thriftorm
