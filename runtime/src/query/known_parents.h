// Parents that were read already, while the rows that name them are. Internal to the runtime.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "query/record_access.h"
#include "thriftorm/record.h"
#include "thriftorm/session.h"

namespace thriftorm::detail {

// Parents by their keys. Each key has one place, which it may lose to another: some parents are forgotten,
// and there are never more than a few thousand.
class KnownParents {
 public:
  // The parent whose key stands in this column of the row. Null: it is not known, and whoever reads it
  // puts it here, before the next call.
  std::shared_ptr<Record>& at(const Row& row, int column, bool text_key) {
    return text_key ? at(row.get_text(column)) : at(row.get_int64(column));
  }

 private:
  static constexpr int kFewest = 4;  // as powers of two
  static constexpr int kMost = 12;

  struct Slot {
    std::uint64_t key = 0;  // or its hash, of a text
    std::shared_ptr<Record> parent;
  };

  std::shared_ptr<Record>& at(std::int64_t key) {
    return slot_of(static_cast<std::uint64_t>(key)).parent;
  }
  std::shared_ptr<Record>& at(std::string_view key) {
    std::shared_ptr<Record>& parent = slot_of(std::hash<std::string_view>()(key)).parent;
    if (parent && std::get<std::string>(*RecordAccess::key(*parent)) != key) parent = nullptr;
    return parent;
  }

  Slot& slot_of(std::uint64_t key) {
    if (slots_.empty()) slots_.resize(std::size_t{1} << bits_);
    Slot* slot = &place_of(key);
    if (slot->key == key) return *slot;
    if (slot->parent && ++lost_ > slots_.size() / 4 && bits_ < kMost) {
      grow();
      slot = &place_of(key);
    }
    slot->key = key;
    slot->parent = nullptr;
    return *slot;
  }
  Slot& place_of(std::uint64_t key) { return slots_[(key * 0x9E3779B97F4A7C15u) >> (64 - bits_)]; }
  void grow() {
    std::vector<Slot> old(std::size_t{1} << ++bits_);
    old.swap(slots_);
    for (Slot& slot : old) {
      if (slot.parent) place_of(slot.key) = std::move(slot);
    }
    lost_ = 0;
  }

  int bits_ = kFewest;
  std::vector<Slot> slots_;
  std::size_t lost_ = 0;  // places, since it grew
};

}  // namespace thriftorm::detail
