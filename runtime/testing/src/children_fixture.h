// A relation to records that belong to one: rows for it, and what SQL says of them.
#pragma once

#include <string>

#include "records.h"
#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {

class ChildrenFixture {
 public:
  ChildrenFixture(Suite& suite, const Model& model, const ChildrenAccess& relation);

 protected:
  bool is_one() const { return relation_.kind == ChildrenAccess::Kind::kOne; }
  bool linked() const { return !relation_.link.empty(); }
  bool joined() const { return relation_.kind == ChildrenAccess::Kind::kJoined; }
  bool makes_keys() const { return target_table_.key().generated; }

  Value owner() { return suite_.tables().insert(model_.table); }
  Value add_row(const Value& owner);
  // Rows in an order that is not that of their keys, where the relation has one; as it orders them.
  Values add_rows(const Value& owner, int count);

  // The keys of the rows that belong to an owner, by SQL; sorted.
  Values rows_of(const Value& owner);
  void expect_rows(const Value& owner, Values expected, const std::string& what);
  // What leaves is destroyed, or stays without its owner.
  void expect_left(const Value& child, const std::string& what);

  RecordPtr record(const Value& key) { return found(model_, key); }
  RecordPtr target(const Value& key) { return found(target_, key); }
  // A child that names nobody yet, and what it was made of.
  RecordPtr fresh_child(const Value& owner, Samples* values = nullptr);

  Suite& suite_;
  Session& session_;
  const Model& model_;
  const ChildrenAccess& relation_;
  const Model& target_;
  const Table& target_table_;
  const std::string what_;

 private:
  void link(const Value& owner, const Value& child);
  void order(const Value& key, const std::string& column, bool is_first, int row);
  Values in_order(Values keys);
  RecordPtr found(const Model& model, const Value& key);
};

// What models read of the relation, and what they write.
void check_children_reads(Suite& suite, const Model& model, const ChildrenAccess& relation);
void check_children_writes(Suite& suite, const Model& model, const ChildrenAccess& relation);

}  // namespace thriftorm::testing
