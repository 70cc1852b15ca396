#include "random_objects.h"

#include <algorithm>

namespace thriftorm::testing {
namespace {

using Kind = EmbeddedField::Kind;

void keep_first_of_each_key(const EmbeddedField& field, Objects& objects) {
  Values seen;
  std::erase_if(objects, [&](const Object& object) {
    const Value& key = object.values.at(field.key_column);
    if (std::find(seen.begin(), seen.end(), key) != seen.end()) return true;
    seen.push_back(key);
    return false;
  });
  std::sort(objects.begin(), objects.end(), [&](const Object& a, const Object& b) {
    return a.values.at(field.key_column) < b.values.at(field.key_column);
  });
}

}  // namespace

Object RandomObjects::make(const Model& model, int depth, const EmbeddedField* by) {
  const Table& table = suite_.schema().table(model.table);
  // The row that embeds it need not be made; made before it is stored, it could take its place.
  Row given;
  if (by != nullptr && by->kind != Kind::kParent && by->link.empty())
    given[by->column] = ordinary_sample(table.column(by->column), 1).model;
  const Samples samples = suite_.tables().fresh(model.table, given);
  const Group* implied = by == nullptr || !by->link.empty() ? nullptr : table.group_of(by->column);
  Object made;
  made.is_read = one_in(2);
  for (const std::string& name : model.thrift->columns) {
    const Column& column = table.column(name);
    const Group* group = table.group_of(name);
    const bool above =
        by != nullptr && by->kind != Kind::kParent && by->link.empty() && by->column == name;
    if (column.is_automatic() || above || (implied != nullptr && group == implied)) continue;
    // Thrift counts a field with a default as set.
    if (column.nullable && group == nullptr && !is_defaulted(*model.thrift, column) && one_in(3))
      continue;
    if (!samples.at(name).model.is_null()) made.values[name] = samples.at(name).model;
  }
  for (const EmbeddedField& field : model.thrift->fields) embed(made, field, depth, by);
  return made;
}

void RandomObjects::embed(Object& made, const EmbeddedField& field, int depth,
                          const EmbeddedField* by) {
  if (field.kind == Kind::kOwner) {
    if (by == nullptr || by->link != field.table) made.embedded[field.name] = {owner(field)};
    return;
  }
  if (field.symmetrical && depth > 0) return;
  if (field.kind == Kind::kKeys) {
    made.embedded[field.name] = always_owned(field) ? Objects() : keyed_rows(field, {});
    return;
  }
  const Model& target = field.target();
  if (!target.thrift) return;
  if (!field.needed && (depth >= kDeepest || one_in(4))) return;
  Objects& objects = made.embedded[field.name];
  if (field.kind == Kind::kParent && field.refers) {
    const RecordPtr there = stored_record(suite_, target);
    objects.push_back(target.thrift->give(suite_.session(), *there));
    return;
  }
  const bool one = field.kind == Kind::kParent || field.kind == Kind::kChild;
  const std::size_t count = one ? 1 : random_() % 4;
  for (std::size_t i = 0; i < count; ++i) objects.push_back(make(target, depth + 1, &field));
  if (field.kind == Kind::kMap) keep_first_of_each_key(field, objects);
}

bool RandomObjects::always_owned(const EmbeddedField& field) const {
  if (!field.link.empty()) return false;
  const Table& table = suite_.schema().table(field.table);
  const Group* group = table.group_of(field.column);
  return group == nullptr ? !table.column(field.column).nullable : group->required;
}

Objects RandomObjects::keyed_rows(const EmbeddedField& field, const Row& values) {
  Objects keys;
  for (std::uint64_t i = random_() % 4; i > 0; --i)
    keys.push_back({{{"key", suite_.tables().insert(field.table, values)}}, {}});
  return keys;
}

Object RandomObjects::owner(const EmbeddedField& field) {
  const Table& pivot = suite_.schema().table(field.table);
  const Samples samples = suite_.tables().fresh(field.table);
  Object owner;
  for (const Variant& variant : pivot.groups.front().variants)
    for (const std::string& column : variant.columns)
      if (!samples.at(column).model.is_null()) owner.values[column] = samples.at(column).model;
  return owner;
}

}  // namespace thriftorm::testing
