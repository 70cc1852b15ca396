// What the IDL promises of the tables: foreign keys, uniqueness, indexes. And how a breach is told.
#include <algorithm>

#include "examples/library/example.h"

using namespace example;
using namespace library_db;
using namespace library_db::columns;
using thriftorm::Session;

namespace {

template <class Work>
thriftorm::ConstraintViolation violation(Work&& work) {
  try {
    std::forward<Work>(work)();
  } catch (const thriftorm::ConstraintViolation& error) {
    return error;
  }
  FAIL("nothing is violated");
  return {"", thriftorm::ConstraintKind::kCheck};
}

// The names of a table's indexes that are not its primary key, on SQLite as on the servers.
Texts indexes(Session& session, const std::string& table) {
  const bool sqlite = session.dialect() == thriftorm::Dialect::kSqlite;
  thriftorm::Rows rows = session.query(
      sqlite ? "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS "
               "NOT NULL"
             : "SELECT DISTINCT index_name FROM information_schema.statistics WHERE table_schema = "
               "DATABASE() AND table_name = ? AND index_name <> 'PRIMARY'",
      table);
  Texts found;
  while (const thriftorm::Row* row = rows.next()) found.emplace_back(row->get_text(0));
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

TEST_CASE("a parent that is not there: the error names constraint and table, and holds no value") {
  run([](Session& session) {
    BookModel book = new_book("a title that is nobody's business", "2024-01-01");
    const auto error = violation([&] { book.set_author_id(424242).save(session); });
    CHECK(error.constraint_kind() == thriftorm::ConstraintKind::kForeignKey);
    CHECK(error.details().table == "books");
    CHECK(std::string(error.what()).find("nobody's") == std::string::npos);
    CHECK(std::string(error.what()).find("424242") == std::string::npos);
    CHECK_FALSE(book.is_stored());
  });
}

TEST_CASE("a required parent that was not given is found before anything is sent") {
  run([](Session& session) {
    BookModel book = new_book("Orphan", "2024-01-01");
    CHECK(statements(session, [&] { CHECK_THROWS_AS(book.save(session), thriftorm::Error); }) == 0);
  });
}

TEST_CASE("a value that does not fit its column is found before anything is sent") {
  run([](Session& session) {
    AuthorModel author = new_author(std::string(256, 'x'), "long@example.com");
    CHECK(statements(session,
                     [&] { CHECK_THROWS_AS(author.save(session), thriftorm::InvalidData); }) == 0);
  });
}

TEST_CASE("unique fields") {
  run([](Session& session) {
    new_category("Programming").save(session);
    const auto error = violation([&] { new_category("Programming").save(session); });
    CHECK(error.constraint_kind() == thriftorm::ConstraintKind::kUnique);
    new_category("programming").save(session);  // another text: compared byte by byte
    CHECK(CategoryModel::query().count(session) == 2);
  });
}

TEST_CASE("every key column has an index, the junction tables' as well") {
  run([](Session& session) {
    CHECK(indexes(session, "books") == Texts{"ix_books_author_id"});
    CHECK(indexes(session, "profiles") == Texts{"uq_profiles_user_id"});
    CHECK(indexes(session, "loans") == Texts{"ix_loans_book_id", "ix_loans_user_id"});
    // The other column begins the primary key.
    CHECK(indexes(session, "book_categories") == Texts{"ix_book_categories_book_id"});
    CHECK(indexes(session, "book_tags") == Texts{"ix_book_tags_book_id"});
  });
}

TEST_CASE("creating the tables again changes nothing") {
  run([](Session& session) {
    fill(session);
    create_schema(session);
    CHECK(BookModel::query().count(session) == 3);
  });
}
