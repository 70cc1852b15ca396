include "shared/types.thrift"
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: types.Number a     //@length(5)
  #^ error[misplaced-annotation]: `@length` is for a field that holds string, binary or an enum, but `a` is `types.Number`, i64
  3: types.Place b      //@has_many(post_id)
  #^ error[misplaced-annotation]: `@has_many` is for a field that holds a list, a set or a map, but `b` is `types.Place`, a struct
  4: types.Names c      //@flatten
  #^ error[misplaced-annotation]: `@flatten` is for a field that holds a struct or a union, but `c` is `types.Names`, a list
}
