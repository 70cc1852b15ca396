// What destroying a record does to rows elsewhere.
#include <fmt/format.h>

#include <algorithm>

#include "records.h"
#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {
namespace {

using Kind = DestroyRule::Kind;

bool is_link(const DestroyRule& rule) {
  return rule.kind == Kind::kOwned || rule.kind == Kind::kUnjoin;
}

// A row that names an owner, and what a link joins to it.
struct Dependent {
  const DestroyRule* rule;
  Value key;     // of the row; of an association table's row its owner's
  Value target;  // of a link
};

// The rows of a link that join an owner and a target.
std::size_t links(Suite& suite, const DestroyRule& rule, const Value& owner, const Value& target) {
  const auto rows = suite.tables().where(rule.table, rule.column, owner);
  return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [&](const Row& row) {
    return row.at(rule.target_column) == target;
  }));
}

Dependent make_dependent(Suite& suite, const DestroyRule& rule, const Value& owner) {
  Row given{{rule.column, owner}};
  Value target;
  if (is_link(rule)) {
    target = suite.tables().insert(rule.target);
    given[rule.target_column] = target;
  }
  const Value key = suite.tables().insert(rule.table, given);
  return {&rule, key, target};
}

void expect_gone(Suite& suite, const Dependent& row, const Value& owner, const std::string& what) {
  const DestroyRule& rule = *row.rule;
  const std::string where = fmt::format("{}: {}.{}", what, rule.table, rule.column);
  if (is_link(rule)) {
    suite.expect(links(suite, rule, owner, row.target) == 0, where + " still links it");
    const bool target_there = suite.tables().find(rule.target, row.target).has_value();
    suite.expect(target_there == (rule.kind == Kind::kUnjoin),
                 fmt::format("{}: the row of {} that was linked is {}", where, rule.target,
                             target_there ? "still there" : "gone"));
    return;
  }
  const std::optional<Row> left = suite.tables().find(rule.table, row.key);
  if (rule.kind == Kind::kDelete)
    return suite.expect(!left, where + ": the row that named it is still there");
  if (!left) return suite.note(where + ": the row that named it is gone");
  suite.expect_equal(left->at(rule.column), Value(), where);
}

void expect_kept(Suite& suite, const Dependent& row, const Value& owner, const std::string& what) {
  const DestroyRule& rule = *row.rule;
  const std::string where = fmt::format("{}: {}.{} of another", what, rule.table, rule.column);
  if (is_link(rule)) {
    suite.expect(links(suite, rule, owner, row.target) == 1, where + " is gone");
    suite.expect(suite.tables().find(rule.target, row.target).has_value(),
                 where + ": what it links is gone");
    return;
  }
  const std::optional<Row> left = suite.tables().find(rule.table, row.key);
  suite.expect(left && left->at(rule.column) == owner, where + " is not as it was");
}

std::string name_of(const Model& model, const DestroyRule& rule) {
  return fmt::format("{} destroyed, named by {}.{}", model.table, rule.table, rule.column);
}

void refuse(Suite& suite, const Model& model, const DestroyRule& rule) {
  const RecordPtr record = stored_record(suite, model);
  make_dependent(suite, rule, model.key(*record));
  const std::string what = name_of(model, rule);
  const auto before = suite.tables().snapshot();
  expect_error(
      suite, "ConstraintViolation", [&] { model.destroy(suite.session(), *record); }, what);
  expect_unchanged(suite, before, what);
  suite.expect(record->is_stored(), what + ": a record that was refused counts as gone");
}

// Two records with rows that name them, one each where a rule's column holds no more: those of the
// first go.
void follow(Suite& suite, const Model& model, const DestroyRule& rule, int count) {
  const std::string what = name_of(model, rule);
  const RecordPtr record = stored_record(suite, model);
  const RecordPtr other = stored_record(suite, model);
  const Value key = model.key(*record);
  const Value others_key = model.key(*other);
  std::vector<Dependent> dependents;
  for (int i = 0; i < count; ++i) dependents.push_back(make_dependent(suite, rule, key));
  const Dependent kept = make_dependent(suite, rule, others_key);
  model.destroy(suite.session(), *record);
  suite.expect(!suite.tables().find(model.table, key), what + ": it is still there");
  suite.expect(!record->is_stored() && record->is_dirty(), what + ": it still counts as stored");
  for (const Dependent& dependent : dependents) expect_gone(suite, dependent, key, what);
  expect_kept(suite, kept, others_key, what);
  suite.expect(suite.tables().find(model.table, others_key).has_value(),
               what + ": another record is gone as well");
}

// The key of a row that is gone is never given to another one.
void make_new_key(Suite& suite, const Model& model) {
  const RecordPtr newest = record_of(model, suite.tables().fresh(model.table));
  model.insert(suite.session(), *newest);
  const Value key = model.key(*newest);
  model.destroy(suite.session(), *newest);
  const RecordPtr next = record_of(model, suite.tables().fresh(model.table));
  model.insert(suite.session(), *next);
  suite.expect(
      !(model.key(*next) == key),
      fmt::format("{}: the key {} of a destroyed record is made again", model.table, key.shown()));
}

}  // namespace

void check_destroy(Suite& suite, const Model& model) {
  const Table& table = suite.schema().table(model.table);
  const RecordPtr alone = stored_record(suite, model);
  const RecordPtr other = stored_record(suite, model);
  const Value key = model.key(*alone);
  auto before = suite.tables().snapshot();
  auto& rows = before[model.table];
  std::erase_if(rows, [&](const Row& row) { return row.at(table.key().name) == key; });
  model.destroy(suite.session(), *alone);
  expect_unchanged(suite, before, model.table + " destroyed");
  for (const DestroyRule& rule : table.on_destroy) {
    if (rule.kind == Kind::kRefuse) refuse(suite, model, rule);
    else
      follow(suite, model, rule,
             is_unique_alone(suite.schema().table(rule.table), rule.column) ? 1 : 2);
  }
  const RecordPtr gone = stored_record(suite, model);
  suite.tables().erase(model.table, model.key(*gone));
  expect_error(
      suite, "RecordNotFound", [&] { model.destroy(suite.session(), *gone); },
      model.table + " destroyed when its row is gone");
  if (table.key().generated) make_new_key(suite, model);
}

}  // namespace thriftorm::testing
