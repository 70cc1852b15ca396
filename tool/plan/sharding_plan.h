// Where a sharded engine keeps the rows of a schema, and where their ids come from.
#pragma once

#include <string>
#include <vector>

#include "tool/schema/schema.h"

namespace thriftorm {

struct ShardedTable {
  std::string name;
  std::string column;         // its value places the row; never NULL
  std::string generated_key;  // the column that a sequence fills; empty: none
  std::string sequence;       // the table of that sequence; empty: none

  bool operator==(const ShardedTable&) const = default;
};

struct ShardingPlan {
  std::vector<std::string> banner;     // of the sequences' script: comment lines, without "-- "
  std::vector<ShardedTable> tables;    // as in the schema
  std::vector<std::string> sequences;  // statements, for a keyspace that is not sharded

  bool operator==(const ShardingPlan&) const = default;
};

// A row that another one owns is placed by its owner's key, so that it lies beside an owner that is
// placed by its own key, and always beside its siblings. A pivot's row is placed by its owner's key
// if it can have but one kind of owner, else by what it says the owner of; a row of an association
// table by the side that declares it; any other by its primary key.
ShardingPlan plan_sharding(const Schema& schema);

}  // namespace thriftorm
