// Queries: which records, in which order, with which of their relations. See query_columns.h for what
// conditions are made of.
//
//   BookModel::query()
//       .where(book::published_date > "2023-01-01" && book::author().name.starts_with("John"))
//       .select_related(book::author())
//       .order_by(book::author().name, book::title.desc())
//       .limit(20)
//       .all(session);
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "thriftorm/loaded.h"
#include "thriftorm/model.h"
#include "thriftorm/query_clauses.h"
#include "thriftorm/query_columns.h"
#include "thriftorm/query_cursor.h"
#include "thriftorm/query_state.h"
#include "thriftorm/selection.h"
#include "thriftorm/session.h"
#include "thriftorm/thrift.h"

namespace thriftorm {

// A part of what a query finds, with the number of all that it finds.
template <class Model>
struct Page {
  std::vector<Model> records;  // in the query's order
  std::int64_t total = 0;      // on all pages
  std::int64_t number = 0;     // from 0
  std::int64_t size = 0;       // records on a full page
};

// A query for records of a model. Copies are queries of their own; the functions that refine one
// change it and return it. Nothing is sent before a function that takes a session is called, which
// leaves the query as it is.
template <class Model>
class Query : public QueryClauses<Query<Model>, Model> {
 public:
  Query() : Query(detail::QueryState(detail::ModelAccess::table<Model>())) {}

  using QueryClauses<Query, Model>::where;
  // The same, if this applies. A condition that cannot be made otherwise is given by a function.
  template <class Given>
  Query& where_if(bool applies, Given&& condition) {
    if (!applies) return *this;
    if constexpr (std::invocable<Given>) return where(std::invoke(std::forward<Given>(condition)));
    else return where(std::forward<Given>(condition));
  }
  // Only records with this text in one of these columns, whatever its case and accents; all of them if
  // it is empty.
  template <class... Columns>
  Query& search(std::string_view text, const Columns&... columns) {
    static_assert(sizeof...(Columns) > 0, "search in which columns?");
    return text.empty() ? *this : where((columns.icontains(text) || ...));
  }

  // Ordered by this, and within by what was asked for before. Without any the records come in the order
  // of their keys, which decides at last in any case. NULL stands before everything else.
  template <class... Terms>
  Query& order_by(const Terms&... terms) {
    (add_order(terms), ...);
    return *this;
  }
  // By one of these columns of the table, which a user names: "title", or "-title" for the last first.
  // UsageError if it is none of them.
  template <class... Columns>
  Query& order_by_name(std::string_view name, const Columns&... columns) {
    (Query::template check_root<Columns>(), ...);
    static_assert((Columns::Via::is_root && ...), "choose among the table's own columns");
    static_assert((detail::kHasOrder<typename Columns::ValueType> && ...),
                  "the values of one of these have no order");
    state_.order_by_name(name, {columns.position()...});
    return *this;
  }

  // Loads records that these relations name along with each record, in the same statement. All on the
  // way are loaded as well.
  template <class... Paths>
  Query& select_related(const Paths&... paths) {
    (add_joined(paths), ...);
    return *this;
  }
  // Loads the records of these relations, with one statement for each step of the way.
  template <class... Paths>
  Query& prefetch_related(const Paths&... paths) {
    (add_prefetch(paths), ...);
    return *this;
  }

  // Locks the rows until the session's transaction ends (UsageError: there is none). On SQLite, where
  // a transaction has the database to itself, there is nothing to lock.
  Query& for_update(Locked locked = Locked::kWait) {
    state_.lock = detail::Lock::kUpdate;
    state_.locked = locked;
    return *this;
  }
  // A weaker lock, likewise: others may have it on the same rows, and nobody changes them meanwhile.
  Query& for_share(Locked locked = Locked::kWait) {
    state_.lock = detail::Lock::kShare;
    state_.locked = locked;
    return *this;
  }
  // Leaves out rows that others have locked.
  Query& skip_locked() { return for_update(Locked::kSkip); }

  // Rows of these values instead of records.
  template <class... Items>
  Selection<Model, Items...> select(const Items&... items) const {
    return Selection<Model, Items...>(state_, items...);
  }

