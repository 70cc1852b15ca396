#include "tool/emit/emit_conversion.h"

#include <algorithm>
#include <functional>

#include "tool/emit/cpp_text.h"

namespace thriftorm {
namespace {

using Kind = FieldPlan::Kind;

const GroupPlan& group_of(const ModelPlan& model, const FieldPlan& field) {
  return *std::find_if(model.groups.begin(), model.groups.end(),
                       [&](const GroupPlan& group) { return group.name == field.group; });
}

std::string isset(const FieldPlan& field) { return "object.__isset." + field.field; }

// Whether a field has something to say; empty: always. Only optional fields have flags that code sets;
// those of the others tell what was read from the wire, which counts where unset fields are kept.
std::string is_said(const FieldPlan& field) {
  if (!field.flagged) return "";
  return field.optional ? isset(field) : "clears || " + isset(field);
}

// --- from Thrift

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
      row.from_thrift($object$, unset);
      $statement$
    }
  )cpp",
           {{"if", condition.empty() ? "" : "if (" + condition + ") "},
            {"Target", field.target_class},
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
        row.from_thrift(element, unset);
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
        row.from_thrift(keyed, unset);
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

// --- to Thrift

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

bool is_embedded(const FieldPlan& field) { return !field.embed.empty(); }

}  // namespace

void emit_conversion_declarations(const ModelPlan& model, TextWriter& out) {
  if (!model.conversion) return;
  const ConversionPlan& conversion = *model.conversion;
  out.blank_line();
  out.emit(R"cpp(
    using ThriftType = $Thrift$;

    // Takes over what the object holds, and what it embeds, to be saved with this record; the
    // database is not touched. A value that cannot be stored is refused by `save`.
    $from$
    // The object with all that it embeds, which is read.
    $to$
  )cpp",
           {{"Thrift", conversion.cpp_type},
            {"from", wrap_code(model.class_name + "& from_thrift(const " + conversion.cpp_type +
                               "& object, thriftorm::Unset unset = thriftorm::Unset::kClear);")},
            {"to", conversion.cpp_type + " to_thrift(thriftorm::Session& session) const;"}});
  if (!model.result_type.empty()) {
    out.emit(R"cpp(
      // The same, with what happened in the service's own words; nothing is thrown.
      std::pair<std::vector<$Result$>, std::optional<$Thrift$>> into_thrift(
          thriftorm::Session& session) const;
      std::vector<$Result$> try_save(thriftorm::Session& session);
    )cpp",
             {{"Result", model.result_type}, {"Thrift", conversion.cpp_type}});
  }
  for (const FieldPlan& field : conversion.fields) {
    if (field.kind != Kind::kComputed) continue;
    out.emit(R"cpp(
      // What `$field$` is in Thrift: for you to define.
      $type$ compute_$field$() const;
    )cpp",
             {{"field", field.field}, {"type", field.type}});
  }
}

void emit_conversion_hooks(const ModelPlan& model, TextWriter& out) {
  if (!model.conversion) return;
  out.emit(R"cpp(
    void fill($Thrift$& object) const;
    static std::vector<$Thrift$> convert(thriftorm::ThriftGraph& graph,
        const std::vector<$Model$>& records, const std::vector<thriftorm::GraphNode>& nodes);
  )cpp",
           {{"Thrift", model.conversion->cpp_type}, {"Model", model.class_name}});
  if (!model.result_type.empty()) out.emit("std::string description() const;");
}

void emit_conversion_functions(const ModelPlan& model, TextWriter& out) {
  if (!model.conversion) return;
  out.emit(R"cpp(
    // The objects of these records: one statement for each kind of relation.
    $code$
  )cpp",
           {{"code", wrap_code("std::vector<" + model.conversion->cpp_type +
                                   "> to_thrift(thriftorm::Session& session, const std::vector<" +
                                   model.class_name + ">& records);",
                               0)}});
  out.blank_line();
}

void emit_conversion_constants(const ModelPlan& model, TextWriter& out) {
  if (!model.conversion) return;
  for (const FieldPlan& field : model.conversion->fields) {
    if (!is_embedded(field)) continue;
    out.emit(R"cpp(
      constexpr thriftorm::EmbedSql $constant${
          $select$
          "$order$"$link$};
    )cpp",
             {{"constant", field.embed},
              {"select", string_literal(field.select) + ","},
              {"order", field.order},
              {"link", field.link.empty() ? "" : ", \"" + field.link + "\""}});
  }
}

