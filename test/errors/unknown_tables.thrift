//@references(user)
#^ error[unknown-table]: no struct is stored in a table `user`; did you mean `users`?
typedef i64 UserId
//@mysql_table(users)
struct User { 1: optional i64 id }
//@mysql_table(posts, old_posts)
struct Post {
  1: optional i64 id
  2: UserId author_id
  3: UserId editor_id
  4: i64 reader_id      //@references(readers)
  #^ error[unknown-table]: no struct is stored in a table `readers`
  5: User user          //@belongs_to(user_id, table=old_users)
  #^ error[unknown-table]: `old_users` is not a table of `User`
  6: string old         //@column(aged, of=odl_posts)
  #^ error[unknown-table]: `odl_posts` is not a table of `Post`; did you mean `old_posts`?
  7: list<User> users   //@through(user_owners)
  #^ error[unknown-table]: `user_owners` is not a pivot: a union field with `//@pivot(user_owners)` makes one
}
