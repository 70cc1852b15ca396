// A document as Thrift's text.
#pragma once

#include <string>

#include "annotations/document.h"

namespace thriftorm::test {

// All that a parser keeps but documentation and places, in an order of its own: the text, parsed and
// printed, is the same text.
std::string print_document(const idl::Document& document);

}  // namespace thriftorm::test
