//@references(users)
typedef i64 UserId
struct Place { 1: double x }
//@mysql_table(users)
struct User { 1: optional UserId id }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: UserId author_id
  3: UserId editor_id
  #^ error[duplicate-accessor]: `UserModel` would have two accessors called `posts`: name the way back with `related_name=`, or with `//@reverse(variant, name)`
  4: i32 a_b
  5: i32 aB
  #^ error[duplicate-accessor]: `a_b` and `aB` would both be `kAB` in C++: rename it with `//@column(name)`
  6: Place a     //@flatten(prefix=c_)
  #^ error[duplicate-accessor]: `PostModel` would have two accessors called `a`: rename the columns with `prefix=`
  7: i32 b       //@column(a)
  8: UserId reader_id      //@references(users, related_name=readings)
  9: UserId keeper_id      //@references(users, related_name=query_readings)
  #^ error[duplicate-accessor]: `UserModel` would have two accessors called `query_readings`: name the way back with `related_name=`, or with `//@reverse(variant, name)`
}
