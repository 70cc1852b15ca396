// The records that belong to one, whoever else has some.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "records.h"
#include "thriftorm/testing/checks.h"

namespace thriftorm::testing {
namespace {

using Kind = ChildrenAccess::Kind;

// A page of a cursor.
constexpr int kPage = 256;
// The keys that one statement takes.
constexpr int kKeys = 1000;

const ChildrenAccess& find_children(const Model& model, std::string_view name) {
  for (const ChildrenAccess& children : model.children)
    if (children.name == name) return children;
  throw std::logic_error("no relation " + std::string(name));
}

class ChildrenCheck {
 public:
  ChildrenCheck(Suite& suite, const Model& model, const ChildrenAccess& relation)
      : suite_(suite),
        session_(suite.session()),
        model_(model),
        relation_(relation),
        target_(relation.target()),
        target_table_(suite.schema().table(relation.table)),
        what_(place(model, relation.name)) {}

  void run() {
    const bool is_first = &relation_ == &model_.children.front();
    check(true, &ChildrenCheck::read);
    check(relation_.cursor != nullptr, &ChildrenCheck::page);
    check(relation_.prefetch != nullptr, &ChildrenCheck::prefetch);
    check(relation_.prefetch != nullptr && is_first, &ChildrenCheck::prefetch_many);
    check(relation_.give != nullptr, &ChildrenCheck::give);
    check(relation_.give != nullptr && relation_.kind == Kind::kOne, &ChildrenCheck::replace_one);
    check(relation_.add != nullptr, &ChildrenCheck::add);
    check(relation_.remove != nullptr, &ChildrenCheck::remove);
    check(relation_.set != nullptr, &ChildrenCheck::set);
    check(relation_.clear != nullptr, &ChildrenCheck::clear);
  }

 private:
  void check(bool can, void (ChildrenCheck::*part)()) {
    if (can) suite_.as_far_as_there_is_room([&] { (this->*part)(); });
  }

  bool linked() const { return !relation_.link.empty(); }
  bool joined() const { return relation_.kind == Kind::kJoined; }

  void link(const Value& owner, const Value& child) {
    suite_.tables().insert(relation_.link,
                           Row{{relation_.column, owner}, {relation_.link_column, child}});
    if (relation_.symmetrical)
      suite_.tables().insert(relation_.link,
                             Row{{relation_.column, child}, {relation_.link_column, owner}});
  }

  Value add_row(const Value& owner) {
    if (!linked()) return suite_.tables().insert(relation_.table, Row{{relation_.column, owner}});
    const Value child = suite_.tables().insert(relation_.table);
    link(owner, child);
    return child;
  }

  // Rows in an order that is not that of their keys, where the relation has one.
  Values add_rows(const Value& owner, int count) {
    Values keys;
    for (int i = 0; i < count; ++i) {
      keys.push_back(add_row(owner));
      for (const std::string& column : relation_.order_by)
        if (column != relation_.column && !target_table_.is_unique(column))
          suite_.tables().set(relation_.table, keys.back(), column,
                              ordinary_sample(target_table_.column(column), 90 - i).stored);
    }
    return in_order(keys);
  }

  Values in_order(Values keys) {
    std::vector<std::pair<Values, Value>> sorted;
    for (const Value& key : keys) {
      const std::optional<Row> row = suite_.tables().find(relation_.table, key);
      Values by;
      for (const std::string& column : relation_.order_by) by.push_back(row->at(column));
      sorted.emplace_back(by, key);
    }
    std::sort(sorted.begin(), sorted.end());
    keys.clear();
    for (auto& [by, key] : sorted) keys.push_back(key);
    return keys;
  }

  // The keys of the rows that belong to an owner, by SQL; sorted.
  Values rows_of(const Value& owner) {
    Values keys;
    if (!linked()) {
      keys =
          keys_of(target_table_, suite_.tables().where(relation_.table, relation_.column, owner));
    } else {
      for (const Row& row : suite_.tables().where(relation_.link, relation_.column, owner))
        keys.push_back(row.at(relation_.link_column));
    }
    std::sort(keys.begin(), keys.end());
    return keys;
  }
  void expect_rows(const Value& owner, Values expected, const std::string& what) {
    std::sort(expected.begin(), expected.end());
    expect_keys(suite_, rows_of(owner), expected, what + ", by SQL");
  }

