// What cannot be stored: missing, too long, unknown, twice, none of a union or several.
#include <fmt/format.h>

#include "records.h"
#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {
namespace {

// What is left out of a new record must be missed.
void refuse_missing(Suite& suite, const Model& model, const Column& column) {
  const Table& table = suite.schema().table(model.table);
  const bool automatic = column.is_automatic() || column.nullable || column.default_value;
  if (automatic || model.column(column.name) == nullptr || table.group_of(column.name) != nullptr)
    return;
  Samples samples = suite.tables().fresh(model.table);
  samples.erase(column.name);
  const RecordPtr record = record_of(model, samples);
  const auto before = suite.tables().snapshot();
  const std::string what = place(model, column.name) + " left out";
  const std::string error = error_of([&] { model.insert(suite.session(), *record); });
  suite.expect(error.starts_with("InvalidData: ") || error.starts_with("ConstraintViolation: "),
               what + ": expected InvalidData, got " + (error.empty() ? "no error" : error));
  suite.expect(error.empty() || error.find(column.name) != std::string::npos,
               what + ": the error does not name it: " + error);
  expect_unchanged(suite, before, what);
}

// What a default stands for is stored where nothing is said.
void keep_default(Suite& suite, const Model& model, const Column& column) {
  if (!column.default_value) return;
  Samples samples = suite.tables().fresh(model.table);
  samples.erase(column.name);
  if (suite.schema().table(model.table).group_of(column.name) == nullptr) {
    const RecordPtr record = record_of(model, samples);
    model.insert(suite.session(), *record);
    expect_row(suite, model.table, model.key(*record), {{column.name, *column.default_value}},
               place(model, column.name) + " left out, by the model");
    suite.tables().erase(model.table, model.key(*record));
  }
  const Value key = suite.tables().insert(model.table, samples);
  expect_row(suite, model.table, key, {{column.name, *column.default_value}},
             place(model, column.name) + " left out, by SQL");
}

void refuse_values(Suite& suite, const Model& model, const Column& column) {
  const ColumnAccess* access = model.column(column.name);
  if (access == nullptr || access->set == nullptr || column.is_automatic()) return;
  for (const Value& value : refused_values(column)) {
    const std::string what = fmt::format("{} = {}", place(model, column.name), value.shown());
    const Samples samples = suite.tables().fresh(model.table);
    const RecordPtr record = record_of(model, samples);
    const auto before = suite.tables().snapshot();
    expect_error(
        suite, "InvalidData",
        [&] {
          access->set(*record, value);
          model.insert(suite.session(), *record);
        },
        what);
    expect_unchanged(suite, before, what);
  }
}

// A name or number in the database that the enum does not have.
void refuse_unknown_member(Suite& suite, const Model& model, const Column& column) {
  if (column.members.empty()) return;
  Samples samples = suite.tables().fresh(model.table);
  const Value unknown =
      column.type == Type::kVarchar ? Value("NOBODY") : refused_values(column).front();
  if (samples.at(column.name).model.is_null()) return;
  samples[column.name] = {unknown, unknown};
  const Value key = suite.tables().insert(model.table, samples);
  expect_error(
      suite, "InvalidData", [&] { model.find(suite.session(), key); },
      fmt::format("{} = {} in the database", place(model, column.name), unknown.shown()));
  suite.tables().erase(model.table, key);
}

void refuse_twice(Suite& suite, const Model& model, const Index& index) {
  const Table& table = suite.schema().table(model.table);
  const Samples first = suite.tables().fresh(model.table);
  Row same;
  for (const std::string& column : index.columns) {
    if (first.at(column).model.is_null()) return;
    same[column] = first.at(column).model;
  }
  suite.tables().insert(model.table, first);
  const std::string what = fmt::format("{} ({}) twice", table.name, fmt::join(index.columns, ", "));
  const Samples second = suite.tables().fresh(model.table, same);
  const RecordPtr record = record_of(model, second);
  const auto before = suite.tables().snapshot();
  try {
    model.insert(suite.session(), *record);
    suite.note(what + ": no error");
  } catch (const ConstraintViolation& error) {
    suite.expect(error.constraint_kind() == ConstraintKind::kUnique,
                 what + ": not a unique violation: " + error.what());
    suite.expect(error.details().table == table.name, what + ": the error is not of that table");
  }
  expect_unchanged(suite, before, what);
  if (index.columns.size() > 1) {
    Row partly = same;
    partly.erase(index.columns.front());
    const RecordPtr other = record_of(model, suite.tables().fresh(model.table, partly));
    model.insert(suite.session(), *other);
  }
}

// A union's columns by SQL, where no model looks at them: the database's own CHECK.
void refuse_by_sql(Suite& suite, const Model& model, const Samples& samples,
                   const std::string& what) {
  expect_error(
      suite, "ConstraintViolation", [&] { suite.tables().insert(model.table, samples); },
      what + ", by SQL");
}

void clear_group(const Group& group, Samples& samples) {
  for (const Variant& variant : group.variants)
    for (const std::string& column : variant.columns) samples[column] = {};
}

void refuse_group(Suite& suite, const Model& model, const Table& table, const Group& group) {
  const std::string name = place(model, group.name);
  Samples samples = suite.tables().fresh(model.table);
  clear_group(group, samples);
  if (group.is_union && group.required) {
    if (!group.fallback) refuse_by_sql(suite, model, samples, name + " with no variant");
    const RecordPtr record = record_of(model, samples);
    const auto before = suite.tables().snapshot();
    expect_error(
        suite, "InvalidData", [&] { model.insert(suite.session(), *record); },
        name + " with no variant");
    expect_unchanged(suite, before, name + " with no variant");
  }
  for (std::size_t i = 0; group.is_union && i + 1 < group.variants.size(); ++i) {
    clear_group(group, samples);
    fill_variant(suite, table, group.variants[i], samples);
    fill_variant(suite, table, group.variants[i + 1], samples);
    refuse_by_sql(
        suite, model, samples,
        fmt::format("{} with {} and {}", name, group.variants[i].name, group.variants[i + 1].name));
  }
  if (!group.is_union && group.required) return;
  for (const Variant& variant : group.variants) {
    if (variant.required.size() < 2) continue;
    for (const std::string& left_out : variant.required) {
      clear_group(group, samples);
      fill_variant(suite, table, variant, samples);
      samples[left_out] = {};
      refuse_by_sql(suite, model, samples, fmt::format("{} without {}", name, left_out));
    }
  }
}

// One variant in place of another, in the record that was inserted or in one that was found.
void change_variant(Suite& suite, const Model& model, const Group& group, const Variant& from,
                    const Variant& to, bool is_found) {
  const Table& table = suite.schema().table(model.table);
  Samples samples = suite.tables().fresh(model.table);
  clear_group(group, samples);
  fill_variant(suite, table, from, samples);
  const std::string what =
      fmt::format("{}: {} in place of {}", place(model, group.name), to.name, from.name);
  RecordPtr record = record_of(model, samples);
  model.insert(suite.session(), *record);
  if (is_found) record = model.find(suite.session(), model.key(*record));
  clear_group(group, samples);
  fill_variant(suite, table, to, samples);
  Samples change;
  for (const std::string& column : to.columns) change[column] = samples.at(column);
  apply(model, *record, change);
  expect_record(suite, model, *record, without_automatic(table, samples), what);
  model.save(suite.session(), *record);
  expect_row(suite, model.table, model.key(*record), expected_row(table, samples), what);
}

void change_variants(Suite& suite, const Model& model, const Group& group) {
  for (const Variant& from : group.variants) {
    for (const Variant& to : group.variants) {
      if (&from == &to) continue;
      for (const bool is_found : {false, true})
        change_variant(suite, model, group, from, to, is_found);
    }
  }
}

// Setting a variant to nothing leaves the one that is set.
void unset_other_variants(Suite& suite, const Model& model, const Table& table,
                          const Group& group) {
  for (const Variant& set : group.variants) {
    Samples samples = suite.tables().fresh(model.table);
    clear_group(group, samples);
    fill_variant(suite, table, set, samples);
    const Value key = suite.tables().insert(model.table, samples);
    for (const Variant& other : group.variants) {
      const ColumnAccess* access = model.column(other.columns.front());
      if (&other == &set || access == nullptr || access->set == nullptr) continue;
      const std::string what = fmt::format("{}: {} set to nothing beside {}",
                                           place(model, group.name), other.name, set.name);
      const RecordPtr record = model.find(suite.session(), key);
      if (!record) return suite.note(what + ": the record is not found");
      access->set(*record, {});
      expect_record(suite, model, *record, samples, what);
      suite.expect(!record->is_dirty(), what + ": the record is dirty");
    }
  }
}

// What takes the only variant away leaves none.
void take_variant_away(Suite& suite, const Model& model, const Table& table, const Group& group) {
  for (const Variant& variant : group.variants) {
    const ColumnAccess* access = model.column(variant.columns.front());
    if (variant.columns.size() > 1 || access == nullptr || access->set == nullptr) continue;
    Samples samples = suite.tables().fresh(model.table);
    clear_group(group, samples);
    fill_variant(suite, table, variant, samples);
    const Value key = suite.tables().insert(model.table, samples);
    const RecordPtr record = model.find(suite.session(), key);
    access->set(*record, {});
    const std::string what =
        fmt::format("{} without its {}", place(model, group.name), variant.name);
    expect_error(
        suite, "InvalidData", [&] { model.save(suite.session(), *record); }, what);
    expect_row(suite, model.table, key, expected_row(table, samples), what);
  }
}

void set_as_union(Suite& suite, const Model& model, const Table& table, const Group& group,
                  const UnionAccess& access) {
  for (const Variant& variant : group.variants) {
    Samples samples = suite.tables().fresh(model.table);
    clear_group(group, samples);
    Samples without = samples;
    for (const Variant& each : group.variants)
      for (const std::string& column : each.columns) without.erase(column);
    fill_variant(suite, table, variant, samples);
    Row values;
    for (const std::string& column : variant.columns) values[column] = samples.at(column).model;
    const std::string what =
        fmt::format("set_{}() of {} with {}", group.name, table.name, variant.name);
    const RecordPtr record = record_of(model, without);
    access.set(*record, values);
    expect_record(suite, model, *record, without_automatic(table, samples), what);
    model.insert(suite.session(), *record);
    expect_row(suite, model.table, model.key(*record), expected_row(table, samples), what);
    const Row read = access.get(*record);
    suite.expect(read == values, fmt::format("get_{}() of {} gives {}, expected {}", group.name,
                                             table.name, shown(read), shown(values)));
  }
  for (std::size_t i = 0; i + 1 < group.variants.size(); ++i) {
    Row several;
    for (const Variant* variant : {&group.variants[i], &group.variants[i + 1]})
      for (const std::string& column : variant->columns)
        several[column] = ordinary_sample(table.column(column), 7).model;
    const RecordPtr record = model.make();
    expect_error(
        suite, "InvalidData", [&] { access.set(*record, several); },
        fmt::format("set_{}() of {} with two variants", group.name, table.name));
  }
  for (const auto& [member, set_member] : access.forbidden) {
    const RecordPtr record = model.make();
    expect_error(
        suite, "InvalidData", [&] { set_member(*record); },
        fmt::format("set_{}() of {} with {}, which has no column", group.name, table.name, member));
  }
  if (group.required) {
    const RecordPtr record = model.make();
    expect_error(
        suite, "InvalidData", [&] { access.set(*record, {}); },
        fmt::format("set_{}() of {} with no variant", group.name, table.name));
  }
}

}  // namespace

