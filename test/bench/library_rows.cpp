#include "library_rows.h"

#include <fmt/format.h>

#include "library_db/models.h"

namespace bench {

using namespace library_db;

void fill_library(thriftorm::Session& session) {
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

}  // namespace bench
