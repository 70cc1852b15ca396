// Values in columns: written by the model and read by SQL, and the other way round.
#include <fmt/format.h>

#include "records.h"
#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {
namespace {

// What a column is tried with, NULL included.
std::vector<Sample> trials(const Column& column, Dialect dialect) {
  std::vector<Sample> samples;
  // Of a constrained key any value must be that of a row.
  if (!column.constrained) samples = extreme_samples(column, dialect);
  if (column.nullable) samples.push_back({});
  return samples;
}

// A row with this value in the column; an alternative of a union can be NULL only if another is set.
Samples row_with(Suite& suite, const Model& model, const Column& column, const Sample& sample) {
  Samples samples = suite.tables().fresh(model.table, {{column.name, sample.model}});
  samples[column.name] = sample;
  return samples;
}

// Its own automatic values are the model's business.
bool is_written(const Model& model, const Column& column) {
  if (column.is_automatic()) return false;
  const ColumnAccess* access = model.column(column.name);
  if (access != nullptr && access->set != nullptr) return true;
  for (const VariantAccess& variant : model.variants)
    if (holds(variant.columns, column.name)) return true;
  return false;
}

void write_one(Suite& suite, const Model& model, const Column& column, const Sample& sample) {
  const Table& table = suite.schema().table(model.table);
  const std::string what =
      fmt::format("{} = {} written by the model", place(model, column.name), sample.model.shown());
  const Samples samples = row_with(suite, model, column, sample);
  const RecordPtr record = record_of(model, samples);
  model.insert(suite.session(), *record);
  const Value key = model.key(*record);
  expect_row(suite, model.table, key, expected_row(table, samples), what);
  const RecordPtr found = model.find(suite.session(), key);
  if (!found) return suite.note(what + ": the model does not find it");
  expect_record(suite, model, *found, without_automatic(table, samples), what);
  suite.tables().erase(model.table, key);
}

// Those of a group's columns that are not NULL.
Row set_columns(const Table& table, std::string_view name, const Samples& samples) {
  Row values;
  for (const Group& group : table.groups) {
    if (group.name != name) continue;
    for (const Variant& variant : group.variants)
      for (const std::string& column : variant.columns)
        if (!samples.at(column).model.is_null()) values[column] = samples.at(column).model;
  }
  return values;
}

void read_one(Suite& suite, const Model& model, const Column& column, const Sample& sample) {
  const std::string what =
      fmt::format("{} = {} written by SQL", place(model, column.name), sample.stored.shown());
  const Samples samples = row_with(suite, model, column, sample);
  const Value key = suite.tables().insert(model.table, samples);
  const RecordPtr found = model.find(suite.session(), key);
  if (!found) return suite.note(what + ": the model does not find it");
  expect_record(suite, model, *found, samples, what);
  for (const UnionAccess& access : model.unions) {
    const Row read = access.get(*found);
    for (const auto& [name, is_set] : access.predicates)
      suite.expect(is_set(*found) == !samples.at(name).model.is_null(),
                   fmt::format("{}: the predicate of {} is wrong", what, place(model, name)));
    const Row expected = set_columns(suite.schema().table(model.table), access.group, samples);
    suite.expect(read == expected,
                 fmt::format("{}: get_{}() of {} gives {}, expected {}", what, access.group,
                             model.table, shown(read), shown(expected)));
  }
  for (const VariantAccess& variant : model.variants) {
    const Row read = variant.get(*found);
    for (const std::string& name : variant.columns) {
      const auto value = read.find(name);
      suite.expect_equal(value == read.end() ? Value() : value->second, samples.at(name).model,
                         fmt::format("{}: {} as a whole", what, place(model, name)));
    }
  }
  suite.expect(!found->is_dirty(), what + ": a record that was found is dirty");
  suite.tables().erase(model.table, key);
}

}  // namespace

void check_written_columns(Suite& suite, const Model& model) {
  suite.session().begin();
  for (const Column& column : suite.schema().table(model.table).columns) {
    if (!is_written(model, column)) continue;
    for (const Sample& sample : trials(column, suite.dialect()))
      write_one(suite, model, column, sample);
    // Two ordinary ones, for columns that hold few values.
    for (int i = 0; i < 2; ++i) {
      const Samples fresh = suite.tables().fresh(model.table);
      if (!fresh.at(column.name).model.is_null())
        write_one(suite, model, column, fresh.at(column.name));
    }
  }
  suite.session().rollback();
}

void check_read_columns(Suite& suite, const Model& model) {
  suite.session().begin();
  for (const Column& column : suite.schema().table(model.table).columns) {
    if (column.generated) continue;
    for (const Sample& sample : trials(column, suite.dialect()))
      read_one(suite, model, column, sample);
    const Samples fresh = suite.tables().fresh(model.table);
    if (!fresh.at(column.name).model.is_null())
      read_one(suite, model, column, fresh.at(column.name));
  }
  suite.session().rollback();
}

}  // namespace thriftorm::testing
