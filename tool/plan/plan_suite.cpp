// What a suite does with each model.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "tool/plan/column_words.h"
#include "tool/plan/suite_plan.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

const RelationPlan& accessors_of(const ModelPlan& model, const std::string& name) {
  return *std::find_if(model.relations.begin(), model.relations.end(),
                       [&](const RelationPlan& plan) { return plan.name == name; });
}

const GivingPlan* giving_of(const ModelPlan& model, const std::string& name) {
  for (const GivingPlan& plan : model.giving)
    if (plan.info.name == name) return &plan;
  return nullptr;
}

const QueryRelation& query_of(const ModelPlan& model, const std::string& name) {
  return *std::find_if(model.query.relations.begin(), model.query.relations.end(),
                       [&](const QueryRelation& plan) { return plan.info.name == name; });
}

bool has_setter(AccessorKind kind) {
  return kind != AccessorKind::kVersion && kind != AccessorKind::kMember;
}

// Empty: it is not stored as JSON.
std::string json_codec(const ColumnPlan& column) { return column.json ? column.codec : ""; }

SuiteColumn plan_suite_column(const Column& column, const ColumnPlan& accessors,
                              const ModelPlan& model, const QueryColumn& query) {
  SuiteColumn plan;
  plan.name = column.name;
  plan.codec = json_codec(accessors);
  plan.value_type = column.value.cpp_type;
  plan.type = accessors.kind == AccessorKind::kKey
                  ? fmt::format("std::optional<{}>", plan.value_type)
                  : accessors.type;
  plan.getter = "get_" + accessors.accessor;
  if (has_setter(accessors.kind)) plan.setter = "set_" + accessors.accessor;
  plan.constant = fmt::format("columns::{}::{}", model.query.scope, query.name);
  return plan;
}

// By each column that is unique, and by one that is not.
void choose_upserts(const ModelPlan& model, std::vector<SuiteColumn>& columns) {
  bool has_other = false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i].codec.empty()) continue;
    columns[i].upserts = model.columns[i].unique || !has_other;
    has_other = has_other || !model.columns[i].unique;
  }
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_grouped(const Table& table, const std::string& column) {
  return std::any_of(table.groups.begin(), table.groups.end(), [&](const Group& group) {
    return std::any_of(group.variants.begin(), group.variants.end(),
                       [&](const auto& variant) { return holds(variant.columns, column); });
  });
}

bool is_unique(const Table& table, const std::string& column) {
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
    return index.unique && holds(index.columns, column);
  });
}

// The first whose values stand for themselves.
void choose_update(const Table& table, std::vector<SuiteColumn>& columns) {
  for (SuiteColumn& plan : columns) {
    const Column& column = *table.find_column(plan.name);
    const bool automatic = column.version || column.created_at || column.updated_at;
    if (plan.is_key || column.reference || automatic || is_grouped(table, plan.name) ||
        is_unique(table, plan.name))
      continue;
    plan.updates = true;
    return;
  }
}

const ColumnPlan& column_at(const ModelPlan& model, const std::string& position) {
  return *std::find_if(model.columns.begin(), model.columns.end(),
                       [&](const ColumnPlan& column) { return column.position == position; });
}

SuiteVariant plan_suite_variant(const VariantPlan& variant, const GroupPlan& group,
                                const ModelPlan& model) {
  SuiteVariant plan;
  plan.field = variant.field;
  plan.cpp_type = variant.cpp_type;
  for (const MemberPlan& member : variant.members) {
    const ColumnPlan& column = column_at(model, member.position);
    plan.members.push_back(
        {column.name, member.field, member.type, json_codec(column), member.optional});
  }
  if (variant.cpp_type.empty()) return plan;
  const bool is_union = group.kind == GroupPlan::Kind::kUnion;
  plan.accessor = is_union ? variant.name : group.name;
  plan.function = plan.accessor;
  plan.optional = is_union || group.optional;
  return plan;
}

SuiteParent plan_parent(const Table& target, const Relation& relation, const ModelPlan& model) {
  const QueryRelation& query = query_of(model, relation.name);
  SuiteParent plan;
  plan.name = relation.name;
  plan.column = relation.column;
  plan.table = relation.target;
  plan.target_class = target.model;
  plan.path = fmt::format("columns::{}::{}()", model.query.scope, relation.name);
  plan.maybe = query.result == QueryRelation::Result::kMaybe;
  if (const GivingPlan* giving = giving_of(model, relation.name)) {
    plan.gives = true;
    plan.clears = giving->nullable;
  }
  return plan;
}

