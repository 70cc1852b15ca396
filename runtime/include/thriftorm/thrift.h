// Models and Thrift objects become each other: whole graphs, one statement for each kind of relation
// however many objects there are. Used by emitted code.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "thriftorm/model.h"
#include "thriftorm/session.h"

namespace thriftorm {

// What `from_thrift` makes of fields that are not set. Containers and embedded structs whose rows are
// stored apart leave them alone either way where they are not set.
enum class Unset : std::uint8_t {
  kClear,  // an optional one becomes NULL, another gets the value that Thrift gives it
  kKeep,   // the column stays as it is
};

// What reads the rows that many records embed. The key of the record that a row belongs to stands
// behind the row's own columns.
struct EmbedSql {
  std::string_view select;  // up to the list of keys
  std::string_view order;   // what follows it
  std::string_view link{};  // the pivot that gives them to their owners; empty: none
};

// Records of one table, all reached in the same way, between the objects that are asked for and what
// those embed.
struct GraphLevel {
  struct Node {
    std::optional<KeyValue> key;
    std::size_t owner = 0;  // the record that embeds this one: a position on the level above
  };

  void add(const std::optional<KeyValue>& key, std::size_t owner = 0);
  // The key of the record at a position, which has one.
  template <class Key>
  Key key(std::size_t position) const {
    return detail::from_key_value<Key>(*nodes[position].key);
  }

  const TableInfo* table = nullptr;
  const GraphLevel* above = nullptr;  // null: the objects that are asked for
  int depth = 0;
  std::string_view linked_by{};  // the pivot by which what is above owns them; empty: none
  std::vector<Node> nodes{};
};

// Rows that say themselves whose they are, or leave that open.
struct SaysNothing {
  void operator()(std::size_t /*position*/, const auto& /*object*/) const {}
};

// Objects that are put together: what they embed is read level by level, and each is made where it
// stays, since what Thrift generates is copied where it is moved.
//
// Emitted models give `fill(object)`, what the record itself says; `embed(graph, level, records,
// objects)`, what it embeds; `embeds(pivot)`, whether that is anything for records that were reached
// by this pivot; and `kNamesParents`, whether embed() looks at the records.
class ThriftGraph {
 public:
  // Objects embed each other this many levels deep at most.
  static constexpr int kMaxDepth = 10;

  explicit ThriftGraph(Session& session) : session_(session) {}
  ThriftGraph(const ThriftGraph&) = delete;
  ThriftGraph& operator=(const ThriftGraph&) = delete;

  // What was left out: records below the last level, and those that embed themselves.
  const std::vector<std::string>& warnings() const { return warnings_; }

  // Puts records, and all that they embed, into as many objects.
  template <class Model>
  void convert(std::span<const Model> records, std::span<typename Model::ThriftType> objects);

  // The row that each record embeds becomes the object `object_at(position)`; of several the first.
  template <class Child, class ObjectAt>
  void embed_one(const GraphLevel& owners, const EmbedSql& sql, ObjectAt&& object_at);

  // The rows that each record embeds are added to the vector `list_at(position)`; `own(position,
  // object)` says whose they are.
  template <class Child, class ListAt, class Own = SaysNothing>
  void embed_list(const GraphLevel& owners, const EmbedSql& sql, ListAt&& list_at, Own&& own = {});

  // The same for the map `map_at(position)`, under `key_of(row)`; of several rows with one key the
  // first counts.
  template <class Child, class MapAt, class KeyOf, class Own = SaysNothing>
  void embed_map(const GraphLevel& owners, const EmbedSql& sql, MapAt&& map_at, KeyOf&& key_of,
                 Own&& own = {});

  // The row that a record names becomes the object `object_at(position)`. `key_of(position)` is its
  // key, or an empty optional. Returns the positions whose keys no row has.
  template <class Parent, class KeyOf, class ObjectAt>
  std::vector<std::size_t> embed_parents(const GraphLevel& owners, const EmbedSql& sql,
                                         KeyOf&& key_of, ObjectAt&& object_at);

  // Calls `give(position, row)` for the pivot's rows of these records, unless they were reached by
  // it: what embeds them knows whose they are.
  template <class Row, class Give>
  void read(const GraphLevel& owners, const EmbedSql& sql, Give&& give);

  // Calls `give(position, key)` for rows of which keys alone are read.
  void read_keys(const GraphLevel& owners, const EmbedSql& sql, bool text_keys,
                 const std::function<void(std::size_t, const KeyValue&)>& give);

 private:
  // Positions by key. All keys are numbers, or all are texts.
  class Index {
   public:
    void add(const KeyValue& key, std::size_t position);
    bool empty() const { return numbers_.sorted.empty() && texts_.sorted.empty(); }
    void sort();
    std::vector<KeyValue> keys() const;
    // The positions of the key in this column of a row.
    template <class Visit>
    void visit(const thriftorm::Row& row, std::size_t column, Visit&& visit) {
      const int place = static_cast<int>(column);
      if (!numbers_.sorted.empty()) numbers_.visit(row.get_int64(place), visit);
      else texts_.visit(std::string(row.get_text(place)), visit);
    }

