// Whether text is UTF-8: engines disagree on what they do with text that is not.
#pragma once

#include <string_view>

namespace thriftorm::detail {

// Strict: no overlong forms, no surrogates, nothing above U+10FFFF. NUL characters are fine.
bool is_utf8(std::string_view text) noexcept;

}  // namespace thriftorm::detail
