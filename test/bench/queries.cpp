// Queries over the library: a filter, books with their authors, authors with their books and their tags,
// all books one by one, and many rows inserted at once. Against prepared statements of the C APIs with
// the same texts, which fill the same members, and SOCI's.
#include <algorithm>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "library.h"
#include "soci_library.h"
#include "soci_sessions.h"
#include "table.h"

namespace bench {
namespace {

// --- What the models hold, as rows

Book to_row(const library_db::BookModel& book) {
  return {*book.get_id(), book.get_title(), book.get_author_id(), book.get_published_date()};
}
Book to_row(const Book& book) { return book; }

Author to_row(const library_db::AuthorModel& author) {
  return {*author.get_id(), author.get_name(), author.get_email()};
}

std::vector<Book> rows_of(const std::vector<library_db::BookModel>& books) {
  std::vector<Book> rows;
  for (const library_db::BookModel& book : books) rows.push_back(to_row(book));
  return rows;
}

std::vector<BookWithAuthor> with_authors(const std::vector<library_db::BookModel>& books) {
  std::vector<BookWithAuthor> rows;
  for (const library_db::BookModel& book : books)
    rows.push_back({to_row(book), to_row(book.author())});
  return rows;
}

std::vector<AuthorWithBooks> with_books(const std::vector<library_db::AuthorModel>& authors) {
  std::vector<AuthorWithBooks> rows;
  for (const library_db::AuthorModel& author : authors) {
    AuthorWithBooks& row = rows.emplace_back();
    static_cast<Author&>(row) = to_row(author);
    for (const library_db::BookModel& book : author.books()) {
      BookWithTags& with_tags = row.books.emplace_back();
      static_cast<Book&>(with_tags) = to_row(book);
      for (const library_db::TagModel& tag : book.tags())
        with_tags.tags.push_back({*tag.get_id(), tag.get_name()});
    }
  }
  return rows;
}

template <class Library>
std::vector<Book> streamed(Library& side) {
  std::vector<Book> rows;
  side.stream([&](const auto& book) { rows.push_back(to_row(book)); });
  return rows;
}

// --- All sides

bool is_control(const std::string& text) {
  return !text.starts_with("SELECT `") && !text.starts_with("INSERT");
}

// One after the other, equal neighbours once.
Log different(Log texts) {
  std::erase_if(texts, is_control);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

// One database, which stays until the program ends, and a connection of each side.
template <class Database, class Api>
class Sides {
 public:
  template <class... Arguments>
  explicit Sides(const Arguments&... arguments)
      : stored_(arguments..., "queries"), database_(stored_.url()) {
    fill_library(session_);
    theirs_.emplace(stored_, texts());
    soci_.emplace(open_soci(stored_));
    compare_once();
  }

  // `inserts`: the statements of insert_all, MySQL's question for the keys' step among them.
  void add(const char* database, bool wall_time, double inserts) {
    const auto row = [&](const char* name, double budget, double statements, double rows,
                         const char* note) {
      Comparison comparison{.name = name, .database = database, .wall_time = wall_time};
      comparison.budget = budget;
      comparison.statements = statements;
      comparison.rows = rows;
      comparison.note = note;
      return comparison;
    };
    const auto filtered = static_cast<double>(ours_.filter().size());
    add(row("filter_and_load", 1.05, 1, filtered,
            "books by date and author, in order of their titles"),
        [](auto& side) { benchmark::DoNotOptimize(side.filter()); });
    add(row("select_related", 1.10, 1, kBooks, "20,000 books, each with its author"),
        [](auto& side) { benchmark::DoNotOptimize(side.with_authors()); });
    add(row("stream", 1.10, 79, kBooks,
            "20,000 books one by one, 256 a statement (SOCI: one statement)"),
        [](auto& side) {
          std::size_t length = 0;
          side.stream([&](const auto& book) { length += title_size(book); });
          benchmark::DoNotOptimize(length);
        });
    add(
        row("insert_all", 1.10, inserts, kInserted,
            "20,000 rows in one transaction, 1,000 a statement (SOCI: bulk, a statement for each "
            "row "
            "and no ids)"),
        [](auto& side) { side.insert(); }, [this] { take_inserted(); });
    add_nested(
        row("nested_prefetch", 1.10, 23, kAuthors + kBooks * (1 + kTagsOfEach),
            "2,000 authors, their books and their tags. SOCI binds no list of keys: it would "
            "take a statement for each author and book"));
  }

 private:
  static constexpr double kBooks = kAuthors * kBooksOfEach;

  static std::size_t title_size(const library_db::BookModel& book) {
    return book.get_title().size();
  }
  static std::size_t title_size(const Book& book) { return book.title.size(); }

  template <class Work>
  void add(const Comparison& comparison, Work work,
           const std::function<void()>& restore = nullptr) {
    expect_statements(comparison, [&] { work(ours_); });
    if (restore) restore();
    compare(comparison, {[this, work] { work(ours_); }, restore},
            {[this, work] { work(*theirs_); }, restore},
            Side{[this, work] { work(*soci_); }, restore});
  }

  void add_nested(const Comparison& comparison) {
    const auto work = [](auto& side) { benchmark::DoNotOptimize(side.with_books_and_tags()); };
    expect_statements(comparison, [&] { work(ours_); });
    compare(comparison, {[this, work] { work(ours_); }}, {[this, work] { work(*theirs_); }});
  }

  void expect_statements(const Comparison& comparison, const std::function<void()>& work) {
    const std::size_t sent = texts_of(session_, work).size();
    if (sent != static_cast<std::size_t>(*comparison.statements))
      throw std::runtime_error(fmt::format("{}: {} statements", comparison.name, sent));
  }

  LibraryTexts texts() {
    const auto of = [&](const std::function<void()>& work) {
      return different(texts_of(session_, work));
    };
    return {of([&] { ours_.filter(); }), of([&] { ours_.with_authors(); }),
            of([&] { ours_.with_books_and_tags(); }), of([&] { ours_.stream([](const auto&) {}); }),
            inserted()};
  }
  Log inserted() {
    const Log texts = different(texts_of(session_, [&] { ours_.insert(); }));
    take_inserted();
    return texts;
  }

  // What was inserted since the library was filled, in short. Removes it again.
  std::string take_inserted() {
    std::string text;
    {
      thriftorm::Rows rows = session_.query(
          "SELECT CAST(COUNT(*) AS CHAR), MIN(name), MAX(name) FROM tags WHERE id > ?", kTags);
      const thriftorm::Row* row = rows.next();
      text = fmt::format("{} from {} to {}", row->get_text(0), row->get_text(1), row->get_text(2));
    }
    session_.execute("DELETE FROM tags WHERE id > ?", kTags);
    return text;
  }

  // All sides read and write the same.
  void compare_once() {
    const auto expect = [](const char* name, bool same) {
      if (!same) throw std::runtime_error(fmt::format("{}: the rows differ", name));
    };
    const std::vector<Book> filtered = rows_of(ours_.filter());
    expect("filter_and_load", theirs_->filter() == filtered && soci_->filter() == filtered);
    const std::vector<BookWithAuthor> authored = with_authors(ours_.with_authors());
    expect("select_related",
           theirs_->with_authors() == authored && soci_->with_authors() == authored);
    expect("nested_prefetch",
           theirs_->with_books_and_tags() == with_books(ours_.with_books_and_tags()));
    ours_.insert();
    const std::string inserted = take_inserted();
    theirs_->insert();
    expect("insert_all", take_inserted() == inserted);
    soci_->insert();
    expect("insert_all", take_inserted() == inserted);
    const std::vector<Book> all = streamed(ours_);
    expect("stream", all.size() == static_cast<std::size_t>(kBooks) && streamed(*theirs_) == all &&
                         streamed(*soci_) == all);
  }

  Database stored_;
  thriftorm::Database database_;
  thriftorm::Session session_ = database_.session();
  ModelLibrary ours_{session_};
  std::optional<HandWrittenLibrary<Api>> theirs_;
  std::optional<SociLibrary> soci_;
};

}  // namespace

void add_queries() {
  static Sides<FileDatabase, SqliteApi> sqlite;
  sqlite.add("sqlite", false, 22);
  const std::optional<std::string> server = server_for("queries");
  if (!server) return;
  static Sides<ServerDatabase, MysqlApi> mysql(*server);
  mysql.add("mysql", true, 23);
}

}  // namespace bench
