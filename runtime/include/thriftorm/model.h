// What every model has: a record of one table, with its key, its dirty columns, and the statements
// that store and load it. Emitted classes derive from it and add their columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "thriftorm/columns.h"
#include "thriftorm/error.h"
#include "thriftorm/member_values.h"
#include "thriftorm/record.h"
#include "thriftorm/session.h"
#include "thriftorm/table.h"

namespace thriftorm {

template <class Model>
class Query;  // in query.h

namespace detail {

struct ModelAccess;

// What Model's functions of the same names do. See there.
void save(Session& session, Record& record, Cascade cascade);
void insert(Session& session, Record& record, Cascade cascade);
void destroy(Session& session, Record& record);
void save_all(Session& session, std::span<Record* const> records);
void insert_all(Session& session, std::span<Record* const> records);
void upsert_all(Session& session, std::span<Record* const> records, std::size_t by);

// Records as what they have in common.
template <class Model>
std::vector<Record*> pointers_to(std::vector<Model>& records) {
  std::vector<Record*> pointers;
  pointers.reserve(records.size());
  for (Model& record : records) pointers.push_back(&record);
  return pointers;
}

[[noreturn]] void throw_unsaved(const TableInfo& table, std::string_view action);
[[noreturn]] void throw_stored_key(const TableInfo& table, std::string record_id);
// A key that is set and that no row has.
[[noreturn]] void throw_dangling(std::string_view table, std::string_view column);
[[noreturn]] void throw_not_found(const TableInfo& table, std::string record_id);
// Rethrows with the record's table and id added.
[[noreturn]] void rethrow_for(const Error& error, const TableInfo& table, std::string record_id);

}  // namespace detail

// A value: copies share nothing. A record that was moved from has no key and is not stored, but may
// keep values: assign another to it before it is used again. Functions that take a Session talk to the
// database, others never.
//
// Derived gives, as private members with this class as a friend, `static const TableInfo& table()`,
// and overrides what Record leaves open.
template <class Derived, class Key>
class Model : public Record {
 public:
  // What the primary key is held as: an integer type or std::string.
  using KeyType = Key;

  // The record with this primary key; empty: there is none.
  static std::optional<Derived> find(Session& session, const Key& key) {
    return find_one(session, *Derived::table().find, key);
  }

  // A query for records of this model: see query.h.
  static Query<Derived> query() { return Query<Derived>(); }

  // Writes what has changed: an INSERT if the record is new, an UPDATE of the dirty columns if it has
  // a key, nothing if it is clean; and the records that were given to it, parents before and the
  // others after it, all of it or nothing. A key that no row has: RecordNotFound. If it throws, the
  // records are as they were.
  Derived& save(Session& session, Cascade cascade = Cascade::kAll) {
    detail::save(session, *this, cascade);
    return self();
  }

  // The same, but always an INSERT of this record, with the key that is set or one that the database
  // makes.
  Derived& insert(Session& session, Cascade cascade = Cascade::kAll) {
    detail::insert(session, *this, cascade);
    return self();
  }

  // As save() of each of them, but all of it or nothing, and new rows many at a time.
  static void save_all(Session& session, std::vector<Derived>& records) {
    detail::save_all(session, detail::pointers_to(records));
  }
  // As insert() of each of them, in the same way.
  static void insert_all(Session& session, std::vector<Derived>& records) {
    detail::insert_all(session, detail::pointers_to(records));
  }
  // Inserts these records, or where a row has the same value in a column that is unique, writes all
  // their columns over that row's; all of it or nothing. The records take the rows' keys. What was
  // given to them is not saved along (UsageError). ConstraintViolation if a record has the same value
  // in another unique column as another row.
  template <class UniqueColumn>
  static void upsert_all(Session& session, std::vector<Derived>& records, const UniqueColumn& by) {
    static_assert(
        UniqueColumn::Via::is_root && std::is_same_v<typename UniqueColumn::RootModel, Derived>,
        "the rows are told apart by a column of their own table");
    detail::upsert_all(session, detail::pointers_to(records), by.position());
  }

  // Reads the row anew; what was changed here, or given to the record, is dropped.
  Derived& reload(Session& session);

  // Deletes the row, and what it owns as the IDL says; a row that is still used is refused
  // (ConstraintViolation), and then all stays as it was. The record keeps its values and is new
  // again: saving it would insert another row.
  void destroy(Session& session) { detail::destroy(session, *this); }

 protected:
  const std::optional<Key>& key() const {
    settle();
    return key_;
  }
  Derived& set_key(std::optional<Key> key) {
    if (is_stored() && key != key_) detail::throw_stored_key(Derived::table(), key_text());
    key_ = std::move(key);
    return self();
  }

