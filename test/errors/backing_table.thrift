enum Table { POSTS = 1 }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: optional Table table_a    //@backing_table
  3: optional Table table_b    //@backing_table
  #^ error[conflicting-annotations]: `table_a` is the backing table's field already
}
//@mysql_table(notes)
struct Note {
  1: optional i64 id
  2: optional Table table_a    //@backing_table
  #^ error[unknown-enum-value]: `Table` has no value `NOTES` for the table `notes`
}
