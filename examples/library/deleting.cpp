// Deleting related records.
#include "examples/library/example.h"

using namespace example;
using namespace library_db;
using namespace library_db::columns;
using thriftorm::ConstraintKind;
using thriftorm::Session;

namespace {

LoanModel lend(Session& session, const BookModel& book, const UserModel& user) {
  LoanModel loan;
  return loan.set_book(book).set_user(user).set_lent_on("2024-06-01").save(session);
}

// The kind of constraint that refuses the work; empty: none does.
template <class Work>
std::optional<ConstraintKind> refused_by(Work&& work) {
  try {
    std::forward<Work>(work)();
  } catch (const thriftorm::ConstraintViolation& violation) {
    return violation.constraint_kind();
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("delete an author: on_delete=cascade takes the books along, and their links") {
  run([](Session& session) {
    const Library library = fill(session);
    AuthorModel author = *AuthorModel::query().first(session);
    author.destroy(session);

    CHECK(titles(BookModel::query().all(session)) == Texts{"Advanced Python"});
    CHECK(library.programming.get_books(session).empty());
    CHECK(live::count_rows(session, "book_categories") == 1);
    CHECK(CategoryModel::query().count(session) == 2);
  });
}

TEST_CASE("delete a lent book: on_delete=restrict refuses it, in whatever way it would go") {
  run([](Session& session) {
    Library library = fill(session);
    lend(session, library.python, new_user("johndoe").save(session));

    CHECK(refused_by([&] { library.python.destroy(session); }) == ConstraintKind::kForeignKey);
    CHECK(refused_by([&] { library.john.destroy(session); }) == ConstraintKind::kForeignKey);
    CHECK(refused_by([&] { library.john.query_books().erase(session); }) ==
          ConstraintKind::kForeignKey);
    CHECK(refused_by([&] { session.execute("DELETE FROM books"); }) == ConstraintKind::kForeignKey);
    CHECK(BookModel::query().count(session) == 3);
    CHECK(live::count_rows(session, "book_categories") == 3);

    LoanModel::query().one(session).destroy(session);  // brought back
    library.python.destroy(session);
    CHECK(BookModel::query().count(session) == 2);
  });
}

TEST_CASE("delete a user: on_delete=set_null keeps the loans, on_delete=cascade not the profile") {
  run([](Session& session) {
    const Library library = fill(session);
    UserModel user = new_user("johndoe").set_profile(new_profile("Reads")).save(session);
    const LoanModel loan = lend(session, library.python, user);
    user.destroy(session);

    CHECK_FALSE(LoanModel::find(session, *loan.get_id())->get_user_id());
    CHECK(LoanModel::query().where(loan::user_id.is_null()).count(session) == 1);
    CHECK_FALSE(ProfileModel::query().exists(session));
  });
}

TEST_CASE("the database keeps the same rules, whoever writes to it") {
  run([](Session& session) {
    const Library library = fill(session);
    const UserModel user = new_user("johndoe").set_profile(new_profile("Reads")).save(session);
    lend(session, library.advanced, user);

    session.execute("DELETE FROM authors WHERE name = ?", std::string("John Doe"));
    CHECK(titles(BookModel::query().all(session)) == Texts{"Advanced Python"});
    session.execute("DELETE FROM users");
    CHECK_FALSE(ProfileModel::query().exists(session));
    CHECK(LoanModel::query().where(loan::user_id.is_null()).count(session) == 1);

    // on_update=cascade, and on_update=restrict.
    session.execute("UPDATE authors SET id = 1000000 WHERE name = ?", std::string("Jane Smith"));
    CHECK(BookModel::query().one(session).get_author_id() == 1000000);
    CHECK(refused_by([&] { session.execute("UPDATE books SET id = 1000000"); }) ==
          ConstraintKind::kForeignKey);
    // A parent that is not there.
    CHECK(refused_by([&] { new_book("Orphan", "2024-01-01").set_author_id(999).save(session); }) ==
          ConstraintKind::kForeignKey);
  });
}

TEST_CASE("delete specific books of an author by a query") {
  run([](Session& session) {
    const AuthorModel author = fill(session).john;
    CHECK(author.query_books().where(book::published_date < "2023-01-01").erase(session) == 1);
    CHECK(titles(BookModel::query().all(session)) ==
          Texts{"Python Programming", "Advanced Python"});
  });
}

TEST_CASE("delete a profile") {
  run([](Session& session) {
    UserModel user = new_user("johndoe").set_profile(new_profile("Reads")).save(session);
    user.get_profile(session)->destroy(session);
    CHECK_FALSE(user.get_profile(session));

    user.set_profile(new_profile("Reads again")).save(session);
    ProfileModel profile =
        *UserModel::query().select_related(user::profile()).one(session).profile();
    profile.destroy(session);
    CHECK_FALSE(ProfileModel::query().exists(session));
    CHECK(UserModel::query().exists(session));
  });
}

TEST_CASE("clean up many-to-many relationships: books remain unaffected") {
  run([](Session& session) {
    Library library = fill(session);
    library.snakes.clear_books(session);  // removes all associations without deleting books
    CHECK(BookModel::query().count(session) == 3);

    library.programming.destroy(session);  // its links go along
    CHECK(live::count_rows(session, "book_categories") == 0);
    CHECK(BookModel::query().count(session) == 3);
    CHECK(names(CategoryModel::query().all(session)) == Texts{"Python"});
  });
}

TEST_CASE("a deletion inside a transaction that fails has not happened") {
  run([](Session& session) {
    Library library = fill(session);
    CHECK_THROWS_AS(session.transaction([&] {
      library.john.destroy(session);
      throw live::Failure();
    }),
                    live::Failure);
    CHECK(library.john.is_stored());
    CHECK(BookModel::query().count(session) == 3);
  });
}
