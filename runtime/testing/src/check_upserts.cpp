// Records that are stored over the rows that have the same value in a unique column.
#include <fmt/format.h>

#include "records.h"
#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {
namespace {

// Whether rows can be told apart by the column.
bool can_upsert(const Table& table, const std::string& name) {
  const Type type = table.column(name).type;
  if (is_binary(type) || type == Type::kDouble) return false;
  return name == table.key().name || is_unique_alone(table, name);
}

void refuse_upsert(Suite& suite, const Model& model, const UpsertAccess& access) {
  Records records;
  records.push_back(record_of(model, suite.tables().fresh(model.table)));
  const auto before = suite.tables().snapshot();
  const std::string what =
      place(model, access.column) + ", which does not tell rows apart: upsert_all()";
  expect_error(
      suite, "UsageError", [&] { access.upsert(suite.session(), records); }, what);
  expect_unchanged(suite, before, what);
}

// One record whose row is there, one whose row is not, and a row that nobody means.
void upsert(Suite& suite, const Model& model, const UpsertAccess& access) {
  Tables& tables = suite.tables();
  const Table& table = suite.schema().table(model.table);
  const bool by_key = access.column == table.key().name;
  const Column& column = table.column(access.column);
  // Of a union it may be another column's turn.
  Row given;
  if (table.group_of(column.name) != nullptr && !column.constrained)
    given[column.name] = tables.another(column).model;
  const Samples there = tables.fresh(table.name, given);
  const Value key = tables.insert(table.name, there);
  const Value same = by_key ? key : there.at(access.column).model;
  if (same.is_null()) return;
  const Value stranger = tables.insert(table.name);
  const std::optional<Row> kept = tables.find(table.name, stranger);
  Samples over = tables.fresh(table.name, {{column.name, same}});
  over[column.name] = sample_of(column, same);  // a key that is made is not among them
  Samples fresh = tables.fresh(table.name);
  if (by_key && table.key().generated) fresh[column.name] = tables.another(column);
  // What the models fill in is not taken over.
  Row over_row = expected_row(table, over);
  for (const Column& each : table.columns)
    if (each.is_automatic() && !each.generated) over_row[each.name] = there.at(each.name).stored;
  over_row[table.key().name] = key;
  const std::string what = "upsert_all() by " + place(model, access.column);

  Records records;
  records.push_back(record_of(model, over));
  records.push_back(record_of(model, fresh));
  const std::int64_t count = tables.count(table.name);
  access.upsert(suite.session(), records);
  suite.expect(tables.count(table.name) == count + 1,
               fmt::format("{}: {} rows more, expected 1", what, tables.count(table.name) - count));
  expect_stamps(suite, table, key, over_row, what);
  expect_row(suite, table.name, key, over_row, what + ", of a row that is there");
  expect_row(suite, table.name, model.key(*records.back()), expected_row(table, fresh),
             what + ", of a new row");
  expect_row(suite, table.name, stranger, *kept, what + ", of another row");
  expect_keys(suite, {model.key(*records.front())}, {key}, what);
}

}  // namespace

void check_upserts(Suite& suite, const Model& model) {
  const Table& table = suite.schema().table(model.table);
  for (const UpsertAccess& access : model.upserts) {
    suite.as_far_as_there_is_room([&] {
      if (can_upsert(table, access.column)) upsert(suite, model, access);
      else refuse_upsert(suite, model, access);
    });
  }
}

}  // namespace thriftorm::testing