  // Sets a column's member. A stored record stays clean if the value is what it was.
  template <class T>
  Derived& assign(std::size_t column, T& member, std::type_identity_t<T> value) {
    settle();
    drop_parent(column);
    if (!is_present(column) || !detail::same_value(member, value)) {
      member = std::move(value);
      mark(column);
    }
    return self();
  }

  // Puts another record's key into a column; the parent that waits for it stays.
  template <class Member>
  bool assign_key(std::size_t column, Member& member, const std::optional<KeyValue>& key) {
    Member value{};
    if constexpr (requires {
                    typename Member::value_type;
                    value.has_value();
                  }) {
      if (key) value = detail::from_key_value<typename Member::value_type>(*key);
    } else {
      if (key) value = detail::from_key_value<Member>(*key);
    }
    if (is_present(column) && member == value) return true;
    drop_loaded_parent(column);
    member = std::move(value);
    mark(column);
    return true;
  }
  // Takes a value out of a column that a key in another excludes; the parent that waits for it stays,
  // in case that key is taken back.
  template <class T>
  void clear_key(std::size_t column, std::optional<T>& member) {
    if (is_present(column) && !member) return;
    drop_loaded_parent(column);
    member.reset();
    mark(column);
  }
  // Whether a column names another record than this one, or will once that is saved.
  template <class Member>
  bool names_other(std::size_t column, const Member& member,
                   const std::optional<KeyValue>& key) const {
    if (has_queued_parent(column)) return true;
    if constexpr (requires {
                    typename Member::value_type;
                    member.has_value();
                  }) {
      return member && (!key || detail::to_key_value(*member) != *key);
    } else {
      return is_present(column) && (!key || detail::to_key_value(member) != *key);
    }
  }

  // Whether a column says already whose this record is, or will once a parent is saved.
  template <class Member>
  bool is_taken(std::size_t column, const Member& member) const {
    return member.has_value() || has_queued_parent(column);
  }

  template <class Target>
  Derived& queue(const RelationInfo& relation, Target record) {
    settle();
    enqueue(relation, std::make_unique<Target>(std::move(record)));
    return self();
  }
  // Of a parent whose key is set already, if it has one.
  template <class Target>
  Derived& queue_parent(const RelationInfo& relation, std::optional<Target> parent) {
    if (parent && parent->is_dirty()) queue(relation, *std::move(parent));
    return self();
  }
  // In place of what the relation has in the database.
  template <class Target>
  Derived& queue_in_place(const RelationInfo& relation, std::optional<Target> record) {
    settle();
    if (record) check_depth(*record);
    enqueue_replacement(relation);
    if (record) enqueue(relation, std::make_unique<Target>(*std::move(record)));
    return self();
  }

  // --- What from_thrift() does with what it is given.

  template <class Set>
  void take_field(std::string_view field, Set&& set) {
    try {
      set();
    } catch (const InvalidData& error) {
      note_fault(field, error);
    }
  }
  void refuse_map_key(std::string_view field, std::string_view key) {
    note_fault(field, InvalidData("a key differs from its value's `" + std::string(key) + "`"));
  }
  // An object inside another one. What stands too deep is a fault of the outermost.
  template <class Target, class Object, class How>
  void take_embedded(std::string_view field, Target& row, const Object& object, How unset) {
    static_cast<Record&>(row).nesting_ = nesting_ + 1;
    try {
      row.from_thrift(object, unset);
    } catch (const InvalidData& error) {
      if (nesting_ > 0) throw;
      note_fault(field, error);
    }
  }
  // An embedded parent is referred to if its row is there, else created. One that has a key is there if
  // the database makes the keys; of others only the database knows.
  template <class Member, class Target>
  void take_parent(const RelationInfo& relation, std::size_t column, Member& member, Target row) {
    const bool has_key = take_key(column, member, row);
    if (!has_key || !static_cast<const Record&>(row).info().generated_key)
      enqueue(relation, std::make_unique<Target>(std::move(row)), true);
  }
  // It is saved either way.
  template <class Member, class Target>
  void take_whole_parent(const RelationInfo& relation, std::size_t column, Member& member,
                         Target row) {
    take_key(column, member, row);
    queue(relation, std::move(row));
  }
  // It is never saved.
  template <class Member>
  void take_parent_key(std::string_view field, std::size_t column, Member& member,
                       const Record& row) {
    if (!take_key(column, member, row))
      note_fault(field, InvalidData("it has no key, and is not saved from here"));
  }
  // A record without a key becomes the row that the relation has, if there is one.
  template <class Target>
  void queue_in_place_of_row(const RelationInfo& relation, Target record) {
    enqueue_replacement(relation, true);
    enqueue(relation, std::make_unique<Target>(std::move(record)));
  }

