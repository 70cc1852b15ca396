#include "records.h"

#include <fmt/format.h>

#include <algorithm>

#include "thriftorm/error.h"

namespace thriftorm::testing {
namespace {

Row model_values(const Samples& samples, const std::vector<std::string>& columns) {
  Row values;
  for (const std::string& column : columns) {
    const auto sample = samples.find(column);
    if (sample != samples.end() && !sample->second.model.is_null())
      values[column] = sample->second.model;
  }
  return values;
}

}  // namespace

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_unique_alone(const Table& table, const std::string& column) {
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
    return index.unique && index.columns == std::vector<std::string>{column};
  });
}

std::string place(const Model& model, std::string_view member) {
  return fmt::format("{}.{}", model.table, member);
}

void apply(const Model& model, Record& record, const Samples& samples) {
  for (const ColumnAccess& access : model.columns) {
    const auto sample = samples.find(access.column);
    if (sample == samples.end() || access.set == nullptr) continue;
    // What has no value already, a variant among it, needs no clearing; a default does.
    const bool is_null = sample->second.model.is_null();
    const bool is_default = is_null && !access.get(record).is_null();
    if (!is_null || is_default) access.set(record, sample->second.model);
  }
  for (const VariantAccess& variant : model.variants) {
    const Row values = model_values(samples, variant.columns);
    if (!values.empty()) variant.set(record, values);
  }
}

RecordPtr record_of(const Model& model, const Samples& samples) {
  RecordPtr record = model.make();
  apply(model, *record, samples);
  return record;
}

RecordPtr stored_record(Suite& suite, const Model& model, const Row& given) {
  const Value key = suite.tables().insert(model.table, given);
  RecordPtr record = model.find(suite.session(), key);
  if (!record)
    throw std::runtime_error(fmt::format("{}: find({}) gives nothing, {}", model.table, key.shown(),
                                         suite.tables().find_sql(model.table)));
  return record;
}

void fill_variant(Suite& suite, const Table& table, const Variant& variant, Samples& samples) {
  for (std::size_t i = 0; i < variant.columns.size(); ++i) {
    const Column& column = table.column(variant.columns[i]);
    samples[column.name] = column.constrained
                               ? sample_of(column, suite.tables().insert(column.references))
                               : ordinary_sample(column, 500 + static_cast<std::int64_t>(i));
  }
}

bool is_defaulted(const ThriftAccess& thrift, const Column& column) {
  return column.default_value || holds(thrift.defaulted, column.name);
}

Samples without_automatic(const Table& table, Samples samples) {
  for (const Column& column : table.columns)
    if (column.is_automatic()) samples.erase(column.name);
  return samples;
}

Sample other_sample(Suite& suite, const Column& column, const Value& now) {
  if (column.constrained) return sample_of(column, suite.tables().insert(column.references));
  Sample other = suite.tables().another(column);
  for (int i = 0; i < 2 && other.model == now; ++i) other = suite.tables().another(column);
  return other;
}

void expect_stamps(Suite& suite, const Table& table, const Value& key, Row& expected,
                   const std::string& what) {
  const std::optional<Row> row = suite.tables().find(table.name, key);
  for (const Column& column : table.columns) {
    if (column.version) expected[column.name] = expected.at(column.name).integer() + 1;
    if (!column.updated_at) continue;
    suite.expect(row && !(row->at(column.name) == expected.at(column.name)),
                 fmt::format("{}: {}.{} is as it was", what, table.name, column.name));
    expected.erase(column.name);
  }
}

Row expected_row(const Table& table, const Samples& samples) {
  return stored_row(without_automatic(table, samples));
}

void expect_row(Suite& suite, std::string_view table, const Value& key, const Row& expected,
                const std::string& what) {
  const std::string sql = fmt::format("{} [{}]", suite.tables().find_sql(table), key.shown());
  const std::optional<Row> row = suite.tables().find(table, key);
  if (!row) return suite.note(fmt::format("{}: there is no row, {}", what, sql));
  for (const auto& [column, value] : expected) {
    const Value& found = row->find(column)->second;
    if (!(found == value))
      suite.note(fmt::format("{}: {}.{} is {}, expected {}, {}", what, table, column, found.shown(),
                             value.shown(), sql));
  }
}

void expect_record(Suite& suite, const Model& model, const Record& record, const Samples& expected,
                   const std::string& what) {
  for (const ColumnAccess& access : model.columns) {
    const auto sample = expected.find(access.column);
    if (sample == expected.end()) continue;
    const Value found = access.get(record);
    if (!(found == sample->second.model))
      suite.note(fmt::format("{}: get_{}() of {} gives {}, expected {}, stored as {}", what,
                             access.column, model.table, found.shown(),
                             sample->second.model.shown(), sample->second.stored.shown()));
  }
}

void expect_unchanged(Suite& suite, const std::map<std::string, std::vector<Row>>& before,
                      const std::string& what) {
  const auto after = suite.tables().snapshot();
  for (const auto& [table, rows] : before) {
    const std::vector<Row>& now = after.at(table);
    if (now == rows) continue;
    if (now.size() != rows.size()) {
      suite.note(
          fmt::format("{}: {} has {} rows, and had {}", what, table, now.size(), rows.size()));
      continue;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (now[i] != rows[i])
        suite.note(fmt::format("{}: a row of {} is {}, and was {}", what, table, shown(now[i]),
                               shown(rows[i])));
    }
  }
}

void expect_error(Suite& suite, std::string_view kind, const std::function<void()>& work,
                  const std::string& what) {
  const std::string error = error_of(work);
  if (!error.starts_with(fmt::format("{}: ", kind)))
    suite.note(
        fmt::format("{}: expected {}, got {}", what, kind, error.empty() ? "no error" : error));
}

Values keys_of(const Model& model, const Records& records) {
  Values keys;
  for (const RecordPtr& record : records) keys.push_back(record ? model.key(*record) : Value());
  return keys;
}

Values keys_of(const Table& table, const std::vector<Row>& rows) {
  Values keys;
  for (const Row& row : rows) keys.push_back(row.at(table.primary_key.front()));
  return keys;
}

void expect_keys(Suite& suite, const Values& found, const Values& expected,
                 const std::string& what) {
  if (!(found == expected))
    suite.note(fmt::format("{}: the records' keys are {}, expected {}", what, shown(found),
                           shown(expected)));
}

void roll_back(Session& session, const std::function<void()>& work) {
  try {
    session.transaction([&] {
      work();
      throw RolledBack();
    });
  } catch (const RolledBack&) {
  }
}

std::size_t count_of(const std::vector<std::string>& statements, std::string_view word) {
  return static_cast<std::size_t>(
      std::count_if(statements.begin(), statements.end(),
                    [&](const std::string& statement) { return statement.starts_with(word); }));
}

}  // namespace thriftorm::testing
