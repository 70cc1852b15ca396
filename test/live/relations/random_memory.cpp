// What saving, giving, taking away and destroying do to rows, by the rules that the IDL states.
#include "test/live/relations/random_memory.h"

#include <algorithm>

namespace random_graphs {

Shadow::Before Memory::before(const Shadow& record) const {
  return {depth(), record.id, record.stored, record.dirty, record.present, std::nullopt, {}};
}

void Memory::remember(Shadow& record, Shadow::Before before) const {
  if (depth() > 0) record.undo.push_back(std::move(before));
}

void Memory::confirm(const Shadow& record) {
  if (!rows(record.kind).contains(*record.id)) throw Refused{"RecordNotFound"};
}

void Memory::write(Shadow& record) {
  Rows& table = rows(record.kind);
  if (!record.id) {
    for (const std::string_view column : table_of(record.kind).needed)
      if (!record.values.contains(std::string(column)))
        throw Refused{"ConstraintViolation (not null)"};
  }
  const auto is_owner = [](const std::string& column) { return column.starts_with("owner_"); };
  const bool sets_owner =
      !record.id || std::any_of(record.dirty.begin(), record.dirty.end(), is_owner);
  if (record.kind == Kind::kMobile && sets_owner &&
      record.values.contains("owner_mobile_id") == record.values.contains("owner_player_id"))
    throw Refused{"InvalidData"};
  if (record.id) {
    confirm(record);
    for (const std::string& column : record.dirty) {
      if (record.values.contains(column)) table[*record.id][column] = record.values[column];
      else table[*record.id].erase(column);
    }
  } else {
    record.id = find_id_(record.kind, record.label);
    table[*record.id] = record.values;
    record.present.insert("id");
    for (const std::string_view column : table_of(record.kind).columns)
      record.present.emplace(column);
  }
  record.dirty.clear();
  record.stored = true;
}

void Memory::save(Shadow& record, bool with_queue) {
  if (with_queue && !record.queue.empty()) return save_all(record, before(record));
  if (record.stored && record.dirty.empty()) return;
  remember(record, before(record));
  write(record);
}

void Memory::save_all(Shadow& record, Shadow::Before before) {
  const bool existed = record.id.has_value();
  for (Shadow::Waiting& waiting : record.queue) {
    if (!is_parent(waiting.relation)) continue;
    Shadow& parent = waiting.record[0];
    save_all(parent, this->before(parent));
    if (!before.keys) before.keys = record.values;
    const std::string column = parent_column(waiting.relation);
    for (const std::string_view key : table_of(record.kind).keys) {
      if (key == column || !record.values.contains(std::string(key))) continue;
      record.values.erase(std::string(key));
      record.dirty.emplace(key);
    }
    if (record.values[column] == std::to_string(*parent.id)) continue;
    record.values[column] = std::to_string(*parent.id);
    record.dirty.insert(column);
    record.present.insert(column);
  }
  const bool changed = !existed || !record.stored || !record.dirty.empty();
  if (changed) write(record);
  save_given(record, existed, changed);
  before.queue = std::move(record.queue);
  record.queue.clear();
  remember(record, std::move(before));
}

// Relation by relation, in the order in which they were first given something.
void Memory::save_given(Shadow& record, bool existed, bool written) {
  std::vector<Relation> relations;
  for (const Shadow::Waiting& waiting : record.queue) {
    if (!is_parent(waiting.relation) &&
        std::find(relations.begin(), relations.end(), waiting.relation) == relations.end())
      relations.push_back(waiting.relation);
  }
  for (const Relation relation : relations) {
    bool replaces = false;
    std::vector<Shadow*> given;
    for (Shadow::Waiting& waiting : record.queue) {
      if (waiting.relation != relation) continue;
      if (waiting.record.empty()) replaces = true;
      else given.push_back(&waiting.record[0]);
    }
    const Edge edge = *edge_of(record.kind, relation);
    if (replaces && existed) {
      replace(record, edge, given);
    } else {
      if (!written) confirm(record);
      store(record, edge, given, std::nullopt);
    }
  }
}

std::set<Id> Memory::owned_by(const Edge& edge, Id owner) {
  std::set<Id> ids;
  Rows& from = edge.link.empty() ? rows(edge.target) : world[edge.link];
  for (const auto& [id, values] : from) {
    const auto found = values.find(edge.column);
    if (found != values.end() && found->second == std::to_string(owner)) ids.insert(id);
  }
  return ids;
}

void Memory::store(Shadow& owner, const Edge& edge, const std::vector<Shadow*>& records,
                   const std::optional<std::set<Id>>& known) {
  std::vector<Shadow::Before> befores;
  for (const Shadow* record : records) befores.push_back(before(*record));
  bool gone = false;
  for (std::size_t i = 0; i < records.size(); ++i) {
    Shadow& record = *records[i];
    if (edge.link.empty()) {
      befores[i].keys = record.values;
      gone |= refer(edge, owner, record, known);
    } else if (record.id && !(known && known->contains(*record.id))) {
      const auto link = world[edge.link].find(*record.id);
      const bool exists = rows(record.kind).contains(*record.id);
      gone |= !exists;
      if (exists && link != world[edge.link].end() &&
          link->second != Values{{edge.column, std::to_string(*owner.id)}})
        throw Refused{"ConstraintViolation (ownership)"};
    }
  }
  if (gone) throw Refused{"RecordNotFound"};
  for (std::size_t i = 0; i < records.size(); ++i) save_all(*records[i], std::move(befores[i]));
  if (edge.link.empty()) return;
  for (const Shadow* record : records)
    world[edge.link][*record->id] = {{edge.column, std::to_string(*owner.id)}};
}

// Whether values name an owner, and not this one.
bool Memory::is_others(const Edge& edge, Kind kind, const Values& values, Id owner) {
  for (const std::string_view column : table_of(kind).keys) {
    const auto found = values.find(std::string(column));
    if (found == values.end()) continue;
    if (column != edge.column || found->second != std::to_string(owner)) return true;
  }
  return false;
}

// A record that says that it is somebody else's is refused; so is one whose row says so. True: its
// row is gone.
bool Memory::refer(const Edge& edge, const Shadow& owner, Shadow& record,
                   const std::optional<std::set<Id>>& known) {
  const std::string key = std::to_string(*owner.id);
  const bool waits = record.has_parent("owner_mobile_id") || record.has_parent("owner_player_id");
  if (waits || is_others(edge, record.kind, record.values, *owner.id))
    throw Refused{"ConstraintViolation (ownership)"};
  const auto set_key = [&] {
    record.values[edge.column] = key;
    record.dirty.insert(edge.column);
    record.present.insert(edge.column);
  };
  const auto found = record.values.find(edge.column);
  if (found == record.values.end() || found->second != key) set_key();
  if (!record.id || (known && known->contains(*record.id))) return false;
  const auto row = rows(record.kind).find(*record.id);
  if (row == rows(record.kind).end()) return true;
  if (is_others(edge, record.kind, row->second, *owner.id))
    throw Refused{"ConstraintViolation (ownership)"};
  if (row->second[edge.column] != key) set_key();
  return false;
}

void Memory::add(Shadow& owner, Relation relation, Shadow& record) {
  if (!owner.id) throw Refused{"UnsavedRecord"};
  confirm(owner);
  store(owner, *edge_of(owner.kind, relation), {&record}, std::nullopt);
}

void Memory::set(Shadow& owner, Relation relation, const std::vector<Shadow*>& records) {
  if (!owner.id) throw Refused{"UnsavedRecord"};
  replace(owner, *edge_of(owner.kind, relation), records);
}

void Memory::replace(Shadow& owner, const Edge& edge, const std::vector<Shadow*>& records) {
  confirm(owner);
  const std::set<Id> known = owned_by(edge, *owner.id);
  std::set<Id> leaving = known;
  for (const Shadow* record : records)
    if (record->id) leaving.erase(*record->id);
  Seen seen;
  for (const Id id : leaving) erase(edge.target, id, seen);
  store(owner, edge, records, known);
}

void Memory::remove(Shadow& owner, Relation relation, Shadow& record) {
  if (!owner.id || !record.id) throw Refused{"UnsavedRecord"};
  const Edge edge = *edge_of(owner.kind, relation);
  if (!owned_by(edge, *owner.id).contains(*record.id)) {
    confirm(record);
    throw Refused{"ConstraintViolation (ownership)"};
  }
  Seen seen;
  erase(record.kind, *record.id, seen);  // a link to a row that is gone goes as well
  forget_key(record);
}

void Memory::forget_key(Shadow& record) const {
  remember(record, before(record));
  record.id.reset();
  record.stored = false;
}

void Memory::destroy(Shadow& record) {
  if (!record.id) throw Refused{"UnsavedRecord"};
  const bool existed = rows(record.kind).contains(*record.id);
  Seen seen;
  erase(record.kind, *record.id, seen);
  if (!existed) throw Refused{"RecordNotFound"};
  forget_key(record);
}

void Memory::refuse_if_used(Kind by, const std::string& column, Id id) {
  for (const auto& [key, values] : rows(by)) {
    const auto found = values.find(column);
    if (found != values.end() && found->second == std::to_string(id))
      throw Refused{"ConstraintViolation (foreign key)"};
  }
}

void Memory::erase(Kind kind, Id id, Seen& seen) {
  if (!seen.emplace(table_of(kind).name, id).second) return;
  for (const Relation relation : {Relation::kAttributes, Relation::kInventories, Relation::kMinions,
                                  Relation::kAvatar, Relation::kEntries, Relation::kMobileItems}) {
    const std::optional<Edge> edge = edge_of(kind, relation);
    if (!edge) continue;
    for (const Id owned : owned_by(*edge, id)) {
      if (!edge->link.empty()) world[edge->link].erase(owned);
      erase(edge->target, owned, seen);
    }
  }
  if (kind == Kind::kItem) {
    refuse_if_used(Kind::kMobileItem, "item_id", id);
    refuse_if_used(Kind::kEntry, "item_id", id);
  }
  if (kind == Kind::kAttribute) world["attribute_owners"].erase(id);
  if (kind == Kind::kInventory) world["inventory_owners"].erase(id);
  rows(kind).erase(id);
}

void Memory::reload(Shadow& record) {
  if (!record.id) throw Refused{"UnsavedRecord"};
  confirm(record);
  record.values = rows(record.kind)[*record.id];
  record.stored = true;
  record.dirty.clear();
  record.queue.clear();
  record.present = {"id"};
  for (const std::string_view column : table_of(record.kind).columns)
    record.present.emplace(column);
}

void Memory::link(Id attribute, const std::string& column, Id owner) {
  const bool is_new =
      world["attribute_owners"].emplace(attribute, Values{{column, std::to_string(owner)}}).second;
  if (!is_new) throw Refused{"ConstraintViolation (unique)"};
}

}  // namespace random_graphs
