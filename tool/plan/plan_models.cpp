#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "tool/plan/model_plan.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

constexpr std::size_t kCommentWidth = 92;

std::string backticked(std::string_view name) { return fmt::format("`{}`", name); }

std::string position_of(const std::string& column) { return "k" + pascal_case(column); }
std::string member_of(const std::string& column) { return column + "_"; }

std::string enum_constant(std::string_view enum_name) {
  const std::size_t last = enum_name.rfind("::");
  return fmt::format("k{}Members", last == std::string_view::npos ? enum_name : enum_name.substr(last + 2));
}

// Two enums of one name in different namespaces keep apart by their whole names.
std::string enum_constant(const Schema& schema, const std::string& enum_name) {
  const std::string constant = enum_constant(enum_name);
  const auto same = std::count_if(schema.enums.begin(), schema.enums.end(),
                                  [&](const Enumeration& e) { return enum_constant(e.name) == constant; });
  if (same < 2) return constant;
  std::string whole = "k";
  for (std::size_t at = 0; at < enum_name.size();) {
    const std::size_t end = std::min(enum_name.find("::", at), enum_name.size());
    whole += pascal_case(enum_name.substr(at, end - at));
    at = end + 2;
  }
  return whole + "Members";
}

std::vector<std::string> wrap_comment(std::string_view text) {
  std::vector<std::string> lines;
  std::string line;
  const auto flush = [&] {
    if (!line.empty()) lines.push_back(std::move(line));
    line.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n\t\r", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (!word.empty()) {
      if (!line.empty() && line.size() + 1 + word.size() > kCommentWidth) flush();
      line += (line.empty() ? "" : " ") + std::string(word);
    }
    const bool paragraph = end + 1 < text.size() && text[end] == '\n' && text[end + 1] == '\n';
    if (paragraph) flush();
    at = end + 1;
  }
  flush();
  // A backslash at a line's end would join it with the next.
  for (std::string& wrapped : lines) {
    if (wrapped.ends_with('\\')) wrapped += '.';
  }
  return lines;
}

// `text` as a string literal; `plain` if its bytes above ASCII are characters.
std::string cpp_string(std::string_view text, bool plain = true) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') result += fmt::format("\\{}", c);
    else if (c == '\n') result += "\\n";
    else if (byte < 0x20 || byte == 0x7F || (byte > 0x7F && !plain)) result += fmt::format("\\{:03o}", byte);
    else result += c;
  }
  return result + "\"";
}

std::string deprecated_attribute(const std::optional<std::string>& text) {
  return text ? fmt::format("[[deprecated({})]]", cpp_string(*text)) : "";
}

// A column's name as a parameter, but where the code around it would mean something else by it: a
// parameter, a function that it calls, or a macro of the C library.
std::string parameter_name(const Column& column) {
  constexpr auto kTaken = std::to_array<std::string_view>(
      {"EOF", "NULL", "assert", "assign", "errno", "find_all", "find_one", "linux", "major", "minor", "session", "set_key", "signals",
       "slots", "std", "stderr", "stdin", "stdout", "thriftorm", "unix"});
  const bool taken = std::find(kTaken.begin(), kTaken.end(), column.name) != kTaken.end();
  return taken ? "value" : column.name;
}

std::string codec_of(const Schema& schema, const Column& column) {
  switch (column.value.kind) {
    case Value::Kind::kBool: return "thriftorm::as::Boolean";
    case Value::Kind::kInteger: return "thriftorm::as::Integer";
    case Value::Kind::kDouble: return "thriftorm::as::Double";
    case Value::Kind::kString: return "thriftorm::as::Text";
    case Value::Kind::kBytes: return "thriftorm::as::Bytes";
    case Value::Kind::kEnumName: return fmt::format("thriftorm::as::EnumName<{}>", enum_constant(schema, column.value.enum_name));
    case Value::Kind::kEnumNumber: return fmt::format("thriftorm::as::EnumNumber<{}>", enum_constant(schema, column.value.enum_name));
    case Value::Kind::kDecimal:
      return fmt::format("thriftorm::as::Decimal<{}, {}>", column.storage.precision, column.storage.scale);
    case Value::Kind::kDate: return "thriftorm::as::Date";
    case Value::Kind::kDateTime: return fmt::format("thriftorm::as::DateTime<{}>", column.storage.precision);
    case Value::Kind::kJson: return "thriftorm::as::Json";
  }
  return "";
}

bool is_enum(const Column& column) {
  return column.value.kind == Value::Kind::kEnumName || column.value.kind == Value::Kind::kEnumNumber;
}

