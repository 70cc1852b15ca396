// Authors and their books, users with a profile each, categories and tags.
namespace cpp library

//@references(authors)
typedef i64 AuthorId
//@references(books)
typedef i64 BookId
//@references(users)
typedef i64 UserId
//@references(categories)
typedef i64 CategoryId

//@mysql_table(authors)
struct Author {
  1: optional AuthorId id
  2: string name
  3: string email
}

//@mysql_table(books)
struct Book {
  1: optional BookId id
  2: string title
  3: Author author                 //@belongs_to(author_id, related_name=books, on_delete=cascade, on_update=cascade)
  4: string published_date         //@date
}

//@mysql_table(users)
struct User {
  1: optional UserId id
  2: string username               //@unique
  3: string email
}

//@mysql_table(profiles)
struct Profile {
  1: optional i64 id
  2: User user                     //@belongs_to(user_id, related_name=profile, on_delete=cascade, on_update=cascade) @unique
  3: string bio
  4: string avatar_url
}

//@mysql_table(categories)
struct Category {
  1: optional CategoryId id
  2: string name                   //@unique
  3: string description
  4: list<Book> books              //@many_to_many(book_categories, related_name=categories)
  //@info What it is a part of
  5: optional CategoryId parent_id //@references(categories, on_delete=set_null, related_name=parts)
}

//@mysql_table(tags)
struct Tag {
  1: optional i64 id
  2: string name                   //@unique
  3: list<BookId> books            //@many_to_many(book_tags, related_name=tags)
}

//@mysql_table(loans)
struct Loan {
  1: optional i64 id
  2: BookId book_id                //@references(books, on_delete=restrict, on_update=restrict)
  3: optional UserId user_id       //@references(users, on_delete=set_null, on_update=cascade)
  4: string lent_on                //@date
}
