// A model's flattened unions and structs.
#include <algorithm>

#include "tool/plan/column_words.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

VariantPlan plan_variant(const Schema& schema, const Table& table, const GroupVariant& variant) {
  VariantPlan plan;
  plan.field = variant.field;
  plan.cpp_type = variant.cpp_type;
  plan.name = variant.name;
  plan.attribute = deprecated_attribute(variant.deprecated);
  // The class itself may use what it warns others of.
  plan.read_apart = variant.deprecated.has_value();
  plan.getter = (plan.read_apart ? "read_" : "get_") + variant.name;
  if (table.kind == Table::Kind::kPivot) plan.predicate = "is_" + without_id(variant.field);
  for (std::size_t i = 0; i < variant.columns.size(); ++i) {
    const Column& column = *table.find_column(variant.columns[i]);
    const bool required =
        std::find(variant.required_columns.begin(), variant.required_columns.end(), column.name) !=
        variant.required_columns.end();
    plan.members.push_back({position_of(column.name), member_of(column.name),
                            variant.members[i].empty() ? variant.field : variant.members[i],
                            column.value.cpp_type,
                            is_enum(column) ? enum_constant(schema, column.value.enum_name) : "",
                            column.nullable, !required});
  }
  return plan;
}

}  // namespace

GroupPlan plan_group(const Schema& schema, const Table& table, const Group& group) {
  GroupPlan plan;
  plan.kind =
      group.kind == Group::Kind::kStruct ? GroupPlan::Kind::kStruct : GroupPlan::Kind::kUnion;
  plan.optional = !group.required;
  plan.ordered = !group.read_order.empty() || !group.fallback.empty();
  plan.attribute = deprecated_attribute(group.deprecated);
  plan.name = group.name;
  plan.cpp_type = group.cpp_type;
  plan.forbidden = group.forbidden;
  plan.documentation = wrap_comment(group.documentation);
  for (const GroupVariant& variant : group.variants)
    plan.variants.push_back(plan_variant(schema, table, variant));
  if (!plan.ordered) return plan;
  std::vector<std::string> order = group.read_order;
  for (const VariantPlan& variant : plan.variants) {
    const bool listed = std::find(order.begin(), order.end(), variant.field) != order.end();
    if (!listed && variant.field != group.fallback) order.push_back(variant.field);
  }
  const auto add = [&](const std::string& field, std::vector<VariantPlan>& to) {
    for (const VariantPlan& variant : plan.variants) {
      if (variant.field == field) to.push_back(variant);
    }
  };
  for (const std::string& field : order) {
    if (field != group.fallback) add(field, plan.read_order);
  }
  if (!group.fallback.empty()) add(group.fallback, plan.fallback);
  return plan;
}

}  // namespace thriftorm
