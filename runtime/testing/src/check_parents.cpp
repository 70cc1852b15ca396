// The record that a key column names.
#include <fmt/format.h>

#include <stdexcept>

#include "records.h"
#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {
namespace {

const ParentAccess& find_parent(const Model& model, std::string_view name) {
  for (const ParentAccess& parent : model.parents)
    if (parent.name == name) return parent;
  throw std::logic_error("no parent " + std::string(name));
}

class ParentCheck {
 public:
  ParentCheck(Suite& suite, const Model& model, const ParentAccess& parent)
      : suite_(suite),
        model_(model),
        parent_(parent),
        target_(parent.target()),
        table_(suite.schema().table(model.table)),
        column_(table_.column(parent.column)),
        what_(place(model, parent.name)) {}

  void run() {
    read();
    load(parent_.select, "select_related");
    load(parent_.prefetch, "prefetch_related");
    if (parent_.set != nullptr) give();
    if (parent_.set != nullptr) roll_back_given();
    if (parent_.set != nullptr) give_another_variant();
    if (parent_.clear != nullptr) clear();
  }

 private:
  RecordPtr child(const Value& key) { return stored_record(suite_, model_, {{column_.name, key}}); }
  void expect_parent(const Record* parent, const Value& key, const std::string& what) {
    suite_.expect_equal(parent == nullptr ? Value() : target_.key(*parent), key, what);
  }
  void expect_key(const Record& record, const Value& key, const std::string& what) {
    expect_row(suite_, model_.table, model_.key(record), {{column_.name, key}}, what);
  }

  void read() {
    const Value first = suite_.tables().insert(target_.table);
    const Value second = suite_.tables().insert(target_.table);
    const RecordPtr record = child(second);
    expect_parent(parent_.get(suite_.session(), *record).get(), second, "get_" + what_);
    expect_parent(parent_.get(suite_.session(), *child(first)).get(), first, "get_" + what_);
    if (!column_.constrained) {
      suite_.tables().erase(target_.table, second);
      expect_parent(parent_.get(suite_.session(), *record).get(), {},
                    "get_" + what_ + ", whose row is gone");
    }
    if (!column_.nullable || !can_be_null()) return;
    const RecordPtr none = child({});
    const auto sent = suite_.sent([&] {
      expect_parent(parent_.get(suite_.session(), *none).get(), {}, "get_" + what_ + " for NULL");
    });
    suite_.expect(sent.empty(), "get_" + what_ + " for NULL sends a statement");
  }

  // Some alternative must be there if this one is not.
  bool can_be_null() const {
    const Group* group = table_.group_of(column_.name);
    return group == nullptr || group->variants.size() > 1 || !group->required;
  }

  void load(Records (*loading)(Session&), const std::string& how) {
    if (loading == nullptr) return;
    suite_.tables().clear();
    const Value first = suite_.tables().insert(target_.table);
    const Value second = suite_.tables().insert(target_.table);
    for (const Value& key : {second, first}) child(key);
    if (!table_.is_unique(column_.name)) child(second);
    if (column_.nullable && can_be_null()) child({});
    Records records;
    const auto sent = suite_.sent([&] { records = loading(suite_.session()); });
    const std::string what = how + " of " + what_;
    suite_.expect(sent.size() == (how == "select_related" ? 1 : 2),
                  fmt::format("{} sends {} statements", what, sent.size()));
    for (const RecordPtr& record : records) {
      // Parents of the same table are among what is asked for.
      const Value key = model_.column(column_.name)->get(*record);
      if (key.is_null() || !suite_.tables().find(target_.table, key)) continue;
      expect_parent(parent_.loaded(*record), key, what);
      const Record* row = parent_.loaded(*record);
      if (row == nullptr) continue;
      const RecordPtr lazy = parent_.get(suite_.session(), *record);
      for (const ColumnAccess& access : target_.columns)
        if (lazy)
          suite_.expect_equal(access.get(*row), access.get(*lazy), what + ", " + access.column);
    }
    for (const RecordPtr& record : records) {
      if (model_.column(column_.name)->get(*record).is_null())
        suite_.expect(parent_.loaded(*record) == nullptr, what + " gives a record for NULL");
    }
  }