bool is_held_by_reference(const Column& column) {
  switch (column.value.kind) {
    case Value::Kind::kString:
    case Value::Kind::kBytes:
    case Value::Kind::kDecimal:
    case Value::Kind::kDate:
    case Value::Kind::kJson: return true;
    default: return false;
  }
}

std::string initializer_of(const Schema& schema, const Column& column) {
  if (!column.default_value) return column.nullable || is_held_by_reference(column) ? "" : "{}";
  const Default& value = *column.default_value;
  if (is_enum(column)) {
    for (const Enumeration& enumeration : schema.enums) {
      for (const Enumerator& member : enumeration.members) {
        if (enumeration.name == column.value.enum_name && member.name == value.text) return fmt::format("{{{}}}", member.cpp_name);
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
    if (std::find(variant.columns.begin(), variant.columns.end(), column) != variant.columns.end()) return &variant;
  }
  return nullptr;
}

AccessorKind accessor_kind(const Table& table, const Column& column) {
  if (table.primary_key.front() == column.name) return AccessorKind::kKey;
  if (column.version) return AccessorKind::kVersion;
  if (const Group* group = group_of(table, column)) {
    const bool whole = group->kind == Group::Kind::kStruct ? !group->required : !variant_of(*group, column.name)->cpp_type.empty();
    if (whole) return AccessorKind::kMember;
    if (group->kind == Group::Kind::kUnion) return is_enum(column) ? AccessorKind::kEnumVariant : AccessorKind::kVariant;
  }
  if (is_enum(column)) return AccessorKind::kEnum;
  return is_held_by_reference(column) ? AccessorKind::kReference : AccessorKind::kValue;
}

// The columns of the other variants, which setting this one makes NULL.
std::vector<std::pair<std::string, std::string>> cleared_by(const Table& table, const Column& column) {
  std::vector<std::pair<std::string, std::string>> cleared;
  const Group* group = group_of(table, column);
  if (group == nullptr || group->kind != Group::Kind::kUnion) return cleared;
  const GroupVariant* own = variant_of(*group, column.name);
  for (const GroupVariant& variant : group->variants) {
    if (&variant == own) continue;
    for (const std::string& other : variant.columns) cleared.emplace_back(position_of(other), member_of(other));
  }
  return cleared;
}

std::vector<std::string> column_documentation(const Table& table, const Column& column) {
  std::vector<std::string> lines = wrap_comment(column.documentation);
  if (!lines.empty()) return lines;
  if (table.primary_key.front() == column.name) return {"The primary key; unset until the record is stored."};
  if (column.reference) return {fmt::format("The key of a row of {}.", backticked(column.reference->table))};
  return {};
}

// What MySQL and MariaDB take; held to on SQLite as well.
int max_bytes(Storage::Kind kind) {
  switch (kind) {
    case Storage::Kind::kText:
    case Storage::Kind::kBlob: return 65'535;
    case Storage::Kind::kMediumText:
    case Storage::Kind::kMediumBlob: return 16'777'215;
    default: return 0;
  }
}

ColumnPlan plan_column(const Schema& schema, const Table& table, const Column& column) {
  ColumnPlan plan;
  plan.name = column.name;
  plan.position = position_of(column.name);
  plan.accessor = column.name;
  plan.parameter = parameter_name(column);
  plan.kind = accessor_kind(table, column);
  plan.member = plan.kind == AccessorKind::kKey ? "" : member_of(column.name);
  plan.type = column.nullable ? fmt::format("std::optional<{}>", column.value.cpp_type) : column.value.cpp_type;
  plan.initializer = initializer_of(schema, column);
  plan.codec = codec_of(schema, column);
  if (is_enum(column)) plan.members = enum_constant(schema, column.value.enum_name);
  plan.by_reference = is_held_by_reference(column);
  plan.required = !column.nullable && !column.generated && !column.default_value && !column.version && !column.created_at && !column.updated_at;
  const bool limited = column.storage.kind == Storage::Kind::kVarchar || column.storage.kind == Storage::Kind::kVarbinary;
  plan.max_length = limited && !is_enum(column) ? column.storage.length : 0;
  plan.max_bytes = max_bytes(column.storage.kind);
  plan.documentation = column_documentation(table, column);
  plan.attribute = deprecated_attribute(column.deprecated);
  plan.clears = cleared_by(table, column);
  return plan;
}

// --- finders

std::string finder_parameter_type(const Column& column) {
  return is_held_by_reference(column) ? "std::string_view" : column.value.cpp_type;
}

std::string finder_argument(const Schema& schema, const Column& column) {
  const std::string name = parameter_name(column);
  switch (column.value.kind) {
    case Value::Kind::kBytes: return fmt::format("thriftorm::Parameter::bytes({})", name);
    case Value::Kind::kEnumName: return fmt::format("thriftorm::name_of({}, {})", enum_constant(schema, column.value.enum_name), name);
    case Value::Kind::kEnumNumber: return fmt::format("static_cast<std::int64_t>({})", name);
    case Value::Kind::kDateTime: return fmt::format("thriftorm::detail::datetime_text({}, {})", name, column.storage.precision);
    default: return name;
  }
}

bool has_index(const Table& table, const std::string& column, bool unique) {
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
    return index.columns == std::vector<std::string>{column} && (index.unique || !unique);
  });
}

