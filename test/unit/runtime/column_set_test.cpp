#include "thriftorm/column_set.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <initializer_list>
#include <utility>
#include <vector>

using thriftorm::ColumnSet;

namespace {

using Columns = std::vector<std::size_t>;

ColumnSet set_of(std::initializer_list<std::size_t> columns) {
  ColumnSet set;
  for (const std::size_t column : columns) set.set(column);
  return set;
}

Columns columns_in(const ColumnSet& set) {
  Columns columns;
  for (std::size_t column = 0; column < 300; ++column) {
    if (set.test(column)) columns.push_back(column);
  }
  return columns;
}

}  // namespace

TEST_CASE("a set has the columns that were put into it, however many a table has") {
  CHECK(columns_in(ColumnSet()).empty());
  CHECK_FALSE(ColumnSet().any());
  CHECK(columns_in(set_of({0, 5, 62})) == Columns{0, 5, 62});
  CHECK(columns_in(set_of({0, 62, 63, 64, 127, 128, 200})) ==
        Columns{0, 62, 63, 64, 127, 128, 200});
  CHECK(set_of({63}).any());
  CHECK(set_of({1, 200}).any_of({0, 200}));
  CHECK_FALSE(set_of({1, 200}).any_of({0, 63, 199}));
}

TEST_CASE("a set can be filled and cleared") {
  for (const std::size_t count : {0u, 1u, 62u, 63u, 64u, 65u, 128u, 200u}) {
    ColumnSet set = set_of({250});
    set.clear();
    CHECK_FALSE(set.any());
    set.fill(count);
    CHECK(columns_in(set).size() == count);
    CHECK(set.any() == (count != 0));
    CHECK_FALSE(set.test(count));
    ColumnSet wide = set_of({70});
    wide.fill(count);
    CHECK(columns_in(wide) == columns_in(set));
  }
}

TEST_CASE("sets are copied, moved and compared by what is in them") {
  for (const ColumnSet& set : {ColumnSet(), set_of({3}), set_of({3, 62}), set_of({3, 100})}) {
    ColumnSet copy = set;
    CHECK(copy == set);
    copy.set(150);
    CHECK_FALSE(copy == set);
    ColumnSet moved = std::move(copy);
    CHECK_FALSE(copy.any());  // NOLINT: what was moved from is empty
    CHECK(moved.test(150));
    copy = set;
    moved = std::move(copy);
    CHECK(moved == set);
    moved = *&moved;
    CHECK(moved == set);
  }
  ColumnSet wide = set_of({3, 100});
  CHECK_FALSE(wide == set_of({3}));
  wide.clear();
  wide.set(3);
  CHECK(wide == set_of({3}));
}

TEST_CASE("one set takes in another") {
  const auto joined = [](ColumnSet one, const ColumnSet& other) {
    one |= other;
    return columns_in(one);
  };
  CHECK(joined(set_of({1}), set_of({2})) == Columns{1, 2});
  CHECK(joined(set_of({1}), set_of({2, 100})) == Columns{1, 2, 100});
  CHECK(joined(set_of({1, 70}), set_of({2})) == Columns{1, 2, 70});
  CHECK(joined(set_of({1, 70}), set_of({200})) == Columns{1, 70, 200});
}
