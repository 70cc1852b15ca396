// A model's columns, and the groups of them, as tables of functions.
#include <algorithm>

#include "tool/emit/cpp_text.h"
#include "tool/emit/emit_suite.h"

namespace thriftorm {
namespace {

// The functions of a column: what there is not is null.
void emit_column(const SuiteModel& model, const SuiteColumn& column, TextWriter& out) {
  out.emit(R"cpp({"$column$",)cpp", {{"column", column.name}});
  TextWriter get;
  get.emit("[](const Record& record) { return $value$; },",
           {{"value", value_of("as(record)." + column.getter + "()", column.codec)}});
  TextWriter set;
  if (column.setter.empty()) set.emit("nullptr,");
  else
    set.emit(
        R"cpp(
      [](Record& record, const testing::Value& value) {
        as(record).$setter$($value$);
      },
    )cpp",
        {{"setter", column.setter}, {"value", from_value("value", column.codec, column.type)}});
  TextWriter equal;
  if (!column.codec.empty()) equal.emit("nullptr},");
  else
    equal.emit(
        R"cpp(
      [](Session& session, const testing::Value& value) {
        return testing::listed($Model$::query().where(
            $constant$ == $value$).all(session));
      }},
    )cpp",
        {{"Model", model.class_name},
         {"constant", column.constant},
         {"value", from_value("value", column.codec, column.value_type)}});
  for (const TextWriter* part : {&get, &set, &equal})
    out.emit("    $part$", {{"part", part->text()}});
}

void emit_upsert(const SuiteModel& model, const SuiteColumn& column, TextWriter& out) {
  if (!column.upserts) return;
  out.emit(R"cpp(
    {"$column$", [](Session& session, testing::Records& boxes) {
       testing::with_vector<$Model$>(boxes, [&](auto& records) {
         $Model$::upsert_all(session, records, $constant$);
       });
     }},
  )cpp",
           {{"column", column.name}, {"Model", model.class_name}, {"constant", column.constant}});
}

const SuiteColumn& key_of(const SuiteModel& model) {
  return *std::find_if(model.columns.begin(), model.columns.end(),
                       [](const SuiteColumn& column) { return column.is_key; });
}

void emit_change(const SuiteModel& model, const SuiteColumn& column, TextWriter& out) {
  if (!column.updates) return;
  const SuiteColumn& key = key_of(model);
  out.emit(R"cpp(
    {"$column$", [](Session& session, const testing::Value& key, const testing::Value& value) {
       return $Model$::query().where($key$ == key.as<$Key$>())
           .update(session, $constant$ = $value$);
     }},
  )cpp",
           {{"column", column.name},
            {"Model", model.class_name},
            {"key", key.constant},
            {"Key", key.value_type},
            {"constant", column.constant},
            {"value", from_value("value", column.codec, column.value_type)}});
}

void emit_finder(const SuiteModel& model, const SuiteFinder& finder, TextWriter& out) {
  out.emit(R"cpp(
    {"$column$", [](Session& session, const testing::Value& value) {
       return testing::listed($Model$::$method$(session, $argument$));
     }},
  )cpp",
           {{"column", finder.column},
            {"Model", model.class_name},
            {"method", finder.method},
            {"argument", finder.argument}});
}

void emit_variant(const SuiteGroup& group, const SuiteVariant& variant, TextWriter& out) {
  if (!group.accessors || variant.accessor.empty()) return;
  std::vector<std::string> columns;
  for (const SuiteMember& member : variant.members) columns.push_back(member.column);
  out.emit(R"cpp(
    {$columns$,
        [](Record& record, const testing::Row& values) {
          as(record).set_$accessor$(make_$function$(values).value());
        },
        [](const Record& record) {
          testing::Row values;
          $read$
          return values;
        }},
  )cpp",
           {{"columns", braced(columns)},
            {"accessor", variant.accessor},
            {"function", variant.function},
            {"read", [&](TextWriter& read) {
               const std::vector<Hole> holes{{"accessor", variant.accessor},
                                             {"function", variant.function}};
               if (variant.optional)
                 read.emit(
                     "if (const auto value = as(record).get_$accessor$()) read_$function$(*value, "
                     "values);",
                     holes);
               else read.emit("read_$function$(as(record).get_$accessor$(), values);", holes);
             }}});
}

// Each member that is not stored here, and each predicate, as a function.
void emit_union_extras(const SuiteGroup& group, TextWriter& out) {
  out.emit("{");
  for (const std::string& member : group.forbidden)
    out.emit(R"cpp(
      {"$member$", [](Record& record) {
         $type$ value;
         value.__isset.$member$ = true;
         as(record).set_$name$(value);
       }},
    )cpp",
             {{"member", member}, {"type", group.cpp_type}, {"name", group.name}});
  out.emit("}, {");
  for (const auto& [column, predicate] : group.predicates)
    out.emit(
        R"cpp({"$column$", [](const Record& record) { return as(record).$predicate$(); }},)cpp",
        {{"column", column}, {"predicate", predicate}});
  out.emit("}},");
}

void emit_union(const SuiteGroup& group, TextWriter& out) {
  if (!group.accessors || !group.is_union) return;
  const std::vector<Hole> read_holes{{"name", group.name}, {"function", group.function}};
  out.emit(
      R"cpp(
    {"$name$",
        [](Record& record, const testing::Row& values) {
          as(record).set_$name$(make_$function$(values).value_or($type$()));
        },
        [](const Record& record) {
          testing::Row values;
          $read$
          return values;
        },
        $extras$
  )cpp",
      {{"name", group.name},
       {"function", group.function},
       {"type", group.cpp_type},
       {"read",
        [&](TextWriter& read) {
          if (group.optional)
            read.emit(
                "if (const auto value = as(record).get_$name$()) read_$function$(*value, values);",
                read_holes);
          else read.emit("read_$function$(as(record).get_$name$(), values);", read_holes);
        }},
       {"extras", [&](TextWriter& extras) { emit_union_extras(group, extras); }}});
}

}  // namespace

void emit_suite_columns(const SuiteModel& model, TextWriter& out) {
  const auto each_column = [&](auto emit) {
    return [&model, emit](TextWriter& part) {
      for (const SuiteColumn& column : model.columns) emit(model, column, part);
    };
  };
  const SuiteColumn& key = key_of(model);
  out.emit(R"cpp(
    model.columns = {
        $columns$
    };
    model.upserts = {
        $upserts$
    };
    model.changes = {
        $changes$
    };
    model.erase_found = [](Session& session, const testing::Value& key) {
      return $Model$::query().where($key$ == key.as<$Key$>()).erase(session);
    };
    model.variants = {
        $variants$
    };
    model.unions = {
        $unions$
    };
    model.finders = {
        $finders$
    };
  )cpp",
           {{"columns", each_column(emit_column)},
            {"upserts", each_column(emit_upsert)},
            {"changes", each_column(emit_change)},
            {"Model", model.class_name},
            {"key", key.constant},
            {"Key", key.value_type},
            {"variants",
             [&](TextWriter& part) {
               for (const SuiteGroup& group : model.groups)
                 for (const SuiteVariant& variant : group.variants)
                   emit_variant(group, variant, part);
             }},
            {"unions",
             [&](TextWriter& part) {
               for (const SuiteGroup& group : model.groups) emit_union(group, part);
             }},
            {"finders", [&](TextWriter& part) {
               for (const SuiteFinder& finder : model.finders) emit_finder(model, finder, part);
             }}});
}

}  // namespace thriftorm