namespace {

// The class itself may use what it warns others of.
void emit_allow_deprecated(TextWriter& out) {
  out.emit(R"cpp(
    #pragma GCC diagnostic push
    #pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  )cpp");
}
void emit_warn_of_deprecated(TextWriter& out) { out.emit("#pragma GCC diagnostic pop"); }

void emit_result_functions(const ModelPlan& model, TextWriter& out) {
  if (model.result_type.empty()) return;
  out.emit(R"cpp(
    std::pair<std::vector<$Result$>, std::optional<$Thrift$>>
    $Model$::into_thrift(thriftorm::Session& session) const {
      try {
        std::vector<std::string> warnings;
        $Thrift$ object = thriftorm::to_thrift(session, *this, &warnings);
        return {detail::succeeded("Successfully converted " + description() + " to Thrift", warnings),
            std::move(object)};
      } catch (const thriftorm::Error& error) {
        return {detail::failed("Failed to convert $name$ to Thrift", error,
            thriftorm::Operation::kQuery), std::nullopt};
      } catch (const std::exception& error) {
        return {detail::failed("Failed to convert $name$ to Thrift", error,
            thriftorm::Operation::kQuery), std::nullopt};
      }
    }

    std::vector<$Result$> $Model$::try_save(thriftorm::Session& session) {
      const auto operation =
          key() ? thriftorm::Operation::kUpdate : thriftorm::Operation::kInsert;
      try {
        save(session);
        return detail::succeeded("Successfully saved " + description());
      } catch (const thriftorm::Error& error) {
        return detail::failed("Failed to save $name$", error, operation);
      } catch (const std::exception& error) {
        return detail::failed("Failed to save $name$", error, operation);
      }
    }

    // "$name$ id=1".
    std::string $Model$::description() const {
      const std::string key = key_text();
      return key.empty() ? "$name$" : "$name$ $key$=" + key;
    }
  )cpp",
           {{"Result", model.result_type},
            {"Thrift", model.conversion->cpp_type},
            {"Model", model.class_name},
            {"name", model.conversion->name},
            {"key", model.key_name}});
  out.blank_line();
}

}  // namespace

void emit_conversion_definitions(const ModelPlan& model, TextWriter& out) {
  if (!model.conversion) return;
  const ConversionPlan& conversion = *model.conversion;
  if (conversion.uses_deprecated) emit_allow_deprecated(out);
  out.emit(
      R"cpp(
    $signature$
      const bool clears = unset == thriftorm::Unset::kClear;
      const Taking taking(*this, clears);
      $fields$
      return *this;
    }
  )cpp",
      {{"signature", wrap_code(model.class_name + "& " + model.class_name + "::from_thrift(const " +
                                   conversion.cpp_type + "& object, thriftorm::Unset unset) {",
                               0)},
       {"fields", [&](TextWriter& fields) {
          for (const FieldPlan& field : conversion.fields) emit_take(field, fields);
        }}});
  out.blank_line();
  out.emit(R"cpp(
    void $Model$::fill($Thrift$& object) const {
      $fields$
    }
  )cpp",
           {{"Model", model.class_name},
            {"Thrift", conversion.cpp_type},
            {"fields", [&](TextWriter& fields) {
               for (const FieldPlan& field : conversion.fields) emit_fill(model, field, fields);
             }}});
  if (conversion.uses_deprecated) emit_warn_of_deprecated(out);
  out.blank_line();
  out.emit(R"cpp(
    std::vector<$Thrift$> $Model$::convert(
        [[maybe_unused]] thriftorm::ThriftGraph& graph, const std::vector<$Model$>& records,
        [[maybe_unused]] const std::vector<thriftorm::GraphNode>& nodes) {
      auto objects = thriftorm::fill_objects<$Thrift$>(records,
          [](const $Model$& record, $Thrift$& object) { record.fill(object); });
      $fields$
      return objects;
    }

    $Thrift$ $Model$::to_thrift(thriftorm::Session& session) const {
      return thriftorm::to_thrift(session, *this);
    }

    $page$
      return thriftorm::to_thrift_page(session, records);
    }
  )cpp",
           {{"Model", model.class_name},
            {"Thrift", conversion.cpp_type},
            {"fields",
             [&](TextWriter& fields) {
               for (const FieldPlan& field : conversion.fields) {
                 if (is_embedded(field)) emit_embed(field, fields);
               }
             }},
            {"page", wrap_code("std::vector<" + conversion.cpp_type +
                                   "> to_thrift(thriftorm::Session& session, const std::vector<" +
                                   model.class_name + ">& records) {",
                               0)}});
  out.blank_line();
  emit_result_functions(model, out);
}

}  // namespace thriftorm
