// Saving against the odds: rollbacks, errors in the middle, rows that are another's, many rows.
#include <atomic>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include "library_db/models.h"
#include "test/live/relations/support.h"

using namespace game_db;
using library_db::AuthorModel;
using library_db::BlobModel;
using library_db::BookModel;
using library_db::CodeModel;
using library_db::RackModel;
using library_db::WideRowModel;
using live::count_rows;
using thriftorm::Cascade;
using thriftorm::ConstraintKind;
using thriftorm::ConstraintViolation;
using thriftorm::Session;

namespace {

using Strings = std::vector<std::string>;

struct Failure {};

template <class Case>
void on_each_library(Case test_case) {
  live::on_each_engine([&](live::TestDatabase& test) {
    Session session = test.database.session();
    library_db::create_schema(session);
    test_case(session);
  });
}

template <class Work>
void fail_in_transaction(Session& session, Work&& work) {
  CHECK_THROWS_AS(session.transaction([&] {
    work();
    throw Failure();
  }),
                  Failure);
}

// What the work throws, which must be of this kind.
template <class Kind, class Work>
thriftorm::ErrorDetails details_of(Work&& work) {
  try {
    work();
  } catch (const Kind& error) {
    return error.details();
  }
  FAIL("it did not throw what it should");
  return {};
}

template <class Model>
Strings dirty_columns(const Model& record) {
  const std::vector<std::string_view> names = record.dirty_columns();
  return Strings(names.begin(), names.end());
}

AuthorModel new_author(const std::string& name) {
  AuthorModel author;
  return author.set_name(name).set_email(name + "@x");
}

BookModel new_book(const std::string& title) {
  BookModel book;
  return book.set_title(title).set_published_date("2023-05-01");
}

RackModel new_rack(const std::string& label) {
  RackModel rack;
  return rack.set_label(label);
}

RackModel save_rack(Session& session, const std::string& label) {
  return new_rack(label).save(session);
}

CodeModel new_code(const std::string& code) {
  CodeModel record;
  return record.set_code(code).set_text("text of " + code);
}

WideRowModel new_wide(int last) {
  WideRowModel row;
  return row.set_last(last);
}

Strings labels(const std::vector<RackModel>& racks) {
  Strings all;
  for (const RackModel& rack : racks) all.push_back(rack.get_label());
  return all;
}

Strings names(const std::vector<AttributeModel>& attributes) {
  Strings all;
  for (const AttributeModel& attribute : attributes) all.push_back(attribute.get_internal_name());
  return all;
}

PlayerModel save_player(Session& session, const std::string& email) {
  return live::new_player(email).save(session);
}

}  // namespace

// Rollbacks.

TEST_CASE("what is given anew takes the place of what a rollback gives back") {
  live::on_each_game([](Session& session) {
    PlayerModel player = save_player(session, "jane@x");
    fail_in_transaction(session, [&] {
      player.set_mobile(live::new_mobile("first")).save(session);
      player.set_mobile(live::new_mobile("second"));
    });
    player.save(session);
    CHECK(count_rows(session, "mobiles") == 1);
    CHECK(player.get_mobile(session)->get_what_we_call_you() == "second");
  });
}

TEST_CASE("a parent that is given anew takes the place of the one that a rollback gives back") {
  on_each_library([](Session& session) {
    BookModel book = new_book("b");
    book.set_author(new_author("first")).save(session);
    fail_in_transaction(session, [&] {
      book.set_author(new_author("second")).save(session);
      book.set_author(new_author("third"));
    });
    book.save(session);
    CHECK(book.get_author(session)->get_name() == "third");
    CHECK(count_rows(session, "authors") == 2);
  });
}

TEST_CASE("a key that was set after a save is kept by its rollback, and no parent replaces it") {
  on_each_library([](Session& session) {
    AuthorModel old = new_author("old");
    old.save(session);
    BookModel book = new_book("b");
    book.set_author(new_author("first")).save(session);
    fail_in_transaction(session, [&] {
      book.set_author(new_author("second")).save(session);
      book.set_author_id(*old.get_id());
    });
    book.save(session);
    CHECK(book.get_author(session)->get_name() == "old");
    CHECK(count_rows(session, "authors") == 2);
  });
}

TEST_CASE("the same holds if it was saved with the new key before the rollback") {
  on_each_library([](Session& session) {
    AuthorModel old = new_author("old");
    old.save(session);
    BookModel book = new_book("b");
    book.set_author(new_author("first")).save(session);
    fail_in_transaction(session, [&] {
      book.set_author(new_author("second")).save(session);
      book.set_author_id(*old.get_id()).save(session);
    });
    CHECK(dirty_columns(book) == Strings{"author_id"});
    CHECK(book.get_author_id() == *old.get_id());
    book.save(session);
    CHECK(book.get_author(session)->get_name() == "old");
    CHECK(count_rows(session, "authors") == 2);
  });
}

