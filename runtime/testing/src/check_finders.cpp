// What finds rows by a column's value.
#include <fmt/format.h>

#include <algorithm>

#include "records.h"
#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {
namespace {

constexpr int kMostTries = 8;

// A value for a key column that a row is found by.
Value value_to_find(Suite& suite, const Column& column) {
  if (column.constrained) return suite.tables().insert(column.references);
  return suite.tables().another(column).model;
}

Values keys_with(Suite& suite, const Table& table, const Column& column, const Value& value) {
  return keys_of(table, suite.tables().where(table.name, column.name, stored_value(column, value)));
}

// Adds rows until so many have this value.
void add_rows(Suite& suite, const Table& table, const Column& column, const Value& value,
              std::size_t count) {
  suite.as_far_as_there_is_room([&] {
    for (std::size_t i = keys_with(suite, table, column, value).size(); i < count; ++i)
      suite.tables().insert(table.name, Row{{column.name, value}});
  });
}

// Another value to find rows by; the same: the column has no other.
Value other_value(Suite& suite, const Column& column, const Value& value) {
  Value other = value_to_find(suite, column);
  for (std::int64_t i = 1; i < distinct_values(column) && i < kMostTries && other == value; ++i)
    other = value_to_find(suite, column);
  return other;
}

}  // namespace

void check_finders(Suite& suite, const Model& model) {
  const Table& table = suite.schema().table(model.table);
  suite.session().begin();
  const Samples samples = suite.tables().fresh(model.table);
  const Value key = suite.tables().insert(model.table, samples);
  suite.tables().insert(model.table);
  const RecordPtr found = model.find(suite.session(), key);
  suite.expect(found != nullptr, model.table + ": find() gives nothing for a row that is there");
  if (found) expect_record(suite, model, *found, samples, model.table + " found");
  const Value unknown = table.key().type == Type::kVarchar ? Value("?") : Value(123'456);
  const auto sent = suite.sent([&] {
    suite.expect(model.find(suite.session(), unknown) == nullptr,
                 model.table + ": find() gives a row for a key that there is not");
  });
  suite.expect(sent.size() == 1, model.table + ": find() sends several statements");

  for (const FinderAccess& finder : model.finders) {
    const Column& column = table.column(finder.column);
    const std::string what = fmt::format("find_by_{}() of {}", finder.column, model.table);
    const bool unique =
        std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
          return index.unique && index.columns == std::vector<std::string>{column.name};
        });
    const Value value = value_to_find(suite, column);
    add_rows(suite, table, column, value, unique ? 1 : 3);
    const Value theirs = other_value(suite, column, value);
    add_rows(suite, table, column, theirs, unique ? 1 : 2);
    const Values mine = keys_with(suite, table, column, value);
    const Values strangers = keys_with(suite, table, column, theirs);
    Records records = finder.find(suite.session(), value);
    expect_keys(suite, keys_of(model, records), mine, what);
    for (const RecordPtr& record : records) {
      const std::optional<Row> row = suite.tables().find(model.table, model.key(*record));
      for (const ColumnAccess& access : model.columns) {
        if (!row) continue;
        const Value stored = stored_value(table.column(access.column), access.get(*record));
        suite.expect_equal(stored, row->at(access.column), what + ", " + access.column);
      }
    }
    if (!(theirs == value))
      expect_keys(suite, keys_of(model, finder.find(suite.session(), theirs)), strangers, what);
    if (column.members.empty() && column.type != Type::kBool) {
      const bool text = column.type == Type::kVarchar;
      const Value nobody = !column.constrained ? ordinary_sample(column, 777'777'777).model
                           : text              ? Value("?")
                                               : Value(123'456);
      if (keys_with(suite, table, column, nobody).empty())
        expect_keys(suite, keys_of(model, finder.find(suite.session(), nobody)), {},
                    what + " for a value that no row has");
    }
  }
  suite.session().rollback();
}

void check_queries(Suite& suite, const Model& model) {
  const Table& table = suite.schema().table(model.table);
  suite.session().begin();
  for (int i = 0; i < 4; ++i) suite.tables().insert(model.table);
  const std::vector<Row> rows = suite.tables().all(model.table);
  Records all = model.all(suite.session());
  expect_keys(suite, keys_of(model, all), keys_of(table, rows), "query() of " + model.table);
  for (const ColumnAccess& access : model.columns) {
    if (access.equal == nullptr) continue;
    for (const RecordPtr& record : all) {
      const Value value = access.get(*record);
      if (value.is_null()) continue;
      Values expected;
      for (const Row& row : rows)
        if (row.at(access.column) == stored_value(table.column(access.column), value))
          expected.push_back(row.at(table.key().name));
      expect_keys(
          suite, keys_of(model, access.equal(suite.session(), value)), expected,
          fmt::format("query().where({} == {})", place(model, access.column), value.shown()));
    }
  }
  suite.session().rollback();
}

}  // namespace thriftorm::testing
