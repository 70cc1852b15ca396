struct Plain { 1: i32 a }
//@mysql_table(users)
struct User { 1: optional i64 id }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: Plain plain             //@belongs_to(plain_id)
  #^ error[wrong-type]: `@belongs_to` leads to structs with a table of their own: `Plain` has no `@mysql_table`
  3: list<Plain> plains      //@has_many(post_id)
  #^ error[wrong-type]: `@has_many` leads to structs with a table of their own: `Plain` has no `@mysql_table`
  4: list<i64> numbers       //@many_to_many(post_numbers)
  #^ error[wrong-type]: `@many_to_many` leads to structs with a table of their own: `list<i64>` holds neither such structs nor keys of a typedef with `@references`
  5: list<Plain> others      //@through(pivot)
  #^ error[wrong-type]: `@through` leads to structs with a table of their own: `Plain` has no `@mysql_table`
  6: list<User> users        //@has_many(post_id, key=id)
  #^ error[wrong-type]: `key=` is for a map, and `users` is `list<User>`
  7: map<i64, User> by_id    //@has_many(second_post_id)
  #^ error[missing-argument]: `by_id` is a map: say with `key=` which field of `User` is its key
  8: map<string, User> keyed //@has_many(third_post_id, key=id)
  #^ error[type-mismatch]: the map's key is `std::string` and `User.id` is `int64_t`
  9: map<i64, User> by_name  //@has_many(fourth_post_id, key=name)
  #^ error[unknown-column]: `User` has no field `name` that is stored in one column
  10: list<User> ordered     //@has_many(fifth_post_id, order_by=[id, nmae])
  #^ error[unknown-column]: table `users` has no column `nmae`
  11: i64 created            //@created_at
  #^ error[wrong-type]: `@created_at` is for an i64 with `@datetime`
  12: i16 counter            //@version
  #^ error[wrong-type]: `@version` is for i32 and i64
  13: list<User> twins       //@many_to_many(post_users, symmetrical)
  #^ error[wrong-type]: `symmetrical` is for a table that is linked with itself, and `posts` is linked with `users`
}
