// How a query reaches a table: constants of emitted code, put together by the type of each path.
#pragma once

#include "thriftorm/table.h"

namespace thriftorm {

// One step of a path. Two paths are the same if their addresses are.
struct PathNode {
  const PathNode* parent = nullptr;        // null: where the query begins
  const RelationInfo* relation = nullptr;  // the step from there; null: none
};

inline constexpr PathNode kRootPath{};

// Where a query for records of a model begins.
template <class Model>
struct Root {
  using RootModel = Model;
  static constexpr const PathNode* path = &kRootPath;
  static constexpr bool is_root = true;
  static constexpr bool is_many = false;
};

// One step further, to at most one row.
template <class From, const RelationInfo& kRelation>
struct ToOne {
  using RootModel = typename From::RootModel;
  static constexpr PathNode node{From::path, &kRelation};
  static constexpr const PathNode* path = &node;
  static constexpr bool is_root = false;
  static constexpr bool is_many = From::is_many;
};

// One step further, to any number of rows.
template <class From, const RelationInfo& kRelation>
struct ToMany : ToOne<From, kRelation> {
  static constexpr bool is_many = true;
};

}  // namespace thriftorm
