#include "tool/emit/emit_relations.h"

#include <set>

#include "tool/emit/cpp_text.h"

namespace thriftorm {
namespace {

using Kind = RelationPlan::Kind;

std::set<std::string> target_classes(const ModelPlan& model) {
  std::set<std::string> classes;
  for (const RelationPlan& relation : model.relations) classes.insert(relation.target_class);
  for (const ChooserPlan& chooser : model.choosers) {
    for (const ChoicePlan& choice : chooser.choices) classes.insert(choice.target_class);
  }
  if (!model.copies.empty()) classes.insert(model.copies.front().source_class);
  classes.erase(model.class_name);
  return classes;
}

bool has_target(const DestroyPlan& rule) {
  return rule.kind == DestroyPlan::Kind::kDelete || rule.kind == DestroyPlan::Kind::kOwned ||
         rule.kind == DestroyPlan::Kind::kUnlink;
}

std::string_view to_text(RelationInfoPlan::Kind kind) {
  switch (kind) {
    case RelationInfoPlan::Kind::kParent:
      return "kParent";
    case RelationInfoPlan::Kind::kChild:
      return "kChild";
    case RelationInfoPlan::Kind::kChildren:
      return "kChildren";
    case RelationInfoPlan::Kind::kLinked:
      return "kLinked";
    case RelationInfoPlan::Kind::kJoined:
      return "kJoined";
  }
  return "";
}

// The flags, up to the last that is set: what few relations have.
std::string flags_of(const RelationInfoPlan& info) {
  std::string all;
  std::string needed;
  for (const bool flag : {info.owns, info.symmetrical, info.unique}) {
    all += flag ? ", true" : ", false";
    if (flag) needed = all;
  }
  return needed;
}

std::set<std::string> target_files(const ModelPlan& model) {
  std::set<std::string> files;
  for (const RelationPlan& relation : model.relations) files.insert(relation.target_file);
  for (const ChooserPlan& chooser : model.choosers) {
    for (const ChoicePlan& choice : chooser.choices) files.insert(choice.target_file);
  }
  for (const DestroyPlan& rule : model.destroy) {
    if (has_target(rule)) files.insert(rule.target_file);
  }
  if (model.conversion) {
    for (const FieldPlan& field : model.conversion->fields) {
      if (!field.target_file.empty()) files.insert(field.target_file);
    }
  }
  for (const CopyPlan& copy : model.copies) {
    files.insert(copy.source_file);
    files.insert(copy.target_file);
  }
  files.erase(model.file);
  return files;
}

std::string cursor_type(const ModelPlan& model, const RelationPlan& relation) {
  return "thriftorm::Cursor<" + relation.target_class + ", " + model.key_type + ">";
}

std::string chooser_type(const ChooserPlan& chooser) {
  std::vector<std::string> types{"std::monostate"};
  for (const ChoicePlan& choice : chooser.choices) types.push_back(choice.target_class);
  return "std::variant<" + join(types, ", ") + ">";
}

void emit_related_rows(const RelationPlan& relation, TextWriter& out) {
  out.emit(R"cpp(
    constexpr thriftorm::RelationSql $constant${
        $select$
        "$order$", "$key$"};
  )cpp",
           {{"constant", relation.constant},
            {"select", string_literal(relation.sql) + ","},
            {"order", relation.order},
            {"key", relation.order_key}});
}

void emit_relation_declaration(const ModelPlan& model, const RelationPlan& relation,
                               TextWriter& out) {
  emit_comment(relation.documentation, out);
  switch (relation.kind) {
    case Kind::kParent:
      out.emit(
          "$code$",
          {{"code", wrap_code("std::optional<" + relation.target_class + "> get_" + relation.name +
                              "(thriftorm::Session& session, thriftorm::Missing missing = "
                              "thriftorm::Missing::kEmpty) const;")}});
      return;
    case Kind::kChild:
      out.emit("std::optional<$Target$> get_$name$(thriftorm::Session& session) const;",
               {{"Target", relation.target_class}, {"name", relation.name}});
      return;
    case Kind::kChildren:
      out.emit(R"cpp(
        std::vector<$Target$> get_$name$(thriftorm::Session& session) const;
        $Cursor$ $name$(thriftorm::Session& session) const;
      )cpp",
               {{"Target", relation.target_class},
                {"name", relation.name},
                {"Cursor", cursor_type(model, relation)}});
      return;
  }
}

