#include "annotations/messages.h"

#include <fmt/format.h>

#include "annotations/diagnostics.h"

namespace thriftorm::idl {

std::string printable(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c >= ' ' && c <= '~') result += c;
    else result += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  }
  return result;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates,
                         std::string_view form) {
  const std::string_view meant = nearest(word, candidates);
  if (meant.empty()) return {};
  return fmt::format("; did you mean `{}`?", fmt::format(fmt::runtime(form), meant));
}

std::string join_alternatives(std::span<const std::string_view> words, std::string_view form) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? " or " : ", ";
    result += fmt::format(fmt::runtime(form), words[i]);
  }
  return result;
}

}  // namespace thriftorm::idl
