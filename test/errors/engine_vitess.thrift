# engine: vitess
//@references(users)
typedef i64 UserId
//@mysql_table(users)
struct User {
  1: optional UserId id
  2: string email               //@unique
  #^ warning[engine-unique]: Vitess keeps `email` of `users` unique within a shard, not among all: add a lookup vindex that is unique, or make sure in code
  3: list<Post> posts           //@has_many(user_id)
}
//@mysql_table(posts) @unique(user_id, title)
struct Post {
  1: required string slug       //@primary_key @length(64)
  #^ warning[engine-unique]: Vitess keeps `slug` of `posts` unique within a shard, not among all: add a lookup vindex that is unique, or make sure in code
  2: string title
  3: UserId user_id             //@references(users, on_delete=cascade)
  #^ warning[engine-foreign-key]: Vitess keeps no foreign keys between shards: `user_id` becomes an index without its referential action, and code keeps the rule
}
