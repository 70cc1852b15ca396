#include "test/live/conversion/random_objects.h"

#include <algorithm>

using namespace apache::thrift::protocol;
using thriftorm::idl::Annotation;
using thriftorm::idl::Requiredness;

namespace live {
namespace {

using thriftorm::idl::Field;

std::string save_policy(const Idl& idl, const Place& place, const Field& field) {
  const auto* save = idl.find(place, field, "belongs_to")->find("save");
  return save == nullptr ? "create" : save->value.text;
}

}  // namespace

WireValue RandomObjects::key_of(const Place& place, const WireValue& record) const {
  const Field* key = idl_.key(*place.record);
  const WireValue* value = key != nullptr ? record.field(id_of(*key)) : nullptr;
  return value != nullptr ? *value : WireValue();
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

namespace {

// What a pointer is read from is null where nothing is set in it.
bool is_said(const thriftorm::idl::Field& field, const WireValue& value) {
  return value.is_set() && !(field.reference && value.fields.empty());
}

}  // namespace

WireValue RandomObjects::record(const Place& place, const Marks& implied) {
  const Inside inside(depth_);
  WireValue value;
  value.type = T_STRUCT;
  for (const Field& field : place.record->fields) {
    if (field.requiredness == Requiredness::kOptional && one_in(3)) continue;
    WireValue member = fresh(place, field, implied);
    if (is_said(field, member)) value.fields[id_of(field)] = std::move(member);
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
    case Role::kBackingTable:
      return scalars_.any(type);
    case Role::kComputed:
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
      return json(type);
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

// A row that must be there, or a new one.
WireValue RandomObjects::parent(const Place& place, const Field& field) {
  if (depth_ > kDeepest && field.requiredness == Requiredness::kOptional) return {};
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

WireValue RandomObjects::changed(const Place& place, const WireValue& stored,
                                 const Marks& implied) {
  const Inside inside(depth_);
  WireValue value;
  value.type = T_STRUCT;
  for (const Field& field : place.record->fields) {
    const WireValue* old = stored.field(id_of(field));
    WireValue member = changed_field(place, field, old != nullptr ? *old : WireValue(), implied);
    if (is_said(field, member)) value.fields[id_of(field)] = std::move(member);
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
