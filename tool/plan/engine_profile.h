// What an engine that speaks a dialect asks of its DDL beyond the dialect's own.
#pragma once

#include <string_view>
#include <vector>

#include "tool/plan/ddl_plan.h"

namespace thriftorm {

struct EngineProfile {
  std::string_view name;       // on the command line, "galera"; of the dialect's own server "none"
  DdlDialect dialect;          // whose DDL it is about
  std::string_view title{};    // "TiDB 8.5 or later"; empty: the dialect's
  std::string_view in_text{};  // as the subject of a message
  std::vector<std::string_view> notes{};              // for the head of the DDL
  std::string_view generated_key = "AUTO_INCREMENT";  // of a column that the database fills;
                                                      // empty: another one does
  std::string_view primary_key_option{};              // behind PRIMARY KEY (…)
  bool generated_keys_are_bigint = false;
  bool has_foreign_keys = true;
  bool has_cascades = true;       // of foreign keys
  bool has_text_defaults = true;  // of TEXT and BLOB
  bool is_sharded = false;        // see sharding_plan.h
};

// By name; null if there is none of that name. The profiles live as long as the program.
const EngineProfile* find_engine(std::string_view name);
// All names, "none" first.
std::vector<std::string_view> engine_names();

// Reports what the engine refuses, and warns of what it keeps in another way.
void check_engine(const Schema& schema, const EngineProfile& engine, Diagnostics& diagnostics);

}  // namespace thriftorm
