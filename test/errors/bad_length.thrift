//@mysql_table(posts)
struct Post {
  1: optional i64 id
  2: string title       //@length(16384)
  #^ error[bad-length]: a length is a number from 1 to 16383; what is longer is `@text`, or `@type('MEDIUMBLOB')` of a binary
  3: binary photo       //@length(65536)
  #^ error[bad-length]: a length is a number from 1 to 65535; what is longer is `@text`, or `@type('MEDIUMBLOB')` of a binary
}
