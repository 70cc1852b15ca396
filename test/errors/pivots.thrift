//@references(users)
typedef i64 UserId
//@mysql_table(users)
struct User { 1: optional UserId id }
union Owner { 1: UserId user_id }
//@mysql_table(notes)
struct Note {
  1: optional i64 id
  2: Owner owner         //@pivot(note_owners)
}
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: list<Note> notes    //@through(note_owners)
  #^ error[wrong-reference]: the pivot `note_owners` does not join `posts` to `notes`
  3: list<Note> others   //@through(users)
  #^ error[unknown-table]: `users` is not a pivot: a union field with `//@pivot(users)` makes one
}
