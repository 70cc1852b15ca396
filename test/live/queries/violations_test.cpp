// Errors of violated constraints: each names the constraint, its columns, and the record.
#include <functional>
#include <string>
#include <vector>

#include "actions_db/models.h"
#include "game_db/models.h"
#include "test/live/relations/library_records.h"

using namespace library_db;
using namespace library_db::columns;
using thriftorm::ConstraintKind;
using thriftorm::ConstraintViolation;
using thriftorm::Session;

namespace {

// "kind constraint table(columns) record" of the constraint that refuses the work.
std::string violation(const std::function<void()>& work) {
  try {
    work();
  } catch (const ConstraintViolation& error) {
    const auto& details = error.details();
    const char* kind = error.constraint_kind() == ConstraintKind::kUnique       ? "unique"
                       : error.constraint_kind() == ConstraintKind::kForeignKey ? "foreign key"
                       : error.constraint_kind() == ConstraintKind::kCheck      ? "check"
                                                                                : "other";
    return std::string(kind) + " " + details.constraint + " " + details.table + "(" +
           details.column + ") " + details.record_id;
  }
  return "none";
}

}  // namespace

TEST_CASE("a value that is taken is told by its constraint, its column and the record") {
  live::on_each_library([](Session& session) {
    live::save_rack(session, "a");
    RackModel b = live::save_rack(session, "b");
    live::new_code("x").insert(session);
    CHECK(violation([&] { live::save_rack(session, "a"); }) ==
          "unique uq_racks_label racks(label) ");
    CHECK(violation([&] { b.set_label("a").save(session); }) ==
          "unique uq_racks_label racks(label) 2");
    CHECK(violation([&] {
            std::vector<RackModel> racks{live::new_rack("c"), live::new_rack("a")};
            RackModel::insert_all(session, racks);
          }) == "unique uq_racks_label racks(label) ");
    CHECK(violation([&] { RackModel::query().update(session, rack::label = "same"); }) ==
          "unique uq_racks_label racks(label) ");
    CHECK(violation([&] { live::new_code("x").set_text("other").insert(session); }) ==
          "unique PRIMARY codes(code) x");
    CHECK(violation([&] { live::new_code("y").set_text("text of x").insert(session); }) ==
          "unique uq_codes_text codes(text) y");
  });
}

TEST_CASE("values that are taken together are told by all their columns, whatever the name") {
  live::on_each_engine([](live::TestDatabase& test) {
    using actions_db::LeafModel;
    Session session = test.database.session();
    actions_db::create_schema(session);
    LeafModel().set_branch(1).set_place(2).save(session);
    LeafModel second = LeafModel().set_branch(1).set_place(3).save(session);
    CHECK(violation([&] { LeafModel().set_branch(1).set_place(2).save(session); }) ==
          "unique one_leaf_a_place leaves(branch, place) ");
    CHECK(violation([&] { second.set_place(2).save(session); }) ==
          "unique one_leaf_a_place leaves(branch, place) 2");
  });
}

TEST_CASE("a row that is not there is told by the foreign key, its column and the record") {
  live::on_each_library([](Session& session) {
    AuthorModel jane = live::new_author("Jane").save(session);
    BookModel book = live::new_book("a").set_author(jane).save(session);
    CHECK(violation([&] { live::new_book("b").set_author_id(99).save(session); }) ==
          "foreign key fk_books_author_id books(author_id) ");
    CHECK(violation([&] { book.set_author_id(99).save(session); }) ==
          "foreign key fk_books_author_id books(author_id) 1");
    CHECK(violation([&] { BookModel::query().update(session, book::author_id = 99); }) ==
          "foreign key fk_books_author_id books(author_id) ");
    CHECK(violation([&] {
            std::vector<BookModel> books;
            for (const std::int64_t author : {1, 1, 99})
              books.push_back(live::new_book("c").set_author_id(author));
            BookModel::insert_all(session, books);
          }) == "foreign key fk_books_author_id books(author_id) ");

    // Of several keys it is the one whose row is not there.
    RoomModel room = RoomModel().save(session);
    ShelfModel shelf = ShelfModel().set_room_id(room.get_id()).save(session);
    CHECK(violation([&] { shelf.set_stands_on_id(99).save(session); }) ==
          "foreign key fk_shelves_stands_on_id shelves(stands_on_id) 1");
    CHECK(violation([&] { ShelfModel().set_room_id(99).set_stands_on_id(1).save(session); }) ==
          "foreign key fk_shelves_room_id shelves(room_id) ");
    // Of several records SQLite's is found by looking; the servers do not tell.
    const std::string looked_up = session.dialect() == thriftorm::Dialect::kSqlite ? "y" : "";
    CHECK(violation([&] {
            std::vector<CodeModel> codes{live::new_code("x"), live::new_code("y").set_rack_id(99)};
            CodeModel::upsert_all(session, codes, code::code);
          }) == "foreign key fk_codes_rack_id codes(rack_id) " + looked_up);
  });
}

TEST_CASE("values that do not go together are told by the check and the columns that it compares") {
  live::on_each_engine([](live::TestDatabase& test) {
    namespace mobile = game_db::columns::mobile;
    Session session = test.database.session();
    game_db::create_schema(session);
    game_db::PlayerModel player;
    player.set_full_name("Jane").set_what_we_call_you("Jane").set_security_token("token");
    player.set_year_of_birth(1980).set_email("jane@x").save(session);
    game_db::MobileModel grunt;
    grunt.set_mobile_type(game::MobileType::NPC).set_what_we_call_you("Grunt");
    grunt.set_owner_player_id(player.get_id()).save(session);
    CHECK(violation([&] {
            game_db::MobileModel::query().update(session, mobile::owner_player_id = std::nullopt);
          }) == "check ck_mobiles_owner mobiles(owner_mobile_id, owner_player_id) ");
    CHECK(game_db::MobileModel::find(session, 1)->get_owner_player_id() == player.get_id());
  });
}

TEST_CASE("what still uses a row is told with the record that was to go") {
  live::on_each_library([](Session& session) {
    ShelfModel shelf = ShelfModel().save(session);
    CopyModel().set_shelf_id(shelf.get_id()).save(session);
    CHECK(violation([&] { shelf.destroy(session); }) == "foreign key  shelves() 1");
    CHECK_THROWS_WITH_AS(ShelfModel::query().erase(session),
                         "rows of `copies` still use it by their `shelf_id`; table shelves; id 1",
                         ConstraintViolation);
  });
}
