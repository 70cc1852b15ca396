//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: strng title
  #^ error[unknown-type]: unknown type `strng`; did you mean `string`?
}
