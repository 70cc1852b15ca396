#include <doctest/doctest.h>
#include <fmt/format.h>

#include "test/support/run_in.h"
#include "test/support/temporary_directory.h"

namespace thriftorm::test {

TEST_CASE("the committed reference is what the program says of itself") {
  // To update it: thriftorm commands > tool/COMMANDS.md
  const Outcome outcome = run_in("/", fmt::format("'{}' commands", THRIFTORM_TOOL));
  CHECK_EQ(outcome.code, 0);
  CHECK(outcome.out == read_file(THRIFTORM_SOURCE_DIR "/tool/COMMANDS.md"));
}

}  // namespace thriftorm::test
