// The names that models' classes inherit, against the list of those that relations cannot have.
#include <doctest/doctest.h>

#include <fstream>
#include <regex>
#include <string>
#include <vector>

#include "tool/schema/check.h"

namespace thriftorm {
namespace {

// The functions that a class of the runtime declares: its members are indented by two.
std::vector<std::string> functions_of(const std::string& header, const std::string& class_head) {
  std::ifstream file(std::string(THRIFTORM_SOURCE_DIR) + "/runtime/include/thriftorm/" + header);
  const std::regex declaration("  [^ /].*?\\b([a-z][a-z0-9_]*)\\(.*");
  std::vector<std::string> names;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    std::smatch match;
    if (line == class_head) inside = true;
    else if (line == "};") inside = false;
    else if (inside && std::regex_match(line, match, declaration)) names.push_back(match[1]);
  }
  return names;
}

}  // namespace

TEST_CASE("every function that a model inherits is reserved") {
  std::vector<std::string> names = functions_of("record.h", "class Record {");
  CHECK(names.size() > 40);
  const std::vector<std::string> more = functions_of("model.h", "class Model : public Record {");
  CHECK(more.size() > 30);
  names.insert(names.end(), more.begin(), more.end());
  for (const std::string& name : names) CHECK_MESSAGE(is_model_member(name), name);
}

}  // namespace thriftorm
