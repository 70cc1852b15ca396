// The rows that are destroyed together. Internal to the runtime.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "keys.h"

namespace thriftorm::detail {

// The rows of one table that are known one by one, and where they stand in the closure.
struct ClosureTable {
  const TableInfo* info;
  std::map<KeyValue, std::size_t> rows;

  std::vector<KeyValue> keys() const;
};

struct ClosureRow {
  const ClosureTable* table;
  const KeyValue* key;
  int level;                       // the fewest steps that lead to it from a root
  std::vector<std::size_t> names;  // rows of the closure whose keys it holds: it goes before them
};

// Rows that go for a key that they hold. They were not read, since nothing depends on them: rows of
// links, and of tables without rules.
struct Removal {
  std::string_view table;
  std::string_view column;
  const ClosureTable* owner;  // whose keys the column holds
};

struct Closure {
  std::vector<ClosureRow> rows;     // as they were found, roots first
  std::deque<ClosureTable> tables;  // stay where they are: rows and removals point to them
  std::vector<Removal> removals;

  // Null: none of its rows are known to go.
  const ClosureTable* find_table(std::string_view name) const;
  // Notes that a row holds another one's key. A row may name itself.
  void note_use(const ClosureTable& user_table, const KeyValue& user,
                const ClosureTable& used_table, const KeyValue& used);
};

// Finds what goes along with these rows, and locks what it reads. Throws InvalidData if rows own
// each other over too many levels.
Closure find_closure(Session& session, const TableInfo& table, const std::set<KeyValue>& roots);

}  // namespace thriftorm::detail
