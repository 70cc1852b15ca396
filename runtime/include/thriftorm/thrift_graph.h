// How a ThriftGraph reads what objects embed. Included by thriftorm/thrift.h.
#pragma once

#include "thriftorm/thrift.h"

namespace thriftorm {

template <class Model>
class ThriftGraph::Embedding {
 public:
  using Object = typename Model::ThriftType;

  Embedding(ThriftGraph& graph, const GraphLevel& owners, std::string_view link)
      : graph_(graph),
        may_repeat_(holds(owners, detail::ModelAccess::table<Model>())),
        embeds_(Model::embeds(link)),
        level_{&detail::ModelAccess::table<Model>(), &owners, owners.depth + 1, link, {}} {
    if (!embeds_) return;
    level_.nodes.reserve(owners.nodes.size());
    objects_.reserve(owners.nodes.size());
  }

  const TableInfo& table() const { return *level_.table; }
  bool may_embed() { return graph_.may_embed(*level_.above, table()); }
  // Whether this record stands above already, the owner included.
  bool repeats(const Model& record, std::size_t owner) {
    return may_repeat_ &&
           graph_.repeats(*level_.above, owner, table(), *detail::key_value_of(record));
  }

  // Fills an object from a record that this owner embeds.
  void fill(const Model& record, std::size_t owner, Object& object) {
    detail::for_record(record, [&] { record.fill(object); });
    if (!embeds_) return;
    level_.add(detail::key_value_of(record), owner);
    objects_.push_back(&object);
    if constexpr (Model::kNamesParents) records_.push_back(record);
  }

  // After objects have moved: those of one owner stand in its vector, in the order in which they
  // were filled.
  template <class ListAt>
  void find_objects(ListAt& list_at) {
    std::vector<std::size_t> found(level_.above->nodes.size());
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      const std::size_t owner = level_.nodes[i].owner;
      objects_[i] = &list_at(owner)[found[owner]++];
    }
  }

  // What these objects embed.
  void go_on() const {
    if (!objects_.empty()) Model::embed(graph_, level_, std::span(records_), std::span(objects_));
  }

 private:
  ThriftGraph& graph_;
  const bool may_repeat_;
  const bool embeds_;
  GraphLevel level_;
  std::vector<Model> records_;  // only where they name parents
  std::vector<Object*> objects_;
};

template <class Model>
void ThriftGraph::convert(std::span<const Model> records,
                          std::span<typename Model::ThriftType> objects) {
  GraphLevel level{&detail::ModelAccess::table<Model>(), nullptr, 0, {}, {}};
  std::vector<typename Model::ThriftType*> places;
  level.nodes.reserve(records.size());
  places.reserve(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    detail::for_record(records[i], [&] { records[i].fill(objects[i]); });
    level.add(detail::key_value_of(records[i]));
    places.push_back(&objects[i]);
  }
  Model::embed(*this, level, records, std::span(std::as_const(places)));
}

// One record is read into again and again: its texts keep their memory.
template <class Child, class Make>
void ThriftGraph::read_rows(const GraphLevel& owners, const EmbedSql& sql,
                            Embedding<Child>& embedding, Make&& make) {
  if (!embedding.may_embed()) return;
  Index index = index_of(owners);
  Child record;
  query(sql, index.keys(), [&](const thriftorm::Row& row) {
    detail::ModelAccess::load(record, row);
    index.visit(row, embedding.table().columns.size(), [&](std::size_t owner) {
      if (embedding.repeats(record, owner)) return;
      if (auto* object = make(owner, record)) embedding.fill(record, owner, *object);
    });
  });
}

template <class Child, class ObjectAt>
void ThriftGraph::embed_one(const GraphLevel& owners, const EmbedSql& sql, ObjectAt&& object_at) {
  Embedding<Child> embedding(*this, owners, sql.link);
  std::vector<bool> embedded(owners.nodes.size());
  read_rows(owners, sql, embedding,
            [&](std::size_t owner, const Child&) -> typename Child::ThriftType* {
              if (embedded[owner]) return nullptr;
              embedded[owner] = true;
              return &object_at(owner);
            });
  embedding.go_on();
}

template <class Child, class ListAt, class Own>
void ThriftGraph::embed_list(const GraphLevel& owners, const EmbedSql& sql, ListAt&& list_at,
                             Own&& own) {
  Embedding<Child> embedding(*this, owners, sql.link);
  read_rows(owners, sql, embedding, [&](std::size_t owner, const Child&) {
    auto& object = list_at(owner).emplace_back();
    own(owner, object);
    return &object;
  });
  embedding.find_objects(list_at);
  embedding.go_on();
}

template <class Child, class MapAt, class KeyOf, class Own>
void ThriftGraph::embed_map(const GraphLevel& owners, const EmbedSql& sql, MapAt&& map_at,
                            KeyOf&& key_of, Own&& own) {
  Embedding<Child> embedding(*this, owners, sql.link);
  read_rows(owners, sql, embedding,
            [&](std::size_t owner, const Child& row) -> typename Child::ThriftType* {
              const auto [place, fresh] = map_at(owner).try_emplace(key_of(row));
              if (!fresh) return nullptr;
              own(owner, place->second);
              return &place->second;
            });
  embedding.go_on();
}

// A row that several name is converted for each of them: what it may embed depends on what is above.
template <class Parent, class KeyOf, class ObjectAt>
std::vector<std::size_t> ThriftGraph::embed_parents(const GraphLevel& owners, const EmbedSql& sql,
                                                    KeyOf&& key_of, ObjectAt&& object_at) {
  Embedding<Parent> embedding(*this, owners, {});
  Index index;
  std::vector<bool> missing(owners.nodes.size());
  for (std::size_t i = 0; i < missing.size(); ++i) {
    const auto key = key_of(i);
    missing[i] = key.has_value();
    if (key) index.add(detail::to_key_value(*key), i);
  }
  if (index.empty() || !embedding.may_embed()) return {};
  index.sort();
  Parent record;
  query(sql, index.keys(), [&](const thriftorm::Row& row) {
    detail::ModelAccess::load(record, row);
    index.visit(row, embedding.table().columns.size(), [&](std::size_t owner) {
      missing[owner] = false;
      if (!embedding.repeats(record, owner)) embedding.fill(record, owner, object_at(owner));
    });
  });
  embedding.go_on();
  std::vector<std::size_t> gone;
  for (std::size_t i = 0; i < missing.size(); ++i) {
    if (missing[i]) gone.push_back(i);
  }
  return gone;
}

template <class Row, class Give>
void ThriftGraph::read(const GraphLevel& owners, const EmbedSql& sql, Give&& give) {
  if (owners.linked_by == sql.link) return;
  Index index = index_of(owners);
  const std::size_t column = detail::ModelAccess::table<Row>().columns.size();
  Row record;
  query(sql, index.keys(), [&](const thriftorm::Row& row) {
    detail::ModelAccess::load(record, row);
    detail::for_record(record, [&] {
      index.visit(row, column, [&](std::size_t position) { give(position, record); });
    });
  });
}

}  // namespace thriftorm
