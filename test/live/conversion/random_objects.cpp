#include "test/live/conversion/random_objects.h"

#include <algorithm>

using namespace apache::thrift::protocol;
using thriftorm::idl::Annotation;
using thriftorm::idl::Requiredness;

namespace live {
namespace {

using thriftorm::idl::Field;

WireValue empty(const WireType& type) {
  WireValue value;
  value.type = type.wire;
  for (const WireType& argument : type.arguments) value.of.push_back(argument.wire);
  return value;
}

bool holds(const std::vector<WireValue>& values, const WireValue& value) {
  return std::any_of(values.begin(), values.end(),
                     [&](const WireValue& other) { return same_scalar(other, value); });
}

std::string save_policy(const Idl& idl, const Place& place, const Field& field) {
  const auto* save = idl.find(place, field, "belongs_to")->find("save");
  return save == nullptr ? "create" : save->value.text;
}

}  // namespace

std::size_t RandomObjects::any_size() {
  constexpr std::size_t kMany = 40;
  const std::size_t sizes[] = {0, 1, 1 + scalars_.below(4), scalars_.below(kMany)};
  return sizes[scalars_.below(4)];
}

std::optional<WireValue> RandomObjects::any_key(const std::string& table) {
  const std::vector<WireValue>& keys = keys_[table];
  if (keys.empty()) return std::nullopt;
  return keys[scalars_.below(keys.size())];
}

bool RandomObjects::is_unique(const Place& place, const Field& field) const {
  if (place.table.empty()) return false;
  if (idl_.find(place, field, "unique") != nullptr) return true;
  // One of an index's columns is enough.
  return std::any_of(place.record->annotations.begin(), place.record->annotations.end(),
                     [&](const Annotation& a) {
                       return a.name == "unique" && a.positional(0)->value.text == field.name;
                     });
}

WireValue RandomObjects::record(const Place& place, const Marks& implied) {
  WireValue value;
  value.type = T_STRUCT;
  for (const Field& field : place.record->fields) {
    if (field.requiredness == Requiredness::kOptional && one_in(3)) continue;
    WireValue member = fresh(place, field, implied);
    if (member.is_set()) value.fields[id_of(field)] = std::move(member);
  }
  return value;
}

WireValue RandomObjects::fresh(const Place& place, const Field& field, const Marks& implied) {
  const WireType type = idl_.type(*place.record, field);
  if (implied && implied->field == id_of(field)) return {};
  switch (idl_.role(place, field)) {
    case Role::kKey:
      if (field.requiredness == Requiredness::kOptional) return {};
      return scalars_.any(place, field, true);
    case Role::kVersion:
    case Role::kStamp:
      return {};
    case Role::kComputed:
    case Role::kBackingTable:
      return scalars_.any(type);
    case Role::kIgnored:
      if (type.is_union()) return chosen_variant(place, field);
      return type.arguments.empty() && type.record == nullptr ? scalars_.any(type) : WireValue();
    case Role::kColumn:
      return column(place, field);
    case Role::kGroup:
      return record({type.record, ""}, std::nullopt);
    case Role::kUnion:
      return chosen_variant(place, field);
    case Role::kJson:
      return json(type, 0);
    case Role::kParent:
      return parent(place, field);
    case Role::kChild:
      return record(idl_.embedded(place, field), idl_.implied(place, field));
    case Role::kChildren:
      return children(place, field, nullptr);
    case Role::kLinks:
      return links(place, field, nullptr);
  }
  return {};
}

WireValue RandomObjects::column(const Place& place, const Field& field) {
  const WireType type = idl_.type(*place.record, field);
  if (idl_.is_constrained(place, field)) {
    std::optional<WireValue> key = any_key(idl_.referenced(place, field));
    if (!key && field.requiredness != Requiredness::kOptional) throw NothingToReferTo();
    return key.value_or(WireValue());
  }
  const bool unique = is_unique(place, field);
  // What is not sent has Thrift's own value, if the column takes that.
  const bool plain = type.members == nullptr && !unique && field.annotations.empty();
  if (plain && field.requiredness == Requiredness::kDefault && one_in(10)) return {};
  return scalars_.any(place, field, unique);
}

WireValue RandomObjects::chosen_variant(const Place& place, const Field& field) {
  const std::vector<const Field*> variants = idl_.variants(place, field);
  const Field& variant = *variants[scalars_.below(variants.size())];
  const Place inside{idl_.type(*place.record, field).record, ""};
  WireValue chosen;
  if (idl_.is_constrained(inside, variant)) {
    const std::optional<WireValue> key = any_key(idl_.referenced(inside, variant));
    if (!key) throw NothingToReferTo();
    chosen = *key;
  } else {
    const WireType type = idl_.type(*inside.record, variant);
    chosen = type.record != nullptr ? record({type.record, ""}, std::nullopt)
                                    : scalars_.any(inside, variant, false);
  }
  WireValue value;
  value.type = T_STRUCT;
  value.fields[id_of(variant)] = std::move(chosen);
  return value;
}

WireValue RandomObjects::json(const WireType& type, int depth) {
  WireValue value = empty(type);
  if (type.record != nullptr) {
    const std::vector<Field>& fields = type.record->fields;
    const std::size_t chosen = scalars_.below(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const bool optional = fields[i].requiredness == Requiredness::kOptional;
      if (type.is_union() ? i != chosen : optional && one_in(3)) continue;
      value.fields[id_of(fields[i])] = json(idl_.type(*type.record, fields[i]), depth + 1);
    }
    return value;
  }
  if (type.arguments.empty()) return scalars_.any(type);
  std::vector<WireValue> seen;
  for (std::size_t left = scalars_.below(5); left > 0; --left) {
    WireValue first = json(type.arguments[0], depth + 1);
    if (type.wire != T_LIST && holds(seen, first)) continue;
    seen.push_back(first);
    if (type.wire == T_MAP) value.entries.emplace_back(first, json(type.arguments[1], depth + 1));
    else value.items.push_back(std::move(first));
  }
  return value;
}

// A row that must be there, or a new one.
WireValue RandomObjects::parent(const Place& place, const Field& field) {
  const Place row = idl_.embedded(place, field);
  const std::string policy = save_policy(idl_, place, field);
  const bool unique = is_unique(place, field);
  if (policy == "all" || (policy == "create" && (unique || one_in(2)))) {
    return record(row, std::nullopt);
  }
  const std::optional<WireValue> key = unique ? std::nullopt : any_key(row.table);
  if (key) return linked_row(row, *key);
  if (policy == "create") return record(row, std::nullopt);
  if (field.requiredness != Requiredness::kOptional) throw NothingToReferTo();
  return {};
}

WireValue RandomObjects::linked_row(const Place& child, const WireValue& key) {
  WireValue row = record(child, std::nullopt);
  row.fields[id_of(*idl_.key(*child.record))] = key;
  return row;
}

WireValue RandomObjects::any_map_key(const Place& child, const Field& field) {
  return scalars_.any(child, field, false);
}

WireValue RandomObjects::children(const Place& place, const Field& field, const WireValue* stored) {
  const WireType type = idl_.type(*place.record, field);
  const Place child = idl_.embedded(place, field);
  const Marks implied = idl_.implied(place, field);
  const Field* key_field = idl_.map_key(place, field);
  std::vector<WireValue> rows;
  std::vector<WireValue> keys;
  const auto add = [&](WireValue row, const WireValue* old_key) {
    if (type.wire == T_MAP) {
      WireValue key = old_key != nullptr && !one_in(8) ? *old_key : any_map_key(child, *key_field);
      if (holds(keys, key)) return;
      row.fields.erase(id_of(*key_field));
      if (one_in(2)) row.fields[id_of(*key_field)] = key;
      keys.push_back(std::move(key));
    }
    rows.push_back(std::move(row));
  };
  const auto keep = [&](const WireValue& old, const WireValue* old_key) {
    if (one_in(5)) return;
    WireValue row = one_in(2) ? old : changed(child, old, implied);
    if (one_in(4)) drop_ids(child, row);
    add(std::move(row), old_key);
  };
  if (stored != nullptr && !one_in(4)) {
    for (const WireValue& old : stored->items) keep(old, nullptr);
    for (const auto& [old_key, old] : stored->entries) keep(old, &old_key);
  }
  for (std::size_t left = any_size(); left > 0; --left) add(record(child, implied), nullptr);
  WireValue value = empty(type);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (type.wire == T_MAP) value.entries.emplace_back(keys[i], std::move(rows[i]));
    else value.items.push_back(std::move(rows[i]));
  }
  return value;
}

