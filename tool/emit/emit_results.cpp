// results.h: what happened, in the service's own words.
#include "tool/emit/emit_results.h"

#include "tool/emit/cpp_text.h"

namespace thriftorm {
namespace {

void emit_open(const ResultPlan& result, TextWriter& out) {
  if (result.cpp_namespace.empty()) return;
  out.emit("namespace $namespace$ {", {{"namespace", result.cpp_namespace}});
  out.blank_line();
}
void emit_close(const ResultPlan& result, TextWriter& out) {
  if (result.cpp_namespace.empty()) return;
  out.blank_line();
  out.emit("}  // namespace $namespace$", {{"namespace", result.cpp_namespace}});
}

// error_code_of(error, otherwise): the code of an error of the runtime.
void emit_code(const ResultPlan& result, TextWriter& out) {
  out.emit(R"cpp(
    // The code for an error; `otherwise` where its kind has none.
    inline std::optional<$Error$> error_code_of(const thriftorm::Error& error,
        std::optional<$Error$> otherwise) {
      static constexpr std::array<std::pair<std::string_view, $Error$>, $count$> kCodes{{
          $codes$
      }};
      for (const auto& [kind, code] : kCodes) {
        if (kind == error.kind()) return code;
      }
      return otherwise;
    }
  )cpp",
           {{"Error", result.error_type},
            {"count", std::to_string(result.codes.size())},
            {"codes", [&](TextWriter& codes) {
               for (const auto& [kind, code] : result.codes)
                 codes.emit(R"cpp({"$kind$", $code$},)cpp", {{"kind", kind}, {"code", code}});
             }}});
  out.blank_line();
}

std::string optional_code(const std::string& code) { return code.empty() ? "std::nullopt" : code; }

// failed(what, why, …): a failure told.
void emit_failure(const ResultPlan& result, TextWriter& out) {
  const bool has_code = !result.error_code.empty();
  out.emit(
      R"cpp(
    // What failed, and why.
    inline std::vector<$Result$> failed(const std::string& what, const std::string& why$code$) {
      $Result$ result;
      result.__set_$status$($failure$);
      result.__set_$message$(what + ": " + why);
      $set_code$
      return {result};
    }
  )cpp",
      {{"Result", result.cpp_type},
       {"status", result.status},
       {"message", result.message},
       {"failure", result.failure},
       {"code", has_code ? ",\n    std::optional<" + result.error_type + "> code" : ""},
       {"set_code", has_code ? "if (code) result.__set_" + result.error_code + "(*code);" : ""}});
  out.blank_line();
}

// error_code_of(operation): the code of what has no kind.
void emit_operation_code(const ResultPlan& result, TextWriter& out) {
  out.emit(R"cpp(
    // The code for an operation that failed in no way that has one of its own.
    inline std::optional<$Error$> error_code_of(thriftorm::Operation operation) {
      switch (operation) {
        case thriftorm::Operation::kQuery: return $query$;
        case thriftorm::Operation::kInsert: return $insert$;
        case thriftorm::Operation::kUpdate: return $update$;
      }
      return std::nullopt;
    }
  )cpp",
           {{"Error", result.error_type},
            {"query", optional_code(result.query_code)},
            {"insert", optional_code(result.insert_code)},
            {"update", optional_code(result.update_code)}});
  out.blank_line();
}

void emit_failed(const ResultPlan& result, TextWriter& out) {
  const bool has_code = !result.error_code.empty();
  if (has_code) {
    emit_code(result, out);
    emit_operation_code(result, out);
  }
  emit_failure(result, out);
  out.emit(R"cpp(
    inline std::vector<$Result$> failed(const std::string& what, const thriftorm::Error& error,
        thriftorm::Operation$operation$) {
      return failed(what, thriftorm::describe(error)$code_of_kind$);
    }
    // Of what is no error of the runtime.
    inline std::vector<$Result$> failed(const std::string& what, const std::exception& error,
        thriftorm::Operation$operation$) {
      return failed(what, std::string(error.what())$code$);
    }
  )cpp",
           {{"Result", result.cpp_type},
            {"operation", has_code ? " operation" : ""},
            {"code_of_kind", has_code ? ", error_code_of(error, error_code_of(operation))" : ""},
            {"code", has_code ? ", error_code_of(operation)" : ""}});
}

void emit_functions(const LibraryPlan& library, TextWriter& out) {
  const ResultPlan& result = *library.result;
  out.emit("namespace $namespace$::detail {", {{"namespace", library.cpp_namespace}});
  out.blank_line();
  emit_failed(result, out);
  out.blank_line();
  out.emit(R"cpp(
    // All went well; warnings ride along as results of their own.
    inline std::vector<$Result$> succeeded(const std::string& what,
        const std::vector<std::string>& warnings = {}) {
      std::vector<$Result$> results(1 + warnings.size());
      for (std::size_t i = 0; i < results.size(); ++i) {
        results[i].__set_$status$($success$);
        results[i].__set_$message$(i == 0 ? what : "warning: " + warnings[i - 1]);
      }
      return results;
    }

    }  // namespace $namespace$::detail
  )cpp",
           {{"Result", result.cpp_type},
            {"status", result.status},
            {"message", result.message},
            {"success", result.success},
            {"namespace", library.cpp_namespace}});
  out.blank_line();
  emit_open(result, out);
  out.emit(R"cpp(
    // Whether nothing failed.
    inline bool is_ok(const std::vector<$Result$>& results) {
      return std::none_of(results.begin(), results.end(), [](const $Result$& result) {
        return result.$status$ == $failure$;
      });
    }

    // An error as results.
    inline std::vector<$Result$> to_results(const thriftorm::Error& error) {
      return ::$namespace$::detail::failed(error.kind(), error, thriftorm::Operation::kQuery);
    }
  )cpp",
           {{"Result", result.cpp_type},
            {"status", result.status},
            {"failure", result.failure},
            {"namespace", library.cpp_namespace}});
  emit_close(result, out);
}

}  // namespace

std::string emit_results(const LibraryPlan& library) {
  TextWriter out;
  out.emit(R"cpp(
    // Generated by thriftorm from $source$. Do not edit.
    #pragma once
  )cpp",
           {{"source", library.source}});
  if (!library.result) return out.text();
  out.blank_line();
  out.emit(R"cpp(
    #include <algorithm>
    #include <array>
    #include <cstddef>
    #include <exception>
    #include <optional>
    #include <string>
    #include <string_view>
    #include <utility>
    #include <vector>

    #include <thriftorm/error.h>
    #include <thriftorm/thrift.h>

    #include "$types_header$"
  )cpp",
           {{"types_header", library.types_header}});
  out.blank_line();
  emit_functions(library, out);
  return out.text();
}

}  // namespace thriftorm
