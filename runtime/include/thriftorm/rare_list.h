// A list that is nearly always empty: a pointer's size then, and nothing to do when its owner is copied
// or moved.
#pragma once

#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace thriftorm::detail {

template <class T>
class RareList {
 public:
  RareList() = default;
  RareList(const RareList& other)
      : items_(other.items_ == nullptr ? nullptr : new std::vector<T>(*other.items_)) {}
  // What was moved from is empty.
  RareList(RareList&& other) noexcept : items_(std::exchange(other.items_, nullptr)) {}
  RareList& operator=(const RareList& other) {
    if (this != &other) *this = RareList(other);
    return *this;
  }
  RareList& operator=(RareList&& other) noexcept {
    if (this == &other) return *this;
    clear();
    items_ = std::exchange(other.items_, nullptr);
    return *this;
  }
  ~RareList() { clear(); }

  bool empty() const { return items_ == nullptr || items_->empty(); }
  std::size_t size() const { return items_ == nullptr ? 0 : items_->size(); }
  T* begin() { return items_ == nullptr ? nullptr : items_->data(); }
  T* end() { return begin() + size(); }
  const T* begin() const { return items_ == nullptr ? nullptr : items_->data(); }
  const T* end() const { return begin() + size(); }

  void push_back(T item) { items().push_back(std::move(item)); }
  void clear() noexcept {
    if (items_ != nullptr) [[unlikely]]
      drop();
  }
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
    if (items_ == nullptr) items_ = new std::vector<T>();
    return *items_;
  }
  // Out of the way: records are destroyed and moved by the thousand, and have none.
  [[gnu::noinline]] void drop() noexcept { delete std::exchange(items_, nullptr); }

  std::vector<T>* items_ = nullptr;  // owned; null: empty
};

}  // namespace thriftorm::detail