   private:
    // Rows mostly come in the order of what they belong to, or in the opposite one: a key is looked
    // for beside the last before it is searched.
    template <class Key>
    struct Entries {
      template <class Visit>
      void visit(const Key& key, Visit& visit) {
        if (!stands_at(first, key)) first = find(key);
        for (end = first; stands_at(end, key); ++end) visit(sorted[end].second);
      }
      bool stands_at(std::size_t i, const Key& key) const {
        return i < sorted.size() && sorted[i].first == key;
      }
      // The first of a key's entries.
      std::size_t find(const Key& key) const {
        if (stands_at(end, key)) return end;
        if (stands_at(first - 1, key) && !stands_at(first - 2, key)) return first - 1;
        const auto entry = std::lower_bound(
            sorted.begin(), sorted.end(), key,
            [](const auto& other, const Key& wanted) { return other.first < wanted; });
        return static_cast<std::size_t>(entry - sorted.begin());
      }

      std::vector<std::pair<Key, std::size_t>> sorted;
      std::size_t first = 0;  // of the last key's
      std::size_t end = 0;    // behind them
    };

    Entries<std::int64_t> numbers_;
    Entries<std::string> texts_;
  };

  // Rows that become objects, and the level that they are in turn, which is kept only where they
  // embed something.
  template <class Model>
  class Embedding;

  // Calls `make(position, row)` for each row that a record embeds, to get the object that the row
  // becomes; null: none.
  template <class Child, class Make>
  void read_rows(const GraphLevel& owners, const EmbedSql& sql, Embedding<Child>& embedding,
                 Make&& make);
  static Index index_of(const GraphLevel& owners);
  // Whether rows of a table may be embedded here; else a warning says that they are not.
  bool may_embed(const GraphLevel& owners, const TableInfo& table);
  // Whether rows of a table stand on this level or above it.
  static bool holds(const GraphLevel& level, const TableInfo& table);
  // Whether a row stands above already, this owner included; then a warning says so.
  bool repeats(const GraphLevel& owners, std::size_t owner, const TableInfo& table,
               const KeyValue& key);
  void query(const EmbedSql& sql, const std::vector<KeyValue>& keys,
             const std::function<void(const thriftorm::Row&)>& read);

  Session& session_;
  std::vector<std::string> warnings_;
};

namespace detail {

[[noreturn]] void rethrow_for(const Error& error, const TableInfo& table,
                              const std::optional<KeyValue>& key);

// The key of a record of any kind; empty: it has none.
template <class Model>
std::optional<KeyValue> key_value_of(const Model& record) {
  const auto& key = ModelAccess::key(record);
  return key ? std::optional<KeyValue>(to_key_value(*key)) : std::nullopt;
}

// What `work` throws is of this record.
template <class Model, class Work>
void for_record(const Model& record, Work&& work) {
  try {
    std::forward<Work>(work)();
  } catch (const Error& error) {
    rethrow_for(error, ModelAccess::table<Model>(), key_value_of(record));
  }
}

}  // namespace detail

// An error's message, and what it is about: the table, the record and the column, for results.
std::string describe(const Error& error);

// A key that may be missing, of a column that can be NULL or not.
template <class Key>
const std::optional<Key>& as_optional(const std::optional<Key>& key) {
  return key;
}
template <class Key>
std::optional<Key> as_optional(const Key& key) {
  return key;
}

// A value, or where it is missing the one that Thrift has for that.
template <class T>
const T& value_or_default(const T& value) {
  return value;
}
template <class T>
T value_or_default(const std::optional<T>& value) {
  return value.value_or(T());
}

// The object at this position needs the row that this column names, and there is none:
// RecordNotFound.
[[noreturn]] void throw_missing_parent(const GraphLevel& level, std::size_t position,
                                       std::string_view column);

// The objects of these records, in their order. `warnings`: what was left out; null: not asked for.
template <class Model>
std::vector<typename Model::ThriftType> to_thrift_page(
    Session& session, const std::vector<Model>& records,
    std::vector<std::string>* warnings = nullptr) {
  ThriftGraph graph(session);
  std::vector<typename Model::ThriftType> objects(records.size());
  graph.convert(std::span(records), std::span(objects));
  if (warnings != nullptr) *warnings = graph.warnings();
  return objects;
}
// The object of one record, likewise.
template <class Model>
typename Model::ThriftType to_thrift(Session& session, const Model& record,
                                     std::vector<std::string>* warnings = nullptr) {
  ThriftGraph graph(session);
  typename Model::ThriftType object;
  graph.convert(std::span(&record, 1), std::span(&object, 1));
  if (warnings != nullptr) *warnings = graph.warnings();
  return object;
}

}  // namespace thriftorm

#include "thriftorm/thrift_graph.h"
