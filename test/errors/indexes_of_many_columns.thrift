struct Place { 1: double x  2: double y }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: Place place       //@index
  #^ error[wrong-type]: `place` is not stored in one column of `posts`: write `//@index(…)` with the columns above the struct
  3: list<i32> ratings //@json
  4: string body       //@text @index
  #^ error[unindexable-column]: `body` has no limited length and cannot be part of an index: write `@length(n)`
  5: binary photo      //@unique
  #^ error[unindexable-column]: `photo` has no limited length and cannot be part of a unique key: write `@length(n)`
  6: map<string, i32> words   //@json
}
