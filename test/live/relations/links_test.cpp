// Association tables: links between books and categories, tags, and friends.
#include <string>
#include <vector>

#include "test/live/relations/library_records.h"

using namespace library_db;
using live::count_rows;
using live::on_each_library;
using thriftorm::Session;

namespace {

using Strings = std::vector<std::string>;

// Books by one author, with these titles.
std::vector<BookModel> save_books(Session& session, const Strings& titles) {
  AuthorModel author;
  author.set_name("Ursula").set_email("u@x").save(session);
  std::vector<BookModel> books;
  for (const std::string& title : titles) {
    books.emplace_back()
        .set_title(title)
        .set_author_id(*author.get_id())
        .set_published_date("2023-05-01")
        .save(session);
  }
  return books;
}

CategoryModel save_category(Session& session, const std::string& name) {
  CategoryModel category;
  return category.set_name(name).save(session);
}

Strings titles(const std::vector<BookModel>& books) {
  Strings all;
  for (const BookModel& book : books) all.push_back(book.get_title());
  return all;
}

}  // namespace

TEST_CASE("added books are linked once, and seen from both sides") {
  on_each_library([](Session& session) {
    const std::vector<BookModel> books = save_books(session, {"a", "b", "c"});
    CategoryModel category = save_category(session, "fantasy");
    category.add_books(session, {books[0], books[1], books[0]});
    category.add_books(session, {books[1], books[2]});
    CHECK(titles(category.get_books(session)) == Strings{"a", "b", "c"});
    REQUIRE(books[2].get_categories(session).size() == 1);
    CHECK(books[2].get_categories(session)[0].get_name() == "fantasy");
    CHECK(count_rows(session, "book_categories") == 3);
  });
}

TEST_CASE("links are written from the way back as well") {
  on_each_library([](Session& session) {
    std::vector<BookModel> books = save_books(session, {"a"});
    const CategoryModel first = save_category(session, "first");
    const CategoryModel second = save_category(session, "second");
    books[0].set_categories(session, {first, second});
    CHECK(titles(first.get_books(session)) == Strings{"a"});
    books[0].remove_category(session, first);
    CHECK(first.get_books(session).empty());
    CHECK(books[0].get_categories(session).size() == 1);
  });
}

TEST_CASE("removing and clearing take links away, never records") {
  on_each_library([](Session& session) {
    const std::vector<BookModel> books = save_books(session, {"a", "b", "c"});
    CategoryModel category = save_category(session, "fantasy");
    CategoryModel other = save_category(session, "other");
    category.add_books(session, books);
    other.add_books(session, books);
    category.remove_book(session, books[1]);
    category.remove_book(session, books[1]);
    CHECK(titles(category.get_books(session)) == Strings{"a", "c"});
    category.clear_books(session);
    CHECK(category.get_books(session).empty());
    CHECK(other.get_books(session).size() == 3);
    CHECK(count_rows(session, "books") == 3);
  });
}

TEST_CASE("setting replaces the links, touching those alone that differ") {
  on_each_library([](Session& session) {
    const std::vector<BookModel> books = save_books(session, {"a", "b", "c"});
    CategoryModel category = save_category(session, "fantasy");
    category.set_books(session, {books[0], books[1]});
    int statements = 0;
    session.on_statement([&](const thriftorm::StatementEvent& event) {
      if (event.sql.find("book_categories") != std::string_view::npos) ++statements;
    });
    category.set_books(session, {books[1], books[2]});
    CHECK(statements == 3);  // read, delete one, insert one
    category.set_books(session, {books[2], books[1]});
    CHECK(statements == 4);  // read
    session.on_statement(nullptr);
    CHECK(titles(category.get_books(session)) == Strings{"b", "c"});
    category.set_books(session, {});
    CHECK(category.get_books(session).empty());
  });
}

TEST_CASE("a side that is not stored is refused, and nothing is linked") {
  on_each_library([](Session& session) {
    std::vector<BookModel> books = save_books(session, {"a"});
    books.emplace_back().set_title("unsaved");
    CategoryModel category = save_category(session, "fantasy");
    CHECK_THROWS_AS(category.add_books(session, books), thriftorm::UnsavedRecord);
    CHECK_THROWS_AS(CategoryModel().add_books(session, {books[0]}), thriftorm::UnsavedRecord);
    CHECK(count_rows(session, "book_categories") == 0);
  });
}

