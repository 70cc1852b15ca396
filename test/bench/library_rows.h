// A library of 2,000 authors, 20,000 books and 60,000 links to tags, and its rows as hand-written
// programs have them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <thriftorm/database.h>

namespace bench {

inline constexpr int kAuthors = 2'000;
inline constexpr int kBooksOfEach = 10;
inline constexpr int kTags = 200;
inline constexpr int kTagsOfEach = 3;
inline constexpr int kInserted = 20'000;

// Creates the tables and fills them.
void fill_library(thriftorm::Session& session);

struct Author {
  std::int64_t id = 0;
  std::string name;
  std::string email;

  bool operator==(const Author&) const = default;
};
struct Tag {
  std::int64_t id = 0;
  std::string name;

  bool operator==(const Tag&) const = default;
};
struct Book {
  std::int64_t id = 0;
  std::string title;
  std::int64_t author_id = 0;
  std::string published_date;

  bool operator==(const Book&) const = default;
};
struct BookWithAuthor : Book {
  Author author;

  bool operator==(const BookWithAuthor&) const = default;
};
struct BookWithTags : Book {
  std::vector<Tag> tags;

  bool operator==(const BookWithTags&) const = default;
};
struct AuthorWithBooks : Author {
  std::vector<BookWithTags> books;

  bool operator==(const AuthorWithBooks&) const = default;
};

}  // namespace bench
