// Thrift's structs and unions made of columns' values in suites, and read back.
#include "tool/emit/cpp_text.h"
#include "tool/emit/emit_suite.h"

namespace thriftorm {
namespace {

using Kind = SuiteField::Kind;

void emit_make_member(const SuiteMember& member, const std::string& field, TextWriter& out) {
  out.emit(R"cpp(
    if (const testing::Value column = testing::value_at(values, "$column$"); !column.is_null())
      value.__set_$field$($value$);
  )cpp",
           {{"column", member.column},
            {"field", field},
            {"value", from_value("column", member.codec, member.type)}});
}

// `may_be_unset`: then its column's value is left out.
void emit_read_member(const SuiteMember& member, const std::string& field, bool may_be_unset,
                      TextWriter& out) {
  out.emit("$condition$values[\"$column$\"] = $value$;",
           {{"condition", may_be_unset ? "if (value.__isset." + field + ") " : ""},
            {"column", member.column},
            {"value", value_of("value." + field, member.codec)}});
}

void emit_struct(const SuiteVariant& variant, TextWriter& out) {
  out.emit(R"cpp(
    std::optional<$type$> make_$function$(const testing::Row& values) {
      $type$ value;
      $members$
      return testing::holds_any(values, $columns$) ? std::optional(value) : std::nullopt;
    }

    void read_$function$(const $type$& value, testing::Row& values) {
      $reads$
    }
  )cpp",
           {{"type", variant.cpp_type},
            {"function", variant.function},
            {"columns",
             [&] {
               std::vector<std::string> columns;
               for (const SuiteMember& member : variant.members) columns.push_back(member.column);
               return braced(columns);
             }()},
            {"members",
             [&](TextWriter& members) {
               for (const SuiteMember& member : variant.members)
                 emit_make_member(member, member.field, members);
             }},
            {"reads", [&](TextWriter& reads) {
               for (const SuiteMember& member : variant.members)
                 emit_read_member(member, member.field, member.optional, reads);
             }}});
  out.blank_line();
}

void emit_union(const SuiteGroup& group, TextWriter& out) {
  std::vector<std::string> columns;
  for (const SuiteVariant& variant : group.variants)
    for (const SuiteMember& member : variant.members) columns.push_back(member.column);
  out.emit(R"cpp(
    std::optional<$type$> make_$function$(const testing::Row& values) {
      $type$ value;
      $variants$
      return testing::holds_any(values, $columns$) ? std::optional(value) : std::nullopt;
    }

    void read_$function$(const $type$& value, testing::Row& values) {
      $reads$
    }
  )cpp",
           {{"type", group.cpp_type},
            {"function", group.function},
            {"columns", wrap_code(braced(columns))},
            {"variants",
             [&](TextWriter& variants) {
               for (const SuiteVariant& variant : group.variants) {
                 if (variant.cpp_type.empty())
                   emit_make_member(variant.members.front(), variant.field, variants);
                 else
                   variants.emit(
                       "if (const auto variant = make_$function$(values)) "
                       "value.__set_$field$(*variant);",
                       {{"function", variant.function}, {"field", variant.field}});
               }
             }},
            {"reads", [&](TextWriter& reads) {
               for (const SuiteVariant& variant : group.variants) {
                 if (variant.cpp_type.empty())
                   emit_read_member(variant.members.front(), variant.field, true, reads);
                 else
                   reads.emit("if (value.__isset.$field$) read_$function$(value.$field$, values);",
                              {{"field", variant.field}, {"function", variant.function}});
               }
             }}});
  out.blank_line();
}

// Adds what `each` is to the container `elements`.
void emit_add_element(const SuiteField& field, TextWriter& out) {
  if (field.kind == Kind::kKeys) {
    out.emit("elements.$add$(each.values.at(\"key\").as<$type$>());",
             {{"add", field.inserts ? "insert" : "push_back"}, {"type", field.key_type}});
  } else if (field.kind == Kind::kList) {
    out.emit("elements.push_back($table$_object(each));", {{"table", field.table}});
  } else {
    out.emit(R"cpp(
      const auto element = $table$_object(each);
      elements[element.$key$] = element;
    )cpp",
             {{"table", field.table}, {"key", field.map_key}});
  }
}

