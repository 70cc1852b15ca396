// Keeps problems apart from their consequences.
#pragma once

#include "annotations/document.h"

namespace thriftorm {

// Reports what was found to `diagnostics`, each thing once, without what may only be the consequence
// of an annotation that the IDL reader has refused: a problem of the same declaration, and one that
// misses a table or column which that annotation may have been about to make.
void report_but_follow_ups(const idl::Program& program, const Diagnostics& found,
                           Diagnostics& diagnostics);

}  // namespace thriftorm
