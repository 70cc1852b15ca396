#include "tool/emit/emit_groups.h"

#include "tool/emit/cpp_text.h"
#include "tool/emit/variant_code.h"

namespace thriftorm {
namespace {

using Kind = GroupPlan::Kind;

std::string isset_flags(const GroupPlan& group) {
  std::vector<std::string> parts;
  for (const VariantPlan& variant : group.variants)
    parts.push_back("value.__isset." + variant.field);
  for (const std::string& field : group.forbidden) parts.push_back("value.__isset." + field);
  return join(parts, ", ");
}

std::string set_positions(const GroupPlan& group) {
  std::vector<std::string> parts;
  for (const VariantPlan& variant : group.variants) {
    for (const MemberPlan& member : variant.members) parts.push_back(member.position);
  }
  return join(parts, ", ");
}

// Fills the Thrift struct `value` from the model's members.
void emit_fill_struct(const VariantPlan& variant, TextWriter& out) {
  for (const MemberPlan& member : variant.members) {
    const std::vector<Hole> holes{{"field", member.field}, {"member", member.member}};
    if (member.optional) out.emit("if ($member$) value.__set_$field$(*$member$);", holes);
    else if (member.nullable) out.emit("value.__set_$field$(*$member$);", holes);
    else out.emit("value.__set_$field$($member$);", holes);
  }
}

// Where a union's variant has its members: in a struct of its own, or in the union itself.
std::string variant_source(const VariantPlan& variant) {
  return variant.cpp_type.empty() ? "value." : "value." + variant.field + ".";
}

// --- a struct's own accessors

void emit_struct_getter(const ModelPlan& model, const VariantPlan& variant, bool optional,
                        TextWriter& out) {
  out.emit(R"cpp(
    $result$ $Model$::$getter$() const {
      $guard$
      $type$ value;
      $fill$
      return value;
    }
  )cpp",
           {{"result", optional ? "std::optional<" + variant.cpp_type + ">" : variant.cpp_type},
            {"Model", model.class_name},
            {"getter", variant.getter},
            {"type", variant.cpp_type},
            {"guard",
             [&](TextWriter& guard) {
               if (!optional) return;
               emit_return_nullopt({variant}, guard);
               emit_rule("all_or_none", model, variant.name, required_presences(variant), 2, guard);
             }},
            {"fill", [&](TextWriter& fill) { emit_fill_struct(variant, fill); }}});
  out.blank_line();
}

void emit_struct_setter(const ModelPlan& model, const GroupPlan& group, const VariantPlan& variant,
                        TextWriter& out) {
  out.emit(
      R"cpp(
    $Model$& $Model$::set_$name$(const $type$& value) {
      $check$
      $clear$
      $assign$
      return *this;
    }
  )cpp",
      {{"Model", model.class_name},
       {"name", variant.name},
       {"type", variant.cpp_type},
       {"check", [&](TextWriter& check) { emit_enum_checks(variant, "value.", "", check); }},
       {"clear", [&](TextWriter& clear) { emit_clear_members(group.variants, &variant, clear); }},
       {"assign", [&](TextWriter& assign) { emit_take_members(variant, "value.", "", assign); }}});
  out.blank_line();
}

void emit_optional_struct_setter(const ModelPlan& model, const VariantPlan& variant,
                                 TextWriter& out) {
  out.emit(
      R"cpp(
    $Model$& $Model$::set_$name$(const std::optional<$type$>& value) {
      if (value) {
        $check$
        $assign$
      } else {
        $clear$
      }
      return *this;
    }
  )cpp",
      {{"Model", model.class_name},
       {"name", variant.name},
       {"type", variant.cpp_type},
       {"check", [&](TextWriter& check) { emit_enum_checks(variant, "value->", "", check); }},
       {"assign", [&](TextWriter& assign) { emit_take_members(variant, "value->", "", assign); }},
       {"clear", [&](TextWriter& clear) { emit_clear_members({variant}, nullptr, clear); }}});
  out.blank_line();
}

// --- a union's accessors

