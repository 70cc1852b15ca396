// What a model takes over from a Thrift object, field by field.
#include <functional>

#include "tool/emit/cpp_text.h"
#include "tool/emit/emit_conversion.h"

namespace thriftorm {
namespace {

using Kind = FieldPlan::Kind;

std::string isset(const FieldPlan& field) { return "object.__isset." + field.field; }

// Whether a field has something to say; empty: always. Only optional fields have flags that code sets;
// those of the others tell what was read from the wire, which counts where unset fields are kept.
std::string is_said(const FieldPlan& field) {
  if (!field.flagged) return "";
  return field.optional ? isset(field) : "clears || " + isset(field);
}

// What a field's value is assigned from.
std::string value_of(const FieldPlan& field) {
  const std::string value = "object." + field.field;
  return field.members.empty() ? value : "thriftorm::checked(" + field.members + ", " + value + ")";
}

std::string assignment(const FieldPlan& field, const std::string& value) {
  return "assign(" + field.position + ", " + field.member + ", " + value + ");";
}

// A statement that may refuse what the object holds: the record remembers that until it is saved.
std::string guarded(const FieldPlan& field, const std::string& statement) {
  return "take_field(\"" + field.field + "\", [&] { " + statement + " });";
}

using Body = std::function<void(TextWriter&)>;

// An empty condition always holds.
void emit_if(const std::string& condition, const Body& body, TextWriter& out) {
  if (condition.empty()) return body(out);
  out.emit(R"cpp(
    $if$
      $body$
    }
  )cpp",
           {{"if", wrap_code("if (" + condition + ") {")}, {"body", body}});
}

void emit_statement_if(const std::string& condition, const std::string& statement,
                       TextWriter& out) {
  const std::size_t indent = condition.empty() ? 2 : 4;
  emit_if(
      condition,
      [&](TextWriter& body) {
        body.emit("$code$", {{"code", wrap_code(statement, indent)}});
      },
      out);
}

// Whether a field that a new object cannot leave out has another value than none.
std::string differs_from_none(const FieldPlan& field) {
  return "object." + field.field + " != " + field.type + "()";
}

// When a column's value is taken over; empty: always. A time that nobody has set yet is none: the
// record stamps itself.
std::string taken(const FieldPlan& field) {
  if (!field.stamped) return field.implied && field.flagged ? isset(field) : is_said(field);
  return field.optional ? isset(field) : differs_from_none(field);
}

void emit_take_value(const FieldPlan& field, TextWriter& out) {
  const auto statement = [&](const std::string& value) {
    const std::string code = assignment(field, value);
    return field.members.empty() ? code : guarded(field, code);
  };
  if (field.counts) {
    return emit_statement_if(taken(field), field.member + " = " + value_of(field) + ";", out);
  }
  if (!field.nullable || field.stamped)
    return emit_statement_if(taken(field), statement(value_of(field)), out);
  out.emit(R"cpp(
    if ($set$) {
      $take$
    } else if (clears) {
      $clear$
    }
  )cpp",
           {{"set", isset(field)},
            {"take", wrap_code(statement(value_of(field)), 4)},
            {"clear", wrap_code(assignment(field, "std::nullopt"), 4)}});
}

// "object.owner.__isset.player_id || …": whether any variant is set, allowed or not; that says more
// than the flag of a field that is not optional.
std::string any_variant(const FieldPlan& field) {
  std::vector<std::string> parts;
  for (const std::string& variant : field.variants)
    parts.push_back("object." + field.field + ".__isset." + variant);
  return join(parts, " || ");
}

// When a group that is no option of its own is taken over; empty: always.
std::string group_taken(const FieldPlan& field) {
  if (field.implied) return any_variant(field);
  const std::string said = is_said(field);
  return field.variants.empty() || said.empty() ? said : said + " || " + any_variant(field);
}

void emit_take_group(const FieldPlan& field, TextWriter& out) {
  const std::string take = guarded(field, "set_" + field.group + "(object." + field.field + ");");
  if (field.optional) {
    out.emit(R"cpp(
      if ($set$) {
        $take$
      } else if (clears) {
        set_$group$(std::nullopt);
      }
    )cpp",
             {{"set", isset(field)}, {"take", wrap_code(take, 4)}, {"group", field.group}});
    return;
  }
  emit_statement_if(group_taken(field), take, out);
}

// "object.author", or where it is shared what it points to.
std::string embedded(const FieldPlan& field) {
  return (field.shared ? "*object." : "object.") + field.field;
}
std::string embeds(const FieldPlan& field) {
  return field.shared ? "object." + field.field : is_said(field);
}

