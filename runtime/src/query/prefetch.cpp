// Loading the records of relations: one statement for each step of a way, however many records there
// are at its beginning.
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <iterator>
#include <utility>

#include "key_statements.h"
#include "query/expression_sql.h"
#include "query/record_access.h"
#include "thriftorm/error.h"
#include "thriftorm/query_state.h"

namespace thriftorm::detail {
namespace {

// One step of the ways that are loaded, and the records that it was loaded for.
struct Step {
  const PathNode* path;
  bool once;  // no row comes twice among the records
  const Prefetch* asked =
      nullptr;  // what says which rows, and their order; null: all, by their keys
  std::vector<Record*> records{};  // that it leads to
};

[[noreturn]] void throw_two_ways(const PathNode& path) {
  throw UsageError(fmt::format("`{}` is loaded in two ways: a record can hold one of them",
                               path.relation->name));
}

bool narrows(const Prefetch& prefetch) { return prefetch.condition || !prefetch.order.empty(); }

class Steps {
 public:
  Steps(const TableInfo& root, std::span<Record* const> roots) : root_(root) {
    steps_.push_back({&kRootPath, true, nullptr, {roots.begin(), roots.end()}});
  }

  void add(const Prefetch& prefetch) {
    Step& step = find_or_add(*prefetch.path);
    if (!narrows(prefetch)) return;
    if (step.asked != nullptr) throw_two_ways(*prefetch.path);
    step.asked = &prefetch;
  }

  const TableInfo& table_at(const PathNode& path) const { return detail::table_at(path, root_); }
  Step& at(const PathNode& path) {
    return *std::find_if(steps_.begin(), steps_.end(),
                         [&](const Step& step) { return step.path == &path; });
  }
  // Whether another step starts from this one.
  bool leads_on(const Step& step) const {
    return std::any_of(steps_.begin(), steps_.end(),
                       [&](const Step& other) { return other.path->parent == step.path; });
  }
  std::vector<Step>& all() { return steps_; }

 private:
  Step& find_or_add(const PathNode& path) {
    const auto found = std::find_if(steps_.begin(), steps_.end(),
                                    [&](const Step& step) { return step.path == &path; });
    if (found != steps_.end()) return *found;
    const bool once =
        find_or_add(*path.parent).once && path.relation->kind == RelationInfo::kChildren;
    return steps_.emplace_back(Step{&path, once});
  }

