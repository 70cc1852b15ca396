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

std::string result_type(const ColumnPlan& column, const ModelPlan& model) {
  if (column.kind == AccessorKind::kKey) return "const std::optional<" + model.key_type + ">&";
  return column.by_reference ? "const " + column.type + "&" : column.type;
}

void emit_getter(const ModelPlan& model, const ColumnPlan& column, TextWriter& out) {
  // What a rolled back transaction takes back must be settled before it is shown.
  const std::string settle = column.settles ? "settle(); " : "";
  const std::string value = column.kind == AccessorKind::kKey ? "key()" : column.member;
  out.emit(R"cpp(
    $attribute$
    $getter$
  )cpp",
           {{"attribute", column.attribute},
            {"getter", wrap_code(result_type(column, model) + " get_" + column.accessor +
                                 "() const { " + settle + "return " + value + "; }")}});
}

std::string setter_signature(const ModelPlan& model, const ColumnPlan& column,
                             const std::string& type) {
  return model.class_name + "& set_" + column.accessor + "(" + type + " " + column.parameter + ")";
}

void emit_setter(const ModelPlan& model, const ColumnPlan& column, TextWriter& out) {
  const auto emit_assign = [&](const std::string& value) {
    out.emit(R"cpp(
      $attribute$
      $signature$
        $return$
      }
    )cpp",
             {{"attribute", column.attribute},
              {"signature", wrap_code(setter_signature(model, column, column.type) + " {")},
              {"return", wrap_code("return assign(" + column.position + ", " + column.member +
                                       ", " + value + ");",
                                   4)}});
  };
  switch (column.kind) {
    case AccessorKind::kKey:
      out.emit(R"cpp(
        $attribute$
        $signature$
          return set_key(std::move($parameter$));
        }
      )cpp",
               {{"attribute", column.attribute},
                {"parameter", column.parameter},
                {"signature", wrap_code(setter_signature(model, column,
                                                         "std::optional<" + model.key_type + ">") +
                                        " {")}});
      return;
    case AccessorKind::kValue:
      return emit_assign(column.parameter);
    case AccessorKind::kReference:
      return emit_assign("std::move(" + column.parameter + ")");
    case AccessorKind::kEnum:
      return emit_assign(checked_value(column.members, column.parameter, column.position));
    case AccessorKind::kVariant:
    case AccessorKind::kEnumVariant:
      out.emit(R"cpp(
        $attribute$
        $signature$
      )cpp",
               {{"attribute", column.attribute},
                {"signature", wrap_code(setter_signature(model, column, column.type) + ";")}});
      return;
    case AccessorKind::kVersion:
    case AccessorKind::kMember:
      return;
  }
}

void emit_column_accessors(const ModelPlan& model, TextWriter& out) {
  for (const ColumnPlan& column : model.columns) {
    out.blank_line();
    emit_comment(column.documentation, out);
    emit_getter(model, column, out);
    emit_setter(model, column, out);
  }
  for (const GroupPlan& group : model.groups) {
    out.blank_line();
    emit_group_declarations(model, group, out);
  }
  emit_relation_declarations(model, out);
  emit_giving_declarations(model, out);
  emit_link_declarations(model, out);
  emit_query_declarations(model, out);
  emit_conversion_declarations(model, out);
}

void emit_finder_declarations(const ModelPlan& model, TextWriter& out) {
  for (const FinderPlan& finder : model.finders) {
    emit_comment(finder.documentation, out);
    out.emit("$declaration$",
             {{"declaration", wrap_code("static " + finder_result(model, finder) + " " +
                                        finder.method + "(thriftorm::Session& session, " +
                                        finder.parameter_type + " " + finder.parameter + ");")}});
  }
  if (!model.finders.empty()) out.blank_line();
}

void emit_positions(const ModelPlan& model, TextWriter& out) {
  std::vector<std::string> names;
  for (const ColumnPlan& column : model.columns) names.push_back(column.position);
  out.emit(R"cpp(
    enum Column : std::size_t {
      $names$
    };
  )cpp",
           {{"names", wrap_list(names, 4)}});
}

