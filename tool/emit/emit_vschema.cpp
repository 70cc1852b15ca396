#include "tool/emit/emit.h"

#include <nlohmann/json.hpp>

namespace thriftorm {
namespace {

// In this order, and with the one function that places a row by any value.
constexpr const char* kVindex = "xxhash";

nlohmann::ordered_json table_as_json(const ShardedTable& table) {
  nlohmann::ordered_json json;
  json["column_vindexes"] = {{{"column", table.column}, {"name", kVindex}}};
  if (!table.sequence.empty())
    json["auto_increment"] = {{"column", table.generated_key}, {"sequence", table.sequence}};
  return json;
}

}  // namespace

std::string emit_vschema(const ShardingPlan& plan) {
  nlohmann::ordered_json json;
  json["sharded"] = true;
  json["vindexes"][kVindex] = {{"type", kVindex}};
  for (const ShardedTable& table : plan.tables) json["tables"][table.name] = table_as_json(table);
  return json.dump(2) + "\n";
}

std::string emit_sequences(const ShardingPlan& plan) {
  std::string script;
  for (const std::string& line : plan.banner) script += "-- " + line + "\n";
  script += "\n";
  for (const std::string& statement : plan.sequences) script += statement + ";\n";
  return script;
}

}  // namespace thriftorm
