//@references(users)
typedef i64 UserId
//@mysql_table(users)
struct User {
  1: optional UserId id
  2: list<Post> written       //@has_many(auther_id)
  #^ warning[suspicious-annotation]: `posts` has no column `auther_id`, so it gets one; did you mean `author_id`?
  3: list<Post> edited        //@has_many(editor_id)
  4: list<Post> sub_edited    //@has_many(editor2_id)
  5: list<Post> to_read       //@has_many(reader_id)
  6: optional Card card       //@has_one(user)
}
//@mysql_table(cards)
struct Card { 1: optional i64 id  2: i64 uses }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: UserId author_id
  3: UserId editor_id
  4: i64 readers
}