// Copies the variant into the Thrift union `value` if it is set.
void emit_give_variant(const VariantPlan& variant, TextWriter& out) {
  if (is_struct(variant)) {
    out.emit("if (const auto variant = $getter$()) value.__set_$field$(*variant);",
             {{"field", variant.field}, {"getter", variant.getter}});
    return;
  }
  out.emit("if ($member$) value.__set_$field$(*$member$);",
           {{"member", variant.members.front().member}, {"field", variant.field}});
}

void emit_ordered_variant(const VariantPlan& variant, TextWriter& out) {
  const std::vector<Hole> holes{
      {"field", variant.field},
      {"source", is_struct(variant) ? "const auto variant = " + variant.getter + "()"
                                    : variant.members.front().member},
      {"value", is_struct(variant) ? "*variant" : "*" + variant.members.front().member}};
  out.emit(R"cpp(
    if ($source$) {
      value.__set_$field$($value$);
      return value;
    }
  )cpp",
           holes);
}

void emit_fallback(const ModelPlan& model, const GroupPlan& group, TextWriter& out) {
  if (group.fallback.empty()) {
    emit_rule("exactly_one", model, group.name, "false", 2, out);
    return;
  }
  const VariantPlan& variant = group.fallback.front();
  out.emit("value.__set_$field$($member$.value_or($type${}));",
           {{"field", variant.field},
            {"member", variant.members.front().member},
            {"type", variant.members.front().type}});
}

// What a getter looks at first: whether the rule over the variants holds, and whether any is set.
// A union that is read in an order takes the first that is set, whatever else is.
void emit_union_guard(const ModelPlan& model, const GroupPlan& group, TextWriter& out) {
  const std::string set = presences(group.variants);
  if (group.settles) out.emit("settle();");
  if (!group.ordered)
    emit_rule(group.optional ? "at_most_one" : "exactly_one", model, group.name, set, 2, out);
  if (group.optional) emit_return_nullopt(group.variants, out);
}

void emit_union_getter(const ModelPlan& model, const GroupPlan& group, TextWriter& out) {
  out.emit(R"cpp(
    $result$ $Model$::get_$name$() const {
      $guard$
      $type$ value;
      $variants$
      return value;
    }
  )cpp",
           {{"result", group.optional ? "std::optional<" + group.cpp_type + ">" : group.cpp_type},
            {"Model", model.class_name},
            {"name", group.name},
            {"type", group.cpp_type},
            {"guard", [&](TextWriter& guard) { emit_union_guard(model, group, guard); }},
            {"variants", [&](TextWriter& variants) {
               for (const VariantPlan& variant : group.read_order)
                 emit_ordered_variant(variant, variants);
               if (group.ordered && !group.optional) emit_fallback(model, group, variants);
               if (group.ordered) return;
               for (const VariantPlan& variant : group.variants)
                 emit_give_variant(variant, variants);
             }}});
  out.blank_line();
}

void emit_union_body(const ModelPlan& model, const GroupPlan& group, TextWriter& out) {
  emit_rule("exactly_one", model, group.name, isset_flags(group), 2, out);
  for (const std::string& field : group.forbidden) {
    out.emit(R"cpp(
      if (value.__isset.$field$) {
        $throw$
      }
    )cpp",
             {{"field", field},
              {"throw", wrap_code("thriftorm::throw_forbidden_variant(\"" + model.table + "\", \"" +
                                      group.name + "\", \"" + field + "\");",
                                  4)}});
  }
  for (const VariantPlan& variant : group.variants)
    emit_enum_checks(variant, variant_source(variant), "value.__isset." + variant.field, out);
  for (const VariantPlan& variant : group.variants)
    emit_take_members(variant, variant_source(variant), "value.__isset." + variant.field, out);
}

void emit_union_setter(const ModelPlan& model, const GroupPlan& group, TextWriter& out) {
  out.emit(R"cpp(
    $Model$& $Model$::set_$name$(const $type$& value) {
      $body$
      return *this;
    }
  )cpp",
           {{"Model", model.class_name},
            {"name", group.name},
            {"type", group.cpp_type},
            {"body", [&](TextWriter& body) { emit_union_body(model, group, body); }}});
  out.blank_line();
  if (!group.optional) return;
  out.emit(
      R"cpp(
    $Model$& $Model$::set_$name$(std::nullopt_t) {
      $clear$
      return *this;
    }
  )cpp",
      {{"Model", model.class_name},
       {"name", group.name},
       {"clear", [&](TextWriter& clear) { emit_clear_members(group.variants, nullptr, clear); }}});
  out.blank_line();
}

