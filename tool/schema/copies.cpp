#include "tool/schema/copies.h"

#include <algorithm>
#include <string_view>

namespace thriftorm {
namespace {

// Where in its field a column's value stands: "3.1" of "4.3.1".
std::string_view place_in_field(const Column& column) {
  const std::string_view path = column.thrift_path;
  const std::size_t dot = path.find('.');
  return dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
}

// Keys that no field declares, and what the database or the runtime keeps count of, are the copy's own.
bool is_copied(const Table& table, const Column& column) {
  return !column.field.empty() && column.role != ColumnRole::kHiddenId &&
         column.name != table.primary_key.front() && !column.version && !column.created_at &&
         !column.updated_at;
}

const Column* counterpart(const Table& table, const Column& column) {
  const auto found =
      std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& other) {
        return is_copied(table, other) && other.field == column.field &&
               other.role == column.role && place_in_field(other) == place_in_field(column);
      });
  return found == table.columns.end() ? nullptr : &*found;
}

const Relation* counterpart(const Table& table, const Relation& relation) {
  const auto found =
      std::find_if(table.relations.begin(), table.relations.end(), [&](const Relation& other) {
        return other.field == relation.field && (other.kind == RelationKind::kBelongsTo) ==
                                                    (relation.kind == RelationKind::kBelongsTo);
      });
  return found == table.relations.end() ? nullptr : &*found;
}

// An embedded row of a table that both share is referred to, not copied.
bool is_shared(const Table& source, const Table& target, const Column& column) {
  const Column* other = counterpart(target, column);
  return column.role != ColumnRole::kKey ||
         (other != nullptr &&
          source.find_column(column.name)->reference->table == other->reference->table);
}

void pair_columns(Copy& copy) {
  for (const Column& column : copy.source->columns) {
    if (!is_copied(*copy.source, column) || !is_shared(*copy.source, *copy.target, column))
      continue;
    if (const Column* other = counterpart(*copy.target, column)) {
      copy.columns.emplace_back(&column, other);
    } else {
      copy.lost_columns.push_back(&column);
    }
  }
}

void pair_relations(Copy& copy) {
  for (const Relation& relation : copy.source->relations) {
    if (relation.field.empty()) continue;
    const Relation* other = counterpart(*copy.target, relation);
    const bool parent = relation.kind == RelationKind::kBelongsTo;
    if (parent && other != nullptr && other->target == relation.target) continue;
    const bool linked = relation.kind == RelationKind::kManyToMany;
    if (other == nullptr || linked || other->kind == RelationKind::kManyToMany) {
      copy.lost_relations.push_back(&relation);
    } else {
      copy.relations.emplace_back(&relation, other);
    }
  }
}

void add_copy(const Schema& schema, const Table& source, const Table& target,
              std::vector<Copy>& copies) {
  const bool known = std::any_of(copies.begin(), copies.end(), [&](const Copy& copy) {
    return copy.source == &source && copy.target == &target;
  });
  if (known) return;
  Copy copy{&source, &target, {}, {}, {}, {}};
  pair_columns(copy);
  pair_relations(copy);
  const auto relations = copy.relations;
  copies.push_back(std::move(copy));
  for (const auto& [from, to] : relations)
    add_copy(schema, *schema.find_table(from->target), *schema.find_table(to->target), copies);
}

}  // namespace

std::vector<Copy> find_copies(const Schema& schema, const Table& table) {
  std::vector<Copy> copies;
  if (table.copy_of) add_copy(schema, *schema.find_table(table.copy_of->table), table, copies);
  return copies;
}

}  // namespace thriftorm
