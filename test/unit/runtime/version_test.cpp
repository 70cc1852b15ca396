#include "thriftorm/version.h"

#include <doctest/doctest.h>

using thriftorm::detail::accepts_code;

TEST_CASE("before 1.0 a runtime takes what its own minor version emitted") {
  CHECK(accepts_code({0, 3}, {0, 3}));
  CHECK_FALSE(accepts_code({0, 3}, {0, 2}));
  CHECK_FALSE(accepts_code({0, 3}, {0, 4}));
  CHECK_FALSE(accepts_code({1, 3}, {0, 3}));
}

TEST_CASE("since 1.0 a runtime takes what its own and earlier minor versions emitted") {
  CHECK(accepts_code({2, 3}, {2, 3}));
  CHECK(accepts_code({2, 3}, {2, 0}));
  CHECK_FALSE(accepts_code({2, 3}, {2, 4}));
  CHECK_FALSE(accepts_code({2, 3}, {1, 3}));
  CHECK_FALSE(accepts_code({2, 3}, {3, 0}));
}

TEST_CASE("a runtime takes its own version's code") {
  CHECK(thriftorm::accepts_code_of(THRIFTORM_VERSION_MAJOR, THRIFTORM_VERSION_MINOR));
}