  Value owner() { return suite_.tables().insert(model_.table); }
  RecordPtr record(const Value& key) {
    RecordPtr found = model_.find(session_, key);
    if (!found) throw std::runtime_error(model_.table + " is not found");
    return found;
  }
  RecordPtr target(const Value& key) {
    RecordPtr found = target_.find(session_, key);
    if (!found) throw std::runtime_error(target_.table + " is not found");
    return found;
  }
  // A child that names nobody yet.
  RecordPtr fresh_child(const Value& owner, Samples* values = nullptr) {
    Samples samples = linked()
                          ? suite_.tables().fresh(relation_.table)
                          : suite_.tables().fresh(relation_.table, {{relation_.column, owner}});
    if (!linked()) samples.erase(relation_.column);
    if (values != nullptr) *values = samples;
    return record_of(target_, samples);
  }
  bool makes_keys() const { return target_table_.key().generated; }

  void read() {
    const Value mine = owner();
    const Value theirs = owner();
    const Value nobodys = owner();
    const int count = relation_.kind == Kind::kOne ? 1 : 3;
    const Values expected = add_rows(mine, count);
    const Values strangers = add_rows(theirs, count);
    for (const auto& [key, keys] :
         {std::pair(mine, expected), {theirs, strangers}, {nobodys, Values()}}) {
      const RecordPtr one = record(key);
      expect_keys(suite_, keys_of(target_, relation_.get(session_, *one)), keys, "get_" + what_);
      Values by_key = keys;
      std::sort(by_key.begin(), by_key.end());
      if (relation_.cursor != nullptr)
        expect_keys(suite_, keys_of(target_, relation_.cursor(session_, *one)), by_key,
                    what_ + " streamed");
      if (relation_.query != nullptr)
        expect_keys(suite_, keys_of(target_, relation_.query(session_, *one)), by_key,
                    "query_" + what_);
    }
    const RecordPtr unsaved = model_.make();
    if (model_.key(*unsaved).is_null())
      suite_.expect(relation_.get(session_, *unsaved).empty(),
                    "get_" + what_ + " of an unsaved record");
    // Each column of what was read is the row's.
    Records read = relation_.get(session_, *record(mine));
    for (const RecordPtr& child : read) {
      const std::optional<Row> row = suite_.tables().find(relation_.table, target_.key(*child));
      for (const ColumnAccess& access : target_.columns) {
        if (access.get == nullptr || !row) continue;
        suite_.expect_equal(stored_value(target_table_.column(access.column), access.get(*child)),
                            row->at(access.column), "get_" + what_ + ", " + access.column);
      }
    }
  }

  // On the boundary of a page, and one more.
  void page() {
    session_.begin();
    const Value mine = owner();
    const Value theirs = owner();
    add_rows(theirs, 2);
    Values keys;
    for (const int upto : {kPage, kPage + 1}) {
      while (static_cast<int>(keys.size()) < upto) keys.push_back(add_row(mine));
      std::sort(keys.begin(), keys.end());
      expect_keys(suite_, keys_of(target_, relation_.cursor(session_, *record(mine))), keys,
                  fmt::format("{} streamed over {} rows", what_, upto));
    }
    session_.rollback();
  }

  void prefetch() {
    suite_.tables().clear();
    const Value mine = owner();
    const Value theirs = owner();
    owner();
    add_rows(mine, relation_.kind == Kind::kOne ? 1 : 2);
    add_rows(theirs, relation_.kind == Kind::kOne ? 1 : 3);
    Records records;
    const auto sent = suite_.sent([&] { records = relation_.prefetch(session_); });
    suite_.expect(sent.size() == 2,
                  fmt::format("prefetch_related of {} sends {} statements", what_, sent.size()));
    for (const RecordPtr& one : records) {
      Values keys;
      for (const Record* child : relation_.loaded(*one)) keys.push_back(target_.key(*child));
      Values lazily = rows_of(model_.key(*one));
      std::sort(keys.begin(), keys.end());
      expect_keys(suite_, keys, lazily, "prefetch_related of " + what_);
    }
  }