TEST_CASE("parents of savepoints inside each other are given back as the last one alone") {
  on_each_library([](Session& session) {
    for (const bool released : {true, false}) {
      BookModel book = new_book("b");
      book.set_author(new_author("first")).save(session);
      const auto author_id = book.get_author_id();
      const std::int64_t authors = count_rows(session, "authors");
      fail_in_transaction(session, [&] {
        book.set_author(new_author("second")).save(session);
        const auto inner = [&] { book.set_author(new_author("third")).save(session); };
        if (released) session.transaction(inner);
        else fail_in_transaction(session, inner);
      });
      CHECK(book.is_dirty());
      CHECK(book.get_author_id() == author_id);
      book.save(session);
      CHECK(book.get_author(session)->get_name() == "third");
      CHECK(count_rows(session, "authors") == authors + 1);
    }
  });
}

TEST_CASE("a rollback gives everything back, however many saves and levels there were") {
  live::on_each_game([](Session& session) {
    PlayerModel player = live::new_player("jane@x");
    player.set_mobile(live::new_mobile("avatar").add_minion(
        live::new_mobile("minion").add_attribute(live::new_attribute("luck"))));
    fail_in_transaction(session, [&] {
      player.save(session);
      session.transaction([&] {
        player.set_full_name("Changed").add_attribute(live::new_attribute("wit")).save(session);
      });
      fail_in_transaction(session, [&] {
        player.add_attribute(live::new_attribute("strength")).save(session);
        CHECK(player.get_attributes(session).size() == 2);
      });
      CHECK(player.is_dirty());
      player.save(session);
    });
    CHECK_FALSE(player.get_id());
    CHECK(count_rows(session, "mobiles") + count_rows(session, "attributes") == 0);
    player.save(session);
    CHECK(count_rows(session, "mobiles") == 2);
    CHECK(names(player.get_attributes(session)) == Strings{"wit", "strength"});
    CHECK(count_rows(session, "attribute_owners") == 3);
    CHECK(player.get_mobile(session)->get_minions(session)[0].get_attributes(session).size() == 1);
    CHECK_FALSE(player.is_dirty());
  });
}

TEST_CASE("copies made before, inside and after a transaction share nothing of its queues") {
  live::on_each_game([](Session& session) {
    PlayerModel player = live::new_player("a@x").add_attribute(live::new_attribute("luck"));
    PlayerModel before = player;
    PlayerModel inside;
    fail_in_transaction(session, [&] {
      player.save(session);
      inside = player;
      inside = *&inside;
      CHECK_FALSE(inside.is_dirty());
    });
    PlayerModel after = player;
    PlayerModel moved = std::move(player);
    int number = 0;
    for (PlayerModel* copy : {&before, &inside, &after, &moved}) {
      CHECK_FALSE(copy->get_id());
      copy->set_email(std::to_string(number++) + "@x").save(session);
      CHECK(copy->get_attributes(session).size() == 1);
    }
    CHECK(count_rows(session, "attributes") == 4);
    CHECK_FALSE(player.is_stored());
  });
}

TEST_CASE("records of an immediate add, set and remove are as they were after a rollback") {
  on_each_library([](Session& session) {
    RackModel outer = save_rack(session, "outer");
    RackModel a = save_rack(session, "a");
    RackModel b = new_rack("b");
    std::vector<RackModel> list{new_rack("c")};
    RackModel kept = save_rack(session, "kept");
    outer.add_kept(session, kept);
    CHECK(kept.get_revision() == 1);
    fail_in_transaction(session, [&] {
      outer.add_inner(session, a);
      outer.add_inner(session, b);
      outer.remove_kept(session, kept);
      CHECK_FALSE(kept.get_keeper_id());
      CHECK(kept.get_revision() == 2);
      outer.set_inner(session, list);
      CHECK(list[0].get_outer_id() == outer.get_id());
      CHECK_THROWS_AS(a.reload(session), thriftorm::RecordNotFound);
    });
    CHECK_FALSE(a.is_dirty());
    CHECK_FALSE(a.get_outer_id());
    CHECK(a.get_revision() == 0);
    CHECK_FALSE(b.get_id());
    CHECK_FALSE(b.get_outer_id());
    CHECK_FALSE(list[0].is_stored());
    CHECK(dirty_columns(list[0]) == Strings{"label"});
    CHECK_FALSE(list[0].get_outer_id());
    CHECK_FALSE(kept.is_dirty());
    CHECK(kept.get_keeper_id() == outer.get_id());
    kept.set_weight(1.5).save(session);
    outer.add_inner(session, a);
    outer.add_inner(session, b);
    CHECK(labels(outer.get_inner(session)) == Strings{"a", "b"});
  });
}

