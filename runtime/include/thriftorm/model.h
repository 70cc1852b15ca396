// What every model has: a record of one table, with its key, its dirty columns, and the statements
// that store and load it. Emitted classes derive from it and add their columns.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "thriftorm/columns.h"
#include "thriftorm/error.h"
#include "thriftorm/session.h"

namespace thriftorm {

// What the runtime knows of a column.
struct ColumnInfo {
  std::string_view name;
  bool required = false;         // NOT NULL, with no default, not generated
  std::uint32_t max_length = 0;  // characters of a text, bytes of a binary; 0: no limit
  std::uint32_t max_bytes = 0;   // of either; 0: no limit
};

struct TableInfo;

// What destroying rows of a table does to rows elsewhere.
struct DestroyRule {
  enum Kind : std::uint8_t {
    kDelete,  // rows of `table` whose `column` names a destroyed row are destroyed as well
    kRefuse,  // as long as there is one, nothing is destroyed
    kUnlink,  // their `column` becomes NULL
    kOwned,  // rows that the link `table` joins to a destroyed row are destroyed, and the link's rows
    kUnjoin,  // the link's rows go, what they join stays
  };

  Kind kind;
  std::string_view table;
  std::string_view column;
  std::string_view target_column;  // kOwned: the link's column with the other key
  const TableInfo& (*target)();    // kDelete, kOwned: whose rows are destroyed
};

// What the runtime knows of a table: texts that live as long as the program.
struct TableInfo {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::string_view name;
  std::span<const ColumnInfo> columns;
  std::size_t key = 0;                        // the primary key's position in columns
  bool generated_key = true;                  // the database makes it
  bool text_key = false;                      // a string; else an integer
  std::size_t version = kNone;                // the optimistic lock's column
  const StaticSql* find = nullptr;            // by primary key, all columns
  const StaticSql* insert = nullptr;          // all columns, in order
  const StaticSql* erase = nullptr;           // by primary key
  std::span<const DestroyRule> on_destroy{};  // in the order in which they are followed
};

// A set of columns, by position.
template <std::size_t ColumnCount>
class ColumnSet {
 public:
  bool test(std::size_t column) const { return (words_[column / 64] >> (column % 64) & 1) != 0; }
  void set(std::size_t column) { words_[column / 64] |= std::uint64_t{1} << (column % 64); }
  void fill() {
    for (std::size_t column = 0; column < ColumnCount; ++column) set(column);
  }
  void clear() { words_ = {}; }
  // Whether any of these is in the set.
  bool any_of(std::initializer_list<std::size_t> columns) const {
    return std::any_of(columns.begin(), columns.end(),
                       [this](std::size_t column) { return test(column); });
  }
  bool any() const {
    return std::any_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word != 0; });
  }
  ColumnSet& operator|=(const ColumnSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }

 private:
  std::array<std::uint64_t, (ColumnCount + 63) / 64> words_{};
};

namespace detail {

struct ModelAccess;

// A primary key of any kind.
using KeyValue = std::variant<std::int64_t, std::string>;

// Destroys the row with this key as the table's rules say, all of it or nothing. Throws
// RecordNotFound, and ConstraintViolation if it is still used.
void destroy_row(Session& session, const TableInfo& table, const Parameter& key,
                 const std::string& record_id);

std::string to_text(std::int64_t key);
std::string to_text(const std::string& key);

// "UPDATE … SET … WHERE …" for these columns, with the version's when the table has one.
std::string update_sql(const TableInfo& table, const std::vector<std::size_t>& columns);
// Throws InvalidData unless this column can hold the value: NaN and infinities, text that is not
// UTF-8, and what is too long are refused here on every engine alike.
void check_value(const TableInfo& table, std::size_t column, const Parameter& parameter);

[[noreturn]] void throw_missing_value(const TableInfo& table, std::size_t column);
[[noreturn]] void throw_unsaved(const TableInfo& table, std::string_view action);
[[noreturn]] void throw_stored_key(const TableInfo& table, std::string record_id);
// A key that is set and that no row has.
[[noreturn]] void throw_dangling(std::string_view table, std::string_view column);
[[noreturn]] void throw_not_found(const TableInfo& table, std::string record_id);
// After an UPDATE or DELETE matched no row: StaleRecord if the row is there, else RecordNotFound.
[[noreturn]] void throw_unmatched(Session& session, const TableInfo& table, const Parameter& key,
                                  std::string record_id);
// Rethrows with the record's table and id added.
[[noreturn]] void rethrow_for(const Error& error, const TableInfo& table, std::string record_id);
// Rethrows with the table and the column added.
[[noreturn]] void rethrow_for(const Error& error, const TableInfo& table, std::size_t column);

// Equal to the bit, so that setting -0.0 over 0.0 is a change.
template <class T>
bool same_value(const T& a, const T& b) {
  return a == b;
}
inline bool same_value(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}
inline bool same_value(const std::optional<double>& a, const std::optional<double>& b) {
  return a.has_value() == b.has_value() && (!a || same_value(*a, *b));
}

}  // namespace detail

