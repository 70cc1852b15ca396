// Querying related records.
#include "examples/library/example.h"

using namespace example;
using namespace library_db;
using namespace library_db::columns;
using thriftorm::Session;

TEST_CASE("all books by an author") {
  run([](Session& session) {
    const Library library = fill(session);
    std::vector<BookModel> books =
        BookModel::query().where(book::author() == library.john).all(session);
    CHECK(titles(books) == Texts{"Python Programming", "A Short History"});
    // By the key alone:
    CHECK(BookModel::find_by_author_id(session, *library.john.get_id()).size() == 2);
  });
}

TEST_CASE("an author's books, using the reverse relationship") {
  run([](Session& session) {
    const AuthorModel author = fill(session).john;
    const Texts expected{"Python Programming", "A Short History"};
    CHECK(titles(author.get_books(session)) == expected);          // a list
    CHECK(titles(author.query_books().all(session)) == expected);  // a query, to go on from
    Texts streamed;
    for (const BookModel& book : author.books(session)) streamed.push_back(book.get_title());
    CHECK(streamed == expected);
  });
}

TEST_CASE("a book with its author in one query: no additional query needed") {
  run([](Session& session) {
    fill(session);
    std::optional<BookModel> book;
    CHECK(statements(session, [&] {
            book = BookModel::query().select_related(book::author()).first(session);
          }) == 1);
    CHECK(book->author().get_name() == "John Doe");  // takes no session: nothing can be sent
  });
}

TEST_CASE("what was not loaded is not read in secret") {
  run([](Session& session) {
    fill(session);
    const BookModel book = *BookModel::query().first(session);
    CHECK_THROWS_AS(book.author(), thriftorm::NotLoaded);
    CHECK(book.get_author(session)->get_name() == "John Doe");
  });
}

TEST_CASE("all authors with their books: no additional queries, however many they are") {
  run([](Session& session) {
    fill(session);
    new_author("Idle", "idle@example.com").save(session);
    std::vector<AuthorModel> authors;
    CHECK(statements(session, [&] {
            authors = AuthorModel::query().prefetch_related(author::books()).all(session);
          }) == 2);  // one for the authors, one for all their books
    Texts lines;
    CHECK(statements(session, [&] {
            for (const AuthorModel& author : authors) {
              for (const BookModel& book : author.books())
                lines.push_back(author.get_name() + ": " + book.get_title());
            }
          }) == 0);
    CHECK(lines == Texts{"John Doe: Python Programming", "John Doe: A Short History",
                         "Jane Smith: Advanced Python"});
    CHECK(authors[2].books().empty());
  });
}

TEST_CASE("filter on related fields") {
  run([](Session& session) {
    fill(session);
    std::vector<BookModel> books =
        BookModel::query().where(book::author().name == "John Doe").all(session);
    CHECK(titles(books) == Texts{"Python Programming", "A Short History"});
  });
}

TEST_CASE("eager loading with a filter on a date") {
  run([](Session& session) {
    fill(session);
    auto books = BookModel::query()
                     .select_related(book::author())
                     .where(book::published_date > "2023-01-01")
                     .all(session);
    CHECK(titles(books) == Texts{"Python Programming", "Advanced Python"});
    CHECK(books[1].author().get_email() == "jane@example.com");
  });
}

TEST_CASE("complex queries: recent books of authors at example.com, the latest first") {
  run([](Session& session) {
    fill(session);
    std::vector<BookModel> recent_books;
    CHECK(statements(session, [&] {
            recent_books = BookModel::query()
                               .select_related(book::author())
                               .where(book::published_date > "2023-01-01" &&
                                      book::author().email.contains("example.com"))
                               .order_by(book::published_date.desc())
                               .all(session);
          }) == 1);
    CHECK(titles(recent_books) == Texts{"Advanced Python", "Python Programming"});
    CHECK(recent_books[0].author().get_name() == "Jane Smith");
  });
}

TEST_CASE("one-to-one: a user's profile, and the user of a profile") {
  run([](Session& session) {
    new_user("johndoe").set_profile(new_profile("Python developer")).save(session);
    new_user("nobody").save(session);

    const UserModel user = *UserModel::query().select_related(user::profile()).first(session);
    CHECK(statements(session, [&] { CHECK(user.profile()->get_bio() == "Python developer"); }) ==
          0);
    const UserModel other = *UserModel::query().select_related(user::profile()).last(session);
    CHECK(other.profile() == nullptr);

    const ProfileModel profile =
        *ProfileModel::query().select_related(profile::user()).first(session);
    CHECK(profile.user().get_username() == "johndoe");

    CHECK(UserModel::query().where(user::profile().is_null()).one(session).get_username() ==
          "nobody");
    CHECK(UserModel::query().where(user::profile().bio.starts_with("Python")).count(session) == 1);
  });
}

TEST_CASE("many-to-many: the books of a category that is asked for by its name") {
  run([](Session& session) {
    fill(session);
    std::vector<BookModel> programming_books = CategoryModel::query()
                                                   .where(category::name == "Programming")
                                                   .one(session)
                                                   .query_books()
                                                   .all(session);
    CHECK(titles(programming_books) == Texts{"Python Programming"});
    // `name` is unique, so that there is a function for it; or one statement for both:
    CHECK(CategoryModel::find_by_name(session, "Programming")->get_books(session).size() == 1);
    CHECK(BookModel::query()
              .where(book::categories().name == "Programming")
              .one(session)
              .get_title() == "Python Programming");
  });
}

TEST_CASE("get by a condition: none and several are errors") {
  run([](Session& session) {
    fill(session);
    CHECK_THROWS_AS(CategoryModel::query().where(category::name == "Poems").one(session),
                    thriftorm::RecordNotFound);
    CHECK_THROWS_AS(CategoryModel::query().one(session), thriftorm::InvalidData);
    CHECK_FALSE(CategoryModel::query().where(category::name == "Poems").first(session));
  });
}

TEST_CASE("many-to-many: books in any of several categories, each of them once") {
  run([](Session& session) {
    fill(session);
    const auto in_any =
        BookModel::query().where(book::categories().name.in({"Programming", "Python"}));
    CHECK(titles(in_any.all(session)) == Texts{"Python Programming", "Advanced Python"});
    CHECK(in_any.count(session) == 2);

    // In all of them: each comparison asks anew.
    const auto in_both = BookModel::query()
                             .where(book::categories().name == "Programming")
                             .where(book::categories().name == "Python");
    CHECK(titles(in_both.all(session)) == Texts{"Python Programming"});

    const auto in_none = BookModel::query().where(!book::categories().exists());
    CHECK(titles(in_none.all(session)) == Texts{"A Short History"});
  });
}