  // All records, in the query's order.
  std::vector<Model> all(Session& session) const {
    std::vector<Model> records;
    read(session, state_, records);
    return records;
  }
  // The first in the query's order; empty: there is none.
  std::optional<Model> first(Session& session) const {
    detail::QueryState state = state_;
    state.limit_to(1);
    return front(session, state);
  }
  // The last. UsageError if the query has a limit or an offset.
  std::optional<Model> last(Session& session) const {
    detail::QueryState state = state_;
    state.reverse();
    state.limit_to(1);
    return front(session, state);
  }
  // The only one. RecordNotFound: there is none; InvalidData: there are several.
  Model one(Session& session) const {
    detail::QueryState state = state_;
    state.limit_to(2);
    std::vector<Model> records;
    read(session, state, records);
    detail::require_one(state, records.size());
    return std::move(records.front());
  }
  // How many there are.
  std::int64_t count(Session& session) const { return detail::count_rows(session, state_); }
  // Whether there is one.
  bool exists(Session& session) const { return detail::exists(session, state_); }
  // The records of a page, counted from 0, and how many there are on all. UsageError if the number is
  // negative or the size not positive.
  Page<Model> page(Session& session, std::int64_t number, std::int64_t size) const {
    Page<Model> page{{}, 0, number, size};
    detail::QueryState state = state_;
    state.set_page(number, size);
    page.total = count(session);
    if (page.total > number * size) read(session, state, page.records);
    return page;
  }
  // The records as they are needed, in constant memory.
  QueryCursor<Model> cursor(Session& session) const { return {session, state_}; }

  // The Thrift objects of the records, with all that they embed.
  auto thrift(Session& session) const { return to_thrift_page(session, all(session)); }

  // The sum over the records that the query gives, within its limit; empty: there are none, or all values
  // are NULL.
  template <class C>
  auto sum(Session& session, const C& column) const {
    Query::template check_one<C>();
    return value(session, thriftorm::sum(column));
  }
  // The average, likewise; a double.
  template <class C>
  auto avg(Session& session, const C& column) const {
    Query::template check_one<C>();
    return value(session, thriftorm::avg(column));
  }
  // The least value, likewise.
  template <class C>
  auto min(Session& session, const C& column) const {
    Query::template check_one<C>();
    return value(session, thriftorm::min(column));
  }
  // The greatest value, likewise.
  template <class C>
  auto max(Session& session, const C& column) const {
    Query::template check_one<C>();
    return value(session, thriftorm::max(column));
  }

  // Sets columns of all these rows, and returns how many they are. What is computed is computed from the
  // row as it was before; UsageError if two columns are each computed from the other, which servers
  // cannot do at once. The count of an optimistic lock and the time of the last change follow. Nothing
  // that was loaded hears of it.
  template <class... Assignments>
  std::uint64_t update(Session& session, Assignments... assignments) const {
    static_assert(sizeof...(Assignments) > 0, "set which columns?");
    return detail::update_rows(session, state_,
                               std::vector<Assignment<void>>{convert(std::move(assignments))...});
  }
  // Deletes all these records with what they own, as `destroy` does, and returns how many they were.
  std::uint64_t erase(Session& session) const { return detail::erase_rows(session, state_); }

  // The only record of the query, or else one that `make()` gives and that is inserted now; and whether
  // it was. Should somebody else insert it at the same time (the table's unique keys tell), theirs is
  // given.
  template <std::invocable Make>
  std::pair<Model, bool> get_or_create(Session& session, Make&& make) const {
    if (std::optional<Model> found = at_most_one(session)) return {*std::move(found), false};
    try {
      Model record = std::invoke(std::forward<Make>(make));
      record.save(session);
      return {std::move(record), true};
    } catch (const ConstraintViolation& error) {
      if (error.constraint_kind() != ConstraintKind::kUnique) throw;
      if (std::optional<Model> found = locked(session).at_most_one(session))
        return {*std::move(found), false};
      throw;
    }
  }
  // The same, and `change(record)` is called with the record, new or not, before it is saved: with the
  // row as it is now, which is locked meanwhile, so that of several who change it none is lost.
  template <std::invocable Make, std::invocable<Model&> Change>
  std::pair<Model, bool> update_or_create(Session& session, Make&& make, Change&& change) const {
    const auto changed = [&]() -> std::optional<Model> {
      return session.transaction([&] {
        std::optional<Model> held = locked(session).at_most_one(session);
        if (held) {
          std::invoke(change, *held);
          held->save(session);
        }
        return held;
      });
    };
    // A row that is there is locked by itself; to lock where none is would keep others from inserting it.
    detail::QueryState unlocked = state_;
    unlocked.lock = detail::Lock::kNone;
    if (detail::exists(session, unlocked)) {
      if (std::optional<Model> record = changed()) return {*std::move(record), false};
    }
    try {
      Model record = std::invoke(std::forward<Make>(make));
      std::invoke(change, record);
      record.save(session);
      return {std::move(record), true};
    } catch (const ConstraintViolation& error) {
      if (error.constraint_kind() != ConstraintKind::kUnique) throw;
      if (std::optional<Model> record = changed()) return {*std::move(record), false};
      throw;
    }
  }

