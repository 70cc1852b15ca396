// Which declaration each comment belongs to.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotations/comment_text.h"
#include "annotations/document.h"
#include "annotations/lexer.h"

namespace thriftorm::idl {

// The tokens of a declaration, as indices, both included.
struct Extent {
  std::size_t first = 0;
  std::size_t last = 0;
  std::optional<std::size_t> closing_brace;
};

struct Attached {
  std::vector<Annotation> annotations;
  bool faulty = false;  // an annotation was reported and is not among them
  std::string documentation;
};

// Hands out each comment once: the parser takes those of the inner declarations first, then those
// of the outer, and what nobody took is reported at the end.
class Comments {
 public:
  // `lexed` and `path` must outlive this.
  Comments(const Lexed& lexed, const std::string& path, Diagnostics& diagnostics);

  // What stands above the declaration, or behind it on the line of one of its tokens. Behind a
  // closing brace it counts only if the whole declaration stands on that line.
  Attached take(const Extent& extent);

  // Reports the annotations above, in and behind something that takes none, e.g. "a service".
  void refuse(const Extent& extent, std::string_view what);

  // Forgets the comments of something that could not be understood.
  void drop(std::size_t first_token, std::size_t last_token);

  // Reports what belongs to nothing.
  void refuse_rest();

 private:
  std::vector<std::size_t> unclaimed(std::size_t first_token, std::size_t last_token) const;
  bool belongs(const Comment& comment, const Extent& extent) const;
  void add(const Comment& comment, Attached& attached, std::string& documentation_above);
  void refuse(const Comment& comment, std::string_view where);
  void report_suspicious(const Comment& comment);

  const Lexed& lexed_;
  const std::string& path_;
  Diagnostics& diagnostics_;
  std::vector<bool> claimed_;
};

}  // namespace thriftorm::idl
