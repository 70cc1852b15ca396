// Where the examples run, and what they find there.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "library_db/columns.h"
#include "library_db/models.h"
#include "test/live/engines.h"

namespace example {

// Some authors, their books, and where these stand.
struct Library {
  library_db::AuthorModel john, jane;
  library_db::BookModel python;    // John's: "Python Programming", 2024-01-01, in both categories
  library_db::BookModel advanced;  // Jane's: "Advanced Python", 2024-02-01, in `snakes`
  library_db::BookModel old;       // John's: "A Short History", 2022-06-30, in none
  library_db::CategoryModel programming, snakes;  // "Programming", "Python"
};

inline library_db::AuthorModel new_author(const std::string& name, const std::string& email) {
  library_db::AuthorModel author;
  return author.set_name(name).set_email(email);
}
inline library_db::BookModel new_book(const std::string& title, const std::string& date) {
  library_db::BookModel book;
  return book.set_title(title).set_published_date(date);
}
inline library_db::UserModel new_user(const std::string& name) {
  library_db::UserModel user;
  return user.set_username(name).set_email(name + "@example.com");
}
inline library_db::ProfileModel new_profile(const std::string& bio) {
  library_db::ProfileModel profile;
  return profile.set_bio(bio).set_avatar_url("https://example.com/avatar.jpg");
}
inline library_db::CategoryModel new_category(const std::string& name) {
  library_db::CategoryModel category;
  return category.set_name(name).set_description(name + " books");
}

inline Library fill(thriftorm::Session& session) {
  Library all{new_author("John Doe", "john@example.com"),
              new_author("Jane Smith", "jane@example.com"),
              new_book("Python Programming", "2024-01-01"),
              new_book("Advanced Python", "2024-02-01"),
              new_book("A Short History", "2022-06-30"),
              new_category("Programming"),
              new_category("Python")};
  session.transaction([&] {
    all.john.save(session);
    all.jane.save(session);
    all.python.set_author(all.john).save(session);
    all.advanced.set_author(all.jane).save(session);
    all.old.set_author(all.john).save(session);
    all.programming.save(session).add_books(session, {all.python});
    all.snakes.save(session).add_books(session, {all.python, all.advanced});
  });
  return all;
}

inline void empty(thriftorm::Session& session) {
  session.transaction([&] {
    library_db::LoanModel::query().erase(session);
    library_db::AuthorModel::query().erase(session);
    library_db::UserModel::query().erase(session);
    library_db::CategoryModel::query().erase(session);
    library_db::TagModel::query().erase(session);
  });
}

// A database of each engine, which has the tables: made for this run and gone at its end. They are
// made at once, so that what client libraries set up with the first connection is there until the last
// one has been closed.
class Databases {
 public:
  Databases() {
    for (const live::Engine& engine : live::engines()) {
      const auto [made, _] = databases_.try_emplace(engine.name, engine);
      thriftorm::Session session = made->second.database.session();
      library_db::create_schema(session);
    }
  }
  thriftorm::Session session(const live::Engine& engine) {
    return databases_.at(engine.name).database.session();
  }

 private:
  std::map<std::string, live::TestDatabase> databases_;
};

inline Databases& databases() {
  static Databases all;
  return all;
}

// Runs an example on SQLite, and on MySQL and MariaDB where the environment names a server: in a
// library without records.
template <class Example>
void run(Example example) {
  for (const live::Engine& engine : live::engines()) {
    INFO("engine: ", engine.name);
    thriftorm::Session session = databases().session(engine);
    empty(session);
    example(session);
  }
}

// How many statements the work sends, transaction control aside.
template <class Work>
int statements(thriftorm::Session& session, Work&& work) {
  int sent = 0;
  session.on_statement([&](const thriftorm::StatementEvent& event) {
    for (const char* control : {"BEGIN", "START", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"}) {
      if (event.sql.starts_with(control)) return;
    }
    ++sent;
  });
  std::forward<Work>(work)();
  session.on_statement(nullptr);
  return sent;
}

using Texts = std::vector<std::string>;

inline Texts titles(const std::vector<library_db::BookModel>& books) {
  Texts all;
  for (const library_db::BookModel& book : books) all.push_back(book.get_title());
  return all;
}
template <class Model>
Texts names(const std::vector<Model>& records) {
  Texts all;
  for (const Model& record : records) all.push_back(record.get_name());
  return all;
}

}  // namespace example
