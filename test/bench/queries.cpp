// Queries over a library of 2,000 authors, 20,000 books and 60,000 links to tags: a filter, books with
// their authors, authors with their books and their tags, and many rows inserted at once. Against
// prepared statements of the C APIs with the same texts, which fill the same members.
#include <algorithm>
#include <cstdlib>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "databases.h"
#include "hand_written.h"
#include "library_db/models.h"
#include "table.h"

namespace bench {
namespace {

using namespace library_db;
using namespace library_db::columns;
using As = MysqlStatement::As;

constexpr int kAuthors = 2'000;
constexpr int kBooksOfEach = 10;
constexpr int kTags = 200;
constexpr int kTagsOfEach = 3;
constexpr int kInserted = 20'000;

void fill(thriftorm::Session& session) {
  create_schema(session);
  session.transaction([&] {
    std::vector<AuthorModel> authors(kAuthors);
    for (int i = 0; i < kAuthors; ++i)
      authors[i]
          .set_name(fmt::format("Author Number {}", i))
          .set_email(fmt::format("author{}@example.com", i));
    AuthorModel::insert_all(session, authors);
    std::vector<BookModel> books(kAuthors * kBooksOfEach);
    for (std::size_t i = 0; i < books.size(); ++i) {
      books[i].set_title(fmt::format("The Book of Number {}", i));
      books[i].set_author_id(*authors[i % kAuthors].get_id());
      books[i].set_published_date(fmt::format("{}-05-01", 1990 + i % 30));
    }
    BookModel::insert_all(session, books);
    std::vector<TagModel> tags(kTags);
    for (int i = 0; i < kTags; ++i) tags[i].set_name(fmt::format("tag {}", i));
    TagModel::insert_all(session, tags);
    for (int tag = 0; tag < kTags; ++tag) {
      std::vector<BookModel> tagged;
      for (std::size_t i = 0; i < books.size(); ++i) {
        if ((i + static_cast<std::size_t>(tag)) % kTags < kTagsOfEach) tagged.push_back(books[i]);
      }
      tags[tag].add_books(session, tagged);
    }
  });
}

// --- by hand

struct Author {
  std::int64_t id = 0;
  std::string name;
  std::string email;
};
struct Tag {
  std::int64_t id = 0;
  std::string name;
};
struct Book {
  std::int64_t id = 0;
  std::string title;
  std::int64_t author_id = 0;
  std::string published_date;
};
struct BookWithAuthor : Book {
  Author author;
};
struct BookWithTags : Book {
  std::vector<Tag> tags;
};
struct AuthorWithBooks : Author {
  std::vector<BookWithTags> books;
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

class SqliteApi {
 public:
  using Statement = SqliteStatement;
  explicit SqliteApi(const FileDatabase& database) : connection_(open_sqlite(database.path())) {}
  std::unique_ptr<Statement> prepare(const std::string& sql, const std::vector<As>&) {
    return std::make_unique<Statement>(connection_.get(), sql, log_);
  }
  void run(const char* sql) { sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr); }
  static constexpr const char* kBegin = "BEGIN IMMEDIATE";

 private:
  struct Close {
    void operator()(sqlite3* connection) const { sqlite3_close(connection); }
  };
  std::unique_ptr<sqlite3, Close> connection_;
  Log* log_ = nullptr;
};

class MysqlApi {
 public:
  using Statement = MysqlStatement;
  explicit MysqlApi(const ServerDatabase& database) : connection_(open_mysql(database.url())) {}
  std::unique_ptr<Statement> prepare(const std::string& sql, const std::vector<As>& types) {
    auto statement = std::make_unique<Statement>(connection_.get(), sql, log_);
    if (!types.empty()) statement->fetch_as(types);
    return statement;
  }
  void run(const char* sql) { mysql_query(connection_.get(), sql); }
  static constexpr const char* kBegin = "START TRANSACTION";

