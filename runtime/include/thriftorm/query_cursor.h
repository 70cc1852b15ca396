// Queries whose records are read as they are needed. Included by query.h.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "thriftorm/model.h"
#include "thriftorm/query_state.h"
#include "thriftorm/read_once.h"
#include "thriftorm/relations.h"
#include "thriftorm/session.h"

namespace thriftorm {

// The records of a query one after the other: a range to be read once, in constant memory. The session
// must outlive it.
//
// In the order of their keys, records are read in parts, each with what the query loads beforehand:
// between two of them the session is free for other statements, and writes are seen or not by where
// their keys lie. A query with an order, a limit or an offset of its own is one statement that is read
// as it goes: until its end the session takes no other (UsageError), and nothing can be loaded
// beforehand.
template <class Model>
class QueryCursor {
 public:
  // An input iterator over Model&.
  using iterator = detail::ReadOnceIterator<QueryCursor, Model>;

  // For the runtime.
  QueryCursor(Session& session, detail::QueryState state)
      : session_(&session),
        state_(std::move(state)),
        in_parts_(detail::can_be_read_in_parts(state_)) {}

  // Reads the first records; once.
  iterator begin() {
    if (!in_parts_) run_.emplace(*session_, state_);
    const bool any = in_parts_ ? read_part() : read_row();
    return any ? iterator(this) : iterator();
  }
  // Behind the last record.
  iterator end() { return {}; }

 private:
  friend iterator;
  Model& current() { return part_[position_]; }
  bool advance() {
    if (!in_parts_) return read_row();
    if (++position_ < part_.size()) return true;
    return part_.size() == detail::kPageRows && read_part();
  }
  bool read_part() {
    position_ = 0;
    state_.limit = detail::kPageRows;
    state_.after = last_;
    Query<Model>::read(*session_, state_, part_);
    if (!part_.empty()) last_ = detail::to_key_value(*detail::ModelAccess::key(part_.back()));
    return !part_.empty();
  }
  bool read_row() {
    const Row* row = run_->next();
    if (row == nullptr) return false;
    part_.resize(1);
    detail::ModelAccess::renew(part_.front());
    detail::ModelAccess::load(part_.front(), *row);
    run_->load_joined(part_.front(), *row);
    return true;
  }

  Session* session_;
  detail::QueryState state_;
  bool in_parts_;
  std::optional<detail::SelectRun> run_;
  std::optional<KeyValue> last_;
  std::vector<Model> part_;
  std::size_t position_ = 0;
};

}  // namespace thriftorm
