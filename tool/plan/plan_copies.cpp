// Records made of others: `copy_of`.
#include <set>

#include "tool/plan/column_words.h"
#include "tool/plan/relation_plan.h"
#include "tool/schema/copies.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

std::string row_function(const Table& target) { return "to_" + singularize(target.name); }

CopiedRelation plan_relation(const Schema& schema, const Relation& from, const Relation& to) {
  const bool many = to.kind == RelationKind::kHasMany || to.kind == RelationKind::kThrough;
  return {"get_" + from.name, many ? "add_" + singularize(to.name) : "set_" + to.name,
          row_function(*schema.find_table(to.target)), many};
}

CopyPlan plan_copy(const Schema& schema, const Copy& copy) {
  CopyPlan plan;
  plan.function = row_function(*copy.target);
  plan.source_class = copy.source->model;
  plan.target_class = copy.target->model;
  plan.source_file = copy.source->name + "_model";
  plan.target_file = copy.target->name + "_model";
  plan.source_table = copy.source->name;
  for (const auto& [from, to] : copy.columns) {
    plan.columns.push_back({position_of(to->name), member_of(to->name), member_of(from->name),
                            from->nullable && !to->nullable});
  }
  for (const auto& [from, to] : copy.relations)
    plan.relations.push_back(plan_relation(schema, *from, *to));
  return plan;
}

}  // namespace

std::string copier_name(const Table& table) {
  return pascal_case(singularize(table.name)) + "Copy";
}

std::vector<CopyPlan> plan_copies(const Schema& schema, const Table& table) {
  std::vector<CopyPlan> plans;
  for (const Copy& copy : find_copies(schema, table)) plans.push_back(plan_copy(schema, copy));
  if (plans.empty()) return plans;
  const Table& source = *schema.find_table(table.copy_of->table);
  plans.front().method = "from_" + snake_case(source.struct_name);
  plans.front().template_setter = "set_" + table.copy_of->template_column;
  return plans;
}

std::vector<std::string> plan_copiers(const Schema& schema, const Table& table) {
  std::set<std::string> names;
  for (const Table& other : schema.tables) {
    for (const Copy& copy : find_copies(schema, other)) {
      if (copy.source == &table || copy.target == &table) names.insert(copier_name(other));
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace thriftorm
