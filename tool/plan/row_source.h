// Where statements read the rows that a relation gives records. Internal to tool/plan.
#pragma once

#include <string>

#include "tool/schema/schema.h"

namespace thriftorm {

struct RowSource {
  std::string columns;  // of the rows' table: "`id`, `title`"
  std::string from;     // "`books`", or "`book_tags` JOIN `books` ON …"
  std::string owner;    // the column that holds the key of the record they belong to
  std::string key;      // the rows' own
  std::string prefix;   // of their columns: empty, or "`books`." where a link is read as well
};

// The rows of `target` that name a record in a column of their own.
RowSource direct_source(const Table& target, const std::string& owner_column);
// Those that a relation to `target` gives, directly or by its link.
RowSource source_of(const Relation& relation, const Table& target);

enum class Direction { kUp, kDown };

// "`position`, `id`": what the relation orders by, and the key at last.
std::string row_order(const Relation& relation, const RowSource& source,
                      Direction direction = Direction::kUp);

}  // namespace thriftorm
