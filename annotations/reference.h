// The reference page of the annotations, made from the vocabulary.
#pragma once

#include <string>

namespace thriftorm::idl {

// Markdown: each annotation with its places, its arguments and what it clashes with. The page in
// this folder, REFERENCE.md, is this text.
std::string reference_page();

}  // namespace thriftorm::idl