// What is set in the object that is made.
void emit_make_field(const SuiteField& field, TextWriter& out) {
  const auto shared = [&](const std::string& value) {
    return field.shared ? "std::make_shared<" + field.type + ">(" + value + ")" : value;
  };
  switch (field.kind) {
    case Kind::kValue:
      out.emit(R"cpp(
        if (const testing::Value column = testing::value_at(object.values, "$column$"); !column.is_null())
          thrift.__set_$field$($value$);
      )cpp",
               {{"field", field.field},
                {"column", field.column},
                {"value", from_value("column", field.codec, field.type)}});
      return;
    case Kind::kGroup:
      out.emit(
          "if (const auto value = make_$function$(object.values)) thrift.__set_$field$($value$);",
          {{"field", field.field}, {"function", field.function}, {"value", shared("*value")}});
      return;
    case Kind::kOwner:
      out.emit(R"cpp(
        if (const auto* owner = object.field("$field$"))
          thrift.__set_$field$($value$);
      )cpp",
               {{"field", field.field},
                {"value", shared("make_" + field.function + "(owner->front().values).value()")}});
      return;
    case Kind::kParent:
    case Kind::kChild:
      out.emit(
          R"cpp(
        if (const auto* embedded = object.field("$field$"))
          thrift.__set_$field$($value$);
      )cpp",
          {{"field", field.field}, {"value", shared(field.table + "_object(embedded->front())")}});
      return;
    case Kind::kList:
    case Kind::kKeys:
    case Kind::kMap:
      out.emit(
          R"cpp(
        if (const auto* embedded = object.field("$field$")) {
          auto elements = thrift.$field$;
          for (const testing::Object& each : *embedded) {
            $add$
          }
          thrift.__set_$field$(elements);
        }
      )cpp",
          {{"field", field.field},
           {"add", [&](TextWriter& add) { emit_add_element(field, add); }}});
      return;
    case Kind::kConstant:
    case Kind::kComputed:
      return;
  }
}

// Whether the object that is made of has the field.
std::string is_set_code(const SuiteField& field) {
  switch (field.kind) {
    case Kind::kValue:
      return "object.values.contains(\"" + field.column + "\")";
    case Kind::kGroup:
      return "make_" + field.function + "(object.values).has_value()";
    default:
      return "object.field(\"" + field.field + "\") != nullptr";
  }
}

// What is read of a field that is set.
std::string read_code(const SuiteField& field) {
  const std::string value = (field.shared ? "*thrift." : "thrift.") + field.field;
  const std::string embedded = "object.embedded[\"" + field.field + "\"]";
  switch (field.kind) {
    case Kind::kValue:
      return "object.values[\"" + field.column + "\"] = " + value_of(value, field.codec) + ";";
    case Kind::kConstant:
      return "object.values[\"" + field.field + "\"] = testing::value_of(" + value + ");";
    case Kind::kComputed:
      return "object.values[\"" + field.field + "\"] = testing::computed_value(" + value + ");";
    case Kind::kGroup:
      return "read_" + field.function + "(" + value + ", object.values);";
    case Kind::kOwner:
      return "read_" + field.function + "(" + value + ", " + embedded + ".emplace_back().values);";
    case Kind::kParent:
    case Kind::kChild:
      return embedded + ".push_back(" + field.table + "_values(" + value + "));";
    case Kind::kList:
      return "for (const auto& each : " + value + ") " + embedded + ".push_back(" + field.table +
             "_values(each));";
    case Kind::kKeys:
      return "for (const auto& key : " + value + ") " + embedded +
             ".emplace_back().values[\"key\"] = testing::value_of(key);";
    case Kind::kMap:
      return "for (const auto& [key, each] : " + value + ") " + embedded + ".push_back(" +
             field.table + "_values(each));";
  }
  return "";
}

void emit_read_field(const SuiteField& field, TextWriter& out) {
  const std::string condition = field.shared     ? "thrift." + field.field
                                : field.optional ? "thrift.__isset." + field.field
                                                 : "";
  if (field.kind == Kind::kOwner && field.flagged)
    out.emit("object.owner_is_set = thrift.__isset.$field$;", {{"field", field.field}});
  if (condition.empty()) {
    out.emit("$code$", {{"code", read_code(field)}});
    return;
  }
  out.emit(R"cpp(
    if ($condition$) {
      $code$
    }
  )cpp",
           {{"condition", condition}, {"code", read_code(field)}});
}

void emit_field_facts(const SuiteField& field, TextWriter& out) {
  if (!embeds(field.kind)) return;
  out.emit(R"cpp(
    {.name = "$name$", .kind = testing::EmbeddedField::Kind::$kind$, .table = "$table$",
     .column = "$column$", .link = "$link$", .link_column = "$link_column$",
     .key_column = "$key$", .order_by = $order_by$, .needed = $needed$,
     .refers = $refers$, .symmetrical = $symmetrical$, .target = $target$},
  )cpp",
           {{"name", field.field},
            {"kind", std::string(to_text(field.kind))},
            {"table", field.table},
            {"column", field.key_column},
            {"link", field.link},
            {"link_column", field.link_column},
            {"key", field.map_column},
            {"order_by", braced(field.order_by)},
            {"needed", field.needed ? "true" : "false"},
            {"refers", field.refers ? "true" : "false"},
            {"symmetrical", field.symmetrical ? "true" : "false"},
            {"target", field.kind == Kind::kOwner ? "nullptr" : "&" + field.table + "_model"}});
}