void check_refusals(Suite& suite, const Model& model) {
  const Table& table = suite.schema().table(model.table);
  for (const Column& column : table.columns) {
    suite.session().begin();
    refuse_missing(suite, model, column);
    keep_default(suite, model, column);
    refuse_values(suite, model, column);
    refuse_unknown_member(suite, model, column);
    suite.session().rollback();
  }
  for (const Index& index : table.indexes)
    if (index.unique) refuse_twice(suite, model, index);
  const RecordPtr unsaved = model.make();
  expect_error(
      suite, "UnsavedRecord", [&] { model.destroy(suite.session(), *unsaved); },
      model.table + ": destroying what is not stored");
  expect_error(
      suite, "UnsavedRecord", [&] { model.reload(suite.session(), *unsaved); },
      model.table + ": reloading what is not stored");
}

void check_unions(Suite& suite, const Model& model) {
  const Table& table = suite.schema().table(model.table);
  for (const Group& group : table.groups) {
    refuse_group(suite, model, table, group);
    suite.session().begin();
    if (group.is_union) change_variants(suite, model, group);
    if (group.is_union) unset_other_variants(suite, model, table, group);
    if (group.is_union && group.required) take_variant_away(suite, model, table, group);
    for (const UnionAccess& access : model.unions)
      if (access.group == group.name && group.is_union)
        set_as_union(suite, model, table, group, access);
    suite.session().rollback();
  }
}

}  // namespace thriftorm::testing
