#include "tool/emit/emit_conversion.h"

#include "tool/emit/cpp_text.h"

namespace thriftorm {
namespace {

using Kind = FieldPlan::Kind;

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
    friend class thriftorm::ThriftGraph;
    void fill($Thrift$& object) const;
    static constexpr bool kNamesParents = $names$;
    static bool embeds([[maybe_unused]] std::string_view linked_by) {
      return $embeds$;
    }
    static void embed(thriftorm::ThriftGraph& graph, const thriftorm::GraphLevel& level,
        std::span<const $Model$> records, std::span<$Thrift$* const> objects);
  )cpp",
           {{"Thrift", model.conversion->cpp_type},
            {"names", model.conversion->names_parents ? "true" : "false"},
            {"embeds", model.conversion->embeds},
            {"Model", model.class_name}});
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
               for (const FieldPlan& field : conversion.fields) emit_fill(field, fields);
             }}});
  out.blank_line();
  out.emit(R"cpp(
    void $Model$::embed([[maybe_unused]] thriftorm::ThriftGraph& graph,
        [[maybe_unused]] const thriftorm::GraphLevel& level,
        [[maybe_unused]] std::span<const $Model$> records,
        [[maybe_unused]] std::span<$Thrift$* const> objects) {
      $fields$
    }
  )cpp",
           {{"Model", model.class_name},
            {"Thrift", conversion.cpp_type},
            {"fields", [&](TextWriter& fields) {
               for (const FieldPlan& field : conversion.fields) {
                 if (is_embedded(field)) emit_embed(model, field, fields);
               }
             }}});
  if (conversion.uses_deprecated) emit_warn_of_deprecated(out);
  out.blank_line();
  out.emit(R"cpp(
    $Thrift$ $Model$::to_thrift(thriftorm::Session& session) const {
      return thriftorm::to_thrift(session, *this);
    }

    $page$
      return thriftorm::to_thrift_page(session, records);
    }
  )cpp",
           {{"Model", model.class_name},
            {"Thrift", conversion.cpp_type},
            {"page", wrap_code("std::vector<" + conversion.cpp_type +
                                   "> to_thrift(thriftorm::Session& session, const std::vector<" +
                                   model.class_name + ">& records) {",
                               0)}});
  out.blank_line();
  emit_result_functions(model, out);
}

}  // namespace thriftorm