// A value: copies share nothing, and a record that was moved from is new and unset. Functions that
// take a Session talk to the database, others never.
//
// A record that was saved in a transaction learns of its end when it is next looked at: until then
// const calls write as well, and must not run at the same time as others.
//
// Derived gives, as private members with this class as a friend:
//   static const TableInfo& table();
//   void read(const Row& row);                                        // all columns, in order
//   void bind(std::size_t column, ParameterList& parameters) const;   // the key's own excepted
//   void check(const ColumnSet<ColumnCount>& changed) const;          // the rules of its unions; may be missing
//   void stamp(bool inserting);                                       // created_at, updated_at; may be missing
//   std::int64_t& version_member();                                   // with a version column (or an int32's)
template <class Derived, class Key, std::size_t ColumnCount>
class Model {
 public:
  using KeyType = Key;

  // The record with this primary key; empty: there is none.
  static std::optional<Derived> find(Session& session, const Key& key) {
    return find_one(session, *Derived::table().find, key);
  }

  // Writes what has changed: an INSERT if the record is new, an UPDATE of the dirty columns if it has
  // a key, nothing if it is clean. A key that no row has: RecordNotFound. If it throws, the record is
  // as dirty as it was.
  Derived& save(Session& session) {
    settle();
    const bool exists = stored_ || (Derived::table().generated_key && key_.has_value());
    return exists ? update(session) : insert(session);
  }

  // An INSERT, with the key that is set or one that the database makes.
  Derived& insert(Session& session);

  // Reads the row anew; what was changed here is dropped.
  Derived& reload(Session& session);

  // Deletes the row, and what it owns as the IDL says; a row that is still used is refused
  // (ConstraintViolation), and then all stays as it was. The record keeps its values and is new again: saving it would insert another row.
  void destroy(Session& session);

  // Whether the record came from the database or was saved to it.
  bool is_stored() const {
    settle();
    return stored_;
  }
  // Whether `save` has anything to write for this record.
  bool is_dirty() const {
    settle();
    return !stored_ || dirty_.any();
  }
  // The columns that were changed since the record was loaded or saved; of a new record, those that
  // were set. In the table's order.
  std::vector<std::string_view> dirty_columns() const;

 protected:
  const std::optional<Key>& key() const {
    settle();
    return key_;
  }
  Derived& set_key(std::optional<Key> key);

  // Sets a column's member. A stored record stays clean if the value is what it was.
  template <class T>
  Derived& assign(std::size_t column, T& member, std::type_identity_t<T> value) {
    settle();
    if (!present_.test(column) || !detail::same_value(member, value)) {
      member = std::move(value);
      dirty_.set(column);
      present_.set(column);
    }
    return self();
  }
  // Whether a column was loaded or set.
  bool is_present(std::size_t column) const { return present_.test(column); }

  template <class... Arguments>
  static std::optional<Derived> find_one(Session& session, const StaticSql& sql,
                                         const Arguments&... arguments) {
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
  static const TableInfo& table_info() { return Derived::table(); }
  Model() = default;
  Model(const Model&) = default;
  Model& operator=(const Model&) = default;
  Model(Model&& other) noexcept { take(other); }
  Model& operator=(Model&& other) noexcept {
    take(other);
    return *this;
  }

  // What a record was before a transaction that may still roll back. Values are not in it: they stay
  // as they are, and what was written is dirty again.
  struct Undo {
    std::shared_ptr<const TransactionOutcome> outcome;
    std::optional<Key> key;
    ColumnSet<ColumnCount> dirty;
    ColumnSet<ColumnCount> present;
    bool stored = false;
    std::int64_t version = 0;
  };
  class Attempt;  // a write under way

  Derived& self() { return static_cast<Derived&>(*this); }
  const Derived& self() const { return static_cast<const Derived&>(*this); }
  std::string key_text() const { return key_ ? detail::to_text(*key_) : std::string(); }

  Derived& update(Session& session);
  void load(const Row& row);
  void bind_column(std::size_t column, ParameterList& parameters) const;
  void take(Model& other) noexcept;
  void insert_row(Session& session);
  void update_row(Session& session);
  void confirm(Session& session);
  void remember(Undo before) noexcept;
  // Takes back what a transaction that has rolled back since had done to this record.
  void settle() const {
    if (!undo_.empty()) [[unlikely]]
      settle_undo();
  }
  void settle_undo() const;

  mutable std::optional<Key> key_;
  mutable ColumnSet<ColumnCount> dirty_;    // changed since it was loaded or saved
  mutable ColumnSet<ColumnCount> present_;  // have a value: loaded or set
  mutable bool stored_ = false;
  mutable std::vector<Undo> undo_;  // innermost last
};

namespace detail {

// What emitted code and the runtime may do with any model, and nobody else.
struct ModelAccess {
  template <class Record, class... Arguments>
  static std::optional<Record> fetch_one(Session& session, const StaticSql& sql,
                                         const Arguments&... arguments) {
    return Record::find_one(session, sql, arguments...);
  }
  template <class Record, class Sql, class... Arguments>
  static std::vector<Record> fetch(Session& session, const Sql& sql,
                                   const Arguments&... arguments) {
    return Record::find_all(session, sql, arguments...);
  }
  template <class Record>
  static const TableInfo& table() {
    return Record::table_info();
  }
  template <class Record>
  static const auto& key(const Record& record) {
    return record.key();
  }
};

}  // namespace detail
}  // namespace thriftorm

#include "thriftorm/model_impl.h"