 private:
  struct Close {
    void operator()(MYSQL* connection) const { mysql_close(connection); }
  };
  std::unique_ptr<MYSQL, Close> connection_;
  Log* log_ = nullptr;
};

// What ours sends for some work.
Log texts_of(thriftorm::Session& session, const std::function<void()>& work) {
  Log texts;
  session.on_statement([&](const thriftorm::StatementEvent& event) {
    if (event.sql.starts_with("SELECT `") || event.sql.starts_with("INSERT"))
      texts.emplace_back(event.sql);
  });
  work();
  session.on_statement(nullptr);
  return texts;
}

// One database, which stays until the program ends, and a connection of either side.
template <class Database, class Api>
class Library {
 public:
  template <class... Arguments>
  explicit Library(const Arguments&... arguments) : stored_(arguments..., "queries") {
    fill(session_);
    api_ = std::make_unique<Api>(stored_);
  }

  // --- ours

  std::vector<BookModel> filter() {
    return BookModel::query()
        .where(book::published_date >= "2000-01-01" && book::author_id <= kAuthors / 2)
        .order_by(book::title)
        .all(session_);
  }
  std::vector<BookModel> with_authors() {
    return BookModel::query().select_related(book::author()).all(session_);
  }
  std::vector<AuthorModel> with_books_and_tags() {
    return AuthorModel::query().prefetch_related(author::books().tags()).all(session_);
  }
  void insert() {
    std::vector<TagModel> tags(kInserted);
    for (int i = 0; i < kInserted; ++i) tags[i].set_name("a tag that is not there yet");
    session_.begin();
    TagModel::insert_all(session_, tags);
    session_.rollback();
  }

  // --- theirs

