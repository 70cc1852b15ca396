// What a model takes over from a Thrift object, field by field.
#include <functional>

#include "tool/emit/cpp_text.h"
#include "tool/emit/emit_conversion.h"

namespace thriftorm {
namespace {

using Kind = FieldPlan::Kind;

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

void emit_take_value(const FieldPlan& field, TextWriter& out) {
  const auto statement = [&](const std::string& value) {
    const std::string code = assignment(field, value);
    return field.members.empty() ? code : guarded(field, code);
  };
  if (field.counts) {
    return emit_statement_if(field.taken, field.member + " = " + value_of(field) + ";", out);
  }
  if (!field.nulls) return emit_statement_if(field.taken, statement(value_of(field)), out);
  out.emit(R"cpp(
    if ($set$) {
      $take$
    } else if (clears) {
      $clear$
    }
  )cpp",
           {{"set", field.taken},
            {"take", wrap_code(statement(value_of(field)), 4)},
            {"clear", wrap_code(assignment(field, "std::nullopt"), 4)}});
}

void emit_take_group(const FieldPlan& field, TextWriter& out) {
  const std::string take = guarded(field, "set_" + field.group + "(object." + field.field + ");");
  if (field.nulls) {
    out.emit(R"cpp(
      if ($set$) {
        $take$
      } else if (clears) {
        set_$group$(std::nullopt);
      }
    )cpp",
             {{"set", field.taken}, {"take", wrap_code(take, 4)}, {"group", field.group}});
    return;
  }
  emit_statement_if(field.taken, take, out);
}

// "object.author", or where it is shared what it points to.
std::string embedded(const FieldPlan& field) {
  return (field.shared ? "*object." : "object.") + field.field;
}

void emit_row_block(const FieldPlan& field, const std::string& statement, TextWriter& out) {
  out.emit(R"cpp(
    $if${
      $Target$ row;
      take_embedded("$field$", row, $object$, unset);
      $statement$
    }
  )cpp",
           {{"if", field.taken.empty() ? "" : "if (" + field.taken + ") "},
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
  emit_if(field.taken, take, out);
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
  emit_if(field.taken, take, out);
}

void emit_take_map(const FieldPlan& field, TextWriter& out) {
  const auto take = [&](TextWriter& body) {
    body.emit(
        R"cpp(
      enqueue_replacement($give$);
      for (const auto& [key, element] : object.$field$) {
        $refused$
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
         {"refused", wrap_code("if (" + field.refused + ") {", 6)},
         {"Target", field.target_class},
         {"give", field.give}});
  };
  emit_if(field.taken, take, out);
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
  emit_if(field.taken, take, out);
}

}  // namespace

void emit_take(const FieldPlan& field, TextWriter& out) {
  switch (field.kind) {
    case Kind::kKey:
      return emit_statement_if(field.taken, "set_key(object." + field.field + ");", out);
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
