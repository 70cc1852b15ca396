// Rows that are changed and erased by queries, without records.
#include <fmt/format.h>

#include "records.h"
#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {
namespace {

void update_found(Suite& suite, const Model& model, const ChangeAccess& change) {
  Tables& tables = suite.tables();
  const Table& table = suite.schema().table(model.table);
  const Column& changed = table.column(change.column);
  if (distinct_values(changed) == 1) return;
  const Samples there = tables.fresh(table.name);
  const Value key = tables.insert(table.name, there);
  const Value stranger = tables.insert(table.name);
  const std::optional<Row> kept = tables.find(table.name, stranger);
  const Sample other = other_sample(suite, changed, there.at(changed.name).model);

  const std::string what = fmt::format("update({})", place(model, changed.name));
  const std::uint64_t count = change.update(suite.session(), key, other.model);
  suite.expect(count == 1, fmt::format("{} counts {} rows, expected 1", what, count));
  Row expected = stored_row(there);
  expected[changed.name] = other.stored;
  expect_stamps(suite, table, key, expected, what);
  expect_row(suite, table.name, key, expected, what);
  expect_row(suite, table.name, stranger, *kept, what + ", of another row");
}

void erase_found(Suite& suite, const Model& model) {
  Tables& tables = suite.tables();
  const Value key = tables.insert(model.table);
  const Value stranger = tables.insert(model.table);
  const std::uint64_t count = model.erase_found(suite.session(), key);
  const std::string what = "erase() of a query for " + model.table;
  suite.expect(count == 1, fmt::format("{} counts {} rows, expected 1", what, count));
  suite.expect(!tables.find(model.table, key), what + ": the row is still there");
  suite.expect(tables.find(model.table, stranger).has_value(), what + ": another row is gone");
}

}  // namespace

void check_changes(Suite& suite, const Model& model) {
  for (const ChangeAccess& change : model.changes)
    suite.as_far_as_there_is_room([&] { update_found(suite, model, change); });
  suite.as_far_as_there_is_room([&] { erase_found(suite, model); });
}

}  // namespace thriftorm::testing
