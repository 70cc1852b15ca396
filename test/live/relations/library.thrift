// Authors, books, categories and tags: to-one by embedding, to-many and many-to-many.
namespace cpp library

//@references(authors)
typedef i64 AuthorId
//@references(books)
typedef i64 BookId
//@references(rooms)
typedef i64 RoomId
//@references(shelves)
typedef i64 ShelfId
//@references(copies)
typedef i64 CopyId

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
  3: Author author            //@belongs_to(author_id, related_name=books, on_delete=cascade)
  4: string published_date    //@date
}

//@mysql_table(categories)
struct Category {
  1: optional i64 id
  2: string name
  3: list<Book> books         //@many_to_many(book_categories, related_name=categories)
}

//@mysql_table(tags)
struct Tag {
  1: optional i64 id
  2: string name
  3: list<BookId> books       //@many_to_many(book_tags, related_name=tags)
}

//@mysql_table(people, model=Person)
struct Person {
  1: string name              //@primary_key @length(40)
  2: list<Person> friends     //@many_to_many(friendships, left=person_name, right=friend_name, symmetrical)
}

// Keys that the database keeps as well. What goes with what is said for `destroy` alone.

//@mysql_table(rooms)
struct Room {
  1: optional RoomId id
  //@info The shelf that hides its door
  2: optional ShelfId behind_id    //@references(shelves, on_delete=restrict, on_destroy=delete, related_name=hidden_rooms)
}

//@mysql_table(shelves, model=Shelf)
struct Shelf {
  1: optional ShelfId id
  2: optional RoomId room_id       //@references(rooms, on_delete=restrict, on_destroy=delete)
  3: optional ShelfId stands_on_id //@references(shelves, on_delete=restrict, on_destroy=delete, related_name=upper_shelves)
}

//@mysql_table(copies, model=Copy)
struct Copy {
  1: optional CopyId id
  2: optional RoomId room_id       //@references(rooms, on_delete=restrict, on_destroy=delete)
  3: optional ShelfId shelf_id     //@references(shelves, on_delete=restrict)
  4: optional CopyId replaces_id   //@references(copies, on_delete=restrict, on_destroy=unlink, related_name=replacements)
}

//@mysql_table(notes)
struct Note {
  1: optional i64 id
  2: CopyId copy_id                //@references(copies, on_delete=restrict, on_destroy=delete)
  3: optional ShelfId shelf_id     //@references(shelves, on_delete=restrict)
}

//@mysql_table(parts)
struct Part {
  1: optional i64 id
  2: optional i64 follows_id       //@references(parts, on_delete=cascade, related_name=followers)
}
