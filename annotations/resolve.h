// Which declaration a type's name means, once all included files are read.
#pragma once

#include "annotations/document.h"
#include "annotations/grammar.h"

namespace thriftorm::idl {

// Reports the named types that neither the file declares nor one that it includes ("unknown-type").
// Requires: `included` holds what the file includes, as far as it was found.
void check_references(const Parsed& parsed, const Program& included, Diagnostics& diagnostics);

}  // namespace thriftorm::idl
