//@references(users)
typedef i64 UserId
typedef string Key
//@mysql_table(users)
struct User {
  1: optional UserId id
  2: list<Post2> posts      //@has_many(title)
  #^ error[wrong-reference]: `posts2.title` does not refer to `users`
}
//@mysql_table(codes)
struct Code { 1: required string id   //@length(8)
}
struct Place { 1: double x }
//@mysql_table(posts2)
struct Post2 {
  1: optional i64 id
  2: string title
  3: string code     //@references(codes)
  #^ error[wrong-reference]: `code` has another type than the key `codes.id` that it refers to: write `@length(8)`
  4: i32 user_id     //@references(users)
  #^ error[wrong-reference]: `user_id` has another type than the key `users.id` that it refers to: give it the type of the key
}
