// The library's queries by SOCI, one statement each. It is prepared for each run, which costs a
// thousandth of it: one that were kept would keep all rows of its last run on MySQL.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <soci/soci.h>

#include "library_rows.h"

namespace bench {

class SociLibrary {
 public:
  explicit SociLibrary(std::unique_ptr<soci::session> session) : session_(std::move(session)) {}

  std::vector<Book> filter() {
    const std::string date = "2000-01-01";
    const int last = kAuthors / 2;
    soci::statement statement =
        (session_->prepare
             << "SELECT `id`, `title`, `author_id`, `published_date` FROM `books` WHERE "
                "`published_date` >= :date AND `author_id` <= :last ORDER BY `title`, `id`",
         soci::use(date), soci::use(last), soci::into(id_), soci::into(book_.title),
         soci::into(author_id_), soci::into(book_.published_date));
    std::vector<Book> books;
    for (statement.execute(); statement.fetch();) books.push_back(book());
    return books;
  }

  std::vector<BookWithAuthor> with_authors() {
    long long key = 0;
    Author author;
    soci::statement statement =
        (session_->prepare
             << "SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, "
                "`books`.`published_date`, `author`.`id`, `author`.`name`, `author`.`email` FROM "
                "`books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` "
                "ORDER BY `books`.`id`",
         soci::into(id_), soci::into(book_.title), soci::into(author_id_),
         soci::into(book_.published_date), soci::into(key), soci::into(author.name),
         soci::into(author.email));
    std::vector<BookWithAuthor> books;
    for (statement.execute(); statement.fetch();)
      books.push_back({book(), {key, author.name, author.email}});
    return books;
  }

  // Calls `visit` with each book.
  template <class Visit>
  void stream(Visit&& visit) {
    soci::statement statement =
        (session_->prepare << "SELECT `id`, `title`, `author_id`, `published_date` FROM `books` "
                              "ORDER BY `id`",
         soci::into(id_), soci::into(book_.title), soci::into(author_id_),
         soci::into(book_.published_date));
    for (statement.execute(); statement.fetch();) visit(book());
  }

  // In a transaction. The new ids are not known: SOCI's bulk gives none.
  void insert() {
    const std::vector<std::string> names(kInserted, "a tag that is not there yet");
    soci::transaction transaction(*session_);
    soci::statement statement =
        (session_->prepare << "INSERT INTO `tags` (`name`) VALUES (:name)", soci::use(names));
    statement.execute(true);
    transaction.commit();
  }

 private:
  Book book() const { return {id_, book_.title, author_id_, book_.published_date}; }

  std::unique_ptr<soci::session> session_;
  long long id_ = 0;
  long long author_id_ = 0;
  Book book_;
};

}  // namespace bench
