#include <algorithm>

#include <fmt/format.h>

#include "tool/plan/column_words.h"
#include "tool/plan/conversion_plan.h"
#include "tool/plan/relation_plan.h"
#include "tool/plan/row_source.h"
#include "tool/plan/taken_fields.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

using Kind = FieldPlan::Kind;

template <class Part>
const Part* find_by_field(const std::vector<Part>& parts, const std::string& field) {
  const auto found = std::find_if(parts.begin(), parts.end(),
                                  [&](const Part& part) { return part.field == field; });
  return found == parts.end() ? nullptr : &*found;
}

const StructField* find_struct_field(const Table& table, const std::string& name) {
  const auto found = std::find_if(table.fields.begin(), table.fields.end(),
                                  [&](const StructField& field) { return field.name == name; });
  return found == table.fields.end() ? nullptr : &*found;
}

const Column* value_column(const Table& table, const std::string& field) {
  const auto found =
      std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& column) {
        return column.role == ColumnRole::kField && column.field == field;
      });
  return found == table.columns.end() ? nullptr : &*found;
}

// Whether objects embed rows of this table that name them by a column which `names`; that the rows then
// do is implied.
template <class Names>
bool are_embedded(const Schema& schema, const Table& table, const Names& names) {
  const auto embeds = [&](const Relation& relation) {
    return relation.target == table.name && relation.link.empty() &&
           relation.kind != RelationKind::kBelongsTo && !relation.field.empty() &&
           !relation.ids_only && names(relation.column);
  };
  return std::any_of(schema.tables.begin(), schema.tables.end(), [&](const Table& other) {
    return std::any_of(other.relations.begin(), other.relations.end(), embeds);
  });
}

bool is_implied(const Schema& schema, const Table& table, const Column& column) {
  return are_embedded(schema, table, [&](const std::string& name) { return name == column.name; });
}

// By way of one of the union's variants.
bool is_implied(const Schema& schema, const Table& table, const Group& group) {
  return are_embedded(schema, table, [&](const std::string& name) {
    return std::any_of(group.variants.begin(), group.variants.end(),
                       [&](const auto& variant) { return variant.columns.front() == name; });
  });
}

void describe_column(const Schema& schema, const Table& table, const Column& column,
                     FieldPlan& plan) {
  plan.kind = column.name == table.primary_key.front() ? Kind::kKey : Kind::kValue;
  plan.position = position_of(column.name);
  plan.member = member_of(column.name);
  plan.nullable = column.nullable;
  if (is_enum(column)) plan.members = enum_constant(schema, column.value.enum_name);
  plan.counts = column.version;
  const bool implied = !column.nullable && is_implied(schema, table, column);
  plan.taken =
      plan.kind == Kind::kKey ? key_taken(plan, column) : value_taken(plan, column, implied);
  plan.nulls = plan.kind == Kind::kValue && is_nulled(column);
}

// Rows with the key of the row that they belong to behind their columns.
std::string select_rows(const RowSource& source) {
  return fmt::format("SELECT {0}, {1} FROM {2} WHERE {1} IN ", source.columns, source.owner,
                     source.from);
}

// Keys alone, each with that of the row that it belongs to.
std::string select_keys(const Relation& relation, const Table& target) {
  const bool linked = !relation.link.empty();
  return fmt::format("SELECT {}, {} FROM {} WHERE {} IN ",
                     backticked(linked ? relation.link_column : target.primary_key.front()),
                     backticked(relation.column), backticked(linked ? relation.link : target.name),
                     backticked(relation.column));
}

void describe_target(const Table& table, const Relation& relation, const Table& target,
                     FieldPlan& plan) {
  plan.target_class = target.model;
  plan.target_file = target.name + "_model";
  plan.give = relation_constant(table, relation);
  plan.embed = "kEmbed" + pascal_case(relation.name);
}