  // The columns of the group that the key is one of, if there is one, as they are once it is set.
  Samples without_key(const Value& key) {
    Samples samples = suite_.tables().fresh(model_.table, {{column_.name, key}});
    samples.erase(column_.name);
    return samples;
  }

  void give() {
    // A new one is saved before, and its key goes into the column.
    const Samples parent_values = suite_.tables().fresh(target_.table);
    const RecordPtr parent = record_of(target_, parent_values);
    const Value there = suite_.tables().insert(target_.table);
    const RecordPtr record = record_of(model_, without_key(there));
    const bool own_key = !suite_.schema().table(target_.table).key().generated;
    if (!own_key) {
      const std::int64_t rows = suite_.tables().count(target_.table);
      parent_.set(*record, *target_.copy(*parent));
      model_.insert(suite_.session(), *record);
      suite_.expect(suite_.tables().count(target_.table) >= rows + 1,
                    what_ + ": a new record that was given is not stored");
      const std::optional<Row> row = suite_.tables().find(model_.table, model_.key(*record));
      const Value key = row ? row->at(column_.name) : Value();
      suite_.expect(!key.is_null(),
                    what_ + ": the key of a new record that was given is not stored");
      if (!key.is_null())
        expect_row(suite_, target_.table, key,
                   expected_row(suite_.schema().table(target_.table), parent_values),
                   what_ + ", new, given and saved");
      const auto sent = suite_.sent([&] { model_.save(suite_.session(), *record); });
      suite_.expect(sent.empty(),
                    what_ + ": saving again sends " + fmt::to_string(fmt::join(sent, "; ")));
    }
    // Stored ones change places.
    const RecordPtr stored = child(there);
    const Value next = suite_.tables().insert(target_.table);
    const RecordPtr next_parent = target_.find(suite_.session(), next);
    parent_.set(*stored, *next_parent);
    suite_.expect_equal(model_.column(column_.name)->get(*stored), next, what_ + " given");
    suite_.expect(stored->is_dirty(), what_ + " given: the record is not dirty");
    model_.save(suite_.session(), *stored);
    expect_key(*stored, next, what_ + " given and saved");
    // A variant in place of another.
    const Group* group = table_.group_of(column_.name);
    if (group == nullptr || group->variants.size() < 2) return;
    const RecordPtr other = child({});
    parent_.set(*other, *target_.find(suite_.session(), there));
    model_.save(suite_.session(), *other);
    Row expected{{column_.name, there}};
    for (const Variant& variant : group->variants)
      for (const std::string& column : variant.columns)
        if (column != column_.name) expected[column] = {};
    expect_row(suite_, model_.table, model_.key(*other), expected,
               what_ + " in place of another variant");
  }

  void roll_back_given() {
    if (!suite_.schema().table(target_.table).key().generated) return;
    const Value there = suite_.tables().insert(target_.table);
    const RecordPtr record = child(there);
    const RecordPtr parent = record_of(target_, suite_.tables().fresh(target_.table));
    parent_.set(*record, *parent);
    const Value given = model_.column(column_.name)->get(*record);
    const auto before = suite_.tables().snapshot();
    roll_back(suite_.session(), [&] { model_.save(suite_.session(), *record); });
    suite_.expect_equal(model_.column(column_.name)->get(*record), given,
                        what_ + " given and rolled back: its key in the record");
    expect_unchanged(suite_, before, what_ + " given and rolled back");
    suite_.expect(record->is_dirty(), what_ + " given and rolled back: the record is clean");
    model_.save(suite_.session(), *record);
    const std::optional<Row> row = suite_.tables().find(model_.table, model_.key(*record));
    const Value key = row ? row->at(column_.name) : Value();
    suite_.expect(
        !(key == there) && !key.is_null() && suite_.tables().find(target_.table, key),
        fmt::format("{} given, rolled back and saved again: the key is {}", what_, key.shown()));
    // What was given while nothing is saved alone is still there.
    const RecordPtr alone = child(there);
    parent_.set(*alone, *target_.find(suite_.session(), there));
    suite_.expect(!alone->is_dirty(), what_ + ": giving the one that it has makes it dirty");
  }