std::string column_list(const Table& table) {
  std::string list;
  for (const Column& column : table.columns) list += (list.empty() ? "" : ", ") + backticked(column.name);
  return list;
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
    finder.sql = fmt::format("SELECT {} FROM {} WHERE {} = ?", column_list(table), backticked(table.name), backticked(column.name));
    if (finder.many) finder.sql += fmt::format(" ORDER BY {}", backticked(table.primary_key.front()));
    finder.documentation = {finder.many ? fmt::format("The records with this {}, in the order of their keys.", backticked(column.name))
                                        : fmt::format("The record with this {}, which is unique; empty: there is none.", backticked(column.name))};
    finders.push_back(std::move(finder));
  }
  return finders;
}

// --- groups

VariantPlan plan_variant(const Schema& schema, const Table& table, const GroupVariant& variant) {
  VariantPlan plan;
  plan.field = variant.field;
  plan.cpp_type = variant.cpp_type;
  plan.name = variant.name;
  plan.attribute = deprecated_attribute(variant.deprecated);
  // The class itself may use what it warns others of.
  plan.getter = (variant.deprecated ? "read_" : "get_") + variant.name;
  if (table.kind == Table::Kind::kPivot) plan.predicate = "is_" + without_id(variant.field);
  for (std::size_t i = 0; i < variant.columns.size(); ++i) {
    const Column& column = *table.find_column(variant.columns[i]);
    const bool required = std::find(variant.required_columns.begin(), variant.required_columns.end(), column.name) != variant.required_columns.end();
    plan.members.push_back({position_of(column.name), member_of(column.name), variant.members[i].empty() ? variant.field : variant.members[i], column.value.cpp_type,
                            is_enum(column) ? enum_constant(schema, column.value.enum_name) : "", column.nullable, !required});
  }
  return plan;
}

