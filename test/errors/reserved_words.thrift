//@mysql_table(select)
#^ error[reserved-word]: table `select` is a reserved word of SQL: rename the table
struct Post {
  1: optional i64 id
  2: i32 order
  #^ error[reserved-word]: column `order` is a reserved word of SQL: rename it with `//@column(name)`
  3: i32 namespace_  //@column(explicit)
  #^ error[reserved-word]: column `explicit` is a keyword of C++: rename it with `//@column(name)`
  4: i64 db_row_id
  #^ error[reserved-word]: column `db_row_id` has a name that InnoDB keeps for itself: rename it with `//@column(name)`
}
//@mysql_table(sqlite_posts)
#^ error[reserved-word]: table `sqlite_posts` has a name that SQLite keeps for itself: rename the table
struct Entry { 1: optional i64 id }
