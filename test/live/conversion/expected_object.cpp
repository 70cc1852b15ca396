#include "test/live/conversion/expected_object.h"

#include <algorithm>
#include <optional>

using namespace apache::thrift::protocol;
using thriftorm::idl::Field;
using thriftorm::idl::Requiredness;

namespace live {
namespace {

const WireValue kUnset;

const WireValue& member(const WireValue& record, const Field& field) {
  const WireValue* value = record.field(id_of(field));
  return value != nullptr ? *value : kUnset;
}

// The row above an embedded one.
struct Above {
  Implied mark;
  WireValue key;
};

class Expectation {
 public:
  explicit Expectation(const Idl& idl) : idl_(idl) {}

  // `same_row`: an object without a key is the row that was there before.
  WireValue record(const Place& place, const WireValue& given, const WireValue& found,
                   const WireValue& before, bool same_row, const std::optional<Above>& above) {
    WireValue out = given;
    ++depth_;
    const Field* key = idl_.key(*place.record);
    if (key != nullptr && !member(given, *key).is_set())
      put(out, *key, same_row && before.is_set() ? member(before, *key) : new_key(found, *key));
    for (const Field& field : place.record->fields)
      if (&field != key) put(out, field, expected(place, field, out, found, before, above));
    --depth_;
    return out;
  }

 private:
  static void put(WireValue& record, const Field& field, WireValue value) {
    record.fields.erase(id_of(field));
    if (value.is_set()) record.fields[id_of(field)] = std::move(value);
  }

  static WireValue new_key(const WireValue& found, const Field& key) {
    const WireValue& value = member(found, key);
    return value.is_set() ? value : integer_value(T_I64, 0);
  }

  WireValue key_of(const Place& place, const WireValue& record) const {
    const Field* key = idl_.key(*place.record);
    return key != nullptr ? member(record, *key) : kUnset;
  }

  WireValue expected(const Place& place, const Field& field, const WireValue& given_record,
                     const WireValue& found_record, const WireValue& before_record,
                     const std::optional<Above>& above) {
    const WireValue& given = member(given_record, field);
    const WireValue& found = member(found_record, field);
    const WireValue& before = member(before_record, field);
    if (above && above->mark.field == id_of(field)) return mark(*above);
    switch (idl_.role(place, field)) {
      case Role::kVersion:
      case Role::kStamp:
      case Role::kComputed:
        return found;
      case Role::kIgnored:
        return default_of(place, field);
      case Role::kBackingTable:
        return integer_value(T_I32, idl_.backing_table(place, field));
      case Role::kParent:
        return given.is_set() ? parent(place, field, given, found, before) : before;
      case Role::kChild:
        if (!given.is_set()) return before;
        return record(idl_.embedded(place, field), given, found, before, true,
                      above_child(place, field, given_record));
      case Role::kChildren:
      case Role::kLinks:
        if (!given.is_set()) return before;
        if (depth_ > 1 && is_symmetrical(place, field)) return found;
        return container(place, field, given, found, given_record);
      case Role::kUnion:
        // What is stored in rows of its own is left alone.
        return given.is_set() || !idl_.find(place, field, "pivot") ? given : before;
      default:
        return given;
    }
  }

  // One of two rows of an object may link the other, which says that it has no links.
  bool is_symmetrical(const Place& place, const Field& field) const {
    const auto* links = idl_.find(place, field, "many_to_many");
    return links != nullptr && links->positional(1) != nullptr;
  }

  static WireValue mark(const Above& above) {
    if (above.mark.variant == 0) return above.key;
    WireValue value;
    value.type = T_STRUCT;
    value.fields[above.mark.variant] = above.key;
    return value;
  }

  std::optional<Above> above_child(const Place& place, const Field& field,
                                   const WireValue& record) const {
    const std::optional<Implied> mark = idl_.implied(place, field);
    if (!mark) return std::nullopt;
    return Above{*mark, key_of(place, record)};
  }

  WireValue default_of(const Place& place, const Field& field) const {
    WireValue value;
    if (field.requiredness == Requiredness::kOptional) return value;
    value.type = idl_.type(*place.record, field).wire;
    return value;
  }

