// The prepared statements of one connection.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "thriftorm/driver.h"
#include "thriftorm/session.h"

namespace thriftorm::detail {

// Statements of emitted code are found by the address of their text, in a few nanoseconds, and kept;
// others by their text, and of those the ones used last are kept. A text known both ways is prepared
// once.
class StatementCache {
 public:
  static constexpr std::size_t kDynamicStatements = 256;

  explicit StatementCache(driver::Connection& connection) : connection_(connection), slots_(64) {}

  driver::Statement& find(const StaticSql& sql) {
    const char* key = sql.text().data();
    for (std::size_t i = slot_of(key);; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].key == key) [[likely]]
        return *slots_[i].statement;
      if (slots_[i].key == nullptr) return add(sql);
    }
  }
  driver::Statement& find(std::string_view sql);

  // How many statements have been prepared so far.
  std::uint64_t prepared_count() const { return prepared_count_; }

 private:
  struct Slot {
    const char* key = nullptr;  // null: free
    driver::Statement* statement = nullptr;
  };
  struct Entry {
    std::string sql;
    std::unique_ptr<driver::Statement> statement;
  };
  using Entries = std::list<Entry>;

  std::size_t slot_of(const char* key) const {
    const auto address = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(key));
    return static_cast<std::size_t>((address * 0x9E3779B97F4A7C15u) >> 32) & (slots_.size() - 1);
  }
  driver::Statement& add(const StaticSql& sql);
  void insert(Slot slot);
  void grow();
  void evict();

  driver::Connection& connection_;
  std::vector<Slot> slots_;  // open addressing; a power of two, at most half full
  std::size_t used_slots_ = 0;
  Entries kept_;    // the statements of `slots_`
  Entries recent_;  // the others, the one used last first
  std::unordered_map<std::string_view, Entries::iterator> by_text_;  // of recent_
  std::uint64_t prepared_count_ = 0;
};

}  // namespace thriftorm::detail
