//@references(users)
typedef i64 UserId
//@mysql_table(users)
struct User { 1: optional UserId id }
struct Place { 1: double x }
union Owner { 1: UserId user_id  2: i64 robot_id  3: Place place }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: Owner author            //@json @allow(user_id)
  #^ error[conflicting-annotations]: `@allow` is for a union with `@flatten` or `@pivot`
  3: Owner editor            //@flatten @reverse(robot_id, robots)
  #^ error[wrong-reference]: `robot_id` refers to no table: there is no other side
  4: optional Owner reader   //@flatten(fallback=robot_id) @reverse(user_id, readings)
  #^ error[conflicting-annotations]: `reader` is optional: where all its columns are NULL, it is unset, and no `fallback=` is taken
  5: Owner owner             //@flatten(fallback=place) @reverse(user_id, owned)
  #^ error[wrong-type]: a `fallback=` is a variant that is one value, and `place` is a struct
  6: Place place             //@flatten(read=[x], fallback=x)
  #^ error[wrong-type]: `fallback=` is for a union, and `Place` is a struct
  #^ error[wrong-type]: `read=` is for a union, and `Place` is a struct
}
