// Accessors that give records to a record and take them away, and the foreign keys behind them.
#include <algorithm>

#include "tool/emit/cpp_text.h"
#include "tool/emit/emit_relations.h"

namespace thriftorm {
namespace {

using Kind = RelationInfoPlan::Kind;

// What a parent or a single child is passed as.
std::string one_type(const GivingPlan& giving) {
  const bool required = giving.info.kind == Kind::kParent && !giving.nullable;
  return required ? giving.info.target_class : "std::optional<" + giving.info.target_class + ">";
}

std::vector<Hole> holes_of(const ModelPlan& model, const GivingPlan& giving) {
  return {{"Model", model.class_name},
          {"Target", giving.info.target_class},
          {"name", giving.info.name},
          {"singular", giving.singular},
          {"constant", giving.info.constant}};
}

void emit_many_declarations(const ModelPlan& model, const GivingPlan& giving, TextWriter& out) {
  const std::string& target = giving.info.target_class;
  const std::string session = "(thriftorm::Session& session, ";
  std::vector<std::string> declarations{
      model.class_name + "& add_" + giving.singular + "(" + target + " record);",
      "void add_" + giving.singular + session + target + "& record);"};
  if (giving.removes) {
    declarations.push_back("void remove_" + giving.singular + session + target + "& record);");
    declarations.push_back("void set_" + giving.info.name + session + "std::vector<" + target +
                           ">& records);");
    declarations.push_back("void set_" + giving.info.name + session + "std::vector<" + target +
                           ">&& records);");
  }
  for (const std::string& declaration : declarations) {
    out.emit(R"cpp(
      $attribute$
      $code$
    )cpp",
             {{"attribute", giving.attribute}, {"code", wrap_code(declaration)}});
  }
}

void emit_optional_parent(const ModelPlan& model, const GivingPlan& giving, TextWriter& out) {
  out.emit(
      R"cpp(
    $Model$& $Model$::set_$name$(std::optional<$Target$> record) {
      if (record) check_depth(*record);
      $clear$
      $assign$
      return queue_parent($constant$, std::move(record));
    }
  )cpp",
      {{"Model", model.class_name},
       {"Target", giving.info.target_class},
       {"name", giving.info.name},
       {"constant", giving.info.constant},
       {"clear", [&](TextWriter& clear) { emit_clears("record", giving.clears, clear); }},
       {"assign", wrap_code("assign(" + giving.position + ", " + giving.member +
                            ", record ? record->" + giving.target_key + "() : std::nullopt);")}});
}

void emit_required_parent(const ModelPlan& model, const GivingPlan& giving, TextWriter& out) {
  out.emit(R"cpp(
    $Model$& $Model$::set_$name$($Target$ record) {
      check_depth(record);
      if (record.$key$()) {
        assign($position$, $member$, *record.$key$());
      }
      return queue_parent($constant$, std::optional(std::move(record)));
    }
  )cpp",
           {{"Model", model.class_name},
            {"Target", giving.info.target_class},
            {"name", giving.info.name},
            {"constant", giving.info.constant},
            {"key", giving.target_key},
            {"position", giving.position},
            {"member", giving.member}});
}

void emit_many(const ModelPlan& model, const GivingPlan& giving, TextWriter& out) {
  out.emit(R"cpp(
    $Model$& $Model$::add_$singular$($Target$ record) {
      return queue($constant$, std::move(record));
    }

    void $Model$::add_$singular$(thriftorm::Session& session, $Target$& record) {
      thriftorm::add_related(session, *this, $constant$, record);
    }
  )cpp",
           {{"Model", model.class_name},
            {"Target", giving.info.target_class},
            {"singular", giving.singular},
            {"constant", giving.info.constant}});
  if (!giving.removes) return;
  out.blank_line();
  out.emit(R"cpp(
    void $Model$::remove_$singular$(thriftorm::Session& session, $Target$& record) {
      thriftorm::remove_related(session, *this, $constant$, record);
    }

    void $Model$::set_$name$(thriftorm::Session& session, std::vector<$Target$>& records) {
      thriftorm::set_related(session, *this, $constant$, records);
    }

    void $Model$::set_$name$(thriftorm::Session& session, std::vector<$Target$>&& records) {
      thriftorm::set_related(session, *this, $constant$, records);
    }
  )cpp",
           holes_of(model, giving));
}

// "names_other(kA, a_, key) || is_taken(kB, b_)": whose the record is already.
std::string taken_condition(const ColumnPlan& column) {
  std::string condition = "names_other(" + column.position + ", " + column.member + ", key)";
  if (column.clears.empty()) return condition;
  for (const auto& [position, member] : column.clears)
    condition += " || is_taken(" + position + ", " + member + ")";
  return "(" + condition + ")";
}

void emit_key_clears(const ColumnPlan& column, TextWriter& out) {
  if (column.clears.empty()) return;
  out.emit(R"cpp(
    if (key) {
      $others$
    }
  )cpp",
           {{"others", [&](TextWriter& others) {
               for (const auto& [position, member] : column.clears)
                 others.emit("clear_key($position$, $member$);",
                             {{"position", position}, {"member", member}});
             }}});
}

void emit_key_case(const ColumnPlan& column, TextWriter& out) {
  out.emit(R"cpp(
    case $position$:
      $taken$
        return false;
      }
      $clears$
      return assign_key($position$, $member$, key);
  )cpp",
           {{"position", column.position},
            {"member", column.member},
            {"taken", wrap_code("if (exclusive && " + taken_condition(column) + ") {", 6)},
            {"clears", [&](TextWriter& clears) { emit_key_clears(column, clears); }}});
}

