// What a query asks for, and what runs it, for any model. Used by query.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "thriftorm/columns.h"
#include "thriftorm/expression.h"
#include "thriftorm/record.h"
#include "thriftorm/session.h"
#include "thriftorm/table.h"

namespace thriftorm {

// What a locking query does about rows that others have locked.
enum class Locked : std::uint8_t {
  kWait,  // waits, as long as the server allows (Timeout)
  kSkip,  // leaves them out
  kFail,  // Timeout at once
};

namespace detail {

enum class Lock : std::uint8_t { kNone, kShare, kUpdate };

struct OrderTerm {
  Expression expression;
  bool descending = false;
};

struct Prefetch {
  const PathNode* path;
  std::optional<Expression> condition;
  std::vector<OrderTerm> order;
};

struct QueryState {
  explicit QueryState(const TableInfo& of);
  // Of the rows that a relation gives the record with this key.
  QueryState(const TableInfo& of, const RelationInfo& relation, KeyValue key);
  QueryState(const QueryState&);
  QueryState(QueryState&&) noexcept;
  QueryState& operator=(const QueryState&);
  QueryState& operator=(QueryState&&) noexcept;
  ~QueryState();

  const TableInfo* table = nullptr;
  std::optional<Expression> condition;
  std::vector<OrderTerm> order;
  bool reversed = false;  // the last come first
  std::optional<std::int64_t> limit;
  std::optional<std::int64_t> offset;
  std::vector<const PathNode*> joined;  // each after the one that it starts from
  std::vector<Prefetch> prefetched;
  Lock lock = Lock::kNone;
  Locked locked = Locked::kWait;
  const RelationInfo* owner = nullptr;  // only rows that it gives to the record with owner_key
  KeyValue owner_key;
  std::optional<KeyValue> after;  // only rows with greater keys

  // Of rows of values.
  std::vector<Expression> items;  // empty: records are read
  std::vector<Expression> group;
  std::optional<Expression> having;
  bool distinct = false;
  bool one_aggregate = false;  // the only item, over all records that the query gives

  void add_condition(Expression expression);
  void add_having(Expression expression);
  void order_by_name(std::string_view name, std::initializer_list<std::size_t> columns);
  void set_limit(std::int64_t count);
  void set_offset(std::int64_t count);
  void set_page(std::int64_t number, std::int64_t size);
  // No more than this, whatever the limit is.
  void limit_to(std::int64_t count);
  void reverse();
  void add_joined(const PathNode* path);
};

// Whether rows come in the order of their keys, all of them: then they can be read part by part. UsageError
// if they cannot and the query loads relations beforehand.
bool can_be_read_in_parts(const QueryState& state);

// A SELECT that is being read.
class SelectRun {
 public:
  // Borrows the state. UsageError if the query cannot be run in this way.
  SelectRun(Session& session, const QueryState& state);
  SelectRun(SelectRun&&) noexcept;
  SelectRun& operator=(SelectRun&&) = delete;
  ~SelectRun();

  const Row* next() { return rows_.next(); }
  // Loads what select_related() asked for.
  void load_joined(Record& record, const Row& row) {
    if (!joined_.empty()) [[unlikely]]
      load_all_joined(record, row);
  }

 private:
  struct Joined;

  void load_all_joined(Record& record, const Row& row);

  std::vector<Joined> joined_;
  std::vector<Record*> records_;  // of the row that is being loaded; null: not there, or known
  Rows rows_;
};

void prefetch(Session& session, const QueryState& state, std::span<Record* const> roots);
// RecordNotFound or InvalidData unless there is one row.
void require_one(const QueryState& state, std::size_t count);
std::int64_t count_rows(Session& session, const QueryState& state);
bool exists(Session& session, const QueryState& state);
std::uint64_t update_rows(Session& session, const QueryState& state,
                          std::vector<Assignment<void>> assignments);
std::uint64_t erase_rows(Session& session, const QueryState& state);
std::string select_sql(const QueryState& state, Dialect dialect);
std::string explain(Session& session, const QueryState& state);

}  // namespace detail
}  // namespace thriftorm
