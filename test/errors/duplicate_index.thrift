//@mysql_table(posts) @index(a, b, name=both) @index(b, name=both)
#^ error[duplicate-index]: index `both` is already defined: name it with `name=`
#^ error[reserved-word]: index `both` is a reserved word of SQL: name it with `name=`
struct Post {
  1: optional i64 id
  2: i32 a
  3: i32 b
}
//@mysql_table(notes) @index(a, name=posts)
#^ error[duplicate-index]: index `posts` is already defined: name it with `name=`
struct Note { 1: optional i64 id  2: i32 a }
