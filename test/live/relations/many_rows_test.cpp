// Many rows in few statements, and how far a cascade goes.
#include <string>
#include <vector>

#include "test/live/relations/library_records.h"
#include "test/live/relations/support.h"

using namespace game_db;
using library_db::BlobModel;
using library_db::BookModel;
using library_db::CodeModel;
using library_db::RackModel;
using library_db::WideRowModel;
using live::count_rows;
using live::details_of;
using live::dirty_columns;
using live::fail_in_transaction;
using live::labels;
using live::new_author;
using live::new_book;
using live::new_code;
using live::new_rack;
using live::new_wide;
using live::on_each_library;
using live::save_rack;
using thriftorm::Cascade;
using thriftorm::ConstraintViolation;
using thriftorm::Session;
using Strings = std::vector<std::string>;

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
