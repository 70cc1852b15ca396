// A pointer that many may hold, on several threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <utility>

namespace thriftorm::detail {

// What is held derives from this. Copies of it are held by nobody yet.
class HeldCount {
 public:
  HeldCount() = default;
  HeldCount(const HeldCount&) {}
  HeldCount& operator=(const HeldCount&) { return *this; }

 private:
  template <class T>
  friend class Held;
  std::atomic<std::size_t> holders_ = 0;
};

// As std::shared_ptr, with two differences that lists of records need: it has the size of a pointer,
// and is taken many times by one addition.
template <class T>
class Held {
 public:
  Held() = default;
  Held(std::nullptr_t) {}
  // Takes what `new` made.
  explicit Held(T* made) : held_(made) { hold(1); }
  Held(const Held& other) : held_(other.held_) { hold(1); }
  Held(Held&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
  Held& operator=(Held other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  ~Held() {
    if (held_ != nullptr) [[unlikely]]
      let_go();
  }

  T* get() const { return held_; }
  T& operator*() const { return *held_; }
  T* operator->() const { return held_; }
  bool operator==(std::nullptr_t) const { return held_ == nullptr; }

  // Calls give(Held) so many times.
  template <class Give>
  void give(std::size_t times, Give&& give) const {
    hold(times);
    for (std::size_t i = 0; i < times; ++i) {
      Held one;
      one.held_ = held_;
      give(i, std::move(one));
    }
  }

 private:
  void hold(std::size_t more) const {
    if (held_ != nullptr) held_->holders_.fetch_add(more, std::memory_order_relaxed);
  }
  [[gnu::noinline]] void let_go() noexcept {
    if (held_->holders_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete held_;
  }

  T* held_ = nullptr;
};

}  // namespace thriftorm::detail
