// A model's columns, and what finds rows by them.
#include <algorithm>

#include <fmt/format.h>

#include "tool/plan/column_words.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

std::string initializer_of(const Schema& schema, const Column& column) {
  if (!column.default_value) return column.nullable || is_held_by_reference(column) ? "" : "{}";
  const Default& value = *column.default_value;
  if (is_enum(column)) {
    for (const Enumeration& enumeration : schema.enums) {
      for (const Enumerator& member : enumeration.members) {
        if (enumeration.name == column.value.enum_name && member.name == value.text)
          return fmt::format("{{{}}}", member.cpp_name);
      }
    }
  }
  if (column.value.kind == Value::Kind::kBytes) {
    // With its length: the bytes may hold zeros.
    return fmt::format("{{{}, {}}}", cpp_string(value.text, false), value.text.size());
  }
  if (is_held_by_reference(column)) return fmt::format("{{{}}}", cpp_string(value.text));
  // The one number that cannot be written with a minus sign.
  if (value.text == "-9223372036854775808") return "{INT64_MIN}";
  return fmt::format("{{{}}}", value.text);
}

const Group* group_of(const Table& table, const Column& column) {
  if (column.role != ColumnRole::kMember) return nullptr;
  for (const Group& group : table.groups) {
    if (group.field == column.field) return &group;
  }
  return nullptr;
}

const GroupVariant* variant_of(const Group& group, const std::string& column) {
  for (const GroupVariant& variant : group.variants) {
    if (std::find(variant.columns.begin(), variant.columns.end(), column) != variant.columns.end())
      return &variant;
  }
  return nullptr;
}

AccessorKind accessor_kind(const Table& table, const Column& column) {
  if (table.primary_key.front() == column.name) return AccessorKind::kKey;
  if (column.version) return AccessorKind::kVersion;
  if (const Group* group = group_of(table, column)) {
    const bool whole = group->kind == Group::Kind::kStruct
                           ? !group->required
                           : !variant_of(*group, column.name)->cpp_type.empty();
    if (whole) return AccessorKind::kMember;
    if (group->kind == Group::Kind::kUnion)
      return is_enum(column) ? AccessorKind::kEnumVariant : AccessorKind::kVariant;
  }
  if (is_enum(column)) return AccessorKind::kEnum;
  return is_held_by_reference(column) ? AccessorKind::kReference : AccessorKind::kValue;
}

std::vector<std::string> column_documentation(const Table& table, const Column& column) {
  std::vector<std::string> lines = wrap_comment(column.documentation);
  if (!lines.empty()) return lines;
  if (table.primary_key.front() == column.name)
    return {"The primary key; unset until the record is stored."};
  if (column.reference)
    return {fmt::format("The key of a row of {}.", backticked(column.reference->table))};
  return {};
}

// What MySQL and MariaDB take; held to on SQLite as well.
int max_bytes(Storage::Kind kind) {
  switch (kind) {
    case Storage::Kind::kText:
    case Storage::Kind::kBlob:
      return 65'535;
    case Storage::Kind::kMediumText:
    case Storage::Kind::kMediumBlob:
      return 16'777'215;
    default:
      return 0;
  }
}

std::string finder_parameter_type(const Column& column) {
  return is_held_by_reference(column) ? "std::string_view" : column.value.cpp_type;
}

std::string finder_argument(const Schema& schema, const Column& column) {
  const std::string name = parameter_name(column);
  switch (column.value.kind) {
    case Value::Kind::kBytes:
      return fmt::format("thriftorm::Parameter::bytes({})", name);
    case Value::Kind::kEnumName:
      return fmt::format("thriftorm::name_of({}, {})",
                         enum_constant(schema, column.value.enum_name), name);
    case Value::Kind::kEnumNumber:
      return fmt::format("static_cast<std::int64_t>({})", name);
    case Value::Kind::kDateTime:
      return fmt::format("thriftorm::detail::datetime_text({}, {})", name,
                         column.storage.precision);
    default:
      return name;
  }
}

