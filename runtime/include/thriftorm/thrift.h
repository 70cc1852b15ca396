// Models and Thrift objects become each other: whole graphs, one statement for each kind of relation
// however many objects there are. Used by emitted code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

// A record on the way from the object that is asked for down to what it embeds.
struct GraphNode {
  const TableInfo* table = nullptr;
  std::optional<KeyValue> key;
  const GraphNode* parent = nullptr;
  int depth = 0;
  std::string_view linked_by{};  // the pivot by which its parent owns it; empty: none
};

// Objects that are put together: what they embed is read level by level.
class ThriftGraph {
 public:
  // Objects embed each other this many levels deep at most.
  static constexpr int kMaxDepth = 10;

  explicit ThriftGraph(Session& session) : session_(session) {}
  ThriftGraph(const ThriftGraph&) = delete;
  ThriftGraph& operator=(const ThriftGraph&) = delete;

  // What was left out: records below the last level, and those that embed themselves.
  const std::vector<std::string>& warnings() const { return warnings_; }

  // Calls `give(position, object, row)` for each row that a record at this position embeds.
  template <class Child, class Give>
  void embed(const std::vector<GraphNode>& owners, const EmbedSql& sql, Give&& give);

  // The same for the rows that records name: `key_of(position)` is the key, or an empty optional.
  // Returns the positions whose keys no row has.
  template <class Parent, class KeyOf, class Give>
  std::vector<std::size_t> embed_parents(const std::vector<GraphNode>& owners, const EmbedSql& sql,
                                         KeyOf&& key_of, Give&& give);

  // Calls `give(position, row)` for the pivot's rows of these records, but for those that were reached by
  // it: what embeds them knows whose they are.
  template <class Row, class Give>
  void read(const std::vector<GraphNode>& owners, const EmbedSql& sql, Give&& give);

  // Calls `give(position, key)` for rows of which keys alone are read.
  void read_keys(const std::vector<GraphNode>& owners, const EmbedSql& sql, bool text_keys,
                 const std::function<void(std::size_t, const KeyValue&)>& give);

 private:
  // Positions by key.
  class Index {
   public:
    void add(KeyValue key, std::size_t position) {
      entries_.emplace_back(std::move(key), position);
    }
    bool empty() const { return entries_.empty(); }
    void sort();
    std::vector<KeyValue> keys() const;
    template <class Visit>
    void visit(const KeyValue& key, Visit&& visit) const {
      for (auto entry = find(key); entry != entries_.end() && entry->first == key; ++entry)
        visit(entry->second);
    }

   private:
    using Entries = std::vector<std::pair<KeyValue, std::size_t>>;
    Entries::const_iterator find(const KeyValue& key) const;
    Entries entries_;
  };

  // Of all, or of those that were not reached by this link.
  static Index index_of(const std::vector<GraphNode>& owners, std::string_view but_by = {});
  // Whether rows of a table may be embedded here; else a warning says that they are not.
  bool may_embed(const std::vector<GraphNode>& owners, const TableInfo& table);
  // Whether this row is above the owner already; then a warning says so.
  bool repeats(const GraphNode& owner, const TableInfo& table, const KeyValue& key);
  void query(const EmbedSql& sql, const std::vector<KeyValue>& keys,
             const std::function<void(const thriftorm::Row&)>& read);
  static KeyValue owner_key(const thriftorm::Row& row, const std::vector<GraphNode>& owners);

  Session& session_;
  std::vector<std::string> warnings_;
};

namespace detail {

// A node without anything above it for each record.
template <class Model>
std::vector<GraphNode> graph_roots(const std::vector<Model>& records) {
  std::vector<GraphNode> nodes;
  nodes.reserve(records.size());
  for (const Model& record : records) {
    const auto& key = ModelAccess::key(record);
    nodes.push_back({&ModelAccess::table<Model>(), {}, nullptr, 0, {}});
    if (key) nodes.back().key = to_key_value(*key);
  }
  return nodes;
}

[[noreturn]] void rethrow_for(const Error& error, const TableInfo& table,
                              const std::optional<KeyValue>& key);

// What `work` throws is of this record.
template <class Model, class Work>
void for_record(const Model& record, Work&& work) {
  try {
    std::forward<Work>(work)();
  } catch (const Error& error) {
    std::optional<KeyValue> key;
    if (ModelAccess::key(record)) key = to_key_value(*ModelAccess::key(record));
    rethrow_for(error, ModelAccess::table<Model>(), key);
  }
}

}  // namespace detail

