#include <algorithm>

#include <fmt/format.h>

#include "tool/plan/column_words.h"
#include "tool/plan/relation_plan.h"
#include "tool/plan/row_source.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

RelationPlan plan_parent(const Relation& relation, const Table& target, RelationPlan plan) {
  plan.kind = RelationPlan::Kind::kParent;
  plan.key_column = relation.column;
  plan.key_member = relation.column + "_";
  plan.documentation = {fmt::format("The row of {} that {} names; empty: {}it is gone.",
                                    backticked(target.name), backticked(relation.column),
                                    relation.required ? "" : "none is, or ")};
  return plan;
}

RelationPlan plan_children(const Relation& relation, const Table& target, RelationPlan plan) {
  const RowSource source = source_of(relation, target);
  plan.constant = "kSelect" + pascal_case(relation.name);
  const bool one = relation.kind == RelationKind::kHasOne;
  plan.kind = one ? RelationPlan::Kind::kChild : RelationPlan::Kind::kChildren;
  plan.sql =
      fmt::format("SELECT {} FROM {} WHERE {} = ?", source.columns, source.from, source.owner);
  plan.order = row_order(relation, source);
  plan.order_key = source.key;
  if (one) {
    plan.sql += fmt::format(" ORDER BY {} LIMIT 1", plan.order);
    plan.documentation = {
        fmt::format("The row of {} whose {} names this record; empty: there is none.",
                    backticked(target.name), backticked(relation.column))};
    return plan;
  }
  plan.documentation = {relation.link.empty()
                            ? fmt::format("The rows of {} whose {} names this record.",
                                          backticked(target.name), backticked(relation.column))
                            : fmt::format("The rows of {} that {} links to this record.",
                                          backticked(target.name), backticked(relation.link))};
  plan.documentation.push_back(
      "As a list, or as a cursor that streams them in the order of their keys.");
  return plan;
}

bool leads_anywhere(const Group& group) {
  return group.kind == Group::Kind::kUnion &&
         std::any_of(group.variants.begin(), group.variants.end(),
                     [](const GroupVariant& variant) { return !variant.table.empty(); });
}

ChoicePlan choice(const Schema& schema, const Column& column) {
  const std::string member = column.name + "_";
  const std::string& target = column.reference->table;
  return {column.nullable ? member + ".has_value()" : "true", (column.nullable ? "*" : "") + member,
          schema.find_table(target)->model, target + "_model"};
}

DestroyPlan::Kind destroy_kind(const Relation& relation) {
  const bool linked = !relation.link.empty();
  switch (relation.on_destroy) {
    case OnDestroy::kRefuse:
      return DestroyPlan::Kind::kRefuse;
    case OnDestroy::kUnlink:
      return linked ? DestroyPlan::Kind::kUnjoin : DestroyPlan::Kind::kUnlink;
    case OnDestroy::kDelete:
      break;
  }
  if (relation.kind == RelationKind::kManyToMany) return DestroyPlan::Kind::kUnjoin;
  return linked ? DestroyPlan::Kind::kOwned : DestroyPlan::Kind::kDelete;
}

// A pivot's rows are reached as rows that name this record, and as links to what it owns: once is enough.
bool is_covered_by_link(const Table& table, const Relation& relation) {
  return relation.link.empty() &&
         std::any_of(table.relations.begin(), table.relations.end(), [&](const Relation& other) {
           return other.link == relation.target && other.column == relation.column;
         });
}

}  // namespace

std::vector<LinkPlan> plan_links(const Schema& schema, const Table& table) {
  std::vector<LinkPlan> plans;
  for (const Relation& relation : table.relations) {
    if (relation.kind != RelationKind::kManyToMany) continue;
    plans.push_back({"k" + pascal_case(relation.name) + "Links", relation.link, relation.column,
                     relation.link_column, relation.symmetrical, relation.name,
                     singularize(relation.name), schema.find_table(relation.target)->model});
  }
  return plans;
}

// What is refused comes last: rows that go along may be what still held on to this one.
std::string_view to_text(DestroyPlan::Kind kind) {
  switch (kind) {
    case DestroyPlan::Kind::kDelete:
      return "kDelete";
    case DestroyPlan::Kind::kRefuse:
      return "kRefuse";
    case DestroyPlan::Kind::kUnlink:
      return "kUnlink";
    case DestroyPlan::Kind::kOwned:
      return "kOwned";
    case DestroyPlan::Kind::kUnjoin:
      return "kUnjoin";
  }
  return "";
}

std::vector<DestroyPlan> plan_destroy(const Schema& schema, const Table& table) {
  std::vector<DestroyPlan> plans;
  for (const Relation& relation : table.relations) {
    if (relation.kind == RelationKind::kBelongsTo || is_covered_by_link(table, relation)) continue;
    const Table& target = *schema.find_table(relation.target);
    plans.push_back({destroy_kind(relation), target.model, target.name + "_model",
                     relation.link.empty() ? target.name : relation.link, relation.column,
                     relation.link_column});
    if (!relation.symmetrical) continue;
    plans.push_back(plans.back());
    std::swap(plans.back().column, plans.back().target_column);
  }
  std::stable_partition(plans.begin(), plans.end(), [](const DestroyPlan& plan) {
    return plan.kind != DestroyPlan::Kind::kRefuse;
  });
  return plans;
}

std::vector<RelationPlan> plan_relations(const Schema& schema, const Table& table) {
  std::vector<RelationPlan> plans;
  for (const Relation& relation : table.relations) {
    const Table& target = *schema.find_table(relation.target);
    RelationPlan plan;
    plan.name = relation.name;
    plan.target_class = target.model;
    plan.target_file = target.name + "_model";
    plans.push_back(relation.kind == RelationKind::kBelongsTo
                        ? plan_parent(relation, target, std::move(plan))
                        : plan_children(relation, target, std::move(plan)));
  }
  return plans;
}

std::vector<ChooserPlan> plan_choosers(const Schema& schema, const Table& table) {
  std::vector<ChooserPlan> plans;
  for (const Group& group : table.groups) {
    if (!leads_anywhere(group)) continue;
    ChooserPlan plan{group.name,
                     {},
                     {"The row that is set, of whichever kind; monostate: its kind has no table, "
                      "or it is gone."}};
    for (const GroupVariant& variant : group.variants) {
      if (!variant.table.empty())
        plan.choices.push_back(choice(schema, *table.find_column(variant.columns.front())));
    }
    plans.push_back(std::move(plan));
  }
  for (const FirstOf& first : table.first_of) {
    ChooserPlan plan{
        first.name,
        {},
        {fmt::format("The row of the first of `{}` that is set; monostate: none is, or it is gone.",
                     fmt::join(first.columns, "`, `"))}};
    for (const std::string& column : first.columns)
      plan.choices.push_back(choice(schema, *table.find_column(column)));
    plans.push_back(std::move(plan));
  }
  return plans;
}

}  // namespace thriftorm
