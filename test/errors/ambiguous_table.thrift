//@mysql_table(users)
struct User { 1: optional i64 id }
//@mysql_table(notes, old_notes)
struct Note { 1: optional i64 id }
//@mysql_table(a, b, c)
struct Post {
  1: optional i64 id
  2: list<Note> notes   //@many_to_many(post_notes, of=c)
  #^ error[ambiguous-table]: `Note` is stored in several tables: say which with `table=notes`
}