  const TableInfo& root_;
  std::vector<Step> steps_;  // each after the one that it starts from
};

// What waits for rows with a key: several records may have the same. Keys stand where they are looked
// for, since rows come in an order of their own and are many.
template <class Key>
class Waiting {
 public:
  // For so many records at most.
  explicit Waiting(std::size_t count) : slots_(std::bit_ceil(2 * count + 1)) {
    entries_.reserve(count);
    keys_.reserve(count);
  }
  void add(Key key, LoadedRows* rows) {
    Slot& slot = slot_of(key);
    if (slot.first == kNone) {
      slot.key = key;
      keys_.emplace_back(std::move(key));
    }
    entries_.push_back({rows, std::exchange(slot.first, entries_.size())});
  }
  // The keys, each once, in the order in which they came.
  const std::vector<KeyValue>& keys() const { return keys_; }
  template <class View>
  void give(const View& key, const Row& row) {
    for (std::size_t i = slot_of(key).first; i != kNone; i = entries_[i].next)
      entries_[i].rows->add(row, nullptr);
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  struct Slot {
    Key key{};
    std::size_t first = kNone;  // of the entries; kNone: free
  };
  struct Entry {
    LoadedRows* rows;
    std::size_t next;
  };

  // Where the key stands, or belongs.
  template <class View>
  Slot& slot_of(const View& key) {
    const auto hash = static_cast<std::uint64_t>(std::hash<View>()(key)) * 0x9E3779B97F4A7C15u;
    for (std::size_t i = hash >> 32;; ++i) {
      Slot& slot = slots_[i & (slots_.size() - 1)];
      if (slot.first == kNone || slot.key == key) return slot;
    }
  }

  std::vector<Slot> slots_;  // open addressing; a power of two, at most half full
  std::vector<Entry> entries_;
  std::vector<KeyValue> keys_;
};

// The statement for one step: its parts around the list of keys.
struct StepSql {
  std::string select;
  std::string end;
  ParameterList parameters{4};  // of the end
};

StepSql step_sql(const Step& step, Dialect dialect) {
  const RelationInfo& relation = *step.path->relation;
  const TableInfo& target = relation.target();
  Aliases aliases;
  const RelatedTables tables = related_tables(relation, aliases);
  Scope scope(target, kRootPath, tables.alias, aliases);
  StepSql sql;
  ExpressionWriter writer(dialect, sql.parameters);
  std::string order;
  if (step.asked != nullptr) {
    if (step.asked->condition)
      sql.end = " AND (" + writer.write(*step.asked->condition, scope) + ")";
    for (const OrderTerm& term : step.asked->order)
      order += writer.write(term.expression, scope) + (term.descending ? " DESC, " : ", ");
  }
  sql.end += " ORDER BY " + order + qualified(tables.alias, target.key_name());
  sql.select = "SELECT ";
  for (const ColumnInfo& column : target.columns)
    sql.select += qualified(tables.alias, column.name) + ", ";
  sql.select +=
      fmt::format("{0} FROM {1}{2} WHERE {0} IN ", tables.owner, tables.from, scope.joins());
  return sql;
}

// Gives each owner an empty place for its rows, and notes which key they come by.
template <class Key>
Waiting<Key> wait_for(const Step& step, std::span<Record* const> owners) {
  const RelationInfo& relation = *step.path->relation;
  Waiting<Key> waiting(owners.size());
  for (Record* owner : owners) {
    LoadedRows& place = RecordAccess::make_place(*owner, relation);
    place.narrowed = step.asked != nullptr && step.asked->condition;
    std::optional<KeyValue> key = relation.kind == RelationInfo::kParent
                                      ? RecordAccess::key_in(*owner, relation.column)
                                      : RecordAccess::key(*owner);
    if (key) waiting.add(std::get<Key>(*std::move(key)), &place);
  }
  return waiting;
}

template <class Key>
void load_part(Session& session, const Step& step, const StepSql& sql,
               std::span<Record* const> owners) {
  Waiting<Key> waiting = wait_for<Key>(step, owners);
  const int key_column = static_cast<int>(step.path->relation->target().columns.size());
  const std::span<const Parameter> rest = sql.parameters;
  for_key_lists(
      waiting.keys(), kMaxGraphKeys, [&](const std::string& list, std::span<const Parameter> keys) {
        std::vector<Parameter> parameters(keys.begin(), keys.end());
        parameters.insert(parameters.end(), rest.begin(), rest.end());
        Rows rows =
            session.query(sql.select + list + sql.end, std::span<const Parameter>(parameters));
        while (const Row* row = rows.next()) {
          if constexpr (std::is_same_v<Key, std::string>)
            waiting.give(row->get_text(key_column), *row);
          else waiting.give(row->get_int64(key_column), *row);
        }
      });
}

// Owners with keys of their own are taken as many at a time as one statement has keys: what is looked up
// for each row stays small.
template <class Key>
void load(Session& session, const Step& step, const Step& from) {
  const StepSql sql = step_sql(step, session.dialect());
  const bool own_keys = from.once && step.path->relation->kind != RelationInfo::kParent;
  std::span<Record* const> owners = from.records;
  const std::size_t part = own_keys ? kMaxGraphKeys : owners.size();
  for (; !owners.empty(); owners = owners.subspan(std::min(part, owners.size())))
    load_part<Key>(session, step, sql, owners.first(std::min(part, owners.size())));
}

}  // namespace

void prefetch(Session& session, const QueryState& state, std::span<Record* const> roots) {
  Steps steps(*state.table, roots);
  for (const Prefetch& prefetch : state.prefetched) {
    const auto& joined = state.joined;
    if (narrows(prefetch) && std::find(joined.begin(), joined.end(), prefetch.path) != joined.end())
      throw_two_ways(*prefetch.path);
    steps.add(prefetch);
  }
  for (std::size_t i = 1; i < steps.all().size(); ++i) {
    Step& step = steps.all()[i];
    const RelationInfo& relation = *step.path->relation;
    const Step& from = steps.at(*step.path->parent);
    const std::vector<Record*>& owners = from.records;
    if (owners.empty()) continue;
    const bool loaded =
        step.asked == nullptr && RecordAccess::find_loaded(*owners.front(), relation) != nullptr;
    const bool parent = relation.kind == RelationInfo::kParent;
    const TableInfo& keyed = parent ? relation.target() : steps.table_at(*step.path->parent);
    if (!loaded) {
      if (keyed.text_key) load<std::string>(session, step, from);
      else load<std::int64_t>(session, step, from);
    }
    if (!steps.leads_on(step)) continue;
    for (Record* owner : owners) {
      LoadedRows& rows = require_loaded(*owner, relation);
      if (rows.are_known()) continue;
      for (std::size_t row = 0; row < rows.size(); ++row) step.records.push_back(&rows.at(row));
    }
  }
}

}  // namespace thriftorm::detail
