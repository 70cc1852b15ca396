// What a Thrift object gets from a model, and from the rows that it embeds, field by field.
#include "tool/emit/cpp_text.h"
#include "tool/emit/emit_conversion.h"

namespace thriftorm {
namespace {

using Kind = FieldPlan::Kind;

// Thrift's setters do so for optional fields alone, its readers for all.
std::string set_flag(const FieldPlan& field) {
  return field.flagged ? "objects[position]->__isset." + field.field + " = true;" : "";
}

// The object that a row becomes, where a record embeds one.
void emit_object_at(const FieldPlan& field, TextWriter& out) {
  const std::string place = "objects[position]->" + field.field;
  out.emit("$flag$", {{"flag", set_flag(field)}});
  if (field.shared)
    out.emit("$place$ = std::make_shared<$type$>();", {{"place", place}, {"type", field.type}});
  out.emit("return $place$;", {{"place", field.shared ? "*" + place : place}});
}

void emit_embed_child(const FieldPlan& field, TextWriter& out) {
  out.emit(R"cpp(
    graph.embed_one<$Target$>(level, $embed$, [&](std::size_t position) -> auto& {
      $object$
    });
  )cpp",
           {{"Target", field.target_class},
            {"embed", field.embed},
            {"object", [&](TextWriter& body) { emit_object_at(field, body); }}});
}

void emit_embed_parent(const FieldPlan& field, TextWriter& out) {
  const std::string call =
      field.optional ? "" : "const std::vector<std::size_t> missing_" + field.field + " = ";
  out.emit(R"cpp(
    $call$
        level, $embed$,
        [&](std::size_t position) {
          return thriftorm::as_optional(records[position].$member$);
        },
        [&](std::size_t position) -> auto& {
          $object$
        });
  )cpp",
           {{"call", call + "graph.embed_parents<" + field.target_class + ">("},
            {"embed", field.embed},
            {"member", field.member},
            {"object", [&](TextWriter& body) { emit_object_at(field, body); }}});
  if (field.optional) return;
  out.emit(R"cpp(
    if (!missing_$field$.empty()) {
      thriftorm::throw_missing_parent(level, missing_$field$.front(), "$column$");
    }
  )cpp",
           {{"field", field.field}, {"column", field.column}});
}

// The last argument of what embeds several rows, if there is one: what is owned by way of a pivot says
// whose it is.
std::string end_before_own(const FieldPlan& field) {
  return field.owner_field.empty() ? ");" : ",";
}

void emit_own(const ModelPlan& model, const FieldPlan& field, TextWriter& out) {
  if (field.owner_field.empty()) return;
  out.emit(
      R"cpp(
    [&](std::size_t position, auto& value) {
      value.$field$.__set_$variant$(level.key<$Key$>(position));
      $flag$
    });
  )cpp",
      {{"field", field.owner_field},
       {"variant", field.owner_variant},
       {"Key", model.key_type},
       {"flag", field.owner_flagged ? "value.__isset." + field.owner_field + " = true;" : ""}});
}

void emit_embed_list(const ModelPlan& model, const FieldPlan& field, TextWriter& out) {
  out.emit(R"cpp(
    graph.embed_list<$Target$>(
        level, $embed$,
        [&](std::size_t position) -> auto& { return objects[position]->$field$; }$end$
        $own$
  )cpp",
           {{"Target", field.target_class},
            {"embed", field.embed},
            {"field", field.field},
            {"end", end_before_own(field)},
            {"own", [&](TextWriter& own) { emit_own(model, field, own); }}});
}

void emit_embed_map(const ModelPlan& model, const FieldPlan& field, TextWriter& out) {
  out.emit(R"cpp(
    graph.embed_map<$Target$>(
        level, $embed$,
        [&](std::size_t position) -> auto& { return objects[position]->$field$; },
        [](const $Target$& row) { return $key$; }$end$
        $own$
  )cpp",
           {{"Target", field.target_class},
            {"embed", field.embed},
            {"field", field.field},
            {"key", field.row_key},
            {"end", end_before_own(field)},
            {"own", [&](TextWriter& own) { emit_own(model, field, own); }}});
}

}  // namespace

void emit_fill(const FieldPlan& field, TextWriter& out) {
  const std::vector<Hole> holes{{"field", field.field}, {"member", field.member}};
  switch (field.kind) {
    case Kind::kKey:
      return out.emit("if (key()) object.__set_$field$(*key());", {{"field", field.field}});
    case Kind::kValue:
      if (field.nullable) return out.emit("if ($member$) object.__set_$field$(*$member$);", holes);
      return out.emit("object.__set_$field$($member$);", holes);
    case Kind::kGroup:
      if (field.nullable) {
        return out.emit("if (const auto value = get_$group$()) object.__set_$field$(*value);",
                        {{"field", field.field}, {"group", field.group}});
      }
      return out.emit("object.__set_$field$(get_$group$());",
                      {{"field", field.field}, {"group", field.group}});
    case Kind::kList:
    case Kind::kMap:
    case Kind::kKeys:
      return out.emit("object.__set_$field$({});", {{"field", field.field}});
    case Kind::kBackingTable:
      return out.emit("object.__set_$field$($value$);",
                      {{"field", field.field}, {"value", field.value}});
    case Kind::kComputed:
      return out.emit("object.__set_$field$(compute_$field$());", {{"field", field.field}});
    case Kind::kOwner:
    case Kind::kParent:
    case Kind::kChild:
      return;
  }
}

void emit_embed(const ModelPlan& model, const FieldPlan& field, TextWriter& out) {
  switch (field.kind) {
    case Kind::kParent:
      return emit_embed_parent(field, out);
    case Kind::kChild:
      return emit_embed_child(field, out);
    case Kind::kList:
      return emit_embed_list(model, field, out);
    case Kind::kMap:
      return emit_embed_map(model, field, out);
    case Kind::kOwner:
      return out.emit(R"cpp(
        graph.read<$Target$>(level, $embed$,
            [&](std::size_t position, const $Target$& row) {
              objects[position]->__set_$field$(row.get_$group$());
              $flag$
            });
      )cpp",
                      {{"Target", field.target_class},
                       {"embed", field.embed},
                       {"field", field.field},
                       {"group", field.group},
                       {"flag", set_flag(field)}});
    case Kind::kKeys:
      return out.emit(R"cpp(
        graph.read_keys(level, $embed$, $text$,
            [&](std::size_t position, const thriftorm::KeyValue& key) {
              objects[position]->$field$.$insert$(
                  thriftorm::detail::from_key_value<$Key$>(key));
            });
      )cpp",
                      {{"embed", field.embed},
                       {"text", field.text_keys ? "true" : "false"},
                       {"field", field.field},
                       {"insert", field.inserts ? "insert" : "push_back"},
                       {"Key", field.key_type}});
    default:
      return;
  }
}

}  // namespace thriftorm