// Errors in the middle.

TEST_CASE("an error in the second of three tables leaves nothing stored and everything waiting") {
  on_each_library([](Session& session) {
    save_rack(session, "taken");
    RackModel outer = new_rack("outer");
    outer.add_inner(new_rack("taken").add_code(new_code("x")).add_code(new_code("y")));
    const auto details = details_of<ConstraintViolation>([&] { outer.save(session); });
    CHECK(details.table == "racks");
    CHECK_FALSE(outer.get_id());
    CHECK(outer.is_dirty());
    CHECK(dirty_columns(outer) == Strings{"label"});
    CHECK(count_rows(session, "racks") == 1);
    session.execute("DELETE FROM racks");
    outer.save(session);
    CHECK(labels(outer.get_inner(session)) == Strings{"taken"});
    CHECK(outer.get_inner(session)[0].get_codes(session).size() == 2);
  });
}

TEST_CASE("a connection that is lost at COMMIT gives everything back") {
  live::on_each_server([](live::TestDatabase& test) {
    PlayerModel player = live::new_player("jane@x");
    player.add_attribute(live::new_attribute("luck")).set_mobile(live::new_mobile("avatar"));
    {
      Session session = test.database.session();
      game_db::create_schema(session);
      const std::string kill =
          "KILL " + std::to_string(session.query("SELECT CONNECTION_ID()").next()->get_int64(0));
      session.on_statement([&](const thriftorm::StatementEvent& event) {
        if (event.sql.starts_with("INSERT INTO `mobiles`"))
          test.database.session().execute_ddl(kill);
      });
      CHECK_THROWS_AS(player.save(session), thriftorm::CommitUnknown);
    }
    CHECK_FALSE(player.get_id());
    CHECK_FALSE(player.is_stored());
    Session session = test.database.session();
    player.save(session);
    CHECK(names(player.get_attributes(session)) == Strings{"luck"});
    CHECK(player.get_mobile(session)->get_what_we_call_you() == "avatar");
    CHECK(count_rows(session, "mobiles") == 1);
  });
}

TEST_CASE("a value that no column holds is refused with its own table, however deep it waits") {
  on_each_library([](Session& session) {
    RackModel outer = save_rack(session, "outer");
    for (int i = 0; i < 6; ++i) {
      RackModel inner = new_rack(std::to_string(i));
      if (i == 3) inner.set_weight(std::numeric_limits<double>::quiet_NaN());
      outer.add_inner(std::move(inner));
    }
    outer.set_weight(2.5);
    const auto details = details_of<thriftorm::InvalidData>([&] { outer.save(session); });
    CHECK(details.table == "racks");
    CHECK(details.column == "weight");
    CHECK(details.record_id.empty());
    CHECK(count_rows(session, "racks") == 1);
    CHECK(dirty_columns(outer) == Strings{"weight"});
    CHECK(outer.get_revision() == 0);
    CHECK_FALSE(RackModel::find(session, *outer.get_id())->get_weight());
  });
}

TEST_CASE("a pivot's row that somebody else adds in between is a violation of the pivot's table") {
  live::on_each_game([](Session& session) {
    PlayerModel player = save_player(session, "jane@x");
    session.execute("CREATE UNIQUE INDEX uq_one_only ON attribute_owners (player_id)");
    std::vector<AttributeModel> attributes{live::new_attribute("a"), live::new_attribute("b")};
    const auto details =
        details_of<ConstraintViolation>([&] { player.set_attributes(session, attributes); });
    CHECK(details.table == "attribute_owners");
    CHECK(count_rows(session, "attributes") == 0);
    CHECK_FALSE(attributes[0].is_stored());
  });
}

