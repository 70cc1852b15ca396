// The tables and relations of the random tests, and what setters and rollbacks do to a record.
#include <algorithm>
#include <array>

#include "test/live/relations/random_memory.h"

namespace random_graphs {

const Table& table_of(Kind kind) {
  static const std::array<Table, kKinds> tables{{
      {"players",
       "p",
       "email",
       {"full_name", "what_we_call_you", "security_token", "year_of_birth", "email"},
       {},
       {}},
      {"mobiles",
       "m",
       "what_we_call_you",
       {"mobile_type", "owner_mobile_id", "owner_player_id", "what_we_call_you"},
       {"owner_mobile_id", "owner_player_id"},
       {}},
      {"attributes",
       "a",
       "internal_name",
       {"internal_name", "visible", "bool_value", "double_value", "vector3_x", "vector3_y",
        "vector3_z", "asset_id", "attribute_type"},
       {},
       {}},
      {"inventories",
       "v",
       "max_entries",
       {"max_entries", "max_volume", "last_calculated_volume"},
       {},
       {}},
      {"inventory_entries",
       "e",
       "quantity",
       {"item_id", "quantity", "is_max_stacked", "mobile_item_id", "inventory_id"},
       {"inventory_id"},
       {"inventory_id"}},
      {"items",
       "i",
       "internal_name",
       {"internal_name", "max_stack_size", "item_type", "blueprint_id"},
       {},
       {}},
      {"mobile_items",
       "c",
       "internal_name",
       {"mobile_id", "item_id", "internal_name", "max_stack_size", "item_type", "blueprint_id"},
       {"mobile_id"},
       {"mobile_id"}},
  }};
  return tables[static_cast<std::size_t>(kind)];
}

std::string_view name_of(Relation relation) {
  constexpr std::array<std::string_view, 8> kNames{"attributes",   "inventories", "minions",
                                                   "mobile",       "entries",     "mobile_items",
                                                   "owner_mobile", "owner_player"};
  return kNames[static_cast<std::size_t>(relation)];
}

std::optional<Edge> edge_of(Kind owner, Relation relation) {
  const bool player = owner == Kind::kPlayer;
  const bool mobile = owner == Kind::kMobile;
  const char* column = player ? "player_id" : mobile ? "mobile_id" : "item_id";
  switch (relation) {
    case Relation::kAttributes:
      if (player || mobile || owner == Kind::kItem)
        return Edge{Kind::kAttribute, column, "attribute_owners"};
      break;
    case Relation::kInventories:
      if (player || mobile) return Edge{Kind::kInventory, column, "inventory_owners"};
      break;
    case Relation::kMinions:
      if (mobile) return Edge{Kind::kMobile, "owner_mobile_id", ""};
      break;
    case Relation::kAvatar:
      if (player) return Edge{Kind::kMobile, "owner_player_id", ""};
      break;
    case Relation::kEntries:
      if (owner == Kind::kInventory) return Edge{Kind::kEntry, "inventory_id", ""};
      break;
    case Relation::kMobileItems:
      if (mobile) return Edge{Kind::kMobileItem, "mobile_id", ""};
      break;
    default:
      break;
  }
  return std::nullopt;
}

std::string parent_column(Relation relation) {
  return relation == Relation::kOwnerMobile ? "owner_mobile_id" : "owner_player_id";
}

std::string Shadow::describe() const {
  std::string given;
  for (const Waiting& waiting : queue) {
    given += (given.empty() ? "" : ", ") + std::string(name_of(waiting.relation)) + " ";
    given += waiting.record.empty() ? "(replaced)" : waiting.record[0].describe();
  }
  return name() + (given.empty() ? "" : "{" + given + "}");
}

void Shadow::set(const std::string& column, const std::optional<std::string>& value) {
  drop_parent(column);
  const auto found = values.find(column);
  const bool same = found == values.end() ? !value : value == found->second;
  if (same && present.contains(column)) return;
  if (value) values[column] = *value;
  else values.erase(column);
  dirty.insert(column);
  present.insert(column);
}

std::vector<std::string> Shadow::dirty_columns() const {
  const std::set<std::string>& changed = stored ? dirty : present;
  std::vector<std::string> columns;
  if (changed.contains("id")) columns.emplace_back("id");
  for (const std::string_view column : table_of(kind).columns) {
    if (changed.contains(std::string(column))) columns.emplace_back(column);
  }
  return columns;
}

void Shadow::give(Relation relation, std::optional<Shadow> record) {
  if (relation == Relation::kAvatar) {
    std::erase_if(queue, [&](const Waiting& waiting) { return waiting.relation == relation; });
    queue.push_back({relation, {}});
  }
  if (record) queue.push_back({relation, {*std::move(record)}});
}

void Shadow::set_parent(Relation relation, std::optional<Shadow> parent) {
  const std::string column = parent_column(relation);
  if (parent) {
    for (const std::string_view other : table_of(kind).keys) {
      if (other != column) set(std::string(other), std::nullopt);
    }
  }
  set(column, parent && parent->id ? std::optional(std::to_string(*parent->id)) : std::nullopt);
  if (parent && parent->is_dirty()) queue.push_back({relation, {*std::move(parent)}});
}

bool Shadow::has_parent(const std::string& column) const {
  return std::any_of(queue.begin(), queue.end(), [&](const Waiting& waiting) {
    return is_parent(waiting.relation) && parent_column(waiting.relation) == column;
  });
}

void Shadow::drop_parent(const std::string& column) {
  std::erase_if(queue, [&](const Waiting& waiting) {
    return is_parent(waiting.relation) && parent_column(waiting.relation) == column;
  });
}

namespace {

// What was given to a record before and is not replaced by what was done to it since.
void restore_queue(Shadow& record, std::vector<Shadow::Waiting> queue) {
  const auto owner_changed = [&] {
    return std::any_of(record.dirty.begin(), record.dirty.end(),
                       [](const std::string& column) { return column.starts_with("owner_"); });
  };
  const auto is_replaced = [&](const Shadow::Waiting& restored) {
    if (is_parent(restored.relation)) return owner_changed();
    return std::any_of(record.queue.begin(), record.queue.end(), [&](const Shadow::Waiting& now) {
      return now.relation == restored.relation && now.record.empty();
    });
  };
  std::erase_if(queue, is_replaced);
  record.queue.insert(record.queue.begin(), queue.begin(), queue.end());
}

void undo_last(Shadow& record) {
  const Shadow::Before before = std::move(record.undo.back());
  record.undo.pop_back();
  record.id = before.id;
  record.stored = before.stored;
  if (before.keys) {
    for (const std::string_view key : table_of(record.kind).keys) {
      const std::string column(key);
      if (record.dirty.contains(column)) continue;
      const auto found = before.keys->find(column);
      if (found == before.keys->end()) record.values.erase(column);
      else record.values[column] = found->second;
    }
  }
  restore_queue(record, before.queue);
  record.dirty.insert(before.dirty.begin(), before.dirty.end());
  record.present = before.present;
  record.present.insert(record.dirty.begin(), record.dirty.end());
}

void undo(Shadow& record, int depth) {
  while (!record.undo.empty() && record.undo.back().depth >= depth) undo_last(record);
  for (Shadow::Waiting& waiting : record.queue)
    for (Shadow& given : waiting.record) undo(given, depth);
}

void keep(Shadow& record, int depth) {
  record.loaded_at = std::min(record.loaded_at, depth - 1);
  for (Shadow::Before& before : record.undo) {
    before.depth = std::min(before.depth, depth - 1);
    for (Shadow::Waiting& waiting : before.queue)
      for (Shadow& given : waiting.record) keep(given, depth);
  }
  if (depth == 1) record.undo.clear();
  for (Shadow::Waiting& waiting : record.queue)
    for (Shadow& given : waiting.record) keep(given, depth);
}

}  // namespace

void Memory::commit(int depth) {
  for (Shadow& record : held) keep(record, depth);
  scopes_.resize(static_cast<std::size_t>(depth - 1));
}

void Memory::rollback(int depth) {
  for (Shadow& record : held) undo(record, depth);
  const auto scope = static_cast<std::size_t>(depth - 1);
  world = std::move(scopes_[scope]);
  scopes_.resize(scope);
}

}  // namespace random_graphs
