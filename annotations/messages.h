// Pieces that messages are made of.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace thriftorm::idl {

// Text of the user's as a message may show it: printable ASCII as it is, other bytes as `\xNN`.
std::string printable(std::string_view text);

// "; did you mean `x`?" for the candidate that is near enough; empty if there is none. `form` is
// how a candidate is shown, e.g. "@{}".
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates,
                         std::string_view form = "{}");

// "a, b or c"; `form` is how each is shown, e.g. "`{}`".
std::string join_alternatives(std::span<const std::string_view> words,
                              std::string_view form = "{}");

}  // namespace thriftorm::idl
