//@mysql_table(posts) @unique(title, subtitle)
struct Post {
  1: optional i64 id
  2: string title       //@length(600)
  3: string subtitle    //@length(700)
  #^ error[key-too-long]: a unique key over `title`, `subtitle` would take 5204 bytes, the engines take 3072: shorten with `@length(n)`, 768 characters at most for one column
  4: string link        //@length(1000) @unique
  #^ error[key-too-long]: a unique key over `link` would take 4002 bytes, the engines take 3072: shorten with `@length(n)`, 768 characters at most for one column
}
