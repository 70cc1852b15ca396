#include "utf8.h"

#include <cstdint>
#include <cstring>

namespace thriftorm::detail {
namespace {

// How many bytes the character at the front takes; 0: it is not one.
std::size_t character_length(const unsigned char* bytes, std::size_t size) {
  const auto continues = [&](std::size_t i) { return i < size && (bytes[i] & 0xC0) == 0x80; };
  const unsigned char first = bytes[0];
  if (first < 0x80) return 1;
  if (first < 0xC2) return 0;
  if (first < 0xE0) return continues(1) ? 2 : 0;
  if (first < 0xF0) {
    if (!continues(1) || !continues(2)) return 0;
    if (first == 0xE0 && bytes[1] < 0xA0) return 0;   // overlong
    if (first == 0xED && bytes[1] >= 0xA0) return 0;  // surrogate
    return 3;
  }
  if (first > 0xF4 || !continues(1) || !continues(2) || !continues(3)) return 0;
  if (first == 0xF0 && bytes[1] < 0x90) return 0;   // overlong
  if (first == 0xF4 && bytes[1] >= 0x90) return 0;  // above U+10FFFF
  return 4;
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t i = 0;
  while (i < text.size()) {
    std::uint64_t eight = 0;
    if (i + 8 <= text.size()) {
      std::memcpy(&eight, bytes + i, 8);
      if ((eight & 0x8080808080808080u) == 0) {
        i += 8;
        continue;
      }
    }
    const std::size_t length = character_length(bytes + i, text.size() - i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

}  // namespace thriftorm::detail
