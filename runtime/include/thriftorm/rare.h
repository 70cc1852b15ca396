// A value that is nearly always missing: a pointer's size then, and nothing to do when its owner is
// copied, moved or destroyed.
#pragma once

#include <utility>

namespace thriftorm::detail {

template <class T>
class Rare {
 public:
  Rare() = default;
  Rare(const Rare& other) : value_(other.value_ == nullptr ? nullptr : new T(*other.value_)) {}
  // What was moved from is empty.
  Rare(Rare&& other) noexcept : value_(std::exchange(other.value_, nullptr)) {}
  Rare& operator=(const Rare& other) {
    if (this != &other) *this = Rare(other);
    return *this;
  }
  Rare& operator=(Rare&& other) noexcept {
    if (this == &other) return *this;
    clear();
    value_ = std::exchange(other.value_, nullptr);
    return *this;
  }
  ~Rare() { clear(); }

  explicit operator bool() const { return value_ != nullptr; }
  T* operator->() { return value_; }
  const T* operator->() const { return value_; }
  // The value; a new one where it was missing.
  T& make() {
    if (value_ == nullptr) value_ = new T();
    return *value_;
  }
  void clear() noexcept {
    if (value_ != nullptr) [[unlikely]]
      drop();
  }

 private:
  // Out of the way: records are destroyed and moved by the thousand, and have none.
  [[gnu::noinline]] void drop() noexcept { delete std::exchange(value_, nullptr); }

  T* value_ = nullptr;  // owned
};

}  // namespace thriftorm::detail
