// Many records at once, records that may be there already, locks, and what a query sends.
#include "examples/library/example.h"

using namespace example;
using namespace library_db;
using namespace library_db::columns;
using thriftorm::Session;

TEST_CASE("many new records at once: a statement for each thousand") {
  run([](Session& session) {
    AuthorModel author = new_author("John Doe", "john@example.com").save(session);
    std::vector<BookModel> books;
    for (int i = 0; i < 100; ++i)
      books.push_back(
          new_book("Volume " + std::to_string(i), "2024-01-01").set_author_id(*author.get_id()));
    BookModel::insert_all(session, books);
    CHECK(author.query_books().count(session) == 100);
    CHECK(BookModel::find(session, *books[99].get_id())->get_title() == "Volume 99");
  });
}

TEST_CASE("insert, or write over what has the same value in a unique column") {
  run([](Session& session) {
    const CategoryModel old = new_category("Python").save(session);
    std::vector<CategoryModel> categories{new_category("Python").set_description("about snakes"),
                                          new_category("Programming")};
    CategoryModel::upsert_all(session, categories, category::name);
    CHECK(categories[0].get_id() == old.get_id());
    CHECK(names(CategoryModel::query().all(session)) == Texts{"Python", "Programming"});
    CHECK(CategoryModel::find_by_name(session, "Python")->get_description() == "about snakes");
  });
}

TEST_CASE("one record that is found or made, and one that is changed as well") {
  run([](Session& session) {
    const auto poems = CategoryModel::query().where(category::name == "Poems");
    const auto make = [] { return new_category("Poems"); };
    CHECK(poems.get_or_create(session, make).second);  // made
    const auto [category, is_new] = poems.get_or_create(session, make);
    CHECK_FALSE(is_new);
    CHECK(category.get_name() == "Poems");

    poems.update_or_create(session, make, [](CategoryModel& found) {
      found.set_description(found.get_description() + ", old and new");
    });
    CHECK(poems.one(session).get_description() == "Poems books, old and new");
  });
}

TEST_CASE("lock rows from reading until the transaction ends") {
  run([](Session& session) {
    fill(session);
    session.transaction([&] {
      BookModel book =
          BookModel::query().where(book::title == "A Short History").for_update().one(session);
      book.set_published_date("2022-07-01").save(session);
    });
    // Workers that each take the next record that no other has taken.
    session.transaction([&] {
      const auto next = BookModel::query().order_by(book::published_date).skip_locked();
      CHECK(next.first(session)->get_title() == "A Short History");
    });
    CHECK_THROWS_AS(BookModel::query().for_update().all(session), thriftorm::UsageError);
  });
}

TEST_CASE("what a query sends, and how the database goes about it") {
  run([](Session& session) {
    const AuthorModel author = fill(session).john;
    const auto query = BookModel::query().where(book::author() == author).limit(5);
    CHECK(
        query.to_sql() ==
        "SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM "
        "`books` WHERE `books`.`author_id` = ? ORDER BY `books`.`id` LIMIT ?");
    CHECK(query.explain(session).find("ix_books_author_id") != std::string::npos);
  });
}

TEST_CASE("a query for each record of a list is noticed") {
  run([](Session& session) {
    fill(session);
    const std::uint64_t before = session.statement_count();
    const auto books = BookModel::query().select_related(book::author()).all(session);
    CHECK(session.statement_count() - before == 1);
    session.refuse_repeated_loads();
    CHECK(books[0].get_author(session).has_value());
    CHECK_THROWS_AS(books[1].get_author(session), thriftorm::UsageError);
    session.refuse_repeated_loads(false);
  });
}