TEST_CASE("a stale record among those that are given undoes the others") {
  on_each_library([](Session& session) {
    RackModel outer = save_rack(session, "outer");
    std::vector<RackModel> inner{new_rack("a"), new_rack("b"), new_rack("c")};
    outer.set_inner(session, inner);
    RackModel other = *RackModel::find(session, *inner[1].get_id());
    other.set_weight(1.0).save(session);
    for (RackModel& rack : inner) rack.set_weight(2.0);
    const auto details =
        details_of<thriftorm::StaleRecord>([&] { outer.set_inner(session, inner); });
    CHECK(details.table == "racks");
    CHECK(details.record_id == std::to_string(*inner[1].get_id()));
    for (RackModel& rack : inner) CHECK(dirty_columns(rack) == Strings{"weight"});
    inner[1].reload(session).set_weight(2.0);
    outer.set_inner(session, inner);
    CHECK(inner[1].get_revision() == 2);
    CHECK(inner[0].get_revision() == 1);
  });
}

TEST_CASE("a row that is gone is RecordNotFound, with a lock as well") {
  on_each_library([](Session& session) {
    RackModel rack = save_rack(session, "a");
    session.execute("DELETE FROM racks");
    const auto details = details_of<thriftorm::RecordNotFound>(
        [&] { rack.set_weight(1.0).add_code(new_code("x")).save(session); });
    CHECK(details.table == "racks");
    CHECK(details.record_id == std::to_string(*rack.get_id()));
    CHECK(count_rows(session, "codes") == 0);
    CHECK(dirty_columns(rack) == Strings{"weight"});
  });
}

// Whose a row is.

TEST_CASE("a row that the database knows as another's is never taken over") {
  on_each_library([](Session& session) {
    RackModel first = save_rack(session, "first");
    RackModel second = save_rack(session, "second");
    CodeModel code = new_code("x");
    code.save(session);
    CodeModel stale = code;
    first.add_code(session, code);
    const auto details = details_of<ConstraintViolation>([&] { second.add_code(session, stale); });
    CHECK(details.table == "codes");
    CHECK(details.record_id == "x");
    CHECK_FALSE(stale.is_dirty());
    CHECK_FALSE(stale.get_rack_id());
    std::vector<CodeModel> list{stale};
    CHECK_THROWS_AS(second.set_codes(session, list), ConstraintViolation);
    stale.set_rack_id(second.get_id());
    CHECK_THROWS_AS(second.add_code(session, stale), ConstraintViolation);
    CHECK_THROWS_AS(second.add_code(stale).save(session), ConstraintViolation);
    CHECK(CodeModel::find(session, "x")->get_rack_id() == first.get_id());
  });
}

TEST_CASE("a row that only its key is known of is not taken over either") {
  live::on_each_game([](Session& session) {
    MobileModel first = live::save_npc(session, "first");
    MobileModel second = live::save_npc(session, "second");
    MobileModel minion = live::new_mobile("minion");
    first.add_minion(session, minion);
    MobileModel forged = live::new_mobile("forged").set_id(minion.get_id());
    CHECK_THROWS_AS(second.add_minion(session, forged), ConstraintViolation);
    CHECK_THROWS_AS(second.add_minion(forged).save(session), ConstraintViolation);
    forged = live::new_mobile("changed").set_id(minion.get_id());
    first.add_minion(session, forged);
    CHECK(first.get_minions(session)[0].get_what_we_call_you() == "changed");
    CHECK(first.get_minions(session).size() == 1);
  });
}

TEST_CASE("an attribute that an asset owns is refused: the variant has no table, yet an owner") {
  live::on_each_game([](Session& session) {
    PlayerModel player = save_player(session, "jane@x");
    AttributeModel attribute = live::new_attribute("a");
    attribute.save(session);
    game::Owner asset;
    asset.__set_asset_id(5);
    AttributeOwnerModel().set_attribute_id(*attribute.get_id()).set_owner(asset).save(session);
    const auto details =
        details_of<ConstraintViolation>([&] { player.add_attribute(session, attribute); });
    CHECK(details.table == "attributes");
    CHECK(details.record_id == std::to_string(*attribute.get_id()));
    CHECK_THROWS_AS(player.remove_attribute(session, attribute), ConstraintViolation);
    CHECK(attribute.is_stored());
    CHECK(count_rows(session, "attributes") == 1);
  });
}

