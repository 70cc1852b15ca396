// Random Thrift objects of a model, to be stored.
#pragma once

#include <random>

#include "records.h"

namespace thriftorm::testing {

using Objects = std::vector<Object>;

class RandomObjects {
 public:
  explicit RandomObjects(Suite& suite) : suite_(suite), random_(suite.seed()) {}

  // With what it embeds, a few levels deep; rows that it must refer to are stored.
  Object object(const Model& model) { return make(model, 0, nullptr); }
  // With what it must embed alone.
  Object lone_object(const Model& model) { return make(model, kDeepest, nullptr); }

  // Whether the rows there belong to a record from the start, so that they can be no other's.
  bool always_owned(const EmbeddedField& field) const;
  // Up to three rows that are stored with these values, as their keys.
  Objects keyed_rows(const EmbeddedField& field, const Row& values);

 private:
  static constexpr int kDeepest = 3;

  bool one_in(std::uint64_t n) { return random_() % n == 0; }
  // `by`: the field that embeds it.
  Object make(const Model& model, int depth, const EmbeddedField* by);
  void embed(Object& made, const EmbeddedField& field, int depth, const EmbeddedField* by);
  // The pivot's columns of one owner that is there.
  Object owner(const EmbeddedField& field);

  Suite& suite_;
  std::mt19937_64 random_;
};

}  // namespace thriftorm::testing