WireValue RandomObjects::links(const Place& place, const Field& field, const WireValue* stored) {
  const WireType type = idl_.type(*place.record, field);
  const Place child = idl_.embedded(place, field);
  const bool rows = type.arguments[0].record != nullptr;
  WireValue value = empty(type);
  std::vector<WireValue> seen;
  const auto add = [&](const WireValue& key, const auto& make) {
    if (holds(seen, key)) return;
    seen.push_back(key);
    value.items.push_back(rows ? make() : key);
  };
  const Field& key_field = *idl_.key(*child.record);
  for (std::size_t i = 0; stored != nullptr && i < stored->items.size(); ++i) {
    const WireValue& old = stored->items[i];
    if (one_in(3)) continue;
    add(rows ? *old.field(id_of(key_field)) : old,
        [&] { return changed(child, old, std::nullopt); });
  }
  for (std::size_t left = scalars_.below(4); left > 0; --left) {
    const std::optional<WireValue> key = any_key(child.table);
    if (rows && one_in(2)) value.items.push_back(record(child, std::nullopt));
    else if (key) add(*key, [&] { return linked_row(child, *key); });
  }
  return value;
}

WireValue RandomObjects::changed(const Place& place, const WireValue& stored,
                                 const Marks& implied) {
  WireValue value;
  value.type = T_STRUCT;
  for (const Field& field : place.record->fields) {
    const WireValue* old = stored.field(id_of(field));
    WireValue member = changed_field(place, field, old != nullptr ? *old : WireValue(), implied);
    if (member.is_set()) value.fields[id_of(field)] = std::move(member);
  }
  return value;
}

