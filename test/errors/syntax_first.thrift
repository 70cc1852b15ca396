//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: string order
  3 string title
  #^ error[syntax]: expected `:`, found `string`
}
