// Random Thrift objects: stored, looked at by SQL, and read again.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "random_objects.h"
#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {
namespace {

using Kind = EmbeddedField::Kind;

// The record that embeds another one, as that one's row names it.
struct Above {
  std::string column;  // of the row, with the key; empty: a pivot's row has it
  std::string pivot;
  std::string pivot_column;
  Value key;
};

class ThriftCheck {
 public:
  ThriftCheck(Suite& suite, const Model& model) : suite_(suite), model_(model), random_(suite) {}

  void run() {
    for (int i = 0; i < 4; ++i) live();
    page();
    for (const std::string& column : model_.thrift->columns) unset(column);
    for (const std::string& column : model_.thrift->columns) take_extremes(column);
  }

 private:
  const Table& table_of(const Model& model) const { return suite_.schema().table(model.table); }

  // Whether rows that belong to a record can be made to belong to it no more.
  bool may_leave(const EmbeddedField& field) const {
    if (field.kind == Kind::kParent) return true;
    const auto& rules = table_of(model_).on_destroy;
    return std::none_of(rules.begin(), rules.end(), [&](const DestroyRule& rule) {
      return rule.kind == DestroyRule::Kind::kRefuse && rule.table == field.table &&
             rule.column == field.column;
    });
  }

  // One object's life: stored, read, replaced by another one, read.
  RecordPtr live() {
    const Object first = random_.object(model_);
    const RecordPtr record = model_.make();
    model_.thrift->take(*record, first, false);
    set_hidden_columns(*record);
    model_.insert(suite_.session(), *record);
    check(*record, first, "from_thrift() and insert()");
    RecordPtr found = model_.find(suite_.session(), model_.key(*record));
    if (!found) throw std::runtime_error(model_.table + " is not found");
    Object second = random_.object(model_);
    const Object now = model_.thrift->give(suite_.session(), *found);
    // What is not said is left alone; here all is said.
    for (const EmbeddedField& field : model_.thrift->fields) {
      if (!may_leave(field) && now.field(field.name) != nullptr)
        second.embedded[field.name] = *now.field(field.name);
      else if (field.kind == Kind::kList || field.kind == Kind::kMap)
        second.embedded.try_emplace(field.name);
      else if (field.kind == Kind::kKeys && random_.always_owned(field))
        second.embedded[field.name] =
            random_.keyed_rows(field, {{field.column, model_.key(*found)}});
      else if (field.kind != Kind::kOwner && !second.embedded.contains(field.name) &&
               first.embedded.contains(field.name)) {
        const Objects* before = now.field(field.name);
        if (before != nullptr && !before->empty()) second.embedded[field.name] = {before->front()};
      }
    }
    const auto key = first.values.find(table_of(model_).key().name);
    if (key != first.values.end()) second.values[key->first] = key->second;
    keep_version(*found, second);
    model_.thrift->take(*found, second, false);
    model_.save(suite_.session(), *found);
    check(*found, second, "from_thrift() and save() of a stored record");
    return found;
  }

  // The object says which version of the row it was made of.
  void keep_version(const Record& record, Object& object) {
    for (const std::string& name : model_.thrift->columns)
      if (table_of(model_).column(name).version)
        object.values[name] = model_.column(name)->get(record);
  }

  // What the struct does not have, and a row needs.
  void set_hidden_columns(Record& record) {
    const Table& table = table_of(model_);
    Samples hidden = suite_.tables().fresh(model_.table);
    for (const Column& column : table.columns) {
      const bool seen =
          holds(model_.thrift->columns, column.name) ||
          std::any_of(model_.thrift->fields.begin(), model_.thrift->fields.end(),
                      [&](const EmbeddedField& field) {
                        return field.kind == Kind::kParent && field.column == column.name;
                      });
      if (seen || column.nullable || column.is_automatic()) hidden.erase(column.name);
    }
    apply(model_, record, hidden);
  }