  // How the database will go about it, in its own words.
  std::string explain(Session& session) const { return detail::explain(session, state_); }

  // For emitted code: of the rows that a relation gives one record.
  static Query related_to(const RelationInfo& relation, KeyValue owner) {
    return Query(
        detail::QueryState(detail::ModelAccess::table<Model>(), relation, std::move(owner)));
  }

 private:
  template <class M>
  friend class QueryCursor;

  using QueryClauses<Query, Model>::state_;

  explicit Query(detail::QueryState state) : QueryClauses<Query, Model>(std::move(state)) {}

  template <class Term>
  void add_order(const Term& term) {
    if constexpr (detail::kIsOperand<Term>) {
      Query::template check_root<Term>();
      static_assert(!detail::kIsOverRows<typename Term::RootModel, Model>,
                    "an aggregate over the query's rows orders no records");
    }
    const Order<Model> order = static_cast<Order<Model>>(term);
    state_.order.push_back({order.expression, order.descending});
  }
  template <class Path>
  void add_joined(const Path&) {
    constexpr bool is_relation = requires { typename Path::Target; };
    static_assert(is_relation, "only relations are loaded");
    static_assert(std::is_same_v<typename Path::RootModel, Model>, "it begins at another table");
    static_assert(!Path::Via::is_many, "it gives many records: prefetch_related() loads those");
    state_.add_joined(Path::Via::path);
  }
  template <class Path>
  void add_prefetch(const Path& path) {
    constexpr bool is_relation = requires { typename Path::Target; };
    static_assert(is_relation, "only relations are loaded");
    static_assert(std::is_same_v<typename Path::RootModel, Model>, "it begins at another table");
    if constexpr (is_relation) {
      const RelatedRows<typename Path::RootModel, typename Path::Target> rows = path;
      detail::Prefetch prefetch{rows.path(), rows.condition(), {}};
      for (const auto& order : rows.order())
        prefetch.order.push_back({order.expression, order.descending});
      state_.prefetched.push_back(std::move(prefetch));
    }
  }
  static Assignment<void> convert(Assignment<Model> assignment) {
    return {assignment.column, std::move(assignment.value)};
  }

  // Makes these the records that the query finds. What is there of others is used again.
  static void read(Session& session, const detail::QueryState& state, std::vector<Model>& records) {
    std::size_t count = 0;
    {
      detail::SelectRun run(session, state);
      while (const Row* row = run.next()) {
        if (count == records.size()) records.emplace_back();
        else detail::ModelAccess::renew(records[count]);
        Model& record = records[count++];
        detail::ModelAccess::load(record, *row);
        run.load_joined(record, *row);
      }
    }
    records.resize(count);
    if (state.prefetched.empty()) return;
    std::vector<Record*> roots;
    roots.reserve(records.size());
    for (Model& record : records) roots.push_back(&record);
    detail::prefetch(session, state, roots);
  }
  static std::optional<Model> front(Session& session, const detail::QueryState& state) {
    std::vector<Model> records;
    read(session, state, records);
    if (records.empty()) return std::nullopt;
    return std::move(records.front());
  }
  std::optional<Model> at_most_one(Session& session) const {
    detail::QueryState state = state_;
    state.limit_to(2);
    std::vector<Model> records;
    read(session, state, records);
    if (records.empty()) return std::nullopt;
    detail::require_one(state, records.size());
    return std::move(records.front());
  }
  // In a transaction a plain read may not see what others have inserted since it began.
  Query locked(Session& session) const {
    Query query = *this;
    if (session.in_transaction()) query.state_.lock = detail::Lock::kUpdate;
    return query;
  }
  template <class Item>
  typename Item::Result value(Session& session, const Item& item) const {
    detail::QueryState state = state_;
    state.one_aggregate = true;
    return std::get<0>(Selection<Model, Item>(std::move(state), item).all(session).front());
  }
};

// For emitted code: the rows that a relation gives this record. UnsavedRecord if it has no key.
template <class Target, class Owner>
Query<Target> query_related(const RelationInfo& relation, const Owner& owner) {
  return Query<Target>::related_to(relation,
                                   detail::to_key_value(detail::required_key(owner, "query from")));
}

}  // namespace thriftorm
