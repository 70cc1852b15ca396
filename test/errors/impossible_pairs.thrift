struct Place { 1: double x }
union Either { 1: i64 a  2: i64 b }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: i32 a               //@has_many(post_id)
  #^ error[misplaced-annotation]: `@has_many` is for a field that holds a list, a set or a map, but `a` is `i32`
  3: i32 b               //@flatten
  #^ error[misplaced-annotation]: `@flatten` is for a field that holds a struct or a union, but `b` is `i32`
  4: Place c             //@pivot(places)
  #^ error[misplaced-annotation]: `@pivot` is for a field that holds a union, but `c` is `Place`
  5: list<i32> d         //@json @length(5)
  #^ error[misplaced-annotation]: `@length` is for a field that holds string, binary or an enum, but `d` is `list<i32>`
  6: string e            //@ignore @unique
  #^ error[conflicting-annotations]: `@unique` and `@ignore` exclude each other
  7: string f            //@computed @column(g)
  #^ error[conflicting-annotations]: `@column` and `@computed` exclude each other
  8: i32 g               //@allow(a)
  #^ error[misplaced-annotation]: `@allow` is for a field that holds a union, but `g` is `i32`
  9: list<i32> h         //@unique
  #^ error[misplaced-annotation]: `@unique` is for a field that holds bool, i32, i64, double, string, binary, uuid, an enum, a struct or a union, but `h` is `list<i32>`
  10: Either i           //@flatten @json
  #^ error[conflicting-annotations]: `@json` and `@flatten` exclude each other
  11: string j           //@text @length(5)
  #^ error[conflicting-annotations]: `@length` and `@text` exclude each other
  12: i64 k              //@primary_key @references(posts)
  #^ error[conflicting-annotations]: `@references` and `@primary_key` exclude each other
  13: Place l            //@belongs_to(l_id) @column(m)
  #^ error[conflicting-annotations]: `@column` and `@belongs_to` exclude each other
}
