union Owner {}
//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: Owner owner        //@flatten
  #^ error[empty-union]: the union `Owner` has no variants
}