void emit_union_declarations(const ModelPlan& model, const GroupPlan& group, TextWriter& out) {
  emit_comment(group.documentation, out);
  out.emit(R"cpp(
    $attribute$
    $result$ get_$name$() const;
    $attribute$
    $Model$& set_$name$(const $type$& value);
  )cpp",
           {{"result", group.optional ? "std::optional<" + group.cpp_type + ">" : group.cpp_type},
            {"name", group.name},
            {"Model", model.class_name},
            {"type", group.cpp_type},
            {"attribute", group.attribute}});
  if (group.optional) {
    out.emit(R"cpp(
      $attribute$
      $Model$& set_$name$(std::nullopt_t);
    )cpp",
             {{"Model", model.class_name}, {"name", group.name}, {"attribute", group.attribute}});
  }
  for (const VariantPlan& variant : group.variants) {
    if (!variant.predicate.empty())
      out.emit("bool $is$() const { $settle$return $presence$; }",
               {{"is", variant.predicate},
                {"settle", group.settles ? "settle(); " : ""},
                {"presence", presence(variant)}});
  }
  for (const VariantPlan& variant : group.variants) {
    if (!is_struct(variant)) continue;
    out.emit(R"cpp(
      $attribute$
      std::optional<$type$> get_$name$() const$body$
      $attribute$
      $Model$& set_$name$(const $type$& value);
    )cpp",
             {{"type", variant.cpp_type},
              {"name", variant.name},
              {"Model", model.class_name},
              {"attribute", variant.attribute},
              {"body", variant.read_apart ? " { return " + variant.getter + "(); }" : ";"}});
  }
}

}  // namespace

void emit_group_declarations(const ModelPlan& model, const GroupPlan& group, TextWriter& out) {
  if (group.kind == Kind::kUnion) return emit_union_declarations(model, group, out);
  emit_comment(group.documentation, out);
  out.emit(R"cpp(
    $attribute$
    $result$ get_$name$() const;
    $attribute$
    $Model$& set_$name$(const $result$& value);
  )cpp",
           {{"result", group.optional ? "std::optional<" + group.cpp_type + ">" : group.cpp_type},
            {"name", group.name},
            {"Model", model.class_name},
            {"attribute", group.attribute}});
}

void emit_group_hooks(const GroupPlan& group, TextWriter& out) {
  if (group.kind == Kind::kStruct) return;
  for (const VariantPlan& variant : group.variants) {
    if (!is_struct(variant) || !variant.read_apart) continue;
    out.emit("std::optional<$type$> $getter$() const;",
             {{"type", variant.cpp_type}, {"getter", variant.getter}});
  }
}

void emit_group_definitions(const ModelPlan& model, const GroupPlan& group, TextWriter& out) {
  if (group.kind == Kind::kStruct) {
    const VariantPlan& shape = group.variants.front();
    emit_struct_getter(model, shape, group.optional, out);
    if (group.optional) emit_optional_struct_setter(model, shape, out);
    else emit_struct_setter(model, group, shape, out);
    return;
  }
  emit_union_getter(model, group, out);
  emit_union_setter(model, group, out);
  for (const VariantPlan& variant : group.variants) {
    if (!is_struct(variant)) continue;
    emit_struct_getter(model, variant, true, out);
    emit_struct_setter(model, group, variant, out);
  }
}

void emit_group_check(const ModelPlan& model, const GroupPlan& group, TextWriter& out) {
  if (group.kind == Kind::kStruct && !group.optional) return;
  out.emit(R"cpp(
    $if$
      $rules$
    }
  )cpp",
           {{"if", wrap_code("if (changed.any_of({" + set_positions(group) + "})) {")},
            {"rules", [&](TextWriter& rules) {
               if (group.kind == Kind::kUnion) {
                 emit_rule(group.optional ? "at_most_one" : "exactly_one", model, group.name,
                           presences(group.variants), 4, rules);
               }
               for (const VariantPlan& variant : group.variants) {
                 if (!is_struct(variant)) continue;
                 emit_rule("all_or_none", model, variant.name, required_presences(variant), 4,
                           rules);
               }
             }}});
}

}  // namespace thriftorm
