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

// Locks, keys of their own, large rows and wide ones.

//@mysql_table(racks)
//@info With an optimistic lock; racks stand in others, which own them, or are kept by others
struct Rack {
  1: optional i64 id
  2: string label             //@unique
  3: optional double weight
  4: optional i64 outer_id    //@references(racks, on_delete=cascade, related_name=inner)
  5: optional i64 keeper_id   //@references(racks, on_destroy=unlink, related_name=kept)
  6: i32 revision             //@version
}

//@mysql_table(codes)
//@info With a key of its own
struct Code {
  1: string code              //@primary_key @length(20)
  2: string text              //@unique
  3: optional i64 rack_id     //@references(racks, on_delete=cascade, related_name=codes)
  4: optional string next_id  //@length(20) @references(codes, on_destroy=unlink, related_name=previous)
}

//@mysql_table(blobs)
struct Blob {
  1: optional i64 id
  2: binary content           //@type('LONGBLOB')
  3: optional i64 rack_id     //@references(racks, on_delete=cascade, related_name=blobs)
}

//@mysql_table(wide_rows)
//@info More columns than a machine word has bits
struct WideRow {
  1: optional i64 id
  2: optional i32 c2
  3: optional i32 c3
  4: optional i32 c4
  5: optional i32 c5
  6: optional i32 c6
  7: optional i32 c7
  8: optional i32 c8
  9: optional i32 c9
  10: optional i32 c10
  11: optional i32 c11
  12: optional i32 c12
  13: optional i32 c13
  14: optional i32 c14
  15: optional i32 c15
  16: optional i32 c16
  17: optional i32 c17
  18: optional i32 c18
  19: optional i32 c19
  20: optional i32 c20
  21: optional i32 c21
  22: optional i32 c22
  23: optional i32 c23
  24: optional i32 c24
  25: optional i32 c25
  26: optional i32 c26
  27: optional i32 c27
  28: optional i32 c28
  29: optional i32 c29
  30: optional i32 c30
  31: optional i32 c31
  32: optional i32 c32
  33: optional i32 c33
  34: optional i32 c34
  35: optional i32 c35
  36: optional i32 c36
  37: optional i32 c37
  38: optional i32 c38
  39: optional i32 c39
  40: optional i32 c40
  41: optional i32 c41
  42: optional i32 c42
  43: optional i32 c43
  44: optional i32 c44
  45: optional i32 c45
  46: optional i32 c46
  47: optional i32 c47
  48: optional i32 c48
  49: optional i32 c49
  50: optional i32 c50
  51: optional i32 c51
  52: optional i32 c52
  53: optional i32 c53
  54: optional i32 c54
  55: optional i32 c55
  56: optional i32 c56
  57: optional i32 c57
  58: optional i32 c58
  59: optional i32 c59
  60: optional i32 c60
  61: optional i32 c61
  62: optional i32 c62
  63: optional i32 c63
  64: optional i32 c64
  65: optional i32 c65
  66: optional i32 c66
  67: optional i32 c67
  68: optional i32 c68
  69: optional i64 rack_id   //@references(racks, on_delete=cascade, related_name=wide_rows)
  70: optional i64 other_id   //@references(racks, on_destroy=unlink, related_name=others)
  71: required i32 last
}
