// How errors and successes are told in the service's own result struct.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tool/schema/schema.h"

namespace thriftorm {

struct ResultPlan {
  std::string cpp_type;       // "::game::GameResult"
  std::string cpp_namespace;  // of is_ok() and to_results(): "game"; empty: the global one
  std::string status;         // C++ members
  std::string message;
  std::string error_code;  // empty: it has none
  std::string success;     // "::game::StatusType::SUCCESS"
  std::string failure;
  std::string error_type;  // "::game::GameError::type"
  // What each kind of error is called there: the kind, and the enum's member.
  std::vector<std::pair<std::string, std::string>> codes;
  // Codes of what failed in no way that has a kind; empty: there is none.
  std::string query_code;
  std::string insert_code;
  std::string update_code;

  bool operator==(const ResultPlan&) const = default;
};

// Functions of a struct that several libraries may share are in the library's own namespace.
ResultPlan plan_result(const ResultStruct& result, const std::string& library_namespace);

}  // namespace thriftorm
