// Inserts and updates, and what a rollback takes back.
#include <fmt/format.h>

#include "records.h"
#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {
namespace {

std::string listed(const std::vector<std::string>& statements) {
  std::string text;
  for (const std::string& statement : statements) text += "\n    " + statement;
  return text;
}

// Columns of their own: part of no union and no struct that is set as a whole.
std::vector<const Column*> own_columns(const Suite& suite, const Model& model) {
  const Table& table = suite.schema().table(model.table);
  std::vector<const Column*> columns;
  for (const Column& column : table.columns) {
    const ColumnAccess* access = model.column(column.name);
    // What can have but one value cannot change.
    if (distinct_values(column) == 1) continue;
    const bool settable = access != nullptr && access->set != nullptr;
    const Group* group = table.group_of(column.name);
    if (settable && (group == nullptr || !group->is_union) && !column.is_automatic() &&
        column.name != table.key().name)
      columns.push_back(&column);
  }
  return columns;
}

void expect_dirty(Suite& suite, const Record& record, const std::vector<std::string>& expected,
                  const std::string& what) {
  std::vector<std::string> dirty;
  for (const std::string_view column : record.dirty_columns()) dirty.emplace_back(column);
  if (dirty != expected || record.is_dirty() != !expected.empty())
    suite.note(fmt::format("{}: the dirty columns are [{}], expected [{}]", what,
                           fmt::join(dirty, ", "), fmt::join(expected, ", ")));
}

// One column changes, in the record; all others change behind its back.
void update_one(Suite& suite, const Model& model, const Column& column, bool to_null) {
  const std::string what =
      fmt::format("{} {}", place(model, column.name), to_null ? "set to NULL" : "changed");
  const Table& table = suite.schema().table(model.table);
  const ColumnAccess& access = *model.column(column.name);
  Samples samples = suite.tables().fresh(model.table);
  if (samples.at(column.name).model.is_null())
    samples[column.name] = other_sample(suite, column, {});
  const Value key = suite.tables().insert(model.table, samples);
  const RecordPtr record = model.find(suite.session(), key);
  if (!record) return suite.note(what + ": the model does not find its row");

  access.set(*record, samples.at(column.name).model);
  expect_dirty(suite, *record, {}, what + ", to the value that it has");
  const auto none = suite.sent([&] { model.save(suite.session(), *record); });
  suite.expect(none.empty(), what + ": saving a record that is as it was sends" + listed(none));

  const Sample changed =
      to_null ? Sample() : other_sample(suite, column, samples.at(column.name).model);
  Row expected = expected_row(table, samples);
  for (const Column* other : own_columns(suite, model)) {
    if (other == &column || other->constrained) continue;
    const Sample behind = other_sample(suite, *other, samples.at(other->name).model);
    suite.tables().set(model.table, key, other->name, behind.stored);
    expected[other->name] = behind.stored;
  }
  expected[column.name] = changed.stored;
  access.set(*record, changed.model);
  suite.expect_equal(access.get(*record), changed.model, what + ", read again from the record");
  expect_dirty(suite, *record, {column.name}, what);
  const auto sent = suite.sent([&] { model.save(suite.session(), *record); });
  if (count_of(sent, "UPDATE") != 1 || count_of(sent, "INSERT") != 0)
    suite.note(what + ": expected one UPDATE, sent was" + listed(sent));
  expect_row(suite, model.table, key, expected, what);
  expect_dirty(suite, *record, {}, what + ", after save()");
  suite.tables().erase(model.table, key);
}

}  // namespace

