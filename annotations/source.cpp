#include "annotations/source.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "annotations/check.h"
#include "annotations/messages.h"
#include "annotations/parser.h"
#include "annotations/utf8.h"

namespace thriftorm::idl {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_utf16(std::string_view text) {
  return text.starts_with("\xFE\xFF") || text.starts_with("\xFF\xFE");
}

// Reports the first byte that is not UTF-8: one error a file is enough.
void check_encoding(std::string_view text, const std::string& path, Diagnostics& diagnostics) {
  const std::size_t offset = find_invalid_utf8(text);
  if (offset == std::string_view::npos) return;
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto line = static_cast<int>(std::ranges::count(before, '\n')) + 1;
  diagnostics.error({path, line, static_cast<int>(offset - line_start) + 1, 1}, "invalid-encoding",
                    fmt::format("the byte `{}` is not UTF-8, which .thrift files are written in",
                                printable(text.substr(offset, 1))));
}

}  // namespace

Parsed parse_source(std::string_view text, const std::string& path, Diagnostics& diagnostics) {
  Parsed parsed;
  if (is_utf16(text)) {
    diagnostics.error({path, 0, 0, 1}, "invalid-encoding",
                      "this file is UTF-16; .thrift files are written in UTF-8");
  } else {
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    parsed = parse_text(text, path, diagnostics);
    check_encoding(text, path, diagnostics);
    parsed.document = check_annotations(std::move(parsed.document), diagnostics);
  }
  parsed.document.path = path;
  parsed.document.stem = std::filesystem::path(path).stem().string();
  return parsed;
}

Document parse(std::string_view text, const std::string& path, Diagnostics& diagnostics) {
  return parse_source(text, path, diagnostics).document;
}

}  // namespace thriftorm::idl
