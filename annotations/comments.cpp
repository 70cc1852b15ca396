#include "annotations/comments.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "annotations/characters.h"
#include "annotations/vocabulary.h"

namespace thriftorm::idl {
namespace {

void append_paragraph(std::string_view text, std::string& documentation) {
  if (text.empty()) return;
  if (!documentation.empty()) documentation += '\n';
  documentation += text;
}

// The word behind the comment's first @.
std::string_view first_word(std::string_view comment) {
  comment.remove_prefix(std::min(comment.find('@') + 1, comment.size()));
  const auto end = std::ranges::find_if_not(comment, is_name_part);
  return comment.substr(0, static_cast<std::size_t>(end - comment.begin()));
}

}  // namespace

Comments::Comments(const Lexed& lexed, const std::string& path, Diagnostics& diagnostics)
    : lexed_(lexed), path_(path), diagnostics_(diagnostics), claimed_(lexed.comments.size()) {}

Attached Comments::take(const Extent& extent) {
  Attached attached;
  std::string documentation_above;
  for (const std::size_t i : unclaimed(extent.first, extent.last)) {
    const Comment& comment = lexed_.comments[i];
    if (!belongs(comment, extent)) continue;
    claimed_[i] = true;
    add(comment, attached, documentation_above);
  }
  std::string documentation;
  append_paragraph(documentation_above, documentation);
  append_paragraph(attached.documentation, documentation);
  attached.documentation = std::move(documentation);
  return attached;
}

void Comments::refuse(const Extent& extent, std::string_view what) {
  for (const std::size_t i : unclaimed(extent.first, extent.last)) {
    const Comment& comment = lexed_.comments[i];
    if (comment.next_token == extent.first && comment.behind) continue;
    if (comment.next_token == extent.last + 1 && !comment.behind) continue;
    claimed_[i] = true;
    refuse(comment, fmt::format("belongs to {}, which takes no annotation", what));
  }
}

void Comments::drop(std::size_t first_token, std::size_t last_token) {
  for (const std::size_t i : unclaimed(first_token, last_token)) {
    const Comment& comment = lexed_.comments[i];
    if (comment.next_token == last_token + 1 && !comment.behind) continue;
    claimed_[i] = true;
    report_suspicious(comment);
  }
}

void Comments::refuse_rest() {
  for (std::size_t i = 0; i < claimed_.size(); ++i) {
    if (claimed_[i]) continue;
    const Comment& comment = lexed_.comments[i];
    refuse(comment, "belongs to no declaration: write it above one, or behind one on its line");
  }
}

// The comments before a token of the range, and those before the token that follows it.
std::vector<std::size_t> Comments::unclaimed(std::size_t first_token,
                                             std::size_t last_token) const {
  const std::vector<Comment>& comments = lexed_.comments;
  const auto first = std::ranges::lower_bound(comments, first_token, {}, &Comment::next_token);
  const auto end = std::ranges::upper_bound(comments, last_token + 1, {}, &Comment::next_token);
  std::vector<std::size_t> result;
  for (auto comment = first; comment != end; ++comment) {
    const auto i = static_cast<std::size_t>(comment - comments.begin());
    if (!claimed_[i]) result.push_back(i);
  }
  return result;
}

bool Comments::belongs(const Comment& comment, const Extent& extent) const {
  if (!comment.behind) return comment.next_token == extent.first;
  if (comment.next_token == extent.first) return false;
  const bool behind_brace = extent.closing_brace && comment.next_token > *extent.closing_brace;
  return !behind_brace || lexed_.tokens[extent.first].line == comment.line;
}

// As in Thrift, the last of several `/** */` comments above a declaration is its documentation:
// those before it belong to the file, or to what has been commented out.
void Comments::add(const Comment& comment, Attached& attached, std::string& documentation_above) {
  if (comment.kind == Comment::Kind::kSuspicious) return report_suspicious(comment);
  if (comment.kind == Comment::Kind::kDocumentation) {
    const std::string text = clean_documentation(comment.text);
    if (comment.behind) append_paragraph(text, attached.documentation);
    else if (!text.empty()) documentation_above = text;
    return;
  }
  AnnotationComment parsed = parse_annotation_comment(comment, path_, diagnostics_);
  std::ranges::move(parsed.annotations, std::back_inserter(attached.annotations));
  attached.faulty = attached.faulty || parsed.faulty;
  for (const std::string& info : parsed.info) append_paragraph(info, attached.documentation);
}

void Comments::refuse(const Comment& comment, std::string_view where) {
  if (comment.kind == Comment::Kind::kSuspicious) return report_suspicious(comment);
  if (comment.kind == Comment::Kind::kDocumentation) return;
  const AnnotationComment parsed = parse_annotation_comment(comment, path_, diagnostics_);
  for (const Location& location : parsed.info_location) {
    diagnostics_.error(location, "misplaced-annotation", fmt::format("`@info` {}", where));
  }
  for (const Annotation& annotation : parsed.annotations) {
    const std::string places = describe_places(annotation.name);
    diagnostics_.error(annotation.location, "misplaced-annotation",
                       places.empty() ? fmt::format("`@{}` {}", annotation.name, where)
                                      : fmt::format("`@{}` {}; it may stand on {}", annotation.name,
                                                    where, places));
  }
}

// A plain comment that was perhaps meant to be an annotation.
void Comments::report_suspicious(const Comment& comment) {
  if (comment.kind != Comment::Kind::kSuspicious) return;
  const std::string_view word = first_word(comment.text);
  if (!is_annotation(word)) return;
  const Location location = {path_, comment.line, comment.column,
                             static_cast<int>(comment.text.find('@') + 1 + word.size())};
  diagnostics_.warning(
      location, "suspicious-annotation",
      fmt::format("this is a plain comment; the annotation is written `//@{}`", word));
}

}  // namespace thriftorm::idl
