// A list that is nearly always empty: a pointer's size then, and nothing to do when its owner is copied
// or moved.
#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace thriftorm::detail {

template <class T>
class RareList {
 public:
  RareList() = default;
  RareList(const RareList& other)
      : items_(other.items_ ? std::make_unique<std::vector<T>>(*other.items_) : nullptr) {}
  RareList(RareList&&) noexcept = default;  // what was moved from is empty
  RareList& operator=(const RareList& other) {
    if (this != &other) *this = RareList(other);
    return *this;
  }
  RareList& operator=(RareList&&) noexcept = default;
  ~RareList() = default;

  bool empty() const { return items_ == nullptr || items_->empty(); }
  std::size_t size() const { return items_ == nullptr ? 0 : items_->size(); }
  T* begin() { return items_ == nullptr ? nullptr : items_->data(); }
  T* end() { return begin() + size(); }
  const T* begin() const { return items_ == nullptr ? nullptr : items_->data(); }
  const T* end() const { return begin() + size(); }
  T& operator[](std::size_t position) { return (*items_)[position]; }
  const T& operator[](std::size_t position) const { return (*items_)[position]; }
  T& back() { return items_->back(); }

  void reserve(std::size_t count) { items().reserve(count); }
  void push_back(T item) { items().push_back(std::move(item)); }
  void pop_back() { items_->pop_back(); }
  // Drops or adds items at the end.
  void resize(std::size_t count) { items().resize(count); }
  void clear() { items_.reset(); }
  template <class Predicate>
  void erase_if(Predicate predicate) {
    if (items_ != nullptr) std::erase_if(*items_, std::move(predicate));
  }
  // Puts another list's items before these.
  void prepend(RareList other) {
    if (other.empty()) return;
    items().insert(items().begin(), std::make_move_iterator(other.begin()),
                   std::make_move_iterator(other.end()));
  }

 private:
  std::vector<T>& items() {
    if (items_ == nullptr) items_ = std::make_unique<std::vector<T>>();
    return *items_;
  }

  std::unique_ptr<std::vector<T>> items_;
};

}  // namespace thriftorm::detail
