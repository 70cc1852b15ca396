// The values of a row, as codecs read and store them: a letter for the codec, then the column's text.
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <thriftorm/columns.h>
#include <thriftorm/driver.h>
#include <thriftorm/json.h>

#include "runtime/src/utf8.h"
#include "test/fuzz/require.h"
#include "values_types.h"

namespace {

using thriftorm::test::require;
namespace as = thriftorm::as;

// A row with one column, which holds a text.
class OneText final : public thriftorm::driver::Statement {
 public:
  explicit OneText(std::string_view text) : text_(text) {}

  void execute(std::span<const thriftorm::Parameter>) override {}
  bool fetch() override { return false; }
  void finish() noexcept override {}
  int column_count() const override { return 1; }
  std::string column_name(int) const override { return "fuzzed"; }
  bool is_null(int) const override { return false; }
  std::int64_t get_int64(int) const override { return 0; }
  double get_double(int) const override { return 0; }
  std::string_view get_text(int) const override { return text_; }
  std::string_view get_bytes(int) const override { return text_; }
  std::uint64_t affected_rows() const override { return 0; }
  std::int64_t last_insert_id() const override { return 0; }

 private:
  std::string_view text_;
};

template <class Codec, class T>
T read_as(std::string_view text) {
  const OneText statement(text);
  T value{};
  thriftorm::read<Codec>(thriftorm::Row(statement), 0, value);
  return value;
}

// The text that a value is stored as.
template <class Codec, class T>
std::string stored(const T& value) {
  thriftorm::ParameterList out(1);
  thriftorm::bind<Codec>(out, value);
  return std::string(out.back().text());
}

// The value of a text that it was stored as: it can be read.
template <class Codec, class T>
T read_back(std::string_view text) {
  try {
    return read_as<Codec, T>(text);
  } catch (const thriftorm::InvalidData&) {
    require(false, "what is stored can be read", text);
    throw;
  }
}

// What is read can be stored, and is then read as it was.
template <int Digits>
void check_time(std::string_view text) {
  using Codec = as::DateTime<Digits>;
  const auto value = read_as<Codec, std::int64_t>(text);
  const std::string again = stored<Codec>(value);
  require(read_back<Codec, std::int64_t>(again) == value, "a time is stored and read as it was",
          again);
  if (text.size() == again.size()) require(text == again, "a time has one text", again);
}

template <int Precision, int Scale>
void check_decimal(std::string_view text) {
  using Codec = as::Decimal<Precision, Scale>;
  const std::string once = stored<Codec>(std::string(text));
  require(stored<Codec>(once) == once, "a decimal's text is a decimal's text", once);
  require(once.size() <= Precision + 3, "a decimal has no more digits than it may", once);
  require(once.find_first_not_of("-0123456789.") == std::string::npos, "a decimal is digits", once);
}

// MySQL puts a blank behind colons and commas.
std::string spread(std::string_view json) {
  std::string out;
  bool quoted = false;
  bool escaped = false;
  for (const char c : json) {
    out += c;
    if (!quoted && (c == ',' || c == ':')) out += ' ';
    if (!escaped && c == '"') quoted = !quoted;
    escaped = quoted && !escaped && c == '\\';
  }
  return out;
}

template <class T, class Codec = as::Json>
void check_json(std::string_view text) {
  const T value = read_as<Codec, T>(text);
  const std::string json = stored<Codec>(value);
  require(read_back<Codec, T>(json) == value, "JSON is stored and read as it was", json);
  require(read_back<Codec, T>(spread(json)) == value, "blanks in JSON mean nothing", json);
}

// A value made of the text is stored and read as it was.
void check_made(std::string_view text) {
  const std::string bytes(text);
  fuzzed::Leaf leaf;
  leaf.__set_text(thriftorm::detail::is_utf8(text) ? bytes : "");
  leaf.__set_bytes(bytes);
  leaf.__set_number(static_cast<double>(text.size()) / 3);
  fuzzed::Tree tree;
  for (const char c : text.substr(0, 20)) {
    leaf.__set_count(std::int64_t{c} << (c & 0x3F));
    tree.leaves.push_back(leaf);
    tree.numbers[leaf.text].insert(std::int32_t{c} * 0x1000000);
    tree.flags[static_cast<std::int16_t>(c * 0x100)].push_back(c % 2 == 0);
    tree.__set_tiny(static_cast<std::int8_t>(c));
  }
  tree.__isset.flags = true;
  tree.choice.__set_leaf(leaf);
  const std::string json = stored<as::Json>(tree);
  require(read_back<as::Json, fuzzed::Tree>(json) == tree, "what is made is read as it was", json);
  const std::vector<std::string> binaries(text.size() % 4, bytes);
  const std::string base64 = stored<as::JsonOf<as::JsonBinary>>(binaries);
  require(read_back<as::JsonOf<as::JsonBinary>, std::vector<std::string>>(base64) == binaries,
          "binaries are read as they were", base64);
}

// By the definition: each code point, written again in the shortest form.
bool is_utf8_by_definition(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t length = first < 0x80       ? 1
                               : first >> 5 == 6  ? 2
                               : first >> 4 == 14 ? 3
                               : first >> 3 == 30 ? 4
                                                  : 0;
    if (length == 0 || i + length > text.size()) return false;
    std::uint32_t point = length == 1 ? first : first & (0x7Fu >> length);
    for (std::size_t k = 1; k < length; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      if (next >> 6 != 2) return false;
      point = point << 6 | (next & 0x3Fu);
    }
    constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (point < kSmallest[length] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000))
      return false;
    i += length;
  }
  return true;
}

void check_value(char codec, std::string_view text) {
  switch (codec) {
    case 's':
      return check_time<0>(text);
    case 'm':
      return check_time<3>(text);
    case 'u':
      return check_time<6>(text);
    case 'd':
      return void(stored<as::Date>(std::string(text)));
    case 'n':
      return check_decimal<18, 4>(text);
    case 'w':
      return check_decimal<5, 0>(text);
    case 'l':
      return check_decimal<65, 30>(text);
    case 'T':
      return check_json<fuzzed::Tree>(text);
    case 'C':
      return check_json<fuzzed::Choice>(text);
    case 'E':
      return check_json<std::map<fuzzed::Colour::type, std::vector<double>>>(text);
    case 'S':
      return check_json<std::set<std::string>>(text);
    case 'M':
      return check_json<std::map<std::string, std::map<std::int64_t, bool>>>(text);
    case 'B':
      return check_json<std::vector<std::string>, as::JsonOf<as::JsonBinary>>(text);
    case 'V':
      return check_made(text);
    case '8':
      return require(thriftorm::detail::is_utf8(text) == is_utf8_by_definition(text),
                     "UTF-8 is told from what is not");
    default:
      return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  try {
    check_value(static_cast<char>(data[0]), {reinterpret_cast<const char*>(data) + 1, size - 1});
  } catch (const thriftorm::InvalidData&) {
  }
  return 0;
}