TEST_CASE("another's avatar is refused, and the own one stays") {
  live::on_each_game([](Session& session) {
    PlayerModel jane = save_player(session, "jane@x");
    PlayerModel joe = save_player(session, "joe@x");
    jane.set_mobile(live::new_mobile("Jane")).save(session);
    joe.set_mobile(live::new_mobile("Joe")).save(session);
    const MobileModel avatar = *joe.get_mobile(session);
    const MobileModel forged = live::new_mobile("forged").set_id(avatar.get_id());
    for (const MobileModel& mobile : {avatar, forged}) {
      PlayerModel thief = jane;
      const auto details =
          details_of<ConstraintViolation>([&] { thief.set_mobile(mobile).save(session); });
      CHECK(details.table == "mobiles");
      CHECK(details.record_id == std::to_string(*avatar.get_id()));
      CHECK(jane.get_mobile(session)->get_what_we_call_you() == "Jane");
      CHECK(joe.get_mobile(session)->get_what_we_call_you() == "Joe");
    }
    jane.set_mobile(jane.get_mobile(session)->set_what_we_call_you("J")).save(session);
    CHECK(jane.get_mobile(session)->get_what_we_call_you() == "J");
    jane.set_mobile(std::nullopt).save(session);
    CHECK(count_rows(session, "mobiles") == 1);
  });
}

TEST_CASE("one attribute that two owners are given in one save is refused") {
  live::on_each_game([](Session& session) {
    PlayerModel player = save_player(session, "jane@x");
    const AttributeModel attribute = live::new_attribute("a").save(session);
    player.set_mobile(live::new_mobile("avatar")
                          .add_minion(live::new_mobile("a").add_attribute(attribute))
                          .add_minion(live::new_mobile("b").add_attribute(attribute)));
    CHECK_THROWS_AS(player.save(session), ConstraintViolation);
    CHECK(count_rows(session, "mobiles") + count_rows(session, "attribute_owners") == 0);
  });
}

TEST_CASE("adding what is the owner's already writes nothing") {
  on_each_library([](Session& session) {
    RackModel outer = save_rack(session, "outer");
    RackModel inner = new_rack("inner");
    outer.add_inner(session, inner);
    outer.add_inner(session, inner);
    CHECK(inner.get_revision() == 0);
    inner = *RackModel::find(session, *inner.get_id());
    outer.add_kept(session, inner);
    outer.add_kept(session, inner);
    CHECK(inner.get_revision() == 1);
    RackModel stale = inner;
    outer.remove_kept(session, inner);
    CHECK_THROWS_AS(outer.remove_kept(session, inner), ConstraintViolation);
    CHECK_THROWS_AS(outer.add_kept(session, stale), thriftorm::StaleRecord);
    CHECK(outer.get_kept(session).empty());
  });
}

TEST_CASE("a relation that owns nothing takes over what another has") {
  on_each_library([](Session& session) {
    RackModel first = save_rack(session, "first");
    RackModel second = save_rack(session, "second");
    RackModel kept = save_rack(session, "kept");
    first.add_kept(session, kept);
    second.add_kept(session, kept);
    CHECK(first.get_kept(session).empty());
    CHECK(labels(second.get_kept(session)) == Strings{"kept"});
    CHECK(kept.get_revision() == 2);
  });
}

TEST_CASE("whoever a record is added to is its parent, also if another one waited for it") {
  on_each_library([](Session& session) {
    RackModel keeper = save_rack(session, "keeper");
    RackModel rack = new_rack("a").set_keeper(new_rack("other"));
    keeper.add_kept(session, rack);
    keeper.add_kept(new_rack("b").set_keeper(new_rack("nobody"))).save(session);
    CHECK(labels(keeper.get_kept(session)) == Strings{"a", "b"});
    CHECK(count_rows(session, "racks") == 3);
    CHECK_FALSE(rack.is_dirty());
    RackModel failing = new_rack(std::string(300, 'x')).set_keeper(new_rack("other"));
    CHECK_THROWS_AS(keeper.add_kept(session, failing), thriftorm::InvalidData);
    failing.set_label("c").save(session);
    CHECK(failing.get_keeper(session)->get_label() == "other");
  });
}

TEST_CASE("one row that two owners are given in one save is refused") {
  on_each_library([](Session& session) {
    RackModel outer = save_rack(session, "outer");
    CodeModel code = new_code("x");
    code.save(session);
    outer.add_inner(new_rack("a").add_code(code)).add_inner(new_rack("b").add_code(code));
    CHECK_THROWS_AS(outer.save(session), ConstraintViolation);
    CHECK(count_rows(session, "racks") == 1);
    CHECK_FALSE(CodeModel::find(session, "x")->get_rack_id());
  });
}

// Replacing.

TEST_CASE("what leaves frees its unique values for what comes") {
  on_each_library([](Session& session) {
    RackModel outer = save_rack(session, "outer");
    std::vector<RackModel> first{new_rack("a"), new_rack("b")};
    outer.set_inner(session, first);
    outer.set_inner(session, {new_rack("b"), new_rack("a")});
    CHECK(labels(outer.get_inner(session)) == Strings{"b", "a"});
    CHECK(count_rows(session, "racks") == 3);
  });
}

