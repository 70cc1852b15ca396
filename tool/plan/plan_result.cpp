#include <array>
#include <string_view>

#include "tool/plan/result_plan.h"

namespace thriftorm {
namespace {

struct Code {
  std::string_view kind;  // of thriftorm::Error
  std::string_view name;  // of the IDL's error code
};

constexpr auto kCodes = std::to_array<Code>({{"AccessDenied", "DB_CONNECTION_FAILED"},
                                             {"CommitUnknown", "DB_TRANSACTION_FAILED"},
                                             {"ConnectionLost", "DB_CONNECTION_FAILED"},
                                             {"ConstraintViolation", "DB_CONSTRAINT_VIOLATED"},
                                             {"Deadlock", "DB_TRANSACTION_FAILED"},
                                             {"InvalidData", "DB_INVALID_DATA"},
                                             {"RecordNotFound", "DB_RECORD_NOT_FOUND"},
                                             {"StaleRecord", "DB_STALE_RECORD"},
                                             {"Timeout", "DB_TRANSACTION_FAILED"},
                                             {"UnsavedRecord", "DB_RECORD_NOT_FOUND"}});

std::string code_named(const ResultStruct& result, std::string_view name) {
  for (const Enumerator& error : result.errors) {
    if (error.name == name) return error.cpp_name;
  }
  return "";
}

}  // namespace

ResultPlan plan_result(const ResultStruct& result, const std::string& library_namespace) {
  ResultPlan plan;
  plan.cpp_type = result.cpp_type;
  const std::size_t last = result.cpp_type.rfind("::");
  if (result.included) plan.cpp_namespace = library_namespace;
  else if (last > 2) plan.cpp_namespace = result.cpp_type.substr(2, last - 2);
  plan.status = result.status;
  plan.message = result.message;
  plan.error_code = result.error_code;
  plan.success = result.success.cpp_name;
  plan.failure = result.failure.cpp_name;
  plan.error_type = result.error_type;
  for (const Code& code : kCodes) {
    const std::string member = code_named(result, code.name);
    if (!member.empty()) plan.codes.emplace_back(code.kind, member);
  }
  plan.query_code = code_named(result, "DB_QUERY_FAILED");
  plan.insert_code = code_named(result, "DB_INSERT_FAILED");
  plan.update_code = code_named(result, "DB_UPDATE_FAILED");
  return plan;
}

}  // namespace thriftorm
