// Holds a document's annotations against the vocabulary.
#pragma once

#include "annotations/document.h"

namespace thriftorm::idl {

// Reports annotations that are unknown, stand in the wrong place, have the wrong arguments, stand
// twice or clash, and returns the document without them: what is left can be relied on.
Document check_annotations(Document document, Diagnostics& diagnostics);

}  // namespace thriftorm::idl
