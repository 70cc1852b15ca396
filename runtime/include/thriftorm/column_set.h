// A set of columns of one table, by position.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>

#include "thriftorm/rare_list.h"

namespace thriftorm {

// Tables of up to 64 columns need no allocation.
class ColumnSet {
 public:
  ColumnSet() = default;
  ColumnSet(const ColumnSet&) = default;
  ColumnSet& operator=(const ColumnSet&) = default;
  // What was moved from is empty.
  ColumnSet(ColumnSet&& other) noexcept
      : low_(std::exchange(other.low_, 0)), high_(std::move(other.high_)) {}
  ColumnSet& operator=(ColumnSet&& other) noexcept {
    low_ = std::exchange(other.low_, 0);
    high_ = std::move(other.high_);
    return *this;
  }

  bool test(std::size_t column) const {
    if (column < 64) return (low_ >> column & 1) != 0;
    const std::size_t word = column / 64 - 1;
    return word < high_.size() && (high_[word] >> column % 64 & 1) != 0;
  }
  void set(std::size_t column) {
    if (column < 64) {
      low_ |= std::uint64_t{1} << column;
      return;
    }
    if (high_.size() < column / 64) high_.resize(column / 64);
    high_[column / 64 - 1] |= std::uint64_t{1} << column % 64;
  }
  // All columns of a table that has so many.
  void fill(std::size_t count) {
    low_ = count < 64 ? (std::uint64_t{1} << count) - 1 : ~std::uint64_t{0};
    for (std::size_t column = 64; column < count; ++column) set(column);
  }
  void clear() {
    low_ = 0;
    high_.clear();
  }
  bool any() const {
    return low_ != 0 ||
           std::any_of(high_.begin(), high_.end(), [](std::uint64_t word) { return word != 0; });
  }
  // Whether any of these is in the set.
  bool any_of(std::initializer_list<std::size_t> columns) const {
    return std::any_of(columns.begin(), columns.end(),
                       [this](std::size_t column) { return test(column); });
  }
  ColumnSet& operator|=(const ColumnSet& other) {
    low_ |= other.low_;
    if (high_.size() < other.high_.size()) high_.resize(other.high_.size());
    for (std::size_t i = 0; i < other.high_.size(); ++i) high_[i] |= other.high_[i];
    return *this;
  }

 private:
  std::uint64_t low_ = 0;
  detail::RareList<std::uint64_t> high_;  // columns from 64 on
};

}  // namespace thriftorm
