// Relations that are loaded by statements of their own: which rows, and how many statements.
#include <string>
#include <vector>

#include "members_db/models.h"
#include "test/live/queries/loading.h"

using namespace library_db;
using namespace library_db::columns;
using namespace loading;
using thriftorm::UsageError;

namespace {

Texts names(const std::vector<members_db::MemberModel>& members) {
  Texts all;
  for (const auto& member : members) all.push_back(member.get_name());
  return all;
}

}  // namespace

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

TEST_CASE("a parent that a prefetch leaves out is said not to be loaded") {
  live::on_each_library([](Session& session) {
    fill(session);
    const auto books = BookModel::query()
                           .prefetch_related(book::author().where(author::name == "Jane"))
                           .all(session);
    CHECK(books[2].author().get_name() == "Jane");
    const BookModel copy = books[3];
    CHECK_THROWS_WITH_AS(copy.author(),
                         "`author` was not loaded with the record: its row is gone, or none of "
                         "those that prefetch_related() asked for; table books; id 4",
                         thriftorm::NotLoaded);
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