// The objects of these records, as far as the records alone say what is in them: by
// `fill(record, object)`.
template <class Object, class Model, class Fill>
std::vector<Object> fill_objects(const std::vector<Model>& records, Fill&& fill) {
  std::vector<Object> objects(records.size());
  for (std::size_t i = 0; i < records.size(); ++i)
    detail::for_record(records[i], [&] { fill(records[i], objects[i]); });
  return objects;
}

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

// The object needs the row that this column names, and there is none: RecordNotFound.
[[noreturn]] void throw_missing_parent(const GraphNode& node, std::string_view column);

// The objects of these records, in their order. `warnings`: what was left out; null: not asked for.
template <class Model>
std::vector<typename Model::ThriftType> to_thrift_page(
    Session& session, const std::vector<Model>& records,
    std::vector<std::string>* warnings = nullptr) {
  ThriftGraph graph(session);
  auto objects = detail::ModelAccess::convert(graph, records, detail::graph_roots(records));
  if (warnings != nullptr) *warnings = graph.warnings();
  return objects;
}
template <class Model>
typename Model::ThriftType to_thrift(Session& session, const Model& record,
                                     std::vector<std::string>* warnings = nullptr) {
  return std::move(to_thrift_page(session, std::vector<Model>{record}, warnings).front());
}

template <class Child, class Give>
void ThriftGraph::embed(const std::vector<GraphNode>& owners, const EmbedSql& sql, Give&& give) {
  const TableInfo& table = detail::ModelAccess::table<Child>();
  if (!may_embed(owners, table)) return;
  const Index index = index_of(owners);
  std::vector<Child> rows;
  std::vector<GraphNode> nodes;
  std::vector<std::size_t> positions;
  query(sql, index.keys(), [&](const thriftorm::Row& row) {
    index.visit(owner_key(row, owners), [&](std::size_t position) {
      Child child;
      detail::ModelAccess::load(child, row);
      KeyValue key = detail::to_key_value(*detail::ModelAccess::key(child));
      if (repeats(owners[position], table, key)) return;
      rows.push_back(std::move(child));
      nodes.push_back(
          {&table, std::move(key), &owners[position], owners[position].depth + 1, sql.link});
      positions.push_back(position);
    });
  });
  auto objects = detail::ModelAccess::convert(*this, rows, nodes);
  for (std::size_t i = 0; i < rows.size(); ++i) give(positions[i], std::move(objects[i]), rows[i]);
}

// A row that several name is converted for each of them: what it may embed depends on what is above.
template <class Parent, class KeyOf, class Give>
std::vector<std::size_t> ThriftGraph::embed_parents(const std::vector<GraphNode>& owners,
                                                    const EmbedSql& sql, KeyOf&& key_of,
                                                    Give&& give) {
  const TableInfo& table = detail::ModelAccess::table<Parent>();
  Index index;
  std::vector<bool> missing(owners.size());
  for (std::size_t i = 0; i < owners.size(); ++i) {
    const auto key = key_of(i);
    missing[i] = key.has_value();
    if (key) index.add(detail::to_key_value(*key), i);
  }
  if (index.empty() || !may_embed(owners, table)) return {};
  index.sort();
  std::vector<Parent> rows;
  std::vector<GraphNode> nodes;
  std::vector<std::size_t> positions;
  query(sql, index.keys(), [&](const thriftorm::Row& row) {
    Parent parent;
    detail::ModelAccess::load(parent, row);
    const KeyValue key = detail::to_key_value(*detail::ModelAccess::key(parent));
    index.visit(key, [&](std::size_t position) {
      missing[position] = false;
      if (repeats(owners[position], table, key)) return;
      rows.push_back(parent);
      nodes.push_back({&table, key, &owners[position], owners[position].depth + 1, {}});
      positions.push_back(position);
    });
  });
  auto objects = detail::ModelAccess::convert(*this, rows, nodes);
  for (std::size_t i = 0; i < rows.size(); ++i) give(positions[i], std::move(objects[i]));
  std::vector<std::size_t> gone;
  for (std::size_t i = 0; i < owners.size(); ++i) {
    if (missing[i]) gone.push_back(i);
  }
  return gone;
}

template <class Row, class Give>
void ThriftGraph::read(const std::vector<GraphNode>& owners, const EmbedSql& sql, Give&& give) {
  const Index index = index_of(owners, sql.link);
  query(sql, index.keys(), [&](const thriftorm::Row& row) {
    Row record;
    detail::ModelAccess::load(record, row);
    detail::for_record(record, [&] {
      index.visit(owner_key(row, owners), [&](std::size_t position) { give(position, record); });
    });
  });
}

}  // namespace thriftorm
