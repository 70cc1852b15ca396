// Advanced queries: nested loading, complex filters, aggregates, pages.
#include "examples/library/example.h"

using namespace example;
using namespace library_db;
using namespace library_db::columns;
using thriftorm::Session;

TEST_CASE("a junction table with a name of its own: tags, linked through book_tags") {
  run([](Session& session) {
    Library library = fill(session);
    TagModel tag1 = TagModel().set_name("beginners").save(session);
    TagModel tag2 = TagModel().set_name("new").save(session);
    BookModel& book = library.python;

    book.add_tags(session, {tag1, tag2});
    CHECK(live::count_rows(session, "book_tags") == 2);
    book.remove_tag(session, tag1);
    CHECK(names(book.get_tags(session)) == Texts{"new"});
    CHECK(titles(tag2.get_books(session)) == Texts{"Python Programming"});
    book.clear_tags(session);
    CHECK(live::count_rows(session, "book_tags") == 0);
  });
}

TEST_CASE("nested prefetch: authors, their books, and the categories of these") {
  run([](Session& session) {
    fill(session);
    std::vector<AuthorModel> authors;
    CHECK(statements(session, [&] {
            authors =
                AuthorModel::query().prefetch_related(author::books().categories()).all(session);
          }) == 3);  // one for each step, however many rows there are
    Texts lines;
    CHECK(statements(session, [&] {
            for (const AuthorModel& author : authors) {
              for (const BookModel& book : author.books()) {
                for (const CategoryModel& category : book.categories())
                  lines.push_back(author.get_name() + ": " + book.get_title() + ", " +
                                  category.get_name());
              }
            }
          }) == 0);
    CHECK(lines == Texts{"John Doe: Python Programming, Programming",
                         "John Doe: Python Programming, Python",
                         "Jane Smith: Advanced Python, Python"});
  });
}

TEST_CASE("prefetch some of the rows, in an order") {
  run([](Session& session) {
    fill(session);
    const auto authors = AuthorModel::query()
                             .prefetch_related(author::books()
                                                   .where(book::published_date > "2000-01-01")
                                                   .order_by(book::published_date))
                             .all(session);
    CHECK(titles(authors[0].books()) == Texts{"A Short History", "Python Programming"});
  });
}

TEST_CASE("complex filtering on related fields, ordered by a related field and a field") {
  run([](Session& session) {
    fill(session);
    std::vector<BookModel> books;
    CHECK(statements(session, [&] {
            books = BookModel::query()
                        .select_related(book::author())
                        .where(book::author().name.starts_with("John") &&
                               book::categories().name.in({"Python", "Programming"}) &&
                               book::published_date > "2023-01-01")
                        .order_by(book::author().name, book::title)
                        .all(session);
          }) == 1);
    CHECK(titles(books) == Texts{"Python Programming"});
    CHECK(books[0].author().get_name() == "John Doe");
    CHECK(titles(BookModel::query().order_by(book::author().name, book::title).all(session)) ==
          Texts{"Advanced Python", "A Short History", "Python Programming"});
  });
}

TEST_CASE("aggregate queries on related records: how many books, and the latest") {
  run([](Session& session) {
    const AuthorModel author = fill(session).john;
    const std::int64_t total_books = author.query_books().count(session);
    const std::optional<BookModel> latest_book =
        author.query_books().order_by(book::published_date.desc()).first(session);
    CHECK(total_books == 2);
    CHECK(latest_book->get_title() == "Python Programming");
    CHECK(author.query_books().max(session, book::published_date) == "2024-01-01");
    CHECK(author.query_books().where(book::title.contains("History")).exists(session));
  });
}

TEST_CASE("count related records of each record, in one query") {
  run([](Session& session) {
    fill(session);
    new_author("Idle", "idle@example.com").save(session);
    // Side by side they do not multiply each other, and who has none is there as well.
    const auto rows =
        AuthorModel::query()
            .select(author::name, count(author::books()), count(author::books().categories()),
                    max(author::books().published_date))
            .order_by(author::name)
            .all(session);
    using Row = std::tuple<std::string, std::int64_t, std::int64_t, std::optional<std::string>>;
    CHECK(rows == std::vector<Row>{{"Idle", 0, 0, std::nullopt},
                                   {"Jane Smith", 1, 1, "2024-02-01"},
                                   {"John Doe", 2, 2, "2024-01-01"}});
  });
}

