// A set of columns of one table, by position.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace thriftorm {

// Sets of the first 63 columns need no allocation, and no more room than a pointer: each record has one,
// and lists of records move all the time.
class ColumnSet {
 public:
  ColumnSet() = default;
  ColumnSet(const ColumnSet& other) : word_(other.word_) {
    if (!is_small()) [[unlikely]]
      own(Words(other.words()));
  }
  // What was moved from is empty.
  ColumnSet(ColumnSet&& other) noexcept : word_(std::exchange(other.word_, kEmpty)) {}
  ColumnSet& operator=(const ColumnSet& other) {
    if (this != &other) *this = ColumnSet(other);
    return *this;
  }
  ColumnSet& operator=(ColumnSet&& other) noexcept {
    if (this == &other) return *this;
    clear();
    word_ = std::exchange(other.word_, kEmpty);
    return *this;
  }
  ~ColumnSet() { clear(); }

  bool test(std::size_t column) const {
    if (is_small()) [[likely]]
      return column < kSmall && (word_ >> (column + 1) & 1) != 0;
    return (word_at(column / 64) >> column % 64 & 1) != 0;
  }
  void set(std::size_t column) {
    if (is_small() && column < kSmall) [[likely]] {
      word_ |= std::uint64_t{2} << column;
      return;
    }
    Words& words = widen(column / 64 + 1);
    words[column / 64] |= std::uint64_t{1} << column % 64;
  }
  // All columns of a table that has so many.
  void fill(std::size_t count) {
    if (is_small() && count <= kSmall) [[likely]] {
      word_ = count == kSmall ? ~std::uint64_t{0} : (std::uint64_t{2} << count) - 1;
      return;
    }
    clear();
    for (std::size_t column = 0; column < count; ++column) set(column);
  }
  void clear() noexcept {
    if (!is_small()) [[unlikely]]
      drop();
    word_ = kEmpty;
  }
  bool any() const {
    if (is_small()) [[likely]]
      return word_ != kEmpty;
    return std::any_of(words().begin(), words().end(),
                       [](std::uint64_t word) { return word != 0; });
  }
  bool contains(const ColumnSet& other) const {
    if (is_small() && other.is_small()) [[likely]]
      return (other.word_ & ~word_) == 0;
    for (std::size_t i = 0; i < other.word_count(); ++i) {
      if ((other.word_at(i) & ~word_at(i)) != 0) return false;
    }
    return true;
  }
  // Whether any of these is in the set.
  bool any_of(std::initializer_list<std::size_t> columns) const {
    return std::any_of(columns.begin(), columns.end(),
                       [this](std::size_t column) { return test(column); });
  }
  ColumnSet& operator|=(const ColumnSet& other) {
    if (is_small() && other.is_small()) [[likely]] {
      word_ |= other.word_;
      return *this;
    }
    Words& words = widen(other.word_count());
    for (std::size_t i = 0; i < other.word_count(); ++i) words[i] |= other.word_at(i);
    return *this;
  }
  bool operator==(const ColumnSet& other) const {
    if (is_small() && other.is_small()) [[likely]]
      return word_ == other.word_;
    for (std::size_t i = 0; i < std::max(word_count(), other.word_count()); ++i) {
      if (word_at(i) != other.word_at(i)) return false;
    }
    return true;
  }

 private:
  using Words = std::vector<std::uint64_t>;  // of 64 columns each
  static constexpr std::size_t kSmall = 63;
  static constexpr std::uint64_t kEmpty = 1;

  bool is_small() const { return (word_ & 1) != 0; }
  Words& words() const { return *reinterpret_cast<Words*>(static_cast<std::uintptr_t>(word_)); }
  std::size_t word_count() const { return is_small() ? 1 : words().size(); }
  std::uint64_t word_at(std::size_t position) const {
    if (is_small()) return position == 0 ? word_ >> 1 : 0;
    return position < words().size() ? words()[position] : 0;
  }
  void own(Words words) {
    word_ = reinterpret_cast<std::uintptr_t>(std::make_unique<Words>(std::move(words)).release());
  }
  // Room for at least so many words.
  [[gnu::noinline]] Words& widen(std::size_t count) {
    if (is_small()) own(Words{word_at(0)});
    if (words().size() < count) words().resize(count);
    return words();
  }
  [[gnu::noinline]] void drop() noexcept { std::unique_ptr<Words>(&words()).reset(); }

  std::uint64_t word_ =
      kEmpty;  // odd: each column's bit, from the second on; else the address of Words
};

}  // namespace thriftorm