  void check(const Record& record, const Object& sent, const std::string& how) {
    const std::string what =
        fmt::format("{} of {} (THRIFTORM_TEST_SEED={})", how, model_.table, suite_.seed());
    const Value key = model_.key(record);
    check_rows(model_, key, sent, nullptr, what);
    const RecordPtr found = model_.find(suite_.session(), key);
    if (!found) return suite_.note(what + ": it is not found");
    const Object given = model_.thrift->give(suite_.session(), *found);
    compare(model_, sent, given, nullptr, what + ", to_thrift()");
    for (const auto& [name, compute] : model_.thrift->computed)
      suite_.expect_equal(value_at(given.values, name), compute(*found), what + ", " + name);
    if (model_.thrift->tell == nullptr) return;
    const std::optional<Object> told = model_.thrift->tell(suite_.session(), *found);
    if (!told) return suite_.note(what + ", into_thrift(): a failure");
    compare(model_, sent, *told, nullptr, what + ", into_thrift()");
  }

  // What a column must hold.
  Row expected_values(const Model& model, const Object& sent, const Above* above) {
    const Table& table = table_of(model);
    Row expected;
    for (const std::string& name : model.thrift->columns) {
      const Column& column = table.column(name);
      const auto given = sent.values.find(name);
      if (column.is_automatic() && name != table.key().name) continue;
      if (given != sent.values.end()) expected[name] = given->second;
      else if (above != nullptr && above->column == name) expected[name] = above->key;
      else if (column.nullable && !column.is_automatic()) expected[name] = {};
    }
    if (above != nullptr && !above->column.empty() && table.group_of(above->column) == nullptr)
      expected[above->column] = above->key;
    return expected;
  }

  void check_rows(const Model& model, const Value& key, const Object& sent, const Above* above,
                  const std::string& what) {
    const Table& table = table_of(model);
    Row expected;
    for (const auto& [name, value] : expected_values(model, sent, above))
      expected[name] = stored_value(table.column(name), value);
    expect_row(suite_, model.table, key, expected, what);
    for (const EmbeddedField& field : model.thrift->fields) {
      const auto embedded = sent.embedded.find(field.name);
      if (embedded == sent.embedded.end()) continue;
      if (above != nullptr && field.symmetrical) continue;
      if (field.kind == Kind::kOwner) check_owner(field, key, embedded->second.front(), what);
      else check_embedded_rows(model, field, key, embedded->second, what);
    }
  }

  void check_owner(const EmbeddedField& field, const Value& key, const Object& owner,
                   const std::string& what) {
    const std::vector<Row> rows = suite_.tables().where(field.table, field.column, key);
    if (rows.size() != 1)
      return suite_.note(
          fmt::format("{}: {} rows of {}, expected one", what, rows.size(), field.table));
    for (const auto& [column, value] : rows.front()) {
      const Table& pivot = suite_.schema().table(field.table);
      if (pivot.group_of(column) == nullptr) continue;
      const auto given = owner.values.find(column);
      suite_.expect_equal(value, given == owner.values.end() ? Value() : given->second,
                          fmt::format("{}: {}.{}", what, field.table, column));
    }
  }

  void check_embedded_rows(const Model& model, const EmbeddedField& field, const Value& key,
                           const Objects& sent, const std::string& what) {
    const Table& table = suite_.schema().table(field.table);
    const std::string where = fmt::format("{}, {}", what, field.name);
    if (field.kind == Kind::kParent) {
      const std::optional<Row> row = suite_.tables().find(model.table, key);
      if (row) check_rows(field.target(), row->at(field.column), sent.front(), nullptr, where);
      return;
    }
    Values keys;
    if (field.link.empty()) {
      keys = keys_of(table, suite_.tables().where(field.table, field.column, key));
    } else {
      for (const Row& row : suite_.tables().where(field.link, field.column, key))
        keys.push_back(row.at(field.link_column));
    }
    std::sort(keys.begin(), keys.end());
    if (keys.size() != sent.size())
      return suite_.note(fmt::format("{}: {} rows of {}, expected {}", where, keys.size(),
                                     field.table, sent.size()));
    if (field.kind == Kind::kKeys) return expect_keys(suite_, keys, keys_in(sent), where);
    const Above above{field.link.empty() ? field.column : "", field.link, field.column, key};
    for (const Object& object : known_first(sent, table.key().name)) {
      const Value known = value_at(object.values, table.key().name);
      const auto at = known.is_null() ? keys.begin() : std::find(keys.begin(), keys.end(), known);
      if (at == keys.end()) return suite_.note(where + ": there is no row " + known.shown());
      check_rows(field.target(), *at, object, &above, where);
      keys.erase(at);
    }
  }