std::string listed(const std::vector<std::string>& names) {
  std::vector<std::string> quoted;
  for (const std::string& name : names) quoted.push_back("\"" + name + "\"");
  return wrap_list(quoted, 6);
}

void emit_access(const SuiteModel& model, const SuiteThrift& thrift, TextWriter& out) {
  out.emit(
      R"cpp(
    testing::ThriftAccess thrift_access() {
      testing::ThriftAccess access;
      access.columns = {
          $columns$
      };
      access.unsettable = {
          $unsettable$
      };
      $defaulted$
      access.fields = {
          $fields$
      };
      $constants$
      access.take = [](Record& record, const testing::Object& object, bool keeps_unset) {
        as(record).from_thrift($table$_object(object), keeps_unset ? thriftorm::Unset::kKeep
                                                                   : thriftorm::Unset::kClear);
      };
      access.give = [](Session& session, const Record& record) {
        return $table$_values(as(record).to_thrift(session));
      };
      $results$
      access.give_page = [](Session& session, const testing::Records& records) {
        std::vector<testing::Object> objects;
        for (const auto& object : to_thrift(session, testing::vector_of<$Model$>(records)))
          objects.push_back($table$_values(object));
        return objects;
      };
      return access;
    }
  )cpp",
      {{"Model", model.class_name},
       {"table", model.table},
       {"columns", listed(thrift.columns)},
       {"unsettable", listed(thrift.unsettable)},
       {"defaulted",
        thrift.defaulted.empty() ? "" : "access.defaulted = " + braced(thrift.defaulted) + ";"},
       {"fields",
        [&](TextWriter& fields) {
          for (const SuiteField& field : thrift.fields) emit_field_facts(field, fields);
        }},
       {"results",
        [&](TextWriter& results) {
          if (!thrift.has_results) return;
          results.emit(R"cpp(
                 access.tell = [](Session& session, const Record& record) {
                   const auto [results, object] = as(record).into_thrift(session);
                   return is_ok(results) ? std::optional($table$_values(*object)) : std::nullopt;
                 };
                 access.try_save = [](Session& session, Record& record) {
                   return outcome_of(as(record).try_save(session));
                 };
               )cpp",
                       {{"table", model.table}});
        }},
       {"constants", [&](TextWriter& constants) {
          for (const SuiteField& field : thrift.fields) {
            if (field.kind == Kind::kComputed)
              constants.emit(R"cpp(
                     access.computed.emplace_back("$field$", [](const Record& record) {
                       return testing::computed_value(as(record).compute_$field$());
                     });
                   )cpp",
                             {{"field", field.field}});
            if (field.kind != Kind::kConstant) continue;
            constants.emit("access.constants[\"$field$\"] = testing::value_of($value$);",
                           {{"field", field.field}, {"value", field.value}});
          }
        }}});
  out.blank_line();
}

}  // namespace

void emit_suite_groups(const SuiteModel& model, TextWriter& out) {
  for (const SuiteGroup& group : model.groups) {
    for (const SuiteVariant& variant : group.variants)
      if (!variant.cpp_type.empty()) emit_struct(variant, out);
    if (group.is_union) emit_union(group, out);
  }
}

void emit_suite_thrift(const SuiteModel& model, TextWriter& out) {
  if (!model.thrift) return;
  const SuiteThrift& thrift = *model.thrift;
  out.emit(
      R"cpp(
    }  // namespace

    $type$ $table$_object(const testing::Object& object) {
      $type$ thrift;
      $makes$
      return thrift;
    }

    testing::Object $table$_values(const $type$& thrift) {
      testing::Object object;
      $reads$
      return object;
    }

    namespace {

  )cpp",
      {{"type", thrift.cpp_type},
       {"table", model.table},
       {"makes",
        [&](TextWriter& makes) {
          for (const SuiteField& field : thrift.fields) {
            emit_make_field(field, makes);
            // Thrift's setters do so for optional fields alone, its readers for all.
            const bool made = field.kind != Kind::kConstant && field.kind != Kind::kComputed;
            if (field.flagged && !field.optional && made)
              makes.emit("if (object.is_read) thrift.__isset.$field$ = $set$;",
                         {{"field", field.field}, {"set", is_set_code(field)}});
          }
        }},
       {"reads", [&](TextWriter& reads) {
          for (const SuiteField& field : thrift.fields) emit_read_field(field, reads);
        }}});
  emit_access(model, thrift, out);
}

}  // namespace thriftorm
