// What a record holds beside its columns: what was loaded with it, what waits to be saved with it, and
// what it was before a transaction that may still roll back. Included by record.h.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "thriftorm/column_set.h"
#include "thriftorm/held.h"
#include "thriftorm/session.h"
#include "thriftorm/table.h"

namespace thriftorm {

class Record;

namespace detail {

class LoadedRows;

// What queries have loaded with a record, relation by relation: a list, since there are few.
class LoadedList {
 public:
  LoadedList() = default;
  LoadedList(const LoadedList& other) : first_(other.first_ == nullptr ? nullptr : copy(other)) {}
  LoadedList(LoadedList&& other) noexcept : first_(std::exchange(other.first_, nullptr)) {}
  LoadedList& operator=(LoadedList other) noexcept {
    std::swap(first_, other.first_);
    return *this;
  }
  ~LoadedList() {
    if (first_ != nullptr) [[unlikely]]
      clear();
  }

  bool empty() const { return first_ == nullptr; }
  LoadedRows* first() const { return first_; }
  // Null: the relation is not loaded.
  LoadedRows* find(const RelationInfo& relation) const;
  // In place of what the relation had.
  LoadedRows& put(std::unique_ptr<LoadedRows> rows);
  // Forgets the parents whose keys stand in this column.
  void drop_parents(std::string_view column);
  // Takes over copies of what another record has. That record may be one of those that are held here:
  // then they are kept, in no relation, until this is called again.
  void assign(const Record& record, const LoadedList& other);

 private:
  static LoadedRows* copy(const LoadedList& other);
  bool holds(const Record& record) const;
  void clear() noexcept;

  LoadedRows* first_ = nullptr;
};

// A record of any kind, held as a value: a copy copies it.
class RecordBox {
 public:
  RecordBox() = default;
  explicit RecordBox(std::unique_ptr<Record> record);
  RecordBox(const RecordBox& other);
  RecordBox& operator=(const RecordBox& other);
  RecordBox(RecordBox&& other) noexcept;
  RecordBox& operator=(RecordBox&& other) noexcept;
  ~RecordBox();

  Record* get() const { return record_.get(); }

 private:
  std::unique_ptr<Record> record_;
};

// A record that waits to be saved with the one that it was given to.
struct Queued {
  const RelationInfo* relation = nullptr;
  RecordBox record;       // empty: only `replaces`
  bool replaces = false;  // the relation's rows in the database go, the records behind this stay
  bool adopts = false;    // the row stays, as the one record behind this
  bool embedded = false;  // a Thrift object brought it along
  bool creates = false;   // a parent's row is created, and left alone if it is there
};

// A value that was refused.
struct Fault {
  std::string field;
  std::string message;
};

// What few records have.
struct Extras {
  std::vector<Queued> queue;
  std::optional<Fault> fault;  // the first
  ColumnSet written;  // of a record that is not whole: columns that were, also where they are dirty
};

// What a record was before a write. Values are not in it: they stay as they are, and what was written
// is dirty again.
struct Before : HeldCount {
  std::shared_ptr<const TransactionOutcome> outcome;  // null: no transaction
  std::optional<KeyValue> key;
  ColumnSet dirty;
  ColumnSet written;
  bool whole = false;
  bool stored = false;
  std::int64_t version = 0;
  std::shared_ptr<const Record> keys;  // holds its foreign keys, where the write set some
  std::vector<Queued> queue;           // what was saved with it
  bool shared = false;                 // with records that were the same: it is not changed
  Held<Before> around;  // of the transaction or savepoint around; not of a shared one
};

// What a record was before the writes of transactions that may still roll back, the innermost first.
class UndoList {
 public:
  UndoList() = default;
  UndoList(const UndoList& other) {
    if (!other.empty()) [[unlikely]]
      copy(other);
  }
  UndoList(UndoList&&) noexcept = default;  // what was moved from is empty
  UndoList& operator=(const UndoList& other) {
    if (this != &other) *this = UndoList(other);
    return *this;
  }
  UndoList& operator=(UndoList&&) noexcept = default;
  bool empty() const { return first_ == nullptr; }
  Before& front() { return *first_; }
  void push_front(Held<Before> before) noexcept {
    if (!empty()) before->around = std::move(first_);
    first_ = std::move(before);
  }
  Held<Before> pop_front() noexcept;
  // Copies what is shared with other records, so that it can be changed.
  void own();

 private:
  void copy(const UndoList& other);

  Held<Before> first_;
};

}  // namespace detail
}  // namespace thriftorm
