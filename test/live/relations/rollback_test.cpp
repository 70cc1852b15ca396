// What saving leaves behind when it is undone, or fails in the middle.
#include <limits>
#include <string>
#include <vector>

#include "test/live/relations/library_records.h"
#include "test/live/relations/support.h"

using namespace game_db;
using library_db::AuthorModel;
using library_db::BookModel;
using library_db::RackModel;
using live::count_rows;
using live::details_of;
using live::dirty_columns;
using live::fail_in_transaction;
using live::labels;
using live::names;
using live::new_author;
using live::new_book;
using live::new_code;
using live::new_rack;
using live::on_each_library;
using live::save_player;
using live::save_rack;
using thriftorm::ConstraintViolation;
using thriftorm::Session;
using Strings = std::vector<std::string>;

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
