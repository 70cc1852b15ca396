// The part of the vocabulary's check that one file of the IDL cannot do: annotations on fields whose
// type another file declares.
#pragma once

#include <set>

#include "annotations/document.h"
#include "tool/schema/scope.h"

namespace thriftorm {

// Reports annotations that their field's type does not fit, and returns the fields that have one.
std::set<const idl::Field*> check_annotated_types(const idl::Program& program, const Scope& scope,
                                                  Diagnostics& diagnostics);

}  // namespace thriftorm
