// The accessors that give records to a record, and take them away.
#include <algorithm>

#include <fmt/format.h>

#include "tool/plan/column_words.h"
#include "tool/plan/relation_plan.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

// Whether a column is one of several that a variant or a flattened struct is kept in.
bool is_part(const Table& table, const std::string& column) {
  for (const Group& group : table.groups) {
    for (const GroupVariant& variant : group.variants) {
      const auto& columns = variant.columns;
      const bool held = std::find(columns.begin(), columns.end(), column) != columns.end();
      if (held && (columns.size() > 1 || group.kind == Group::Kind::kStruct)) return true;
    }
  }
  return false;
}

// Whether a row may name nobody in this column.
bool can_be_unset(const Table& table, const std::string& column) {
  if (!table.find_column(column)->nullable) return false;
  return std::none_of(table.groups.begin(), table.groups.end(), [&](const Group& group) {
    if (group.kind != Group::Kind::kUnion || !group.required) return false;
    return std::any_of(group.variants.begin(), group.variants.end(), [&](const auto& variant) {
      return std::find(variant.columns.begin(), variant.columns.end(), column) !=
             variant.columns.end();
    });
  });
}

void describe_parent(const Table& table, const Table& target, GivingPlan& plan) {
  const Column& column = *table.find_column(plan.info.column);
  plan.position = position_of(column.name);
  plan.member = member_of(column.name);
  plan.nullable = column.nullable;
  plan.target_key = "get_" + target.primary_key.front();
  plan.clears = cleared_by(table, column);
  plan.documentation = {
      fmt::format("The row of {} that {} names; saved before this one if it is "
                  "new or changed.",
                  backticked(target.name), backticked(column.name))};
}

void describe_children(GivingPlan& plan) {
  const char* leave = plan.info.owns ? "is destroyed" : "names this record no longer";
  if (plan.info.kind == RelationInfoPlan::Kind::kChild) {
    plan.documentation = {
        fmt::format("Saved with this record, in place of the one it has, which {}.", leave)};
    return;
  }
  plan.documentation = {
      "Without a session, it waits to be saved with this record; with one, it is saved now, and "
      "this",
      "record must be stored."};
  if (plan.removes) plan.documentation.push_back(fmt::format("What is removed {}.", leave));
}

// A pivot's own rows are written by the relation that they link, and links have accessors of their own.
bool has_accessors(const Table& table, const Relation& relation, const Table& target) {
  if (relation.kind == RelationKind::kManyToMany) return false;
  if (relation.kind == RelationKind::kBelongsTo)
    return !is_part(table, relation.column) && relation.save != SavePolicy::kReference;
  if (relation.kind == RelationKind::kThrough) return true;
  if (target.kind == Table::Kind::kPivot || is_part(target, relation.column)) return false;
  return relation.kind == RelationKind::kHasMany || relation.on_destroy == OnDestroy::kDelete ||
         can_be_unset(target, relation.column);
}

}  // namespace

std::vector<GivingPlan> plan_giving(const Schema& schema, const Table& table) {
  std::vector<GivingPlan> plans;
  for (const Relation& relation : table.relations) {
    const Table& target = *schema.find_table(relation.target);
    if (!has_accessors(table, relation, target)) continue;
    GivingPlan plan;
    plan.info = plan_relation_info(schema, table, relation);
    plan.singular = singularize(relation.name);
    plan.attribute = deprecated_attribute(relation.deprecated);
    if (relation.kind == RelationKind::kBelongsTo) {
      describe_parent(table, target, plan);
    } else {
      plan.removes =
          plan.info.owns || !relation.link.empty() || can_be_unset(target, relation.column);
      describe_children(plan);
    }
    plans.push_back(std::move(plan));
  }
  return plans;
}

}  // namespace thriftorm