  std::vector<Book> filter_by_hand() {
    auto& row =
        statement(0, [&] { filter(); }, {{As::kInteger, As::kText, As::kInteger, As::kText}});
    const std::string date = "2000-01-01";
    const std::int64_t last = kAuthors / 2;
    row.bind(date);
    row.bind(last);
    std::vector<Book> books;
    while (row.step()) read_book(row, books.emplace_back());
    row.reset();
    return books;
  }
  std::vector<BookWithAuthor> with_authors_by_hand() {
    auto& row = statement(
        1, [&] { with_authors(); },
        {{As::kInteger, As::kText, As::kInteger, As::kText, As::kInteger, As::kText, As::kText}});
    std::vector<BookWithAuthor> books;
    while (row.step()) {
      BookWithAuthor& book = books.emplace_back();
      read_book(row, book);
      if (!row.is_null(4)) read_author(row, 4, book.author);
    }
    row.reset();
    return books;
  }
  std::vector<AuthorWithBooks> with_books_and_tags_by_hand() {
    const std::vector<std::vector<As>> types{
        {As::kInteger, As::kText, As::kText},
        {As::kInteger, As::kText, As::kInteger, As::kText, As::kInteger},
        {As::kInteger, As::kText, As::kInteger}};
    const auto load = [&] { with_books_and_tags(); };
    std::vector<AuthorWithBooks> authors;
    auto& first = statement(2, load, types);
    while (first.step()) read_author(first, 0, authors.emplace_back());
    first.reset();

    std::unordered_map<std::int64_t, AuthorWithBooks*> by_author;
    by_author.reserve(authors.size());
    for (AuthorWithBooks& author : authors) by_author.emplace(author.id, &author);
    auto& books = at(2, 1);
    for_parts(
        books, authors,
        [&](std::int64_t key) { read_book(books, by_author.at(key)->books.emplace_back()); }, 4);

    std::vector<BookWithTags*> all;
    std::unordered_map<std::int64_t, BookWithTags*> by_book;
    by_book.reserve(authors.size() * kBooksOfEach);
    for (AuthorWithBooks& author : authors) {
      for (BookWithTags& book : author.books) {
        by_book.emplace(book.id, &book);
        all.push_back(&book);
      }
    }
    auto& tags = at(2, 2);
    for_parts(
        tags, all,
        [&](std::int64_t key) {
          Tag& tag = by_book.at(key)->tags.emplace_back();
          tag.id = tags.integer(0);
          tag.name = tags.text(1);
        },
        2);
    return authors;
  }
  void insert_by_hand() {
    std::vector<Tag> tags(kInserted);
    for (Tag& tag : tags) tag.name = "a tag that is not there yet";
    auto& row = statement(3, [&] { insert(); }, {{}});
    api_->run(Api::kBegin);
    for (std::size_t at = 0; at < tags.size(); at += 1'000) {
      for (std::size_t i = at; i < at + 1'000; ++i) row.bind(tags[i].name);
      read_keys(row, tags, at);
    }
    api_->run("ROLLBACK");
  }

 private:
  using Statement = typename Api::Statement;

  static std::int64_t id_of(const Author& author) { return author.id; }
  static std::int64_t id_of(const Book* book) { return book->id; }

  // In parts of 1,000 keys, as ours does: both lists divide into them.
  template <class Rows, class Read>
  void for_parts(Statement& row, const Rows& rows, Read&& read, int key_column) {
    std::vector<std::int64_t> keys(1'000);
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
    keys.reserve(1'000);
    while (row.step()) keys.push_back(row.integer());
    row.reset();
    if (!std::is_sorted(keys.begin(), keys.end())) std::sort(keys.begin(), keys.end());
    for (std::size_t i = 0; i < keys.size(); ++i) tags.at(at + i).id = keys[i];
  }
  static void read_keys(MysqlStatement& row, std::vector<Tag>& tags, std::size_t at) {
    const std::int64_t first = row.insert();
    for (std::size_t i = 0; i < 1'000; ++i) tags[at + i].id = first + static_cast<std::int64_t>(i);
  }

  // The first of the statements that ours sends in this case, prepared once.
  Statement& statement(std::size_t which, const std::function<void()>& ours,
                       const std::vector<std::vector<As>>& types) {
    if (prepared_[which].empty()) {
      texts_[which] = texts_of(session_, ours);
      std::vector<std::string> different;
      for (std::size_t i = 0; i < texts_[which].size() && different.size() < types.size(); ++i) {
        if (different.empty() || different.back() != texts_[which][i])
          different.push_back(texts_[which][i]);
      }
      for (std::size_t i = 0; i < types.size(); ++i)
        prepared_[which].push_back(api_->prepare(different.at(i), types[i]));
    }
    return *prepared_[which].front();
  }
  Statement& at(std::size_t which, std::size_t position) { return *prepared_[which][position]; }

  Database stored_;
  thriftorm::Database database_{stored_.url()};
  thriftorm::Session session_ = database_.session();
  std::unique_ptr<Api> api_;
  std::vector<std::unique_ptr<Statement>> prepared_[4];
  Log texts_[4];
};

template <class Side>
void add(Side& library, const std::string& database, bool wall_time) {
  const auto pair = [&](const char* name, double budget, double statements, auto ours,
                        auto theirs) {
    if (theirs(library) != ours(library))
      throw std::runtime_error(fmt::format("{}: the rows differ", name));
    compare(
        {name, database, wall_time, budget, statements},
        [&library, ours](benchmark::State& state) {
          for (auto _ : state) benchmark::DoNotOptimize(ours(library));
        },
        [&library, theirs](benchmark::State& state) {
          for (auto _ : state) benchmark::DoNotOptimize(theirs(library));
        });
  };
  pair(
      "filter_and_load", 1.05, 1, [](Side& all) { return all.filter().size(); },
      [](Side& all) { return all.filter_by_hand().size(); });
  pair(
      "select_related", 1.10, 1, [](Side& all) { return all.with_authors().size(); },
      [](Side& all) { return all.with_authors_by_hand().size(); });
  pair(
      "nested_prefetch", 1.10, 23,
      [](Side& all) {
        const auto authors = all.with_books_and_tags();
        return authors.size() + authors.front().books().size() +
               authors.back().books().back().tags().size();
      },
      [](Side& all) {
        const auto authors = all.with_books_and_tags_by_hand();
        return authors.size() + authors.front().books.size() +
               authors.back().books.back().tags.size();
      });
  pair(
      "insert_all", 1.10, 22, [](Side& all) { return all.insert(), 0; },
      [](Side& all) { return all.insert_by_hand(), 0; });
}

}  // namespace

void add_queries() {
  static Library<FileDatabase, SqliteApi> sqlite;
  add(sqlite, "sqlite", false);
  const char* server = std::getenv("THRIFTORM_TEST_MYSQL_URL");
  if (server == nullptr) {
    fmt::print("skipped: queries on mysql (THRIFTORM_TEST_MYSQL_URL is not set)\n");
    return;
  }
  static Library<ServerDatabase, MysqlApi> mysql(server);
  add(mysql, "mysql", true);
}

}  // namespace bench
