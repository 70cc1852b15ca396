//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: string title
  3: string name   //@column(Title)
  #^ error[duplicate-column]: column `Title` is already defined in table `posts`
}
