// Updating related records.
#include "examples/library/example.h"

using namespace example;
using namespace library_db;
using namespace library_db::columns;
using thriftorm::Session;

TEST_CASE("update an author's email and the dates of all their books") {
  run([](Session& session) {
    fill(session);
    AuthorModel author = *AuthorModel::query().first(session);
    author.set_email("newemail@example.com");
    author.save(session);

    for (BookModel& book : author.books(session)) {
      book.set_published_date("2024-03-01");
      book.save(session);
    }
    CHECK(AuthorModel::find(session, *author.get_id())->get_email() == "newemail@example.com");
    CHECK(author.query_books().where(book::published_date == "2024-03-01").count(session) == 2);
    CHECK(BookModel::query().where(book::published_date == "2024-03-01").count(session) == 2);
  });
}

TEST_CASE("the same with one statement for all books") {
  run([](Session& session) {
    const AuthorModel author = fill(session).john;
    CHECK(statements(session, [&] {
            CHECK(author.query_books().update(session, book::published_date = "2024-03-01") == 2);
          }) == 1);
    CHECK(BookModel::query().where(book::published_date == "2024-03-01").count(session) == 2);
  });
}

TEST_CASE("update the other side of a one-to-one relationship") {
  run([](Session& session) {
    new_user("johndoe").set_profile(new_profile("Python developer")).save(session);

    UserModel user = *UserModel::query().select_related(user::profile()).first(session);
    ProfileModel profile = *user.profile();
    profile.set_bio("Updated bio").save(session);

    CHECK(ProfileModel::query().one(session).get_bio() == "Updated bio");
  });
}

TEST_CASE("update many-to-many relationships: remove, add, set, clear") {
  run([](Session& session) {
    const Library library = fill(session);
    CategoryModel category = library.snakes;
    const BookModel new_book =
        example::new_book("Python Cookbook", "2024-05-05").set_author(library.jane).save(session);

    category.remove_book(session, library.python);  // remove one book
    category.remove_book(session, library.old);     // was not in there: nothing happens
    category.add_books(session, {new_book});        // add a new one
    category.add_books(session, {new_book});        // is there already: nothing happens
    CHECK(titles(category.get_books(session)) == Texts{"Advanced Python", "Python Cookbook"});

    category.set_books(session, {library.old});  // these and no others
    CHECK(titles(category.get_books(session)) == Texts{"A Short History"});

    category.clear_books(session);  // remove all books
    CHECK(category.get_books(session).empty());
    CHECK(BookModel::query().count(session) == 4);
    CHECK(names(library.python.get_categories(session)) == Texts{"Programming"});
  });
}

TEST_CASE("give a book to another author, and add one to an author") {
  run([](Session& session) {
    Library library = fill(session);
    library.old.set_author(library.jane).save(session);
    CHECK(library.old.get_author(session)->get_name() == "Jane Smith");

    BookModel book = new_book("Python Cookbook", "2024-05-05");
    library.jane.add_book(session, book);
    CHECK(library.jane.query_books().count(session) == 3);
  });
}

TEST_CASE("what is loaded with a record is not stale once its key changes") {
  run([](Session& session) {
    const Library library = fill(session);
    BookModel book = *BookModel::query().select_related(book::author()).first(session);
    book.set_author_id(*library.jane.get_id());
    CHECK_THROWS_AS(book.author(), thriftorm::NotLoaded);
  });
}
