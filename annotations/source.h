// From the bytes of a file to its document: encoding, grammar, vocabulary.
#pragma once

#include <string>
#include <string_view>

#include "annotations/grammar.h"

namespace thriftorm::idl {

// Everything that can be said of one file without its includes.
Parsed parse_source(std::string_view text, const std::string& path, Diagnostics& diagnostics);

}  // namespace thriftorm::idl
