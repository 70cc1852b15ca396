// Where a suite keeps the fields of Thrift objects.
#include <algorithm>

#include <fmt/format.h>

#include "tool/plan/column_words.h"
#include "tool/plan/suite_plan.h"

namespace thriftorm {
namespace {

const Relation& relation_of(const Table& table, const std::string& field) {
  return *std::find_if(table.relations.begin(), table.relations.end(),
                       [&](const Relation& relation) { return relation.field == field; });
}

const Column* value_column(const Table& table, const std::string& field) {
  for (const Column& column : table.columns)
    if (column.role == ColumnRole::kField && column.field == field) return &column;
  return nullptr;
}

void describe_relation(const Table& table, const FieldPlan& field, SuiteField& plan) {
  const Relation& relation = relation_of(table, field.field);
  plan.table = relation.target;
  plan.key_column = relation.column;
  plan.link = relation.link;
  plan.link_column = relation.link_column;
  plan.order_by = relation.order_by;
  plan.symmetrical = relation.symmetrical;
  plan.refers =
      relation.kind == RelationKind::kBelongsTo && relation.save == SavePolicy::kReference;
  if (relation.key_column.empty()) return;
  plan.map_column = relation.key_column;
  plan.map_key = field.value;
}

bool is_made(const SuiteField& field) {
  return field.kind != SuiteField::Kind::kConstant && field.kind != SuiteField::Kind::kComputed;
}

// Columns that a field may leave as they are, and fields that may leave what they embed.
std::vector<std::string> unsettable_names(const Table& table, const SuiteThrift& plan) {
  std::vector<std::string> names;
  for (const SuiteField& field : plan.fields) {
    if (!field.flagged || !is_made(field)) continue;
    if (field.kind == SuiteField::Kind::kValue) names.push_back(field.column);
    else if (field.kind != SuiteField::Kind::kGroup) names.push_back(field.field);
    for (const Group& group : table.groups) {
      if (field.kind != SuiteField::Kind::kGroup || group.field != field.field) continue;
      for (const GroupVariant& variant : group.variants)
        names.insert(names.end(), variant.columns.begin(), variant.columns.end());
    }
  }
  return names;
}

// The pivot that says whose a record is, as a group of its own.
void describe_owner(const Schema& schema, const FieldPlan& field, SuiteField& plan,
                    SuiteModel& suite) {
  const Table& pivot = *schema.find_table(field.link);
  plan.table = pivot.name;
  plan.key_column = pivot.columns[1].name;
  plan.function = field.field;
  ModelPlan columns;
  for (const Column& column : pivot.columns)
    columns.columns.push_back(plan_column(schema, pivot, column));
  SuiteGroup group = plan_suite_group(plan_group(schema, pivot, pivot.groups.front()), columns);
  group.function = field.field;
  group.accessors = false;
  suite.groups.push_back(std::move(group));
}

const SuiteColumn& suite_column(const SuiteModel& suite, const std::string& name) {
  return *std::find_if(suite.columns.begin(), suite.columns.end(),
                       [&](const SuiteColumn& column) { return column.name == name; });
}

// Whether the field is one that suites fill in; the rest of it.
bool describe(const Schema& schema, const Table& table, const FieldPlan& field, SuiteField& plan,
              SuiteModel& suite) {
  using Kind = SuiteField::Kind;
  switch (field.kind) {
    case FieldPlan::Kind::kKey:
    case FieldPlan::Kind::kValue: {
      const Column* column = value_column(table, field.field);
      if (column == nullptr) return false;
      plan.kind = Kind::kValue;
      plan.codec = suite_column(suite, column->name).codec;
      plan.column = column->name;
      return true;
    }
    case FieldPlan::Kind::kGroup:
      plan.kind = Kind::kGroup;
      plan.function = field.group;
      return true;
    case FieldPlan::Kind::kOwner:
      plan.kind = Kind::kOwner;
      describe_owner(schema, field, plan, suite);
      return true;
    case FieldPlan::Kind::kParent:
    case FieldPlan::Kind::kChild:
      plan.kind = field.kind == FieldPlan::Kind::kParent ? Kind::kParent : Kind::kChild;
      plan.needed = plan.kind == Kind::kParent ? !field.optional : !field.flagged;
      describe_relation(table, field, plan);
      return true;
    case FieldPlan::Kind::kList:
    case FieldPlan::Kind::kMap:
      plan.kind = field.kind == FieldPlan::Kind::kList ? Kind::kList : Kind::kMap;
      describe_relation(table, field, plan);
      return true;
    case FieldPlan::Kind::kBackingTable:
      plan.kind = Kind::kConstant;
      plan.value = field.value;
      return true;
    case FieldPlan::Kind::kKeys:
      plan.kind = Kind::kKeys;
      plan.inserts = field.inserts;
      plan.key_type = field.key_type;
      describe_relation(table, field, plan);
      return true;
    case FieldPlan::Kind::kComputed:
      plan.kind = Kind::kComputed;
      return true;
  }
  return false;
}

}  // namespace

bool embeds(SuiteField::Kind kind) {
  switch (kind) {
    case SuiteField::Kind::kParent:
    case SuiteField::Kind::kChild:
    case SuiteField::Kind::kList:
    case SuiteField::Kind::kMap:
    case SuiteField::Kind::kKeys:
    case SuiteField::Kind::kOwner:
      return true;
    default:
      return false;
  }
}

std::string_view to_text(SuiteField::Kind kind) {
  switch (kind) {
    case SuiteField::Kind::kParent:
      return "kParent";
    case SuiteField::Kind::kChild:
      return "kChild";
    case SuiteField::Kind::kList:
      return "kList";
    case SuiteField::Kind::kMap:
      return "kMap";
    case SuiteField::Kind::kKeys:
      return "kKeys";
    case SuiteField::Kind::kOwner:
      return "kOwner";
    default:
      return "";
  }
}

std::optional<SuiteThrift> plan_suite_thrift(const Schema& schema, const Table& table,
                                             const ModelPlan& model, SuiteModel& suite) {
  if (!model.conversion) return std::nullopt;
  SuiteThrift plan;
  plan.cpp_type = model.conversion->cpp_type;
  plan.has_results = !model.result_type.empty();
  for (const FieldPlan& field : model.conversion->fields) {
    SuiteField described;
    described.field = field.field;
    described.type = field.type;
    described.flagged = field.flagged;
    described.optional = field.optional;
    described.shared = field.shared;
    if (!describe(schema, table, field, described, suite)) continue;
    if (described.kind == SuiteField::Kind::kValue) {
      plan.columns.push_back(described.column);
      if (field.defaulted) plan.defaulted.push_back(described.column);
    }
    plan.fields.push_back(std::move(described));
  }
  for (const Group& group : table.groups) {
    const bool converted =
        std::any_of(plan.fields.begin(), plan.fields.end(), [&](const auto& field) {
          return field.kind == SuiteField::Kind::kGroup && field.field == group.field;
        });
    if (!converted) continue;
    for (const GroupVariant& variant : group.variants)
      plan.columns.insert(plan.columns.end(), variant.columns.begin(), variant.columns.end());
  }
  plan.unsettable = unsettable_names(table, plan);
  return plan;
}

}  // namespace thriftorm