  template <class... Arguments>
  static std::optional<Derived> find_one(Session& session, const StaticSql& sql,
                                         const Arguments&... arguments) {
    session.note_load(sql);
    Rows rows = session.query(sql, arguments...);
    std::optional<Derived> record;
    if (const Row* row = rows.next()) record.emplace().load(*row);
    return record;
  }
  template <class Sql, class... Arguments>
  static std::vector<Derived> find_all(Session& session, const Sql& sql,
                                       const Arguments&... arguments) {
    Rows rows = session.query(sql, arguments...);
    std::vector<Derived> records;
    while (const Row* row = rows.next()) records.emplace_back().load(*row);
    return records;
  }

 private:
  friend Derived;
  friend struct detail::ModelAccess;
  static const TableInfo& table_of() { return Derived::table(); }
  Model() = default;
  Model(const Model&) = default;
  Model& operator=(const Model&) = default;
  Model(Model&& other) noexcept
      : Record(std::move(other)), key_(std::exchange(other.key_, std::nullopt)) {}
  Model& operator=(Model&& other) noexcept {
    Record::operator=(std::move(other));
    key_ = std::exchange(other.key_, std::nullopt);
    return *this;
  }

  Derived& self() { return static_cast<Derived&>(*this); }

  const TableInfo& info() const final { return Derived::table(); }
  std::unique_ptr<Record> clone() const final {
    return std::make_unique<Derived>(static_cast<const Derived&>(*this));
  }
  std::optional<KeyValue> key_value() const final {
    return key_ ? std::optional<KeyValue>(detail::to_key_value(*key_)) : std::nullopt;
  }
  bool has_key_value(const std::optional<KeyValue>& key) const final {
    return key ? key_ && *key == detail::to_key_value(*key_) : !key_;
  }
  void set_key_value(const std::optional<KeyValue>& key) final {
    key_.reset();
    if (key) key_ = detail::from_key_value<Key>(*key);
  }

  void bind_key(ParameterList& parameters) const final { parameters.add(Parameter(key_)); }

  // A record of which no more is known than its key.
  static Derived known(const Key& key) {
    Derived record;
    record.key_ = key;
    static_cast<Record&>(record).stored_ = true;
    return record;
  }

  // Whether the record has a key; it then stands in this column.
  template <class Member>
  bool take_key(std::size_t column, Member& member, const Record& row) {
    const std::optional<KeyValue> key = row.key_value();
    if (!key) return false;
    drop_parent(column);
    return assign_key(column, member, key);
  }

  void load(const Row& row) {
    try {
      self().Derived::read(row);
    } catch (const Error& error) {
      detail::rethrow_for(error, Derived::table(), key_text());
    }
    mark_loaded();
  }

  std::optional<Key> key_;
};

template <class Derived, class Key>
Derived& Model<Derived, Key>::reload(Session& session) {
  settle();
  if (!key_) detail::throw_unsaved(Derived::table(), "reload");
  std::optional<Derived> fresh = find(session, *key_);
  if (!fresh) detail::throw_not_found(Derived::table(), key_text());
  detail::UndoList undo = std::move(undo_);
  self() = *std::move(fresh);
  undo_ = std::move(undo);
  return self();
}

namespace detail {

// What emitted code and the runtime may do with any model, and nobody else.
struct ModelAccess {
  template <class Model, class... Arguments>
  static std::optional<Model> fetch_one(Session& session, const StaticSql& sql,
                                        const Arguments&... arguments) {
    return Model::find_one(session, sql, arguments...);
  }
  template <class Model, class Sql, class... Arguments>
  static std::vector<Model> fetch(Session& session, const Sql& sql, const Arguments&... arguments) {
    return Model::find_all(session, sql, arguments...);
  }
  template <class Model>
  static const TableInfo& table() {
    return Model::table_of();
  }
  template <class Model>
  static const auto& key(const Model& record) {
    return record.key();
  }
  template <class Model>
  static Model by_key(const typename Model::KeyType& key) {
    return Model::known(key);
  }
  template <class Model>
  static void load(Model& record, const Row& row) {
    record.load(row);
  }
  // Before another row is read over what it holds, whatever was done with that.
  template <class Model>
  static void renew(Model& record) {
    record.renew();
  }
};

}  // namespace detail
}  // namespace thriftorm
