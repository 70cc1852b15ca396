// What a Thrift object gets from a model, and from the rows that it embeds, field by field.
#include <algorithm>

#include "tool/emit/cpp_text.h"
#include "tool/emit/emit_conversion.h"

namespace thriftorm {
namespace {

using Kind = FieldPlan::Kind;

const GroupPlan& group_of(const ModelPlan& model, const FieldPlan& field) {
  return *std::find_if(model.groups.begin(), model.groups.end(),
                       [&](const GroupPlan& group) { return group.name == field.group; });
}

// Puts an embedded object, `value`, into its place.
void emit_put(const FieldPlan& field, TextWriter& out) {
  const std::vector<Hole> holes{{"field", field.field}, {"key", field.value}};
  const std::string value =
      field.shared ? "std::make_shared<" + field.type + ">(std::move(value))" : "std::move(value)";
  switch (field.kind) {
    case Kind::kList:
      return out.emit("objects[position].$field$.push_back(std::move(value));",
                      {{"field", field.field}});
    case Kind::kMap:
      return out.emit(R"cpp(
        auto key = value.$key$;
        objects[position].$field$.insert_or_assign(std::move(key), std::move(value));
      )cpp",
                      holes);
    default:
      return out.emit("objects[position].__set_$field$($value$);",
                      {{"field", field.field}, {"value", value}});
  }
}

void emit_embed_parent(const FieldPlan& field, TextWriter& out) {
  const std::string call =
      field.optional ? "" : "const std::vector<std::size_t> missing_" + field.field + " = ";
  out.emit(R"cpp(
    $call$
        nodes, $embed$,
        [&](std::size_t position) { return thriftorm::as_optional(records[position].$member$); },
        [&](std::size_t position, auto&& value) {
          $put$
        });
  )cpp",
           {{"call", call + "graph.embed_parents<" + field.target_class + ">("},
            {"embed", field.embed},
            {"member", field.member},
            {"put", [&](TextWriter& place) { emit_put(field, place); }}});
  if (field.optional) return;
  out.emit(R"cpp(
    if (!missing_$field$.empty()) {
      thriftorm::throw_missing_parent(nodes[missing_$field$.front()], "$column$");
    }
  )cpp",
           {{"field", field.field}, {"column", field.column}});
}

// What is owned by way of a pivot says whose it is.
void emit_known_owner(const FieldPlan& field, TextWriter& out) {
  if (field.owner_field.empty()) return;
  out.emit(R"cpp(
    $Owner$ owner;
    owner.__set_$variant$(*records[position].key());
    value.__set_$field$(owner);
  )cpp",
           {{"Owner", field.owner_type},
            {"variant", field.owner_variant},
            {"field", field.owner_field}});
}

}  // namespace

void emit_fill(const ModelPlan& model, const FieldPlan& field, TextWriter& out) {
  const std::vector<Hole> holes{{"field", field.field}, {"member", field.member}};
  switch (field.kind) {
    case Kind::kKey:
      return out.emit("if (key()) object.__set_$field$(*key());", {{"field", field.field}});
    case Kind::kValue:
      if (field.nullable) return out.emit("if ($member$) object.__set_$field$(*$member$);", holes);
      return out.emit("object.__set_$field$($member$);", holes);
    case Kind::kGroup:
      if (group_of(model, field).optional) {
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

void emit_embed(const FieldPlan& field, TextWriter& out) {
  switch (field.kind) {
    case Kind::kParent:
      return emit_embed_parent(field, out);
    case Kind::kChild:
    case Kind::kList:
    case Kind::kMap:
      return out.emit(R"cpp(
        graph.embed<$Target$>(nodes, $embed$,
            [&](std::size_t position, auto&& value, const $Target$&) {
              $owner$
              $put$
            });
      )cpp",
                      {{"Target", field.target_class},
                       {"embed", field.embed},
                       {"owner", [&](TextWriter& place) { emit_known_owner(field, place); }},
                       {"put", [&](TextWriter& place) { emit_put(field, place); }}});
    case Kind::kOwner:
      return out.emit(R"cpp(
        graph.read<$Target$>(nodes, $embed$,
            [&](std::size_t position, const $Target$& row) {
              objects[position].__set_$field$(row.get_$group$());
            });
      )cpp",
                      {{"Target", field.target_class},
                       {"embed", field.embed},
                       {"field", field.field},
                       {"group", field.group}});
    case Kind::kKeys:
      return out.emit(R"cpp(
        graph.read_keys(nodes, $embed$, $text$,
            [&](std::size_t position, const thriftorm::KeyValue& key) {
              objects[position].$field$.$insert$(
                  thriftorm::detail::from_key_value<$Key$>(key));
            });
      )cpp",
                      {{"embed", field.embed},
                       {"text", field.key_type == "std::string" ? "true" : "false"},
                       {"field", field.field},
                       {"insert", field.inserts ? "insert" : "push_back"},
                       {"Key", field.key_type}});
    default:
      return;
  }
}

}  // namespace thriftorm
