union Owner { 1: i64 user_id }
//@mysql_table(users)
struct User { 1: optional i64 id }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: User author
  #^ error[unannotated-field]: field `author` is a struct with a table of its own: say how it is stored with `//@belongs_to(author_id)` if this row holds the other's id, `//@has_one(post_id)` if the other row points back here, `//@json`, or `//@ignore`
  3: Owner owner
  #^ error[unannotated-field]: field `owner` is a union: say how it is stored with `//@flatten` (a nullable column for each variant), `//@pivot(post_owners)` (a table of its own), `//@json`, or `//@ignore`
  4: list<User> readers
  #^ error[unannotated-field]: field `readers` is a container: say how it is stored with `//@has_many(post_id)` if each row belongs to one `Post`, `//@through(pivot)` if rows are owned by a pivot, `//@many_to_many(post_readers)` if they are shared, `//@json`, or `//@ignore`
  5: map<string, string> words
  #^ error[unannotated-field]: field `words` is a container: say how it is stored with `//@json`, or `//@ignore`
  6: map<i64, User> by_id
  #^ error[unannotated-field]: field `by_id` is a container: say how it is stored with `//@has_many(post_id, key=field)` if each row belongs to one `Post`, `//@through(pivot, key=field)` if rows are owned by a pivot, `//@json`, or `//@ignore`
  7: list<Plain> plains
  #^ error[unannotated-field]: field `plains` is a container: say how it is stored with `//@json`, or give `Plain` a table of its own, or `//@ignore`
}
struct Plain { 1: i32 a }
