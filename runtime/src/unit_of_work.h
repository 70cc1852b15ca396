// Records on their way into the database, all of them or none: their rows, what was given to them,
// and what they were before. Internal to the runtime.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "keys.h"
#include "thriftorm/record.h"

namespace thriftorm::detail {

// Works in the transaction that is open while it does, if one is. What it did to the records is undone at
// the end of its scope unless it succeeded.
class UnitOfWork {
 public:
  explicit UnitOfWork(Session& session) : session_(session) {}
  UnitOfWork(const UnitOfWork&) = delete;
  UnitOfWork& operator=(const UnitOfWork&) = delete;
  ~UnitOfWork();

  static bool has_queue(const Record& record) {
    record.settle();
    return !record.queued_records().empty();
  }
  static bool is_clean(const Record& record) { return record.stored_ && !record.dirty_.any(); }
  static const TableInfo& table_of(const Record& record) { return record.info(); }
  static std::string key_text_of(const Record& record) { return record.key_text(); }
  // The key; UnsavedRecord if it has none.
  static KeyValue required_key(const Record& record, std::string_view action);

  // Writes what a record has changed, and nothing that was given to it.
  void save_alone(Record& record);
  void insert_alone(Record& record);
  void destroy(Record& record);
  // Saves a record with all that was given to it.
  void save(Record& record);
  void insert(Record& record);

  // The same of many records of one table.
  void save_all(std::span<Record* const> records) {
    saves_queues_ = true;
    reserve(records.size());
    save(records);
  }
  void insert_all(std::span<Record* const> records);
  // Inserts rows, or updates those that have the same value in this column.
  void upsert(std::span<Record* const> records, std::size_t by);

  // What a relation of a stored record gets and loses.
  void add(Record& owner, const RelationInfo& relation, std::span<Record* const> records);
  void replace(Record& owner, const RelationInfo& relation, std::span<Record* const> records);
  void remove(Record& owner, const RelationInfo& relation, Record& record);

  // What the records are now is what they stay, unless a transaction around is rolled back: one of its own
  // has been committed.
  void succeed() noexcept;

 private:
  // A record that was given to another, its owner.
  struct Item {
    Record* record = nullptr;
    Record* owner = nullptr;
    bool creates = false;  // see Queued
  };
  using ItemsByKey = std::map<KeyValue, const Item*>;
  struct Group {
    const RelationInfo* relation = nullptr;
    std::vector<Item> items;        // in the order in which they were given
    std::vector<Record*> replaced;  // owners that keep nothing of what they have
    std::vector<Record*> adopting;  // of those, owners whose row becomes the one item
  };
  struct Touched {
    Record* record = nullptr;
    Held<Before> before;
    bool locked = false;                   // its row was written or read for update
    bool embedded = false;                 // a Thrift object brought it along
    bool adopted = false;                  // it became a row that is there
    bool by_key = false;                   // of its row no more is known than the key
    bool inserted = false;                 // whatever key it has, there is no row yet
    std::size_t given = TableInfo::kNone;  // the column that its owner's key was put into
    std::string_view linked_by{};          // the pivot that gives it to its owner; empty: none
  };

  // Records that were the same, of which each comes once and none is looked up.
  struct Alike {
    Held<Before> before;
    bool versioned = false;        // their table has an optimistic lock
    bool fresh = false;            // no transaction around may still undo anything of them
    std::span<Record* const> all;  // the caller's, where there are no others; else empty
    std::vector<Record*> some;

    std::span<Record* const> records() const { return all.empty() ? some : all; }
  };

  // given.cpp: records with what was given to them, all of one table.
  void save(std::span<Record* const> records);
  void save_parents(std::span<Record* const> records);
  void save_given(std::span<Record* const> records);
  std::vector<Group> groups_of(std::span<Record* const> records, bool parents);
  void replace_rows(const Group& group, Record& owner);
  void replace(Record& owner, const RelationInfo& relation, std::span<Record* const> records,
               Keys leaving);
  void adopt(Record& record, const KeyValue& key);
  void save_each(const std::vector<Item>& items);
  void store(const RelationInfo& relation, const std::vector<Item>& items, const Keys* known);
  void leave(const RelationInfo& relation, const Keys& keys);

