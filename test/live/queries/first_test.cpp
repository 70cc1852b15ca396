// Queries over the library.
#include <string>
#include <vector>

#include "test/live/relations/library_records.h"

using namespace library_db;
using namespace library_db::columns;
using thriftorm::Session;

namespace {

std::vector<std::string> titles(const std::vector<BookModel>& books) {
  std::vector<std::string> all;
  for (const BookModel& book : books) all.push_back(book.get_title());
  return all;
}
using Texts = std::vector<std::string>;

void fill(Session& session) {
  AuthorModel jane = live::new_author("Jane").save(session);
  AuthorModel john = live::new_author("John").save(session);
  live::new_author("Idle").save(session);
  std::vector<BookModel> books;
  for (const char* title : {"a", "b%", "c_"})
    books.push_back(live::new_book(title).set_author(jane).save(session));
  books.push_back(
      live::new_book("d").set_author(john).set_published_date("2020-02-29").save(session));
  CategoryModel fiction = CategoryModel().set_name("fiction").save(session);
  CategoryModel poems = CategoryModel().set_name("poems").save(session);
  fiction.add_books(session, {books[0], books[3]});
  poems.add_books(session, {books[0], books[1]});
}

}  // namespace

TEST_CASE("a query gives the records of which its condition holds") {
  live::on_each_library([](Session& session) {
    fill(session);
    CHECK(titles(BookModel::query().all(session)) == Texts{"a", "b%", "c_", "d"});
    CHECK(titles(BookModel::query().where(book::title == "a").all(session)) == Texts{"a"});
    CHECK(titles(BookModel::query().where(book::title.contains("%")).all(session)) == Texts{"b%"});
    CHECK(titles(BookModel::query()
                     .where(book::published_date > "2023-01-01" && book::author().name == "Jane")
                     .order_by(book::title.desc())
                     .all(session)) == Texts{"c_", "b%", "a"});
    CHECK(titles(BookModel::query()
                     .where(book::categories().name.in({"poems", "fiction"}))
                     .all(session)) == Texts{"a", "b%", "d"});
    CHECK(titles(BookModel::query().where(!(book::categories().name == "poems")).all(session)) ==
          Texts{"c_", "d"});
    CHECK(AuthorModel::query().where(author::books().categories().name == "poems").count(session) ==
          1);
    CHECK(AuthorModel::query()
              .where(author::books().any(book::title == "a" && book::categories().name == "poems"))
              .count(session) == 1);
    CHECK(AuthorModel::query()
              .where(author::books().any(book::title == "d" && book::categories().name == "poems"))
              .count(session) == 0);
  });
}

TEST_CASE("related records come along") {
  live::on_each_library([](Session& session) {
    fill(session);
    auto books = BookModel::query().select_related(book::author()).all(session);
    CHECK(books[3].author().get_name() == "John");
    CHECK_THROWS_AS(books[3].categories(), thriftorm::NotLoaded);
    auto authors = AuthorModel::query()
                       .prefetch_related(author::books().categories())
                       .order_by(author::name)
                       .all(session);
    REQUIRE(authors.size() == 3);
    CHECK(authors[0].books().empty());
    CHECK(titles(authors[1].books()) == Texts{"a", "b%", "c_"});
    CHECK(authors[1].books()[0].categories().size() == 2);
    auto found = authors[1].query_books().where(book::title >= "b").all(session);
    CHECK(titles(found) == Texts{"b%", "c_"});
    const auto counts = AuthorModel::query()
                            .select(author::name, thriftorm::count(author::books()),
                                    thriftorm::count(author::books().where(book::title > "a")))
                            .order_by(author::name)
                            .all(session);
    CHECK(counts == std::vector<std::tuple<std::string, std::int64_t, std::int64_t>>{
                        {"Idle", 0, 0}, {"Jane", 3, 2}, {"John", 1, 1}});
    const auto groups = BookModel::query()
                            .group_by(book::author().name)
                            .having(thriftorm::count() > 1)
                            .select(book::author().name, thriftorm::count(), max(book::title))
                            .all(session);
    REQUIRE(groups.size() == 1);
    CHECK(std::get<0>(groups[0]) == "Jane");
    CHECK(std::get<1>(groups[0]) == 3);
    CHECK(std::get<2>(groups[0]) == "c_");
    std::string seen;
    for (BookModel& book : BookModel::query().select_related(book::author()).cursor(session)) {
      seen += book.get_title() + book.author().get_name();
      CHECK(AuthorModel::query().exists(session));
    }
    CHECK(seen == "aJaneb%Janec_JanedJohn");
    CHECK(BookModel::query().page(session, 1, 3).total == 4);
    CHECK(titles(BookModel::query().page(session, 1, 3).records) == Texts{"d"});
    CHECK(BookModel::query().where(book::author() == authors[2]).count(session) == 1);
    CHECK(BookModel::query().where(book::title.icontains("A")).count(session) == 1);
    CHECK(BookModel::query()
              .where(book::author().name == "Jane")
              .update(session, book::title = "x", book::published_date = "2000-01-01") == 3);
    CHECK(BookModel::query().where(book::author().name == "Jane").erase(session) == 3);
    CHECK(BookModel::query().count(session) == 1);
  });
}

TEST_CASE("an aggregate is over the records that the query gives") {
  live::on_each_library([](Session& session) {
    AuthorModel jane = live::new_author("Jane").save(session);
    for (const char* title : {"d", "c", "b", "a"})
      live::new_book(title).set_author(jane).save(session);
    const auto by_title = [] { return BookModel::query().order_by(book::title); };
    CHECK(by_title().sum(session, book::id) == 10);
    CHECK(by_title().limit(2).sum(session, book::id) == 7);
    CHECK(by_title().offset(3).max(session, book::id) == 1);
    CHECK(by_title().limit(2).offset(1).avg(session, book::id) == 2.5);
    CHECK(by_title().limit(2).min(session, book::title) == "a");
    CHECK(by_title().limit(3).max(session, book::author().name) == "Jane");
    CHECK(by_title().limit(0).sum(session, book::id) == std::nullopt);
    CHECK(jane.query_books().where(book::title > "a").limit(1).sum(session, book::id * 2) == 2);
  });
}