TEST_CASE("a new record may have the key of one that it replaces") {
  on_each_library([](Session& session) {
    RackModel rack = save_rack(session, "s");
    std::vector<CodeModel> first{new_code("x"), new_code("y")};
    rack.set_codes(session, first);
    std::vector<CodeModel> second{new_code("y").set_text("new"), first[0]};
    rack.set_codes(session, second);
    CHECK(rack.get_codes(session).size() == 2);
    CHECK(CodeModel::find(session, "y")->get_text() == "new");
    CHECK(CodeModel::find(session, "x")->get_text() == "text of x");
  });
}

TEST_CASE("an empty set destroys what is owned and lets go of what is not") {
  on_each_library([](Session& session) {
    RackModel outer = save_rack(session, "outer");
    outer.set_inner(session, {new_rack("a"), new_rack("b")});
    outer.set_kept(session, {new_rack("c"), new_rack("d")});
    outer.set_inner(session, {});
    outer.set_kept(session, {});
    CHECK(count_rows(session, "racks") == 3);
    CHECK(outer.get_kept(session).empty());
  });
}

// Few statements.

TEST_CASE("records that are the owner's already cost one look for all of them") {
  on_each_library([](Session& session) {
    RackModel outer = save_rack(session, "outer");
    std::vector<RackModel> list;
    for (int i = 0; i < 20; ++i) list.push_back(new_rack(std::to_string(i)));
    outer.set_inner(session, list);
    for (RackModel& rack : list) outer.add_inner(rack);
    live::Counter counter(session);
    outer.save(session);
    CHECK(counter.statements() <= 3);
  });
}

TEST_CASE("new rows for many stored records cost a few statements, not one for each") {
  on_each_library([](Session& session) {
    RackModel outer = save_rack(session, "outer");
    std::vector<RackModel> list;
    for (int i = 0; i < 20; ++i) list.push_back(new_rack(std::to_string(i)));
    outer.set_inner(session, list);
    for (int i = 0; i < 20; ++i) {
      outer.add_inner(
          std::move(list[static_cast<std::size_t>(i)].add_code(new_code(std::to_string(i)))));
    }
    live::Counter counter(session);
    outer.save(session);
    CHECK(counter.statements() <= 5);
    CHECK(count_rows(session, "codes") == 20);
  });
}

// Many rows.

TEST_CASE("rows beyond one statement keep their order and get their own keys") {
  on_each_library([](Session& session) {
    for (const int rows : {1, 2, 999, 1000, 1001, 2003}) {
      RackModel outer = save_rack(session, "outer " + std::to_string(rows));
      std::vector<RackModel> list;
      for (int i = 0; i < rows; ++i)
        list.push_back(new_rack(std::to_string(rows) + "/" + std::to_string(i)));
      outer.set_inner(session, list);
      const std::vector<RackModel> stored = outer.get_inner(session);
      CHECK(labels(stored) == labels(list));
      REQUIRE(stored.size() == list.size());
      for (std::size_t i = 0; i < list.size(); ++i) CHECK(stored[i].get_id() == list[i].get_id());
    }
  });
}

TEST_CASE("wide rows are cut where their placeholders end, and columns beyond 64 are written") {
  on_each_library([](Session& session) {
    RackModel rack = save_rack(session, "s");
    std::vector<WideRowModel> list;
    for (int i = 0; i < 900; ++i) list.push_back(new_wide(i));
    rack.set_wide_rows(session, list);
    CHECK(count_rows(session, "wide_rows") == 900);
    WideRowModel row = *WideRowModel::find(session, *list[899].get_id());
    CHECK(row.get_last() == 899);
    CHECK(row.get_rack_id() == rack.get_id());
    row.set_last(899);
    CHECK_FALSE(row.is_dirty());
    row.set_last(7).set_c64(64);
    CHECK(dirty_columns(row) == Strings{"c64", "last"});
    fail_in_transaction(session, [&] {
      rack.add_other(session, row);
      CHECK_FALSE(row.is_dirty());
    });
    CHECK(dirty_columns(row) == Strings{"c64", "last"});
    CHECK_FALSE(row.get_other_id());
    row.save(session);
    CHECK(WideRowModel::find(session, *row.get_id())->get_last() == 7);
    WideRowModel incomplete;
    CHECK_THROWS_AS(incomplete.set_c2(1).save(session), ConstraintViolation);
  });
}

