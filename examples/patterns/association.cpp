// An association: books in categories and under tags.
#include <stdexcept>
#include <string>
#include <vector>

#include <thriftorm/database.h>

#include "check.h"
#include "library_db/models.h"

using namespace library_db;
using namespace patterns;
using thriftorm::ConstraintKind;
using thriftorm::Session;

namespace {

AuthorModel save_author(Session& session) {
  AuthorModel author;
  return author.set_name("Ursula").set_email("ursula@example.com").save(session);
}

BookModel save_book(Session& session, const AuthorModel& author, const std::string& title) {
  BookModel book;
  book.set_title(title).set_author_id(*author.get_id()).set_published_date("1968-09-01");
  return book.save(session);
}

CategoryModel save_category(Session& session, const std::string& name) {
  CategoryModel category;
  return category.set_name(name).save(session);
}

void linking(Session& session) {
  AuthorModel author = save_author(session);
  BookModel book = save_book(session, author, "A Wizard of Earthsea");
  BookModel book2 = save_book(session, author, "The Dispossessed");
  CategoryModel fantasy = save_category(session, "fantasy");
  CategoryModel classics = save_category(session, "classics");
  TagModel dragons;
  dragons.set_name("dragons").save(session);

  fantasy.add_books(session, {book, book2});   // now; those that are linked already stay so
  book.add_categories(session, {classics});    // the same table from the other side
  dragons.add_books(session, {book, book});    // one link
  fantasy.remove_book(session, book2);         // the link; none: nothing happens
  classics.set_books(session, {book, book2});  // these and no others
  check(count(session, "book_categories") == 3);
  check(count(session, "book_tags") == 1);
  fantasy.remove_book(session, book2);
  check(count(session, "book_categories") == 3);

  std::vector<BookModel> books = classics.get_books(session);       // in the order of ids
  for (const CategoryModel& category : book.categories(session)) {  // streamed
    check(category.get_id().has_value());
  }
  std::vector<TagModel> tags = book.get_tags(session);
  check(books.size() == 2);
  check(tags.size() == 1);

  classics.clear_books(session);  // the links; both books stay
  check(classics.get_books(session).empty());
  check(count(session, "books") == 2);

  book.destroy(session);  // its links go along, categories and tags stay
  check(count(session, "book_categories") == 0);
  check(count(session, "book_tags") == 0);
  check(count(session, "tags") == 1);
  author.destroy(session);
  check(count(session, "books") == 0);
  for (CategoryModel category : {fantasy, classics}) category.destroy(session);
}

void refusing(Session& session) {
  AuthorModel author = save_author(session);
  BookModel book = save_book(session, author, "A Wizard of Earthsea");
  CategoryModel fantasy = save_category(session, "fantasy");

  BookModel unsaved;
  check(throws<thriftorm::UnsavedRecord>([&] { fantasy.add_books(session, {book, unsaved}); }));
  check(throws<thriftorm::UnsavedRecord>([&] { fantasy.remove_book(session, unsaved); }));
  check(throws<thriftorm::UnsavedRecord>([&] { CategoryModel().add_books(session, {book}); }));
  check(throws<thriftorm::UnsavedRecord>([&] { CategoryModel().clear_books(session); }));
  check(count(session, "book_categories") == 0);
  check(violates(ConstraintKind::kUnique, [&] { save_category(session, "fantasy"); }));

  BookModel gone = save_book(session, author, "gone");
  session.execute("DELETE FROM books WHERE title = 'gone'");
  check(throws<thriftorm::RecordNotFound>([&] { fantasy.add_books(session, {book, gone}); }));
  check(throws<thriftorm::RecordNotFound>([&] { fantasy.set_books(session, {gone}); }));
  check(count(session, "book_categories") == 0);

  check(throws<std::runtime_error>([&] {
    session.transaction([&] {
      fantasy.add_books(session, {book});
      throw std::runtime_error("changed my mind");
    });
  }));
  check(count(session, "book_categories") == 0);

  fantasy.add_books(session, {book});
  fantasy.destroy(session);
  check(count(session, "book_categories") == 0);
  check(count(session, "books") == 1);
  author.destroy(session);
}

void counting(Session& session) {
  AuthorModel author = save_author(session);
  CategoryModel fantasy = save_category(session, "fantasy");
  std::vector<BookModel> books;
  for (int i = 0; i < 100; ++i) books.push_back(save_book(session, author, "book"));
  check(statements(session, [&] { fantasy.add_books(session, books); }) == 4);
  check(statements(session, [&] { fantasy.add_books(session, books); }) == 3);
  check(statements(session, [&] { fantasy.set_books(session, books); }) == 3);
  std::vector<BookModel> some(books.begin(), books.begin() + 50);
  check(statements(session, [&] { fantasy.set_books(session, some); }) == 4);
  some.assign(books.begin() + 25, books.end());
  check(statements(session, [&] { fantasy.set_books(session, some); }) == 5);
  check(statements(session, [&] { fantasy.get_books(session); }) == 1);
  check(statements(session, [&] { fantasy.remove_book(session, some[0]); }) == 1);
  check(statements(session, [&] { fantasy.clear_books(session); }) == 1);
  check(statements(session, [&] { fantasy.destroy(session); }) == 3);
  author.destroy(session);
}

}  // namespace

int main(int argc, char** argv) {
  return run(argc, argv, [](Session& session) {
    create_schema(session);
    linking(session);
    refusing(session);
    counting(session);
  });
}