void emit_members(const ModelPlan& model, TextWriter& out) {
  for (const ColumnPlan& column : model.columns) {
    if (column.member.empty()) continue;
    out.emit(
        "$type$ $member$$initializer$;",
        {{"type", column.type}, {"member", column.member}, {"initializer", column.initializer}});
  }
}

void emit_hooks(const ModelPlan& model, TextWriter& out) {
  if (!model.groups.empty())
    out.emit("void check(const thriftorm::ColumnSet& changed) const override;", {});
  for (const GroupPlan& group : model.groups) emit_group_hooks(group, out);
  if (!model.stamped_on_insert.empty() || !model.stamped_always.empty())
    out.emit("void stamp(bool inserting) override;");
  emit_key_hooks(model, out);
  emit_conversion_hooks(model, out);
  if (model.version_member.empty()) return;
  out.emit(R"cpp(
    std::int64_t lock_version() const override { return $member$; }
    void set_lock_version(std::int64_t version) override {
      $member$ = static_cast<decltype($member$)>(version);
    }
  )cpp",
           {{"member", model.version_member}});
}

void emit_includes(const ModelPlan& model, TextWriter& out) {
  out.emit(
      R"cpp(
    // Generated by thriftorm from $source$. Do not edit.
    #pragma once

    $standard$

    $json$
    #include <thriftorm/model.h>
    $relations$
    $thrift$

    #include "$types_header$"
    $enums$
    #include "$directory$/version.h"
  )cpp",
      {{"source", model.source},
       {"directory", model.include_directory},
       {"standard",
        [&](TextWriter& standard) {
          for (const std::string& header : model.standard_headers)
            standard.emit("#include <$header$>", {{"header", header}});
        }},
       {"json", model.uses_json ? "#include <thriftorm/json.h>" : ""},
       {"relations", model.relations.empty() ? "" : "#include <thriftorm/relations.h>"},
       {"thrift", model.conversion ? "#include <thriftorm/thrift.h>" : ""},
       {"types_header", model.types_header},
       {"enums", model.uses_enums ? "#include \"" + model.include_directory + "/enums.h\"" : ""}});
  out.blank_line();
}

void emit_class(const ModelPlan& model, TextWriter& out) {
  emit_comment(model.documentation, out);
  out.emit(R"cpp(
    class $Model$ final : public thriftorm::Model<$Model$, $Key$> {
     public:
      $copies$
      $finders$
      $accessors$

     private:
      friend class thriftorm::Model<$Model$, $Key$>;
      $copiers$

      // The columns, in the table's order.
      $positions$

      static const thriftorm::TableInfo& table();
      void read(const thriftorm::Row& row) override;
      void bind(std::size_t column, thriftorm::ParameterList& parameters) const override;
      $hooks$

      $members$
    };
  )cpp",
           {{"Model", model.class_name},
            {"Key", model.key_type},
            {"copies", [&](TextWriter& part) { emit_copy_declarations(model, part); }},
            {"copiers", [&](TextWriter& part) { emit_copier_friends(model, part); }},
            {"finders", [&](TextWriter& part) { emit_finder_declarations(model, part); }},
            {"accessors", [&](TextWriter& part) { emit_column_accessors(model, part); }},
            {"positions", [&](TextWriter& part) { emit_positions(model, part); }},
            {"hooks", [&](TextWriter& part) { emit_hooks(model, part); }},
            {"members", [&](TextWriter& part) { emit_members(model, part); }}});
  out.blank_line();
}

}  // namespace

std::string finder_result(const ModelPlan& model, const FinderPlan& finder) {
  return (finder.many ? "std::vector<" : "std::optional<") + model.class_name + ">";
}

std::string emit_model_header(const ModelPlan& model) {
  TextWriter out;
  emit_includes(model, out);
  out.emit("namespace $namespace$ {", {{"namespace", model.cpp_namespace}});
  out.blank_line();
  emit_forward_declarations(model, out);
  emit_class(model, out);
  emit_conversion_functions(model, out);
  out.emit("}  // namespace $namespace$", {{"namespace", model.cpp_namespace}});
  return out.text();
}

}  // namespace thriftorm
