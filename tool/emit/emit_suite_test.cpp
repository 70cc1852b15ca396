// The tests of one table: what its model can do, as a table of functions, and the checks.
#include "tool/emit/emit_suite.h"
#include "tool/emit/cpp_text.h"

namespace thriftorm {
namespace {

// A member of the parent's description that is there or not.
void emit_if(bool there, std::string_view pattern, const std::vector<Hole>& holes,
             TextWriter& out) {
  if (there) out.emit(pattern, holes);
}

void emit_parent(const SuiteModel& model, const SuiteParent& parent, TextWriter& out) {
  out.emit(R"cpp(
    testing::ParentAccess $name$_relation() {
      testing::ParentAccess access;
      access.name = "$name$";
      access.column = "$column$";
      access.table = "$table$";
      access.target = &$table$_model;
      access.get = [](Session& session, const Record& record) {
        return testing::boxed(as(record).get_$name$(session));
      };
      $set$
      $clear$
      access.select = [](Session& session) {
        return testing::listed($Model$::query().select_related($path$).all(session));
      };
      access.prefetch = [](Session& session) {
        return testing::listed($Model$::query().prefetch_related($path$).all(session));
      };
      access.loaded = [](const Record& record) -> const Record* { return $address$as(record).$name$(); };
      return access;
    }
  )cpp",
           {{"name", parent.name},
            {"column", parent.column},
            {"table", parent.table},
            {"Model", model.class_name},
            {"path", parent.path},
            {"address", parent.maybe ? "" : "&"},
            {"set",
             [&](TextWriter& set) {
               emit_if(parent.gives, R"cpp(
                 access.set = [](Record& record, Record& parent) {
                   as(record).set_$name$(std::move(testing::as<$Target$>(parent)));
                 };
               )cpp",
                       {{"name", parent.name}, {"Target", parent.target_class}}, set);
             }},
            {"clear", [&](TextWriter& clear) {
               emit_if(
                   parent.clears,
                   "access.clear = [](Record& record) { as(record).set_$name$(std::nullopt); };",
                   {{"name", parent.name}}, clear);
             }}});
  out.blank_line();
}

void emit_reading(const SuiteModel& model, const SuiteChildren& children, TextWriter& out) {
  out.emit(R"cpp(
    access.get = [](Session& session, const Record& record) {
      return testing::listed(as(record).get_$name$(session));
    };
    access.prefetch = [](Session& session) {
      return testing::listed($Model$::query().prefetch_related($path$).all(session));
    };
    access.loaded = [](const Record& record) { return testing::pointers_to(as(record).$name$()); };
  )cpp",
           {{"name", children.name}, {"Model", model.class_name}, {"path", children.path}});
  if (children.kind == SuiteChildren::Kind::kOne) return;
  out.emit(R"cpp(
    access.cursor = [](Session& session, const Record& record) {
      return testing::listed(as(record).$name$(session));
    };
    access.query = [](Session& session, const Record& record) {
      return testing::listed(as(record).query_$name$().all(session));
    };
  )cpp",
           {{"name", children.name}});
}

void emit_writing(const SuiteChildren& children, TextWriter& out) {
  const std::vector<Hole> of_one{{"name", children.name}, {"Target", children.target_class}};
  const std::vector<Hole> of_many{
      {"name", children.name}, {"one", children.singular}, {"Target", children.target_class}};
  if (children.kind == SuiteChildren::Kind::kOne) {
    emit_if(children.gives, R"cpp(
      access.give = [](Record& record, Record& child) {
        as(record).set_$name$(std::move(testing::as<$Target$>(child)));
      };
      access.clear = [](Session& session, Record& record) {
        as(record).set_$name$(std::nullopt).save(session);
      };
    )cpp",
            of_one, out);
    return;
  }
  emit_if(children.gives, R"cpp(
    access.give = [](Record& record, Record& child) {
      as(record).add_$one$(std::move(testing::as<$Target$>(child)));
    };
    access.add = [](Session& session, Record& record, testing::Records& children) {
      for (const testing::RecordPtr& child : children)
        as(record).add_$one$(session, testing::as<$Target$>(*child));
    };
  )cpp",
          {{"one", children.singular}, {"Target", children.target_class}}, out);
  emit_if(children.gives && children.removes, R"cpp(
    access.remove = [](Session& session, Record& record, Record& child) {
      as(record).remove_$one$(session, testing::as<$Target$>(child));
    };
    access.set = [](Session& session, Record& record, testing::Records& children) {
      testing::with_vector<$Target$>(
          children, [&](auto& records) { as(record).set_$name$(session, records); });
    };
  )cpp",
          of_many, out);
  emit_if(children.kind == SuiteChildren::Kind::kJoined, R"cpp(
    access.add = [](Session& session, Record& record, testing::Records& children) {
      as(record).add_$name$(session, testing::vector_of<$Target$>(children));
    };
    access.remove = [](Session& session, Record& record, Record& child) {
      as(record).remove_$one$(session, testing::as<$Target$>(child));
    };
    access.set = [](Session& session, Record& record, testing::Records& children) {
      as(record).set_$name$(session, testing::vector_of<$Target$>(children));
    };
    access.clear = [](Session& session, Record& record) { as(record).clear_$name$(session); };
  )cpp",
          of_many, out);
}