void check_saves(Suite& suite, const Model& model) {
  Session& session = suite.session();
  const Table& table = suite.schema().table(model.table);
  const Samples samples = suite.tables().fresh(model.table);
  const RecordPtr record = record_of(model, samples);
  const bool own_key = !table.key().generated;
  suite.expect(record->is_dirty() && !record->is_stored(),
               model.table + ": a new record is not dirty");
  const auto sent = suite.sent([&] {
    if (own_key) model.insert(session, *record);
    else model.save(session, *record);
  });
  suite.expect(count_of(sent, "INSERT") == 1 && sent.size() <= 3,
               model.table + ": saving a new record sends" + listed(sent));
  suite.expect(!record->is_dirty() && record->is_stored(),
               model.table + ": a saved record is dirty");
  const Value key = model.key(*record);
  suite.expect(!key.is_null(), model.table + ": a saved record has no key");
  expect_row(suite, model.table, key, expected_row(table, samples), model.table + " saved");
  const auto clean = suite.sent([&] { model.save(session, *record); });
  suite.expect(clean.empty(), model.table + ": saving a clean record sends" + listed(clean));

  // Several at once, with a row of its own for each.
  Records several;
  std::vector<Row> expected;
  for (int i = 0; i < 3; ++i) {
    const Samples each = suite.tables().fresh(model.table);
    several.push_back(record_of(model, each));
    expected.push_back(expected_row(table, each));
  }
  if (!own_key) {
    model.save_all(session, several);
    for (std::size_t i = 0; i < several.size(); ++i)
      expect_row(suite, model.table, model.key(*several[i]), expected[i],
                 model.table + " saved with others");
  }

  // A key that is given is kept.
  Samples given = suite.tables().fresh(model.table);
  if (!own_key) given[table.key().name] = sample_of(table.key(), 12345);
  const RecordPtr keyed = record_of(model, given);
  model.insert(session, *keyed);
  expect_row(suite, model.table, given.at(table.key().name).model, expected_row(table, given),
             model.table + " inserted with a key");
  const RecordPtr unknown = record_of(model, given);
  suite.tables().erase(model.table, given.at(table.key().name).model);
  if (!own_key)
    expect_error(
        suite, "RecordNotFound", [&] { model.save(session, *unknown); },
        model.table + " saved with a key that no row has");

  const RecordPtr found = model.find(session, key);
  const Samples anew = suite.tables().fresh(model.table);
  for (const Column* column : own_columns(suite, model)) {
    if (column->constrained) continue;
    suite.tables().set(model.table, key, column->name, anew.at(column->name).stored);
  }
  if (found) {
    const auto reading = suite.sent([&] { model.reload(session, *found); });
    suite.expect(reading.size() == 1, model.table + ": reload() sends" + listed(reading));
    for (const Column* column : own_columns(suite, model))
      if (!column->constrained)
        suite.expect_equal(model.column(column->name)->get(*found), anew.at(column->name).model,
                           place(model, column->name) + " after reload()");
  }
  for (const Column& column : table.columns) {
    if (!column.created_at && !column.updated_at) continue;
    const std::optional<Row> row = suite.tables().find(model.table, key);
    suite.expect(row && !row->at(column.name).is_null(), place(model, column.name) + " is not set");
  }
}

void check_updates(Suite& suite, const Model& model) {
  const Table& table = suite.schema().table(model.table);
  suite.session().begin();
  for (const Column* column : own_columns(suite, model)) {
    update_one(suite, model, *column, false);
    const bool can_be_null = column->nullable && table.group_of(column->name) == nullptr;
    if (can_be_null) update_one(suite, model, *column, true);
  }
  for (const Column& column : table.columns) {
    if (!column.version) continue;
    const RecordPtr first = stored_record(suite, model);
    const Value key = model.key(*first);
    const RecordPtr second = model.find(suite.session(), key);
    const Value count = model.column(column.name)->get(*first);
    for (const Column* own : own_columns(suite, model)) {
      if (own->constrained) continue;
      const Sample other = other_sample(suite, *own, model.column(own->name)->get(*first));
      model.column(own->name)->set(*first, other.model);
      model.column(own->name)->set(*second, other.model);
      model.save(suite.session(), *first);
      expect_row(suite, model.table, key, {{column.name, count.integer() + 1}},
                 place(model, column.name) + " after an update");
      expect_error(
          suite, "StaleRecord", [&] { model.save(suite.session(), *second); },
          model.table + " saved after somebody else has changed it");
      break;
    }
  }
  suite.session().rollback();
}

void check_rollbacks(Suite& suite, const Model& model) {
  Session& session = suite.session();
  const Table& table = suite.schema().table(model.table);
  const Samples samples = suite.tables().fresh(model.table);
  const RecordPtr fresh = record_of(model, samples);
  const auto before = suite.tables().snapshot();
  roll_back(session, [&] { model.insert(session, *fresh); });
  expect_unchanged(suite, before, model.table + " inserted and rolled back");
  suite.expect(fresh->is_dirty() && !fresh->is_stored(),
               model.table + ": after a rollback a new record counts as stored");
  if (table.key().generated)
    suite.expect(model.key(*fresh).is_null(), model.table + ": a rollback leaves a key");
  model.insert(session, *fresh);
  const Value key = model.key(*fresh);
  expect_row(suite, model.table, key, expected_row(table, samples), model.table + " saved again");

  for (const Column* column : own_columns(suite, model)) {
    const RecordPtr record = model.find(session, key);
    if (!record) return;
    const Sample other = other_sample(suite, *column, model.column(column->name)->get(*record));
    model.column(column->name)->set(*record, other.model);
    roll_back(session, [&] { model.save(session, *record); });
    const std::string what = place(model, column->name) + " changed and rolled back";
    expect_row(suite, model.table, key, {{column->name, samples.at(column->name).stored}}, what);
    expect_dirty(suite, *record, {column->name}, what);
    model.save(session, *record);
    expect_row(suite, model.table, key, {{column->name, other.stored}}, what + " and saved again");
    model.column(column->name)->set(*record, samples.at(column->name).model);
    model.save(session, *record);
  }
}

}  // namespace thriftorm::testing
