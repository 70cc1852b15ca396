#include "children_fixture.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace thriftorm::testing {

ChildrenFixture::ChildrenFixture(Suite& suite, const Model& model, const ChildrenAccess& relation)
    : suite_(suite),
      session_(suite.session()),
      model_(model),
      relation_(relation),
      target_(relation.target()),
      target_table_(suite.schema().table(relation.table)),
      what_(place(model, relation.name)) {}

void ChildrenFixture::link(const Value& owner, const Value& child) {
  suite_.tables().insert(relation_.link,
                         Row{{relation_.column, owner}, {relation_.link_column, child}});
  if (relation_.symmetrical)
    suite_.tables().insert(relation_.link,
                           Row{{relation_.column, child}, {relation_.link_column, owner}});
}

Value ChildrenFixture::add_row(const Value& owner) {
  if (!linked()) return suite_.tables().insert(relation_.table, Row{{relation_.column, owner}});
  const Value child = suite_.tables().insert(relation_.table);
  link(owner, child);
  return child;
}

// Every two rows have the first column's value in common, and the others tell them apart, in another
// order than the first.
void ChildrenFixture::order(const Value& key, const std::string& column, bool is_first, int row) {
  const bool is_key = column == relation_.column || target_table_.column(column).constrained;
  if (is_key || target_table_.is_unique(column) || target_table_.group_of(column) != nullptr)
    return;
  const int n = is_first ? 90 - row / 2 : 50 + (row % 2 == 0 ? row : -row);
  suite_.tables().set(relation_.table, key, column,
                      ordinary_sample(target_table_.column(column), n).stored);
}

Values ChildrenFixture::add_rows(const Value& owner, int count) {
  Values keys;
  for (int i = 0; i < count; ++i) {
    keys.push_back(add_row(owner));
    for (std::size_t by = 0; by < relation_.order_by.size(); ++by)
      order(keys.back(), relation_.order_by[by], by == 0, i);
  }
  return in_order(keys);
}

Values ChildrenFixture::in_order(Values keys) {
  std::vector<std::pair<Values, Value>> sorted;
  for (const Value& key : keys) {
    const std::optional<Row> row = suite_.tables().find(relation_.table, key);
    Values by;
    for (const std::string& column : relation_.order_by) by.push_back(row->at(column));
    sorted.emplace_back(by, key);
  }
  std::sort(sorted.begin(), sorted.end());
  keys.clear();
  for (auto& [by, key] : sorted) keys.push_back(key);
  return keys;
}

Values ChildrenFixture::rows_of(const Value& owner) {
  Values keys;
  if (!linked()) {
    keys = keys_of(target_table_, suite_.tables().where(relation_.table, relation_.column, owner));
  } else {
    for (const Row& row : suite_.tables().where(relation_.link, relation_.column, owner))
      keys.push_back(row.at(relation_.link_column));
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

void ChildrenFixture::expect_rows(const Value& owner, Values expected, const std::string& what) {
  std::sort(expected.begin(), expected.end());
  expect_keys(suite_, rows_of(owner), expected, what + ", by SQL");
}

void ChildrenFixture::expect_left(const Value& child, const std::string& what) {
  const std::optional<Row> row = suite_.tables().find(relation_.table, child);
  suite_.expect(
      row.has_value() != relation_.owns,
      fmt::format("{}: the row of {} is {}", what, relation_.table, row ? "still there" : "gone"));
  if (row && !linked()) suite_.expect_equal(row->at(relation_.column), {}, what);
}

RecordPtr ChildrenFixture::found(const Model& model, const Value& key) {
  RecordPtr record = model.find(session_, key);
  if (!record) throw std::runtime_error(model.table + " is not found");
  return record;
}

RecordPtr ChildrenFixture::fresh_child(const Value& owner, Samples* values) {
  Samples samples = linked() ? suite_.tables().fresh(relation_.table)
                             : suite_.tables().fresh(relation_.table, {{relation_.column, owner}});
  if (!linked()) samples.erase(relation_.column);
  if (values != nullptr) *values = samples;
  return record_of(target_, samples);
}

}  // namespace thriftorm::testing
