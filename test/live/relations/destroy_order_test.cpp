// Destroying rows of tables whose keys the database keeps as well: it agrees with the order.
#include <optional>
#include <string>
#include <vector>

#include "test/live/relations/library_records.h"

using namespace library_db;
using live::count_rows;
using live::on_each_library;
using thriftorm::Session;

namespace {

using Id = std::optional<std::int64_t>;

RoomModel save_room(Session& session, Id behind = {}) {
  RoomModel room;
  return room.set_behind_id(behind).save(session);
}

ShelfModel save_shelf(Session& session, Id room, Id stands_on = {}) {
  ShelfModel shelf;
  return shelf.set_room_id(room).set_stands_on_id(stands_on).save(session);
}

CopyModel save_copy(Session& session, Id room, Id shelf, Id replaces = {}) {
  CopyModel copy;
  return copy.set_room_id(room).set_shelf_id(shelf).set_replaces_id(replaces).save(session);
}

void save_note(Session& session, const CopyModel& copy, Id shelf) {
  NoteModel note;
  note.set_copy_id(*copy.get_id()).set_shelf_id(shelf).save(session);
}

template <class Record>
std::string outcome(Session& session, Record& record) {
  try {
    record.destroy(session);
  } catch (const thriftorm::ConstraintViolation& error) {
    return std::string(error.details().table) + ": " + std::string(error.message());
  }
  return "destroyed";
}

}  // namespace

TEST_CASE("rows go before the rows of their own table that they stand on") {
  on_each_library([](Session& session) {
    const ShelfModel lowest = save_shelf(session, {});
    ShelfModel top = lowest;
    for (int i = 0; i < 20; ++i) top = save_shelf(session, {}, top.get_id());
    save_shelf(session, {}, lowest.get_id());
    ShelfModel root = lowest;
    root.destroy(session);
    CHECK(count_rows(session, "shelves") == 0);
  });
}

TEST_CASE("rows that are reached in two ways go once, after all that stands on them") {
  on_each_library([](Session& session) {
    RoomModel room = save_room(session);
    ShelfModel top = save_shelf(session, room.get_id());
    for (int i = 0; i < 5; ++i) top = save_shelf(session, room.get_id(), top.get_id());
    const ShelfModel elsewhere = save_shelf(session, {});
    ShelfModel middle = save_shelf(session, room.get_id());
    save_shelf(session, room.get_id(), middle.get_id());
    middle.set_stands_on_id(top.get_id()).save(session);
    room.destroy(session);
    CHECK(count_rows(session, "rooms") == 0);
    CHECK(count_rows(session, "shelves") == 1);
    CHECK(ShelfModel::find(session, *elsewhere.get_id()));
  });
}

TEST_CASE("tables that refer to each other are emptied row by row of the chain") {
  on_each_library([](Session& session) {
    RoomModel first = save_room(session);
    RoomModel last = first;
    for (int i = 0; i < 5; ++i) {
      const ShelfModel door = save_shelf(session, last.get_id());
      last = save_room(session, door.get_id());
      save_shelf(session, last.get_id(), door.get_id());
    }
    first.destroy(session);
    CHECK(count_rows(session, "rooms") == 0);
    CHECK(count_rows(session, "shelves") == 0);
  });
}

TEST_CASE("rows that go along may use each other, and a row that stays may not") {
  on_each_library([](Session& session) {
    RoomModel room = save_room(session);
    const ShelfModel shelf = save_shelf(session, room.get_id());
    const CopyModel copy = save_copy(session, room.get_id(), shelf.get_id());
    save_note(session, copy, shelf.get_id());
    CopyModel borrowed = save_copy(session, {}, shelf.get_id());
    CHECK(outcome(session, room) == "shelves: rows of `copies` still use it by their `shelf_id`");
    borrowed.set_shelf_id({}).save(session);
    save_note(session, borrowed, shelf.get_id());
    CHECK(outcome(session, room) == "shelves: rows of `notes` still use it by their `shelf_id`");
    CHECK(count_rows(session, "copies") == 2);
    CHECK(count_rows(session, "notes") == 2);
    session.execute("UPDATE notes SET shelf_id = NULL WHERE copy_id = ?", *borrowed.get_id());
    CHECK(outcome(session, room) == "destroyed");
    CHECK(count_rows(session, "copies") == 1);
    CHECK(count_rows(session, "notes") == 1);
    CHECK(count_rows(session, "shelves") == 0);
  });
}

TEST_CASE("what is unlinked stays, in a circle of rows that go as well") {
  on_each_library([](Session& session) {
    RoomModel room = save_room(session);
    CopyModel old_copy = save_copy(session, room.get_id(), {});
    const CopyModel new_copy = save_copy(session, room.get_id(), {}, old_copy.get_id());
    old_copy.set_replaces_id(new_copy.get_id()).save(session);
    const CopyModel elsewhere = save_copy(session, {}, {}, new_copy.get_id());
    room.destroy(session);
    CHECK(count_rows(session, "copies") == 1);
    CHECK_FALSE(CopyModel::find(session, *elsewhere.get_id())->get_replaces_id());
  });
}

TEST_CASE("a circle of rows goes where the database deletes along") {
  on_each_library([](Session& session) {
    PartModel first;
    first.save(session);
    PartModel second;
    second.set_follows_id(first.get_id()).save(session);
    PartModel third;
    third.set_follows_id(second.get_id()).save(session);
    first.set_follows_id(second.get_id()).save(session);
    first.destroy(session);
    CHECK(count_rows(session, "parts") == 0);
  });
}

TEST_CASE("a chain is longer than the database would delete along by itself") {
  on_each_library([](Session& session) {
    PartModel first;
    first.save(session);
    PartModel last = first;
    for (int i = 0; i < 40; ++i) {
      PartModel next;
      next.set_follows_id(last.get_id()).save(session);
      last = next;
    }
    first.destroy(session);
    CHECK(count_rows(session, "parts") == 0);
  });
}

TEST_CASE("a row that loses its keeper is another than the one that was read") {
  on_each_library([](Session& session) {
    RackModel keeper;
    keeper.set_label("keeper").save(session);
    RackModel kept;
    kept.set_label("kept").set_keeper_id(keeper.get_id()).save(session);
    keeper.destroy(session);
    CHECK_FALSE(RackModel::find(session, *kept.get_id())->get_keeper_id());
    CHECK_THROWS_AS(kept.set_weight(1.0).save(session), thriftorm::StaleRecord);
  });
}