void emit_parent(const ModelPlan& model, const RelationPlan& relation, TextWriter& out) {
  out.emit(R"cpp(
    $signature$
      settle();
      $call$
    }
  )cpp",
           {{"signature",
             wrap_code("std::optional<" + relation.target_class + "> " + model.class_name +
                           "::get_" + relation.name +
                           "(thriftorm::Session& session, thriftorm::Missing missing) const {",
                       0)},
            {"call", wrap_code("return thriftorm::find_parent<" + relation.target_class +
                               ">(session, " + relation.key_member + ", missing, \"" + model.table +
                               "\", \"" + relation.key_column + "\");")}});
  out.blank_line();
}

void emit_child(const ModelPlan& model, const RelationPlan& relation, TextWriter& out) {
  out.emit(R"cpp(
    std::optional<$Target$> $Model$::get_$name$(thriftorm::Session& session) const {
      if (!key()) return std::nullopt;
      return thriftorm::detail::ModelAccess::fetch_one<$Target$>(session, $constant$, *key());
    }
  )cpp",
           {{"Target", relation.target_class},
            {"Model", model.class_name},
            {"name", relation.name},
            {"constant", relation.constant}});
  out.blank_line();
}

void emit_children(const ModelPlan& model, const RelationPlan& relation, TextWriter& out) {
  out.emit(R"cpp(
    std::vector<$Target$> $Model$::get_$name$(thriftorm::Session& session) const {
      return thriftorm::find_related<$Target$>(session, $constant$, key());
    }
  )cpp",
           {{"Target", relation.target_class},
            {"Model", model.class_name},
            {"name", relation.name},
            {"constant", relation.constant}});
  out.blank_line();
  out.emit(R"cpp(
    $signature$
      return {session, $constant$, key()};
    }
  )cpp",
           {{"signature", wrap_code(cursor_type(model, relation) + " " + model.class_name + "::" +
                                        relation.name + "(thriftorm::Session& session) const {",
                                    0)},
            {"constant", relation.constant}});
  out.blank_line();
}

void emit_chooser(const ModelPlan& model, const ChooserPlan& chooser, TextWriter& out) {
  out.emit(
      R"cpp(
    $signature$
      settle();
      $record$
      $choices$
      return record;
    }
  )cpp",
      {{"record", wrap_code(chooser_type(chooser) + " record;")},
       {"signature", wrap_code(chooser_type(chooser) + " " + model.class_name + "::get_" +
                                   chooser.name + "(thriftorm::Session& session) const {",
                               0)},
       {"choices", [&](TextWriter& choices) {
          for (std::size_t i = 0; i < chooser.choices.size(); ++i) {
            const ChoicePlan& choice = chooser.choices[i];
            choices.emit(
                R"cpp(
                   if ($if$) {
                     if (auto row = $Target$::find(session, $key$)) record.emplace<$index$>(std::move(*row));
                     return record;
                   }
                 )cpp",
                {{"if", choice.condition},
                 {"Target", choice.target_class},
                 {"key", choice.key},
                 {"index", std::to_string(i + 1)}});
          }
        }}});
  out.blank_line();
}

}  // namespace

void emit_forward_declarations(const ModelPlan& model, TextWriter& out) {
  for (const std::string& name : target_classes(model)) out.emit("class $name$;", {{"name", name}});
  if (!target_classes(model).empty()) out.blank_line();
}

void emit_target_includes(const ModelPlan& model, TextWriter& out) {
  for (const std::string& file : target_files(model)) {
    out.emit(R"cpp(#include "$directory$/$file$.h")cpp",
             {{"directory", model.include_directory}, {"file", file}});
  }
}

void emit_relation_declarations(const ModelPlan& model, TextWriter& out) {
  for (const RelationPlan& relation : model.relations) {
    out.blank_line();
    emit_relation_declaration(model, relation, out);
  }
  for (const ChooserPlan& chooser : model.choosers) {
    out.blank_line();
    emit_comment(chooser.documentation, out);
    out.emit("$code$", {{"code", wrap_code(chooser_type(chooser) + " get_" + chooser.name +
                                           "(thriftorm::Session& session) const;")}});
  }
}

void emit_relation_statements(const ModelPlan& model, TextWriter& out) {
  for (const RelationPlan& relation : model.relations) {
    if (relation.kind == Kind::kParent) continue;
    if (relation.kind == Kind::kChildren) emit_related_rows(relation, out);
    else emit_statement(relation.constant, relation.sql, out);
  }
  for (const LinkPlan& link : model.links) {
    const std::string fields = "{\"" + link.table + "\", \"" + link.owner_column + "\", \"" +
                               link.target_column + "\", " + (link.symmetrical ? "true" : "false") +
                               "};";
    out.emit("$code$",
             {{"code", wrap_code("constexpr thriftorm::LinkTable " + link.constant + fields, 0)}});
  }
}

