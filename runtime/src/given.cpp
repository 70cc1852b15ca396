// Records that were given to others: parents before the row that names them, the others after it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "bounds.h"
#include "errors.h"
#include "keys.h"
#include "thriftorm/model.h"
#include "unit_of_work.h"

namespace thriftorm::detail {
namespace {

template <class Work>
void for_chunks(const Keys& keys, Work&& work) {
  std::vector<Parameter> all;
  for (const KeyValue& key : keys) all.push_back(to_parameter(key));
  for (std::size_t at = 0; at < all.size(); at += kMaxKeys)
    work(std::span<const Parameter>(all).subspan(at, std::min(kMaxKeys, all.size() - at)));
}

bool is_linked(const RelationInfo& relation) { return relation.kind == RelationInfo::kLinked; }

}  // namespace

void UnitOfWork::save(Record& record) {
  Record* const records[] = {&record};
  save(records);
}

void UnitOfWork::save(std::span<Record* const> records) {
  saves_queues_ = true;
  for (Record* record : records) touch(*record);
  save_parents(records);
  write_rows(records);
  save_given(records);
}

// What was given to these records, by relation.
std::vector<UnitOfWork::Group> UnitOfWork::groups_of(std::span<Record* const> records,
                                                     bool parents) {
  std::vector<Group> groups;
  const auto group_of = [&](const RelationInfo* relation) -> Group& {
    for (Group& group : groups) {
      if (group.relation == relation) return group;
    }
    return groups.emplace_back(Group{relation, {}, {}});
  };
  for (Record* record : records) {
    for (const Queued& queued : record->queue_) {
      if ((queued.relation->kind == RelationInfo::kParent) != parents) continue;
      Group& group = group_of(queued.relation);
      if (queued.replaces) group.replaced.push_back(record);
      if (queued.record.get() != nullptr) group.items.push_back({queued.record.get(), record});
    }
  }
  return groups;
}

void UnitOfWork::save_parents(std::span<Record* const> records) {
  for (const Group& group : groups_of(records, true)) {
    std::vector<Record*> parents;
    for (const Item& item : group.items) parents.push_back(item.record);
    save(parents);
    for (const Item& item : group.items) {
      touch_keys(*item.owner);
      item.owner->refer(item.owner->info().find_column(group.relation->column),
                        item.record->key_value(), false);
    }
  }
}

void UnitOfWork::save_given(std::span<Record* const> records) {
  for (const Group& group : groups_of(records, false)) {
    const auto is_replaced = [&](const Record* owner) {
      return std::find(group.replaced.begin(), group.replaced.end(), owner) !=
                 group.replaced.end() &&
             existed(*owner);
    };
    std::vector<Item> added;
    for (const Item& item : group.items) {
      if (!is_replaced(item.owner)) added.push_back(item);
    }
    for (const Item& item : added) lock_once(*item.owner);
    store(*group.relation, added, nullptr);
    for (Record* owner : group.replaced) {
      if (!is_replaced(owner)) continue;
      std::vector<Record*> kept;
      for (const Item& item : group.items) {
        if (item.owner == owner) kept.push_back(item.record);
      }
      replace(*owner, *group.relation, kept);
    }
  }
}

void UnitOfWork::add(Record& owner, const RelationInfo& relation,
                     std::span<Record* const> records) {
  lock(owner);
  std::vector<Item> items;
  for (Record* record : records) items.push_back({record, &owner});
  store(relation, items, nullptr);
}

void UnitOfWork::replace(Record& owner, const RelationInfo& relation,
                         std::span<Record* const> records) {
  const Keys known = keys_of(owner, relation);
  Keys leaving = known;
  std::vector<Item> items;
  for (Record* record : records) {
    items.push_back({record, &owner});
    record->settle();
    if (const std::optional<KeyValue> key = record->key_value()) leaving.erase(*key);
  }
  leave(relation, leaving);
  store(relation, items, &known);
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

// Writes records and makes them their owners'. `known`: what the owner has in the database, locked;
// null: not read.
void UnitOfWork::store(const RelationInfo& relation, const std::vector<Item>& items,
                       const Keys* known) {
  if (items.empty()) return;
  Keys linked;
  if (is_linked(relation)) {
    linked = find_linked(relation, items, known);
  } else {
    for (const Item& item : items) refer(relation, item, known);
  }
  std::vector<Record*> records;
  for (const Item& item : items) records.push_back(item.record);
  save(records);
  if (is_linked(relation)) link(relation, items, std::move(linked));
}

// Puts the owner's key into a record. Refuses one that says that it is another's; one that says that
// it is this owner's, and is not, gets the key written again, or is refused as well.
void UnitOfWork::refer(const RelationInfo& relation, const Item& item, const Keys* known) {
  Record& record = *item.record;
  touch_keys(record);
  const std::size_t column = record.info().find_column(relation.column);
  const bool was_dirty = record.dirty_.test(column);
  const KeyValue owner = *item.owner->key_value();
  if (!record.refer(column, owner, relation.owns))
    throw_not_owned(relation, item.owner->info(), record.info(), record.key_text());
  const bool unchanged = existed(record) && !was_dirty && !record.dirty_.test(column);
  if (!unchanged) return;
  if (known == nullptr) check_owned(*item.owner, relation, record);
  else if (!known->contains(*record.key_value()))
    throw_not_owned(relation, item.owner->info(), record.info(), record.key_text());
}

void UnitOfWork::link(const RelationInfo& relation, const std::vector<Item>& items, Keys linked) {
  struct Link {
    KeyValue target;
    KeyValue owner;
  };
  std::vector<Link> links;
  for (const Item& item : items) {
    const KeyValue target = *item.record->key_value();
    if (linked.insert(target).second) links.push_back({target, *item.owner->key_value()});
  }
  const std::string head = fmt::format("INSERT INTO `{}` (`{}`, `{}`) VALUES ", relation.link,
                                       relation.target_column, relation.column);
  for (std::size_t at = 0; at < links.size(); at += kMaxInsertedRows) {
    std::vector<Parameter> parameters;
    for (std::size_t i = at; i < std::min(links.size(), at + kMaxInsertedRows); ++i) {
      parameters.push_back(to_parameter(links[i].target));
      parameters.push_back(to_parameter(links[i].owner));
    }
    session_.execute(head + repeated("(?, ?)", parameters.size() / 2),
                     std::span<const Parameter>(parameters));
  }
}

// Which of these are linked to their owners already. Refuses those that are another's, or gone.
Keys UnitOfWork::find_linked(const RelationInfo& relation, const std::vector<Item>& items,
                             const Keys* known) {
  Keys linked = known == nullptr ? Keys() : *known;
  std::map<KeyValue, const Item*> unsure;
  for (const Item& item : items) {
    item.record->settle();
    const std::optional<KeyValue> key = item.record->key_value();
    touch(*item.record);
    if (key && existed(*item.record) && !linked.contains(*key)) unsure.emplace(*key, &item);
  }
  if (unsure.empty()) return linked;
  const TableInfo& target = relation.target();
  const bool text = items.front().owner->info().text_key;
  const std::string sql = fmt::format(
      "SELECT r.`{0}`, l.`{1}`, l.`{2}` FROM `{3}` r LEFT JOIN `{4}` l ON l.`{1}` = r.`{0}` "
      "WHERE r.`{0}` IN ",
      target.key_name(), relation.target_column, relation.column, target.name, relation.link);
  Keys keys;
  for (const auto& [key, item] : unsure) keys.insert(key);
  for_chunks(keys, [&](std::span<const Parameter> chunk) {
    Rows rows = session_.query(
        sql + "(" + repeated("?", chunk.size()) + ")" + std::string(lock_clause(session_)), chunk);
    while (const Row* row = rows.next()) {
      const KeyValue key = read_key(*row, target.text_key);
      const Item& item = *unsure.at(key);
      if (row->is_null(1)) {
        keys.erase(key);
      } else if (!row->is_null(2) && read_key(*row, text, 2) == *item.owner->key_value()) {
        linked.insert(key);
        keys.erase(key);
      } else {
        throw_not_owned(relation, item.owner->info(), target, to_text(key));
      }
    }
  });
  if (!keys.empty()) throw_not_found(target, to_text(*keys.begin()));
  return linked;
}

void UnitOfWork::lock(const Record& owner) {
  required_key(owner, "add to");
  confirm(owner);
}

// Of a record that is saved: its row may have been written, and then it is locked.
void UnitOfWork::lock_once(const Record& owner) {
  Touched& touched = touched_[positions_.at(&owner)];
  if (!touched.locked) confirm(owner);
  touched.locked = true;
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
  const bool versioned = target.version != TableInfo::kNone;
  const std::string version =
      versioned ? fmt::format(", `{0}` = `{0}` + 1", target.columns[target.version].name) : "";
  const std::string sql =
      is_linked(relation)
          ? fmt::format("DELETE FROM `{}` WHERE `{}` IN ", relation.link, relation.target_column)
          : fmt::format("UPDATE `{}` SET `{}` = NULL{} WHERE `{}` IN ", target.name,
                        relation.column, version, target.key_name());
  for_chunks(keys, [&](std::span<const Parameter> chunk) {
    session_.execute(sql + "(" + repeated("?", chunk.size()) + ")", chunk);
  });
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
