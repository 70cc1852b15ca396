// Values as a server sends them by the X protocol: a letter for the type, then the field's bytes.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <thriftorm/error.h>

#include "runtime/src/drivers/mysqlx_values.h"
#include "test/fuzz/require.h"

namespace {

using thriftorm::test::require;
namespace driver = thriftorm::driver;

void check_field(char type, std::string_view raw) {
  std::string out = "before";
  switch (type) {
    case 'u':
      driver::decode_unsigned(raw);
      break;
    case 'i':
      driver::decode_signed(raw);
      break;
    case 'd':
      driver::decode_double(raw);
      break;
    case 'f':
      driver::decode_float(raw);
      break;
    case 'n':
      driver::decode_decimal(raw, out);
      break;
    case 'D':
      driver::decode_date(raw, out);
      break;
    case 'T':
      driver::decode_datetime(raw, 0, out);
      break;
    case 'U':
      driver::decode_datetime(raw, 6, out);
      break;
    case 't':
      driver::decode_time(raw, 0, out);
      break;
    case 'v':
      driver::decode_time(raw, 3, out);
      break;
    case 's':
      driver::decode_set(raw, out);
      break;
    case 'b':
      driver::decode_bits(raw, 64, out);
      break;
    case 'c':
      driver::decode_bits(raw, 1, out);
      break;
    default:
      return;
  }
  require(out.starts_with("before"), "what stands before is left alone", out);
  const bool digits = std::string_view("nDTUtv").find(type) != std::string_view::npos;
  require(!digits || out.find_first_not_of("-+0123456789.: ", 6) == std::string::npos,
          "numbers and times are digits", out);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  try {
    check_field(static_cast<char>(data[0]), {reinterpret_cast<const char*>(data) + 1, size - 1});
  } catch (const thriftorm::Error&) {
  }
  return 0;
}
