// What a suite knows of the service's own words for what happened.
#include "tool/emit/cpp_text.h"
#include "tool/emit/emit_suite.h"

namespace thriftorm {
namespace {

std::string code_value(const std::string& code) {
  return code.empty() ? "testing::Value()" : "testing::value_of(" + code + ")";
}

}  // namespace

void emit_suite_codes(const SuitePlan& plan, TextWriter& out) {
  const ResultPlan result = plan.result.value_or(ResultPlan());
  if (result.error_code.empty()) {
    out.emit("testing::ErrorCodes error_codes() { return {}; }");
    out.blank_line();
    return;
  }
  out.emit(R"cpp(
    testing::ErrorCodes error_codes() {
      return {
          .of_kinds = {
              $codes$
          },
          .query = $query$,
          .insert = $insert$,
          .update = $update$,
      };
    }
  )cpp",
           {{"codes",
             [&](TextWriter& codes) {
               for (const auto& [kind, code] : result.codes)
                 codes.emit(R"cpp({"$kind$", $code$},)cpp",
                            {{"kind", kind}, {"code", code_value(code)}});
             }},
            {"query", code_value(result.query_code)},
            {"insert", code_value(result.insert_code)},
            {"update", code_value(result.update_code)}});
  out.blank_line();
}

void emit_suite_outcome(const SuitePlan& plan, TextWriter& out) {
  if (!plan.result) return;
  const ResultPlan& result = *plan.result;
  const std::string flag = "result.__isset." + result.error_code;
  const std::string value = "testing::value_of(result." + result.error_code + ")";
  out.emit(R"cpp(
    testing::Outcome outcome_of(const std::vector<$Result$>& results) {
      for (const $Result$& result : results)
        if (result.$status$ == $failure$) return {false, $code$};
      return {!results.empty(), testing::Value()};
    }

    TEST_CASE("every error is told by its code") {
      expect([](testing::Suite& suite) {
        testing::check_error_codes(suite, [](const thriftorm::Error& error) {
          return outcome_of($scope$::to_results(error));
        });
      });
    }
  )cpp",
           {{"Result", result.cpp_type},
            {"status", result.status},
            {"failure", result.failure},
            {"scope", result.cpp_namespace.empty() ? "" : "::" + result.cpp_namespace},
            {"code", result.error_code.empty() ? "testing::Value()"
                                               : flag + " ? " + value + " : testing::Value()"}});
  out.blank_line();
}

}  // namespace thriftorm