void emit_children(const SuiteModel& model, const SuiteChildren& children, TextWriter& out) {
  out.emit(R"cpp(
    testing::ChildrenAccess $name$_relation() {
      testing::ChildrenAccess access;
      access.name = "$name$";
      access.kind = testing::ChildrenAccess::Kind::$kind$;
      access.table = "$table$";
      access.column = "$column$";
      access.link = "$link$";
      access.link_column = "$link_column$";
      access.order_by = $order_by$;
      access.owns = $owns$;
      access.symmetrical = $symmetrical$;
      access.target = &$table$_model;
      $reading$
      $writing$
      return access;
    }
  )cpp",
           {{"name", children.name},
            {"kind", std::string(to_text(children.kind))},
            {"table", children.table},
            {"column", children.column},
            {"link", children.link},
            {"link_column", children.link_column},
            {"order_by", braced(children.order_by)},
            {"owns", children.owns ? "true" : "false"},
            {"symmetrical", children.symmetrical ? "true" : "false"},
            {"reading", [&](TextWriter& reading) { emit_reading(model, children, reading); }},
            {"writing", [&](TextWriter& writing) { emit_writing(children, writing); }}});
  out.blank_line();
}

void emit_chooser(const SuiteChooser& chooser, TextWriter& out) {
  std::vector<std::string> choices;
  for (const auto& [column, table] : chooser.choices)
    choices.push_back("{\"" + column + "\", \"" + table + "\"}");
  out.emit(R"cpp(
    {"$name$", {$choices$},
        [](Session& session, const Record& record) {
          return testing::chosen(as(record).get_$name$(session));
        }},
  )cpp",
           {{"name", chooser.name}, {"choices", join(choices, ", ")}});
}

void emit_copy(const SuiteModel& model, const SuiteCopy& copy, TextWriter& out) {
  out.emit(R"cpp(
    {"$table$", "$column$", $columns$, &$table$_model,
        [](Session& session, const Record& record) -> testing::RecordPtr {
          return std::make_unique<$Model$>(
              $Model$::$method$(session, testing::as<$Source$>(record)));
        }},
  )cpp",
           {{"table", copy.table},
            {"column", copy.column},
            {"columns", braced(copy.columns)},
            {"Model", model.class_name},
            {"method", copy.method},
            {"Source", copy.source_class}});
}

// The relations' functions, called one after the other.
template <class Plans>
std::string calls(const Plans& plans) {
  std::vector<std::string> names;
  for (const auto& plan : plans) names.push_back(plan.name + "_relation()");
  return join(names, ", ");
}

void emit_model_function(const SuiteModel& model, TextWriter& out) {
  out.emit(R"cpp(
    testing::Model describe_model() {
      testing::Model model = testing::describe<$Model$>("$table$");
      model.all = [](Session& session) { return testing::listed($Model$::query().all(session)); };
      $columns$
      model.parents = {$parents$};
      model.children = {$children$};
      model.choosers = {
          $choosers$
      };
      model.copies = {
          $copies$
      };
      $thrift$
      return model;
    }
  )cpp",
           {{"Model", model.class_name},
            {"table", model.table},
            {"columns", [&](TextWriter& part) { emit_suite_columns(model, part); }},
            {"parents", calls(model.parents)},
            {"children", calls(model.children)},
            {"choosers",
             [&](TextWriter& part) {
               for (const SuiteChooser& chooser : model.choosers) emit_chooser(chooser, part);
             }},
            {"copies",
             [&](TextWriter& part) {
               for (const SuiteCopy& copy : model.copies) emit_copy(model, copy, part);
             }},
            {"thrift", model.thrift ? "model.thrift = thrift_access();" : ""}});
  out.blank_line();
}

void emit_tests(const SuiteModel& model, TextWriter& out) {
  for (const SuiteTest& test : model.tests) {
    out.emit(R"cpp(
      TEST_CASE("$title$") {
        expect([](testing::Suite& suite) { $call$; });
      }
    )cpp",
             {{"title", test.title}, {"call", test.call}});
    out.blank_line();
  }
}

}  // namespace

std::string emit_suite_test(const SuitePlan& plan, const SuiteModel& model) {
  TextWriter out;
  out.emit(R"cpp(
    // Generated by thriftorm from $source$. Do not edit.
    $pragma$
    #include "suite.h"

    #include <doctest/doctest.h>
    #include <thriftorm/query.h>
    $json$
    $computed$

    #include "$directory$/columns.h"
    #include "$directory$/results.h"
    $includes$

    namespace $namespace$::suite {
    namespace {

    using testing::Record;
    using testing::Session;

    const $Model$& as(const Record& record) { return testing::as<$Model$>(record); }
    $Model$& as(Record& record) { return testing::as<$Model$>(record); }

  )cpp",
           {{"source", plan.source},
            {"json", model.uses_json ? "#include <thriftorm/testing/json.h>" : ""},
            {"computed", model.has_computed ? "#include <thriftorm/testing/computed.h>" : ""},
            {"directory", plan.include_directory},
            {"namespace", plan.cpp_namespace},
            {"Model", model.class_name},
            {"pragma", model.uses_deprecated
                           ? "#pragma GCC diagnostic ignored \"-Wdeprecated-declarations\""
                           : ""},
            {"includes", [&](TextWriter& includes) {
               for (const std::string& file : model.files)
                 includes.emit(R"cpp(#include "$directory$/$file$.h")cpp",
                               {{"directory", plan.include_directory}, {"file", file}});
             }}});
  emit_suite_groups(model, out);
  for (const SuiteParent& parent : model.parents) emit_parent(model, parent, out);
  for (const SuiteChildren& children : model.children) emit_children(model, children, out);
  emit_suite_thrift(model, out);
  emit_model_function(model, out);
  out.emit(R"cpp(
    }  // namespace

    const testing::Model& $table$_model() {
      static const testing::Model model = describe_model();
      return model;
    }

  )cpp",
           {{"table", model.table}});
  emit_tests(model, out);
  out.emit("}  // namespace $namespace$::suite", {{"namespace", plan.cpp_namespace}});
  return out.text();
}

}  // namespace thriftorm
