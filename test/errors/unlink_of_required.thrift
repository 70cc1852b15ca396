//@references(users)
typedef i64 UserId
//@mysql_table(users)
struct User { 1: optional UserId id }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: UserId author_id             //@references(users, on_destroy=unlink)
  #^ error[illegal-action]: `unlink` makes `posts.author_id` NULL, which it cannot be: make the field `optional`, or use `delete` or `refuse`
  3: optional UserId editor_id    //@references(users, on_destroy=unlink, related_name=edited)
}
