#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "tool/plan/column_words.h"
#include "tool/plan/query_plan.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

// "BookModel" → "Book".
std::string stem_of(const Table& table) {
  const std::string_view model = table.model;
  return std::string(model.ends_with("Model") ? model.substr(0, model.size() - 5) : model);
}

// A name that stands for itself wherever it is declared: no keyword, no macro of the C library, nothing
// that the code around it needs.
std::string declared_name(const std::string& name) {
  constexpr auto kTaken = std::to_array<std::string_view>(
      {"At",     "EOF",    "NULL",  "Root",   "RootModel", "Target",  "Via",
       "assert", "errno",  "linux", "major",  "minor",     "signals", "slots",
       "std",    "stderr", "stdin", "stdout", "thriftorm", "unix"});
  const bool taken = is_cpp_keyword(name) || std::find(kTaken.begin(), kTaken.end(),
                                                       std::string_view(name)) != kTaken.end();
  return taken ? name + "_" : name;
}

QueryColumn plan_query_column(const Schema& schema, const Table& table, const Column& column) {
  QueryColumn plan;
  plan.name = declared_name(column.name);
  plan.type = column.value.cpp_type;
  plan.codec = codec_of(schema, column);
  plan.nullable = column.nullable;
  plan.settable = column.name != table.primary_key.front() && !column.version;
  plan.documentation = wrap_comment(column.documentation);
  plan.attribute = deprecated_attribute(column.deprecated);
  return plan;
}

bool is_unique(const Table& table, const std::string& column) {
  return table.primary_key == std::vector<std::string>{column} ||
         std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
           return index.unique && index.columns == std::vector<std::string>{column};
         });
}

// "BookModel" → "book".
std::string scope_of(const Table& table) { return declared_name(snake_case(stem_of(table))); }

RelationInfoPlan::Kind kind_of(const Relation& relation) {
  switch (relation.kind) {
    case RelationKind::kBelongsTo:
      return RelationInfoPlan::Kind::kParent;
    case RelationKind::kHasOne:
      return RelationInfoPlan::Kind::kChild;
    case RelationKind::kHasMany:
      return RelationInfoPlan::Kind::kChildren;
    case RelationKind::kThrough:
      return RelationInfoPlan::Kind::kLinked;
    case RelationKind::kManyToMany:
      break;
  }
  return RelationInfoPlan::Kind::kJoined;
}

QueryRelation::Result result_of(const Relation& relation) {
  if (relation.kind == RelationKind::kBelongsTo)
    return relation.required ? QueryRelation::Result::kRow : QueryRelation::Result::kMaybe;
  return relation.kind == RelationKind::kHasOne ? QueryRelation::Result::kMaybe
                                                : QueryRelation::Result::kRows;
}

QueryRelation plan_query_relation(const Schema& schema, const Table& table,
                                  const Relation& relation) {
  QueryRelation plan;
  plan.info = plan_relation_info(schema, table, relation);
  plan.result = result_of(relation);
  plan.target_columns = stem_of(*schema.find_table(relation.target)) + "Columns";
  plan.attribute = deprecated_attribute(relation.deprecated);
  return plan;
}

}  // namespace

std::string relation_constant(const Table& table, const Relation& relation) {
  return fmt::format("relations::{}::{}", scope_of(table), relation.name);
}

RelationInfoPlan plan_relation_info(const Schema& schema, const Table& table,
                                    const Relation& relation) {
  const Table& target = *schema.find_table(relation.target);
  RelationInfoPlan plan;
  plan.kind = kind_of(relation);
  plan.name = relation.name;
  plan.constant = relation_constant(table, relation);
  plan.target_class = target.model;
  plan.column = relation.column;
  plan.link = relation.link;
  plan.target_column = relation.link_column;
  plan.owns = relation.on_destroy == OnDestroy::kDelete &&
              relation.kind != RelationKind::kBelongsTo &&
              relation.kind != RelationKind::kManyToMany;
  plan.symmetrical = relation.symmetrical;
  plan.unique = plan.kind == RelationInfoPlan::Kind::kChild && is_unique(target, relation.column);
  return plan;
}

QueryPlan plan_query(const Schema& schema, const Table& table) {
  QueryPlan plan;
  plan.model_class = table.model;
  plan.table = table.name;
  plan.columns_class = stem_of(table) + "Columns";
  plan.scope = scope_of(table);
  for (const Column& column : table.columns)
    plan.columns.push_back(plan_query_column(schema, table, column));
  for (const Relation& relation : table.relations)
    plan.relations.push_back(plan_query_relation(schema, table, relation));
  return plan;
}

}  // namespace thriftorm