void emit_excludes_case(const ColumnPlan& column, TextWriter& out) {
  std::vector<std::string> others;
  for (const auto& [position, member] : column.clears) others.push_back("other == " + position);
  out.emit(R"cpp(
    case $position$:
      $return$
  )cpp",
           {{"position", column.position},
            {"return", wrap_code("return " + join(others, " || ") + ";", 6)}});
}

bool excludes_others(const ColumnPlan& column) {
  return column.names_row && !column.clears.empty();
}

bool names_rows(const ModelPlan& model) {
  return std::any_of(model.columns.begin(), model.columns.end(),
                     [](const ColumnPlan& column) { return column.names_row; });
}

// Of two variants of a union that name rows, parents may wait for either.
bool has_exclusions(const ModelPlan& model) {
  return std::any_of(model.columns.begin(), model.columns.end(), excludes_others);
}

// Whether setting a key may change the column.
bool is_key_column(const ColumnPlan& column) {
  return column.settles && column.kind != AccessorKind::kVersion;
}

}  // namespace

void emit_clears(const std::string& condition,
                 const std::vector<std::pair<std::string, std::string>>& cleared, TextWriter& out) {
  if (cleared.empty()) return;
  out.emit(R"cpp(
    if ($condition$) {
      $others$
    }
  )cpp",
           {{"condition", condition}, {"others", [&](TextWriter& others) {
                                         for (const auto& [position, member] : cleared) {
                                           others.emit(
                                               "assign($position$, $member$, std::nullopt);",
                                               {{"position", position}, {"member", member}});
                                         }
                                       }}});
}

void emit_giving_declarations(const ModelPlan& model, TextWriter& out) {
  for (const GivingPlan& giving : model.giving) {
    out.blank_line();
    emit_comment(giving.documentation, out);
    if (giving.info.kind == Kind::kChildren || giving.info.kind == Kind::kLinked) {
      emit_many_declarations(model, giving, out);
      continue;
    }
    out.emit(R"cpp(
      $attribute$
      $code$
    )cpp",
             {{"attribute", giving.attribute},
              {"code", wrap_code(model.class_name + "& set_" + giving.info.name + "(" +
                                 one_type(giving) + " record);")}});
  }
}

void emit_giving_definitions(const ModelPlan& model, TextWriter& out) {
  for (const GivingPlan& giving : model.giving) {
    switch (giving.info.kind) {
      case Kind::kParent:
        if (giving.nullable) emit_optional_parent(model, giving, out);
        else emit_required_parent(model, giving, out);
        break;
      case Kind::kChild:
        out.emit(R"cpp(
          $Model$& $Model$::set_$name$(std::optional<$Target$> record) {
            return queue_in_place($constant$, std::move(record));
          }
        )cpp",
                 {{"Model", model.class_name},
                  {"Target", giving.info.target_class},
                  {"name", giving.info.name},
                  {"constant", giving.info.constant}});
        break;
      case Kind::kChildren:
      case Kind::kLinked:
        emit_many(model, giving, out);
        break;
      case Kind::kJoined:
        break;  // has the accessors of its association table
    }
    out.blank_line();
  }
}

void emit_key_hooks(const ModelPlan& model, TextWriter& out) {
  if (!names_rows(model)) return;
  out.emit(R"cpp(
    bool refer(std::size_t column, const std::optional<thriftorm::KeyValue>& key,
        bool exclusive) override;
    void restore_keys(const thriftorm::Record& from, const thriftorm::ColumnSet& kept) override;
  )cpp",
           {});
  if (has_exclusions(model))
    out.emit("bool excludes(std::size_t column, std::size_t other) const override;", {});
}

void emit_key_definitions(const ModelPlan& model, TextWriter& out) {
  if (!names_rows(model)) return;
  out.emit(R"cpp(
    bool $Model$::refer(std::size_t column, const std::optional<thriftorm::KeyValue>& key,
        bool exclusive) {
      switch (column) {
        $cases$
        default: return false;
      }
    }

    void $Model$::restore_keys(const thriftorm::Record& from, const thriftorm::ColumnSet& kept) {
      const auto& keys = static_cast<const $Model$&>(from);
      $columns$
    }
  )cpp",
           {{"Model", model.class_name},
            {"cases",
             [&](TextWriter& cases) {
               for (const ColumnPlan& column : model.columns) {
                 if (column.names_row) emit_key_case(column, cases);
               }
             }},
            {"columns", [&](TextWriter& columns) {
               for (const ColumnPlan& column : model.columns) {
                 if (!is_key_column(column)) continue;
                 columns.emit("if (!kept.test($position$)) $member$ = keys.$member$;",
                              {{"position", column.position}, {"member", column.member}});
               }
             }}});
  out.blank_line();
  if (!has_exclusions(model)) return;
  out.emit(R"cpp(
    bool $Model$::excludes(std::size_t column, std::size_t other) const {
      switch (column) {
        $cases$
        default: return false;
      }
    }
  )cpp",
           {{"Model", model.class_name}, {"cases", [&](TextWriter& cases) {
                                            for (const ColumnPlan& column : model.columns) {
                                              if (excludes_others(column))
                                                emit_excludes_case(column, cases);
                                            }
                                          }}});
  out.blank_line();
}

}  // namespace thriftorm
