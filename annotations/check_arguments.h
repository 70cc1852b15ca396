// Holds the arguments of one annotation against its row in the vocabulary.
#pragma once

#include "annotations/document.h"
#include "annotations/vocabulary.h"

namespace thriftorm::idl {

// Reports every argument that is missing, unknown, given twice or of the wrong kind; true if there
// is none.
bool check_arguments(const Annotation& annotation, const AnnotationRule& rule,
                     Diagnostics& diagnostics);

// A value as the annotation writes it, for comparisons and messages.
std::string spell(const ArgumentValue& value);

}  // namespace thriftorm::idl
