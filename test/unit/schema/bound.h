// IDL text as a schema, with the header that Thrift would make of it.
#pragma once

#include <string>

#include "tool/schema/schema.h"

namespace thriftorm::test {

// Requires: the IDL is right.
Schema bind_text(const std::string& idl);

// Its first table.
Table bind_table(const std::string& idl);

}  // namespace thriftorm::test
