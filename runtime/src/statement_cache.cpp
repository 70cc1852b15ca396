#include "statement_cache.h"

namespace thriftorm::detail {

driver::Statement& StatementCache::find(std::string_view sql) {
  const auto found = by_text_.find(sql);
  if (found != by_text_.end()) {
    recent_.splice(recent_.begin(), recent_, found->second);
    return *found->second->statement;
  }
  auto statement = connection_.prepare(sql);
  ++prepared_count_;
  if (recent_.size() >= kDynamicStatements) evict();
  recent_.push_front(Entry{std::string(sql), std::move(statement)});
  by_text_.emplace(recent_.front().sql, recent_.begin());
  return *recent_.front().statement;
}

void StatementCache::evict() {
  by_text_.erase(recent_.back().sql);
  recent_.pop_back();
}

driver::Statement& StatementCache::add(const StaticSql& sql) {
  if (2 * (used_slots_ + 1) > slots_.size()) grow();
  find(sql.text());
  by_text_.erase(sql.text());
  kept_.splice(kept_.begin(), recent_, recent_.begin());
  driver::Statement& statement = *kept_.front().statement;
  insert(Slot{sql.text().data(), &statement});
  ++used_slots_;
  return statement;
}

void StatementCache::insert(Slot slot) {
  std::size_t i = slot_of(slot.key);
  while (slots_[i].key != nullptr) i = (i + 1) & (slots_.size() - 1);
  slots_[i] = slot;
}

void StatementCache::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.key != nullptr) insert(slot);
  }
}

}  // namespace thriftorm::detail
