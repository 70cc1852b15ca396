struct Place {
  1: i64 x        //@primary_key
  #^ error[misplaced-annotation]: `@primary_key` is for a field of a stored struct, and `Place` is flattened into the tables of others
  2: i64 y        //@version
  #^ error[misplaced-annotation]: `@version` is for a field of a stored struct, and `Place` is flattened into the tables of others
  3: string name  //@length(3, of=posts)
  #^ error[misplaced-annotation]: `of=` is for a field of a stored struct, and `Place` is flattened into the tables of others
  4: string note  //@ignore
}
struct Point { 1: double x }
union Either {
  1: i64 number
  2: Point point    //@column(spot)
  #^ error[misplaced-annotation]: `@column` is for one column, and the variant `point` has one for each member of `Point`
}
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: Place place
  3: Either either   //@flatten
}
