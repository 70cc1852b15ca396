#include <vector>

#include "thriftorm/columns.h"

namespace thriftorm::detail {
namespace {

bool take_back(std::string_view& text, std::string_view end) {
  if (!text.ends_with(end)) return false;
  text.remove_suffix(end.size());
  return true;
}

// Whether what stands before an object's `{` says that its keys are texts: `["str","i64",2,`.
bool keys_are_texts(std::string_view before) {
  if (!take_back(before, ",")) return false;
  before = before.substr(0, before.find_last_not_of("0123456789") + 1);
  if (!take_back(before, "\",")) return false;
  before = before.substr(0, before.find_last_of('"'));
  return before.ends_with("[\"str\",");
}

// Whether a value should stand between two characters that are outside of strings.
bool misses_value(char before, char next) {
  constexpr std::string_view kBefore = ":,[";
  constexpr std::string_view kNext = ",]}:";
  return kBefore.find(before) != std::string_view::npos &&
         kNext.find(next) != std::string_view::npos;
}

}  // namespace

std::optional<std::string> compact_json(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  std::vector<std::size_t> objects;  // where those that are open begin
  bool quoted = false;
  bool escaped = false;
  for (const char c : json) {
    if (!quoted) {
      if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
      if (!out.empty() && misses_value(out.back(), c)) return std::nullopt;
      const bool empty_key = c == ':' && (out.ends_with("{\"\"") || out.ends_with(",\"\""));
      if (empty_key &&
          (objects.empty() || !keys_are_texts(std::string_view(out).substr(0, objects.back())))) {
        return std::nullopt;
      }
      if (c == '{') objects.push_back(out.size());
      if (c == '}' && !objects.empty()) objects.pop_back();
    }
    out.push_back(c);
    if (!escaped && c == '"') quoted = !quoted;
    escaped = quoted && !escaped && c == '\\';
  }
  return out;
}

std::optional<std::string> decode_base64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  if (text.size() % 4 == 1) return std::nullopt;
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;  // of the bits that are not taken yet
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(static_cast<unsigned char>(bits >> count & 0xFF));
  }
  return out;
}

}  // namespace thriftorm::detail
