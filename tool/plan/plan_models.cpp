#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "tool/plan/column_words.h"
#include "tool/schema/names.h"

namespace thriftorm {
namespace {

std::vector<std::string> model_documentation(const Table& table) {
  std::vector<std::string> lines = wrap_comment(table.documentation);
  if (!lines.empty()) lines.emplace_back();
  lines.push_back(
      table.struct_name.empty()
          ? fmt::format("A row of {}.", backticked(table.name))
          : fmt::format("A row of {}; {} in the IDL.", backticked(table.name), table.struct_name));
  return lines;
}

std::string insert_sql(const Table& table) {
  std::string marks;
  for (std::size_t i = 0; i < table.columns.size(); ++i) marks += i == 0 ? "?" : ", ?";
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", backticked(table.name), column_list(table),
                     marks);
}

void plan_stamps(const Table& table, ModelPlan& plan) {
  for (const Column& column : table.columns) {
    const std::string now =
        fmt::format("thriftorm::current_datetime({})", column.storage.precision);
    const std::pair<std::string, std::string> stamp{
        position_of(column.name), fmt::format("{}, {}", member_of(column.name), now)};
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
    if (is_held_by_reference(column) && column.value.kind != Value::Kind::kJson)
      headers.insert("string");
    for (const std::string_view container : {"map", "set", "string", "vector"}) {
      if (column.value.cpp_type.find(fmt::format("std::{}<", container)) != std::string::npos)
        headers.emplace(container);
    }
    if (column.value.cpp_type.find("std::string") != std::string::npos) headers.insert("string");
  }
  for (const RelationPlan& relation : plan.relations) {
    if (relation.kind == RelationPlan::Kind::kChildren) headers.insert("vector");
  }
  if (!plan.choosers.empty()) headers.insert("variant");
  if (plan.conversion) headers.insert({"span", "vector"});
  if (!plan.result_type.empty()) headers.insert("string");
  return {headers.begin(), headers.end()};
}

// Keys that `save` put into columns are taken back by a rollback, and so are the variants that they
// excluded.
void plan_settling(ModelPlan& plan) {
  std::set<std::string> settling;
  for (const ColumnPlan& column : plan.columns) {
    if (!column.names_row) continue;
    settling.insert(column.position);
    for (const auto& [position, member] : column.clears) settling.insert(position);
  }
  for (ColumnPlan& column : plan.columns)
    column.settles = column.kind == AccessorKind::kVersion || settling.contains(column.position);
  for (GroupPlan& group : plan.groups) {
    for (const VariantPlan& variant : group.variants) {
      for (const MemberPlan& member : variant.members)
        group.settles = group.settles || settling.contains(member.position);
    }
  }
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
  plan.key_name = key.name;
  plan.generated_key = key.generated;
  plan.text_key = key.value.kind == Value::Kind::kString;
  plan.documentation = model_documentation(table);
  for (const Column& column : table.columns) {
    if (column.name == key.name) plan.key = plan.columns.size();
    if (column.version) {
      plan.version = plan.columns.size();
      plan.version_member = member_of(column.name);
    }
    plan.columns.push_back(plan_column(schema, table, column));
    plan.uses_enums = plan.uses_enums || is_enum(column);
    plan.uses_json = plan.uses_json || column.value.kind == Value::Kind::kJson;
  }
  plan.finders = plan_finders(schema, table);
  for (const Group& group : table.groups) plan.groups.push_back(plan_group(schema, table, group));
  plan_settling(plan);
  plan.relations = plan_relations(schema, table);
  plan.choosers = plan_choosers(schema, table);
  plan.giving = plan_giving(schema, table);
  plan.links = plan_links(schema, table);
  plan.copies = plan_copies(schema, table);
  if (!plan.copies.empty()) plan.copier = copier_name(table);
  plan.copiers = plan_copiers(schema, table);
  plan.destroy = plan_destroy(schema, table);
  plan.query = plan_query(schema, table);
  if (!table.cpp_type.empty()) plan.conversion = plan_conversion(schema, table);
  if (schema.result && plan.conversion) plan.result_type = schema.result->cpp_type;
  plan_stamps(table, plan);
  plan.standard_headers = standard_headers(table, plan);
  plan.find_sql = fmt::format("SELECT {} FROM {} WHERE {} = ?", column_list(table),
                              backticked(table.name), backticked(key.name));
  plan.insert_sql = insert_sql(table);
  if (plan.destroy.empty())
    plan.erase_sql =
        fmt::format("DELETE FROM {} WHERE {} = ?", backticked(table.name), backticked(key.name));
  return plan;
}

}  // namespace

OutputNames output_names(const Schema& schema, const std::string& stated_namespace) {
  OutputNames names;
  names.cpp_namespace = stated_namespace;
  if (names.cpp_namespace.empty()) {
    std::string base = schema.idl_namespace.empty()
                           ? std::filesystem::path(schema.source).stem().string()
                           : schema.idl_namespace;
    // A file's name may hold what an identifier cannot.
    std::replace_if(
        base.begin(), base.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    if (std::isdigit(static_cast<unsigned char>(base.front())) != 0) base = "_" + base;
    names.cpp_namespace = base + "_db";
  }
  names.include_directory = names.cpp_namespace;
  for (std::size_t at = names.include_directory.find("::"); at != std::string::npos;
       at = names.include_directory.find("::")) {
    names.include_directory.replace(at, 2, "/");
  }
  return names;
}

bool is_namespace(std::string_view name) {
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find("::", at), name.size());
    const std::string_view part = name.substr(at, end - at);
    const bool identifier =
        !part.empty() && std::isdigit(static_cast<unsigned char>(part.front())) == 0 &&
        std::all_of(part.begin(), part.end(),
                    [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
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
  std::sort(plans.begin(), plans.end(),
            [](const ModelPlan& a, const ModelPlan& b) { return a.file < b.file; });
  return plans;
}

LibraryPlan plan_library(const Schema& schema, const OutputNames& names) {
  LibraryPlan plan;
  plan.version_major = THRIFTORM_VERSION_MAJOR;
  plan.version_minor = THRIFTORM_VERSION_MINOR;
  plan.cpp_namespace = names.cpp_namespace;
  plan.include_directory = names.include_directory;
  plan.source = schema.source;
  plan.types_header = schema.types_header;
  for (const Enumeration& enumeration : schema.enums) {
    plan.enums.push_back(
        {enum_constant(schema, enumeration.name), enumeration.cpp_type, enumeration.members});
  }
  if (schema.result) plan.result = plan_result(*schema.result, names.cpp_namespace);
  for (const ModelPlan& model : plan_models(schema, names)) {
    plan.model_files.push_back(model.file);
    plan.queries.push_back(model.query);
    plan.uses_json = plan.uses_json || model.uses_json;
  }
  return plan;
}

}  // namespace thriftorm
