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

template <class Word>
Word load(const unsigned char* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

// Most text is: eight bytes at a time, the last ones overlapping those before.
bool is_ascii(const unsigned char* bytes, std::size_t size) {
  std::uint64_t seen = 0;
  if (size >= 8) {
    for (std::size_t i = 0; i + 8 < size; i += 8) seen |= load<std::uint64_t>(bytes + i);
    seen |= load<std::uint64_t>(bytes + size - 8);
  } else if (size >= 4) {
    seen = load<std::uint32_t>(bytes) | load<std::uint32_t>(bytes + size - 4);
  } else {
    for (std::size_t i = 0; i < size; ++i) seen |= bytes[i];
  }
  return (seen & 0x8080808080808080u) == 0;
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  const std::size_t size = text.size();
  if (is_ascii(bytes, size)) [[likely]]
    return true;
  for (std::size_t i = 0; i < size;) {
    if (i + 8 <= size && (load<std::uint64_t>(bytes + i) & 0x8080808080808080u) == 0) {
      i += 8;
      continue;
    }
    const std::size_t length = character_length(bytes + i, size - i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

}  // namespace thriftorm::detail