TEST_CASE("large rows are not put into one statement that no server would take") {
  on_each_library([](Session& session) {
    RackModel rack = save_rack(session, "s");
    const std::string large(10'000'000, 'x');
    for (const std::size_t at : {0, 1, 2}) {
      std::vector<BlobModel> list(3);
      for (BlobModel& blob : list) blob.set_content("small");
      list[at].set_content(large);
      list[(at + 1) % 3].set_content(large);
      rack.set_blobs(session, list);
      CHECK(BlobModel::find(session, *list[at].get_id())->get_content().size() == large.size());
      CHECK(BlobModel::find(session, *list[(at + 2) % 3].get_id())->get_content() == "small");
    }
    CHECK(count_rows(session, "blobs") == 3);
  });
}

TEST_CASE("rows with keys of their own are inserted by the thousand") {
  on_each_library([](Session& session) {
    RackModel rack = save_rack(session, "s");
    std::vector<CodeModel> list;
    for (int i = 0; i < 1500; ++i) list.push_back(new_code("code " + std::to_string(i)));
    live::Counter counter(session);
    rack.set_codes(session, list);
    CHECK(counter.statements() <= 3);
    CHECK(count_rows(session, "codes") == 1500);
    list[700].set_text("changed");
    list.erase(list.begin());
    rack.set_codes(session, list);
    CHECK(count_rows(session, "codes") == 1499);
    CHECK(CodeModel::find(session, "code 700")->get_text() == "changed");
  });
}

// Cascades.

TEST_CASE("without a cascade the record is saved alone, and what waits is saved later") {
  live::on_each_game([](Session& session) {
    PlayerModel player = live::new_player("jane@x");
    player.set_mobile(live::new_mobile("avatar")).add_attribute(live::new_attribute("luck"));
    player.save(session, Cascade::kNone);
    CHECK(player.get_id());
    CHECK(player.is_dirty());
    CHECK(dirty_columns(player).empty());
    CHECK(count_rows(session, "mobiles") == 0);
    player.save(session);
    CHECK_FALSE(player.is_dirty());
    CHECK(count_rows(session, "mobiles") == 1);
    CHECK(count_rows(session, "attribute_owners") == 1);
  });
}

TEST_CASE("without a cascade a parent that must be there is missed, and one that may be waits") {
  on_each_library([](Session& session) {
    BookModel book = new_book("b");
    book.set_author(new_author("a"));
    const auto details =
        details_of<ConstraintViolation>([&] { book.save(session, Cascade::kNone); });
    CHECK(details.column == "author_id");
    book.save(session);
    RackModel rack = new_rack("a").set_keeper(new_rack("keeper"));
    rack.save(session, Cascade::kNone);
    CHECK_FALSE(RackModel::find(session, *rack.get_id())->get_keeper_id());
    CHECK(rack.is_dirty());
    rack.save(session);
    CHECK(rack.get_keeper(session)->get_label() == "keeper");
    CHECK(rack.get_revision() == 1);
  });
}

TEST_CASE("a chain of records as deep as may be is saved and given back whole") {
  on_each_library([](Session& session) {
    RackModel rack = new_rack("0");
    for (int i = 1; i <= 100; ++i) rack = new_rack(std::to_string(i)).add_inner(std::move(rack));
    CHECK_THROWS_AS(new_rack("too deep").add_inner(rack), thriftorm::InvalidData);
    fail_in_transaction(session, [&] { rack.save(session); });
    CHECK_FALSE(rack.get_id());
    rack.save(session);
    CHECK(count_rows(session, "racks") == 101);
    CHECK_FALSE(rack.is_dirty());
  });
}

TEST_CASE("keys that rise in other steps are told apart") {
  live::on_each_server([](live::TestDatabase& test) {
    Session session = test.database.session();
    library_db::create_schema(session);
    session.execute("SET SESSION auto_increment_increment = 7");
    session.execute("SET SESSION auto_increment_offset = 3");
    RackModel outer = new_rack("outer");
    for (int i = 0; i < 5; ++i)
      outer.add_inner(new_rack(std::to_string(i)).add_code(new_code(std::to_string(i))));
    outer.save(session);
    for (const RackModel& rack : outer.get_inner(session)) {
      CHECK(*rack.get_id() % 7 == 3);
      CHECK(rack.get_codes(session)[0].get_code() == rack.get_label());
    }
    session.execute("SET SESSION auto_increment_increment = 1");
  });
}

