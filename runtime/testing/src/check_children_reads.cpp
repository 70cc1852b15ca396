// What models read of the records that belong to one, whoever else has some.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "children_fixture.h"

namespace thriftorm::testing {
namespace {

// A page of a cursor.
constexpr int kPage = 256;
// The keys that one statement takes.
constexpr int kKeys = 1000;

class ChildrenReads : public ChildrenFixture {
 public:
  using ChildrenFixture::ChildrenFixture;

  void run() {
    const bool is_first = &relation_ == &model_.children.front();
    check(true, &ChildrenReads::read);
    check(relation_.cursor != nullptr, &ChildrenReads::page);
    check(relation_.prefetch != nullptr, &ChildrenReads::prefetch);
    check(relation_.prefetch != nullptr && is_first, &ChildrenReads::prefetch_many);
  }

 private:
  void check(bool can, void (ChildrenReads::*part)()) {
    if (can) suite_.as_far_as_there_is_room([&] { (this->*part)(); });
  }

  void read() {
    const Value mine = owner();
    const Value theirs = owner();
    const Value nobodys = owner();
    const int count = is_one() ? 1 : 3;
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
        if (!row) continue;
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
    add_rows(mine, is_one() ? 1 : 2);
    add_rows(theirs, is_one() ? 1 : 3);
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
};

}  // namespace

void check_children_reads(Suite& suite, const Model& model, const ChildrenAccess& relation) {
  ChildrenReads(suite, model, relation).run();
}

}  // namespace thriftorm::testing