SuiteChildren::Kind children_kind(RelationKind kind) {
  switch (kind) {
    case RelationKind::kHasOne:
      return SuiteChildren::Kind::kOne;
    case RelationKind::kThrough:
      return SuiteChildren::Kind::kLinked;
    case RelationKind::kManyToMany:
      return SuiteChildren::Kind::kJoined;
    default:
      return SuiteChildren::Kind::kMany;
  }
}

SuiteChildren plan_children(const Table& target, const Relation& relation, const ModelPlan& model) {
  SuiteChildren plan;
  plan.name = relation.name;
  plan.kind = children_kind(relation.kind);
  plan.table = relation.target;
  plan.column = relation.column;
  plan.link = relation.link;
  plan.link_column = relation.link_column;
  plan.order_by = relation.order_by;
  plan.target_class = target.model;
  plan.path = fmt::format("columns::{}::{}()", model.query.scope, relation.name);
  plan.owns = query_of(model, relation.name).info.owns;
  plan.symmetrical = relation.symmetrical;
  plan.singular = singularize(relation.name);
  if (const GivingPlan* giving = giving_of(model, relation.name)) {
    plan.gives = true;
    plan.removes = giving->removes;
  }
  return plan;
}

std::vector<SuiteChooser> plan_suite_choosers(const Table& table) {
  std::vector<SuiteChooser> plans;
  for (const Group& group : table.groups) {
    SuiteChooser plan{group.name, {}};
    for (const GroupVariant& variant : group.variants)
      if (!variant.table.empty()) plan.choices.emplace_back(variant.columns.front(), variant.table);
    if (group.kind == Group::Kind::kUnion && !plan.choices.empty()) plans.push_back(plan);
  }
  for (const FirstOf& first : table.first_of) {
    SuiteChooser plan{first.name, {}};
    for (const std::string& column : first.columns)
      plan.choices.emplace_back(column, table.find_column(column)->reference->table);
    plans.push_back(plan);
  }
  return plans;
}

std::vector<SuiteCopy> plan_suite_copies(const Schema& schema, const Table& table,
                                         const ModelPlan& model) {
  std::vector<SuiteCopy> plans;
  for (const CopyPlan& copy : model.copies) {
    if (copy.method.empty()) continue;
    const Table& source = *schema.find_table(copy.source_table);
    SuiteCopy plan{
        copy.method, copy.source_table, copy.source_class, table.copy_of->template_column, {}};
    for (const CopiedColumn& column : copy.columns) {
      const std::string& name = column_at(model, column.position).name;
      if (source.find_column(name) != nullptr && column.from == member_of(name))
        plan.columns.push_back(name);
    }
    plans.push_back(std::move(plan));
  }
  return plans;
}

bool is_deprecated(const ModelPlan& model) {
  const auto marked = [](const auto& plan) { return !plan.attribute.empty(); };
  const auto& groups = model.groups;
  return std::any_of(model.columns.begin(), model.columns.end(), marked) ||
         std::any_of(model.giving.begin(), model.giving.end(), marked) ||
         std::any_of(model.query.relations.begin(), model.query.relations.end(), marked) ||
         std::any_of(groups.begin(), groups.end(), [&](const GroupPlan& group) {
           return marked(group) ||
                  std::any_of(group.variants.begin(), group.variants.end(), marked);
         });
}

std::vector<SuiteTest> plan_tests(const SuiteModel& suite) {
  const std::string& table = suite.table;
  const std::string model = table + "_model()";
  std::vector<SuiteTest> tests;
  const auto add = [&](const std::string& title, const std::string& call) {
    tests.push_back({table + title, call});
  };
  add(" stands in the database's catalogue as the IDL says",
      fmt::format("testing::check_catalogue(suite, \"{}\")", table));
  const auto check = [&](const std::string& title, const std::string& function) {
    add(title, fmt::format("testing::{}(suite, {})", function, model));
  };
  check(": the extremes of each column, written by the model", "check_written_columns");
  check(": the extremes of each column, read by the model", "check_read_columns");
  check(" are inserted, saved and read again", "check_saves");
  check(": an update writes what has changed and nothing else", "check_updates");
  check(" are after a rollback as they were before", "check_rollbacks");
  check(" are written over where a unique column says so", "check_upserts");
  check(": what cannot be stored is refused", "check_refusals");
  if (!suite.groups.empty()) check(": one variant of a union excludes the others", "check_unions");
  check(" are found by their keys", "check_finders");
  check(" are found by queries", "check_queries");
  check(" are changed and erased by queries", "check_changes");
  const auto relation = [&](const std::string& title, const std::string& function,
                            const std::string& name) {
    add(title, fmt::format("testing::{}(suite, {}, \"{}\")", function, model, name));
  };
  for (const SuiteParent& parent : suite.parents)
    relation(" have the " + parent.name + " that they name", "check_parent", parent.name);
  for (const SuiteChildren& children : suite.children)
    relation(" have their own " + children.name + " and no others", "check_children",
             children.name);
  for (const SuiteChooser& chooser : suite.choosers)
    relation(": " + chooser.name + " is the first that is set", "check_chooser", chooser.name);
  if (!suite.copies.empty()) check(" are made of their templates", "check_copies");
  check(" are destroyed with what is theirs", "check_destroy");
  if (suite.thrift) {
    check(" come back as the Thrift objects that they were", "check_thrift");
    check(" keep what a Thrift object does not say", "check_kept");
    if (suite.thrift->has_results) check(": saving tells what has happened", "check_results");
  }
  return tests;
}

