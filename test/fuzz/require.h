// What a fuzz target says of its inputs.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace thriftorm::test {

// Ends the program if `holds` is false: a finding, to libFuzzer and to the replay alike.
inline void require(bool holds, std::string_view rule, std::string_view about = {}) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %.*s\n%.*s\n", static_cast<int>(rule.size()), rule.data(),
               static_cast<int>(about.size()), about.data());
  std::abort();
}

}  // namespace thriftorm::test
