// What every model has whatever its columns: whether it is stored, what was changed, which records
// wait to be saved with it, and how all that was before a transaction that may still roll back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "thriftorm/column_set.h"
#include "thriftorm/columns.h"
#include "thriftorm/error.h"
#include "thriftorm/rare.h"
#include "thriftorm/record_parts.h"
#include "thriftorm/session.h"
#include "thriftorm/table.h"

namespace thriftorm {

// What `save` does for the records that were given to this one.
enum class Cascade : std::uint8_t {
  kAll,   // saves them in the same transaction
  kNone,  // leaves them waiting, and saves the record alone
};

namespace detail {

class UnitOfWork;
struct RecordAccess;

// The columns of a row to be inserted, and those of them that must have been given a value.
struct InsertedColumns {
  ColumnSet all;
  ColumnSet required;
};

}  // namespace detail

// The part of a model that knows nothing of its columns' types; emitted classes override the rest.
//
// A record that was saved in a transaction learns of its end when it is next looked at: until then
// const calls write as well, and must not run at the same time as others.
class Record {
 public:
  virtual ~Record() = default;

  // Whether the record came from the database or was saved to it.
  bool is_stored() const {
    settle();
    return stored_;
  }
  // Whether `save` has anything to write, for this record or for those that were given to it, or to
  // refuse.
  bool is_dirty() const {
    settle();
    return !stored_ || dirty_.any() || (extras_ && (!extras_->queue.empty() || extras_->fault));
  }
  // The columns that were changed since the record was loaded or saved; of a new record, those that
  // were set. In the table's order.
  std::vector<std::string_view> dirty_columns() const;

 protected:
  Record() = default;
  Record(const Record&) = default;
  // What was loaded with this record may hold the other one, whose values are copied after this.
  Record& operator=(const Record& other) {
    if (this == &other) return *this;
    dirty_ = other.dirty_;
    stored_ = other.stored_;
    whole_ = other.whole_;
    extras_ = other.extras_;
    undo_ = other.undo_;
    if (!loaded_.empty() || !other.loaded_.empty()) [[unlikely]]
      loaded_.assign(other, other.loaded_);
    return *this;
  }
  // Lists of records move all the time: nothing is made that is thrown away at once.
  Record(Record&& other) noexcept
      : dirty_(std::move(other.dirty_)),
        stored_(std::exchange(other.stored_, false)),
        whole_(std::exchange(other.whole_, false)),
        extras_(std::move(other.extras_)),
        undo_(std::move(other.undo_)),
        loaded_(std::move(other.loaded_)) {}
  Record& operator=(Record&& other) noexcept {
    if (this == &other) return *this;
    dirty_ = std::move(other.dirty_);
    stored_ = std::exchange(other.stored_, false);
    whole_ = std::exchange(other.whole_, false);
    extras_ = std::move(other.extras_);
    undo_ = std::move(other.undo_);
    loaded_ = std::move(other.loaded_);
    return *this;
  }

  // Whether a column was loaded or set.
  bool is_present(std::size_t column) const {
    return whole_ || dirty_.test(column) || (extras_ && extras_->written.test(column));
  }
  // Notes that a column has another value than the database.
  void mark(std::size_t column) { dirty_.set(column); }
  // After all columns were read.
  void mark_loaded() {
    whole_ = true;
    stored_ = true;
  }

  // Forgets what is no column's value, so that another row can be read over those.
  void renew() {
    dirty_.clear();
    nesting_ = 0;
    extras_.clear();
    undo_ = {};
    loaded_ = {};
  }

  // Takes back what a transaction that has rolled back since had done to this record.
  void settle() const {
    if (!undo_.empty()) [[unlikely]]
      const_cast<Record*>(this)->settle_undo();
  }
  // Forgets a parent that was loaded, or that waits to be saved and to have its key put into this column.
  void drop_parent(std::size_t column) {
    if (extras_ || !loaded_.empty()) [[unlikely]]
      drop_known_parent(column);
  }
  // Forgets a parent that was loaded by the key that stood in this column.
  void drop_loaded_parent(std::size_t column) {
    if (!loaded_.empty()) [[unlikely]]
      loaded_.drop_parents(info().columns[column].name);
  }
  bool has_queued_parent(std::size_t column) const;

  // Throws InvalidData if records wait for this one more levels deep than any cascade goes.
  void check_depth(const Record& record) const;
  // Gives the record another one, to be saved with it. A parent takes the place of an earlier one.
  // Throws as check_depth() does; where a Thrift object brings the record along, that is a fault.
  // A parent whose row this only `creates` is referred to as it is if it is there.
  void enqueue(const RelationInfo& relation, std::unique_ptr<Record> record, bool creates = false);
  // What the relation has in the database will be replaced by what is queued from now on; where that
  // `adopts`, a record without a key takes the place of the row that is there.
  void enqueue_replacement(const RelationInfo& relation, bool adopts = false);

  // The key as text; empty: it has none.
  std::string key_text() const;

  // A value that cannot be stored; `save` throws the first of them, until another object is taken over.
  void note_fault(std::string_view field, const InvalidData& error);

  // While a Thrift object is taken over. What an earlier one could not store is forgotten, and if this
  // one `clears`, what it brought along as well. Throws InvalidData where objects stand inside each
  // other over more levels than any cascade goes: they may be a circle.
  class Taking {
   public:
    Taking(Record& record, bool clears);
    Taking(const Taking&) = delete;
    Taking& operator=(const Taking&) = delete;
    ~Taking() { record_.taking_ = false; }

