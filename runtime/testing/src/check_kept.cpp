// What a Thrift object does not say stays as it is, where that is asked for.
#include <fmt/format.h>

#include <algorithm>

#include "records.h"
#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {
namespace {

using Kind = EmbeddedField::Kind;

// Rows that the record has in its fields, so that there is something to keep.
void add_rows(Suite& suite, const EmbeddedField& field, const Value& key) {
  if (field.kind == Kind::kParent) return;
  if (field.link.empty()) {
    suite.tables().insert(field.table, Row{{field.column, key}});
    return;
  }
  const Value row = suite.tables().insert(field.table);
  suite.tables().insert(field.link, Row{{field.column, key}, {field.link_column, row}});
}

// Thrift counts an optional field with a default as set.
void leave_out(const Table& table, const ThriftAccess& thrift, Object& object) {
  for (const std::string& name : thrift.unsettable) {
    const auto column = std::find_if(table.columns.begin(), table.columns.end(),
                                     [&](const Column& each) { return each.name == name; });
    if (column == table.columns.end()) object.embedded.erase(name);
    else if (!column->version && !is_defaulted(thrift, *column)) object.values.erase(name);
  }
}

}  // namespace

void check_kept(Suite& suite, const Model& model) {
  const ThriftAccess& thrift = *model.thrift;
  const Table& table = suite.schema().table(model.table);
  const Value key = suite.tables().insert(model.table);
  for (const EmbeddedField& field : thrift.fields) add_rows(suite, field, key);
  const RecordPtr record = model.find(suite.session(), key);
  if (!record) return suite.note(model.table + " is not found");
  Object object = thrift.give(suite.session(), *record);
  leave_out(table, thrift, object);
  const auto before = suite.tables().snapshot();
  thrift.take(*record, object, true);
  model.save(suite.session(), *record);
  expect_unchanged(suite, before, model.table + " of an object that says nothing, with kKeep");
}

}  // namespace thriftorm::testing
