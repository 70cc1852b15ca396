struct Place { 1: double x  2: double y }
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: double place_x
  3: Place place
  #^ error[duplicate-column]: column `place_x` is already defined in table `posts`
}