  // Those that say their key, then those that got theirs in this order.
  static Objects known_first(Objects objects, const std::string& key) {
    std::stable_partition(objects.begin(), objects.end(), [&](const Object& object) {
      return !value_at(object.values, key).is_null();
    });
    return objects;
  }

  static Values keys_in(const Objects& objects) {
    Values keys;
    for (const Object& object : objects) keys.push_back(object.values.at("key"));
    std::sort(keys.begin(), keys.end());
    return keys;
  }

  void compare(const Model& model, const Object& sent, const Object& found, const Above* above,
               const std::string& what) {
    for (const auto& [name, value] : expected_values(model, sent, above)) {
      if (!holds(model.thrift->columns, name)) continue;
      const auto given = found.values.find(name);
      // A column that is read of a union depends on what stands before it there.
      suite_.expect_equal(given == found.values.end() ? Value() : given->second, value,
                          fmt::format("{}, {}", what, name));
    }
    for (const auto& [name, value] : model.thrift->constants) {
      const auto given = found.values.find(name);
      suite_.expect_equal(given == found.values.end() ? Value() : given->second, value,
                          fmt::format("{}, {}", what, name));
    }
    for (const EmbeddedField& field : model.thrift->fields) {
      if (above != nullptr && field.kind == Kind::kOwner && above->pivot == field.table) {
        expect_owner_above(*above, found, field, fmt::format("{}, {}", what, field.name));
        continue;
      }
      if (above != nullptr && field.symmetrical) continue;
      const auto embedded = sent.embedded.find(field.name);
      const auto read = found.embedded.find(field.name);
      const Objects none;
      const Objects& expected = embedded == sent.embedded.end() ? none : embedded->second;
      const Objects& objects = read == found.embedded.end() ? none : read->second;
      compare_embedded(model, field, expected, objects, found,
                       fmt::format("{}, {}", what, field.name));
    }
  }

  // What is embedded by a pivot's row says whose it is, as that row does.
  void expect_owner_above(const Above& above, const Object& object, const EmbeddedField& field,
                          const std::string& what) {
    const Objects* owner = object.field(field.name);
    expect_owner(object, owner == nullptr || owner->empty() ? Row() : owner->front().values,
                 Row{{above.pivot_column, above.key}}, what);
  }

  void expect_owner(const Object& object, const Row& found, const Row& expected,
                    const std::string& what) {
    suite_.expect(found == expected,
                  fmt::format("{}: {}, expected {}", what, shown(found), shown(expected)));
    suite_.expect(object.owner_is_set, what + ": Thrift counts it as not set");
  }

  void compare_embedded(const Model& model, const EmbeddedField& field, Objects expected,
                        const Objects& found, const Object& record, const std::string& what) {
    if (expected.size() != found.size())
      return suite_.note(
          fmt::format("{}: {} objects, expected {}", what, found.size(), expected.size()));
    if (field.kind == Kind::kOwner) {
      if (expected.empty()) return;
      expect_owner(record, found.front().values, expected.front().values, what);
      return;
    }
    if (field.kind == Kind::kKeys)
      return expect_keys(suite_, keys_in(found), keys_in(expected), what);
    const bool by_key = !field.key_column.empty();
    if (!by_key)
      std::stable_sort(expected.begin(), expected.end(), [&](const Object& a, const Object& b) {
        for (const std::string& column : field.order_by) {
          const Value left = a.values.contains(column) ? a.values.at(column) : Value();
          const Value right = b.values.contains(column) ? b.values.at(column) : Value();
          if (!(left == right)) return left < right;
        }
        return false;
      });
    const auto key = record.values.find(table_of(model).key().name);
    const bool is_parent = field.kind == Kind::kParent;
    const Above above{field.link.empty() ? field.column : "", field.link, field.column,
                      key == record.values.end() ? Value() : key->second};
    for (std::size_t i = 0; i < expected.size(); ++i)
      compare(field.target(), expected[i], found[i], is_parent ? nullptr : &above, what);
  }

