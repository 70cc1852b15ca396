// The library's queries, by models and by hand.
#pragma once

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "hand_written.h"
#include "library_db/models.h"
#include "library_rows.h"

namespace bench {

class ModelLibrary {
 public:
  explicit ModelLibrary(thriftorm::Session& session) : session_(session) {}

  std::vector<library_db::BookModel> filter() {
    namespace book = library_db::columns::book;
    return library_db::BookModel::query()
        .where(book::published_date >= "2000-01-01" && book::author_id <= kAuthors / 2)
        .order_by(book::title)
        .all(session_);
  }
  std::vector<library_db::BookModel> with_authors() {
    return library_db::BookModel::query()
        .select_related(library_db::columns::book::author())
        .all(session_);
  }
  std::vector<library_db::AuthorModel> with_books_and_tags() {
    return library_db::AuthorModel::query()
        .prefetch_related(library_db::columns::author::books().tags())
        .all(session_);
  }
  template <class Visit>
  void stream(Visit&& visit) {
    for (library_db::BookModel& book : library_db::BookModel::query().cursor(session_)) visit(book);
  }
  // In a transaction of its own.
  void insert() {
    std::vector<library_db::TagModel> tags(kInserted);
    for (library_db::TagModel& tag : tags) tag.set_name("a tag that is not there yet");
    library_db::TagModel::insert_all(session_, tags);
  }

 private:
  thriftorm::Session& session_;
};

template <class Statement>
void read_author(const Statement& row, int first, Author& author) {
  author.id = row.integer(first);
  author.name = row.text(first + 1);
  author.email = row.text(first + 2);
}

template <class Statement>
void read_book(const Statement& row, Book& book) {
  book.id = row.integer(0);
  book.title = row.text(1);
  book.author_id = row.integer(2);
  book.published_date = row.text(3);
}

// The different statements that the models send for each piece of work, in order.
struct LibraryTexts {
  Log filter, with_authors, with_books_and_tags, stream, insert;
};

// Statements with these texts, prepared on a connection of its own.
template <class Api>
class HandWrittenLibrary {
 public:
  template <class Database>
  HandWrittenLibrary(const Database& database, const LibraryTexts& texts)
      : api_(database),
        filter_(api_.prepare(texts.filter.at(0), kBook)),
        with_authors_(api_.prepare(texts.with_authors.at(0), kBookAndAuthor)),
        authors_(api_.prepare(texts.with_books_and_tags.at(0), kAuthor)),
        books_(api_.prepare(texts.with_books_and_tags.at(1), kBookAndKey)),
        tags_(api_.prepare(texts.with_books_and_tags.at(2), kTagAndKey)),
        first_part_(api_.prepare(texts.stream.at(0), kBook)),
        next_part_(api_.prepare(texts.stream.at(1), kBook)),
        insert_(api_.prepare(texts.insert.at(0), {})) {}

