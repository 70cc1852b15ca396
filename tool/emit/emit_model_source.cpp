#include <string>
#include <vector>

#include "tool/emit/cpp_text.h"
#include "tool/emit/emit_columns.h"
#include "tool/emit/emit_conversion.h"
#include "tool/emit/emit_groups.h"
#include "tool/emit/emit_model.h"
#include "tool/emit/emit_relations.h"

namespace thriftorm {
namespace {

void emit_statements(const ModelPlan& model, TextWriter& out) {
  emit_statement("kFind", model.find_sql, out);
  emit_statement("kInsert", model.insert_sql, out);
  if (!model.erase_sql.empty()) emit_statement("kErase", model.erase_sql, out);
  for (const FinderPlan& finder : model.finders) emit_statement(finder.constant, finder.sql, out);
  emit_relation_statements(model, out);
  emit_conversion_constants(model, out);
}

// What few columns have.
std::string column_rest(const ColumnPlan& column) {
  const auto flag = [](bool value) { return value ? ", true" : ", false"; };
  if (!column.decimal && column.stamp_digits < 0 && !column.created_at && !column.unique) return "";
  return flag(column.decimal) + (", " + std::to_string(column.stamp_digits)) +
         flag(column.created_at) + flag(column.unique);
}

void emit_column_infos(const ModelPlan& model, TextWriter& out) {
  for (const ColumnPlan& column : model.columns) {
    out.emit(R"cpp({"$name$", $required$, $length$, $bytes$$rest$},)cpp",
             {{"name", column.name},
              {"rest", column_rest(column)},
              {"required", column.required ? "true" : "false"},
              {"length", std::to_string(column.max_length)},
              {"bytes", std::to_string(column.max_bytes)}});
  }
}

void emit_read(const ModelPlan& model, TextWriter& out) {
  for (std::size_t i = 0; i < model.columns.size(); ++i) {
    const ColumnPlan& column = model.columns[i];
    const bool key = column.kind == AccessorKind::kKey;
    const std::string code = "thriftorm::read<" + column.codec + ">(row, " + std::to_string(i) +
                             ", " + (key ? "key_.emplace()" : column.member) + ");";
    out.emit("$code$", {{"code", wrap_code(code)}});
  }
}

void emit_bind_cases(const ModelPlan& model, TextWriter& out) {
  for (const ColumnPlan& column : model.columns) {
    if (column.kind == AccessorKind::kKey) continue;
    out.emit(R"cpp(
      case $position$:
        $return$
    )cpp",
             {{"position", column.position},
              {"return", wrap_code("return thriftorm::bind<" + column.codec + ">(parameters, " +
                                       column.member + ");",
                                   6)}});
  }
}

std::string setter_value(const ColumnPlan& column) {
  return column.by_reference ? "std::move(" + column.parameter + ")" : column.parameter;
}

void emit_variant_setters(const ModelPlan& model, TextWriter& out) {
  for (const ColumnPlan& column : model.columns) {
    if (column.kind != AccessorKind::kEnumVariant && column.kind != AccessorKind::kVariant)
      continue;
    out.emit(
        R"cpp(
      $signature$
        $check$
        $clear$
        $return$
      }
    )cpp",
        {{"signature",
          wrap_code(model.class_name + "& " + model.class_name + "::set_" + column.accessor + "(" +
                        column.type + " " + column.parameter + ") {",
                    0)},
         {"return", wrap_code("return assign(" + column.position + ", " + column.member + ", " +
                              setter_value(column) + ");")},
         {"check",
          column.kind == AccessorKind::kEnumVariant
              ? wrap_code(checked_value(column.members, column.parameter, column.position) + ";")
              : ""},
         {"clear",
          [&](TextWriter& clear) { emit_clears(column.parameter, column.clears, clear); }}});
    out.blank_line();
  }
}

void emit_finders(const ModelPlan& model, TextWriter& out) {
  for (const FinderPlan& finder : model.finders) {
    out.emit(R"cpp(
      $signature$
        return $find$(session, $constant$, $argument$);
      }
    )cpp",
             {{"signature", wrap_code(finder_result(model, finder) + " " + model.class_name +
                                          "::" + finder.method + "(thriftorm::Session& session, " +
                                          finder.parameter_type + " " + finder.parameter + ") {",
                                      0)},
              {"find", finder.many ? "find_all" : "find_one"},
              {"constant", finder.constant},
              {"argument", finder.argument}});
    out.blank_line();
  }
}

void emit_check(const ModelPlan& model, TextWriter& out) {
  if (model.groups.empty()) return;
  out.emit(R"cpp(
    void $Model$::check([[maybe_unused]] const thriftorm::ColumnSet& changed) const {
      $groups$
    }
  )cpp",
           {{"Model", model.class_name}, {"groups", [&](TextWriter& groups) {
                                            for (const GroupPlan& group : model.groups)
                                              emit_group_check(model, group, groups);
                                          }}});
  out.blank_line();
}

