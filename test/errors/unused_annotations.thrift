//@index(name)
#^ error[unused-annotation]: `@index` does nothing here, since `Request` is not stored: write `//@mysql_table(name)` above it, or leave this out
struct Request {
  1: i64 id      //@unique
  #^ error[unused-annotation]: `@unique` does nothing here, since `Request` is not stored: write `//@mysql_table(name)` above it, or leave this out
  2: string name //@length(3)
  #^ error[unused-annotation]: `@length` does nothing here, since `Request` is not stored: write `//@mysql_table(name)` above it, or leave this out
}
//@mysql_table(posts)
struct Post { 1: optional i64 id }
