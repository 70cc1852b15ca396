// Relations that come along with the records of a query, and what becomes of them.
#include <algorithm>
#include <string>
#include <vector>

#include "test/live/queries/loading.h"

using namespace library_db;
using namespace library_db::columns;
using namespace loading;
using thriftorm::NotLoaded;
using thriftorm::UsageError;

TEST_CASE("parents come with their records in one statement, all on the way too") {
  live::on_each_library([](Session& session) {
    fill_racks(session);
    std::vector<CodeModel> codes;
    CHECK(statements_of(session, [&] {
            codes = CodeModel::query()
                        .select_related(code::rack().outer().outer(), code::next().rack())
                        .all(session);
          }) == 1);
    REQUIRE(codes.size() == 3);
    CHECK(codes[0].rack()->get_label() == "r1");
    CHECK(codes[0].rack()->outer()->get_label() == "r2");
    CHECK(codes[0].rack()->outer()->outer()->get_label() == "r3");
    CHECK(codes[0].next() == nullptr);
    CHECK(codes[1].next()->rack()->get_label() == "r1");
    CHECK_THROWS_AS(codes[1].next()->next(), NotLoaded);
  });
}

TEST_CASE(
    "records that were read together hold a parent together, with all that was loaded with it") {
  live::on_each_library([](Session& session) {
    fill(session);
    std::vector<BookModel> books = BookModel::query()
                                       .select_related(book::author())
                                       .prefetch_related(book::author().books().categories())
                                       .all(session);
    REQUIRE(books.size() == 4);
    CHECK(&books[0].author() == &books[2].author());
    CHECK(books[3].author().get_name() == "John");
    CHECK(titles(books[0].author().books()) == Texts{"a", "b", "c"});
    CHECK(titles(books[3].author().books()) == Texts{"d"});
    CHECK(names(books[1].author().books()[0].categories()) == Texts{"fiction", "poems"});

    // Each may let go of it, or take a changed copy along.
    AuthorModel changed = books[1].author();
    changed.set_name("Joan");
    books[0].set_author_id(2);
    CHECK_THROWS_AS(books[0].author(), NotLoaded);
    const BookModel kept = std::move(books[2]);
    books.clear();
    CHECK(kept.author().get_name() == "Jane");
    CHECK(kept.author().books().size() == 3);
  });
}

TEST_CASE("parents on the way are held together as well, whatever type their keys have") {
  live::on_each_library([](Session& session) {
    fill_racks(session);
    CodeModel first = live::new_code("first").insert(session);
    for (const char* name : {"c4", "c5", "c6"})
      live::new_code(name)
          .set_rack_id(1)
          .set_next_id(name == std::string("c6") ? "c4" : "first")
          .insert(session);
    const std::vector<CodeModel> codes =
        CodeModel::query()
            .select_related(code::rack().outer().outer(), code::next().rack())
            .where(code::code >= "c4")
            .all(session);
    REQUIRE(codes.size() == 4);
    CHECK(&*codes[0].next() == &*codes[1].next());
    CHECK(codes[0].next()->get_code() == "first");
    CHECK(codes[0].next()->rack() == nullptr);
    CHECK(codes[2].next()->get_code() == "c4");
    CHECK(codes[2].next()->rack()->get_label() == "r3");
    CHECK(codes[0].rack() == codes[2].rack());
    CHECK(codes[2].rack()->get_label() == "r3");
    CHECK(codes[2].rack()->outer() == nullptr);
    CHECK(codes[3].rack() == nullptr);
  });
}

