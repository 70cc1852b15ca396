// Keeps problems apart from their consequences.
#pragma once

#include <set>

#include "annotations/document.h"

namespace thriftorm {

using FaultyFields = std::set<const idl::Field*>;

// Reports what was found to `diagnostics`, each thing once, without what may only be the consequence
// of an annotation that was refused, by the IDL reader or on one of the `faulty` fields: a problem of
// the same declaration, and one that misses a table or column which that annotation may have been
// about to make.
void report_but_follow_ups(const idl::Program& program, const FaultyFields& faulty,
                           const Diagnostics& found, Diagnostics& diagnostics);

}  // namespace thriftorm