TEST_CASE("group by a related field, and keep some of the groups") {
  run([](Session& session) {
    fill(session);
    const auto rows =
        BookModel::query()
            .group_by(book::author().name)
            .having(thriftorm::count() > 1)
            .select(book::author().name, thriftorm::count(), min(book::published_date))
            .all(session);
    using Row = std::tuple<std::optional<std::string>, std::int64_t, std::optional<std::string>>;
    CHECK(rows == std::vector<Row>{{"John Doe", 2, "2022-06-30"}});
  });
}

TEST_CASE("some columns only, and each different row once") {
  run([](Session& session) {
    fill(session);
    const auto rows = BookModel::query()
                          .where(book::categories().exists())
                          .select(book::author().email)
                          .distinct()
                          .order_by(book::author().email)
                          .all(session);
    using Row = std::tuple<std::optional<std::string>>;
    CHECK(rows == std::vector<Row>{{"jane@example.com"}, {"john@example.com"}});
  });
}

TEST_CASE("or, not, and conditions that are known only at run time") {
  run([](Session& session) {
    fill(session);
    const auto search = [&](const std::string& text, bool recent, const std::string& order) {
      return titles(BookModel::query()
                        .search(text, book::title, book::author().name)
                        .where_if(recent, book::published_date >= "2024-01-01")
                        .order_by_name(order, book::title, book::published_date)
                        .all(session));
    };
    CHECK(search("PYTHON", false, "-title") == Texts{"Python Programming", "Advanced Python"});
    CHECK(search("jöhn", true, "title") == Texts{"Python Programming"});
    CHECK(search("", false, "published_date") ==
          Texts{"A Short History", "Python Programming", "Advanced Python"});
    CHECK_THROWS_AS(search("", false, "author_id"), thriftorm::UsageError);

    CHECK(titles(
              BookModel::query()
                  .where(book::title == "A Short History" || !(book::published_date < "2024-02-01"))
                  .all(session)) == Texts{"Advanced Python", "A Short History"});
  });
}

TEST_CASE("of the rows of a relation, one of which all of it holds") {
  run([](Session& session) {
    fill(session);
    // John has a book of 2022 and one about Python, but they are not the same.
    const auto early = book::published_date < "2023-01-01";
    const auto about_python = book::title.contains("Python");
    CHECK_FALSE(
        AuthorModel::query().where(author::books().any(early && about_python)).exists(session));
    CHECK(names(AuthorModel::query()
                    .where(author::books().any(early) && author::books().any(about_python))
                    .all(session)) == Texts{"John Doe"});
    CHECK(names(AuthorModel::query().where(author::books().none(early)).all(session)) ==
          Texts{"Jane Smith"});
  });
}

TEST_CASE("limit, offset, pages, and a cursor for more than fits into memory") {
  run([](Session& session) {
    fill(session);
    const auto by_title = BookModel::query().order_by(book::title);
    CHECK(titles(thriftorm::Query(by_title).limit(1).offset(1).all(session)) ==
          Texts{"Advanced Python"});
    const thriftorm::Page<BookModel> page = by_title.page(session, 1, 2);  // counted from 0
    CHECK(titles(page.records) == Texts{"Python Programming"});
    CHECK(page.total == 3);

    int read = 0;
    for (const BookModel& book : BookModel::query().select_related(book::author()).cursor(session))
      read += book.author().get_name().empty() ? 0 : 1;
    CHECK(read == 3);
  });
}

TEST_CASE("relations go in circles") {
  run([](Session& session) {
    const Library library = fill(session);
    // An author's books, their categories, the books in these: John is among their authors.
    const auto near_john = author::books().categories().books().author() == library.john;
    CHECK(names(AuthorModel::query().where(near_john).all(session)) ==
          Texts{"John Doe", "Jane Smith"});

    CategoryModel part = library.snakes;
    part.set_parent(library.programming).save(session);
    const auto parts = CategoryModel::query()
                           .where(category::parent().name == "Programming")
                           .select_related(category::parent())
                           .all(session);
    CHECK(names(parts) == Texts{"Python"});
    CHECK(parts[0].parent()->get_name() == "Programming");
    CHECK(names(library.programming.get_parts(session)) == Texts{"Python"});
  });
}

TEST_CASE("whole Thrift objects of a query's records") {
  run([](Session& session) {
    fill(session);
    const std::vector<library::Book> wire =
        BookModel::query().where(book::author().name == "Jane Smith").thrift(session);
    REQUIRE(wire.size() == 1);
    CHECK(wire[0].title == "Advanced Python");
    CHECK(wire[0].author.email == "jane@example.com");
  });
}
