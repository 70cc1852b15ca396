// Reaching other records: parents by their key, children one page at a time; giving records to
// others and taking them away. Used by emitted code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "thriftorm/model.h"
#include "thriftorm/read_once.h"
#include "thriftorm/session.h"

namespace thriftorm {

// What a getter does when a key is set and no row has it.
enum class Missing : std::uint8_t {
  kEmpty,  // returns nothing
  kThrow,  // throws RecordNotFound, which names the key's own table and column
};

// What reads a relation's rows: a statement with the owner's key bound, up to its ORDER BY.
struct RelationSql {
  std::string_view select;  // up to the condition on the owner
  std::string_view order;   // of the whole list
  std::string_view key;     // that pages are cut by
};

namespace detail {

inline constexpr std::size_t kPageRows = 256;

// The statement for the whole list.
std::string list_sql(const RelationSql& sql);
// The statement for a page: the first, or the one behind a key, which is bound second.
std::string page_sql(const RelationSql& sql, bool first);

void set_related(Session& session, Record& owner, const RelationInfo& relation,
                 std::span<Record* const> records);

// A record's key; UnsavedRecord if it has none.
template <class Model>
const typename Model::KeyType& required_key(const Model& record, std::string_view action) {
  const auto& key = ModelAccess::key(record);
  if (!key) throw_unsaved(ModelAccess::table<Model>(), action);
  return *key;
}

}  // namespace detail

// Rows of a relation, streamed: a range to be read once. Between two rows the session is free for
// other statements, other cursors among them; leaving the loop early costs what was read.
//
// A row that is inserted or deleted meanwhile is seen or not, by where its key lies; none is seen
// twice. Rows come in the order of their keys. The session must outlive the cursor.
template <class Record, class OwnerKey>
class Cursor {
 public:
  // An input iterator over Record&.
  using iterator = detail::ReadOnceIterator<Cursor, Record>;

  // For emitted code. Without an owner's key there are no rows.
  Cursor(Session& session, const RelationSql& sql, std::optional<OwnerKey> owner)
      : session_(&session), sql_(sql), owner_(std::move(owner)) {}

  // Reads the first page; once.
  iterator begin() {
    if (!owner_) return {};
    load(detail::ModelAccess::template fetch<Record>(*session_, detail::page_sql(sql_, true),
                                                     *owner_));
    return page_.empty() ? iterator() : iterator(this);
  }
  // Behind the last row.
  iterator end() { return {}; }

 private:
  friend iterator;
  Record& current() { return page_[position_]; }
  void load(std::vector<Record> page) {
    page_ = std::move(page);
    position_ = 0;
    if (!page_.empty()) last_key_ = *detail::ModelAccess::key(page_.back());
  }
  bool advance() {
    if (++position_ < page_.size()) return true;
    if (page_.size() < detail::kPageRows) return false;
    load(detail::ModelAccess::template fetch<Record>(*session_, detail::page_sql(sql_, false),
                                                     *owner_, last_key_));
    return !page_.empty();
  }

  Session* session_;
  RelationSql sql_;
  std::optional<OwnerKey> owner_;
  std::vector<Record> page_;
  std::size_t position_ = 0;
  typename Record::KeyType last_key_{};  // of the page's last row as it was read
};

// All rows of a relation; none without an owner's key.
template <class Record, class OwnerKey>
std::vector<Record> find_related(Session& session, const RelationSql& sql,
                                 const std::optional<OwnerKey>& owner) {
  if (!owner) return {};
  return detail::ModelAccess::template fetch<Record>(session, detail::list_sql(sql), *owner);
}

// The record that a key column points to. `table` and `column` are where the key stands.
template <class Parent, class Key>
std::optional<Parent> find_parent(Session& session, const std::optional<Key>& key, Missing missing,
                                  std::string_view table, std::string_view column) {
  if (!key) return std::nullopt;
  std::optional<Parent> parent = Parent::find(session, *key);
  if (!parent && missing == Missing::kThrow) detail::throw_dangling(table, column);
  return parent;
}
template <class Parent, class Key>
std::optional<Parent> find_parent(Session& session, const Key& key, Missing missing,
                                  std::string_view table, std::string_view column) {
  return find_parent<Parent>(session, std::optional<Key>(key), missing, table, column);
}

// Saves a record as one of a stored record's own; one that is already is only saved.
// The three below do all or nothing. Throw UnsavedRecord where a key is missing, RecordNotFound where
// a row is gone, ConstraintViolation (kOwnership) if the record belongs to another.
void add_related(Session& session, Record& owner, const RelationInfo& relation, Record& record);

// Takes a record away from its owner: it is destroyed if the relation owns it, else it names nobody.
void remove_related(Session& session, Record& owner, const RelationInfo& relation, Record& record);

// Saves these records as all that the owner has; others leave as remove_related() has them leave.
template <class Target>
void set_related(Session& session, Record& owner, const RelationInfo& relation,
                 std::vector<Target>& records) {
  std::vector<Record*> pointers;
  for (Target& record : records) pointers.push_back(&record);
  detail::set_related(session, owner, relation, std::span<Record* const>(pointers));
}

}  // namespace thriftorm