  // More keys than one statement takes.
  void prefetch_many() {
    const Column& key_column = suite_.schema().table(model_.table).key();
    if (key_column.length > 0 && key_column.length < 4) return;  // there are not so many keys
    suite_.tables().clear();
    session_.begin();
    const bool recursive = relation_.table == model_.table;
    std::map<std::string, Values> expected;
    for (int i = 0; i < kKeys + 1; ++i) {
      const Value key = owner();
      if (!recursive) expected[key.shown()] = {add_row(key)};
    }
    Records records;
    const auto sent = suite_.sent([&] { records = relation_.prefetch(session_); });
    suite_.expect(recursive || sent.size() == 3 || records.size() > kKeys + 1,
                  fmt::format("prefetch_related of {} for {} records sends {} statements", what_,
                              records.size(), sent.size()));
    for (const RecordPtr& one : records) {
      const auto keys = expected.find(model_.key(*one).shown());
      if (keys == expected.end()) continue;
      Values found;
      for (const Record* child : relation_.loaded(*one)) found.push_back(target_.key(*child));
      expect_keys(suite_, found, keys->second, "prefetch_related of many: " + what_);
    }
    session_.rollback();
  }

  void give() {
    if (!makes_keys()) return;
    const Value mine = owner();
    Samples values;
    const RecordPtr child = fresh_child(mine, &values);
    const RecordPtr one = record(mine);
    relation_.give(*one, *target_.copy(*child));
    suite_.expect(one->is_dirty(), what_ + " given: the record is not dirty");
    const auto before = suite_.tables().snapshot();
    roll_back(session_, [&] { model_.save(session_, *one); });
    expect_unchanged(suite_, before, what_ + " given and rolled back");
    model_.save(session_, *one);
    const Values keys = rows_of(mine);
    suite_.expect(keys.size() == 1, fmt::format("{} given and saved: {} rows", what_, keys.size()));
    if (!keys.empty())
      expect_row(suite_, relation_.table, keys.front(), expected_row(target_table_, values),
                 what_ + " given and saved");
    const auto sent = suite_.sent([&] { model_.save(session_, *one); });
    suite_.expect(sent.empty(), what_ + ": saving again sends statements");

    // To a record that is new itself.
    if (!suite_.schema().table(model_.table).key().generated) return;
    const RecordPtr fresh = record_of(model_, suite_.tables().fresh(model_.table));
    relation_.give(*fresh, *fresh_child(mine));
    model_.save(session_, *fresh);
    suite_.expect(rows_of(model_.key(*fresh)).size() == 1,
                  what_ + " given to a new record and saved");
    suite_.expect(rows_of(mine).size() == 1,
                  what_ + " given to a new record: another one's are touched");
  }

  // A second one takes the place of the first; none at all leaves none.
  void replace_one() {
    if (!makes_keys()) return;
    const Value mine = owner();
    const Value theirs = owner();
    const Value old = add_row(mine);
    const Value kept = add_row(theirs);
    const RecordPtr one = record(mine);
    relation_.give(*one, *fresh_child(mine));
    model_.save(session_, *one);
    Values now = rows_of(mine);
    suite_.expect(now.size() == 1 && !(now.front() == old),
                  what_ + " replaced: the old one is still there");
    suite_.expect(suite_.tables().find(relation_.table, old).has_value() != relation_.owns,
                  fmt::format("{} replaced: the old one is {}", what_,
                              relation_.owns ? "not destroyed" : "destroyed"));
    expect_rows(theirs, {kept}, what_ + " of another");
    if (relation_.clear == nullptr) return;
    const RecordPtr again = record(mine);
    relation_.clear(session_, *again);
    expect_rows(mine, {}, what_ + " taken away");
    expect_rows(theirs, {kept}, what_ + " of another");
  }