bool has_index(const Table& table, const std::string& column, bool unique) {
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
    return index.columns == std::vector<std::string>{column} && (index.unique || !unique);
  });
}

}  // namespace

std::vector<std::pair<std::string, std::string>> cleared_by(const Table& table,
                                                            const Column& column) {
  std::vector<std::pair<std::string, std::string>> cleared;
  const Group* group = group_of(table, column);
  if (group == nullptr || group->kind != Group::Kind::kUnion) return cleared;
  const GroupVariant* own = variant_of(*group, column.name);
  for (const GroupVariant& variant : group->variants) {
    if (&variant == own) continue;
    for (const std::string& other : variant.columns)
      cleared.emplace_back(position_of(other), member_of(other));
  }
  return cleared;
}

ColumnPlan plan_column(const Schema& schema, const Table& table, const Column& column) {
  ColumnPlan plan;
  plan.name = column.name;
  plan.position = position_of(column.name);
  plan.accessor = column.name;
  plan.parameter = parameter_name(column);
  plan.kind = accessor_kind(table, column);
  plan.member = plan.kind == AccessorKind::kKey ? "" : member_of(column.name);
  plan.type = column.nullable ? fmt::format("std::optional<{}>", column.value.cpp_type)
                              : column.value.cpp_type;
  plan.initializer = initializer_of(schema, column);
  plan.codec = codec_of(schema, column);
  plan.json = column.value.kind == Value::Kind::kJson;
  if (is_enum(column)) plan.members = enum_constant(schema, column.value.enum_name);
  plan.by_reference = is_held_by_reference(column);
  plan.required = !column.nullable && !column.generated && !column.default_value &&
                  !column.version && !column.created_at && !column.updated_at;
  const bool limited = column.storage.kind == Storage::Kind::kVarchar ||
                       column.storage.kind == Storage::Kind::kVarbinary;
  plan.max_length = limited && !is_enum(column) ? column.storage.length : 0;
  plan.max_bytes = max_bytes(column.storage.kind);
  plan.decimal = column.storage.kind == Storage::Kind::kDecimal;
  if (column.updated_at) plan.stamp_digits = column.storage.precision;
  plan.created_at = column.created_at;
  plan.unique = table.primary_key.front() == column.name || has_index(table, column.name, true);
  plan.documentation = column_documentation(table, column);
  plan.attribute = deprecated_attribute(column.deprecated);
  plan.clears = cleared_by(table, column);
  plan.names_row = column.reference.has_value() && plan.kind != AccessorKind::kKey;
  return plan;
}

std::vector<FinderPlan> plan_finders(const Schema& schema, const Table& table) {
  std::vector<FinderPlan> finders;
  for (const Column& column : table.columns) {
    const bool unique = has_index(table, column.name, true);
    const bool wanted = column.reference || has_index(table, column.name, false);
    if (!wanted || column.name == table.primary_key.front()) continue;
    FinderPlan finder;
    finder.method = "find_by_" + column.name;
    finder.constant = "kFindBy" + pascal_case(column.name);
    finder.parameter_type = finder_parameter_type(column);
    finder.parameter = parameter_name(column);
    finder.argument = finder_argument(schema, column);
    finder.many = !unique;
    finder.sql = fmt::format("SELECT {} FROM {} WHERE {} = ?", column_list(table),
                             backticked(table.name), backticked(column.name));
    if (finder.many)
      finder.sql += fmt::format(" ORDER BY {}", backticked(table.primary_key.front()));
    finder.documentation = {
        finder.many ? fmt::format("The records with this {}, in the order of their keys.",
                                  backticked(column.name))
                    : fmt::format("The record with this {}, which is unique; empty: there is none.",
                                  backticked(column.name))};
    finders.push_back(std::move(finder));
  }
  return finders;
}

}  // namespace thriftorm