TEST_CASE("more parents than are remembered are read all the same") {
  live::on_each_library([](Session& session) {
    fill_parts(session, 10'000);
    session.execute("UPDATE `parts` SET `follows_id` = `id` / 2 WHERE `id` > 1 AND `id` % 2 = 0");
    session.execute(
        "UPDATE `parts` SET `follows_id` = (`id` - 1) / 2 WHERE `id` > 1 AND `id` % 2 = 1");
    const auto check = [](const PartModel& part) {
      if (*part.get_id() == 1) return part.follows() == nullptr;
      return part.follows()->get_id() == *part.get_id() / 2;
    };
    const auto query = PartModel::query().select_related(part::follows());
    const std::vector<PartModel> parts = query.all(session);
    CHECK(std::count_if(parts.begin(), parts.end(), check) == 10'000);
    int good = 0;
    const auto ordered =
        PartModel::query().select_related(part::follows()).order_by(part::id.desc());
    for (const PartModel& part : ordered.cursor(session)) good += check(part) ? 1 : 0;
    CHECK(good == 10'000);
  });
}

TEST_CASE("a record stays where a nullable way to a parent ends early") {
  live::on_each_library([](Session& session) {
    fill_racks(session);
    const auto query = CodeModel::query().select_related(code::rack().outer().outer());
    const std::vector<CodeModel> codes = query.all(session);
    REQUIRE(codes.size() == 3);
    CHECK(query.count(session) == 3);
    CHECK(codes[1].rack()->get_label() == "r3");
    CHECK(codes[1].rack()->outer() == nullptr);
    CHECK(codes[2].rack() == nullptr);
    // Of a key without a row there is nothing to load.
    CHECK(CodeModel::query().select_related(code::next()).all(session)[2].next() == nullptr);
    CHECK(CodeModel::query().prefetch_related(code::next()).all(session)[2].next() == nullptr);
  });
}

TEST_CASE("only the records of a part have relations loaded") {
  live::on_each_library([](Session& session) {
    fill(session);
    const auto query = BookModel::query().prefetch_related(book::categories());
    CHECK(statements_of(session, [&] {
            CHECK(titles(query.page(session, 1, 2).records) == Texts{"c", "d"});
          }) == 3);
    CHECK(statements_of(session, [&] {
            const auto page = query.page(session, 1, 3);
            CHECK(page.total == 4);
            CHECK(names(page.records[0].categories()) == Texts{"fiction"});
          }) == 3);
    // Of a page behind the last, nothing but the count is asked for.
    CHECK(statements_of(session, [&] { CHECK(query.page(session, 9, 3).records.empty()); }) == 1);
    CHECK(statements_of(session, [&] { CHECK(query.first(session)->categories().size() == 2); }) ==
          2);
    CHECK(statements_of(session, [&] { CHECK(query.last(session)->categories().size() == 1); }) ==
          2);
    CHECK(statements_of(session, [&] {
            auto one = BookModel::query().where(book::title == "b").prefetch_related(book::tags());
            CHECK(one.one(session).tags().size() == 1);
          }) == 2);
    CHECK(statements_of(session, [&] { query.count(session); }) == 1);
    CHECK(statements_of(session, [&] { query.exists(session); }) == 1);
  });
}

TEST_CASE("a cursor reads parts, each with its relations") {
  live::on_each_library([](Session& session) {
    fill_parts(session, 600);
    std::int64_t seen = 0;
    const auto query =
        PartModel::query().select_related(part::follows()).prefetch_related(part::followers());
    CHECK(statements_of(session, [&] {
            for (PartModel& part : query.cursor(session)) {
              CHECK(*part.get_id() == ++seen);
              CHECK(part.followers().size() == (seen == 1 ? 599 : 0));
              CHECK((part.follows() == nullptr) == (seen == 1));
            }
          }) == 6);
    CHECK(seen == 600);
    // Where the last part is full, one more is asked for.
    CHECK(statements_of(session, [&] {
            for (PartModel& part : PartModel::query().where(part::id <= 512).cursor(session)) {
              if (*part.get_id() > 512) FAIL("not asked for");
            }
          }) == 3);
    // In an order of its own it is one statement, which keeps the session to itself.
    const auto ordered = PartModel::query().order_by(part::id.desc());
    CHECK(statements_of(session, [&] {
            for (PartModel& part : ordered.cursor(session)) {
              CHECK(*part.get_id() == 600);
              CHECK_THROWS_AS(PartModel::query().count(session), UsageError);
              break;
            }
          }) == 1);
    CHECK_THROWS_AS(PartModel::query()
                        .order_by(part::id.desc())
                        .prefetch_related(part::followers())
                        .cursor(session),
                    UsageError);
  });
}

// The first hundreds are as long as two parts; every other one is without a weight.
TEST_CASE("what is done with a record of a cursor leaves nothing in those that come after it") {
  constexpr std::int64_t kRacks = 520;
  live::on_each_library([&](Session& session) {
    std::vector<RackModel> racks(kRacks);
    for (std::int64_t i = 0; i < kRacks; ++i) {
      racks[i].set_label("a rack of the number " + std::to_string(i));
      if (i % 2 == 0) racks[i].set_weight(static_cast<double>(i));
    }
    RackModel::insert_all(session, racks);
    const auto read = [&](const auto& query) {
      std::vector<RackModel> kept;
      std::int64_t seen = 0;
      for (RackModel& rack : query.cursor(session)) {
        INFO(seen);
        CHECK_FALSE(rack.is_dirty());
        CHECK(rack.is_stored());
        CHECK(*rack.get_id() == *racks[seen].get_id());
        CHECK(rack.get_label() == racks[seen].get_label());
        CHECK(rack.get_weight() == racks[seen].get_weight());
        CHECK(rack.get_outer_id() == std::nullopt);
        CHECK_THROWS_AS(rack.kept(), NotLoaded);
        ++seen;
        if (seen % 3 == 0) kept.push_back(std::move(rack));
        else rack.set_label("changed").set_weight(1.5).set_outer(live::new_rack("new"));
      }
      CHECK(seen == kRacks);
      REQUIRE(kept.size() == kRacks / 3);
      for (std::size_t i = 0; i < kept.size(); ++i)
        CHECK(kept[i].get_label() == racks[3 * i + 2].get_label());
    };
    read(RackModel::query());
    read(RackModel::query().order_by(rack::id));
  });
}

TEST_CASE("what no query has loaded says so, with what to add") {
  live::on_each_library([](Session& session) {
    fill(session);
    const BookModel book = BookModel::query().first(session).value();
    CHECK_THROWS_WITH_AS(book.author(),
                         "`author` was not loaded with the record: add "
                         "select_related(…author()) to the query; table books; id 1",
                         NotLoaded);
    CHECK_THROWS_WITH_AS(book.categories(),
                         "`categories` was not loaded with the record: add "
                         "prefetch_related(…categories()) to the query; table books; id 1",
                         NotLoaded);
    CHECK_THROWS_AS(BookModel().author(), NotLoaded);
    CHECK_THROWS_AS(BookModel::find(session, 1)->author(), NotLoaded);
  });
}

TEST_CASE("a parent that was loaded goes when its key is set to another") {
  live::on_each_library([](Session& session) {
    fill(session);
    const auto query =
        BookModel::query().select_related(book::author()).prefetch_related(book::categories());
    BookModel book = query.first(session).value();
    book.set_author_id(2);
    CHECK_THROWS_AS(book.author(), NotLoaded);
    CHECK(book.categories().size() == 2);

    fill_racks(session);
    RackModel rack = RackModel::query()
                         .select_related(rack::outer(), rack::keeper())
                         .where(rack::label == "r1")
                         .one(session);
    rack.set_outer_id(std::nullopt);
    CHECK_THROWS_AS(rack.outer(), NotLoaded);
    CHECK(rack.keeper() == nullptr);
  });
}

TEST_CASE("a parent that was loaded goes when another one is given, or the record to another") {
  live::on_each_library([](Session& session) {
    fill(session);
    const auto books = BookModel::query().select_related(book::author());
    BookModel book = books.first(session).value();
    book.set_author(live::new_author("New"));
    CHECK_THROWS_AS(book.author(), NotLoaded);
    book.save(session);
    CHECK_THROWS_AS(book.author(), NotLoaded);
    CHECK(books.first(session).value().author().get_name() == "New");

    RackModel first = live::save_rack(session, "first");
    RackModel second = live::save_rack(session, "second");
    live::new_rack("kept").set_keeper(first).save(session);
    const auto kept = [&] {
      return RackModel::query()
          .select_related(rack::keeper())
          .where(rack::label == "kept")
          .one(session);
    };
    RackModel rack = kept();
    second.add_kept(session, rack);
    CHECK(rack.get_keeper_id() == second.get_id());
    CHECK_THROWS_AS(rack.keeper(), NotLoaded);
    rack = kept();
    second.remove_kept(session, rack);
    CHECK(rack.get_keeper_id() == std::nullopt);
    CHECK_THROWS_AS(rack.keeper(), NotLoaded);
  });
}

TEST_CASE("a record can be set to one that was loaded with it, however deep") {
  live::on_each_library([](Session& session) {
    fill_racks(session);
    // Too long for the place that a string has in itself.
    const std::string longer = "a label of a few more characters than most have";
    RackModel::query().where(rack::id == 3).update(session, rack::label = longer);
    const auto racks = [&](std::int64_t id) { return RackModel::query().where(rack::id == id); };
    RackModel rack = racks(3).select_related(rack::outer().outer()).one(session);
    rack = *rack.outer();
    CHECK(rack.get_id() == 2);
    rack = *rack.outer();
    CHECK(rack.get_id() == 1);
    CHECK_THROWS_AS(rack.outer(), NotLoaded);
    rack = racks(1).prefetch_related(rack::inner().inner()).one(session);
    rack = rack.inner()[0].inner()[0];
    CHECK(rack.get_id() == 3);
    CHECK(rack.get_label() == longer);
    CHECK_THROWS_AS(rack.inner(), NotLoaded);
  });
}

TEST_CASE("copies of records have relations of their own") {
  live::on_each_library([](Session& session) {
    fill(session);
    std::vector<AuthorModel> authors =
        AuthorModel::query().prefetch_related(author::books().categories()).all(session);
    const AuthorModel copy = authors[0];
    CHECK(&copy.books() != &std::as_const(authors[0]).books());
    CHECK(titles(copy.books()) == Texts{"a", "b", "c"});
    authors.clear();
    CHECK(names(copy.books()[0].categories()) == Texts{"fiction", "poems"});
    AuthorModel assigned;
    assigned = copy;
    const AuthorModel moved = std::move(assigned);
    CHECK(names(moved.books()[1].categories()) == Texts{"poems"});
    const BookModel book = BookModel::query().select_related(book::author()).first(session).value();
    const BookModel other = book;
    CHECK(&book.author() != &other.author());
    CHECK(other.author().get_name() == "Jane");
  });
}

TEST_CASE("of several children where there should be one, the first is loaded in every way") {
  using namespace game_db;
  using namespace game_db::columns;
  live::on_each_game([](Session& session) {
    const PlayerModel player = live::save_player(session, "a@x");
    for (const char* name : {"first", "second"})
      live::new_mobile(name).set_owner_player_id(player.get_id()).save(session);
    const auto query = PlayerModel::query();
    CHECK(player.get_mobile(session)->get_what_we_call_you() == "first");
    const auto joined = PlayerModel::query().select_related(player::mobile()).all(session);
    REQUIRE(joined.size() == 1);
    CHECK(joined[0].mobile()->get_what_we_call_you() == "first");
    const auto loaded = PlayerModel::query().prefetch_related(player::mobile()).all(session);
    CHECK(loaded[0].mobile()->get_what_we_call_you() == "first");
    const auto exists = [&](const thriftorm::Condition<PlayerModel>& condition) {
      return PlayerModel::query().where(condition).exists(session);
    };
    CHECK_FALSE(exists(player::mobile().what_we_call_you == "second"));
    CHECK_FALSE(exists(player::mobile().any(mobile::what_we_call_you == "second")));
    CHECK(exists(player::mobile().any(mobile::what_we_call_you == "first")));
  });
}