void describe_parent(const Table& table, const Table& target, const Relation& relation,
                     FieldPlan& plan) {
  const Column& column = *table.find_column(relation.column);
  plan.kind = Kind::kParent;
  plan.position = position_of(column.name);
  plan.member = member_of(column.name);
  plan.nullable = column.nullable;
  plan.column = column.name;
  plan.save = relation.save;
  plan.taken = row_taken(plan);
  plan.select = select_rows(direct_source(target, target.primary_key.front()));
}

// Of several rows where there should be one, the first counts.
void describe_child(const Table& target, const Relation& relation, FieldPlan& plan) {
  plan.kind = Kind::kChild;
  plan.taken = row_taken(plan);
  plan.select = select_rows(direct_source(target, relation.column));
  plan.order = fmt::format(" ORDER BY {}", backticked(target.primary_key.front()));
}

void describe_keys(const Table& target, const Relation& relation, FieldPlan& plan) {
  plan.kind = Kind::kKeys;
  plan.select = select_keys(relation, target);
  const Value& key = target.find_column(target.primary_key.front())->value;
  plan.key_type = key.cpp_type;
  plan.text_keys = key.kind == Value::Kind::kString;
  plan.order =
      " ORDER BY " + (relation.link.empty() ? row_order(relation, source_of(relation, target))
                                            : backticked(relation.link_column));
}

// The relation to the pivot that stores one of this table's unions, and that pivot.
const Relation* owner_relation(const Schema& schema, const Table& table, const std::string& field) {
  for (const Relation& relation : table.relations) {
    const Table& pivot = *schema.find_table(relation.target);
    if (pivot.kind != Table::Kind::kPivot || relation.kind == RelationKind::kBelongsTo) continue;
    const bool owned = relation.column == pivot.columns[1].name;
    if (owned && pivot.groups.front().field == field) return &relation;
  }
  return nullptr;
}

// The union by which rows of a pivot say whose the embedded rows are names this record in each of them.
void describe_known_owner(const Schema& schema, const Relation& relation, const Table& target,
                          FieldPlan& plan) {
  const Table* pivot = schema.find_table(relation.link);
  if (pivot == nullptr || pivot->kind != Table::Kind::kPivot) return;
  const Group& group = pivot->groups.front();
  const StructField* field = find_struct_field(target, group.field);
  if (field == nullptr || owner_relation(schema, target, group.field) == nullptr) return;
  for (const GroupVariant& variant : group.variants) {
    if (variant.columns.front() == relation.column) plan.owner_variant = variant.field;
  }
  plan.link = relation.link;
  plan.owner_field = field->name;
  plan.owner_flagged = !field->required;
  plan.owner_type = field->cpp_type;
}

// Of several rows with one key the last counts, and so the map's rows are read backwards.
void describe_map_key(const Relation& relation, const Table& target, FieldPlan& plan) {
  const Column& key = *target.find_column(relation.key_column);
  const bool may_be_missing = key.nullable || key.name == target.primary_key.front();
  plan.value = key.field;
  plan.refused = other_key(key.field, !find_struct_field(target, key.field)->required);
  plan.row_key = "row.get_" + key.name + "()";
  if (may_be_missing) plan.row_key = "thriftorm::value_or_default(" + plan.row_key + ")";
}

void describe_children(const Schema& schema, const Table& target, const Relation& relation,
                       FieldPlan& plan) {
  plan.taken = said(plan);
  if (relation.ids_only) return describe_keys(target, relation, plan);
  plan.kind = relation.key_column.empty() ? Kind::kList : Kind::kMap;
  describe_known_owner(schema, relation, target, plan);
  const RowSource source = source_of(relation, target);
  plan.select = select_rows(source);
  plan.order =
      " ORDER BY " +
      row_order(relation, source, plan.kind == Kind::kMap ? Direction::kDown : Direction::kUp);
  if (plan.kind == Kind::kMap) describe_map_key(relation, target, plan);
}

