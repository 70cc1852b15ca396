// The iterator of ranges that are read once, as they are walked.
#pragma once

#include <cstddef>
#include <iterator>

namespace thriftorm::detail {

// Of a Range that gives current(), the value that it stands at, and advance(), which moves it on and
// is false at the end.
template <class Range, class Value>
class ReadOnceIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = Value;
  using difference_type = std::ptrdiff_t;
  using pointer = Value*;
  using reference = Value&;

  // The end.
  ReadOnceIterator() = default;
  explicit ReadOnceIterator(Range* range) : range_(range) {}

  Value& operator*() const { return range_->current(); }
  Value* operator->() const { return &**this; }
  ReadOnceIterator& operator++() {
    if (!range_->advance()) range_ = nullptr;
    return *this;
  }
  void operator++(int) { ++*this; }
  bool operator==(const ReadOnceIterator& other) const { return range_ == other.range_; }

 private:
  Range* range_ = nullptr;  // null: the end
};

}  // namespace thriftorm::detail