void emit_relation_infos(const ModelPlan& model, TextWriter& out) {
  if (model.query.relations.empty()) return;
  out.emit("namespace relations::$scope$ {", {{"scope", model.query.scope}});
  out.blank_line();
  for (const QueryRelation& relation : model.query.relations) {
    const RelationInfoPlan& info = relation.info;
    const std::string code = "extern const thriftorm::RelationInfo " + info.name +
                             "{thriftorm::RelationInfo::" + std::string(to_text(info.kind)) +
                             ", \"" + info.name + "\", &thriftorm::detail::ModelAccess::table<" +
                             info.target_class + ">, \"" + info.column + "\", \"" + info.link +
                             "\", \"" + info.target_column + "\"" + flags_of(info) + "};";
    out.emit("$code$", {{"code", wrap_code(code, 0)}});
  }
  out.blank_line();
  out.emit("}  // namespace relations::$scope$", {{"scope", model.query.scope}});
  out.blank_line();
}

void emit_link_declarations(const ModelPlan& model, TextWriter& out) {
  for (const LinkPlan& link : model.links) {
    out.blank_line();
    emit_comment({"Links in `" + link.table +
                  "`; the records themselves stay as they are. Both sides must be stored."},
                 out);
    out.emit(R"cpp(
      void add_$name$(thriftorm::Session& session, const std::vector<$Target$>& records);
      void remove_$singular$(thriftorm::Session& session, const $Target$& record);
      void set_$name$(thriftorm::Session& session, const std::vector<$Target$>& records);
      void clear_$name$(thriftorm::Session& session);
    )cpp",
             {{"name", link.name}, {"singular", link.singular}, {"Target", link.target_class}});
  }
}

void emit_link_definitions(const ModelPlan& model, TextWriter& out) {
  for (const LinkPlan& link : model.links) {
    out.emit(R"cpp(
      void $Model$::add_$name$(thriftorm::Session& session, const std::vector<$Target$>& records) {
        thriftorm::add_links(session, $table$, *this, records);
      }

      void $Model$::remove_$singular$(thriftorm::Session& session, const $Target$& record) {
        thriftorm::remove_link(session, $table$, *this, record);
      }

      void $Model$::set_$name$(thriftorm::Session& session, const std::vector<$Target$>& records) {
        thriftorm::set_links(session, $table$, *this, records);
      }

      void $Model$::clear_$name$(thriftorm::Session& session) {
        thriftorm::clear_links(session, $table$, *this);
      }
    )cpp",
             {{"Model", model.class_name},
              {"name", link.name},
              {"singular", link.singular},
              {"Target", link.target_class},
              {"table", link.constant}});
    out.blank_line();
  }
}

void emit_destroy_rules(const ModelPlan& model, TextWriter& out) {
  if (model.destroy.empty()) return;
  out.emit(R"cpp(
    // What destroying a record does to rows elsewhere, in this order.
    constexpr std::array<thriftorm::DestroyRule, $count$> kOnDestroy{{
        $rules$
    }};
  )cpp",
           {{"count", std::to_string(model.destroy.size())},
            {"rules", [&](TextWriter& rules) {
               for (const DestroyPlan& rule : model.destroy) {
                 const std::string target =
                     has_target(rule)
                         ? "&thriftorm::detail::ModelAccess::table<" + rule.target_class + ">"
                         : "nullptr";
                 const std::string fields =
                     "{thriftorm::DestroyRule::" + std::string(to_text(rule.kind)) + ", \"" +
                     rule.table + "\", \"" + rule.column + "\", \"" + rule.target_column + "\", " +
                     target + "},";
                 rules.emit("$rule$", {{"rule", wrap_code(fields, 4)}});
               }
             }}});
  out.blank_line();
}

void emit_relation_definitions(const ModelPlan& model, TextWriter& out) {
  for (const RelationPlan& relation : model.relations) {
    switch (relation.kind) {
      case Kind::kParent:
        emit_parent(model, relation, out);
        break;
      case Kind::kChild:
        emit_child(model, relation, out);
        break;
      case Kind::kChildren:
        emit_children(model, relation, out);
        break;
    }
  }
  for (const ChooserPlan& chooser : model.choosers) emit_chooser(model, chooser, out);
}

}  // namespace thriftorm
