// What models write of the records that belong to one, and leave of those of others.
#include <fmt/format.h>

#include "children_fixture.h"

namespace thriftorm::testing {
namespace {

class ChildrenWrites : public ChildrenFixture {
 public:
  using ChildrenFixture::ChildrenFixture;

  void run() {
    check(relation_.give != nullptr, &ChildrenWrites::give);
    check(relation_.give != nullptr && is_one(), &ChildrenWrites::replace_one);
    check(relation_.add != nullptr, &ChildrenWrites::add);
    check(relation_.remove != nullptr, &ChildrenWrites::remove);
    check(relation_.set != nullptr, &ChildrenWrites::set);
    check(relation_.clear != nullptr, &ChildrenWrites::clear);
  }

 private:
  void check(bool can, void (ChildrenWrites::*part)()) {
    if (can) suite_.as_far_as_there_is_room([&] { (this->*part)(); });
  }

  // An owner with rows, and another one whose rows must stay as they are.
  struct TwoOwners {
    Value mine;
    Value theirs;
    Values had;
    Values strangers;
  };
  TwoOwners two_owners(int mine_count, int theirs_count) {
    TwoOwners two{owner(), owner(), {}, {}};
    two.had = add_rows(two.mine, mine_count);
    two.strangers = add_rows(two.theirs, theirs_count);
    return two;
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
    const auto [mine, theirs, had, strangers] = two_owners(1, 1);
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

  void remove() {
    const auto [mine, theirs, had, strangers] = two_owners(3, 2);
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
    const auto [mine, theirs, had, strangers] = two_owners(2, 2);
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
    if (is_one()) return;
    const auto [mine, theirs, had, strangers] = two_owners(2, 2);
    relation_.clear(session_, *record(mine));
    expect_rows(mine, {}, what_ + " cleared");
    expect_rows(theirs, strangers, what_ + " of another");
    for (const Value& child : had) expect_left(child, what_ + " cleared");
  }
};

}  // namespace

void check_children_writes(Suite& suite, const Model& model, const ChildrenAccess& relation) {
  ChildrenWrites(suite, model, relation).run();
}

}  // namespace thriftorm::testing