  // owned.cpp: whose rows are.
  static bool is_linked(const RelationInfo& relation) {
    return relation.kind == RelationInfo::kLinked;
  }
  static std::vector<Record*> records_of(const std::vector<Item>& items);
  static std::vector<Record*> owners_of(const std::vector<Item>& items);
  void adopt_present(const TableInfo& table, std::span<Record* const> records,
                     const Keys& known = {});
  void check_present(const TableInfo& table, std::span<Record* const> records);
  static Keys keys_in(const ItemsByKey& items);
  static void expect(const RelationInfo& relation, const Item& item, ItemsByKey& items);
  void refer(const RelationInfo& relation, const std::vector<Item>& items, const Keys* known);
  void check_rows(const RelationInfo& relation, const ItemsByKey& items);
  void lock_owners(std::span<Record* const> owners);
  Keys keys_of(const Record& owner, const RelationInfo& relation);
  void check_owned(const Record& owner, const RelationInfo& relation, const Record& record);

  // linked.cpp: the same of rows that a pivot gives to their owners.
  void claim(const RelationInfo& relation, const Item& item);
  Keys find_linked(const RelationInfo& relation, const std::vector<Item>& items, const Keys* known);
  void link(const RelationInfo& relation, const std::vector<Item>& items, Keys linked);

  // links.cpp: rows of association tables.
  void join(const Group& group);

  // rows.cpp: rows of one table.
  void write_rows(std::span<Record* const> records);
  void insert(std::span<Record* const> records);
  void insert_one(Record& record);
  std::size_t insert_many(std::span<Record* const> records);
  // upsert.cpp
  // Whether the rows of records can be found again by a column.
  static void check_findable(std::span<Record* const> records, std::size_t by);
  std::size_t upsert_some(std::span<Record* const> records, std::size_t by);
  void read_back(std::span<Record* const> records, std::size_t by);
  void give_keys(std::span<Record* const> records, std::vector<std::int64_t> keys);
  std::int64_t key_step();
  // Rethrows an error of a statement that was to write these records: all of them, or what is dirty.
  [[noreturn]] void rethrow(const Error& error, std::span<Record* const> records,
                            bool inserted = true);
  void update(Record& record);
  std::uint64_t update_row(Record& record);
  void confirm(const Record& record);

  // unit_of_work.cpp: what the records were.
  void reserve(std::size_t records) {
    touched_.reserve(records);
    positions_.reserve(records);
  }
  void touch(Record& record);
  // Records that have faults are refused, and with this message those that others were given to.
  void touch_alike(std::span<Record* const> records, const char* refusal);
  static void check_plain(const Record& record, const char* refusal);
  Alike& alike_to(Record& record);
  static bool is_like(const Record& record, const Alike& others);
  static bool can_roll_back(const Before& before);
  void take_back(Record& record, const Before& before) noexcept;
  void touch_keys(Record& record);
  bool existed(const Record& record) const;
  bool may_exist(const Record& record);
  Touched& touched(const Record& record) { return touched_[positions_.at(&record)]; }
  const Before& before_of(const Record& record) const {
    return *touched_[positions_.at(&record)].before;
  }

  Session& session_;
  std::vector<Touched> touched_;
  std::vector<Alike> alike_;
  std::unordered_map<const Record*, std::size_t> positions_;  // in touched_
  std::optional<std::int64_t> key_step_;  // of MySQL's generated keys; empty: not read yet
  bool saves_queues_ = false;
  bool succeeded_ = false;
};

inline InsertedColumns inserted_columns(const TableInfo& table) {
  InsertedColumns columns;
  columns.all.fill(table.columns.size());
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    if (table.columns[column].required && column != table.key) columns.required.set(column);
  }
  return columns;
}

// Locks these rows. RecordNotFound if one is not there.
void require_rows(Session& session, const TableInfo& table, const Keys& keys);
// RecordNotFound if a row was looked for and not found.
void require_none(const TableInfo& table, const Keys& missing);

// Inserts rows of links: a key for each of two columns.
using KeyPair = std::pair<KeyValue, KeyValue>;
void insert_pairs(Session& session, std::string_view table, std::string_view first,
                  std::string_view second, std::span<const KeyPair> pairs);

// Destroys rows and what they own as the table's rules say. Throws ConstraintViolation if one is
// still used. In a transaction.
void destroy_rows(Session& session, const TableInfo& table, const Keys& keys);

}  // namespace thriftorm::detail
