// The IDL reader: any text as a .thrift file.
#include <cstddef>
#include <cstdint>

#include "test/fuzz/idl_checks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  thriftorm::test::check_idl({reinterpret_cast<const char*>(data), size});
  return 0;
}
