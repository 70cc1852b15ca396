// What holds of the IDL reader, whatever it reads.
#pragma once

#include <string_view>

namespace thriftorm::test {

// Errors lie inside the file and can be shown; a text without any is the same when it is printed and
// read again.
void check_idl(std::string_view text);

}  // namespace thriftorm::test