void describe_relation(const Schema& schema, const Table& table, const Relation& relation,
                       FieldPlan& plan) {
  const Table& target = *schema.find_table(relation.target);
  describe_target(table, relation, target, plan);
  if (relation.kind == RelationKind::kBelongsTo)
    return describe_parent(table, target, relation, plan);
  if (relation.kind == RelationKind::kHasOne) return describe_child(target, relation, plan);
  describe_children(schema, target, relation, plan);
}

void describe_group(const Schema& schema, const Table& table, const Group& group, FieldPlan& plan) {
  plan.kind = Kind::kGroup;
  plan.group = group.name;
  plan.nullable = !group.required;
  plan.taken = group_taken(plan, group, is_implied(schema, table, group));
  plan.nulls = plan.optional;
}

void describe_owner(const Schema& schema, const Table& table, const Relation& relation,
                    FieldPlan& plan) {
  const Table& pivot = *schema.find_table(relation.target);
  plan.kind = Kind::kOwner;
  describe_target(table, relation, pivot, plan);
  plan.group = pivot.groups.front().name;
  plan.taken = owner_taken(plan, pivot.groups.front());
  plan.link = pivot.name;
  plan.select = select_rows(direct_source(pivot, relation.column));
}

// Whether the field is converted at all; the rest of it.
bool describe(const Schema& schema, const Table& table, const StructField& field, FieldPlan& plan) {
  if (std::find(table.computed.begin(), table.computed.end(), field.name) != table.computed.end()) {
    plan.kind = Kind::kComputed;
  } else if (table.backing_table_field == field.name) {
    plan.kind = Kind::kBackingTable;
    plan.value = table.backing_table_value;
  } else if (const Relation* relation = find_by_field(table.relations, field.name)) {
    describe_relation(schema, table, *relation, plan);
  } else if (const Group* group = find_by_field(table.groups, field.name)) {
    describe_group(schema, table, *group, plan);
  } else if (const Column* column = value_column(table, field.name)) {
    describe_column(schema, table, *column, plan);
  } else if (const Relation* owner = owner_relation(schema, table, field.name)) {
    describe_owner(schema, table, *owner, plan);
  } else {
    return false;
  }
  return true;
}

// Whether a field is converted by accessors that are deprecated: those of its group, or of the column
// that is a map's key.
bool uses_deprecated(const Schema& schema, const Table& table, const FieldPlan& plan) {
  if (plan.kind == Kind::kGroup)
    return find_by_field(table.groups, plan.field)->deprecated.has_value();
  if (plan.kind != Kind::kMap) return false;
  const Relation& relation = *find_by_field(table.relations, plan.field);
  const Table& target = *schema.find_table(relation.target);
  return target.find_column(relation.key_column)->deprecated.has_value();
}

// Whose a record is is known where that is how it was reached; all else is read.
std::string embeds_condition(const std::vector<FieldPlan>& fields) {
  std::string condition;
  for (const FieldPlan& field : fields) {
    if (field.embed.empty()) continue;
    if (field.kind != Kind::kOwner) return "true";
    condition += fmt::format("{}linked_by != \"{}\"", condition.empty() ? "" : " || ", field.link);
  }
  return condition.empty() ? "false" : condition;
}

}  // namespace

ConversionPlan plan_conversion(const Schema& schema, const Table& table) {
  ConversionPlan plan;
  plan.cpp_type = table.cpp_type;
  plan.name = table.struct_name;
  for (const StructField& field : table.fields) {
    FieldPlan converted;
    converted.field = field.name;
    converted.type = field.cpp_type;
    converted.flagged = !field.required;
    converted.optional = field.optional;
    converted.shared = field.shared;
    converted.defaulted = field.defaulted;
    converted.inserts = field.is_set;
    if (!describe(schema, table, field, converted)) continue;
    plan.uses_deprecated |= uses_deprecated(schema, table, converted);
    plan.names_parents |= converted.kind == Kind::kParent;
    plan.fields.push_back(std::move(converted));
  }
  plan.embeds = embeds_condition(plan.fields);
  return plan;
}

}  // namespace thriftorm
