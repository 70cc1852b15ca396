// Creating related records.
#include "examples/library/example.h"

using namespace example;
using namespace library_db;
using namespace library_db::columns;
using thriftorm::Session;

TEST_CASE("create a book with an existing author") {
  run([](Session& session) {
    AuthorModel author;
    author.set_name("John Doe").set_email("john@example.com");
    author.save(session);

    BookModel book;
    book.set_title("Python Programming").set_author(author).set_published_date("2024-01-01");
    book.save(session);

    CHECK(book.get_author_id() == author.get_id());
    CHECK(AuthorModel::query().count(session) == 1);
    CHECK(BookModel::query().one(session).get_title() == "Python Programming");
  });
}

TEST_CASE("create a book with a new author: one save stores both") {
  run([](Session& session) {
    BookModel book2;
    book2.set_title("Advanced Python")
        .set_author(new_author("Jane Smith", "jane@example.com"))
        .set_published_date("2024-02-01");
    CHECK(statements(session, [&] { book2.save(session); }) == 2);  // an INSERT each

    CHECK(book2.get_author(session)->get_name() == "Jane Smith");
    CHECK(AuthorModel::query().one(session).get_id() == book2.get_author_id());
  });
}

TEST_CASE("a save that fails stores neither") {
  run([](Session& session) {
    BookModel book = new_book("Undated", "no date");
    book.set_author(new_author("Nobody", "nobody@example.com"));
    CHECK_THROWS_AS(book.save(session), thriftorm::InvalidData);
    CHECK_FALSE(AuthorModel::query().exists(session));

    // Nothing is lost: the author still waits in the book.
    book.set_published_date("2024-02-01").save(session);
    CHECK(book.get_author(session)->get_name() == "Nobody");
  });
}

TEST_CASE("create an author with books: the way back waits for the author's save as well") {
  run([](Session& session) {
    AuthorModel author = new_author("John Doe", "john@example.com");
    author.add_book(new_book("Python Programming", "2024-01-01"))
        .add_book(new_book("A Short History", "2022-06-30"));
    author.save(session);
    CHECK(titles(author.get_books(session)) == Texts{"Python Programming", "A Short History"});
  });
}

TEST_CASE("create a book from the wire, with the author that it embeds") {
  run([](Session& session) {
    library::Book wire;
    wire.title = "Advanced Python";
    wire.published_date = "2024-02-01";
    wire.author.name = "Jane Smith";
    wire.author.email = "jane@example.com";
    BookModel book = BookModel().from_thrift(wire).save(session);

    wire.__set_id(*book.get_id());
    wire.author.__set_id(book.get_author_id());
    CHECK(BookModel::query().one(session).to_thrift(session) == wire);
  });
}

TEST_CASE("one-to-one: a user with a profile") {
  run([](Session& session) {
    UserModel user;
    user.set_username("johndoe").set_email("john@example.com");
    user.save(session);

    ProfileModel profile;
    profile.set_user(user)
        .set_bio("Python developer and author")
        .set_avatar_url("https://example.com/avatar.jpg");
    profile.save(session);

    CHECK(user.get_profile(session)->get_bio() == "Python developer and author");
    CHECK(profile.get_user(session)->get_username() == "johndoe");

    // Or both at once, from either side.
    UserModel jane = new_user("jane");
    jane.set_profile(new_profile("Writes")).save(session);
    CHECK(jane.get_profile(session)->get_bio() == "Writes");
  });
}

TEST_CASE("one-to-one: a second profile is refused") {
  run([](Session& session) {
    UserModel user = new_user("johndoe").set_profile(new_profile("the first")).save(session);
    ProfileModel second = new_profile("the second").set_user(user);
    try {
      second.save(session);
      FAIL("a user has two profiles");
    } catch (const thriftorm::ConstraintViolation& violation) {
      CHECK(violation.constraint_kind() == thriftorm::ConstraintKind::kUnique);
    }
    // set_profile() takes the place of the one that is there.
    user.set_profile(new_profile("the third")).save(session);
    CHECK(ProfileModel::query().one(session).get_bio() == "the third");
  });
}

TEST_CASE("many-to-many: books into categories, from both sides") {
  run([](Session& session) {
    AuthorModel author = new_author("John Doe", "john@example.com").save(session);
    BookModel book = new_book("Python Programming", "2024-01-01").set_author(author).save(session);
    BookModel book2 = new_book("Advanced Python", "2024-02-01").set_author(author).save(session);

    CategoryModel category;
    category.set_name("Programming").set_description("Programming books");
    category.save(session);

    category.add_books(session, {book, book2});
    book.add_categories(session, {category});  // the same link, from the other side

    CHECK(titles(category.get_books(session)) == Texts{"Python Programming", "Advanced Python"});
    CHECK(names(book2.get_categories(session)) == Texts{"Programming"});
    CHECK(live::count_rows(session, "book_categories") == 2);
  });
}

TEST_CASE("many-to-many: both sides must be stored") {
  run([](Session& session) {
    CategoryModel category = new_category("Programming").save(session);
    CHECK_THROWS_AS(category.add_books(session, {new_book("Unsaved", "2024-01-01")}),
                    thriftorm::UnsavedRecord);
    CHECK_THROWS_AS(new_category("Unsaved").add_books(session, {}), thriftorm::UnsavedRecord);
  });
}