TEST_CASE("an update of a stored text key and a parent with one go through the same engine") {
  on_each_library([](Session& session) {
    CodeModel last = new_code("c");
    CodeModel first = new_code("a");
    first.set_next(new_code("b").set_next(last));
    fail_in_transaction(session, [&] { first.save(session); });
    CHECK(first.is_dirty());
    CHECK(first.get_code() == "a");
    first.save(session);
    CHECK(first.get_next_id() == "b");
    CHECK(CodeModel::find(session, "b")->get_next_id() == "c");
    CodeModel other = new_code("d");
    CodeModel found = *CodeModel::find(session, "b");
    other.save(session);
    other.add_previous(session, found);
    CHECK(found.get_next_id() == "d");
    other.remove_previous(session, found);
    CHECK_FALSE(CodeModel::find(session, "b")->get_next_id());
  });
}

// Two at a time.

namespace {

// Runs both at once, each with a session of its own; returns how many threw an Error.
template <class First, class Second>
int race(live::TestDatabase& test, First first, Second second) {
  std::atomic<int> ready = 0;
  std::atomic<int> failed = 0;
  const auto run = [&](auto& work) {
    Session session = test.database.session();
    ++ready;
    while (ready < 2) std::this_thread::yield();
    try {
      work(session);
    } catch (const thriftorm::Error&) {
      ++failed;
    }
  };
  std::thread other([&] { run(second); });
  run(first);
  other.join();
  return failed;
}

}  // namespace

TEST_CASE("of two sets at once exactly one is what stays") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    PlayerModel player = save_player(session, "jane@x");
    for (int round = 0; round < 10; ++round) {
      const auto set = [&](const std::string& name) {
        return [&player, name](Session& own) {
          PlayerModel copy = player;
          copy.set_attributes(own, {live::new_attribute(name), live::new_attribute(name)});
        };
      };
      CHECK(race(test, set("a"), set("b")) == 0);
      const Strings left = names(player.get_attributes(session));
      CHECK((left == Strings{"a", "a"} || left == Strings{"b", "b"}));
      CHECK(count_rows(session, "attributes") == 2);
    }
  });
}

TEST_CASE("of two avatars at once exactly one stays") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    for (const bool dirty : {true, false}) {
      const PlayerModel player = save_player(session, dirty ? "jane@x" : "joe@x");
      for (int round = 0; round < 5; ++round) {
        const auto set = [&](const std::string& name) {
          return [&player, name, dirty](Session& own) {
            PlayerModel copy = player;
            if (dirty) copy.set_full_name(name);
            copy.set_mobile(live::new_mobile(name)).save(own);
          };
        };
        CHECK(race(test, set("a"), set("b")) == 0);
        CHECK(MobileModel::find_by_owner_player_id(session, *player.get_id()).size() == 1);
      }
    }
  });
}

TEST_CASE("of two who add the same record at once exactly one gets it") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    const PlayerModel jane = save_player(session, "jane@x");
    const PlayerModel joe = save_player(session, "joe@x");
    for (int round = 0; round < 10; ++round) {
      const AttributeModel attribute = live::new_attribute("a").save(session);
      const auto add = [&](const PlayerModel& player) {
        return [&player, &attribute](Session& own) {
          PlayerModel owner = player;
          AttributeModel copy = attribute;
          owner.add_attribute(own, copy);
        };
      };
      CHECK(race(test, add(jane), add(joe)) == 1);
      CHECK(count_rows(session, "attribute_owners") == round + 1);
    }
  });
}

TEST_CASE("of two who add the same row by its foreign key at once exactly one gets it") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    library_db::create_schema(session);
    const RackModel first = save_rack(session, "first");
    const RackModel second = save_rack(session, "second");
    for (int round = 0; round < 10; ++round) {
      const CodeModel code = new_code(std::to_string(round)).save(session);
      const auto add = [&](const RackModel& rack) {
        return [&rack, &code](Session& own) {
          RackModel owner = rack;
          CodeModel copy = code;
          owner.add_code(own, copy);
        };
      };
      CHECK(race(test, add(first), add(second)) == 1);
    }
  });
}

TEST_CASE("two that fill different owners at once both succeed, if need be when run again") {
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    game_db::create_schema(session);
    for (int round = 0; round < 20; ++round) {
      const PlayerModel jane = save_player(session, "jane@" + std::to_string(round));
      const PlayerModel joe = save_player(session, "joe@" + std::to_string(round));
      const auto set = [&](const PlayerModel& player) {
        return [&](Session&) {
          test.database.run([&](Session& own) {
            PlayerModel copy = player;
            copy.set_attributes(own, {live::new_attribute("a"), live::new_attribute("b")});
          });
        };
      };
      CHECK(race(test, set(jane), set(joe)) == 0);
    }
    CHECK(count_rows(session, "attributes") == 80);
  });
}
