// Reads .thrift files: Thrift's whole grammar, and the annotations in its comments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annotations/document.h"

namespace thriftorm::idl {

// Parses one file's text. Annotations are checked against the vocabulary (name, place, arguments,
// clashes) but not against each other's meaning. Goes on after an error; what was understood is
// returned. Includes are listed, not opened.
Document parse(std::string_view text, const std::string& path, Diagnostics& diagnostics);

// Parses a file and everything that it includes. An include is looked for beside the file that
// names it, then in `include_directories`, as the Thrift compiler does. Missing files and
// cycles are reported.
Program parse_file(const std::string& path, const std::vector<std::string>& include_directories,
                   Diagnostics& diagnostics);

}  // namespace thriftorm::idl
