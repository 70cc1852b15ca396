// What the text of a comment says: the annotations of a `//@` comment, the plain text of a
// `/** */` comment.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annotations/document.h"
#include "annotations/lexer.h"

namespace thriftorm::idl {

struct AnnotationComment {
  std::vector<Annotation> annotations;  // without @info
  std::vector<std::string> info;        // the text of `@info`, if there is one
  std::vector<Location> info_location;  // of the `@info` itself, as many as `info`
  bool faulty = false;                  // something was reported and left out

  bool operator==(const AnnotationComment&) const = default;
};

// Reads `@name`, `@name(arguments)` and `@info text`, several on a line; a further `//` or `#`
// begins a plain comment. What does not fit is reported ("malformed-annotation") and left out.
AnnotationComment parse_annotation_comment(const Comment& comment, const std::string& path,
                                           Diagnostics& diagnostics);

// The text of a `/** */` comment without its stars, its indentation and its empty edges.
std::string clean_documentation(std::string_view text);

}  // namespace thriftorm::idl