  WireValue parent(const Place& place, const Field& field, const WireValue& given,
                   const WireValue& found, const WireValue& before) {
    const Place row = idl_.embedded(place, field);
    const auto* save = idl_.find(place, field, "belongs_to")->find("save");
    const WireValue key = key_of(row, given);
    if (key.is_set() && (save == nullptr || save->value.text != "all")) {
      WireValue referred = found;
      put(referred, *idl_.key(*row.record), key);
      return referred;
    }
    const bool same_row = key.is_set() && same_scalar(key_of(row, before), key);
    return record(row, given, found, same_row ? before : kUnset, same_row, std::nullopt);
  }

  WireValue container(const Place& place, const Field& field, const WireValue& given,
                      const WireValue& found, const WireValue& given_record) {
    const std::optional<Above> above = above_child(place, field, given_record);
    const Place child = idl_.embedded(place, field);
    WireValue out = given;
    if (given.type == T_MAP) {
      const Field& key_field = *idl_.map_key(place, field);
      for (auto& [key, row] : out.entries) {
        row.fields[id_of(key_field)] = key;
        row = record(child, row, entry(found, key), kUnset, false, above);
      }
      return out;
    }
    if (idl_.type(*place.record, field).arguments[0].record == nullptr) {
      std::sort(out.items.begin(), out.items.end(), [](const WireValue& a, const WireValue& b) {
        return a.integer < b.integer || (a.integer == b.integer && a.text < b.text);
      });
      return out;
    }
    sort(place, field, child, out);
    align(child, out, found);
    for (std::size_t i = 0; i < out.items.size(); ++i)
      out.items[i] = record(child, out.items[i], i < found.items.size() ? found.items[i] : kUnset,
                            kUnset, false, above);
    return out;
  }

  static WireValue entry(const WireValue& map, const WireValue& key) {
    for (const auto& [candidate, value] : map.entries)
      if (same_scalar(candidate, key)) return value;
    return kUnset;
  }

  // By the columns that the annotation names.
  void sort(const Place& place, const Field& field, const Place& child, WireValue& list) const {
    const auto* has_many = idl_.find(place, field, "has_many");
    const auto* order = has_many != nullptr ? has_many->find("order_by") : nullptr;
    if (order == nullptr) return;
    std::stable_sort(list.items.begin(), list.items.end(),
                     [&](const WireValue& a, const WireValue& b) {
                       for (const auto& path : order->value.items) {
                         const Field& column = *field_of(*child.record, path.text);
                         const WireValue& left = member(a, column);
                         const WireValue& right = member(b, column);
                         if (left.integer != right.integer) return left.integer < right.integer;
                         if (left.text != right.text) return left.text < right.text;
                       }
                       return false;
                     });
  }

  // Rows come back in the order of their keys: those that have one stand where it was found, the
  // others follow each other as they did.
  void align(const Place& child, WireValue& list, const WireValue& found) const {
    if (idl_.key(*child.record) == nullptr) return;
    std::vector<WireValue> left = std::move(list.items);
    list.items.clear();
    const auto take = [&](const WireValue& key) {
      const auto at = std::find_if(left.begin(), left.end(), [&](const WireValue& row) {
        const WireValue own = key_of(child, row);
        return key.is_set() ? own.is_set() && same_scalar(own, key) : !own.is_set();
      });
      if (at == left.end()) return false;
      list.items.push_back(std::move(*at));
      left.erase(at);
      return true;
    };
    for (const WireValue& row : found.items)
      if (!take(key_of(child, row))) take(kUnset);
    for (WireValue& row : left) list.items.push_back(std::move(row));
  }

  const Idl& idl_;
  int depth_ = 0;
};

}  // namespace

WireValue expected_object(const Idl& idl, const Place& place, const WireValue& given,
                          const WireValue& found, const WireValue* before) {
  return Expectation(idl).record(place, given, found, before != nullptr ? *before : kUnset, true,
                                 std::nullopt);
}

}  // namespace live