  // Of two parents that are given as variants of one union the later counts, also after a rollback.
  void give_another_variant() {
    const Group* group = table_.group_of(column_.name);
    if (group == nullptr || !suite_.schema().table(target_.table).key().generated) return;
    for (const ParentAccess& other : model_.parents) {
      if (other.set == nullptr || other.column == column_.name ||
          table_.group_of(other.column) != group)
        continue;
      const Model& other_target = other.target();
      const std::string what = fmt::format("{} in place of {}", what_, other.name);
      const RecordPtr record = child(suite_.tables().insert(target_.table));
      const auto give_both = [&] {
        other.set(*record, *record_of(other_target, suite_.tables().fresh(other_target.table)));
        parent_.set(*record, *record_of(target_, suite_.tables().fresh(target_.table)));
      };
      if (!suite_.schema().table(other_target.table).key().generated) continue;
      give_both();
      model_.save(suite_.session(), *record);
      expect_alone(*record, *group, what);
      // Saved as the one, rolled back, and meanwhile given the other.
      const RecordPtr later = child(suite_.tables().insert(target_.table));
      other.set(*later, *record_of(other_target, suite_.tables().fresh(other_target.table)));
      const Value next = suite_.tables().insert(target_.table);
      roll_back(suite_.session(), [&] {
        model_.save(suite_.session(), *later);
        parent_.set(*later, *target_.find(suite_.session(), next));
      });
      model_.save(suite_.session(), *later);
      expect_alone(*later, *group, what + ", after a rollback");
      expect_key(*later, next, what + ", after a rollback");
    }
  }

  // No column of the group but this one has a value.
  void expect_alone(const Record& record, const Group& group, const std::string& what) {
    const std::optional<Row> row = suite_.tables().find(model_.table, model_.key(record));
    if (!row) return suite_.note(what + ": there is no row");
    for (const Variant& variant : group.variants)
      for (const std::string& column : variant.columns)
        suite_.expect(
            row->at(column).is_null() == (column != column_.name),
            fmt::format("{}: {}.{} is {}", what, model_.table, column, row->at(column).shown()));
  }

  void clear() {
    const RecordPtr record = child(suite_.tables().insert(target_.table));
    const Group* group = table_.group_of(column_.name);
    if (group != nullptr && group->required) return;
    parent_.clear(*record);
    model_.save(suite_.session(), *record);
    expect_key(*record, {}, what_ + " taken away");
  }

  Suite& suite_;
  const Model& model_;
  const ParentAccess& parent_;
  const Model& target_;
  const Table& table_;
  const Column& column_;
  const std::string what_;
};

}  // namespace

void check_parent(Suite& suite, const Model& model, std::string_view relation) {
  ParentCheck(suite, model, find_parent(model, relation)).run();
}

void check_chooser(Suite& suite, const Model& model, std::string_view name) {
  const Table& table = suite.schema().table(model.table);
  for (const ChooserAccess& chooser : model.choosers) {
    if (chooser.name != name) continue;
    for (std::size_t i = 0; i < chooser.choices.size(); ++i) {
      const auto& [column, target] = chooser.choices[i];
      const Value key = suite.tables().insert(target);
      Row given{{column, key}};
      // Those before it are not set; those behind it are.
      for (std::size_t j = 0; j < chooser.choices.size(); ++j) {
        if (j < i && table.column(chooser.choices[j].first).nullable)
          given[chooser.choices[j].first] = {};
        if (j > i && table.group_of(column) == nullptr)
          given[chooser.choices[j].first] = suite.tables().insert(chooser.choices[j].second);
      }
      const RecordPtr record = stored_record(suite, model, given);
      const auto [alternative, found] = chooser.get(suite.session(), *record);
      const std::string what = fmt::format("get_{} by {}", place(model, name), column);
      suite.expect(alternative == i + 1,
                   fmt::format("{}: alternative {}, expected {}", what, alternative, i + 1));
      suite.expect_equal(found, key, what);
      if (table.column(column).constrained) continue;
      suite.tables().erase(target, key);
      suite.expect(chooser.get(suite.session(), *record).first == 0, what + ", whose row is gone");
    }
  }
}

}  // namespace thriftorm::testing