  // Many at once are what each is, in as many statements as one.
  void page() {
    Records records;
    for (int i = 0; i < 3; ++i) records.push_back(live());
    records.push_back(model_.copy(*records.front()));
    Objects objects;
    const auto sent =
        suite_.sent([&] { objects = model_.thrift->give_page(suite_.session(), records); });
    Records once;
    for (int i = 0; i < 3; ++i) once.push_back(model_.copy(*records[static_cast<std::size_t>(i)]));
    const auto for_fewer = suite_.sent([&] { model_.thrift->give_page(suite_.session(), once); });
    const std::string what =
        fmt::format("a page of {} (THRIFTORM_TEST_SEED={})", model_.table, suite_.seed());
    suite_.expect(sent.size() == for_fewer.size(),
                  fmt::format("{}: {} statements for 4 records, {} for 3", what, sent.size(),
                              for_fewer.size()));
    if (objects.size() != records.size()) return suite_.note(what + ": objects are missing");
    for (std::size_t i = 0; i < records.size(); ++i)
      compare(model_, model_.thrift->give(suite_.session(), *records[i]), objects[i], nullptr,
              what);
  }

  // What is not set becomes NULL, or stays.
  void unset(const std::string& name) {
    const Table& table = table_of(model_);
    const Column& column = table.column(name);
    if (!column.nullable || table.group_of(name) != nullptr || column.is_automatic() ||
        is_defaulted(*model_.thrift, column))
      return;
    for (const bool keeps : {false, true}) {
      Object sent = random_.lone_object(model_);
      sent.is_read = true;
      const Value value = column.constrained ? suite_.tables().insert(column.references)
                                             : ordinary_sample(column, 4711).model;
      const RecordPtr record = stored_record(suite_, model_, {{name, value}});
      const Value key = model_.key(*record);
      sent.values.erase(name);
      sent.values[table.key().name] = key;
      keep_version(*record, sent);
      model_.thrift->take(*record, sent, keeps);
      model_.save(suite_.session(), *record);
      expect_row(suite_, model_.table, key, {{name, keeps ? stored_value(column, value) : Value()}},
                 fmt::format("{} unset and {}", place(model_, name), keeps ? "kept" : "cleared"));
    }
  }

  // Each value goes from the object into the record.
  void take_extremes(const std::string& name) {
    const Table& table = table_of(model_);
    const Column& column = table.column(name);
    const ColumnAccess* access = model_.column(name);
    if (column.is_automatic() || access == nullptr) return;
    for (const Sample& sample : extreme_samples(column, suite_.dialect())) {
      if (column.constrained) continue;
      const Samples samples = suite_.tables().fresh(model_.table, {{name, sample.model}});
      Object sent = random_.lone_object(model_);
      sent.is_read = true;  // an empty key that is not flagged is none
      for (const std::string& each : model_.thrift->columns) {
        if (table.column(each).is_automatic()) continue;
        sent.values.erase(each);
        if (!samples.at(each).model.is_null()) sent.values[each] = samples.at(each).model;
      }
      const RecordPtr record = model_.make();
      model_.thrift->take(*record, sent, false);
      for (const std::string& each : model_.thrift->columns)
        if (const ColumnAccess* other = model_.column(each);
            other != nullptr && !table.column(each).is_automatic())
          suite_.expect_equal(other->get(*record), samples.at(each).model,
                              fmt::format("from_thrift() of {} with {} = {}: {}", model_.table,
                                          name, sample.model.shown(), each));
    }
  }

  Suite& suite_;
  const Model& model_;
  RandomObjects random_;
};

}  // namespace

void check_thrift(Suite& suite, const Model& model) { ThriftCheck(suite, model).run(); }

}  // namespace thriftorm::testing
