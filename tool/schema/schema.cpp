#include "tool/schema/schema.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace thriftorm {
namespace {

constexpr auto kStorageNames = std::to_array<std::string_view>(
    {"bool", "int8", "int16", "int32", "int64", "double", "varchar", "text", "mediumtext",
     "longtext", "decimal", "date", "datetime", "json", "varbinary", "blob", "mediumblob",
     "longblob"});
constexpr auto kRelationNames = std::to_array<std::string_view>(
    {"belongs_to", "has_one", "has_many", "through", "many_to_many"});
constexpr auto kOnDestroyNames = std::to_array<std::string_view>({"delete", "refuse", "unlink"});
constexpr auto kSaveNames = std::to_array<std::string_view>({"create", "all", "reference"});
constexpr auto kActionNames =
    std::to_array<std::string_view>({"", "restrict", "no_action", "cascade", "set_null"});

template <std::size_t N, class Enum>
std::string_view name_of(const std::array<std::string_view, N>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

std::string describe(const Storage& storage) {
  std::string text(name_of(kStorageNames, storage.kind));
  if (storage.length > 0) text += fmt::format("({})", storage.length);
  if (storage.kind == Storage::Kind::kDecimal)
    text += fmt::format("({},{})", storage.precision, storage.scale);
  if (storage.kind == Storage::Kind::kDateTime) text += fmt::format("({})", storage.precision);
  return text;
}

// "<, binary>": what a container's arguments are, where they are not what C++ says.
std::string describe(const JsonShape& shape) {
  if (shape.binary) return "binary";
  std::string text;
  for (const JsonShape& argument : shape.arguments)
    text += (text.empty() ? "<" : ", ") + describe(argument);
  return text.empty() ? text : text + ">";
}

std::string describe(const Column& column) {
  std::string text = fmt::format("  {} {}{} : {}", column.name, describe(column.storage),
                                 column.nullable ? "?" : "", column.value.cpp_type);
  const auto flag = [&](bool set, std::string_view name) {
    if (set) text += fmt::format(" {}", name);
  };
  flag(!column.value.json.is_plain(), "json" + describe(column.value.json));
  flag(column.generated, "generated");
  flag(column.role == ColumnRole::kHiddenId, "hidden");
  flag(column.role == ColumnRole::kKey, "key");
  flag(column.version, "version");
  flag(column.created_at, "created_at");
  flag(column.updated_at, "updated_at");
  flag(column.deprecated.has_value(), "deprecated");
  if (column.default_value) text += fmt::format(" = {}", column.default_value->text);
  if (column.reference) {
    text += fmt::format(" -> {}.{}", column.reference->table, column.reference->column);
    if (column.reference->on_delete != ReferentialAction::kUnstated)
      text += fmt::format(" on_delete={}", name_of(kActionNames, column.reference->on_delete));
    if (column.reference->on_update != ReferentialAction::kUnstated)
      text += fmt::format(" on_update={}", name_of(kActionNames, column.reference->on_update));
  }
  if (!column.thrift_path.empty()) text += fmt::format(" thrift:{}", column.thrift_path);
  return text + "\n";
}

std::string describe(const Group& group) {
  std::string text =
      fmt::format("  {} {} {}{}:", group.kind == Group::Kind::kUnion ? "union" : "struct",
                  group.name, group.cpp_type, group.required ? "" : "?");
  for (const GroupVariant& variant : group.variants) {
    text += fmt::format(" {}[{}]", variant.field, fmt::join(variant.columns, " "));
  }
  if (!group.forbidden.empty())
    text += fmt::format(" forbidden[{}]", fmt::join(group.forbidden, " "));
  if (!group.read_order.empty()) text += fmt::format(" read[{}]", fmt::join(group.read_order, " "));
  if (!group.fallback.empty()) text += fmt::format(" fallback[{}]", group.fallback);
  if (group.deprecated) text += " deprecated";
  return text + "\n";
}

std::string describe(const Relation& relation) {
  std::string text = fmt::format("  {} {} -> {}", name_of(kRelationNames, relation.kind),
                                 relation.name, relation.target);
  if (!relation.link.empty())
    text += fmt::format(" by {}({}, {})", relation.link, relation.column, relation.link_column);
  if (relation.link.empty()) text += fmt::format(" on {}", relation.column);
  if (!relation.field.empty()) text += fmt::format(" field={}", relation.field);
  if (!relation.key_column.empty()) text += fmt::format(" key={}", relation.key_column);
  if (!relation.order_by.empty())
    text += fmt::format(" order_by=[{}]", fmt::join(relation.order_by, " "));
  if (relation.ids_only) text += " ids";
  if (relation.symmetrical) text += " symmetrical";
  if (relation.shared) text += " shared";
  if (relation.deprecated) text += " deprecated";
  if (relation.kind == RelationKind::kBelongsTo) {
    if (!relation.field.empty())
      text += fmt::format(" save={}", name_of(kSaveNames, relation.save));
  } else {
    text += fmt::format(" on_destroy={}", name_of(kOnDestroyNames, relation.on_destroy));
  }
  return text + "\n";
}

std::string describe(const Table& table) {
  constexpr auto kKinds = std::to_array<std::string_view>({"table", "pivot", "association"});
  std::string text = fmt::format("{} {}", name_of(kKinds, table.kind), table.name);
  if (!table.model.empty()) text += fmt::format(" as {}", table.model);
  if (!table.struct_name.empty()) text += fmt::format(" of {}", table.struct_name);
  text += fmt::format(" (key: {})\n", fmt::join(table.primary_key, ", "));
  for (const Column& column : table.columns) text += describe(column);
  for (const Index& index : table.indexes)
    text += fmt::format("  {} {} ({})\n", index.unique ? "unique" : "index", index.name,
                        fmt::join(index.columns, ", "));
  for (const Group& group : table.groups) text += describe(group);
  for (const Relation& relation : table.relations) text += describe(relation);
  if (table.copy_of)
    text +=
        fmt::format("  copy_of {} by {}\n", table.copy_of->table, table.copy_of->template_column);
  for (const FirstOf& first : table.first_of)
    text += fmt::format("  first_of {} ({})\n", first.name, fmt::join(first.columns, ", "));
  if (!table.computed.empty())
    text += fmt::format("  computed {}\n", fmt::join(table.computed, ", "));
  if (!table.backing_table_field.empty())
    text += fmt::format("  backing_table {} = {}\n", table.backing_table_field,
                        table.backing_table_value);
  return text;
}

std::string describe(const ResultStruct& result) {
  std::string text =
      fmt::format("result {} status={} message={}", result.cpp_type, result.status, result.message);
  if (!result.error_code.empty()) text += fmt::format(" error_code={}", result.error_code);
  text += fmt::format(" success={} failure={}", result.success.name, result.failure.name);
  for (const Enumerator& error : result.errors) text += fmt::format(" {}", error.name);
  return text + "\n";
}

}  // namespace

const Column* Table::find_column(std::string_view column_name) const {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const Column& c) { return c.name == column_name; });
  return found == columns.end() ? nullptr : &*found;
}

Column* Table::find_column(std::string_view column_name) {
  return const_cast<Column*>(std::as_const(*this).find_column(column_name));
}

const Table* Schema::find_table(std::string_view table_name) const {
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [&](const Table& t) { return t.name == table_name; });
  return found == tables.end() ? nullptr : &*found;
}

Table* Schema::find_table(std::string_view table_name) {
  return const_cast<Table*>(std::as_const(*this).find_table(table_name));
}

std::string dump(const Schema& schema) {
  std::string text = fmt::format("schema of {} (namespace {}, header {})\n", schema.source,
                                 schema.idl_namespace, schema.types_header);
  for (const Table& table : schema.tables) text += "\n" + describe(table);
  for (const Enumeration& enumeration : schema.enums) {
    text += fmt::format("\nenum {} as {}:", enumeration.name, enumeration.cpp_type);
    for (const Enumerator& member : enumeration.members)
      text += fmt::format(" {}={}", member.name, member.number);
    text += "\n";
  }
  if (schema.result) text += "\n" + describe(*schema.result);
  return text;
}

}  // namespace thriftorm