  void add() {
    if (!makes_keys() && !joined()) return;
    const Value mine = owner();
    const Value theirs = owner();
    const Values strangers = add_rows(theirs, 1);
    const Values had = add_rows(mine, 1);
    const RecordPtr one = record(mine);
    Records children;
    if (joined()) {
      children.push_back(target(suite_.tables().insert(relation_.table)));
      children.push_back(target(had.front()));
    } else {
      children.push_back(fresh_child(mine));
    }
    relation_.add(session_, *one, children);
    Values expected = had;
    expected.push_back(target_.key(*children.front()));
    expect_rows(mine, expected, what_ + " added");
    expect_rows(theirs, strangers, what_ + " of another");
    if (relation_.symmetrical)
      expect_rows(target_.key(*children.front()), {mine}, what_ + " added, the other way");
    // Once more changes nothing.
    relation_.add(session_, *one, children);
    expect_rows(mine, expected, what_ + " added twice");
    if (joined()) return;
    const RecordPtr unsaved = model_.make();
    Records another;
    another.push_back(fresh_child(mine));
    const auto before = suite_.tables().snapshot();
    if (model_.key(*unsaved).is_null())
      expect_error(
          suite_, "UnsavedRecord", [&] { relation_.add(session_, *unsaved, another); },
          what_ + " added to an unsaved record");
    if (!relation_.owns) return;
    Records stolen;
    stolen.push_back(target(strangers.front()));
    expect_error(
        suite_, "ConstraintViolation", [&] { relation_.add(session_, *one, stolen); },
        what_ + " added, though it is another's");
    expect_unchanged(suite_, before, what_ + " refused");
  }

  // What leaves is destroyed, or stays without its owner.
  void expect_left(const Value& child, const std::string& what) {
    const std::optional<Row> row = suite_.tables().find(relation_.table, child);
    suite_.expect(row.has_value() != relation_.owns,
                  fmt::format("{}: the row of {} is {}", what, relation_.table,
                              row ? "still there" : "gone"));
    if (row && !linked()) suite_.expect_equal(row->at(relation_.column), {}, what);
  }

  void remove() {
    const Value mine = owner();
    const Value theirs = owner();
    const Values had = add_rows(mine, 3);
    const Values strangers = add_rows(theirs, 2);
    const RecordPtr one = record(mine);
    relation_.remove(session_, *one, *target(had[1]));
    expect_rows(mine, {had[0], had[2]}, what_ + " removed");
    expect_rows(theirs, strangers, what_ + " of another");
    expect_left(had[1], what_ + " removed");
    if (relation_.symmetrical) expect_rows(had[1], {}, what_ + " removed, the other way");
    if (joined()) return;
    const auto before = suite_.tables().snapshot();
    const RecordPtr stranger = target(strangers.front());
    const std::string error = error_of([&] { relation_.remove(session_, *one, *stranger); });
    suite_.expect(error.starts_with("ConstraintViolation: ") || !relation_.owns,
                  what_ + " removed, though it is another's: no error");
    expect_unchanged(suite_, before, what_ + " of another removed");
  }

  void set() {
    const Value mine = owner();
    const Value theirs = owner();
    const Values had = add_rows(mine, 2);
    const Values strangers = add_rows(theirs, 2);
    const RecordPtr one = record(mine);
    Records children;
    children.push_back(target(had[1]));
    if (joined()) children.push_back(target(suite_.tables().insert(relation_.table)));
    else if (makes_keys()) children.push_back(fresh_child(mine));
    relation_.set(session_, *one, children);
    expect_rows(mine, keys_of(target_, children), what_ + " replaced");
    expect_rows(theirs, strangers, what_ + " of another");
    expect_left(had[0], what_ + " replaced");
    Records none;
    relation_.set(session_, *one, none);
    expect_rows(mine, {}, what_ + " replaced by none");
    expect_rows(theirs, strangers, what_ + " of another");
    expect_left(had[1], what_ + " replaced by none");
  }

  void clear() {
    if (relation_.kind == Kind::kOne) return;
    const Value mine = owner();
    const Value theirs = owner();
    const Values had = add_rows(mine, 2);
    const Values strangers = add_rows(theirs, 2);
    relation_.clear(session_, *record(mine));
    expect_rows(mine, {}, what_ + " cleared");
    expect_rows(theirs, strangers, what_ + " of another");
    for (const Value& child : had) expect_left(child, what_ + " cleared");
  }

  Suite& suite_;
  Session& session_;
  const Model& model_;
  const ChildrenAccess& relation_;
  const Model& target_;
  const Table& target_table_;
  const std::string what_;
};

}  // namespace

void check_children(Suite& suite, const Model& model, std::string_view relation) {
  ChildrenCheck(suite, model, find_children(model, relation)).run();
}

}  // namespace thriftorm::testing