WireValue RandomObjects::changed_field(const Place& place, const Field& field,
                                       const WireValue& stored, const Marks& implied) {
  const Role role = idl_.role(place, field);
  if (role == Role::kKey || role == Role::kVersion || role == Role::kStamp) return stored;
  if (implied && implied->field == id_of(field)) return one_in(2) ? stored : WireValue();
  if (field.requiredness == Requiredness::kOptional && one_in(5)) return {};
  if (one_in(3)) return stored;
  if (!stored.is_set()) return fresh(place, field, implied);
  switch (role) {
    case Role::kParent: {
      if (save_policy(idl_, place, field) != "all" || one_in(3)) return parent(place, field);
      return changed(idl_.embedded(place, field), stored, std::nullopt);
    }
    case Role::kChild: {
      const Place child = idl_.embedded(place, field);
      WireValue value = changed(child, stored, idl_.implied(place, field));
      // It is the row that this one has.
      if (one_in(3)) value.fields.erase(id_of(*idl_.key(*child.record)));
      return value;
    }
    case Role::kChildren:
      return children(place, field, &stored);
    case Role::kLinks:
      return links(place, field, &stored);
    default:
      return fresh(place, field, implied);
  }
}

void RandomObjects::drop_ids(const Place& place, WireValue& value) {
  const Field* key = idl_.key(*place.record);
  if (key == nullptr || key->requiredness != Requiredness::kOptional) return;
  value.fields.erase(id_of(*key));
  for (const Field& field : place.record->fields) {
    const Role role = idl_.role(place, field);
    const auto member = value.fields.find(id_of(field));
    if (member == value.fields.end()) continue;
    if (role == Role::kVersion) value.fields.erase(member);
    // What it owns has its id as well: it gets others in their place.
    else if (role == Role::kChild || role == Role::kChildren || role == Role::kParent)
      member->second = fresh(place, field, std::nullopt);
  }
}

}  // namespace live