  std::vector<Book> filter() {
    const std::string date = "2000-01-01";
    const std::int64_t last = kAuthors / 2;
    filter_->bind(date);
    filter_->bind(last);
    std::vector<Book> books;
    while (filter_->step()) read_book(*filter_, books.emplace_back());
    filter_->reset();
    return books;
  }
  std::vector<BookWithAuthor> with_authors() {
    std::vector<BookWithAuthor> books;
    while (with_authors_->step()) {
      BookWithAuthor& book = books.emplace_back();
      read_book(*with_authors_, book);
      if (!with_authors_->is_null(4)) read_author(*with_authors_, 4, book.author);
    }
    with_authors_->reset();
    return books;
  }
  std::vector<AuthorWithBooks> with_books_and_tags() {
    std::vector<AuthorWithBooks> authors;
    while (authors_->step()) read_author(*authors_, 0, authors.emplace_back());
    authors_->reset();

    std::unordered_map<std::int64_t, AuthorWithBooks*> by_author;
    by_author.reserve(authors.size());
    for (AuthorWithBooks& author : authors) by_author.emplace(author.id, &author);
    for_parts(
        *books_, authors,
        [&](std::int64_t key) { read_book(*books_, by_author.at(key)->books.emplace_back()); }, 4);

    std::vector<BookWithTags*> all;
    std::unordered_map<std::int64_t, BookWithTags*> by_book;
    by_book.reserve(authors.size() * kBooksOfEach);
    for (AuthorWithBooks& author : authors) {
      for (BookWithTags& book : author.books) {
        by_book.emplace(book.id, &book);
        all.push_back(&book);
      }
    }
    for_parts(
        *tags_, all,
        [&](std::int64_t key) {
          Tag& tag = by_book.at(key)->tags.emplace_back();
          tag.id = tags_->integer(0);
          tag.name = tags_->text(1);
        },
        2);
    return authors;
  }
  // In parts by key, as the models do.
  template <class Visit>
  void stream(Visit&& visit) {
    constexpr std::int64_t kPart = 256;
    std::int64_t last = 0;
    std::int64_t read = kPart;
    for (bool first = true; read == kPart; first = false) {
      auto& part = first ? *first_part_ : *next_part_;
      if (!first) part.bind(last);
      part.bind(kPart);
      for (read = 0; part.step(); ++read) {
        Book book;
        read_book(part, book);
        visit(book);
        last = book.id;
      }
      part.reset();
    }
  }
  void insert() {
    std::vector<Tag> tags(kInserted);
    for (Tag& tag : tags) tag.name = "a tag that is not there yet";
    api_.run(Api::kBegin);
    for (std::size_t at = 0; at < tags.size(); at += kPart) {
      for (std::size_t i = at; i < at + kPart; ++i) insert_->bind(tags[i].name);
      read_keys(*insert_, tags, at);
    }
    api_.run("COMMIT");
  }

  Log*& log() { return api_.log; }

 private:
  using Statement = typename Api::Statement;
  using As = MysqlStatement::As;
  static constexpr std::size_t kPart = 1'000;  // keys or rows of one statement
  inline static const std::vector<As> kBook{As::kInteger, As::kText, As::kInteger, As::kText};
  inline static const std::vector<As> kBookAndAuthor{
      As::kInteger, As::kText, As::kInteger, As::kText, As::kInteger, As::kText, As::kText};
  inline static const std::vector<As> kAuthor{As::kInteger, As::kText, As::kText};
  inline static const std::vector<As> kBookAndKey{As::kInteger, As::kText, As::kInteger, As::kText,
                                                  As::kInteger};
  inline static const std::vector<As> kTagAndKey{As::kInteger, As::kText, As::kInteger};

  static std::int64_t id_of(const Author& author) { return author.id; }
  static std::int64_t id_of(const Book* book) { return book->id; }

  // Both lists divide into parts.
  template <class Rows, class Read>
  void for_parts(Statement& row, const Rows& rows, Read&& read, int key_column) {
    std::vector<std::int64_t> keys(kPart);
    for (std::size_t at = 0; at < rows.size(); at += keys.size()) {
      for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = id_of(rows[at + i]);
      for (const std::int64_t& key : keys) row.bind(key);
      while (row.step()) read(row.integer(key_column));
      row.reset();
    }
  }
  // RETURNING gives them in any order.
  static void read_keys(SqliteStatement& row, std::vector<Tag>& tags, std::size_t at) {
    std::vector<std::int64_t> keys;
    keys.reserve(kPart);
    while (row.step()) keys.push_back(row.integer());
    row.reset();
    if (!std::is_sorted(keys.begin(), keys.end())) std::sort(keys.begin(), keys.end());
    for (std::size_t i = 0; i < keys.size(); ++i) tags.at(at + i).id = keys[i];
  }
  static void read_keys(MysqlStatement& row, std::vector<Tag>& tags, std::size_t at) {
    const std::int64_t first = row.insert();
    for (std::size_t i = 0; i < kPart; ++i) tags[at + i].id = first + static_cast<std::int64_t>(i);
  }

  Api api_;
  std::unique_ptr<Statement> filter_;
  std::unique_ptr<Statement> with_authors_;
  std::unique_ptr<Statement> authors_;
  std::unique_ptr<Statement> books_;
  std::unique_ptr<Statement> tags_;
  std::unique_ptr<Statement> first_part_;
  std::unique_ptr<Statement> next_part_;
  std::unique_ptr<Statement> insert_;
};

}  // namespace bench
