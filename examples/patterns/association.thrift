// Books in categories and under tags: links that own nothing.
namespace cpp library

//@references(authors)
typedef i64 AuthorId
//@references(books)
typedef i64 BookId

//@mysql_table(authors)
struct Author {
  1: optional AuthorId id
  2: string name
  3: string email                  //@unique
}

//@mysql_table(books)
struct Book {
  1: optional BookId id
  2: string title
  3: Author author                 //@belongs_to(author_id, related_name=books, on_delete=cascade)
  4: string published_date         //@date
}

//@mysql_table(categories)
struct Category {
  1: optional i64 id
  2: string name                   //@unique
  3: list<Book> books              //@many_to_many(book_categories, related_name=categories)
}

//@mysql_table(tags)
struct Tag {
  1: optional i64 id
  2: string name                   //@unique
  3: list<BookId> books            //@many_to_many(book_tags, related_name=tags)
}