GroupPlan plan_group(const Schema& schema, const Table& table, const Group& group) {
  GroupPlan plan;
  plan.kind = group.kind == Group::Kind::kStruct ? GroupPlan::Kind::kStruct : GroupPlan::Kind::kUnion;
  plan.optional = !group.required;
  plan.ordered = !group.read_order.empty() || !group.fallback.empty();
  plan.attribute = deprecated_attribute(group.deprecated);
  plan.name = group.name;
  plan.cpp_type = group.cpp_type;
  plan.forbidden = group.forbidden;
  plan.documentation = wrap_comment(group.documentation);
  for (const GroupVariant& variant : group.variants) plan.variants.push_back(plan_variant(schema, table, variant));
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

// --- models

std::vector<std::string> model_documentation(const Table& table) {
  std::vector<std::string> lines = wrap_comment(table.documentation);
  if (!lines.empty()) lines.emplace_back();
  lines.push_back(table.struct_name.empty() ? fmt::format("A row of {}.", backticked(table.name))
                                            : fmt::format("A row of {}; {} in the IDL.", backticked(table.name), table.struct_name));
  return lines;
}

std::string insert_sql(const Table& table) {
  std::string marks;
  for (std::size_t i = 0; i < table.columns.size(); ++i) marks += i == 0 ? "?" : ", ?";
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", backticked(table.name), column_list(table), marks);
}

void plan_stamps(const Table& table, ModelPlan& plan) {
  for (const Column& column : table.columns) {
    const std::string now = fmt::format("thriftorm::current_datetime({})", column.storage.precision);
    const std::pair<std::string, std::string> stamp{position_of(column.name), fmt::format("{}, {}", member_of(column.name), now)};
    if (column.created_at) plan.stamped_on_insert.push_back(stamp);
    if (column.updated_at) plan.stamped_always.push_back(stamp);
  }
}

// What the names in the class's declaration come from.
std::vector<std::string> standard_headers(const Table& table, const ModelPlan& plan) {
  std::set<std::string> headers{"cstddef", "cstdint", "optional", "utility"};
  for (const FinderPlan& finder : plan.finders) {
    if (finder.many) headers.insert("vector");
    if (finder.parameter_type == "std::string_view") headers.insert("string_view");
  }
  for (const Column& column : table.columns) {
    if (is_held_by_reference(column) && column.value.kind != Value::Kind::kJson) headers.insert("string");
    for (const std::string_view container : {"map", "set", "string", "vector"}) {
      if (column.value.cpp_type.find(fmt::format("std::{}<", container)) != std::string::npos) headers.emplace(container);
    }
    if (column.value.cpp_type.find("std::string") != std::string::npos) headers.insert("string");
  }
  for (const RelationPlan& relation : plan.relations) {
    if (relation.kind == RelationPlan::Kind::kChildren) headers.insert("vector");
  }
  if (!plan.choosers.empty()) headers.insert("variant");
  return {headers.begin(), headers.end()};
}

ModelPlan plan_model(const Schema& schema, const Table& table, const OutputNames& names) {
  ModelPlan plan;
  plan.file = table.name + "_model";
  plan.class_name = table.model;
  plan.cpp_namespace = names.cpp_namespace;
  plan.include_directory = names.include_directory;
  plan.source = schema.source;
  plan.types_header = schema.types_header;
  plan.table = table.name;
  const Column& key = *table.find_column(table.primary_key.front());
  plan.key_type = key.value.cpp_type;
  plan.key_position = position_of(key.name);
  plan.generated_key = key.generated;
  plan.text_key = key.value.kind == Value::Kind::kString;
  plan.documentation = model_documentation(table);
  for (const Column& column : table.columns) {
    plan.columns.push_back(plan_column(schema, table, column));
    plan.uses_enums = plan.uses_enums || is_enum(column);
    plan.uses_json = plan.uses_json || column.value.kind == Value::Kind::kJson;
    if (column.version) {
      plan.version_position = position_of(column.name);
      plan.version_member = member_of(column.name);
    }
  }
  plan.finders = plan_finders(schema, table);
  for (const Group& group : table.groups) plan.groups.push_back(plan_group(schema, table, group));
  plan.relations = plan_relations(schema, table);
  plan.choosers = plan_choosers(schema, table);
  plan.links = plan_links(schema, table);
  plan.destroy = plan_destroy(schema, table);
  plan_stamps(table, plan);
  plan.standard_headers = standard_headers(table, plan);
  plan.find_sql = fmt::format("SELECT {} FROM {} WHERE {} = ?", column_list(table), backticked(table.name), backticked(key.name));
  plan.insert_sql = insert_sql(table);
  plan.erase_sql = fmt::format("DELETE FROM {} WHERE {} = ?", backticked(table.name), backticked(key.name));
  return plan;
}

}  // namespace

OutputNames output_names(const Schema& schema, const std::string& stated_namespace) {
  OutputNames names;
  names.cpp_namespace = stated_namespace;
  if (names.cpp_namespace.empty()) {
    std::string base = schema.idl_namespace.empty() ? std::filesystem::path(schema.source).stem().string() : schema.idl_namespace;
    // A file's name may hold what an identifier cannot.
    std::replace_if(base.begin(), base.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    if (std::isdigit(static_cast<unsigned char>(base.front())) != 0) base = "_" + base;
    names.cpp_namespace = base + "_db";
  }
  names.include_directory = names.cpp_namespace;
  for (std::size_t at = names.include_directory.find("::"); at != std::string::npos; at = names.include_directory.find("::")) {
    names.include_directory.replace(at, 2, "/");
  }
  return names;
}

bool is_namespace(std::string_view name) {
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find("::", at), name.size());
    const std::string_view part = name.substr(at, end - at);
    const bool identifier = !part.empty() && std::isdigit(static_cast<unsigned char>(part.front())) == 0 &&
                            std::all_of(part.begin(), part.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
    if (!identifier || is_cpp_keyword(part) || part == "std" || part == "thriftorm") return false;
    at = end + 2;
  }
  return true;
}

std::vector<ModelPlan> plan_models(const Schema& schema, const OutputNames& names) {
  std::vector<ModelPlan> plans;
  for (const Table& table : schema.tables) {
    if (!table.model.empty()) plans.push_back(plan_model(schema, table, names));
  }
  std::sort(plans.begin(), plans.end(), [](const ModelPlan& a, const ModelPlan& b) { return a.file < b.file; });
  return plans;
}

LibraryPlan plan_library(const Schema& schema, const OutputNames& names) {
  LibraryPlan plan{names.cpp_namespace, names.include_directory, schema.source, schema.types_header, {}, {}};
  for (const Enumeration& enumeration : schema.enums) {
    plan.enums.push_back({enum_constant(schema, enumeration.name), enumeration.cpp_type, enumeration.members});
  }
  for (const ModelPlan& model : plan_models(schema, names)) plan.model_files.push_back(model.file);
  return plan;
}

}  // namespace thriftorm