TEST_CASE("a side whose row is gone is refused, and nothing is linked") {
  on_each_library([](Session& session) {
    const std::vector<BookModel> books = save_books(session, {"a", "b"});
    BookModel gone = books[1];
    BookModel(gone).destroy(session);
    CategoryModel category = save_category(session, "fantasy");
    CHECK_THROWS_AS(category.add_books(session, {books[0], gone}), thriftorm::RecordNotFound);
    CHECK_THROWS_AS(category.set_books(session, {gone}), thriftorm::RecordNotFound);
    CategoryModel lost = category;
    category.destroy(session);
    CHECK_THROWS_AS(lost.add_books(session, {books[0]}), thriftorm::RecordNotFound);
    CHECK_THROWS_AS(lost.set_books(session, {}), thriftorm::RecordNotFound);
    PersonModel ann;
    ann.set_name("ann").save(session);
    PersonModel stranger;
    stranger.set_name("stranger");
    CHECK_THROWS_AS(ann.add_friends(session, {stranger}), thriftorm::RecordNotFound);
    CHECK(count_rows(session, "book_categories") == 0);
    CHECK(count_rows(session, "friendships") == 0);
  });
}

TEST_CASE("destroying either side takes the links along and leaves the other") {
  on_each_library([](Session& session) {
    std::vector<BookModel> books = save_books(session, {"a", "b"});
    CategoryModel category = save_category(session, "fantasy");
    category.add_books(session, books);
    books[0].destroy(session);
    CHECK(titles(category.get_books(session)) == Strings{"b"});
    category.destroy(session);
    CHECK(count_rows(session, "book_categories") == 0);
    CHECK(count_rows(session, "books") == 1);
  });
}

TEST_CASE("an author's books go with the author, by the rule that the IDL states") {
  on_each_library([](Session& session) {
    const std::vector<BookModel> books = save_books(session, {"a", "b"});
    CHECK(books[0].get_author(session)->get_books(session).size() == 2);
    books[0].get_author(session)->destroy(session);
    CHECK(count_rows(session, "books") == 0);
  });
}

TEST_CASE("friendship is mutual, with oneself too") {
  on_each_library([](Session& session) {
    std::vector<PersonModel> people;
    for (const char* name : {"ann", "bob", "cy"})
      people.emplace_back().set_name(name).save(session);
    people[0].add_friends(session, {people[1], people[2], people[0]});
    CHECK(people[1].get_friends(session).size() == 1);
    CHECK(people[0].get_friends(session).size() == 3);
    people[1].remove_friend(session, people[0]);
    CHECK(people[0].get_friends(session).size() == 2);
    people[0].clear_friends(session);
    CHECK(people[2].get_friends(session).empty());
    CHECK(count_rows(session, "friendships") == 0);
  });
}

TEST_CASE("many links go in few statements") {
  on_each_library([](Session& session) {
    CategoryModel category = save_category(session, "all");
    const std::vector<BookModel> books =
        session.transaction([&] { return save_books(session, Strings(1000, "t")); });
    int statements = 0;
    session.on_statement([&](const thriftorm::StatementEvent&) { ++statements; });
    session.transaction([&] { category.add_books(session, books); });
    session.on_statement(nullptr);
    CHECK(statements <= 8);
    CHECK(count_rows(session, "book_categories") == 1000);
  });
}

TEST_CASE("a person who goes leaves no friendship behind, in either direction") {
  on_each_library([](Session& session) {
    std::vector<PersonModel> people;
    for (const char* name : {"ann", "bob", "cid"})
      people.emplace_back().set_name(name).save(session);
    people[0].set_friends(session, {people[1], people[2]});
    people[1].add_friends(session, {people[2]});
    people[0].destroy(session);
    CHECK(session.query("SELECT COUNT(*) FROM friendships").next()->get_int64(0) == 2);
    CHECK(people[1].get_friends(session).size() == 1);
  });
}