void emit_stamp(const ModelPlan& model, TextWriter& out) {
  if (model.stamped_on_insert.empty() && model.stamped_always.empty()) return;
  out.emit(
      R"cpp(
    void $Model$::stamp([[maybe_unused]] bool inserting) {
      $stamps$
    }
  )cpp",
      {{"Model", model.class_name},
       {"stamps", [&](TextWriter& stamps) {
          for (const auto& [position, value] : model.stamped_on_insert) {
            stamps.emit(R"cpp(
                   if (inserting && !is_present($position$)) {
                     assign($position$, $value$);
                   }
                 )cpp",
                        {{"position", position}, {"value", value}});
          }
          for (const auto& [position, value] : model.stamped_always)
            stamps.emit("assign($position$, $value$);", {{"position", position}, {"value", value}});
        }}});
  out.blank_line();
}

void emit_includes(const ModelPlan& model, TextWriter& out) {
  out.emit(R"cpp(
    // Generated by thriftorm from $source$. Do not edit.
    #include "$directory$/$file$.h"

    #include <array>

    $links$
    $runtime$

    $generated$
  )cpp",
           {{"source", model.source},
            {"directory", model.include_directory},
            {"file", model.file},
            {"links", model.links.empty() ? "" : "#include <thriftorm/links.h>"},
            {"runtime", model.query.relations.empty() ? "#include <thriftorm/loaded.h>"
                                                      : "#include <thriftorm/query.h>"},
            {"generated", [&](TextWriter& generated) {
               if (!model.result_type.empty())
                 generated.emit("#include \"$directory$/results.h\"",
                                {{"directory", model.include_directory}});
               emit_target_includes(model, generated);
               generated.blank_line();
             }}});
}

void emit_table(const ModelPlan& model, TextWriter& out) {
  out.emit(
      R"cpp(
    constexpr thriftorm::TableInfo kTable{
        .name = "$table$",
        .columns = kColumns,
        .key = $key$,
        .generated_key = $generated$,
        $text_key$
        .version = $version$,
        .find = &kFind,
        .insert = &kInsert,
        $destroy$
        .make_loaded = &thriftorm::detail::make_loaded<$Model$>,
    };
  )cpp",
      {{"table", model.table},
       {"key", std::to_string(model.key)},
       {"generated", model.generated_key ? "true" : "false"},
       {"text_key", model.text_key ? ".text_key = true," : ""},
       {"version", model.version ? std::to_string(*model.version) : "thriftorm::TableInfo::kNone"},
       {"destroy", model.erase_sql.empty() ? ".on_destroy = kOnDestroy," : ".erase = &kErase,"},
       {"Model", model.class_name}});
}

// What the source keeps to itself.
void emit_constants(const ModelPlan& model, TextWriter& out) {
  out.emit(R"cpp(
    namespace {

    $statements$

    constexpr std::array<thriftorm::ColumnInfo, $count$> kColumns{{
        $columns$
    }};

    $destroy$
    $table$

    }  // namespace
  )cpp",
           {{"statements", [&](TextWriter& part) { emit_statements(model, part); }},
            {"count", std::to_string(model.columns.size())},
            {"columns", [&](TextWriter& part) { emit_column_infos(model, part); }},
            {"destroy", [&](TextWriter& part) { emit_destroy_rules(model, part); }},
            {"table", [&](TextWriter& part) { emit_table(model, part); }}});
  out.blank_line();
}

void emit_definitions(const ModelPlan& model, TextWriter& out) {
  emit_finders(model, out);
  emit_variant_setters(model, out);
  for (const GroupPlan& group : model.groups) emit_group_definitions(model, group, out);
  emit_relation_definitions(model, out);
  emit_giving_definitions(model, out);
  emit_link_definitions(model, out);
  emit_query_definitions(model, out);
  emit_copy_definitions(model, out);
  emit_conversion_definitions(model, out);
  emit_key_definitions(model, out);
  emit_check(model, out);
  emit_stamp(model, out);
}

// Between rows and members.
void emit_row_functions(const ModelPlan& model, TextWriter& out) {
  out.emit(R"cpp(
    const thriftorm::TableInfo& $Model$::table() { return kTable; }

    void $Model$::read(const thriftorm::Row& row) {
      $read$
    }

    void $Model$::bind(std::size_t column,
        [[maybe_unused]] thriftorm::ParameterList& parameters) const {
      switch (column) {
        $cases$
        default: return;
      }
    }
  )cpp",
           {{"Model", model.class_name},
            {"read", [&](TextWriter& part) { emit_read(model, part); }},
            {"cases", [&](TextWriter& part) { emit_bind_cases(model, part); }}});
  out.blank_line();
}

}  // namespace

std::string emit_model_source(const ModelPlan& model) {
  TextWriter out;
  emit_includes(model, out);
  out.emit("namespace $namespace$ {", {{"namespace", model.cpp_namespace}});
  emit_constants(model, out);
  emit_relation_infos(model, out);
  emit_definitions(model, out);
  emit_row_functions(model, out);
  out.emit("}  // namespace $namespace$", {{"namespace", model.cpp_namespace}});
  return out.text();
}

}  // namespace thriftorm