SuiteModel plan_suite_model(const Schema& schema, const Table& table, const ModelPlan& model) {
  SuiteModel plan;
  plan.table = table.name;
  plan.class_name = model.class_name;
  plan.uses_deprecated = is_deprecated(model);
  std::set<std::string> files{model.file};
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    plan.columns.push_back(
        plan_suite_column(table.columns[i], model.columns[i], model, model.query.columns[i]));
  for (SuiteColumn& column : plan.columns) column.is_key = column.name == table.primary_key.front();
  choose_upserts(model, plan.columns);
  choose_update(table, plan.columns);
  for (const GroupPlan& group : model.groups) plan.groups.push_back(plan_suite_group(group, model));
  for (const FinderPlan& finder : model.finders) {
    const bool text = finder.parameter_type == "std::string_view";
    plan.finders.push_back(
        {finder.method.substr(std::string("find_by_").size()), finder.method,
         text ? "value.text()" : fmt::format("value.as<{}>()", finder.parameter_type)});
  }
  for (const Relation& relation : table.relations) {
    const Table& target = *schema.find_table(relation.target);
    files.insert(accessors_of(model, relation.name).target_file);
    if (relation.kind == RelationKind::kBelongsTo)
      plan.parents.push_back(plan_parent(target, relation, model));
    else plan.children.push_back(plan_children(target, relation, model));
  }
  plan.choosers = plan_suite_choosers(table);
  plan.copies = plan_suite_copies(schema, table, model);
  for (const SuiteCopy& copy : plan.copies) files.insert(copy.table + "_model");
  plan.thrift = plan_suite_thrift(schema, table, model, plan);
  plan.files = {files.begin(), files.end()};
  plan.uses_json = std::any_of(model.columns.begin(), model.columns.end(),
                               [](const ColumnPlan& column) { return column.json; });
  plan.has_computed = !table.computed.empty();
  plan.tests = plan_tests(plan);
  return plan;
}

std::string name_of(const std::string& cpp_namespace) {
  std::string name = cpp_namespace;
  for (std::size_t at = name.find("::"); at != std::string::npos; at = name.find("::"))
    name.replace(at, 2, "_");
  return name;
}

}  // namespace

SuiteGroup plan_suite_group(const GroupPlan& group, const ModelPlan& model) {
  SuiteGroup plan;
  plan.is_union = group.kind == GroupPlan::Kind::kUnion;
  plan.name = group.name;
  plan.function = group.name;
  plan.cpp_type = group.cpp_type;
  plan.optional = group.optional;
  plan.forbidden = group.forbidden;
  for (const VariantPlan& variant : group.variants) {
    plan.variants.push_back(plan_suite_variant(variant, group, model));
    if (!variant.predicate.empty())
      plan.predicates.emplace_back(plan.variants.back().members.front().column, variant.predicate);
  }
  return plan;
}

std::string_view to_text(SuiteChildren::Kind kind) {
  switch (kind) {
    case SuiteChildren::Kind::kOne:
      return "kOne";
    case SuiteChildren::Kind::kMany:
      return "kMany";
    case SuiteChildren::Kind::kLinked:
      return "kLinked";
    case SuiteChildren::Kind::kJoined:
      return "kJoined";
  }
  return "";
}

SuitePlan plan_suite(const Schema& schema, const OutputNames& names) {
  SuitePlan plan;
  const LibraryPlan library = plan_library(schema, names);
  plan.cpp_namespace = names.cpp_namespace;
  plan.include_directory = names.include_directory;
  plan.source = schema.source;
  plan.types_header = schema.types_header;
  plan.name = name_of(names.cpp_namespace);
  plan.uses_json = library.uses_json;
  plan.result = library.result;
  plan.enums = library.enums;
  for (const Table& table : schema.tables) plan.tables.push_back(plan_table_facts(schema, table));
  for (const ModelPlan& model : plan_models(schema, names)) {
    for (StatementFacts& statement : plan_statement_facts(model))
      plan.statements.push_back(std::move(statement));
    plan.models.push_back(plan_suite_model(schema, *schema.find_table(model.table), model));
  }
  return plan;
}

}  // namespace thriftorm
