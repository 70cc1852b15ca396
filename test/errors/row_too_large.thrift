//@mysql_table(posts)
#^ error[row-too-large]: a row of `posts` could take 128016 bytes, MySQL takes 65535: make long strings `@text`, or shorten them with `@length(n)`
struct Post {
  1: optional i64 id
  2: string title       //@length(16000)
  3: string subtitle    //@length(16000)
}
