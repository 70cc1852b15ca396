// Records that were given to others: parents before the row that names them, the others after it.
#include <fmt/format.h>

#include <algorithm>

#include "errors.h"
#include "key_statements.h"
#include "keys.h"
#include "unit_of_work.h"

namespace thriftorm::detail {
namespace {

bool contains(const std::vector<Record*>& records, const Record* wanted) {
  return std::find(records.begin(), records.end(), wanted) != records.end();
}

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
    for (const Queued& queued : record->queued_records()) {
      if ((queued.relation->kind == RelationInfo::kParent) != parents) continue;
      if (!parents && queued.relation->target().name == linked_by) continue;
      Group& group = group_of(queued.relation);
      if (queued.replaces) group.replaced.push_back(record);
      if (queued.adopts) group.adopting.push_back(record);
      Record* const given = queued.record.get();
      if (given == nullptr) continue;
      touch(*given);
      touched(*given).embedded |= queued.embedded;
      group.items.push_back({given, record, queued.creates});
    }
  }
  return groups;
}

// A record that was given to an owner is the owner's, whatever parent waited to be that.
void UnitOfWork::save_parents(std::span<Record* const> records) {
  for (Group& group : groups_of(records, true)) {
    const std::size_t column = records.front()->info().find_column(group.relation->column);
    std::erase_if(group.items, [&](const Item& item) {
      const std::size_t given = touched(*item.owner).given;
      return given == column || (given != TableInfo::kNone && item.owner->excludes(given, column));
    });
    if (group.items.empty()) continue;
    adopt_present(group.relation->target(), records_of(group.items));
    save_each(group.items);
    for (const Item& item : group.items) {
      touch_keys(*item.owner);
      item.owner->refer(column, item.record->key_value(), false);
    }
  }
}

// Saves records of which several may be one row with a key that the client gives: the first of them
// makes it, the others find it made.
void UnitOfWork::save_each(const std::vector<Item>& items) {
  std::vector<Record*> first;
  std::vector<Record*> again;
  Keys made;
  for (const Item& item : items) {
    Record& record = *item.record;
    const bool is_made = may_exist(record) && !made.insert(*record.key_value()).second;
    const bool is_there = is_made || touched(record).adopted;
    if (is_there && item.creates) continue;
    (is_made ? again : first).push_back(&record);
  }
  save(first);
  for (const Record* record : again) touched(*record).adopted = true;
  save(again);
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
    lock_owners(owners_of(added));
    adopt_present(group.relation->target(), records_of(added));
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

// A record without a key of its own becomes the row that is there, whichever version that has.
void UnitOfWork::adopt(Record& record, const KeyValue& key) {
  touch(record);
  if (record.key_value()) return;
  record.set_key_value(key);
  touched(record).adopted = true;
  touched(record).by_key = true;
}

void UnitOfWork::add(Record& owner, const RelationInfo& relation,
                     std::span<Record* const> records) {
  required_key(owner, "add to");
  confirm(owner);
  std::vector<Item> items;
  for (Record* record : records) items.push_back({record, &owner, false});
  store(relation, items, nullptr);
}

void UnitOfWork::replace(Record& owner, const RelationInfo& relation,
                         std::span<Record* const> records) {
  replace(owner, relation, records, keys_of(owner, relation));
}

void UnitOfWork::replace(Record& owner, const RelationInfo& relation,
                         std::span<Record* const> records, Keys leaving) {
  adopt_present(relation.target(), records, leaving);
  Keys staying;
  std::vector<Item> items;
  for (Record* record : records) {
    items.push_back({record, &owner, false});
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
    const std::size_t column = record.info().find_column(relation.column);
    if (!record.dirty_.test(column)) record.refer(column, std::nullopt, false);
    record.note_written();
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
  save(records_of(items));
  if (is_linked(relation)) link(relation, items, std::move(linked));
}

// Rows that are no longer in the relation.
void UnitOfWork::leave(const RelationInfo& relation, const Keys& keys) {
  if (keys.empty()) return;
  const TableInfo& target = relation.target();
  if (relation.owns) return destroy_rows(session_, target, keys);
  const std::size_t column = target.find_column(relation.column);
  if (!is_linked(relation) && target.columns[column].required)
    throw_must_stay(relation, target, to_text(*keys.begin()));
  const std::string sql =
      is_linked(relation)
          ? fmt::format("DELETE FROM `{}` WHERE `{}` IN ", relation.link, relation.target_column)
          : fmt::format("UPDATE `{}` SET `{}` = NULL{} WHERE `{}` IN ", target.name,
                        relation.column, version_step(target), target.key_name());
  execute_with_keys(session_, sql, std::vector<KeyValue>(keys.begin(), keys.end()));
}

}  // namespace thriftorm::detail
