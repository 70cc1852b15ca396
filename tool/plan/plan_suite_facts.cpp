// The facts of tables that suites are held to, and the statements that they must execute.
#include <algorithm>

#include <fmt/format.h>

#include "tool/plan/column_words.h"
#include "tool/plan/suite_plan.h"

namespace thriftorm {
namespace {

std::string type_of(const Storage& storage) {
  switch (storage.kind) {
    case Storage::Kind::kBool:
      return "kBool";
    case Storage::Kind::kInt8:
      return "kInt8";
    case Storage::Kind::kInt16:
      return "kInt16";
    case Storage::Kind::kInt32:
      return "kInt32";
    case Storage::Kind::kInt64:
      return "kInt64";
    case Storage::Kind::kDouble:
      return "kDouble";
    case Storage::Kind::kVarchar:
      return "kVarchar";
    case Storage::Kind::kText:
      return "kText";
    case Storage::Kind::kMediumText:
      return "kMediumText";
    case Storage::Kind::kLongText:
      return "kLongText";
    case Storage::Kind::kDecimal:
      return "kDecimal";
    case Storage::Kind::kDate:
      return "kDate";
    case Storage::Kind::kDateTime:
      return "kDateTime";
    case Storage::Kind::kJson:
      return "kJson";
    case Storage::Kind::kVarbinary:
      return "kVarbinary";
    case Storage::Kind::kBlob:
      return "kBlob";
    case Storage::Kind::kMediumBlob:
      return "kMediumBlob";
    case Storage::Kind::kLongBlob:
      return "kLongBlob";
  }
  return "";
}

std::string action_name(ReferentialAction action) {
  switch (action) {
    case ReferentialAction::kUnstated:
      return "kNone";
    case ReferentialAction::kRestrict:
      return "kRestrict";
    case ReferentialAction::kNoAction:
      return "kNoAction";
    case ReferentialAction::kCascade:
      return "kCascade";
    case ReferentialAction::kSetNull:
      return "kSetNull";
  }
  return "";
}

std::string number_literal(const std::string& text) {
  if (text == "-9223372036854775808") return "testing::Value(INT64_MIN)";
  return fmt::format("testing::Value(std::int64_t{{{}}})", text);
}

std::string bytes_literal(const std::string& text) {
  return fmt::format("testing::Value::bytes(std::string({}, {}))", cpp_string(text, false),
                     text.size());
}

std::string datetime_literal(std::int64_t count, int precision) {
  return fmt::format("testing::datetime({}, {})", count, precision);
}

// The default as it is stored.
std::string default_literal(const Column& column) {
  const Default& value = *column.default_value;
  switch (column.value.kind) {
    case Value::Kind::kBool:
      return number_literal(std::to_string(value.number));
    case Value::Kind::kInteger:
      return number_literal(value.text);
    case Value::Kind::kEnumNumber:
      return number_literal(std::to_string(value.number));
    case Value::Kind::kDouble:
      return fmt::format("testing::Value(double{{{}}})", value.text);
    case Value::Kind::kBytes:
      return bytes_literal(value.text);
    case Value::Kind::kDateTime:
      return datetime_literal(value.number, column.storage.precision);
    default:
      return fmt::format("testing::Value({})", cpp_string(value.text));
  }
}

void add_reference(const Reference& reference, std::vector<Fact>& facts) {
  facts.push_back(fmt::format(".references = {}", cpp_string(reference.table)));
  if (!reference.is_constraint()) return;
  facts.push_back(".constrained = true");
  if (reference.on_delete != ReferentialAction::kUnstated)
    facts.push_back(
        fmt::format(".on_delete = testing::Action::{}", action_name(reference.on_delete)));
  if (reference.on_update != ReferentialAction::kUnstated)
    facts.push_back(
        fmt::format(".on_update = testing::Action::{}", action_name(reference.on_update)));
}

ColumnFacts column_facts(const Schema& schema, const Column& column) {
  ColumnFacts plan{column.name, {}};
  std::vector<Fact>& facts = plan.facts;
  facts.push_back(fmt::format(".type = testing::Type::{}", type_of(column.storage)));
  if (column.storage.length > 0)
    facts.push_back(fmt::format(".length = {}", column.storage.length));
  if (column.storage.precision > 0)
    facts.push_back(fmt::format(".precision = {}", column.storage.precision));
  if (column.storage.scale > 0) facts.push_back(fmt::format(".scale = {}", column.storage.scale));
  if (column.nullable) facts.emplace_back(".nullable = true");
  if (column.generated) facts.emplace_back(".generated = true");
  if (column.version) facts.emplace_back(".version = true");
  if (column.created_at) facts.emplace_back(".created_at = true");
  if (column.updated_at) facts.emplace_back(".updated_at = true");
  if (column.default_value)
    facts.push_back(fmt::format(".default_value = {}", default_literal(column)));
  if (is_enum(column))
    facts.push_back(fmt::format(".members = {}()", enum_constant(schema, column.value.enum_name)));
  if (column.reference) add_reference(*column.reference, facts);
  if (column.value.kind == Value::Kind::kJson)
    facts.push_back(fmt::format(".json = testing::json_samples<{}, {}>()", codec_of(schema, column),
                                column.value.cpp_type));
  return plan;
}

// The table of a link's other end.
std::string target_table(const Schema& schema, const DestroyPlan& rule) {
  if (rule.target_column.empty()) return "";
  const Column* column = schema.find_table(rule.table)->find_column(rule.target_column);
  return column->reference ? column->reference->table : "";
}

}  // namespace

std::string_view to_text(StatementFacts::Kind kind) {
  switch (kind) {
    case StatementFacts::Kind::kWhole:
      return "kWhole";
    case StatementFacts::Kind::kList:
      return "kList";
    case StatementFacts::Kind::kPages:
      return "kPages";
    case StatementFacts::Kind::kKeys:
      return "kKeys";
  }
  return "";
}

TableFacts plan_table_facts(const Schema& schema, const Table& table) {
  TableFacts plan;
  plan.name = table.name;
  plan.has_model = !table.model.empty();
  plan.primary_key = table.primary_key;
  plan.indexes = table.indexes;
  for (const Column& column : table.columns) plan.columns.push_back(column_facts(schema, column));
  for (const Group& group : table.groups) {
    GroupFacts facts{
        group.name, group.kind == Group::Kind::kUnion, group.required, !group.fallback.empty(), {}};
    for (const GroupVariant& variant : group.variants)
      facts.variants.push_back(
          {variant.field, variant.columns,
           variant.required_columns.empty() ? variant.columns : variant.required_columns});
    plan.groups.push_back(std::move(facts));
  }
  if (!plan.has_model) return plan;
  for (const DestroyPlan& rule : plan_destroy(schema, table))
    plan.on_destroy.push_back(
        {rule.kind, rule.table, rule.column, rule.target_column, target_table(schema, rule)});
  return plan;
}

std::vector<StatementFacts> plan_statement_facts(const ModelPlan& model) {
  const std::string file = model.file + ".cpp: ";
  using Kind = StatementFacts::Kind;
  std::vector<StatementFacts> plans{{file + "kFind", Kind::kWhole, model.find_sql, ""},
                                    {file + "kInsert", Kind::kWhole, model.insert_sql, ""}};
  if (!model.erase_sql.empty())
    plans.push_back({file + "kErase", Kind::kWhole, model.erase_sql, ""});
  for (const FinderPlan& finder : model.finders)
    plans.push_back({file + finder.constant, Kind::kWhole, finder.sql, ""});
  for (const RelationPlan& relation : model.relations) {
    if (relation.kind == RelationPlan::Kind::kChild)
      plans.push_back({file + relation.constant, Kind::kWhole, relation.sql, ""});
    if (relation.kind != RelationPlan::Kind::kChildren) continue;
    plans.push_back({file + relation.constant, Kind::kList, relation.sql, relation.order});
    plans.push_back(
        {file + relation.constant + ", by pages", Kind::kPages, relation.sql, relation.order_key});
  }
  if (!model.conversion) return plans;
  for (const FieldPlan& field : model.conversion->fields) {
    if (!field.embed.empty())
      plans.push_back({file + field.embed, Kind::kKeys, field.select, field.order});
  }
  return plans;
}

}  // namespace thriftorm
