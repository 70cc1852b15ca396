// Records that were given to others: parents before the row that names them, the others after it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "bounds.h"
#include "errors.h"
#include "key_statements.h"
#include "keys.h"
#include "thriftorm/links.h"
#include "unit_of_work.h"

namespace thriftorm::detail {
namespace {

// Rows that are looked for, and those of them that were not found.
struct Search {
  std::vector<KeyValue> keys;
  Keys missing;

  explicit Search(Keys all) : keys(all.begin(), all.end()), missing(std::move(all)) {}
  void require_all(const TableInfo& table) const {
    if (!missing.empty()) throw_not_found(table, to_text(*missing.begin()));
  }
};

template <class Items>
Search search_for(const Items& items) {
  Keys keys;
  for (const auto& [key, item] : items) keys.insert(key);
  return Search(std::move(keys));
}

// "SELECT … FROM …" of all columns, in order.
std::string select_sql(const TableInfo& table) {
  std::string names;
  for (const ColumnInfo& column : table.columns)
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", column.name);
  return fmt::format("SELECT {} FROM `{}`", names, table.name);
}

bool contains(const std::vector<Record*>& records, const Record* wanted) {
  return std::find(records.begin(), records.end(), wanted) != records.end();
}

bool is_linked(const RelationInfo& relation) { return relation.kind == RelationInfo::kLinked; }

}  // namespace

void UnitOfWork::save(Record& record) {
  Record* const records[] = {&record};
  save(records);
}

void UnitOfWork::insert(Record& record) {
  touch(record);
  touched(record).inserted = true;
  save(record);
}

void UnitOfWork::save(std::span<Record* const> records) {
  for (const Record* record : records) record->check_faults();
  saves_queues_ = true;
  for (Record* record : records) touch(*record);
  save_parents(records);
  write_rows(records);
  save_given(records);
}

// What was given to these records, by relation. A union's row in a pivot is written by the owner that the
// record is given to, if it is.
std::vector<UnitOfWork::Group> UnitOfWork::groups_of(std::span<Record* const> records,
                                                     bool parents) {
  std::vector<Group> groups;
  const auto group_of = [&](const RelationInfo* relation) -> Group& {
    for (Group& group : groups) {
      if (group.relation == relation) return group;
    }
    return groups.emplace_back(Group{relation, {}, {}, {}});
  };
  for (Record* record : records) {
    const std::string_view linked_by = touched(*record).linked_by;
    for (const Queued& queued : record->queue_) {
      if ((queued.relation->kind == RelationInfo::kParent) != parents) continue;
      if (!parents && queued.relation->target().name == linked_by) continue;
      Group& group = group_of(queued.relation);
      if (queued.replaces) group.replaced.push_back(record);
      if (queued.adopts) group.adopting.push_back(record);
      if (queued.record.get() != nullptr) group.items.push_back({queued.record.get(), record});
    }
  }
  return groups;
}

// A record that was given to an owner is the owner's, whatever parent waited to be that.
void UnitOfWork::save_parents(std::span<Record* const> records) {
  for (Group& group : groups_of(records, true)) {
    const std::size_t column = records.front()->info().find_column(group.relation->column);
    std::erase_if(group.items,
                  [&](const Item& item) { return touched(*item.owner).given == column; });
    if (group.items.empty()) continue;
    std::vector<Record*> parents;
    for (const Item& item : group.items) parents.push_back(item.record);
    save(parents);
    for (const Item& item : group.items) {
      touch_keys(*item.owner);
      item.owner->refer(column, item.record->key_value(), false);
    }
  }
}

void UnitOfWork::save_given(std::span<Record* const> records) {
  for (const Group& group : groups_of(records, false)) {
    if (group.relation->kind == RelationInfo::kJoined) {
      join(group);
      continue;
    }
    const auto is_replaced = [&](const Record* owner) {
      return contains(group.replaced, owner) && existed(*owner);
    };
    std::vector<Item> added;
    for (const Item& item : group.items) {
      if (!is_replaced(item.owner)) added.push_back(item);
    }
    lock_owners(added);
    store(*group.relation, added, nullptr);
    for (Record* owner : group.replaced) {
      if (is_replaced(owner)) replace_rows(group, *owner);
    }
  }
}

void UnitOfWork::replace_rows(const Group& group, Record& owner) {
  std::vector<Record*> kept;
  for (const Item& item : group.items) {
    if (item.owner == &owner) kept.push_back(item.record);
  }
  const Keys known = keys_of(owner, *group.relation);
  if (contains(group.adopting, &owner) && !known.empty()) adopt(*kept.front(), *known.begin());
  replace(owner, *group.relation, kept, known);
}

// A record without a key of its own becomes the row that is there.
void UnitOfWork::adopt(Record& record, const KeyValue& key) {
  touch(record);
  if (record.key_value()) return;
  record.set_key_value(key);
  touched(record).adopted = true;
}

// Links are set, not added: those of an association table that were not given go.
void UnitOfWork::join(const Group& group) {
  const RelationInfo& relation = *group.relation;
  const LinkTable table{relation.link, relation.column, relation.target_column,
                        relation.symmetrical};
  std::vector<Record*> records;
  for (const Item& item : group.items) records.push_back(item.record);
  check_present(relation.target(), records);
  save(records);
  std::map<const Record*, LinkTargets> targets;
  for (const Record* owner : group.replaced)
    targets[owner] = LinkTargets{{}, relation.target().text_key};
  for (const Item& item : group.items)
    targets[item.owner].keys.push_back(*item.record->key_value());
  for (const Record* owner : group.replaced)
    set_links(session_, table, *owner->key_value(), targets[owner]);
}

// Rows that others are going to name must be there.
void UnitOfWork::check_present(const TableInfo& table, std::span<Record* const> records) {
  Keys keys;
  for (Record* record : records) {
    touch(*record);
    if (existed(*record)) keys.insert(*record->key_value());
  }
  if (!keys.empty()) require_rows(table, std::move(keys));
}

// Locks these rows, all of which must be there.
void UnitOfWork::require_rows(const TableInfo& table, Keys keys) {
  const std::string sql =
      fmt::format("SELECT `{0}` FROM `{1}` WHERE `{0}` IN ", table.key_name(), table.name);
  Search search(std::move(keys));
  query_with_keys(session_, sql, search.keys, lock_clause(session_),
                  [&](const Row& row) { search.missing.erase(read_key(row, table.text_key)); });
  search.require_all(table);
}

void UnitOfWork::add(Record& owner, const RelationInfo& relation,
                     std::span<Record* const> records) {
  required_key(owner, "add to");
  confirm(owner);
  std::vector<Item> items;
  for (Record* record : records) items.push_back({record, &owner});
  store(relation, items, nullptr);
}

void UnitOfWork::replace(Record& owner, const RelationInfo& relation,
                         std::span<Record* const> records) {
  replace(owner, relation, records, keys_of(owner, relation));
}

void UnitOfWork::replace(Record& owner, const RelationInfo& relation,
                         std::span<Record* const> records, Keys leaving) {
  Keys staying;
  std::vector<Item> items;
  for (Record* record : records) {
    items.push_back({record, &owner});
    touch(*record);
    const std::optional<KeyValue> key = record->key_value();
    if (key && existed(*record) && leaving.erase(*key) != 0) staying.insert(*key);
  }
  leave(relation, leaving);
  store(relation, items, &staying);
}

void UnitOfWork::remove(Record& owner, const RelationInfo& relation, Record& record) {
  const KeyValue key = required_key(record, "remove");
  check_owned(owner, relation, record);
  touch_keys(record);
  leave(relation, {key});
  if (relation.owns) {
    if (record.info().generated_key) record.set_key_value(std::nullopt);
    record.stored_ = false;
  } else if (!is_linked(relation)) {
    record.refer(record.info().find_column(relation.column), std::nullopt, false);
    record.dirty_ = before_of(record).dirty;
    record.set_lock_version(record.lock_version() + 1);
  }
}

// Writes records and makes them their owners'. `known`: those that the owner has in the database,
// locked; null: not read.
void UnitOfWork::store(const RelationInfo& relation, const std::vector<Item>& items,
                       const Keys* known) {
  if (items.empty()) return;
  Keys linked;
  if (is_linked(relation)) {
    for (const Item& item : items) claim(relation, item);
    linked = find_linked(relation, items, known);
  } else {
    refer(relation, items, known);
  }
  std::vector<Record*> records;
  records.reserve(items.size());
  for (const Item& item : items) records.push_back(item.record);
  save(records);
  if (is_linked(relation)) link(relation, items, std::move(linked));
}

// The row of a pivot that waits with a record must name the owner that the record is given to; that
// owner then writes it.
void UnitOfWork::claim(const RelationInfo& relation, const Item& item) {
  touch(*item.record);
  touched(*item.record).linked_by = relation.link;
  for (const Queued& queued : item.record->queue_) {
    Record* link = queued.record.get();
    if (link == nullptr || link->info().name != relation.link) continue;
    touch_keys(*link);
    const std::size_t column = link->info().find_column(relation.column);
    if (!link->refer(column, item.owner->key_value(), true))
      throw_not_owned(relation, item.owner->info(), item.record->info(), item.record->key_text());
  }
}

// A row to be looked at before it is written; refused if it is to become two owners'.
void UnitOfWork::expect(const RelationInfo& relation, const Item& item, ItemsByKey& items) {
  const auto [found, is_new] = items.emplace(*item.record->key_value(), &item);
  if (!is_new && found->second->owner != item.owner)
    throw_not_owned(relation, item.owner->info(), item.record->info(), item.record->key_text());
}

// Puts the owners' keys into records. Refuses those that say that they are another's.
void UnitOfWork::refer(const RelationInfo& relation, const std::vector<Item>& items,
                       const Keys* known) {
  const std::size_t column = relation.target().find_column(relation.column);
  ItemsByKey unsure;
  for (const Item& item : items) {
    Record& record = *item.record;
    touch_keys(record);
    touched(record).given = column;
    if (!record.refer(column, item.owner->key_value(), relation.owns))
      throw_not_owned(relation, item.owner->info(), record.info(), record.key_text());
    if (!existed(record) || (record.dirty_.test(column) && !relation.owns)) continue;
    if (known == nullptr || !known->contains(*record.key_value())) expect(relation, item, unsure);
  }
  check_rows(relation, unsure);
}

// Reads and locks rows that may be another's by now, whatever their records say. Refuses those that
// are owned; others get the key written, unless they have it.
void UnitOfWork::check_rows(const RelationInfo& relation, const ItemsByKey& items) {
  if (items.empty()) return;
  const TableInfo& target = relation.target();
  const std::size_t column = target.find_column(relation.column);
  const std::unique_ptr<Record> stored = items.begin()->second->record->clone_alone();
  const std::string sql = fmt::format("{} WHERE `{}` IN ", select_sql(target), target.key_name());
  Search search = search_for(items);
  query_with_keys(session_, sql, search.keys, lock_clause(session_), [&](const Row& row) {
    stored->read(row);
    stored->mark_written();
    const KeyValue key = *stored->key_value();
    const Item& item = *items.at(key);
    search.missing.erase(key);
    if (!stored->refer(column, item.owner->key_value(), relation.owns))
      throw_not_owned(relation, item.owner->info(), target, to_text(key));
    if (stored->dirty_.test(column)) item.record->mark(column);
  });
  search.require_all(target);
}

void UnitOfWork::link(const RelationInfo& relation, const std::vector<Item>& items, Keys linked) {
  struct Link {
    KeyValue target;
    KeyValue owner;
  };
  std::vector<Link> links;
  links.reserve(items.size());
  for (const Item& item : items) {
    const KeyValue target = *item.record->key_value();
    const bool is_new = !existed(*item.record) || linked.insert(target).second;
    if (is_new) links.push_back({target, *item.owner->key_value()});
  }
  const std::string head = fmt::format("INSERT INTO `{}` (`{}`, `{}`) VALUES ", relation.link,
                                       relation.target_column, relation.column);
  for (std::size_t at = 0; at < links.size(); at += kMaxInsertedRows) {
    const std::size_t end = std::min(links.size(), at + kMaxInsertedRows);
    std::vector<Parameter> parameters;
    parameters.reserve(2 * (end - at));
    for (std::size_t i = at; i < end; ++i) {
      parameters.push_back(to_parameter(links[i].target));
      parameters.push_back(to_parameter(links[i].owner));
    }
    try {
      session_.execute(head + repeated("(?, ?)", parameters.size() / 2),
                       std::span<const Parameter>(parameters));
    } catch (const Error& error) {
      rethrow_for(error, relation.link);
    }
  }
}

// Which of these are linked to their owners already. Refuses those that are another's, or gone.
Keys UnitOfWork::find_linked(const RelationInfo& relation, const std::vector<Item>& items,
                             const Keys* known) {
  Keys linked = known == nullptr ? Keys() : *known;
  ItemsByKey unsure;
  for (const Item& item : items) {
    touch(*item.record);
    const std::optional<KeyValue> key = item.record->key_value();
    if (key && existed(*item.record) && !linked.contains(*key)) expect(relation, item, unsure);
  }
  if (unsure.empty()) return linked;
  const TableInfo& target = relation.target();
  const bool text = items.front().owner->info().text_key;
  const std::string sql = fmt::format(
      "SELECT r.`{0}`, l.`{1}`, l.`{2}` FROM `{3}` r LEFT JOIN `{4}` l ON l.`{1}` = r.`{0}` "
      "WHERE r.`{0}` IN ",
      target.key_name(), relation.target_column, relation.column, target.name, relation.link);
  Search search = search_for(unsure);
  query_with_keys(session_, sql, search.keys, lock_clause(session_), [&](const Row& row) {
    const KeyValue key = read_key(row, target.text_key);
    const Item& item = *unsure.at(key);
    search.missing.erase(key);
    if (row.is_null(1)) return;
    if (row.is_null(2) || read_key(row, text, 2) != *item.owner->key_value())
      throw_not_owned(relation, item.owner->info(), target, to_text(key));
    linked.insert(key);
  });
  search.require_all(target);
  return linked;
}

// Records that are given others: their rows must not go meanwhile. Those that were written are locked.
void UnitOfWork::lock_owners(const std::vector<Item>& items) {
  Keys keys;
  for (const Item& item : items) {
    Touched& owner = touched(*item.owner);
    if (!owner.locked) keys.insert(*item.owner->key_value());
    owner.locked = true;
  }
  if (!keys.empty()) require_rows(items.front().owner->info(), std::move(keys));
}

// What the owner has, read and locked with its own row. On MySQL the step of generated keys comes
// along, which new rows are going to need.
Keys UnitOfWork::keys_of(const Record& owner, const RelationInfo& relation) {
  const TableInfo& table = owner.info();
  const TableInfo& target = relation.target();
  const KeyValue key = required_key(owner, "set the rows of");
  const bool reads_step = session_.dialect() == Dialect::kMysql && !key_step_;
  const std::string sql = fmt::format(
      "SELECT r.`{}`{} FROM `{}` o LEFT JOIN `{}` r ON r.`{}` = o.`{}` WHERE o.`{}` = ?{}",
      is_linked(relation) ? relation.target_column : target.key_name(),
      reads_step ? ", @@auto_increment_increment" : "", table.name,
      is_linked(relation) ? relation.link : target.name, relation.column, table.key_name(),
      table.key_name(), lock_clause(session_));
  const Parameter parameter = to_parameter(key);
  Rows rows = session_.query(sql, std::span<const Parameter>(&parameter, 1));
  Keys keys;
  bool found = false;
  while (const Row* row = rows.next()) {
    found = true;
    if (!row->is_null(0)) keys.insert(read_key(*row, target.text_key));
    if (reads_step) key_step_ = row->get_int64(1);
  }
  if (!found) throw_not_found(table, to_text(key));
  return keys;
}

// Rows that are no longer in the relation.
void UnitOfWork::leave(const RelationInfo& relation, const Keys& keys) {
  if (keys.empty()) return;
  const TableInfo& target = relation.target();
  if (relation.owns) return destroy_rows(session_, target, keys);
  const std::string sql =
      is_linked(relation)
          ? fmt::format("DELETE FROM `{}` WHERE `{}` IN ", relation.link, relation.target_column)
          : fmt::format("UPDATE `{}` SET `{}` = NULL{} WHERE `{}` IN ", target.name,
                        relation.column, version_step(target), target.key_name());
  execute_with_keys(session_, sql, std::vector<KeyValue>(keys.begin(), keys.end()));
}

// Throws unless the row is the owner's in the database; locks what says so.
void UnitOfWork::check_owned(const Record& owner, const RelationInfo& relation,
                             const Record& record) {
  const TableInfo& target = record.info();
  const std::string sql = fmt::format(
      "SELECT `{0}` FROM `{1}` WHERE `{0}` = ? AND `{2}` = ?{3}",
      is_linked(relation) ? relation.target_column : target.key_name(),
      is_linked(relation) ? relation.link : target.name, relation.column, lock_clause(session_));
  const KeyValue key = required_key(record, "remove");
  const KeyValue owner_key = required_key(owner, "remove from");
  const std::array<Parameter, 2> parameters{to_parameter(key), to_parameter(owner_key)};
  if (session_.query(sql, std::span<const Parameter>(parameters)).next() != nullptr) return;
  confirm(record);
  throw_not_owned(relation, owner.info(), target, to_text(key));
}

}  // namespace thriftorm::detail
