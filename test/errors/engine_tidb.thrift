# engine: tidb
//@mysql_table(posts)
struct Post {
  1: optional i32 id
  #^ error[engine-generated-key]: TiDB makes ids of 64 bits alone: make `id` an `i64`
  2: string body = "none"       //@text
  #^ error[engine-default]: TiDB takes no text as the default of `body`, which has no limited length: write `@length(n)`, or leave the default out
  3: string title = "none"
  4: string footer              //@text
}
//@mysql_table(tags)
struct Tag { 1: required i32 number  //@primary_key
}