   private:
    Record& record_;
  };

 private:
  friend class detail::UnitOfWork;
  friend class detail::RecordBox;
  friend struct detail::RecordAccess;
  template <class Derived, class Key>
  friend class Model;

  virtual const TableInfo& info() const = 0;
  virtual std::unique_ptr<Record> clone() const = 0;
  virtual std::optional<KeyValue> key_value() const = 0;
  virtual bool has_key_value(const std::optional<KeyValue>& key) const = 0;
  virtual void set_key_value(const std::optional<KeyValue>& key) = 0;
  // Adds the key's value, by reference.
  virtual void bind_key(ParameterList& parameters) const = 0;

  // Reads all columns, in order.
  virtual void read(const Row& row) = 0;
  // Adds a column's value; the key's own excepted.
  virtual void bind(std::size_t column, ParameterList& parameters) const = 0;
  // Throws unless the rules of the record's unions hold, where one of these columns is concerned.
  virtual void check(const ColumnSet& /*changed*/) const {}
  // Sets created_at and updated_at.
  virtual void stamp(bool /*inserting*/) {}
  // The optimistic lock's count.
  virtual std::int64_t lock_version() const { return 0; }
  virtual void set_lock_version(std::int64_t /*version*/) {}
  // Makes a foreign key name another record, or none. False: `exclusive`, and it names one already.
  virtual bool refer(std::size_t /*column*/, const std::optional<KeyValue>& /*key*/,
                     bool /*exclusive*/) {
    return false;
  }
  // Whether the columns are variants of one union: a key in one leaves none in the other.
  virtual bool excludes(std::size_t /*column*/, std::size_t /*other*/) const { return false; }
  // Takes the foreign keys of another record of this kind, apart from those in `kept`.
  virtual void restore_keys(const Record& /*from*/, const ColumnSet& /*kept*/) {}

  std::span<const detail::Queued> queued_records() const {
    if (!extras_) return {};
    return extras_->queue;
  }
  // What waits for the record, which forgets it.
  std::vector<detail::Queued> take_queue() noexcept {
    if (!extras_) return {};
    std::vector<detail::Queued> queue = std::move(extras_->queue);
    if (!extras_->fault && !extras_->written.any()) extras_.clear();
    else extras_->queue.clear();
    return queue;
  }
  // See Extras.
  ColumnSet written_columns() const { return extras_ ? extras_->written : ColumnSet(); }
  void restore_written(const ColumnSet& columns) {
    if (extras_ || columns.any()) extras_.make().written = columns;
  }

  detail::Held<detail::Before> before(const Session& session);
  void remember(detail::Held<detail::Before> before) noexcept {
    if (undo_.empty()) undo_.push_front(std::move(before));
    else remember_behind(std::move(before));
  }
  void remember_behind(detail::Held<detail::Before> before) noexcept;
  void settle_undo();
  void undo(const detail::Before& before);
  void drop_known_parent(std::size_t column);
  void drop_queued_parent(std::size_t column);
  // Puts what waited earlier before what waits since, unless that, or a column that was changed since,
  // has taken its place.
  void put_before(std::vector<detail::Queued> earlier, std::vector<detail::Queued>& later,
                  const ColumnSet& changed) const;
  void merge(detail::Before& older, detail::Before newer);
  // A copy that nothing waits for and that nothing can undo.
  std::unique_ptr<Record> clone_alone();
  int queue_depth() const;
  // Throws the fault that was noted, with this record's table and key.
  void check_faults() const;
  // Adds a column's value, or throws InvalidData if the column cannot hold it.
  void bind_column(const TableInfo& table, std::size_t column, ParameterList& parameters) const;
  // Throws unless an INSERT of all columns has what it needs.
  void check_complete(const TableInfo& table, const detail::InsertedColumns& columns) const;
  void check_missing(const TableInfo& table, const detail::InsertedColumns& columns) const;
  bool is_known_by_key() const {
    return stored_ && !whole_ && !dirty_.any() && !written_columns().any();
  }
  // After a write of all columns.
  void mark_written() {
    dirty_.clear();
    mark_loaded();
  }
  // After a write of the dirty ones, which were noted before it.
  void mark_updated() {
    dirty_.clear();
    stored_ = true;
  }
  // What is dirty has a value, also when it no longer is.
  void note_written() {
    if (!whole_ && dirty_.any()) extras_.make().written |= dirty_;
  }

  ColumnSet dirty_;  // changed since it was loaded or saved
  bool stored_ = false;
  bool whole_ = false;  // all columns were loaded or saved
  bool taking_ = false;
  int nesting_ = 0;  // of what a Thrift object embeds: how many objects stand around it
  detail::Rare<detail::Extras> extras_;
  detail::UndoList undo_;
  detail::LoadedList loaded_;
};

inline detail::RecordBox::RecordBox(std::unique_ptr<Record> record) : record_(std::move(record)) {}
inline detail::RecordBox::RecordBox(RecordBox&& other) noexcept = default;
inline detail::RecordBox& detail::RecordBox::operator=(RecordBox&& other) noexcept = default;
inline detail::RecordBox::~RecordBox() = default;

}  // namespace thriftorm
