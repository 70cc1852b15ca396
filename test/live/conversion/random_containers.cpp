// The containers of random objects: values in JSON, rows that an object owns, rows that it links.
#include <algorithm>

#include "test/live/conversion/random_objects.h"

using namespace apache::thrift::protocol;
using thriftorm::idl::Requiredness;

namespace live {
namespace {

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

}  // namespace

std::size_t RandomObjects::any_size() {
  constexpr std::size_t kMany = 40;
  const std::size_t sizes[] = {0, 1, 1 + scalars_.below(4), scalars_.below(kMany)};
  return sizes[scalars_.below(4)];
}

WireValue RandomObjects::json(const WireType& type) {
  WireValue value = empty(type);
  if (type.record != nullptr) {
    const std::vector<Field>& fields = type.record->fields;
    const std::size_t chosen = scalars_.below(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const bool optional = fields[i].requiredness == Requiredness::kOptional;
      if (type.is_union() ? i != chosen : optional && one_in(3)) continue;
      value.fields[id_of(fields[i])] = json(idl_.type(*type.record, fields[i]));
    }
    return value;
  }
  if (type.arguments.empty()) return scalars_.any(type);
  std::vector<WireValue> seen;
  for (std::size_t left = scalars_.below(5); left > 0; --left) {
    WireValue first = json(type.arguments[0]);
    if (type.wire != T_LIST && holds(seen, first)) continue;
    seen.push_back(first);
    if (type.wire == T_MAP) value.entries.emplace_back(first, json(type.arguments[1]));
    else value.items.push_back(std::move(first));
  }
  return value;
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
      WireValue key =
          old_key != nullptr && !one_in(8) ? *old_key : scalars_.any(child, *key_field, false);
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
  if (self_.first == child.table) seen.push_back(self_.second);
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

WireValue RandomObjects::linked_row(const Place& child, const WireValue& key) {
  WireValue row = record(child, std::nullopt);
  row.fields[id_of(*idl_.key(*child.record))] = key;
  return row;
}

}  // namespace live