void emit_row_block(const FieldPlan& field, const std::string& statement, TextWriter& out) {
  const std::string condition = embeds(field);
  out.emit(R"cpp(
    $if${
      $Target$ row;
      take_embedded("$field$", row, $object$, unset);
      $statement$
    }
  )cpp",
           {{"if", condition.empty() ? "" : "if (" + condition + ") "},
            {"Target", field.target_class},
            {"field", field.field},
            {"object", embedded(field)},
            {"statement", wrap_code(statement, 4)}});
}

void emit_take_parent(const FieldPlan& field, TextWriter& out) {
  const std::string place = field.position + ", " + field.member;
  switch (field.save) {
    case SavePolicy::kCreate:
      return emit_row_block(field,
                            "take_parent(" + field.give + ", " + place + ", std::move(row));", out);
    case SavePolicy::kAll:
      return emit_row_block(
          field, "take_whole_parent(" + field.give + ", " + place + ", std::move(row));", out);
    case SavePolicy::kReference:
      return emit_row_block(field, "take_parent_key(\"" + field.field + "\", " + place + ", row);",
                            out);
  }
}

void emit_take_owner(const FieldPlan& field, TextWriter& out) {
  const auto take = [&](TextWriter& body) {
    body.emit(R"cpp(
      take_field("$field$", [&] {
        $Target$ row;
        row.set_$group$(object.$field$);
        queue_in_place_of_row($give$, std::move(row));
      });
    )cpp",
              {{"field", field.field},
               {"Target", field.target_class},
               {"group", field.group},
               {"give", field.give}});
  };
  emit_if(field.optional ? isset(field) : any_variant(field), take, out);
}

void emit_take_list(const FieldPlan& field, TextWriter& out) {
  const auto take = [&](TextWriter& body) {
    body.emit(R"cpp(
      enqueue_replacement($give$);
      for (const auto& element : object.$field$) {
        $Target$ row;
        take_embedded("$field$", row, element, unset);
        queue($give$, std::move(row));
      }
    )cpp",
              {{"field", field.field}, {"Target", field.target_class}, {"give", field.give}});
  };
  emit_if(is_said(field), take, out);
}

void emit_take_map(const FieldPlan& field, TextWriter& out) {
  const std::string differs = "element." + field.value + " != key";
  // Without a flag of its own, a key that nobody set is the one of a new element.
  const std::string said = "(element.__isset." + field.value + " || element." + field.value +
                           " != std::remove_cvref_t<decltype(element)>()." + field.value + ")";
  const auto take = [&](TextWriter& body) {
    body.emit(
        R"cpp(
      enqueue_replacement($give$);
      for (const auto& [key, element] : object.$field$) {
        $differs$
          refuse_map_key("$field$", "$value$");
        }
        $Target$ row;
        auto keyed = element;
        keyed.__set_$value$(key);
        take_embedded("$field$", row, keyed, unset);
        queue($give$, std::move(row));
      }
    )cpp",
        {{"field", field.field},
         {"value", field.value},
         {"differs",
          wrap_code("if (" + (field.value_flagged ? said + " && " + differs : differs) + ") {", 6)},
         {"Target", field.target_class},
         {"give", field.give}});
  };
  emit_if(is_said(field), take, out);
}

void emit_take_keys(const FieldPlan& field, TextWriter& out) {
  const auto take = [&](TextWriter& body) {
    body.emit(R"cpp(
      enqueue_replacement($give$);
      for (const auto& key : object.$field$) {
        queue($give$, thriftorm::detail::ModelAccess::by_key<$Target$>(key));
      }
    )cpp",
              {{"field", field.field}, {"Target", field.target_class}, {"give", field.give}});
  };
  emit_if(is_said(field), take, out);
}

// When the object's key is one: a generated one that cannot be unset is 0 before it is made.
std::string key_condition(const FieldPlan& field) {
  if (field.optional) return isset(field);
  if (field.generated) return differs_from_none(field);
  return field.flagged ? isset(field) + " || " + differs_from_none(field) : "";
}

}  // namespace

void emit_take(const FieldPlan& field, TextWriter& out) {
  switch (field.kind) {
    case Kind::kKey:
      return emit_statement_if(key_condition(field), "set_key(object." + field.field + ");", out);
    case Kind::kValue:
      return emit_take_value(field, out);
    case Kind::kGroup:
      return emit_take_group(field, out);
    case Kind::kOwner:
      return emit_take_owner(field, out);
    case Kind::kParent:
      return emit_take_parent(field, out);
    case Kind::kChild:
      return emit_row_block(field, "queue_in_place_of_row(" + field.give + ", std::move(row));",
                            out);
    case Kind::kList:
      return emit_take_list(field, out);
    case Kind::kMap:
      return emit_take_map(field, out);
    case Kind::kKeys:
      return emit_take_keys(field, out);
    case Kind::kBackingTable:
    case Kind::kComputed:
      return;
  }
}

}  // namespace thriftorm
