// Relations that come along with the records of a query: what is loaded, and by how many statements.
#include <string>
#include <vector>

#include "members_db/models.h"
#include "test/live/relations/library_records.h"
#include "test/live/relations/support.h"

using namespace library_db;
using namespace library_db::columns;
using live::Counter;
using thriftorm::NotLoaded;
using thriftorm::Session;
using thriftorm::UsageError;

namespace {

using Texts = std::vector<std::string>;

Texts titles(const std::vector<BookModel>& books) {
  Texts all;
  for (const BookModel& book : books) all.push_back(book.get_title());
  return all;
}
Texts names(const std::vector<CategoryModel>& categories) {
  Texts all;
  for (const CategoryModel& category : categories) all.push_back(category.get_name());
  return all;
}
Texts names(const std::vector<PersonModel>& people) {
  Texts all;
  for (const PersonModel& person : people) all.push_back(*person.get_name());
  return all;
}
Texts names(const std::vector<members_db::MemberModel>& members) {
  Texts all;
  for (const auto& member : members) all.push_back(member.get_name());
  return all;
}

// How many statements this sends.
template <class Work>
int statements_of(Session& session, Work&& work) {
  const Counter counter(session);
  work();
  return counter.statements();
}

// Jane wrote a, b and c, John wrote d, Idle nothing; a and d are fiction, a and b poems, b is read.
void fill(Session& session) {
  AuthorModel jane = live::new_author("Jane").save(session);
  AuthorModel john = live::new_author("John").save(session);
  live::new_author("Idle").save(session);
  std::vector<BookModel> books;
  for (const char* title : {"a", "b", "c"})
    books.push_back(live::new_book(title).set_author(jane).save(session));
  books.push_back(live::new_book("d").set_author(john).save(session));
  CategoryModel fiction = CategoryModel().set_name("fiction").save(session);
  CategoryModel poems = CategoryModel().set_name("poems").save(session);
  fiction.add_books(session, {books[0], books[3]});
  poems.add_books(session, {books[0], books[1]});
  TagModel().set_name("read").save(session).add_books(session, {books[1]});
}

// So many parts, each of which follows the first.
void fill_parts(Session& session, std::int64_t count) {
  session.transaction([&] {
    session.execute("INSERT INTO `parts` (`id`) VALUES (1)");
    for (std::int64_t id = 2; id <= count;) {
      std::string rows;
      for (int i = 0; i < 1'000 && id <= count; ++i, ++id)
        rows += (rows.empty() ? "(" : ", (") + std::to_string(id) + ", 1)";
      session.execute("INSERT INTO `parts` (`id`, `follows_id`) VALUES " + rows);
    }
  });
}

// Racks r1 in r2 in r3, with codes c1 of r1, c2 of r3 and c3 of none.
void fill_racks(Session& session) {
  RackModel r3 = live::save_rack(session, "r3");
  RackModel r2 = live::new_rack("r2").set_outer_id(r3.get_id()).save(session);
  RackModel r1 = live::new_rack("r1").set_outer_id(r2.get_id()).save(session);
  live::new_code("c1").set_rack_id(r1.get_id()).insert(session);
  live::new_code("c2").set_rack_id(r3.get_id()).set_next_id("c1").insert(session);
  live::new_code("c3").set_next_id("gone").insert(session);
}

}  // namespace

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

TEST_CASE("a prefetch takes one statement for each edge; what ways share is loaded once") {
  live::on_each_library([](Session& session) {
    fill(session);
    std::vector<AuthorModel> authors;
    CHECK(statements_of(session, [&] {
            authors = AuthorModel::query()
                          .prefetch_related(author::books().categories(), author::books().tags(),
                                            author::books())
                          .all(session);
          }) == 4);
    REQUIRE(authors.size() == 3);
    CHECK(titles(authors[0].books()) == Texts{"a", "b", "c"});
    CHECK(names(authors[0].books()[0].categories()) == Texts{"fiction", "poems"});
    CHECK(names(authors[0].books()[1].categories()) == Texts{"poems"});
    CHECK(authors[0].books()[2].categories().empty());
    CHECK(authors[0].books()[1].tags().size() == 1);
    CHECK(names(authors[1].books()[0].categories()) == Texts{"fiction"});
    CHECK(authors[2].books().empty());
  });
}

TEST_CASE("a prefetch ends at a level without records") {
  live::on_each_library([](Session& session) {
    live::new_author("Idle").save(session);
    const auto query =
        AuthorModel::query().prefetch_related(author::books().categories().books().tags());
    CHECK(statements_of(session, [&] { query.all(session); }) == 2);
    CHECK(statements_of(session, [&] {
            AuthorModel::query()
                .where(author::name == "nobody")
                .prefetch_related(author::books().tags())
                .all(session);
          }) == 1);
  });
}

TEST_CASE("a prefetch goes both ways of an association, and back") {
  live::on_each_library([](Session& session) {
    fill(session);
    std::vector<CategoryModel> categories;
    CHECK(statements_of(session, [&] {
            categories = CategoryModel::query()
                             .prefetch_related(category::books().author().books(),
                                               category::books().categories())
                             .all(session);
          }) == 5);
    REQUIRE(categories.size() == 2);
    CHECK(titles(categories[0].books()) == Texts{"a", "d"});
    CHECK(titles(categories[1].books()) == Texts{"a", "b"});
    CHECK(titles(categories[1].books()[0].author().books()) == Texts{"a", "b", "c"});
    CHECK(titles(categories[0].books()[1].author().books()) == Texts{"d"});
    CHECK(names(categories[0].books()[0].categories()) == Texts{"fiction", "poems"});
    CHECK(names(categories[1].books()[1].categories()) == Texts{"poems"});
  });
}

TEST_CASE("a prefetch can be narrowed and ordered") {
  live::on_each_library([](Session& session) {
    fill(session);
    std::vector<AuthorModel> authors;
    CHECK(statements_of(session, [&] {
            authors = AuthorModel::query()
                          .prefetch_related(author::books()
                                                .where(book::title == "a" || book::title > "b")
                                                .order_by(book::title.desc()))
                          .all(session);
          }) == 2);
    CHECK(titles(authors[0].books()) == Texts{"c", "a"});
    CHECK(titles(authors[1].books()) == Texts{"d"});
    authors =
        AuthorModel::query()
            .prefetch_related(
                author::books()
                    .where(book::categories().name == "poems" || book::author().name == "John")
                    .where(book::title != "b")
                    .order_by(book::author().email, book::id.desc()),
                author::books().categories().where(category::books().title == "d"))
            .all(session);
    CHECK(titles(authors[0].books()) == Texts{"a"});
    CHECK(titles(authors[1].books()) == Texts{"d"});
    CHECK(names(authors[0].books()[0].categories()) == Texts{"fiction"});
  });
}

TEST_CASE("a prefetch starts from records that were joined") {
  live::on_each_library([](Session& session) {
    fill_racks(session);
    std::vector<CodeModel> codes;
    CHECK(statements_of(session, [&] {
            codes = CodeModel::query()
                        .select_related(code::rack().outer())
                        .prefetch_related(code::rack().codes(), code::rack().outer().inner())
                        .all(session);
          }) == 3);
    CHECK(codes[0].rack()->codes().size() == 1);
    CHECK(codes[0].rack()->codes()[0].get_code() == "c1");
    CHECK(live::labels(codes[0].rack()->outer()->inner()) == Texts{"r1"});
    CHECK(codes[1].rack()->codes()[0].get_code() == "c2");
    CHECK(codes[2].rack() == nullptr);
  });
}

TEST_CASE("a prefetch of parents shares a statement, not the records") {
  live::on_each_library([](Session& session) {
    fill(session);
    std::vector<BookModel> books;
    CHECK(statements_of(session, [&] {
            books = BookModel::query().prefetch_related(book::author()).all(session);
          }) == 2);
    CHECK(books[0].author().get_name() == "Jane");
    CHECK(books[2].author().get_name() == "Jane");
    CHECK(books[3].author().get_name() == "John");
    CHECK(&books[0].author() != &books[1].author());
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

TEST_CASE("a prefetch sends its keys by the thousand") {
  live::on_each_library([](Session& session) {
    fill_parts(session, 33'000);
    std::vector<PartModel> parts;
    CHECK(statements_of(session, [&] {
            parts = PartModel::query().prefetch_related(part::followers()).all(session);
          }) == 34);
    REQUIRE(parts.size() == 33'000);
    CHECK(parts[0].followers().size() == 32'999);
    CHECK(parts[1].followers().empty());
    // Each part of them asks for its own rows alone.
    CHECK(statements_of(session, [&] {
            parts =
                PartModel::query()
                    .prefetch_related(part::followers().where(part::id == 2 || part::id > 32'990))
                    .all(session);
          }) == 34);
    CHECK(parts[0].followers().size() == 11);
    // All have the same parent: one key.
    CHECK(statements_of(session, [&] {
            parts = PartModel::query().prefetch_related(part::follows()).all(session);
          }) == 2);
    CHECK(*parts[32'999].follows()->get_id() == 1);
  });
}

TEST_CASE("one relation is loaded in one way") {
  live::on_each_library([](Session& session) {
    fill(session);
    const auto twice = AuthorModel::query()
                           .prefetch_related(author::books().where(book::title > "a"))
                           .prefetch_related(author::books().order_by(book::title.desc()));
    CHECK_THROWS_WITH_AS(twice.all(session),
                         "`books` is loaded in two ways: a record can hold one of them",
                         UsageError);
    const auto joined = BookModel::query()
                            .select_related(book::author())
                            .prefetch_related(book::author().where(author::name == "Jane"));
    CHECK_THROWS_WITH_AS(joined.all(session),
                         "`author` is loaded in two ways: a record can hold one of them",
                         UsageError);
    // The same way twice is one.
    CHECK(statements_of(session, [&] {
            BookModel::query()
                .select_related(book::author())
                .select_related(book::author())
                .prefetch_related(book::author(), book::author().books(), book::author().books())
                .all(session);
          }) == 2);
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

TEST_CASE("friends are loaded from both sides, and friends of friends") {
  live::on_each_library([](Session& session) {
    std::vector<PersonModel> people;
    for (const char* name : {"Ann", "Bob", "Cid"}) {
      people.emplace_back().set_name(name);
      people.back().insert(session);
    }
    people[1].add_friends(session, {people[0], people[2]});
    std::vector<PersonModel> found;
    CHECK(statements_of(session, [&] {
            found = PersonModel::query().prefetch_related(person::friends().friends()).all(session);
          }) == 3);
    REQUIRE(found.size() == 3);
    CHECK(names(found[0].friends()) == Texts{"Bob"});
    CHECK(names(found[1].friends()) == Texts{"Ann", "Cid"});
    CHECK(names(found[0].friends()[0].friends()) == Texts{"Ann", "Cid"});
  });
}

TEST_CASE("an association of a table with itself is loaded in the direction that was asked for") {
  using namespace members_db;
  using namespace members_db::columns;
  live::on_each_engine([](live::TestDatabase& test) {
    Session session = test.database.session();
    members_db::create_schema(session);
    std::vector<MemberModel> members;
    for (const char* name : {"Ann", "Bob", "Cid"})
      members.push_back(MemberModel().set_name(name).save(session));
    members[0].add_follows(session, {members[1], members[2]});
    members[1].add_follows(session, {members[2]});
    std::vector<MemberModel> found;
    CHECK(statements_of(session, [&] {
            found =
                MemberModel::query()
                    .prefetch_related(member::follows().followers(), member::followers().follows())
                    .all(session);
          }) == 5);
    CHECK(names(found[0].follows()) == Texts{"Bob", "Cid"});
    CHECK(found[0].followers().empty());
    CHECK(names(found[1].follows()) == Texts{"Cid"});
    CHECK(names(found[1].followers()) == Texts{"Ann"});
    CHECK(found[2].follows().empty());
    CHECK(names(found[2].followers()) == Texts{"Ann", "Bob"});
    CHECK(names(found[0].follows()[1].followers()) == Texts{"Ann", "Bob"});
    CHECK(names(found[2].followers()[0].follows()) == Texts{"Bob", "Cid"});
    CHECK(names(MemberModel::query().where(member::followers().name == "Bob").all(session)) ==
          Texts{"Cid"});
    CHECK(names(MemberModel::query().where(member::follows().name == "Bob").all(session)) ==
          Texts{"Ann"});
    CHECK(names(found[0].query_follows().order_by(member::name.desc()).all(session)) ==
          Texts{"Cid", "Bob"});
    CHECK(names(found[2].query_followers().all(session)) == Texts{"Ann", "Bob"});
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
