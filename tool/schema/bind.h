// From the IDL and the header to the schema.
#pragma once

#include "annotations/document.h"
#include "tool/reader/record.h"
#include "tool/schema/schema.h"

namespace thriftorm {

// Joins the program with the header that Clang read, and checks what comes out. Reports every
// problem that is not the consequence of another one; the schema is complete only if none of them
// is an error.
// Requires: the IDL reader found no errors but in annotations, which it left out of the program.
Schema bind(const idl::Program& program, const Header& header, Diagnostics& diagnostics);

// What can be wrong with a schema as a whole: names that clash, are too long or reserved, keys and
// rows over the engines' limits, referential actions that an engine refuses. Part of bind().
void check(const Schema& schema, Diagnostics& diagnostics);

}  // namespace thriftorm
