//@references(users)
typedef i64 UserId
//@mysql_tabel(users)
#^ error[unknown-annotation]: unknown annotation `@mysql_tabel`; did you mean `@mysql_table`?
struct User {
  1: optional UserId id
  2: string name      //@lenght(5)
  #^ error[unknown-annotation]: unknown annotation `@lenght`; did you mean `@length`?
  3: list<Note> notes //@hasmany(user_id)
  #^ error[unknown-annotation]: unknown annotation `@hasmany`; did you mean `@has_many`?
}
//@mysql_table(notes)
struct Note {
  1: optional i64 id
  2: UserId user_id
  3: i32 order
  #^ error[reserved-word]: column `order` is a reserved word of SQL: rename it with `//@column(name)`
}
