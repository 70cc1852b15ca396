// What `copy_of` copies: the columns and relations that two tables have for the same Thrift fields.
#pragma once

#include <utility>
#include <vector>

#include "tool/schema/schema.h"

namespace thriftorm {

// A row of one table as a new row of another. Names into the schema, valid as long as it is.
struct Copy {
  const Table* source = nullptr;
  const Table* target = nullptr;
  std::vector<std::pair<const Column*, const Column*>> columns;  // from, to
  // Rows that are copied along, from and to; each leads to another Copy of the list.
  std::vector<std::pair<const Relation*, const Relation*>> relations;
  // What the source has and the target has not, so that it would be lost.
  std::vector<const Column*> lost_columns;
  std::vector<const Relation*> lost_relations;
};

// The table's own copy first, then those of what it takes along, each once. Empty without `copy_of`.
std::vector<Copy> find_copies(const Schema& schema, const Table& table);

}  // namespace thriftorm
