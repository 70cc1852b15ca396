// Records made of others.
#include "tool/emit/cpp_text.h"
#include "tool/emit/emit_relations.h"

namespace thriftorm {
namespace {

void emit_column(const CopyPlan& copy, const CopiedColumn& column, TextWriter& out) {
  const std::string assignment = "copy.assign(" + copy.target_class + "::" + column.position +
                                 ", copy." + column.member + ", " + (column.unwraps ? "*" : "") +
                                 "from." + column.from + ");";
  if (!column.unwraps) return out.emit("$code$", {{"code", wrap_code(assignment, 4)}});
  out.emit(R"cpp(
    if (from.$member$) {
      $code$
    }
  )cpp",
           {{"member", column.from}, {"code", wrap_code(assignment, 6)}});
}

void emit_relation(const CopiedRelation& relation, TextWriter& out) {
  const std::string row = relation.many ? "row" : "*row";
  const std::string head = relation.many
                               ? "for (const auto& row : from." + relation.getter + "(session)) {"
                               : "if (const auto row = from." + relation.getter + "(session)) {";
  out.emit(
      R"cpp(
    $head$
      copy.$setter$($function$(session, $row$));
    }
  )cpp",
      {{"head", head}, {"setter", relation.setter}, {"function", relation.function}, {"row", row}});
}

void emit_function(const CopyPlan& copy, TextWriter& out) {
  out.emit(R"cpp(
    $signature$
      $Target$ copy;
      $columns$
      $relations$
      return copy;
    }
  )cpp",
           {{"signature",
             wrap_code("static " + copy.target_class + " " + copy.function +
                           "(thriftorm::Session&" + (copy.relations.empty() ? "" : " session") +
                           ", const " + copy.source_class + "& from) {",
                       2)},
            {"Target", copy.target_class},
            {"columns",
             [&](TextWriter& columns) {
               for (const CopiedColumn& column : copy.columns) emit_column(copy, column, columns);
             }},
            {"relations", [&](TextWriter& relations) {
               for (const CopiedRelation& relation : copy.relations)
                 emit_relation(relation, relations);
             }}});
}

}  // namespace

void emit_copy_declarations(const ModelPlan& model, TextWriter& out) {
  if (model.copies.empty()) return;
  const CopyPlan& copy = model.copies.front();
  emit_comment(
      {"A new record made of a stored one of `" + copy.source_table + "`: its values, and its rows",
       "elsewhere as new rows, to be saved with it."},
      out);
  out.emit("$code$", {{"code", wrap_code("static " + model.class_name + " " + copy.method +
                                         "(thriftorm::Session& session, const " +
                                         copy.source_class + "& record);")}});
  out.blank_line();
}

void emit_copier_friends(const ModelPlan& model, TextWriter& out) {
  for (const std::string& copier : model.copiers)
    out.emit("friend struct $name$;", {{"name", copier}});
}

void emit_copy_definitions(const ModelPlan& model, TextWriter& out) {
  if (model.copies.empty()) return;
  const CopyPlan& copy = model.copies.front();
  out.emit(R"cpp(
    struct $copier$ {
      $functions$
    };

    $signature$
      $Model$ copy = $copier$::$function$(session, record);
      copy.$set$(thriftorm::detail::required_key(record, "copy"));
      return copy;
    }
  )cpp",
           {{"copier", model.copier},
            {"functions",
             [&](TextWriter& functions) {
               for (const CopyPlan& one : model.copies) {
                 emit_function(one, functions);
                 if (&one != &model.copies.back()) functions.blank_line();
               }
             }},
            {"signature", wrap_code(model.class_name + " " + model.class_name + "::" + copy.method +
                                        "(thriftorm::Session& session, const " + copy.source_class +
                                        "& record) {",
                                    0)},
            {"Model", model.class_name},
            {"function", copy.function},
            {"set", copy.template_setter}});
  out.blank_line();
}

}  // namespace thriftorm
