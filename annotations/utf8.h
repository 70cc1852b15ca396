// What the reader needs to know of UTF-8: whether a text is it, and where its characters end.
#pragma once

#include <cstddef>
#include <string_view>

namespace thriftorm {

// The length in bytes of the well-formed UTF-8 sequence that `text` begins with; 0 if it does not
// begin with one (an overlong form and a surrogate are not well-formed) or is empty.
std::size_t utf8_sequence_length(std::string_view text);

// The offset of the first byte that is not part of a well-formed sequence; npos if all are.
std::size_t find_invalid_utf8(std::string_view text);

}  // namespace thriftorm
