// Queries at random over the library: conditions of some depth, over paths of some steps.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "test/live/queries/plain_tables.h"
#include "thriftorm/query_state.h"

namespace queries {

// Makes one query after the other, the same ones for the same seed. They borrow from it.
class RandomQueries {
 public:
  RandomQueries(std::uint64_t seed, const PlainDatabase& database);

  thriftorm::detail::QueryState next();

 private:
  enum class Type { kWhole, kNumber, kText, kDate };
  struct Column {
    std::size_t position;
    Type type;
  };
  struct Table {
    const thriftorm::TableInfo* info;
    std::vector<Column> columns;
    std::vector<const thriftorm::RelationInfo*> relations;
  };
  // Somewhere that a path leads to.
  struct Place {
    const thriftorm::PathNode* path;
    const Table* table;
  };

  void add_table(const thriftorm::TableInfo& info,
                 std::vector<const thriftorm::RelationInfo*> relations,
                 const PlainDatabase& database);

  std::size_t number_below(std::size_t count);
  bool chance(int percent) { return number_below(100) < static_cast<std::size_t>(percent); }
  template <class T>
  const T& one_of(const std::vector<T>& choices) {
    return choices[number_below(choices.size())];
  }
  const Table& table_of(const thriftorm::TableInfo& info) const;
  const thriftorm::PathNode* step(const thriftorm::PathNode* from,
                                  const thriftorm::RelationInfo* relation);
  Place walk(const Table& from, std::size_t steps, bool to_one = false);
  Place walk_somewhere(const Table& from);

  thriftorm::detail::BoundValue value(Type type);
  thriftorm::detail::Expression column_at(const Place& place, const Column& column);
  thriftorm::detail::Expression operand(const Table& from, Type type);
  thriftorm::detail::Expression condition(const Table& from, int depth);
  thriftorm::detail::Expression comparison(const Table& from);
  thriftorm::detail::Expression list(thriftorm::detail::Expression operand, Type type);
  thriftorm::detail::Expression match(thriftorm::detail::Expression operand);
  thriftorm::detail::Expression any(const Table& from, int depth);
  thriftorm::detail::Expression same(const Table& from);
  thriftorm::detail::Expression related(const Table& from, int depth);
  void add_owner(thriftorm::detail::QueryState& state, const Table& table);

  std::mt19937_64 random_;
  std::deque<Table> tables_;
  std::deque<thriftorm::PathNode> nodes_;
  std::map<std::pair<const thriftorm::PathNode*, const thriftorm::RelationInfo*>,
           const thriftorm::PathNode*>
      paths_;
};

}  // namespace queries
