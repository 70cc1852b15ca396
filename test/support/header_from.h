// The header that the Thrift compiler would make of a program, without running it or Clang: for
// tests whose header is just what Thrift makes.
#pragma once

#include "annotations/document.h"
#include "tool/reader/record.h"

namespace thriftorm::test {

Header header_from(const idl::Program& program);

}  // namespace thriftorm::test
